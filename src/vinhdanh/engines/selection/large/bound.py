"""The Lagrangian bound of a large selection in exact integers, and what it costs to move each candidate to the other side.

For multipliers λ on the rows the rest splits by unit and is solved in closed form (Geoffrion 1974, doi:10.1007/BFb0120690). Only candidates
with a positive adjusted score, and those of units with a floor, are sorted; for everyone else the cost is the adjusted score itself or what
a full unit adds to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.large.problem import Gather, Problem

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

NEVER = 1 << 62
"""Cost of what cannot be moved."""
SHIFT = 10
"""Multipliers are multiples of 2^-SHIFT."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What rows ask together: lo ≤ count ≤ hi, the miss of a row in `level` paid for with at most `price` a person (times 2^SHIFT).

    A level that is fixed at a miss `best` is one shared allowance: it adds best · max|λ| to the bound (`shared`).
    """

    lo: Ints
    hi: Ints
    price: Ints
    shared: tuple[tuple[tuple[int, ...], int], ...] = ()

    def value(self, multipliers: Ints) -> int:
        """The rows' part of the bound; Python integers, so that nothing overflows."""
        total = sum(int(m) * int(h if m > 0 else low) for m, low, h in zip(multipliers, self.lo, self.hi, strict=True) if m)
        return total + sum(best * max(abs(int(multipliers[r])) for r in rows) for rows, best in self.shared)


@dataclass(frozen=True, slots=True)
class Bound:
    """L(λ) times 2^SHIFT, the list it takes (indices), the adjusted scores, and per unit what moving somebody costs.

    `enter`: what must be given up for one more in the unit; `leave`: what comes instead of one who leaves.
    """

    value: int
    taken: Ints
    adjusted: Ints
    enter: Ints
    leave: Ints


class Evaluator:
    """Evaluates L(λ) over all candidates of one problem; `scores` may be replaced (zero for the targets' levels)."""

    def __init__(self, problem: Problem, gather: Gather, shift: int = SHIFT) -> None:
        """Prepares what does not hang on λ."""
        self.problem, self.gather, self.shift = problem, gather, shift
        self.score = problem.score << shift
        self.forced = np.bincount(problem.unit[problem.must], minlength=problem.units)
        self.lo = np.maximum(0, problem.unit_lo - self.forced)
        self.hi = problem.unit_hi - self.forced
        self.must = np.flatnonzero(problem.must)
        self.size = np.bincount(problem.unit, minlength=problem.units) - self.forced
        floored = self.lo > 0
        self.floor = floored[problem.unit] & ~problem.must if floored.any() else None

    def bound(self, multipliers: Ints, limits: Limits, *, scored: bool = True) -> Bound:
        """L(λ); `scored` False: everyone's score is 0 (the targets before merit)."""
        problem, units = self.problem, self.problem.units
        adjusted = self.gather.sums(multipliers)
        np.subtract(self.score if scored else 0, adjusted, out=adjusted)
        look = adjusted > 0
        if len(self.must):
            look[self.must] = False
        if self.floor is not None:
            look |= self.floor
        some = np.flatnonzero(look)
        gain, unit = adjusted[some], problem.unit[some]
        order = np.lexsort((-gain, unit))
        some, gain, unit = some[order], gain[order], unit[order]
        start = np.searchsorted(unit, np.arange(units + 1, dtype=unit.dtype))
        rank = np.arange(len(some)) - start[unit]
        inside = (rank < self.lo[unit]) | ((rank < self.hi[unit]) & (gain > 0))
        count = np.bincount(unit[inside], minlength=units)
        taken = np.concatenate([self.must, some[inside]])
        value = limits.value(multipliers) + exact_sum(adjusted[taken])
        enter, leave = self._prices(gain, start, count)
        return Bound(value, taken, adjusted, enter, leave)

    def _prices(self, gain: Ints, start: Ints, count: Ints) -> tuple[Ints, Ints]:
        """Per unit: whom one more pushes out (at the floor with a loss: who only fills it), who comes in for one who leaves."""
        padded = np.append(gain, 0)
        known = np.diff(start)
        last = padded[np.maximum(start[:-1] + count - 1, 0)]
        more = count < self.size
        following = np.where(count < known, padded[np.minimum(start[:-1] + count, len(gain))], 0)
        enter = np.where(
            count >= self.hi,
            np.where(count > 0, last, NEVER),
            np.where(count == self.lo, np.minimum(0, np.where(count > 0, last, 0)), 0),
        )
        leave = np.where(count == self.lo, np.where(more, following, -NEVER), np.maximum(0, np.where(more, following, 0)))
        return enter, leave

    def costs(self, found: Bound) -> Ints:
        """Shape (n,): what standing on the other side costs at least, for everyone."""
        unit = self.problem.unit
        cost = found.enter.take(unit)
        cost -= found.adjusted
        own = unit[found.taken]
        out = found.leave[own]
        cost[found.taken] = np.where(out == -NEVER, NEVER, found.adjusted[found.taken] - out)
        cost[cost > NEVER >> 1] = NEVER
        if len(self.must):
            cost[self.must] = NEVER
        return cost


def exact_sum(values: Ints) -> int:
    """The sum as a Python integer: halves are added apart, so that 63 bits are enough for 2^31 of them."""
    return (int((values >> 31).sum()) << 31) + int((values & ((1 << 31) - 1)).sum())
