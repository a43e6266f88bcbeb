"""The one place where papers count what the outcome's figures do not say: over the very lists that they print.

A collective counts by its representative; every share names its base.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign import flags
from vinhdanh.engines.campaign.outcome import Standing, UnitState
from vinhdanh.engines.vietnamese import match_key, percent, two

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vinhdanh.engines.campaign.outcome import Award, Choice, Outcome, UnitStatus
    from vinhdanh.engines.campaign.types import Nominee


def number(n: int) -> str:
    """A count as papers write it: below ten with a zero before it, none as "0"."""
    return two(n) if n else "0"


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a list of nominees."""

    total: int
    persons: int
    collectives: int
    women: int
    minority: int
    direct: int
    non_manager: int
    party: int

    @property
    def split(self) -> str:
        """Collectives and persons, those that there are, for brackets: "12 tập thể, 48 cá nhân"."""
        parts = ((self.collectives, "tập thể"), (self.persons, "cá nhân"))
        return ", ".join(f"{number(n)} {word}" for n, word in parts if n) or "0 cá nhân"

    @property
    def both(self) -> str:
        """The same inside a sentence: "12 tập thể và 48 cá nhân"."""
        return self.split.replace(", ", " và ")


def tally(nominees: Iterable[Nominee]) -> Tally:
    """Counts of these nominees; for collectives those of their representatives."""
    of = tuple(nominees)

    def yes(flag: str) -> int:
        return sum(flags.flag(n, flag) == flags.YES for n in of)

    return Tally(
        total=len(of),
        persons=sum(n.kind == "person" for n in of),
        collectives=sum(n.kind == "collective" for n in of),
        women=yes("woman"),
        minority=yes("minority"),
        direct=yes("direct_worker"),
        non_manager=yes("non_manager"),
        party=sum(bool(n.party) for n in of),
    )


def accepted(outcome: Outcome) -> tuple[Nominee, ...]:
    """Those put forward by lists that were accepted; a list that came after reception closed is not printed (nor counted) as sent."""
    closed = {s.union.code for s in outcome.units if s.state is UnitState.MISSING}
    return tuple(n for n in outcome.nominees if n.union not in closed)


def listed(outcome: Outcome, key: str, nominees: Iterable[Nominee]) -> Tally:
    """Counts of a list that the outcome's figures know by `key` (`attend`, `nominated`, `upward:1`): the figures speak first."""
    own = tally(nominees)

    def figure(name: str, counted: int) -> int:
        known = outcome.figures.get(f"{key}.{name}")
        return counted if known is None else known.count

    return Tally(
        total=figure("total", own.total),
        persons=figure("person", own.persons),
        collectives=figure("collective", own.collectives),
        women=figure("women", own.women),
        minority=figure("minority", own.minority),
        direct=figure("direct_worker", own.direct),
        non_manager=figure("non_manager", own.non_manager),
        party=own.party,
    )


def share(count: int, base: int) -> str:
    """A count with its share: "09 (45,0 %)"; without a base only the count."""
    return f"{number(count)} ({percent(Fraction(count, base))})" if base else number(count)


def standing(outcome: Outcome, choice: Choice, which: Standing = Standing.CHOSEN) -> tuple[Nominee, ...]:
    """The nominees of one standing, in printed order."""
    by_id = {n.id: n for n in outcome.nominees}
    return tuple(by_id[p.nominee] for p in choice.by(which))


def awarded(outcome: Outcome, awards: Iterable[Award]) -> tuple[tuple[Award, Nominee], ...]:
    """Awards with their nominees: collectives first, each in the order of the outcome."""
    by_id = {n.id: n for n in outcome.nominees}
    pairs = [(a, by_id[a.nominee]) for a in awards]
    return tuple(sorted(pairs, key=lambda pair: pair[1].kind != "collective"))


def prize_total(awards: Iterable[Award]) -> tuple[int, int]:
    """Sum of the known prizes in đồng, and how many prizes are still to be confirmed."""
    prizes = [a.prize for a in awards]
    return sum(p for p in prizes if p is not None), sum(p is None for p in prizes)


@dataclass(frozen=True, slots=True)
class Returns:
    """What the units sent."""

    units: int
    sent: int
    late: int
    nil: int
    missing: int

    @property
    def lists(self) -> int:
        """Units that sent a list, in time or late."""
        return self.sent + self.late


def returns(units: Sequence[UnitStatus]) -> Returns:
    """Units by the state of their lists."""
    by = {state: sum(u.state is state for u in units) for state in UnitState}
    return Returns(len(units), by[UnitState.SENT], by[UnitState.LATE], by[UnitState.NIL], by[UnitState.MISSING])


def groups(outcome: Outcome) -> tuple[str, ...]:
    """The groups of unions in the order of the register; unions without one, or not in it, under "" at the end."""
    return (*dict.fromkeys(u.group for u in outcome.campaign.unions if u.group), "")


def honours_held(nominees: Iterable[Nominee], years: tuple[int, int] | None) -> dict[str, int]:
    """How many times each recognised honour was received in the period, by code; typed twice with one year and decision it is one."""
    held: dict[str, int] = {}
    for nominee in nominees:
        seen = set()
        for achievement in nominee.achievements:
            year = achievement.year or (achievement.day.year if achievement.day else None)
            inside = years is None or (year is not None and years[0] <= year <= years[1])
            key = (achievement.honour, year, match_key(achievement.decision))
            if achievement.honour and inside and key not in seen:
                seen.add(key)
                held[achievement.honour] = held.get(achievement.honour, 0) + 1
    return held
