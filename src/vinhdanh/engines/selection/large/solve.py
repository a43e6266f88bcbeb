"""The optimum of a large selection: places, targets level by level, merit; each with a certified bound.

Levels are taken at the value that their bound proves to be the least; that a list reaches all of them is shown by the list itself. Only when
no list is found are the levels solved one by one by integer programs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from vinhdanh.engines.selection.large.bound import NEVER, SHIFT, Evaluator, Limits
from vinhdanh.engines.selection.large.conflict import conflict
from vinhdanh.engines.selection.large.core import Whole, lay_out, relaxed, whole
from vinhdanh.engines.selection.large.problem import Gather
from vinhdanh.engines.selection.large.sift import SLIGHT, Sifted, cheapest, sift, warm
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.large.conflict import Bound
    from vinhdanh.engines.selection.large.problem import Problem

    Ints = NDArray[np.int64]

FIRST = 150
LARGEST = 5_000
SHOWN = 12
"""Bounds of a conflict that an error names."""
DIRECT = 20_000
"""Up to so many candidates an integer program over everyone is the last resort."""
Proof = Literal["proved", "core", "gap"]


class InfeasibleError(UserError):
    """The hard rows and bounds cannot hold together: without any one of `bounds` the others can."""

    def __init__(self, bounds: tuple[Bound, ...], rows: Mapping[int, tuple[str, str]] | None = None) -> None:
        """Says so in both languages; `bounds` names rows, units and candidates by index, `rows` gives words for rows."""
        said = [_said(b, rows or {}) for b in bounds[:SHOWN]]
        more = len(bounds) - SHOWN
        vi = "; ".join(v for v, _ in said) + (f"; và {more} giới hạn khác" if more > 0 else "")
        en = "; ".join(e for _, e in said) + (f"; and {more} other bounds" if more > 0 else "")
        super().__init__(
            f"Các giới hạn sau không thể cùng được giữ: {vi}. Đề nghị nới ít nhất một giới hạn.",
            f"These bounds cannot hold together: {en}.",
        )
        self.bounds = bounds


def _said(bound: Bound, rows: Mapping[int, tuple[str, str]]) -> tuple[str, str]:
    """One bound in both languages; units and candidates by their number."""
    if bound.kind == "include":
        return f"phải chọn người thứ {bound.of} theo quyết định", f"candidate {bound.of} must be included"
    of = rows.get(bound.of, (f"dòng {bound.of}", f"row {bound.of}"))
    if bound.kind.startswith("unit"):
        of = (f"đơn vị {bound.of}", f"unit {bound.of}")
    side = ("ít nhất", "at least") if bound.kind.endswith("floor") else ("nhiều nhất", "at most")
    return f"{of[0]} có {side[0]} {bound.bound}", f"{of[1]}: {side[1]} {bound.bound}"


class UnfinishedError(UserError):
    """The search ended without a list, and without a proof that there is none."""

    def __init__(self) -> None:
        """Says so in both languages."""
        super().__init__(
            "Chưa tìm được danh sách nào giữ mọi giới hạn, và cũng chưa chứng minh được là không có. Đề nghị nới bớt giới hạn hoặc chỉ tiêu.",
            "The search found no list that keeps every bound, and no proof that there is none.",
        )


@dataclass(frozen=True, slots=True)
class Level:
    """A level's rows, their bands, its miss in the list and the multipliers that prove `least` to be the least."""

    rows: tuple[int, ...]
    bands: tuple[tuple[int, int], ...]
    best: int
    least: int
    multipliers: Ints


