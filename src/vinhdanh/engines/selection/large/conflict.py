"""Hard bounds that cannot hold together, irreducible: without any one of them the rest can hold.

Multipliers of the rows with L(λ) < 0, nobody having a score, prove that there is no list (Farkas); rows without a multiplier, and bounds of
units whose loss leaves L(λ) below 0, go at once, all in whole numbers. What is left is small in kinds: units with the same bound and the
same people, as far as the remaining rows tell people apart, are counted and not named. A deletion filter (Chinneck 2008) over these kinds
asks one small integer program after the other; within a kind the number that is needed is found by halving.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection.large.bound import Evaluator, Limits
from vinhdanh.engines.selection.large.core import relaxed
from vinhdanh.engines.selection.large.problem import Gather
from vinhdanh.engines.selection.large.sift import sift, warm
from vinhdanh.engines.selection.program import Program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.large.problem import Problem

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

SHIFT = 10
MOST_CELLS = 1 << 25
"""Where multipliers prove nothing every row takes part: hundreds of thousands of kinds of people in as many unions would fill any memory."""
BITS = 60
"""Rows whose members are told apart by one 64-bit key."""


@dataclass(frozen=True, slots=True, order=True)
class Bound:
    """One hard bound. `kind`: `row_cap`, `row_floor` (of: row), `unit_cap`, `unit_floor` (of: unit), `include` (of: candidate)."""

    kind: str
    of: int
    bound: int


@dataclass(frozen=True, slots=True)
class Active:
    """The bounds that are still asked for: rows by side, units by side, must-includes."""

    caps: Bools
    floors: Bools
    unit_caps: Bools
    unit_floors: Bools
    must: Bools

    def limits(self, problem: Problem) -> Limits:
        """What the rows ask; who is let go is free from 0 to everyone. A miss costs more than a score."""
        price = int(8 * (np.abs(problem.score).max(initial=0) + 1)) << SHIFT
        lo = np.array([r.lo if a else 0 for r, a in zip(problem.rows, self.floors, strict=True)], dtype=np.int64)
        hi = np.array([r.hi if a else problem.n for r, a in zip(problem.rows, self.caps, strict=True)], dtype=np.int64)
        return Limits(lo, hi, np.full(len(lo), price, dtype=np.int64))

    def of(self, problem: Problem) -> Problem:
        """The problem with these bounds of units and decisions alone."""
        return replace(
            problem,
            unit_lo=np.where(self.unit_floors, problem.unit_lo, 0),
            unit_hi=np.where(self.unit_caps, problem.unit_hi, problem.n),
            must=self.must,
        )


def everything(problem: Problem) -> Active:
    """All bounds that can be broken at all."""
    members = np.bincount(problem.unit, minlength=problem.units)
    return Active(
        np.array([r.hi < problem.n for r in problem.rows], dtype=bool),
        np.array([r.lo > 0 for r in problem.rows], dtype=bool),
        problem.unit_hi < members,
        problem.unit_lo > 0,
        problem.must,
    )


def conflict(problem: Problem) -> tuple[Bound, ...]:
    """An irreducible set of bounds that cannot hold together; () when they can, or when there are too many kinds of people to tell.

    Scores do not matter. Rows that must not take part (targets) have lo = 0 and hi = n.
    """
    active = everything(problem)
    found = _single(problem, active)
    if found:
        return found
    fewer = _proved(problem, active) if problem.n else active
    return () if _cells(problem, fewer) > MOST_CELLS else _Filter.of(problem, fewer).irreducible()


def _cells(problem: Problem, active: Active) -> int:
    """Figures that the filter would have to hold: units with a bound times kinds of people."""
    rows = tuple(int(r) for r in np.flatnonzero(active.caps | active.floors))
    units = int((active.unit_caps | active.unit_floors).sum())
    return units * int(_types(problem, rows)[1].shape[1])


def _single(problem: Problem, active: Active) -> tuple[Bound, ...]:
    """A floor above the number of people, or a cap below the decisions: small conflicts that are seen at once."""
    members = np.bincount(problem.unit, minlength=problem.units)
    forced = np.bincount(problem.unit[problem.must], minlength=problem.units)
    for u in np.flatnonzero(active.unit_floors & (problem.unit_lo > members))[:1]:
        return (Bound("unit_floor", int(u), int(problem.unit_lo[u])),)
    for u in np.flatnonzero(active.unit_caps & (forced > problem.unit_hi))[:1]:
        mine = np.flatnonzero(problem.must & (problem.unit == u))[: int(problem.unit_hi[u]) + 1]
        return (Bound("unit_cap", int(u), int(problem.unit_hi[u])), *(Bound("include", int(i), 1) for i in mine))
    for u in np.flatnonzero(active.unit_caps & active.unit_floors & (problem.unit_lo > problem.unit_hi))[:1]:
        return (
            Bound("unit_cap", int(u), int(problem.unit_hi[u])),
            Bound("unit_floor", int(u), int(problem.unit_lo[u])),
        )
    return ()


def _proved(problem: Problem, active: Active) -> Active:
    """A part of the bounds that multipliers prove to be impossible; all of them when the relaxation is possible."""
    gather = Gather.of(problem)
    limits = active.limits(problem)
    if (limits.lo > limits.hi).any():
        return active
    evaluator = Evaluator(problem, gather, SHIFT)
    sifted = sift(evaluator, limits, warm(problem, gather, limits, SHIFT))
    price = np.full(len(limits.lo), 1 << SHIFT, dtype=np.int64)
    multipliers = relaxed(sifted.core, np.zeros_like(problem.score), SHIFT, -price, price).multipliers
    if evaluator.bound(multipliers, limits, scored=False).value >= 0:
        return active
    fewer = replace(active, caps=active.caps & (multipliers > 0), floors=active.floors & (multipliers < 0))
    adjusted = -gather.sums(multipliers)
    # a decision about someone with a positive adjusted score costs nothing
    without = replace(fewer, must=fewer.must & (adjusted < 0))
    if _value(problem, gather, without, multipliers) < 0:
        fewer = without
    fewer = _fewer_units(problem, fewer, adjusted, -_value(problem, gather, fewer, multipliers))
    if _value(problem, gather, fewer, multipliers) >= 0:
        raise AssertionError("conflict: what was let go was counted")
    return fewer


def _value(problem: Problem, gather: Gather, active: Active, multipliers: Ints) -> int:
    """L(λ): below 0 there is no list."""
    return Evaluator(active.of(problem), gather, SHIFT).bound(multipliers, active.limits(problem), scored=False).value


def _fewer_units(problem: Problem, active: Active, adjusted: Ints, room: int) -> Active:
    """Without the bounds of units that add least to L(λ), as many as stay below `room` together."""
    part = active.of(problem)
    forced = np.bincount(part.unit[part.must], minlength=part.units)
    lo, hi = np.maximum(0, part.unit_lo - forced), np.maximum(0, part.unit_hi - forced)
    free = np.flatnonzero(~part.must)
    order = free[np.lexsort((-adjusted[free], part.unit[free]))]
    start = np.searchsorted(part.unit[order], np.arange(part.units + 1))
    total = np.concatenate([[0], np.cumsum(adjusted[order])])
    size, plus = np.diff(start), np.bincount(part.unit[order[adjusted[order] > 0]], minlength=part.units)

    def worth(count: Ints) -> Ints:
        best: Ints = total[start[:-1] + np.minimum(count, size)] - total[start[:-1]]
        return best

    now = worth(np.clip(plus, lo, np.maximum(lo, hi)))
    gains = np.stack([worth(np.maximum(plus, lo)) - now, worth(np.minimum(plus, hi)) - now])
    asked = np.stack([active.unit_caps, active.unit_floors])
    which = np.flatnonzero(asked.reshape(-1))
    cheap = which[np.argsort(gains.reshape(-1)[which], kind="stable")]
    gone = cheap[np.cumsum(gains.reshape(-1)[cheap]) < room]
    asked.reshape(-1)[gone] = False
    return replace(active, unit_caps=asked[0], unit_floors=asked[1])


# ------------------------------------------------------------------------------------------ deletion filter


@dataclass(slots=True)
class _Item:
    """Bounds that stand for one another: `left` of them are asked for."""

    bounds: tuple[Bound, ...]
    left: int
    group: int = -1


@dataclass(slots=True)
class _Filter:
    """People counted by kind: `pool[t]` people of type t without a bound of their unit, `counts[g, t]` in each unit of group g.

    Args:
        rows: Rows that take part, with the types they count: shape (rows, types).
        lo, hi: Of one unit of the group.
        items: What may be let go.
    """

    problem: Problem
    rows: tuple[int, ...]
    counted: Bools
    pool: Ints
    counts: Ints
    lo: Ints
    hi: Ints
    type_of: Ints
    group_of: Ints
    items: list[_Item]

    @classmethod
    def of(cls, problem: Problem, active: Active) -> _Filter:
        """Counts the people and groups the units."""
        rows = tuple(int(r) for r in np.flatnonzero(active.caps | active.floors))
        type_of, counted = _types(problem, rows)
        types = counted.shape[1]
        bound = np.flatnonzero(active.unit_caps | active.unit_floors)
        at = np.full(problem.units, -1, dtype=np.int64)
        at[bound] = np.arange(len(bound))
        own = at[problem.unit]
        inside = own >= 0
        counts = np.bincount(own[inside] * types + type_of[inside], minlength=len(bound) * types).reshape(len(bound), types)
        pool = np.bincount(type_of[~inside], minlength=types)
        lo = np.where(active.unit_floors, problem.unit_lo, 0)[bound]
        hi = np.where(active.unit_caps, problem.unit_hi, problem.n)[bound]
        alone = np.zeros(len(bound), dtype=np.int64)
        decided = np.unique(own[active.must & inside])
        alone[decided] = 1 + np.arange(len(decided))
        both = np.flatnonzero(active.unit_caps[bound] & active.unit_floors[bound])
        alone[both] = 1 + len(bound) + both
        # people of a unit with a floor alone, beyond the floor, are as free as those without any bound
        floored = active.unit_floors[bound] & (alone == 0)
        kept = np.where(floored[:, None], np.minimum(counts, lo[:, None]), counts)
        pool = pool + (counts - kept).sum(axis=0)
        signs = np.hstack([lo[:, None], hi[:, None], alone[:, None], kept]).astype(np.int64)
        group_of, first = _alike(signs)
        group = np.full(problem.units, -1, dtype=np.int64)
        group[bound] = group_of
        items = _items(problem, active, rows, bound, group_of)
        return cls(problem, rows, counted, pool, kept[first], lo[first], hi[first], type_of, group, items)

    def irreducible(self) -> tuple[Bound, ...]:
        """Lets go whatever can be let go, one item after the other; () when the bounds can hold."""
        if self._possible():
            return ()
        for item in self.items:
            most = item.left
            item.left = most - 1
            if self._possible():
                item.left = most
                continue
            low, high = -1, most - 1  # with `low` the rest can hold (or it is below 0), with `high` it cannot
            while high - low > 1:
                item.left = (low + high) // 2
                low, high = (item.left, high) if self._possible() else (low, item.left)
            item.left = high
        return tuple(sorted((b for item in self.items for b in item.bounds[: item.left]), key=_order))

    def _possible(self) -> bool:
        """Whether whole people can be found for the bounds that are left."""
        groups, types = self.counts.shape
        asked = np.zeros(groups, dtype=np.int64)
        caps, floors = np.zeros(groups, dtype=bool), np.zeros(groups, dtype=bool)
        sides: dict[tuple[str, int], int] = {}
        must = np.zeros((groups + 1, types), dtype=np.int64)
        whole = np.zeros(groups, dtype=np.int64)
        for item in self.items:
            kind = item.bounds[0].kind
            if item.group >= 0:
                whole[item.group] = len(item.bounds)
                asked[item.group] = max(int(asked[item.group]), item.left)
                if item.left:
                    (caps if kind == "unit_cap" else floors)[item.group] = True
            elif item.left and kind == "include":
                i = item.bounds[0].of
                must[self.group_of[self.problem.unit[i]], self.type_of[i]] += 1
            elif item.left:
                sides[kind, item.bounds[0].of] = item.bounds[0].bound
        # decisions about people of units that were let go move to the pool with them
        gone = asked == 0
        lower = np.vstack([np.where(gone[:, None], 0, must[:-1]), must[-1] + must[:-1][gone].sum(axis=0)])
        upper = np.vstack([self.counts * asked[:, None], self.pool + (self.counts * (whole - asked)[:, None]).sum(axis=0)])
        columns = np.flatnonzero(upper.reshape(-1))
        program = Program(lower.reshape(-1)[columns], upper.reshape(-1)[columns])
        kind, group = columns % types, columns // types
        self._rows(program, kind, sides)
        starts = np.searchsorted(group, np.arange(len(asked) + 1))
        for g in np.flatnonzero(asked):
            mine = np.arange(starts[g], starts[g + 1])
            lo = float(self.lo[g] * asked[g]) if floors[g] else 0.0
            hi = float(self.hi[g] * asked[g]) if caps[g] else float(self.problem.n)
            program.row(mine, np.ones(len(mine), dtype=np.int64), lo, hi)
        return program.maximise(np.zeros(len(columns), dtype=np.int64)) is not None

    def _rows(self, program: Program, kind: Ints, sides: dict[tuple[str, int], int]) -> None:
        """The rows that are left, over columns of these types."""
        for k, r in enumerate(self.rows):
            cap, floor = sides.get(("row_cap", r)), sides.get(("row_floor", r))
            if cap is not None or floor is not None:
                mine = np.flatnonzero(self.counted[k][kind])
                program.row(mine, np.ones(len(mine), dtype=np.int64), floor or 0, self.problem.n if cap is None else cap)


def _items(problem: Problem, active: Active, rows: Sequence[int], bound: Ints, group_of: Ints) -> list[_Item]:
    """What may be let go, in the order in which that is tried: bounds of units first, decisions, rows last."""
    items = []
    for kind, asked, figures in (
        ("unit_floor", active.unit_floors, problem.unit_lo),
        ("unit_cap", active.unit_caps, problem.unit_hi),
    ):
        mine = np.flatnonzero(asked[bound])
        order = mine[np.argsort(group_of[mine], kind="stable")]
        for part in np.split(order, np.flatnonzero(np.diff(group_of[order])) + 1):
            if len(part):
                bounds = tuple(Bound(kind, int(u), int(figures[u])) for u in bound[part])
                items.append(_Item(bounds, len(bounds), int(group_of[part[0]])))
    items += [_Item((Bound("include", int(i), 1),), 1) for i in np.flatnonzero(active.must)]
    items += [_Item((Bound("row_floor", r, problem.rows[r].lo),), 1) for r in rows if active.floors[r]]
    return items + [_Item((Bound("row_cap", r, problem.rows[r].hi),), 1) for r in rows if active.caps[r]]


def _order(bound: Bound) -> tuple[int, int]:
    return ("row_cap", "include", "unit_cap", "row_floor", "unit_floor").index(bound.kind), bound.of


def _types(problem: Problem, rows: Sequence[int]) -> tuple[Ints, Bools]:
    """The type of each candidate, people of one type being in the same rows; which types each row counts."""
    kind = np.zeros(problem.n, dtype=np.int64)
    counted = np.zeros((0, 1), dtype=bool)
    for begin in range(0, max(1, len(rows)), BITS):
        some = rows[begin : begin + BITS]
        key = np.zeros(problem.n, dtype=np.int64)
        for bit, r in enumerate(some):
            row = problem.rows[r]
            table = np.zeros(1 if row.column < 0 else problem.widths[row.column], dtype=np.int64)
            table[list(row.codes) if row.column >= 0 else [0]] = 1 << bit
            key += table[0] if row.column < 0 else table.take(problem.columns[row.column])
        values, key = np.unique(key, return_inverse=True)
        both, kind = np.unique(kind * len(values) + key, return_inverse=True)
        bits = (values[both % len(values)][None, :] >> np.arange(len(some))[:, None]) & 1
        counted = np.vstack([counted[:, both // len(values)], bits.astype(bool)])
    return kind.astype(np.int64), counted


def _alike(signs: Ints) -> tuple[Ints, Ints]:
    """The group of each row of whole numbers, equal rows in one group, and the first row of each group."""
    if len(signs) == 0:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    raw = np.ascontiguousarray(signs).view(np.dtype((np.void, signs.dtype.itemsize * signs.shape[1]))).reshape(-1)
    _, first, group = np.unique(raw, return_index=True, return_inverse=True)
    return group.astype(np.int64), first.astype(np.int64)
