"""Choosing 5,000 candidates, and the reasons of everyone not chosen in a tight district of 420; each in a process of its own.

The instances are seeded and tight: merit is set against the targets, so that they bind, and so do the units' caps. The time runs from the
candidates in memory to the finished result; the reasons are timed alone. `python selection.py select 1` prints one measurement.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from fractions import Fraction
from typing import Any

from vinhdanh.engines.selection import Bounds, Candidate, Rules, Target, select
from vinhdanh.engines.selection.engine import solve
from vinhdanh.engines.selection.reasons import Inquiry

SEEDS = (1, 2, 3)
ATTRIBUTES = (
    ("woman", 0.42, 50),
    ("minority", 0.2, 30),
    ("direct_worker", 0.35, 45),
    ("non_manager", 0.5, 60),
    ("young", 0.3, 40),
)


def instance(n: int, units: int, size: int, cap: int, seed: int) -> tuple[list[Candidate], Rules]:
    """Candidates with merit against the targets; a floor of 1 and a cap per union; five targets in order."""
    r = random.Random(seed)
    people = []
    for i in range(n):
        marks = {name: r.random() < share for name, share, _ in ATTRIBUTES}
        score = int(r.randrange(10_000) * 0.6 + 4_000 * (1 - 0.16 * sum(marks.values())))
        attributes = {name: ("1",) if mark else ("0",) for name, mark in marks.items()}
        people.append(Candidate(f"C{i:05d}", f"U{r.randrange(units):03d}", score, attributes=attributes))
    targets = tuple(
        Target(name, name, name, ("1",), share=Fraction(share), priority=k) for k, (name, _, share) in enumerate(ATTRIBUTES, 1)
    )
    return people, Rules(size, targets=targets, unit_default=Bounds(1, cap), reserves=10)


def measure_select(seed: int) -> dict[str, float]:
    """Seconds of a whole selection, reserves and reasons included."""
    people, rules = instance(5_000, 60, 250, 8, seed)
    start = time.perf_counter()
    result = select(people, rules)
    seconds = time.perf_counter() - start
    if result.status != "optimal" or len(result.chosen) != rules.size:
        raise RuntimeError("the benchmark's own instance has no full list")
    return {"seconds": seconds}


def measure_reasons(seed: int) -> dict[str, float]:
    """Seconds for the reasons alone, once the list stands."""
    people, rules = instance(420, 60, 175, 3, seed)
    s = solve(people, rules)
    start = time.perf_counter()
    inquiry = Inquiry(s.model, s.group, s.levels, s.merit, s.best, s.settled, exact=False)
    verdicts = inquiry.verdicts()
    seconds = time.perf_counter() - start
    exact = sum(v.low == v.high for v in verdicts.values())
    return {"seconds": seconds, "people": len(verdicts), "exact": exact}


def best(what: str) -> list[dict[str, float]]:
    """The quickest of three processes per seed."""
    found = []
    for seed in SEEDS:
        runs = []
        for _ in range(3):
            run = subprocess.run([sys.executable, __file__, what, str(seed)], capture_output=True, text=True, check=True)
            runs.append(json.loads(run.stdout))
        found.append(min(runs, key=lambda r: r["seconds"]))
    return found


def rows() -> list[dict[str, Any]]:
    """`select.5000` and `reasons.420`: the slowest seed, each the best of three."""
    selections, reasons = best("select"), best("reasons")
    people, exact = sum(r["people"] for r in reasons), sum(r["exact"] for r in reasons)
    limit = 2.0
    return [
        {
            "id": id_,
            "name": name,
            "value": round(max(r["seconds"] for r in runs), 3),
            "unit": "s",
            "limit": limit,
            "ok": max(r["seconds"] for r in runs) <= limit,
        }
        for id_, name, runs in (
            ("select.5000", "5,000 candidates, 60 unions with floors and caps, 5 targets in order, reasons included", selections),
            ("reasons.420", f"figures for everyone not chosen of 420 ({exact:.0f} of {people:.0f} exact)", reasons),
        )
    ]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps({"select": measure_select, "reasons": measure_reasons}[sys.argv[1]](int(sys.argv[2]))))
    else:
        for row in rows():
            print(row)
