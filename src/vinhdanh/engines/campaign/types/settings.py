"""campaign.toml as data. What the plan does not say stays None or empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from vinhdanh.engines.campaign.types.preprinted import Preprinted
from vinhdanh.engines.vietnamese import PartialDate


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs a paper: lines of the right to sign (`("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH")`) and the name, "" when not yet known."""

    posts: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as the papers name it.

    Args:
        name: Full official name, e.g. "Liên đoàn Lao động huyện Phú Riềng".
        short: Short form used inside papers, e.g. "LĐLĐ huyện".
        symbol: Part of the number after the dash: "LĐLĐ" in "Số: 09/TTr-LĐLĐ".
        head: Lines of the paper's head, upper case, e.g. ("LIÊN ĐOÀN LAO ĐỘNG", "HUYỆN PHÚ RIỀNG"); empty: `name` in upper case.
        standing: Standing body in whose name papers are issued: "Ban Thường vụ", "Ban Chấp hành", "Đoàn Chủ tịch".
        signer: Who signs for it.
    """

    name: str
    short: str = ""
    symbol: str = ""
    head: tuple[str, ...] = ()
    standing: str = ""
    signer: Signer = Signer()


@dataclass(frozen=True, slots=True)
class Basis:
    """A document that the plan rests on. Any part may be missing and then stays empty."""

    number: str = ""
    day: date | None = None
    body: str = ""
    subject: str = ""


class Sense(StrEnum):
    """How a date binds: strictly before it, on it, by its end, within it (a month or a year)."""

    BEFORE = "before"
    ON = "on"
    BY = "by"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A date of the campaign, possibly only a month (`PartialDate`), with its sense."""

    day: PartialDate
    sense: Sense = Sense.BEFORE


@dataclass(frozen=True, slots=True)
class Target:
    """A soft share of the delegation, approached by priority; it never rejects anyone by itself.

    Args:
        id: Short stable id, e.g. `women`.
        label: As papers say it, "Nữ".
        attribute: What is counted among the chosen: `sex`, `ethnicity`, `labour_group`, `manager`, `kind`, `group`, `category`, `movement`,
            or the derived flags `woman`, `minority`, `direct_worker`, `non_manager`, `young`.
        values: Values of the attribute that count; for a flag ("yes",).
        share: Wanted percent of the chosen exemplars, 0–100.
        tolerance: Percent points up or down within which the target is met.
        direction: "at_least", "about" or "at_most".
        priority: 1 is first; equal numbers form one lexicographic level.
    """

    id: str
    label: str
    attribute: str
    values: tuple[str, ...]
    share: Decimal
    tolerance: Decimal = Decimal(0)
    direction: Literal["at_least", "about", "at_most"] = "at_least"
    priority: int = 1


