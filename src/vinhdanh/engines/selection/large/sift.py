"""Multipliers that make the Lagrangian bound meet the linear relaxation, without ever solving the relaxation over everyone.

Sifting: a linear program over the candidates in doubt at the present multipliers gives new ones; the bound over everyone judges them. It
starts from a sample of whole units (they keep their caps' meaning) and goes to larger samples, so that at full size one or two programs do.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection.large.bound import NEVER, Bound, Evaluator, Limits
from vinhdanh.engines.selection.large.core import Core, Relaxed, lay_out, relaxed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.large.problem import Gather, Problem

    Ints = NDArray[np.int64]

SMALLEST = 3_000
STEP = 4
SLIGHT = 1e-6

CORE = 2_500
ROUNDS = 40
SAMPLE_ROUNDS = 3
LARGE_UNIT = 1_000
CAREFUL_ROUNDS = 60
WIDEST = 20_000
"""Candidates in a program when steps are short."""
LEAP = 16
"""How much wider a box becomes when the program judged the step rightly; otherwise twice."""
SHRINK = 4
"""How much narrower all boxes become after a step that made the bound worse."""


@dataclass(frozen=True, slots=True)
class Sifted:
    """The best multipliers found, their bound over everyone, what the last relaxation said and whether the two meet."""

    multipliers: Ints
    bound: Bound
    relaxed: Relaxed
    costs: Ints
    core: Core
    met: bool


def sift(
    evaluator: Evaluator, limits: Limits, start: Ints, *, core: int = CORE, rounds: int = ROUNDS, slack: float = 0.5
) -> Sifted:
    """Improves multipliers until bound and relaxation meet within `slack` (units of the score).

    Multipliers stay in a box around the best ones (Marsten, Hogan, Blankenship 1975): so the few candidates in the program are enough to
    judge them. A row at the edge of its box gets more room, the more when bound and relaxation met; a step that made the bound worse takes
    room from all. When they do not meet with long steps, it goes on with short ones and more candidates in the program.
    """
    found = _steps(evaluator, limits, start, core=core, rounds=rounds, slack=slack, careful=False)
    if rounds < ROUNDS or found.met or core >= evaluator.problem.n:
        return found
    return _steps(evaluator, limits, found.multipliers, core=WIDEST, rounds=CAREFUL_ROUNDS, slack=slack, careful=True)


def _steps(evaluator: Evaluator, limits: Limits, start: Ints, *, core: int, rounds: int, slack: float, careful: bool) -> Sifted:
    problem, gather, unit = evaluator.problem, evaluator.gather, 1 << evaluator.shift
    multipliers = np.clip(start, -limits.price, limits.price)
    best = evaluator.bound(multipliers, limits)
    costs = evaluator.costs(best)
    index = cheapest(costs, core)
    everyone, done = core >= problem.n, False
    room = np.full(len(start), _reach(costs, index) if not everyone else int(limits.price.max()), dtype=np.int64)
    for _ in range(rounds):
        low = np.maximum(-limits.price, multipliers - room)
        high = np.minimum(limits.price, multipliers + room)
        laid = lay_out(problem, gather, limits, index, best.taken, slack=np.arange(len(start), dtype=np.int64))
        found = relaxed(laid, problem.score, evaluator.shift, low, high)
        tried = np.clip(found.multipliers, -limits.price, limits.price)
        moved = np.abs(tried - multipliers)
        at = evaluator.bound(tried, limits)
        at_costs = evaluator.costs(at)
        boxed = (found.misses > SLIGHT) & (low > -limits.price) & (high < limits.price)
        worse, met = at.value > best.value, at.value / unit - found.value <= slack
        if not worse:
            best, multipliers, costs = at, tried, at_costs
        done = not boxed.any() and best.value / unit - found.value <= slack
        if done or everyone:
            break
        index = cheapest(costs, core) if not worse else np.union1d(index, cheapest(at_costs, core))
        if worse:
            room = np.maximum((np.minimum(room, moved) if careful else room) // SHRINK, unit // 4)
        elif careful:
            room = np.where(boxed, 2 * room, np.maximum(np.minimum(room, 2 * moved), _reach(costs, index)))
        else:
            room = np.where(boxed, (LEAP if met else 2) * room, room)
    return Sifted(multipliers, best, found, costs, laid, done or everyone)


def _reach(costs: Ints, index: Ints) -> int:
    """How far multipliers may go so that candidates outside the program stay where they are, most of the time."""
    inside = costs[index]
    return max(int(inside[inside < NEVER].max(initial=0)) // 2, 1)


def cheapest(costs: Ints, size: int) -> Ints:
    """The `size` candidates of smallest cost, in order of their index; never one who cannot be moved."""
    if size < len(costs):
        index = np.argpartition(costs, size)[:size]
        return np.sort(index[costs[index] < NEVER])
    return np.flatnonzero(costs < NEVER)


def warm(problem: Problem, gather: Gather, limits: Limits, shift: int) -> Ints:
    """Multipliers from samples of growing size, for a start at full size."""
    multipliers = np.zeros(len(limits.lo), dtype=np.int64)
    sizes = []
    size = problem.n // STEP
    while size >= SMALLEST:
        sizes.append(size)
        size //= STEP
    for wanted in reversed(sizes):
        part, members, scaled = sample(problem, gather, limits, wanted / problem.n)
        evaluator = Evaluator(part, members, shift)
        core = CORE if multipliers.any() else 2 * CORE
        multipliers = sift(evaluator, scaled, multipliers, core=core, rounds=SAMPLE_ROUNDS, slack=8.0).multipliers
    return multipliers


def sample(problem: Problem, gather: Gather, limits: Limits, share: float) -> tuple[Problem, Gather, Limits]:
    """Whole units by a fixed hash; of units too large for that, some of their members, with bounds in proportion."""
    units = np.arange(problem.units, dtype=np.uint64)
    picked = _hashed(units) < share
    size = np.bincount(problem.unit, minlength=problem.units)
    large = size > LARGE_UNIT
    keep = np.where(large[problem.unit], _hashed(np.arange(problem.n, dtype=np.uint64)) < share, picked[problem.unit])
    keep &= ~problem.must
    index = np.flatnonzero(keep)
    forced = np.flatnonzero(problem.must)
    held = gather.counts(forced)
    used = np.bincount(problem.unit[forced], minlength=problem.units)
    factor = len(index) / max(1, problem.n - len(forced))
    per_unit = np.where(large, factor, 1.0)
    part = replace(
        problem,
        score=problem.score[index],
        unit=problem.unit[index],
        unit_lo=np.where(picked | large, np.floor(np.maximum(0, problem.unit_lo - used) * per_unit), 0).astype(np.int64),
        unit_hi=np.ceil(np.maximum(0, problem.unit_hi - used) * per_unit).astype(np.int64),
        must=np.zeros(len(index), dtype=bool),
        columns=(),
    )
    lo = np.floor((limits.lo - held) * factor).astype(np.int64)
    hi = np.ceil((limits.hi - held) * factor).astype(np.int64)
    return part, gather.take(index), replace(limits, lo=lo, hi=hi)


def _hashed(values: NDArray[np.uint64]) -> NDArray[np.float64]:
    """A number in [0, 1) for each, the same on every machine."""
    mixed = (values + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    return (mixed >> np.uint64(40)).astype(np.float64) / (1 << 24)
