"""The campaign as plain data: what the folder holds, what the engines read, what the papers say.

Everything is frozen; lists are tuples. Text is kept as typed where a person typed it, and its repaired form stands beside it.
Codes (honours, ethnic groups, labour groups, protocol groups, movements) are rows of `vinhdanh.engines.catalogue`.
Shares are percent numbers (`Decimal`), money is integer đồng, votes are integers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from vinhdanh.engines.vietnamese import PartialDate

FORMAT = 1
"""The version of the folder format that this program writes (docs/folder.md)."""


class Severity(StrEnum):
    """How much a finding weighs. Only `BLOCKING` keeps a nominee or a paper back."""

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to settle: the place, what is wrong, what to do about it.

    Args:
        code: Stable, lower case, `engine.subject`, e.g. `sheets.birth-unreadable`.
        message: What is wrong, in Vietnamese that a chair understands.
        remedy: What to do, in Vietnamese, a sentence that begins with a verb.
        file: Name of the file in the folder, relative, or "".
        sheet: Sheet name, or "".
        cell: A1 notation, or "".
        union: Code of the union concerned, or "".
        nominee: Id of the nominee concerned, or "".
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    union: str = ""
    nominee: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record was typed: file in the folder, sheet, 1-based row."""

    file: str
    sheet: str
    row: int


# ---------------------------------------------------------------------------------------------- campaign.toml


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


# ---------------------------------------------------------------------------------------------- unions.xlsx


@dataclass(frozen=True, slots=True)
class Union:
    """A grassroots union of the register, as it stands when the campaign is issued.

    Args:
        code: Short unique code, e.g. "GD-07".
        name: As papers write it, e.g. "CĐCS Trường Tiểu học Long Hà A".
        group: Khối / cụm thi đua, e.g. "Trường học".
        place: Commune or ward.
        members, women, minority, workers: Workforce counts for comparison, None: not told.
        responsible, responsible_post, phone: Who answers for the list (R60).
        at_most: Allocation of places for those who attend; None: the campaign's `unit_cap`.
        at_least: Floor of the unit; None: the campaign's `unit_floor`.
        received: When the list arrived; None: not yet (or as the file's own form says).
        nil_reason: Reason of an explicit nil return, "" if none.
        reminders: Days on which the unit was reminded, as evidence.
    """

    code: str
    name: str
    group: str = ""
    place: str = ""
    members: int | None = None
    women: int | None = None
    minority: int | None = None
    workers: int | None = None
    responsible: str = ""
    responsible_post: str = ""
    phone: str = ""
    at_least: int | None = None
    at_most: int | None = None
    received: datetime | None = None
    nil_reason: str = ""
    reminders: tuple[date, ...] = ()
    note: str = ""


# ---------------------------------------------------------------------------------------------- nominations/*


@dataclass(frozen=True, slots=True)
class Achievement:
    """A title or commendation already held. `honour` is the catalogue code, "" when not recognised; `typed` is what was written."""

    typed: str
    honour: str = ""
    year: int | None = None
    decision: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Initiative:
    """A recognised initiative: title as typed, scope `base`, `province`, `nation` or "", year, decision, value in đồng."""

    title: str
    scope: str = ""
    year: int | None = None
    decision: str = ""
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Representative:
    """Who stands for a collective as delegate and is counted for it."""

    name: str
    post: str = ""
    sex: Literal["nam", "nữ"] | None = None
    birth: PartialDate | None = None
    ethnicity: str = ""
    labour_group: str = ""
    manager: bool | None = None


