"""Linear and integer programs over the few candidates in doubt, everyone else standing as the Lagrangian solution says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import highspy
import numpy as np

from vinhdanh.engines.selection.program import solver

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.large.bound import Limits
    from vinhdanh.engines.selection.large.problem import Gather, Problem

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

LARGE_COST = 2.0**20
NODES = 500
FEASIBLE = 2
"""HiGHS' word for "there is a solution"."""
# unlike the programs of a district, these are large enough for the heuristics to pay
HEURISTICS = (
    ("mip_heuristic_effort", 0.05),
    ("mip_heuristic_run_rins", True),
    ("mip_heuristic_run_rens", True),
    ("mip_heuristic_run_root_reduced_cost", True),
    # cuts that no longer bind are let go early: a fifth less memory, the same time
    ("mip_pool_soft_limit", 500),
    ("mip_lp_age_limit", 3),
)


@dataclass(slots=True)
class Core:
    """The program over `index`; `fixed` are those chosen outside it.

    Columns: candidates, then a shortfall and an excess per row in `slack`, then the same per row of a level with an allowance, which are
    free as far as the allowance goes. Rows: the rows of the problem, units that may bind, allowances.
    """

    problem: Problem
    index: Ints
    fixed: Ints
    slack: Ints
    limits: Limits
    starts: Ints
    columns: Ints
    values: NDArray[np.float64]
    row_lo: NDArray[np.float64]
    row_hi: NDArray[np.float64]

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.index) + 2 * len(self.slack) + self.allowed

    @property
    def allowed(self) -> int:
        """Number of columns that an allowance covers."""
        return sum(2 * len(rows) for rows, _ in self.limits.shared)

    def lp(self, costs: NDArray[np.float64], *, integer: bool) -> highspy.HighsLp:
        """The program that minimises `costs`."""
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.width, len(self.row_lo)
        lp.col_cost_ = costs
        lp.col_lower_ = np.zeros(self.width)
        lp.col_upper_ = np.concatenate([np.ones(len(self.index)), np.full(self.width - len(self.index), np.inf)])
        lp.row_lower_, lp.row_upper_ = self.row_lo, self.row_hi
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
        lp.a_matrix_.start_ = self.starts.astype(np.int32)
        lp.a_matrix_.index_ = self.columns.astype(np.int32)
        lp.a_matrix_.value_ = self.values
        if integer:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * self.width
        return lp

    def slack_costs(self, low: Ints, high: Ints) -> NDArray[np.float64]:
        """Costs of shortfall and excess that keep each row's multiplier between `low` and `high`; what is allowed costs nothing."""
        paid = np.stack([-low[self.slack], high[self.slack]], axis=1).reshape(-1).astype(np.float64)
        return np.concatenate([paid, np.zeros(self.allowed)])


def lay_out(problem: Problem, gather: Gather, limits: Limits, index: Ints, taken: Ints, *, slack: Ints) -> Core:
    """The program over `index`; of the others those in `taken` are chosen. The rows in `slack` may be missed."""
    inside = np.zeros(problem.n, dtype=bool)
    inside[index] = True
    fixed = taken[~inside[taken]]
    held = gather.counts(fixed)
    members = gather.members(index)
    rows, width = len(limits.lo), len(index)
    place = {int(r): width + 2 * k for k, r in enumerate(slack)}
    shared = [r for group, _ in limits.shared for r in group]
    allowed = {r: width + 2 * (len(slack) + k) for k, r in enumerate(shared)}
    columns, values, lengths = [], [], []
    for r in range(rows):
        mine, ones = members[r], np.ones(len(members[r]))
        for at in (p[r] for p in (place, allowed) if r in p):
            mine, ones = np.append(mine, [at, at + 1]), np.append(ones, [1.0, -1.0])
        columns.append(mine)
        values.append(ones)
        lengths.append(len(mine))
    unit_columns, unit_lengths, unit_lo, unit_hi = _unit_rows(problem, index, fixed)
    columns.append(unit_columns)
    values.append(np.ones(len(unit_columns)))
    row_lo = [(limits.lo - held).astype(np.float64), unit_lo]
    row_hi = [(limits.hi - held).astype(np.float64), unit_hi]
    for group, best in limits.shared:
        mine = np.array([allowed[r] + side for r in group for side in (0, 1)], dtype=np.int64)
        columns.append(mine)
        values.append(np.ones(len(mine)))
        unit_lengths = np.append(unit_lengths, len(mine))
        row_lo.append(np.zeros(1))
        row_hi.append(np.array([float(best)]))
    starts = np.concatenate([[0], np.cumsum(np.concatenate([lengths, unit_lengths]))])
    return Core(
        problem,
        index,
        fixed,
        slack,
        limits,
        starts.astype(np.int64),
        np.concatenate(columns),
        np.concatenate(values),
        np.concatenate(row_lo),
        np.concatenate(row_hi),
    )


