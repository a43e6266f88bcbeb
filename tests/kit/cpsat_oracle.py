"""The same selections by CP-SAT, a solver of another kind. A program of its own: it must not share a process with HiGHS.

Reads a list of instances as JSON, writes for each the lexicographic vector and, for those asked about, the vector with them forced in.
"""

from __future__ import annotations

import json
import math
import sys
from fractions import Fraction
from typing import Any

from ortools.sat.python import cp_model


def band(target: dict[str, Any], base: int) -> tuple[int, int]:
    tolerance = Fraction(target["tolerance"])
    if target["share"] is None:
        wanted = Fraction(target["count"])
    else:
        wanted, tolerance = Fraction(target["share"]) * base / 100, tolerance * base / 100
    low, high = math.ceil(wanted - tolerance), math.floor(wanted + tolerance)
    if target["direction"] == "at_least":
        return low, 10**6
    if target["direction"] == "at_most":
        return 0, max(0, high)
    if low > high:
        low = high = math.floor(wanted + Fraction(1, 2))
    return max(0, low), max(0, high)


class Solver:
    """One instance: the objectives one after the other, each fixed before the next."""

    def __init__(self, instance: dict[str, Any], forced: str | None) -> None:
        self.model, self.instance = cp_model.CpModel(), instance
        self.x = {
            p["id"]: self.model.new_bool_var(p["id"]) for p in instance["people"] if p["id"] not in instance["must_exclude"]
        }
        for i in (*instance["must_include"], *([forced] if forced else [])):
            self.model.add(self.x[i] == 1)
        self.model.add(sum(self.x.values()) <= instance["size"])

    def count(self, column: str, values: list[str]) -> Any:
        return sum(
            self.x[p["id"]]
            for p in self.instance["people"]
            if p["id"] in self.x and set(values) & set(p["attributes"].get(column, []))
        )

    def slack(self, count: Any, low: int, high: int | None) -> tuple[Any, Any]:
        short, over = self.model.new_int_var(0, 10**6, ""), self.model.new_int_var(0, 10**6, "")
        self.model.add(count + short >= low)
        self.model.add(count - over <= (10**6 if high is None else high))
        return short, over

    def least(self, objective: Any) -> int | None:
        self.model.minimize(objective)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        status = solver.solve(self.model)
        if status != cp_model.OPTIMAL:
            return None
        value = round(solver.objective_value)
        self.model.add(objective == value)
        return value

    def vector(self) -> list[int | None] | None:
        given = self.instance
        units = [
            self.slack(sum(self.x[p["id"]] for p in given["people"] if p["unit"] == u and p["id"] in self.x), *given["units"][u])
            for u in sorted(given["units"])
        ]
        categories = [self.slack(self.count(c["column"], c["values"]), c["at_least"], c["at_most"]) for c in given["categories"]]
        found: list[int | None] = []
        for kind in (
            sum(over for _, over in units),
            sum(over for _, over in categories),
            sum(short for short, _ in categories),
            sum(short for short, _ in units),
            -sum(self.x.values()),
        ):
            value = self.least(kind)
            if value is None:
                return None
            found.append(value)
        chosen = -(found[-1] or 0)
        misses: dict[int, Any] = {}
        for t in given["targets"]:
            short, over = self.slack(self.count(t["column"], t["values"]), *band(t, chosen))
            misses[t["priority"]] = misses.get(t["priority"], 0) + short + over
        found += [self.least(misses[priority]) for priority in sorted(misses)]
        merit = self.least(-sum(p["score"] * self.x[p["id"]] for p in given["people"] if p["id"] in self.x))
        return [*found, -(merit or 0)]


def main() -> None:
    answers = []
    for instance in json.load(sys.stdin):
        forced = {i: Solver(instance, i).vector() for i in instance["ask"]}
        answers.append({"vector": Solver(instance, None).vector(), "forced": forced})
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
