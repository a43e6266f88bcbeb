"""Before merit: how many places can be filled, and how near the targets can come, one lexicographic level per priority.

Candidates of the same unit, categories and target attributes are alike here, so the programs count people per class instead of naming
them: exact, and small at any number of candidates (preemptive goal programming, Ignizio 1976).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection.model import Band, Model, band
from vinhdanh.engines.selection.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.types import Target

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Classes:
    """Candidates who are alike but for their score: `of` maps a candidate to its class; the rest is one entry per class."""

    of: Ints
    unit: Ints
    masks: Bools
    count: Ints
    must: Ints
    first: Ints


def classes(model: Model) -> Classes:
    """Groups the candidates by unit and masks."""
    key = np.vstack([model.unit[None, :], model.masks.astype(np.int64)]).T
    _, first, of, count = np.unique(key, axis=0, return_index=True, return_inverse=True, return_counts=True)
    of = of.reshape(-1)
    must = np.bincount(of, weights=model.must, minlength=len(first)).astype(np.int64)
    return Classes(
        of.astype(np.int64), model.unit[first], model.masks[:, first], count.astype(np.int64), must, first.astype(np.int64)
    )


@dataclass(frozen=True, slots=True)
class Levels:
    """What the list must keep before merit counts.

    Args:
        chosen: Number of people chosen, the base of every share.
        bands: One per target.
        groups: Indices of the targets of each level, in order of priority.
        best: Least total miss of each level, given the ones before.
    """

    chosen: int
    bands: tuple[Band, ...]
    groups: tuple[tuple[int, ...], ...]
    best: tuple[int, ...]

    def misses(self, counts: Ints) -> tuple[int, ...]:
        """Total miss per level for counts of shape (T,)."""
        return tuple(sum(self.bands[t].miss(int(counts[t])) for t in group) for group in self.groups)


def hard_program(model: Model, group: Classes, lo: int, hi: int, extra: int = 0) -> Program:
    """Whole people per class under every hard bound, lo ≤ people ≤ hi; `extra` free columns ≥ 0 at the end."""
    ones = np.ones(len(group.count), dtype=np.int64)
    room = np.full(extra, max(model.n, model.size) + 1, dtype=np.int64)
    p = Program(
        np.concatenate([group.must, np.zeros(extra, dtype=np.int64)]),
        np.concatenate([group.count, room]),
    )
    every = np.arange(len(group.count), dtype=np.int64)
    p.row(every, ones, lo, hi)
    for u, mine in enumerate(by_unit(group, len(model.unit_codes))):
        p.row(mine, ones[mine], float(model.unit_lo[u]), float(model.unit_hi[u]))
    for c in range(model.categories):
        mine = every[group.masks[c]]
        p.row(mine, ones[mine], float(model.cat_lo[c]), float(model.cat_hi[c]))
    return p


def by_unit(group: Classes, units: int) -> list[Ints]:
    """The classes of each unit."""
    order = np.argsort(group.unit, kind="stable")
    return np.split(order, np.searchsorted(group.unit[order], np.arange(1, units)))


def fill(model: Model, group: Classes) -> int | None:
    """The largest number of places that can be filled; None when the hard bounds cannot hold together."""
    p = hard_program(model, group, 0, model.size)
    y = p.maximise(np.ones(len(group.count), dtype=np.int64))
    return None if y is None else int(y.sum())


def target_program(model: Model, group: Classes, levels: Levels) -> Program:
    """The hard program at the size of `levels`, with a shortfall and an excess column per target; fixed levels are rows."""
    total = len(levels.bands)
    p = hard_program(model, group, levels.chosen, levels.chosen, 2 * total)
    width = len(group.count)
    for t, limits in enumerate(levels.bands):
        mine = np.flatnonzero(group.masks[model.categories + t])
        ones = np.ones(len(mine), dtype=np.int64)
        p.row(np.append(mine, width + 2 * t), np.append(ones, 1), limits.lo, np.inf)
        p.row(np.append(mine, width + 2 * t + 1), np.append(ones, -1), -np.inf, limits.hi)
    for members, best in zip(levels.groups, levels.best, strict=False):
        columns = slack_columns(width, members)
        p.row(columns, np.ones(len(columns), dtype=np.int64), 0, best)
    return p


def slack_columns(width: int, members: tuple[int, ...]) -> Ints:
    """Columns of shortfall and excess of the targets of one level."""
    return np.array([width + 2 * t + side for t in members for side in (0, 1)], dtype=np.int64)


def solve_levels(
    model: Model,
    group: Classes,
    targets: tuple[Target, ...],
    chosen: int,
    *,
    program: Callable[[Levels], Program] | None = None,
    width: int | None = None,
) -> Levels:
    """Least miss per level in order of priority, each fixed before the next.

    `program` builds another program than the plain one for levels fixed so far, with the targets' columns from `width` on.
    """
    bands = tuple(band(t, chosen) for t in targets)
    order = sorted({t.priority for t in targets})
    groups = tuple(tuple(i for i, t in enumerate(targets) if t.priority == rank) for rank in order)
    start = Levels(chosen, bands, groups, ())
    if program is None:
        return advance(model, group, start, lambda levels: target_program(model, group, levels), len(group.count))
    return advance(model, group, start, program, width or 0)


def advance(model: Model, group: Classes, start: Levels, program: Callable[[Levels], Program], width: int) -> Levels:
    """Solves the levels that `start` does not fix yet; the hard bounds must be feasible with those it fixes."""
    nothing = np.zeros(width + 2 * len(start.bands), dtype=np.int64)
    perfect = Levels(start.chosen, start.bands, start.groups, start.best + (0,) * (len(start.groups) - len(start.best)))
    if program(perfect).maximise(nothing) is not None:
        return perfect
    levels = start
    for members in start.groups[len(start.best) :]:
        objective = nothing.copy()
        objective[slack_columns(width, members)] = -1
        y = program(levels).maximise(objective)
        if y is None:
            raise AssertionError("levels: the program before this level was feasible")
        people = y[: len(group.count)]
        counts = group.masks[model.categories :].astype(np.int64) @ people
        miss = sum(start.bands[t].miss(int(counts[t])) for t in members)
        levels = Levels(start.chosen, start.bands, start.groups, (*levels.best, miss))
    return levels


def reachable(model: Model, targets: int, chosen: int) -> tuple[tuple[int, int], ...]:
    """Least and greatest count of each target over all lists of `chosen` people under the hard bounds alone."""
    ranges = []
    for t in range(targets):
        row = model.masks[model.categories + t]
        narrow = _only(model, row)
        group = classes(narrow)
        p = hard_program(narrow, group, chosen, chosen)
        weight = group.masks[narrow.categories].astype(np.int64)
        ends = [p.maximise(sign * weight) for sign in (-1, 1)]
        ranges.append(tuple(int(weight @ y) if y is not None else 0 for y in ends))
    return tuple((low, high) for low, high in ranges)


def _only(model: Model, row: Bools) -> Model:
    """The model with one target alone: fewer classes."""
    return replace(model, masks=np.vstack([model.masks[: model.categories], row[None, :]]))
