"""What goes into a selection and what comes out: plain frozen data, no solver, no campaign.

Scores are integers in hundredths of a point; shares are exact percent (`Fraction`), so that no result hangs on rounding.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

SCORE_LIMIT = 100_000_000_000
"""Largest absolute score in hundredths (10⁹ points): sums over 10,000 candidates stay inside 63 bits."""

Direction = Literal["at_least", "about", "at_most"]
Last = Literal["board", "revote", "lottery"]
StandingName = Literal["chosen", "reserve", "out", "excluded"]
RelaxedName = Literal["unit_floor", "unit_cap", "category_floor", "category_cap", "size"]
ReasonName = Literal["points", "target", "unit", "excluded", "tie"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who may be chosen.

    Args:
        id: Unique, stable; the last resort of every order.
        unit: Code of the union that floors and caps count; "" is a unit like any other.
        score: Merit in hundredths of a point, |score| ≤ 10¹¹.
        name: As sentences name the candidate; "" = the id.
        attributes: Column -> the value or values that the candidate has there (targets and categories count them).
        keys: Column -> number for tie-breaks; a missing one stands last.
        honorific: Put before the name in sentences: "đồng chí" for a person, "" or "tập thể" for a collective.
    """

    id: str
    unit: str = ""
    score: int = 0
    name: str = ""
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    keys: Mapping[str, int] = field(default_factory=dict)
    honorific: str = "đồng chí"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Hard bounds of a count: at least, at most (None: no cap)."""

    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A soft share of those chosen; it never rejects anyone by itself.

    Args:
        id: Short stable id.
        label: As sentences name it, "Nữ".
        column: Attribute that is counted.
        values: Values that count.
        share: Wanted percent of the number chosen, 0–100; or None when `count` is given.
        count: Wanted number instead of a share.
        tolerance: Percent points (with `share`) or people (with `count`) within which the target is met.
        direction: `at_least`, `about` or `at_most`.
        priority: 1 is first; targets of equal priority form one lexicographic level, their shortfalls are added.
    """

    id: str
    label: str
    column: str
    values: tuple[str, ...]
    share: Fraction | None = None
    count: int | None = None
    tolerance: Fraction = Fraction(0)
    direction: Direction = "at_least"
    priority: int = 1


@dataclass(frozen=True, slots=True)
class Category:
    """A category with hard bounds among those chosen; a candidate may be in several.

    `members`: ids that count instead of a column's values (the group of a `Family`).
    """

    id: str
    label: str
    column: str
    values: tuple[str, ...]
    at_least: int = 0
    at_most: int | None = None
    members: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Family:
    """A hard row that couples people: of those who belong together at most `at_most` are chosen.

    Args:
        id: Short stable id.
        label: As sentences name it, "Cùng một hộ".
        at_most: Of each group.
        column: Whose values make the groups; "" when `members` names one.
        by_id: False: those with the same value in `column` belong together (a household, an address). True: the value is the id of somebody
            with whom the candidate belongs together (a spouse); chains of such pairs are one group.
        members: Ids of one group.
    """

    id: str
    label: str
    at_most: int = 1
    column: str = ""
    by_id: bool = False
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TieBreak:
    """A column that settles equal merit: the larger sum wins (`descending`), or the smaller."""

    column: str
    descending: bool = True
    label: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the chosen list has to satisfy.

    Args:
        size: Places. Hard cap.
        exact: True: all places must be filled, else the result is `relaxed`; False: as many as possible.
        unit_default: Bounds of every unit that occurs among the candidates and has none of its own.
        units: Bounds of named units, which replace the default.
        unit_names: Code -> name for sentences.
        must_include, must_exclude: Id -> reason, never empty.
        reserves: Length of the reserve list.
        tie_breaks, then, seed: Equal merit is settled by the tie-breaks in order, then by the board, a re-vote or a lottery.
            A lottery without a seed is announced but not yet drawn.
        decimals: Digits after the point in a score: 2 means hundredths. Only words and records need it.
        families: Rows that couple people.
    """

    size: int
    exact: bool = False
    targets: tuple[Target, ...] = ()
    unit_default: Bounds = Bounds()
    units: Mapping[str, Bounds] = field(default_factory=dict)
    unit_names: Mapping[str, str] = field(default_factory=dict)
    categories: tuple[Category, ...] = ()
    must_include: Mapping[str, str] = field(default_factory=dict)
    must_exclude: Mapping[str, str] = field(default_factory=dict)
    reserves: int = 0
    tie_breaks: tuple[TieBreak, ...] = ()
    then: Last = "board"
    seed: str = ""
    decimals: int = 2
    families: tuple[Family, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why someone is not chosen.

    `low` and `high` (hundredths of a point) stand only with kind `points`: with `high` more points, all else equal, the candidate is in
    some optimal list at the same target levels; with `low` − 1 more in none. Equal figures are exact.
    `target` and `worse` stand only with kind `target`: which target (`size` = places filled) would lose how many people.
    """

    kind: ReasonName
    sentence: str
    low: int | None = None
    high: int | None = None
    target: str = ""
    worse: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate in the result; `order` is the printed place, from 1. `tied`: awaits the board, the re-vote or the lot."""

    id: str
    standing: StandingName
    order: int
    score: int
    why: str = ""
    reason: Reason | None = None
    tied: bool = False


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A target after the choice.

    `low`, `high` are the integers between which the target is met at this base (the number chosen); `reachable` the least and greatest
    count that any list of this size has under the hard bounds alone.
    """

    id: str
    label: str
    wanted: Fraction
    count: int
    base: int
    direction: Direction
    low: int
    high: int
    met: bool
    shortfall: int
    reachable: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A hard bound that had to give way: its kind, whose it is (code of the unit, id of the category), from what to what, in words."""

    kind: RelaxedName
    of: str
    asked: int
    applied: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Selection:
    """The chosen list with everything that explains it.

    Args:
        status: `optimal`; or `relaxed`: the bounds asked for could not all hold, `relaxations` is the cheapest way out and was applied,
            `conflicts` an irreducible set of bounds that cannot hold together.
        places: Asked for.
        chosen, reserves: Ids in printed order.
        placed: Everyone, in printed order.
        levels: (priority, least total shortfall) per target level, in order.
        merit: Sum of the scores, hundredths.
        bound: Certified upper bound of the merit by the Lagrangian, hundredths; `merit == bound` proves the optimum without the solver.
        tied: Ids between which merit and tie-breaks do not decide.
        substitutes: Chosen id -> the first reserve who replaces that one with every hard bound kept and no level worse; without entry: none.
        notes: Vietnamese sentences for the reader; `warnings` the same about rules that cannot be met.
        commitment: SHA-256 of rules, table and method version: published before a seed is drawn.
    """

    status: Literal["optimal", "relaxed"]
    places: int
    chosen: tuple[str, ...]
    reserves: tuple[str, ...]
    placed: tuple[Placed, ...]
    targets: tuple[TargetResult, ...]
    levels: tuple[tuple[int, int], ...]
    merit: int
    bound: int
    tied: tuple[str, ...] = ()
    substitutes: Mapping[str, str] = field(default_factory=dict)
    relaxations: tuple[Relaxation, ...] = ()
    conflicts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    commitment: str = ""