def _unit_rows(problem: Problem, index: Ints, fixed: Ints) -> tuple[Ints, Ints, NDArray[np.float64], NDArray[np.float64]]:
    """Columns, lengths and bounds of the units whose floor or cap the columns in `index` can break."""
    unit = problem.unit[index].astype(np.int64)
    used = np.bincount(problem.unit[fixed], minlength=problem.units)
    own = np.bincount(unit, minlength=problem.units)
    binds = (used + own > problem.unit_hi) | (used < problem.unit_lo)
    order = np.argsort(unit, kind="stable")
    order = order[binds[unit[order]]]
    which = np.flatnonzero(binds)
    return (
        order,
        own[which],
        (problem.unit_lo - used)[which].astype(np.float64),
        (problem.unit_hi - used)[which].astype(np.float64),
    )


@dataclass(frozen=True, slots=True)
class Relaxed:
    """An optimum of the linear program: its value (fixed ones included), multipliers (times 2^shift) and the misses of the rows."""

    value: float
    multipliers: Ints
    misses: NDArray[np.float64]


def relaxed(core: Core, score: Ints, shift: int, low: Ints, high: Ints) -> Relaxed:
    """Solves the linear program with multipliers between `low` and `high` (every row has slack)."""
    costs = np.concatenate([-score[core.index].astype(np.float64), core.slack_costs(low, high) / (1 << shift)])
    scale = _scale(costs, LARGE_COST)
    h = solver(integer=False)
    for key, value in (("presolve", "off"), ("solver", "simplex"), ("primal_feasibility_tolerance", 1e-8)):
        h.setOptionValue(key, value)
    h.passModel(core.lp(costs / scale, integer=False))
    h.run()
    if h.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS ended a relaxation with {h.getModelStatus()}")
    solution = h.getSolution()
    multipliers = np.rint(-np.array(solution.row_dual[: len(low)]) * scale * (1 << shift)).astype(np.int64)
    misses = np.array(solution.col_value[len(core.index) : core.width - core.allowed]).reshape(-1, 2).sum(axis=1)
    return Relaxed(float(score[core.fixed].sum()) - h.getInfo().objective_function_value * scale, multipliers, misses)


def _scale(costs: NDArray[np.float64], largest: float) -> float:
    """A power of two that brings costs to a moderate size."""
    scale = 1.0
    while np.abs(costs).max(initial=0) / scale > largest:
        scale *= 2.0
    return scale


@dataclass(frozen=True, slots=True)
class Whole:
    """A list (indices) and whether the integer program was solved to the end."""

    chosen: Ints
    finished: bool


def whole(core: Core, score: Ints, *, target: int | None = None, nodes: int = NODES, misses: Ints | None = None) -> Whole | None:
    """The list with the greatest score in which only `core` is open; None when there is none (or none was found within `nodes`).

    Args:
        core: The program.
        score: Shape (n,).
        target: A list of this score is as good as any: stop there.
        nodes: Most nodes of the search; counted, not timed, so that the same input gives the same list.
        misses: Rows whose misses are minimised instead of the score.
    """
    if core.width == 0:
        return Whole(np.sort(core.fixed), finished=True) if (core.row_lo <= 0).all() and (core.row_hi >= 0).all() else None
    counted = np.zeros(len(core.slack)) if misses is None else np.isin(core.slack, misses).astype(np.float64)
    weight = score if misses is None else np.zeros_like(score)
    costs = np.concatenate([-weight[core.index].astype(np.float64), np.repeat(counted, 2), np.zeros(core.allowed)])
    h = solver()
    h.setOptionValue("mip_max_nodes", nodes)
    for key, value in HEURISTICS:
        h.setOptionValue(key, value)
    scale = _scale(costs, 2.0**30)
    if target is not None:
        h.setOptionValue("objective_target", (int(weight[core.fixed].sum()) - target + 0.5 * (scale == 1.0)) / scale)
    h.passModel(core.lp(costs / scale, integer=True))
    h.run()
    status = h.getModelStatus()
    ended = status in {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kObjectiveTarget}
    if not ended and h.getInfo().primal_solution_status != FEASIBLE:
        return None
    y = np.rint(np.array(h.getSolution().col_value[: len(core.index)])) > 0
    return Whole(np.sort(np.concatenate([core.fixed, core.index[y]])), ended)
