"""A second oracle, for selections of any size: HiGHS given the whole model as it is written in the rules, one level after the other.

Nothing of the engine is used but the rounding of shares: one column per candidate, one row per bound, a shortfall and an excess per target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import highspy
import numpy as np

from vinhdanh.engines.selection.model import band

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.selection import Candidate, Rules


class _Direct:
    """The model in HiGHS; columns are added at the end."""

    def __init__(self, people: Sequence[Candidate], rules: Rules) -> None:
        self.pool = sorted((p for p in people if p.id not in rules.must_exclude), key=lambda p: p.id)
        self.rules, self.highs, self.width = rules, highspy.Highs(), len(self.pool)  # type: ignore[no-untyped-call]  # the wheel has no types here
        for key, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.0)):
            self.highs.setOptionValue(key, value)
        for p in self.pool:
            self.highs.addVar(float(p.id in rules.must_include), 1.0)
        for c in range(self.width):
            self.highs.changeColIntegrality(c, highspy.HighsVarType.kInteger)
        self.row(range(self.width), 0, rules.size)
        for code in {p.unit for p in people} | set(rules.units):
            b = rules.units.get(code, rules.unit_default)
            self.row([k for k, p in enumerate(self.pool) if p.unit == code], b.at_least, b.at_most)
        for category in rules.categories:
            self.row(self.members(category.column, category.values), category.at_least, category.at_most)

    def members(self, column: str, values: Sequence[str]) -> list[int]:
        """Columns of those whom a row counts."""
        return [k for k, p in enumerate(self.pool) if not set(values).isdisjoint(p.attributes.get(column, ()))]

    def row(self, columns: Sequence[int], low: float, high: float | None, values: Sequence[float] | None = None) -> None:
        """low ≤ Σ values·x ≤ high."""
        index = np.array(columns, dtype=np.int32)
        given = np.ones(len(index)) if values is None else np.array(values, dtype=np.float64)
        self.highs.addRow(float(low), highspy.kHighsInf if high is None else float(high), len(index), index, given)

    def least(self, costs: dict[int, float]) -> int | None:
        """The least Σ costs·x, which is then kept; None when there is no list."""
        for c in range(self.width):
            self.highs.changeColCost(c, costs.get(c, 0.0))
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = round(self.highs.getInfo().objective_function_value)
        self.row(list(costs), -highspy.kHighsInf, found, list(costs.values()))
        return found

    def level(self, priority: int, chosen: int) -> int | None:
        """The least miss of the targets of a priority."""
        slack = {}
        for t in (t for t in self.rules.targets if t.priority == priority):
            limits = band(t, chosen)
            for side, bound in ((1.0, limits.lo), (-1.0, limits.hi)):
                self.highs.addVar(0.0, highspy.kHighsInf)
                mine = self.members(t.column, t.values)
                low, high = (bound, None) if side > 0 else (-highspy.kHighsInf, bound)
                self.row([*mine, self.width], low, high, [*[1.0] * len(mine), side])
                slack[self.width] = 1.0
                self.width += 1
        return self.least(slack)


def direct(people: Sequence[Candidate], rules: Rules) -> list[int] | None:
    """Minus the places filled, the miss of each priority, the merit; None when the hard bounds cannot hold."""
    model = _Direct(people, rules)
    everyone = dict.fromkeys(range(len(model.pool)), -1.0)
    places = model.least(everyone) if everyone else 0
    if places is None:
        return None
    misses = []
    for priority in sorted({t.priority for t in rules.targets}):
        miss = model.level(priority, -places)
        if miss is None:
            return None
        misses.append(miss)
    merit = model.least({k: -float(p.score) for k, p in enumerate(model.pool)}) if everyone else 0
    return None if merit is None else [places, *misses, -merit]
