from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selection_oracle import instance

from vinhdanh.engines.selection import select

if TYPE_CHECKING:
    from vinhdanh.engines.selection import Candidate, Rules, Selection

ORACLE = Path(__file__).parents[2] / "kit" / "cpsat_oracle.py"
INSTANCES = 300


def plain(people: list[Candidate], rules: Rules, ask: list[str]) -> dict[str, Any]:
    codes = {p.unit for p in people} | set(rules.units)
    bounds = {code: rules.units.get(code, rules.unit_default) for code in codes}
    return {
        "people": [{"id": p.id, "unit": p.unit, "score": p.score, "attributes": p.attributes} for p in people],
        "size": rules.size,
        "units": {code: [b.at_least, b.at_most] for code, b in bounds.items()},
        "categories": [
            {"column": c.column, "values": c.values, "at_least": c.at_least, "at_most": c.at_most} for c in rules.categories
        ],
        "targets": [
            {
                "column": t.column,
                "values": t.values,
                "share": None if t.share is None else str(t.share),
                "count": t.count,
                "tolerance": str(t.tolerance),
                "direction": t.direction,
                "priority": t.priority,
            }
            for t in rules.targets
        ],
        "must_include": list(rules.must_include),
        "must_exclude": list(rules.must_exclude),
        "ask": ask,
    }


def vector(result: Selection) -> list[int]:
    broken = {"unit_cap": 0, "category_cap": 0, "category_floor": 0, "unit_floor": 0, "size": 0}
    for r in result.relaxations:
        broken[r.kind] += abs(r.asked - r.applied)
    del broken["size"]
    return [*broken.values(), -len(result.chosen), *(miss for _, miss in result.levels), result.merit]


def test_three_hundred_random_selections_and_their_reasons_equal_cp_sat() -> None:
    results, given = [], []
    for seed in range(INSTANCES):
        people, rules = instance(50_000 + seed, 60, spreads=(3, 40, 9973))
        result = select(people, rules)
        out = [p for p in result.placed if p.standing in {"out", "reserve"}] if result.status == "optimal" else []
        results.append((result, out[:1]))
        given.append(plain(people, rules, [p.id for p in out[:1]]))
    run = subprocess.run([sys.executable, str(ORACLE)], input=json.dumps(given), capture_output=True, text=True, check=True)
    for (result, asked), answer in zip(results, json.loads(run.stdout), strict=True):
        mine = vector(result)
        assert mine == answer["vector"]
        for placed in asked:
            other, reason = answer["forced"][placed.id], placed.reason
            if other is None or other[:4] != mine[:4]:
                assert reason.kind == "unit"
            elif other[:-1] != mine[:-1]:
                assert reason.kind == "target"
            elif other[-1] == mine[-1]:
                assert reason.kind == "tie"
            else:
                assert reason.kind == "points"
                assert reason.low <= mine[-1] - other[-1] <= reason.high
