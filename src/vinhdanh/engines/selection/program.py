"""Small integer programs in HiGHS: deterministic settings, tight tolerances, whole numbers out.

HiGHS (Huangfu & Hall 2018, doi:10.1007/s12532-017-0130-5) works in floating point; whatever leaves this module is rounded to integers and
verified exactly by its caller.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import highspy
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

TIGHT = 1e-9
# the programs here are small: branching is over before the heuristics have warmed up (measured: 2–3 times faster without)
PLAIN = (
    ("mip_heuristic_effort", 0.0),
    ("mip_detect_symmetry", False),
    ("mip_heuristic_run_root_reduced_cost", False),
    ("mip_heuristic_run_rins", False),
    ("mip_heuristic_run_rens", False),
    ("mip_heuristic_run_feasibility_jump", False),
    ("mip_allow_restart", False),
)
LARGE_COST = 2.0**20


def solver(*, integer: bool = True) -> highspy.Highs:
    """A silent HiGHS with one thread and fixed seed: the same input gives the same output."""
    h = highspy.Highs()  # type: ignore[no-untyped-call]  # the wheel has no types here
    for key, value in (
        ("output_flag", False),
        ("threads", 1),
        ("parallel", "off"),
        ("random_seed", 0),
        ("primal_feasibility_tolerance", TIGHT),
        ("dual_feasibility_tolerance", TIGHT),
    ):
        h.setOptionValue(key, value)
    if integer:
        for key, value in (("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0), ("mip_feasibility_tolerance", TIGHT), *PLAIN):
            h.setOptionValue(key, value)
    return h


def scaled(costs: Ints) -> tuple[NDArray[np.float64], float]:
    """Costs as floats of moderate size and the power of two they were divided by (exact: only exponents change)."""
    largest = float(np.abs(costs).max(initial=0))
    scale = 1.0
    while largest / scale > LARGE_COST:
        scale *= 2.0
    return costs.astype(np.float64) / scale, scale


@dataclass(slots=True)
class Program:
    """Maximise `objective`·y over whole y with lower ≤ y ≤ upper and the rows added one by one."""

    lower: Ints
    upper: Ints
    starts: list[int] = field(default_factory=lambda: [0])
    indices: list[Ints] = field(default_factory=list)
    values: list[Ints] = field(default_factory=list)
    row_lo: list[float] = field(default_factory=list)
    row_hi: list[float] = field(default_factory=list)

    def row(self, indices: Ints, values: Ints, lo: float, hi: float) -> None:
        """Adds lo ≤ Σ values·y[indices] ≤ hi."""
        self.indices.append(indices)
        self.values.append(values)
        self.starts.append(self.starts[-1] + len(indices))
        self.row_lo.append(lo)
        self.row_hi.append(hi)

    def lp(self, objective: Ints, *, integer: bool) -> tuple[highspy.HighsLp, float]:
        """The program as HiGHS reads it (a minimisation), with the scale of its costs."""
        costs, scale = scaled(-objective)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.lower), len(self.row_lo)
        lp.col_cost_ = costs
        lp.col_lower_, lp.col_upper_ = self.lower.astype(np.float64), self.upper.astype(np.float64)
        lp.row_lower_, lp.row_upper_ = np.array(self.row_lo, dtype=np.float64), np.array(self.row_hi, dtype=np.float64)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = lp.num_col_, lp.num_row_
        lp.a_matrix_.start_ = np.array(self.starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.concatenate(self.indices).astype(np.int32) if self.indices else np.empty(0, dtype=np.int32)
        lp.a_matrix_.value_ = np.concatenate(self.values).astype(np.float64) if self.values else np.empty(0)
        if integer:
            lp.integrality_ = [highspy.HighsVarType.kInteger] * len(self.lower)
        return lp, scale

    def maximise(self, objective: Ints) -> Ints | None:
        """The best whole y, or None when there is none.

        Raises:
            RuntimeError: HiGHS ended without an answer, which bounded integer programs do not allow.
        """
        if len(self.lower) == 0:
            return (
                np.zeros(0, dtype=np.int64)
                if all(lo <= 0 <= hi for lo, hi in zip(self.row_lo, self.row_hi, strict=True))
                else None
            )
        h = solver()
        lp, _ = self.lp(objective, integer=True)
        h.passModel(lp)
        h.run()
        status = h.getModelStatus()
        if status in {highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible}:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"HiGHS ended with {status}")
        whole: Ints = np.rint(np.array(h.getSolution().col_value)).astype(np.int64)
        return whole
