"""Sums of the estimate and the settlement: costs of the conference from `[[budget]]`, prizes from the awards. A gap stays a gap.

A sum is known only when all that it adds is known; nothing is guessed, and what is known is still told beside the number of gaps.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from vinhdanh.engines.papers import counts
from vinhdanh.engines.papers.kinds import phrases
from vinhdanh.engines.vietnamese import money

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vinhdanh.engines.campaign.outcome import Award
    from vinhdanh.engines.campaign.types import BudgetLine, Settings


@dataclass(frozen=True, slots=True)
class Sum:
    """What is known of a sum in đồng, how many of its parts are open, and of how many it is made."""

    known: int = 0
    open: int = 0
    parts: int = 0

    @property
    def amount(self) -> int | None:
        """The sum, None while a part is open or there is none."""
        return self.known if self.parts and not self.open else None

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.known + other.known, self.open + other.open, self.parts + other.parts)


def summed(amounts: Iterable[int | None]) -> Sum:
    """The sum of amounts, None for one that is open."""
    given = list(amounts)
    return Sum(sum(a for a in given if a is not None), sum(a is None for a in given), len(given))


def lines(s: Settings) -> tuple[BudgetLine, ...]:
    """Costs of the conference, without the lines that settle the prizes."""
    return tuple(line for line in s.budget if not line.prizes)


def amount(line: BudgetLine) -> int | None:
    """Quantity times price, to the đồng; None while one of them is open."""
    if line.quantity is None or line.price is None:
        return None
    return int((line.quantity * line.price).quantize(Decimal(1), ROUND_HALF_UP))


def prizes(given: Sequence[Award]) -> Sum:
    """The estimate of the prizes."""
    known, open_ = counts.prize_total(given)
    return Sum(known, open_, len(given))


def paid(s: Settings, source: str | None = None) -> Sum:
    """What was paid out as prizes, of one source or of all."""
    return summed(line.actual for line in s.budget if line.prizes and source in {None, line.source})


@dataclass(frozen=True, slots=True)
class Source:
    """Where money comes from: estimates of prizes and of costs, and what was spent."""

    name: str
    prizes: Sum
    costs: Sum
    spent: Sum

    @property
    def estimate(self) -> int | None:
        """Of both together."""
        return (self.prizes + self.costs).amount


def sources(s: Settings, given: Sequence[Award]) -> tuple[Source, ...]:
    """All sources that are named, those of the prizes first, each in the order of the campaign."""
    of_prizes = phrases.sources(given)
    costs = lines(s)
    names = [name for name in dict.fromkeys([*of_prizes, *(line.source for line in costs)]) if name]
    out = []
    for name in names:
        own = [line for line in costs if line.source == name]
        spent = summed(line.actual for line in own)
        if of_prizes.get(name):
            made = paid(s, name)
            spent += made if made.parts else Sum(0, 1, 1)
        out.append(Source(name, prizes(of_prizes.get(name, [])), summed(map(amount, own)), spent))
    return tuple(out)


def shown(value: int | None) -> str:
    """An amount, "" for a gap."""
    return "" if value is None else money(value)


def difference(estimate: int | None, actual: int | None) -> str:
    """Actual less estimate with its sign; "" while one is open."""
    if estimate is None or actual is None:
        return ""
    more = actual - estimate
    return f"{'+' if more > 0 else '-' if more < 0 else ''}{money(abs(more))}"
