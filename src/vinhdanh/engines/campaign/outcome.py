"""What a run makes of a campaign, as plain data: the engines fill it, papers, tables and report only read it.

Nothing here is computed twice: a count or a share in a paper is one of these values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from vinhdanh.engines.campaign.types import Campaign, Commendation, Finding, Guest, Nominee, Union, Upward


class UnitState(StrEnum):
    """What became of a unit's list."""

    SENT = "sent"
    LATE = "late"
    NIL = "nil"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class UnitStatus:
    """A union of the register with what it sent: files (names under nominations/), arrival, numbers of persons and collectives."""

    union: Union
    state: UnitState
    files: tuple[str, ...] = ()
    received: datetime | None = None
    persons: int = 0
    collectives: int = 0


@dataclass(frozen=True, slots=True)
class MeritLine:
    """One line of a nominee's points: what it is, the figure it rests on ("14/15 phiếu"), the points."""

    label: str
    basis: str
    points: Decimal


class Standing(StrEnum):
    """Where a nominee stands in one choice."""

    CHOSEN = "chosen"
    RESERVE = "reserve"
    OUT = "out"
    EXCLUDED = "excluded"


class ReasonKind(StrEnum):
    """The five kinds of reason for not being chosen (docs/selection.md)."""

    POINTS = "points"
    TARGET = "target"
    UNIT = "unit"
    EXCLUDED = "excluded"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why someone is not chosen: the kind, one true Vietnamese sentence, and for `POINTS` the certified least and greatest figure."""

    kind: ReasonKind
    sentence: str
    points_low: Decimal | None = None
    points_high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A nominee in one choice. `order` is the place in the list that is printed (1 = first); `why` says in one sentence why in, too."""

    nominee: str
    standing: Standing
    order: int
    points: Decimal
    lines: tuple[MeritLine, ...] = ()
    why: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A target after the choice: how many of `base` count, the share wanted, what was reachable, and whether it is met."""

    id: str
    label: str
    wanted: Decimal
    count: int
    base: int
    base_label: str
    direction: str
    met: bool
    shortfall: int
    reachable: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the three choices, made: everyone who was in question, in printed order, with the targets and the proof.

    Args:
        key: `attend`, `commend:<honour>:<authority number>` or `upward:<number>`.
        places: Places to fill; None: not allotted yet (then nobody is chosen).
        status: `optimal`, `relaxed` (the asked bounds could not all hold; `notes` say which), `not_allotted`.
    """

    key: str
    title: str
    places: int | None
    placed: tuple[Placed, ...] = ()
    targets: tuple[TargetResult, ...] = ()
    status: Literal["optimal", "relaxed", "not_allotted"] = "optimal"
    notes: tuple[str, ...] = ()

    def by(self, standing: Standing) -> tuple[Placed, ...]:
        """Those of one standing, in printed order."""
        return tuple(p for p in self.placed if p.standing is standing)


@dataclass(frozen=True, slots=True)
class Award:
    """A proposed commendation of one nominee, with its prize in đồng (None: not to be computed until a fact is confirmed)."""

    nominee: str
    honour: str
    honour_name: str
    authority: str
    prize: int | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class CommendRound:
    """One line of `[[commendations]]` with its choice and the awards that follow from it."""

    commendation: Commendation
    choice: Choice
    awards: tuple[Award, ...] = ()


@dataclass(frozen=True, slots=True)
class UpwardRound:
    """One line of `[[upward]]` with its choice."""

    upward: Upward
    choice: Choice


@dataclass(frozen=True, slots=True)
class Share:
    """A count and its base: `count / base` with the words that name the base. No base, no share."""

    count: int
    base: int
    base_label: str = ""

    @property
    def fraction(self) -> Fraction | None:
        """The exact share, None when the base is zero."""
        return Fraction(self.count, self.base) if self.base else None


Value = int | str | Share | Decimal | None


@dataclass(frozen=True, slots=True)
class Live:
    """How a column follows from others, so that a spreadsheet can keep it alive; numbers are columns from 0.

    Args:
        column: The column that follows.
        count: It is the share of this column …
        base: … in this one; None: in the total of the `count` column.
        add: It is the sum of these columns.
        points: It is the first of these columns of shares less the second, in percentage points.
    """

    column: int
    count: int | None = None
    base: int | None = None
    add: tuple[int, ...] = ()
    points: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A statistical table, ready to be printed: `code` such as "B1", heads, rows of values, the footnote that names the bases.

    `live` says which columns follow from others; their values stand in the rows all the same.
    """

    code: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    total: tuple[Value, ...] | None = None
    footnote: str = ""
    live: tuple[Live, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that a run found out."""

    campaign: Campaign
    nominees: tuple[Nominee, ...]
    findings: tuple[Finding, ...]
    units: tuple[UnitStatus, ...]
    attend: Choice
    commend: tuple[CommendRound, ...] = ()
    upward: tuple[UpwardRound, ...] = ()
    guests_in: tuple[Guest, ...] = ()
    guests_out: tuple[Guest, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: Mapping[str, Share] = field(default_factory=dict)
    """Shares by name that papers and report quote, e.g. `attend.women`; keys are listed in `vinhdanh.engines.statistics`."""
    seed: str = ""

    def nominee(self, id_: str) -> Nominee:
        """The nominee with this id. Raises KeyError when there is none."""
        for n in self.nominees:
            if n.id == id_:
                return n
        raise KeyError(id_)

    def union(self, code: str) -> Union:
        """The union with this code. Raises KeyError when there is none."""
        for u in self.campaign.unions:
            if u.code == code:
                return u
        raise KeyError(code)