@dataclass(frozen=True, slots=True)
class Solution:
    """The list with its proof.

    Args:
        chosen: Indices, ascending.
        merit, bound: Of the list, and certified for all lists at the same levels.
        proof: `proved`: merit equals the bound; `core`: the integer program over `undecided` (everyone who may stand on the other side in a
            better list) found none; `gap`: the search ended before it could tell.
        multipliers: λ of the rows, times 2^shift.
        costs: For everyone, times 2^shift: what standing on the other side costs at least, measured from the bound.
    """

    chosen: Ints
    merit: int
    bound: int
    proof: Proof
    multipliers: Ints
    undecided: Ints
    levels: tuple[Level, ...]
    costs: Ints
    value: int
    limits: Limits
    shift: int

    def placed(self, kept: Ints) -> Solution:
        """The same with the indices of the table from which only `kept` could be chosen."""
        return replace(self, chosen=kept[self.chosen], undecided=kept[self.undecided])


@dataclass(slots=True)
class Large:
    """One problem; `start`: multipliers of nearly the same one. Rows from `soft[0]` on are targets (level by level), the ones before are hard.

    `bands` gives the bands of the other soft rows once the number chosen is known; level `places` (one row that counts everyone) is the
    places: the first, unless bounds may give way before places stay empty.
    """

    problem: Problem
    levels: tuple[tuple[int, ...], ...]
    bands: Callable[[int], dict[int, tuple[int, int]]]
    shift: int = SHIFT
    places: int = 0
    start: Ints | None = None
    gather: Gather = field(init=False)
    evaluator: Evaluator = field(init=False)
    price: int = field(init=False)

    def solve(self) -> Solution:
        """The optimum.

        Raises:
            InfeasibleError: the hard rows cannot hold together.
            UnfinishedError: the search found no list.
        """
        found = self._found()
        if found is not None:
            return found
        soft = {r for level in self.levels for r in level}
        problem = self.problem
        rows = tuple(replace(row, lo=0, hi=problem.n) if r in soft else row for r, row in enumerate(problem.rows))
        bounds = conflict(replace(problem, rows=rows))
        raise InfeasibleError(bounds) if bounds else UnfinishedError

    def _found(self) -> Solution | None:
        problem = self.problem
        self.gather = Gather.of(problem)
        self.evaluator = Evaluator(problem, self.gather, self.shift)
        if (self.evaluator.lo > np.minimum(self.evaluator.hi, self.evaluator.size)).any() or any(
            r.lo > r.hi for r in problem.rows
        ):
            return None
        self.price = int(8 * (np.abs(problem.score).max(initial=0) + 1)) << self.shift
        perfect = self._rest([])
        start = warm(problem, self.gather, perfect, self.shift) if self.start is None else self.start
        sifted = sift(self.evaluator, perfect, start)
        proofs: list[Level] = []
        if (sifted.relaxed.misses > SLIGHT).any():
            proofs, sifted = self._by_bound(sifted)
        else:
            proofs = [self._level(k, 0, 0, np.zeros(len(problem.rows), dtype=np.int64), []) for k in range(len(self.levels))]
        found = self._merit(sifted, self._fixed([p.best for p in proofs]))
        if found is None:
            settled = self._by_programs(proofs, sifted)
            if settled is None:
                return None
            proofs, limits = settled, self._fixed([p.best for p in settled])
            sifted = sift(self.evaluator, limits, sifted.multipliers)
            found = self._merit(sifted, limits)
        return None if found is None else replace(found, levels=tuple(proofs))

    # ------------------------------------------------------------------------------------------ what the rows ask

    def _bands(self, best: list[int]) -> dict[int, tuple[int, int]]:
        """The bands, with the number chosen as far as it is known."""
        row = self.levels[self.places][0]
        size = self.problem.rows[row].hi
        chosen = size - (best[self.places] if len(best) > self.places else 0)
        return {row: (size, size), **self.bands(chosen)}

    def _fixed(self, best: list[int], soft: int | None = None, price: int = 0) -> Limits:
        """Limits with the levels of `best` fixed; level `soft` pays `price` for a miss; later ones are free."""
        rows = self.problem.rows
        lo = np.array([r.lo for r in rows], dtype=np.int64)
        hi = np.array([r.hi for r in rows], dtype=np.int64)
        prices = np.full(len(rows), self.price, dtype=np.int64)
        bands, shared = self._bands(best), []
        for k, members in enumerate(self.levels):
            own = best[k] if k < len(best) else 0
            for r in members:
                lo[r], hi[r] = bands[r] if k < len(best) or k == soft else (0, self.problem.n)
                if k < len(best) and len(members) == 1:
                    lo[r], hi[r] = lo[r] - own, hi[r] + own
                if k == soft:
                    prices[r] = price
            if len(members) > 1 and own > 0:
                shared.append((members, own))
        lo = np.maximum(lo, 0)
        return Limits(lo, np.maximum(lo, hi), prices, tuple(shared))

    def _rest(self, best: list[int]) -> Limits:
        """Limits that ask all levels after `best` to miss nothing: a miss costs less the later its level, and most where none may be."""
        limits = self._fixed(best + [0] * (len(self.levels) - len(best)))
        for k in range(len(best), len(self.levels)):
            limits.price[list(self.levels[k])] = self.price * 10 // (20 + k)
        return limits

    def _level(self, k: int, best: int, least: int, multipliers: Ints, before: list[int]) -> Level:
        bands = self._bands(before)
        return Level(self.levels[k], tuple(bands[r] for r in self.levels[k]), best, least, multipliers)

    # ------------------------------------------------------------------------------------------ levels

    def _by_bound(self, sifted: Sifted) -> tuple[list[Level], Sifted]:
        """Level after level at the value that the bound proves; `sifted` asks that no level misses anything."""
        proofs: list[Level] = []
        nothing = np.zeros(len(self.problem.rows), dtype=np.int64)
        while True:
            missed = sifted.relaxed.misses
            # a miss where none may be, instead of more misses further on, says nothing about the levels
            soft = [r for members in self.levels[len(proofs) :] for r in members]
            hard = np.delete(missed, soft).max(initial=0.0) > SLIGHT
            failing = [
                k for k, rows in enumerate(self.levels) if k >= len(proofs) and (hard or missed[list(rows)].sum() > SLIGHT)
            ]
            last = failing[0] if failing else len(self.levels)
            proofs += [self._level(k, 0, 0, nothing, [p.best for p in proofs]) for k in range(len(proofs), last)]
            if not failing:
                return proofs, sifted
            level, sifted = self._least(last, [p.best for p in proofs], sifted, hard=hard)
            proofs.append(level)
            best = [p.best for p in proofs]
            sifted = sift(self.evaluator, self._rest(best), sifted.multipliers)
            if len(proofs) == len(self.levels):
                return proofs, sifted

    def _least(self, k: int, best: list[int], sifted: Sifted, *, hard: bool) -> tuple[Level, Sifted]:
        """The least miss of a level: what it misses beside all later ones if that is proved, else what it misses alone."""
        members = self.levels[k]
        price = self.price >> 1
        limits = self._fixed(best, k, price)
        missed = float(sifted.relaxed.misses[list(members)].sum())
        least, pure = self._proof(sifted, limits, members) if not hard and sifted.met else (0, np.zeros_like(sifted.multipliers))
        for _ in range(3):
            if least > 0 and least >= missed - 1e-4:
                break
            limits = self._fixed(best, k, price)
            sifted = sift(self.evaluator, limits, sifted.multipliers)
            missed = float(sifted.relaxed.misses[list(members)].sum())
            tried, multipliers = self._proof(sifted, limits, members)
            if tried > least:
                least, pure = tried, multipliers
            if least >= missed - 1e-4:
                break
            price <<= 3
        return self._level(k, least, least, pure, best), sifted

    def _proof(self, sifted: Sifted, limits: Limits, members: tuple[int, ...]) -> tuple[int, Ints]:
        """The miss that the multipliers of the misses alone (nobody has a score) prove, over the same candidates."""
        priced = self._priced(limits, members)
        every = np.arange(len(limits.lo), dtype=np.int64)
        core = lay_out(self.problem, self.gather, limits, sifted.core.index, sifted.bound.taken, slack=every)
        found = relaxed(core, np.zeros_like(self.problem.score), self.shift, -priced.price, priced.price)
        multipliers = np.clip(found.multipliers, -priced.price, priced.price)
        return max(0, -(self.evaluator.bound(multipliers, priced, scored=False).value >> self.shift)), multipliers

    def _priced(self, limits: Limits, members: tuple[int, ...]) -> Limits:
        """A person missing in `members` costs 1, elsewhere much."""
        price = np.full(len(limits.price), 64 << self.shift, dtype=np.int64)
        price[list(members)] = 1 << self.shift
        return replace(limits, price=price)

    def _by_programs(self, proofs: list[Level], sifted: Sifted) -> list[Level] | None:
        """Level after level by integer programs; None when there is no list."""
        done: list[Level] = []
        for k, members in enumerate(self.levels):
            best = [p.best for p in done]
            limits = self._fixed(best, k, self.price)
            index = cheapest(sifted.costs, self.problem.n if self.problem.n <= DIRECT else LARGEST)
            core = lay_out(self.problem, self.gather, limits, index, sifted.bound.taken, slack=np.array(members, dtype=np.int64))
            found = whole(core, self.problem.score, misses=np.array(members, dtype=np.int64))
            if found is None:
                return None
            counts = self.gather.counts(found.chosen)
            bands = self._bands(best)
            miss = sum(max(0, bands[r][0] - int(counts[r]), int(counts[r]) - bands[r][1]) for r in members)
            same = [p.best for p in proofs[:k]] == best
            done.append(self._level(k, miss, proofs[k].least if same else 0, proofs[k].multipliers, best))
        return done

    # ------------------------------------------------------------------------------------------ merit

    def _merit(self, sifted: Sifted, limits: Limits) -> Solution | None:
        """The greatest merit at these limits; None when no list was found."""
        bound = sifted.bound.value >> self.shift
        size, merit, best = min(FIRST, self.problem.n), -1, None
        movable = int((sifted.costs < NEVER).sum())
        while True:
            index = cheapest(sifted.costs, size)
            core = lay_out(self.problem, self.gather, limits, index, sifted.bound.taken, slack=np.empty(0, dtype=np.int64))
            found = whole(core, self.problem.score, target=bound)
            if found is not None and (best is None or int(self.problem.score[found.chosen].sum()) > merit):
                best, merit = found, int(self.problem.score[found.chosen].sum())
            needed = self._needed(sifted, merit) if best is not None else movable
            if best is not None and (merit >= bound or needed <= size):
                break
            if size >= min(self.problem.n, max(LARGEST, DIRECT if self.problem.n <= DIRECT else 0)):
                break
            size = min(self.problem.n, max(2 * size, min(needed, LARGEST)) if best is not None else 4 * size)
        if best is None:
            return None
        return self._solution(sifted, limits, best, merit, solved=needed <= size and found is not None and found.finished)

    def _needed(self, sifted: Sifted, merit: int) -> int:
        """How many may stand on the other side in a list better than `merit`."""
        return int((sifted.costs <= sifted.bound.value - ((merit + 1) << self.shift)).sum())

    def _solution(self, sifted: Sifted, limits: Limits, best: Whole, merit: int, *, solved: bool) -> Solution:
        bound = sifted.bound.value >> self.shift
        undecided = np.flatnonzero(sifted.costs <= sifted.bound.value - ((merit + 1) << self.shift))
        proof: Proof = "proved" if merit >= bound else "core" if solved else "gap"
        return Solution(
            best.chosen,
            merit,
            bound,
            proof,
            sifted.multipliers,
            undecided,
            (),
            sifted.costs,
            sifted.bound.value,
            limits,
            self.shift,
        )
