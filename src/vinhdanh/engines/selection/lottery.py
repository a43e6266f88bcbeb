"""A fair lottery for a campaign that wants chance and not merit: the smallest probability of anyone is as large as the quotas allow.

People with the same values in every quota are of one type and are treated alike, so the programs count people per type (Flanigan, Gölz,
Gupta, Hennig, Procaccia, *Fair algorithms for selecting citizens' assemblies*, Nature 596, 2021: maximin by column generation). A list is a
number per type; the distribution over lists is the linear program max z: Σ_l p_l·y_lt/n_t ≥ z; a new list maximises Σ_t w_t·y_t/n_t with the
program's multipliers w. Exchanges of one person for another find most new lists; an integer program has the last word. It ends when no list is
worth more than z: then no distribution does better.

What is published are whole numbers: the lists and their chances in units of 1/FINE. They are checked and drawn from without a solver.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from vinhdanh.engines.selection.program import Program, solver
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

FINE = 1 << 30
"""Probabilities of lists are multiples of 1/FINE: nobody loses more than one unit a list by the rounding."""
WEIGHT = 1 << 40
CLOSE = 1e-6
STARTS = 8
"""Lists from which exchanges begin after each program."""
MOVES = 200
FEW = 64
"""Types that gain most and lose most, looked at before all."""
_BITS = np.arange(64, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Pool:
    """Volunteers: the codes of each in every attribute, and (attribute, code) -> least and greatest number chosen."""

    codes: tuple[tuple[int, ...], ...]
    bounds: Mapping[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Fair:
    """The lottery: types, lists (a number per type) with their probabilities, the least probability of anyone and a bound of it.

    Args:
        types: The codes of each type.
        members: The volunteers of each type, by index.
        lists: Shape (L, types), in ascending order.
        chances: Of each list, in units of 1/FINE; they add up to FINE.
        least: The smallest probability of a volunteer, exact.
        bound: No lottery gives a larger one.
    """

    types: tuple[tuple[int, ...], ...]
    members: tuple[tuple[int, ...], ...]
    lists: Ints
    chances: Ints
    least: Fraction
    bound: float


def fair(pool: Pool, size: int) -> Fair:
    """The maximin lottery.

    Raises:
        UserError: no list of `size` keeps the bounds.
    """
    count = Counter(pool.codes)
    types = tuple(sorted(count))
    many = np.array([count[t] for t in types], dtype=np.int64)
    places = {t: k for k, t in enumerate(types)}
    members: list[list[int]] = [[] for _ in types]
    for i, codes in enumerate(pool.codes):
        members[places[codes]].append(i)
    program = _program(pool, types, many, size)
    table, chances, bound = _distribution(program, _Exchange.of(pool, types, many), many)
    order = np.lexsort(table.T[::-1])
    table, whole = table[order], rounded(chances[order])
    least = least_chance(table, whole, many)
    return Fair(types, tuple(map(tuple, members)), table, whole, least, max(bound, float(least)))


def _distribution(program: Program, exchange: _Exchange, many: Ints) -> tuple[Ints, Floats, float]:
    """Lists with their probabilities, and a bound of the least probability."""
    first = program.maximise(np.rint(WEIGHT / many).astype(np.int64))
    if first is None:
        raise UserError(
            "Không có danh sách nào giữ được tất cả các giới hạn. Đề nghị nới giới hạn hoặc mời thêm người.",
            "No list keeps every bound.",
        )
    master = _Master(many)
    best, middle = _relaxed(program, many)
    exchange.spread(master, first, middle)
    while True:
        chances, weights, least = master.solve()
        used = np.flatnonzero(chances > 0)
        if least >= best - CLOSE:
            return np.array(master.lists)[used], chances[used], best
        starts = [master.lists[i] for i in used[np.argsort(-chances[used], kind="stable")[:STARTS]]]
        if master.add([y for y in (exchange.climb(y, weights / many) for y in starts) if weights @ (y / many) > least + CLOSE]):
            continue
        y = program.maximise(np.rint(weights / many * WEIGHT).astype(np.int64))
        if y is None:
            raise AssertionError("lottery: there was a list before")
        bound = float(weights @ (y / many))
        if bound <= least + CLOSE or not master.add([y]):
            return np.array(master.lists)[used], chances[used], bound


@dataclass(slots=True)
class _Exchange:
    """One person of a type for one of another, as far as the bounds allow; `marks` holds the rows that count a type as bits, word by word."""

    counted: Ints
    marks: list[NDArray[np.uint64]]
    lo: Ints
    hi: Ints
    many: Ints

    @classmethod
    def of(cls, pool: Pool, types: Sequence[tuple[int, ...]], many: Ints) -> _Exchange:
        """Lays out the rows."""
        codes = np.array(types, dtype=np.int64).reshape(len(types), -1)
        keys = sorted(pool.bounds)
        counted = np.array([codes[:, a] == v for a, v in keys], dtype=np.int64).reshape(len(keys), len(types)).T
        lo, hi = (np.array([pool.bounds[k][side] for k in keys], dtype=np.int64) for side in (0, 1))
        return cls(counted, _words(counted), lo, hi, many)

    def climb(self, y: Ints, gain: Floats, *, all_: bool = True) -> Ints:
        """Exchanges while one of them gains, first among the types that gain or lose most, then (`all_`) among all."""
        y, order = y.copy(), np.argsort(-gain, kind="stable")
        held = y @ self.counted
        for most in (FEW, len(y)) if all_ else (FEW,):
            out, in_ = order[y[order] > 0][-most:], order[y[order] < self.many[order]][:most]
            if len(out) and len(in_):
                self._exchange(y, held, gain, out, in_)
        return y

    def _exchange(self, y: Ints, held: Ints, gain: Floats, out: Ints, in_: Ints) -> None:
        """The exchange that gains most, again and again; changes `y` and `held`."""
        worth = gain[in_][None, :] - gain[out][:, None]
        leaves, comes = [m[out][:, None] for m in self.marks], [m[in_][None, :] for m in self.marks]
        lost, gained = ([a & ~b for a, b in zip(x, z, strict=True)] for x, z in ((leaves, comes), (comes, leaves)))
        for _ in range(MOVES):
            # a row at its floor must not lose, a row at its cap must not gain
            free = worth
            for at_floor, at_cap, less, more in zip(_words(held <= self.lo), _words(held >= self.hi), lost, gained, strict=True):
                free = np.where((less & at_floor) | (more & at_cap), -1.0, free)
            best = int(free.argmax())
            if free.reshape(-1)[best] <= CLOSE:
                return
            o, i = out[best // len(in_)], in_[best % len(in_)]
            y[o] -= 1
            y[i] += 1
            held += self.counted[i] - self.counted[o]
            if y[o] == 0:
                worth[best // len(in_)] = -1.0
            if y[i] == self.many[i]:
                worth[:, best % len(in_)] = -1.0

    def spread(self, master: _Master, first: Ints, middle: Floats) -> None:
        """Lists to begin with: their mean follows `middle`, whoever is behind it coming first."""
        behind, y = middle - first, first
        master.add([first])
        for _ in range(len(self.many)):
            y = self.climb(y, behind, all_=False)
            behind = behind + middle - y
            master.add([y])


def _words(marks: NDArray[Any]) -> list[NDArray[np.uint64]]:
    """Marks along the last axis as bits of 64-bit words."""
    words = range(0, max(1, marks.shape[-1]), 64)
    return [(marks[..., w : w + 64].astype(np.uint64) << _BITS[: marks[..., w : w + 64].shape[-1]]).sum(axis=-1) for w in words]


def _relaxed(program: Program, many: Ints) -> tuple[float, Floats]:
    """The least chance that lists of parts of people could give to everyone: no lottery gives more; and the people per type that give it."""
    types = len(many)
    lp, _ = program.lp(np.zeros(types, dtype=np.int64), integer=False)
    h = solver(integer=False)
    h.passModel(lp)
    h.addCol(-1.0, 0.0, highspy.kHighsInf, 0, np.empty(0, dtype=np.int32), np.empty(0))
    for t in range(types):
        h.addRow(0.0, highspy.kHighsInf, 2, np.array([t, types], dtype=np.int32), np.array([1.0, -float(many[t])]))
    h.run()
    values = np.array(h.getSolution().col_value)
    return float(values[types]), values[:types]


class _Master:
    """The linear program over the lists found so far, kept in HiGHS: new lists are new columns."""

    def __init__(self, many: Ints) -> None:
        """One row per type (Σ p·y/n − z ≥ 0) and one for the sum of the probabilities; the first column is z."""
        self.many = many
        self.lists: list[Ints] = []
        self.known: set[bytes] = set()
        self.highs = solver(integer=False)
        types = len(many)
        for _ in range(types):
            self.highs.addRow(0.0, highspy.kHighsInf, 0, np.empty(0, dtype=np.int32), np.empty(0))
        self.highs.addRow(1.0, 1.0, 0, np.empty(0, dtype=np.int32), np.empty(0))
        self.highs.addCol(-1.0, 0.0, highspy.kHighsInf, types, np.arange(types, dtype=np.int32), np.full(types, -1.0))
        self.highs.setOptionValue("presolve", "off")

    def add(self, lists: Sequence[Ints]) -> int:
        """Adds those that are new; how many."""
        added = 0
        for y in lists:
            if y.tobytes() in self.known:
                continue
            self.known.add(y.tobytes())
            self.lists.append(y)
            rows = np.append(np.flatnonzero(y), len(y)).astype(np.int32)
            values = np.append(y[rows[:-1]] / self.many[rows[:-1]], 1.0)
            self.highs.addCol(0.0, 0.0, highspy.kHighsInf, len(rows), rows, values)
            added += 1
        return added

    def solve(self) -> tuple[Floats, Floats, float]:
        """Probabilities of the lists, multipliers of the types, the least probability."""
        self.highs.run()
        solution = self.highs.getSolution()
        values = np.array(solution.col_value)
        return values[1:], np.maximum(0.0, np.array(solution.row_dual[: len(self.many)])), float(values[0])


def _program(pool: Pool, types: tuple[tuple[int, ...], ...], many: Ints, size: int) -> Program:
    program = Program(np.zeros(len(types), dtype=np.int64), many)
    program.row(np.arange(len(types)), np.ones(len(types), dtype=np.int64), size, size)
    for (a, v), (lo, hi) in sorted(pool.bounds.items()):
        mine = np.flatnonzero([t[a] == v for t in types])
        program.row(mine, np.ones(len(mine), dtype=np.int64), lo, hi)
    return program


def rounded(chances: Floats) -> Ints:
    """Whole units of 1/FINE that add up to FINE: largest remainders, the first at equal ones."""
    scaled = chances / chances.sum() * FINE
    whole: Ints = np.floor(scaled).astype(np.int64)
    order = np.argsort(-(scaled - whole), kind="stable")
    whole[order[: FINE - int(whole.sum())]] += 1
    return whole


def least_chance(lists: Ints, chances: Ints, many: Ints) -> Fraction:
    """The smallest probability of a volunteer, exact: Σ_l chance·y_lt / (n_t·FINE)."""
    held = [sum(int(c) * int(v) for c, v in zip(chances, column, strict=True)) for column in lists.T]
    return min((Fraction(h, int(m) * FINE) for h, m in zip(held, many, strict=True)), default=Fraction(0))


def draw(lottery: Fair, seed: str) -> tuple[int, ...]:
    """The volunteers chosen by a public seed: first a list by its chance, then the members of each type by their lots; indices, ascending."""
    lot = Fraction(int.from_bytes(hashlib.sha256(f"{seed}|list".encode()).digest(), "big"), 1 << 256) * FINE
    which = int(np.searchsorted(np.cumsum(lottery.chances), int(lot), side="right"))
    chosen: list[int] = []
    for members, number in zip(lottery.members, lottery.lists[which], strict=True):
        ranked = sorted(members, key=lambda i: hashlib.sha256(f"{seed}|{i}".encode()).digest())
        chosen += ranked[: int(number)]
    return tuple(sorted(chosen))