@dataclass(frozen=True, slots=True)
class Nominee:
    """A person or a collective put forward by a union, with two separate requests: attend, and be commended.

    Args:
        id: Stable within the campaign: union code, `P` or `C`, running number in the union's list: "GD-07-P03".
        name: Repaired (NFC, single spaces, proper case); `typed_name` as it came.
        sort_given: Override of the given name for sorting (Xtiêng, Ê-đê, foreign names), "" if none.
        ethnicity: First spelling of the catalogue ("Xtiêng"), "" when unknown; `typed_ethnicity` as it came.
        labour_group: Catalogue code, e.g. `cn_truc_tiep`.
        manager: True when holding a leading or managing post, None when not told.
        achievements: Titles and commendations held, newest last.
        commend: Catalogue code of the honour asked for, "" if none; `typed_commend` as it came.
        movement: Catalogue code or typed name of the movement the nominee comes from.
        categories: Ids of categories.
        members, women_members, minority_members: For collectives.
    """

    id: str
    kind: Literal["person", "collective"]
    union: str
    name: str
    typed_name: str = ""
    sort_given: str = ""
    sex: Literal["nam", "nữ"] | None = None
    birth: PartialDate | None = None
    ethnicity: str = ""
    typed_ethnicity: str = ""
    religion: str = ""
    party: str = ""
    home: str = ""
    schooling: str = ""
    education: str = ""
    theory: str = ""
    post: str = ""
    labour_group: str = ""
    manager: bool | None = None
    achievements: tuple[Achievement, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    summary: str = ""
    movement: str = ""
    categories: tuple[str, ...] = ()
    attend: bool = True
    commend: str = ""
    typed_commend: str = ""
    upward: bool = False
    note: str = ""
    collective_type: str = ""
    members: int | None = None
    women_members: int | None = None
    minority_members: int | None = None
    representative: Representative | None = None
    place: Place | None = None


# ---------------------------------------------------------------------------------------------- votes, guests, decisions


class BallotLevel(StrEnum):
    """Who voted: the union's own meeting, the council of the host, the hall of the conference."""

    UNION = "union"
    COUNCIL = "council"
    HALL = "hall"


@dataclass(frozen=True, slots=True)
class Ballot:
    """One counted ballot (domain.md §3.2), on paper or by show of hands.

    `total_members`, `present`, `issued`, `collected`, `valid`, `invalid` are counts; `seats` the largest number of choices, None: no limit;
    `base` names what the share is taken of.
    """

    id: str
    level: BallotLevel
    union: str = ""
    day: date | None = None
    method: Literal["secret", "open"] = "secret"
    total_members: int | None = None
    present: int | None = None
    issued: int | None = None
    collected: int | None = None
    valid: int | None = None
    invalid: int | None = None
    seats: int | None = None
    base: Literal["total_members", "present", "collected", "valid"] = "total_members"


@dataclass(frozen=True, slots=True)
class Vote:
    """Votes for one nominee on one ballot. The nominee is named by union and name as typed; `nominee` is the id once matched."""

    ballot: str
    union: str
    name: str
    votes: int
    nominee: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """A guest: never scored, never optimised.

    Args:
        group: Code of the protocol group in the catalogue, in order of introduction.
        must: True: must come; False: wished for.
        confirmed: True yes, False no, None not answered.
    """

    id: str
    name: str
    honorific: str = ""
    post: str = ""
    organisation: str = ""
    group: str = ""
    must: bool = False
    confirmed: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Override:
    """A human's decision about one nominee, with its reason.

    Args:
        nominee: Id of the nominee, or "union code/name".
        choice: `attend`, `commend` or `upward` – or `nominee` for all three.
        action: `include`, `exclude`, or `accept` (a blocking finding, named in `finding`, is settled).
        reason: Never empty.
        by: Who decided.
        day: When.
    """

    nominee: str
    choice: Literal["attend", "commend", "upward", "nominee"]
    action: Literal["include", "exclude", "accept"]
    reason: str
    by: str = ""
    day: date | None = None
    finding: str = ""


@dataclass(frozen=True, slots=True)
class InboxDecision:
    """A file of nominations/ whose sender is not clear by itself, and what a human says of it (inbox.xlsx).

    Args:
        file: Its name under nominations/.
        guess: The likeliest union as shown to the human, "code – name"; "" when there is none. Told, not read back.
        certainty, why: How sure the guess is, and the reasons, in words. Told, not read back.
        decision: What the human says: a union ("GD-07", its name, or "GD-07 – name"), "Không dùng", or "" while it waits.
    """

    file: str
    guess: str = ""
    certainty: str = ""
    why: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """The whole folder as data; the lists of the unions stay files (`nominations`) until `engines.sheets` reads them."""

    settings: Settings
    unions: tuple[Union, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    votes: tuple[Vote, ...] = ()
    guests: tuple[Guest, ...] = ()
    overrides: tuple[Override, ...] = ()
    nominations: Mapping[str, bytes] = field(default_factory=dict)
    """File name under nominations/ -> its bytes, as they came."""
    plan_paper: tuple[str, bytes] | None = None
    """Name and bytes of the plan paper (`plan.*`), if the folder holds it."""
    inbox: tuple[InboxDecision, ...] = ()
    """Files whose sender is not clear by itself, with the human decisions about them."""
    templates: Mapping[str, bytes] = field(default_factory=dict)
    """File name under templates/ ("request.docx") -> its bytes: the office's own look of a paper."""