@dataclass(frozen=True, slots=True)
class Category:
    """A category of nominees ("Lao động sáng tạo") with its own floor and cap among those who attend."""

    id: str
    label: str
    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class MeritRow:
    """A line of the table of points.

    Args:
        kind: What earns the points:
            `votes` – `points` × (votes for ÷ stated base) of the ballot named in `match`;
            `honour` – `points` per honour whose code is `match`, in the period, at most `limit` times;
            `initiative` – `points` per recognised initiative of scope `match` ("" = any), at most `limit` times;
            `flag` – `points` once when the derived flag `match` holds (`direct_worker`, `non_manager`, `woman`, `minority`).
        points: Points in hundredths are possible: kept as Decimal, at most two decimals.
        limit: Largest number of times this line counts; None: no limit.
    """

    id: str
    label: str
    kind: Literal["votes", "honour", "initiative", "flag"]
    match: str
    points: Decimal
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Upward:
    """Places at a congress above. `seats` None: not allotted yet."""

    congress: str
    seats: int | None = None
    reserves: int = 0
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commendation:
    """An honour that this campaign may propose or give.

    Args:
        honour: Code in the catalogue, e.g. `GK_H`.
        authority: Who decides, full name as the request addresses it; "" = the host itself.
        persons: Cap of persons, None: no cap.
        collectives: Cap of collectives, None: no cap.
        prize_person, prize_collective: Campaign values in đồng for the union's own awards; None: from the catalogue.
        source: Where the prize money comes from, as papers say it.
    """

    honour: str
    authority: str = ""
    persons: int | None = None
    collectives: int | None = None
    prize_person: int | None = None
    prize_collective: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """A line of the programme; start and minutes may be open."""

    text: str
    start: time | None = None
    minutes: int | None = None
    performer: str = ""


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """Number and day given to a paper by the office's book: `kind` is a key of `docs/folder.md` (`plan`, `request`, …)."""

    kind: str
    number: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line of the estimate of costs, besides prizes, which follow from the awards (domain.md §6.11).

    Args:
        text: What is paid for.
        unit, quantity, price: "bó", 20, 150000 đồng; the amount is quantity × price. None: not known yet, a gap on paper.
        source: Where the money comes from, as papers say it.
        actual: What was spent, in đồng; None: not settled yet.
        voucher: Number and day of the voucher.
        prizes: The line settles the prizes: `actual` and `voucher` alone are used.
    """

    text: str
    unit: str = ""
    quantity: Decimal | None = None
    price: int | None = None
    source: str = ""
    actual: int | None = None
    voucher: str = ""
    note: str = ""
    prizes: bool = False


@dataclass(frozen=True, slots=True)
class Conference:
    """Time and place of the conference, as far as known."""

    tentative: PartialDate | None = None
    day: date | None = None
    start: time | None = None
    place: str = ""
    chair: str = ""
    duration_days: Decimal | None = None
    not_after: Milestone | None = None
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Reception:
    """Three facts about lists: the deadline, when reception closes, and extensions by decision (union code -> last day)."""

    deadline: Milestone | None = None
    closes: date | None = None
    inclusive: bool = False
    extensions: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TieRule:
    """What settles equal points: tie-breaks in order, then `then`."""

    order: tuple[str, ...] = ()
    then: Literal["board", "revote", "lottery"] = "board"


@dataclass(frozen=True, slots=True)
class Settings:
    """campaign.toml, whole. Every field has a place in docs/folder.md; what the plan does not say stays None or empty."""

    id: str
    name: str
    rule_set: str
    host: Body
    today: date | None = None
    kind: str = ""
    ordinal: int | None = None
    year: int | None = None
    place: str = ""
    audience: str = ""
    parent: Body | None = None
    government: Body | None = None
    period: tuple[int, int] | None = None
    period_next: tuple[int, int] | None = None
    basis: tuple[Basis, ...] = ()
    reception: Reception = Reception()
    conference: Conference = Conference()
    dossier_deadline: Milestone | None = None
    dossier_channel: str = ""
    dossier_items: tuple[str, ...] = ()
    cap_delegates: int | None = None
    share_exemplars: Decimal | None = None
    share_guests: Decimal | None = None
    share_tolerance: Decimal = Decimal(5)
    exemplars: int | None = None
    targets: tuple[Target, ...] = ()
    categories: tuple[Category, ...] = ()
    merit: tuple[MeritRow, ...] = ()
    ties: TieRule = TieRule()
    reserves: int = 0
    unit_floor: int = 0
    unit_cap: int | None = None
    commendations: tuple[Commendation, ...] = ()
    upward: tuple[Upward, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()
    movements: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    guest_groups: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    soft: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    papers: tuple[PaperNumber, ...] = ()
    confirmed: tuple[str, ...] = ()
    """Keys of doubtful catalogue facts (certainty M or M-) that this campaign has confirmed."""
    preprinted: Preprinted | None = None
    budget: tuple[BudgetLine, ...] = ()
    """What the conference costs besides the prizes."""
    budget_support: int | None = None
    """What the authority is asked to give towards it, in đồng."""
    purposes: tuple[str, ...] = ()
    """Items of the plan's part on purpose and demands, in its own words; none: the paper says them in general words."""
