"""The greatest merit under fixed levels: linear relaxation, Lagrangian bound, integer program on the few who are in doubt.

The relaxation's multipliers give each candidate a certified cost of being on the other side. Whoever costs more than the gap between the
bound and the best list found is fixed; the integer program sees only the rest. When everyone left out of it costs too much, its list is
optimal among all (variable fixing by reduced costs, Balas & Zemel 1980, doi:10.1287/opre.28.5.1130).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import highspy
import numpy as np

from vinhdanh.engines.selection.dual import NEVER, Bound, Quotas, bound, quotas, shift_for
from vinhdanh.engines.selection.program import Program, solver

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.levels import Levels
    from vinhdanh.engines.selection.model import Model

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

CORE = 120
"""Candidates in the first integer program; doubled while that has no list."""
WARM = 400
"""Most candidates in doubt with which given multipliers are kept."""


@dataclass(slots=True)
class Relaxation:
    """The linear relaxation, kept in HiGHS so that forcing one candidate in costs a few simplex steps."""

    model: Model
    rows: Quotas
    shift: int
    highs: highspy.Highs
    scale: float
    basis: highspy.HighsBasis | None = None

    @classmethod
    def of(cls, model: Model, rows: Quotas) -> Relaxation:
        """Lays the relaxation out; nothing is solved yet."""
        program = everyone(model, rows)
        lp, scale = program.lp(_objective(model, program), integer=False)
        h = solver(integer=False)
        h.setOptionValue("presolve", "off")
        h.setOptionValue("solver", "simplex")
        h.passModel(lp)
        return cls(model, rows, shift_for(model), h, scale)

    def multipliers(self, forced: int | None = None) -> Ints | None:
        """Integer multipliers (times 2^shift) of the quota rows, with one candidate forced in; None when that is infeasible."""
        if self.model.n == 0:
            return np.zeros(
                len(self.rows.lo), dtype=np.int64
            )  # HiGHS calls a model without columns neither optimal nor infeasible
        h = self.highs
        if forced is not None:
            h.changeColBounds(forced, 1.0, 1.0)
        if self.basis is not None:
            h.setBasis(self.basis)
        h.run()
        optimal = h.getModelStatus() == highspy.HighsModelStatus.kOptimal
        found = None
        if optimal:
            duals = np.array(h.getSolution().row_dual[: len(self.rows.lo)])
            found = np.rint(-duals * self.scale * float(1 << self.shift)).astype(np.int64)
            if self.basis is None:
                self.basis = h.getBasis()
        if forced is not None:
            h.changeColBounds(forced, float(self.model.must[forced]), 1.0)
        return found


def _objective(model: Model, program: Program) -> Ints:
    return np.concatenate([model.scores, np.zeros(len(program.lower) - model.n, dtype=np.int64)])


def everyone(model: Model, rows: Quotas) -> Program:
    """One 0–1 column per candidate, quota rows first, then the units."""
    return core_program(model, rows, np.arange(model.n), np.zeros(model.n, dtype=bool), model.must)


def core_program(model: Model, rows: Quotas, core: Ints, fixed: Bools, must: Bools) -> Program:
    """The program over the candidates in `core`, everyone else as in `fixed` (which is False inside the core)."""
    width = len(core)
    slack = {row: width + 2 * k for k, row in enumerate(r for members, _ in rows.shared for r in members)}
    high = np.full(2 * len(slack), model.n, dtype=np.int64)
    p = Program(
        np.concatenate([must[core].astype(np.int64), np.zeros(len(high), dtype=np.int64)]),
        np.concatenate([np.ones(width, dtype=np.int64), high]),
    )
    held = rows.rows @ fixed.astype(np.int64)
    part = rows.rows[:, core]
    for r in range(len(rows.lo)):
        mine = np.flatnonzero(part[r])
        ones = np.ones(len(mine), dtype=np.int64)
        lo, hi = float(rows.lo[r] - held[r]), float(rows.hi[r] - held[r])
        if r in slack:
            mine, ones = np.append(mine, [slack[r], slack[r] + 1]), np.append(ones, [1, -1])
        p.row(mine, ones, lo, hi)
    units = len(model.unit_codes)
    used = np.bincount(model.unit[fixed], minlength=units)
    unit = model.unit[core]
    order = np.argsort(unit, kind="stable")
    cuts = np.searchsorted(unit[order], np.arange(units + 1))
    for u in range(units):
        mine = order[cuts[u] : cuts[u + 1]]
        if len(mine) or not model.unit_lo[u] <= used[u] <= model.unit_hi[u]:
            p.row(mine, np.ones(len(mine), dtype=np.int64), float(model.unit_lo[u] - used[u]), float(model.unit_hi[u] - used[u]))
    for members, best in rows.shared:
        columns = np.array([slack[r] + side for r in members for side in (0, 1)], dtype=np.int64)
        p.row(columns, np.ones(len(columns), dtype=np.int64), 0, best)
    return p


def solve_core(model: Model, rows: Quotas, core: Ints, *, taken: Bools, must: Bools, weights: Ints) -> Bools | None:
    """The list with the greatest weight in which only `core` differs from `taken`; None when there is none."""
    fixed = taken.copy()
    fixed[core] = False
    p = core_program(model, rows, core, fixed, must)
    y = p.maximise(np.concatenate([weights[core], np.zeros(len(p.lower) - len(core), dtype=np.int64)]))
    if y is None:
        return None
    fixed[core] = y[: len(core)] > 0
    return fixed


@dataclass(frozen=True, slots=True)
class Best:
    """The best list with its merit, and the bound that fixed the others (units of `model.unit_score`)."""

    chosen: Bools
    merit: int
    dual: Bound
    multipliers: Ints


@dataclass(slots=True)
class Merit:
    """Optima of one model at fixed levels."""

    model: Model
    levels: Levels
    rows: Quotas = field(init=False)
    laid_out: Relaxation | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Lays out the rows."""
        self.rows = quotas(self.model, self.levels)

    @property
    def relaxation(self) -> Relaxation:
        """The relaxation over everyone, laid out when it is first asked for: the large method does without."""
        if self.laid_out is None:
            self.laid_out = Relaxation.of(self.model, self.rows)
        return self.laid_out

    @property
    def shift(self) -> int:
        """Binary digits of the multipliers after the point."""
        return shift_for(self.model)

    def best(self, start: Ints | None = None) -> Best:
        """The optimum; the levels make sure that there is one.

        `start`: multipliers of a problem with the same rows that differs a little; used when they leave few in doubt.
        """
        warm = None if start is None or len(start) != len(self.rows.lo) else self._warm(start)
        if warm is not None:
            return warm
        multipliers = self.relaxation.multipliers()
        if multipliers is None:
            raise AssertionError("merit: the levels are feasible, so the relaxation is")
        dual = bound(self.model, self.rows, multipliers, self.shift, self.model.must)
        found = self.search(dual, self.model.must, None)
        if found is None:
            raise AssertionError("merit: the levels are feasible, so there is a list")
        return Best(found, int(self.model.scores[found].sum()), dual, multipliers)

    def _warm(self, start: Ints) -> Best | None:
        """The optimum by given multipliers; None when they leave too many in doubt."""
        model = self.model
        dual = bound(model, self.rows, start, self.shift, model.must)
        few = np.argsort(dual.flip, kind="stable")[:CORE]
        listed = solve_core(model, self.rows, few, taken=dual.taken, must=model.must, weights=model.scores)
        if listed is None or self.needed(dual, int(model.scores[listed].sum())) > WARM:
            return None
        better = self.search(dual, model.must, int(model.scores[listed].sum()))
        found = listed if better is None else better
        return Best(found, int(model.scores[found].sum()), dual, start)

    def search(self, dual: Bound, must: Bools, known: int | None) -> Bools | None:
        """A best list at this bound, or None when there is none better than `known`."""
        model = self.model
        order = np.argsort(dual.flip, kind="stable")
        movable = order[dual.flip[order] < NEVER // 2]
        size = min(CORE, len(movable)) if known is None else self.needed(dual, known)
        found: Bools | None = None
        while True:
            if known is not None and size == 0:
                return found
            better = solve_core(model, self.rows, movable[:size], taken=dual.taken, must=must, weights=model.scores)
            if better is not None and (known is None or int(model.scores[better].sum()) > known):
                found, known = better, int(model.scores[better].sum())
            if known is None:
                if size >= len(movable):
                    return None
                size = min(len(movable), 2 * size)
                continue
            if size >= self.needed(dual, known):
                return found
            size = self.needed(dual, known)

    def needed(self, dual: Bound, merit: int) -> int:
        """How many candidates may lie on the other side in a list that is better than `merit`."""
        return int((dual.flip <= dual.value - ((merit + 1) << self.shift)).sum())
