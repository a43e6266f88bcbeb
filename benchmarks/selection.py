"""Choosing 5,000 candidates, and the reasons of everyone not chosen in a tight district of 420; each in a process of its own.

The instances are seeded and tight: merit is set against the targets, so that they bind, and so do the units' caps. The time runs from the
candidates in memory to the finished result; the reasons are timed alone. Seconds are those of the processor. `python selection.py select 1` prints one measurement.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from dataclasses import replace
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

import peers
import selection_large
from vinhdanh.engines.selection import Bounds, Candidate, Rules, Target, select
from vinhdanh.engines.selection.engine import solve
from vinhdanh.engines.selection.lottery import Pool, fair
from vinhdanh.engines.selection.model import build
from vinhdanh.engines.selection.reasons import Inquiry
from vinhdanh.engines.selection.relax import conflict, loosened

SEEDS = (1, 2, 3)
PEER_TIMEOUT = 900
SAME = 1e-4
"""Least probabilities that differ by less are equal: the peer works in floating point."""
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
    start = time.process_time()
    result = select(people, rules)
    seconds = time.process_time() - start
    if result.status != "optimal" or len(result.chosen) != rules.size:
        raise RuntimeError("the benchmark's own instance has no full list")
    return {"seconds": seconds}


def measure_reasons(seed: int) -> dict[str, float]:
    """Seconds for the reasons alone, once the list stands."""
    people, rules = instance(420, 60, 175, 3, seed)
    s = solve(people, rules)
    start = time.process_time()
    inquiry = Inquiry(s.model, s.group, s.levels, s.merit, s.best, s.settled, exact=False)
    verdicts = inquiry.verdicts()
    seconds = time.process_time() - start
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


def plain_rows() -> list[dict[str, Any]]:
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
            "processor": True,
            "ok": max(r["seconds"] for r in runs) <= limit,
        }
        for id_, name, runs in (
            ("select.5000", "5,000 candidates, 60 unions with floors and caps, 5 targets in order, reasons included", selections),
            ("reasons.420", f"figures for everyone not chosen of 420 ({exact:.0f} of {people:.0f} exact)", reasons),
        )
    ]


def measure_district(seed: int) -> dict[str, float]:
    """Seconds until every figure of a tight district is exact."""
    people, rules = instance(420, 60, 175, 3, seed)
    s = solve(people, rules)
    start = time.process_time()
    verdicts = Inquiry(s.model, s.group, s.levels, s.merit, s.best, s.settled, exact=True).verdicts()
    if any(v.low != v.high for v in verdicts.values()):
        raise RuntimeError("a figure is not exact")
    return {"seconds": time.process_time() - start}


def measure_example(_: int) -> dict[str, float]:
    """Seconds until every figure of every choice of the example campaign is exact."""
    seconds, people = 0.0, 0
    for candidates, rules in import_module("whatif").examples():
        s = solve(candidates, rules)
        start = time.process_time()
        verdicts = Inquiry(s.model, s.group, s.levels, s.merit, s.best, s.settled, exact=True).verdicts()
        seconds += time.process_time() - start
        people += len(verdicts)
        if any(v.low != v.high for v in verdicts.values()):
            raise RuntimeError("a figure is not exact")
    return {"seconds": seconds, "people": people}


def measure_relax(seed: int) -> dict[str, float]:
    """Seconds for a conflict proved minimal and the cheapest way out, 5,000 candidates whose floors do not fit the places."""
    people, rules = instance(5_000, 60, 250, 8, seed)
    model = build(people, replace(rules, unit_default=Bounds(5, 8)))
    start = time.process_time()
    rows = conflict(model, fill=False)
    loosened(model, rules.targets)
    return {"seconds": time.process_time() - start, "rows": len(rows)}


def measure_exact(seed: int) -> dict[str, float]:
    """The large method against every list there is and against HiGHS given the whole model, and certificates of worse lists that pass as proved."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "kit"))
    exact = import_module("selection_exact")
    equal, asked, accepted = exact.run(range(seed, seed + 2_000))
    same, programs = exact.against_programs(range(seed, seed + 2_000))
    return {"seconds": 0.0, "equal": equal, "asked": asked, "accepted": accepted, "same": same, "programs": programs}


def measure_maximin(n: int) -> dict[str, float]:
    """Seconds for the fair lottery of n for n/10 places, 6 attributes of 2 to 4 values with floors and caps."""
    pool, size = lottery_pool(n), n // 10
    start = time.process_time()
    drawn = fair(pool, size)
    return {"seconds": time.process_time() - start, "least": float(drawn.least), "lists": len(drawn.lists)}


def lottery_pool(n: int) -> Pool:
    """A pool whose volunteers differ from the quotas."""
    r = random.Random(7)
    widths = (2, 3, 4, 2, 3, 2)
    codes = [tuple(min(w - 1, int(r.random() ** 1.4 * w)) for w in widths) for _ in range(n)]
    bounds = {
        (a, v): (n // 10 // w - max(1, n // 80), n // 10 // w + max(1, n // 80) + 1)
        for a, w in enumerate(widths)
        for v in range(w)
    }
    return Pool(tuple(codes), bounds)


def sortition(n: int) -> tuple[dict[str, float] | None, str]:
    """Seconds and least probability of sortition-algorithms for the same pool, or None with the reason."""
    python, reason = peers.python("sortition_algorithms")
    if python is None:
        return None, reason
    pool = lottery_pool(n)
    bounds = [[a, v, low, high] for (a, v), (low, high) in pool.bounds.items()]
    given = json.dumps({"codes": pool.codes, "bounds": bounds, "size": n // 10})
    script = str(Path(__file__).with_name("peer_lottery.py"))
    try:
        run = subprocess.run([python, script], input=given, capture_output=True, text=True, check=True, timeout=PEER_TIMEOUT)
    except subprocess.SubprocessError as error:
        return None, f"sortition-algorithms did not end ({type(error).__name__})"
    return dict(json.loads(run.stdout)), ""


def maximin_rows() -> list[dict[str, Any]]:
    """The fair lottery, small beside the peer's, and large. The objectives are the same: the least probability; merit counts in neither."""
    small = min((one("maximin", 200) for _ in range(3)), key=lambda r: r["seconds"])
    large = one("maximin", 2_000)
    peer, reason = sortition(200)
    if peer is None:
        first = missed("maximin.200", reason)
    else:
        name = f"fair lottery 200/20: least probability {small['least']:.6f}, the peer's {peer['least']:.6f}"
        ratio = peer["seconds"] / small["seconds"]
        first = row("maximin.200", name, ratio, "x", ("sortition-algorithms, s", peer["seconds"]))
        # equal, or the ratio says nothing
        first["value"] *= abs(small["least"] - peer["least"]) < SAME
    return [first, row("maximin", f"fair lottery 2,000/200, least probability {large['least']:.4f}", large["seconds"], "s")]


def relax_rows() -> list[dict[str, Any]]:
    """A conflict proved minimal and the cheapest way out; 1,000,000 is reported without a limit."""
    small = min((one("relax") for _ in range(3)), key=lambda r: r["seconds"])
    sizes = (("relax.50k", 50_000, 3), ("relax.1M", 1_000_000, 1))
    many = [(id_, n, selection_large.measure("relax", n, times)) for id_, n, times in sizes]
    what = "conflict of {:.0f} bounds proved minimal, cheapest way out"
    return [
        row("relax", "5,000: " + what.format(small["rows"]), small["seconds"], "s"),
        *(row(id_, f"{n:,}: " + what.format(found["rows"]), found["seconds"], "s") for id_, n, found in many),
    ]


def row(id_: str, name: str, value: float, unit: str, peer: tuple[str, float] | None = None) -> dict[str, Any]:
    """One row; its limit stands in `limits.py`."""
    found = {"id": id_, "name": name, "value": round(value, 3), "unit": unit, "ok": True, "processor": True}
    return found if peer is None else {**found, "peer": peer[0], "peer_value": round(peer[1], 3), "ratio": value}


def missed(id_: str, reason: str) -> dict[str, Any]:
    """A row that was not measured, which claims nothing."""
    return {"id": id_, "name": f"NOT MEASURED: {reason}", "value": None, "unit": "", "ok": None}


def one(what: str, seed: int = 1) -> dict[str, float]:
    """One measurement in a process of its own."""
    run = subprocess.run([sys.executable, __file__, what, str(seed)], capture_output=True, text=True, check=True)
    return dict(json.loads(run.stdout))


def large_rows() -> list[dict[str, Any]]:
    """The nation, half of it and a province, with the peers."""
    nation, half, tenth = (selection_large.measure("ours", n, 2) for n in (1_000_000, 500_000, 100_000))
    province = selection_large.measure("ours", 50_000, 3)
    levels = selection_large.measure("levels", 50_000, 2)
    found = [
        row(
            "select.1M",
            f"1,000,000 in 120,000 unions, {nation['quotas']} quotas ({nation['binding']} rows bind): {nation['proof']}; times lexsort",
            nation["seconds"] / nation["lexsort"],
            "x",
            ("np.lexsort(score, union), s", nation["lexsort"]),
        ),
        row("select.1M.memory", "peak of the process", nation["memory"], "MB"),
        row(
            "select.growth",
            "100,000 to 1,000,000: time over N log N",
            nation["seconds"] / tenth["seconds"] / (10 * 6 / 5),
            "x",
            ("seconds at 100,000", tenth["seconds"]),
        ),
        row(
            "select.levels",
            f"50,000, 5 targets in order (misses {levels['levels'][1:]}, {levels['proof']}); times the plain one",
            levels["seconds"] / province["seconds"],
            "x",
            ("plain, s", province["seconds"]),
        ),
    ]
    return found + peer_rows(half, province)


def peer_rows(half: dict[str, Any], province: dict[str, Any]) -> list[dict[str, Any]]:
    """The peers given the whole model, each in a process of its own."""
    found = []
    asked = (("select.500k", "ipm", 500_000, half), ("select.50k.highs", "highs", 50_000, province))
    asked += (("select.50k.cpsat", "cpsat", 50_000, province), ("select.50k.scip", "scip", 50_000, province))
    scip, reason = peers.python("pyscipopt")
    for id_, peer, n, mine in asked:
        python = scip if peer == "scip" else sys.executable
        if python is None:
            found.append(missed(id_, reason))
            continue
        other = selection_large.measure(peer, n, python=python)
        ended = "" if other["ended"] else " (unfinished: at least)"
        found.append(
            row(
                id_,
                f"{n:,} ({mine['proof']}) against {peer}{ended}; ours {mine['seconds']:.2f} s, {mine['memory']:.0f} MB",
                other["seconds"] / mine["seconds"],
                "x",
                (f"{peer}, s", other["seconds"]),
            )
        )
        if peer == "cpsat":
            what = f"our peak over CP-SAT's ({other['memory']:.0f} MB in a minute of the processor)"
            found.append(row("select.50k.memory", what, mine["memory"] / other["memory"], "x"))
    return found


def rows() -> list[dict[str, Any]]:
    """Every row of the selection."""
    districts = [one("district", seed)["seconds"] for seed in range(1, 11)]
    exact, example = one("exact", 30_000), one("example")
    return [
        *plain_rows(),
        *large_rows(),
        row(
            "select.exact",
            f"of {exact['asked']:.0f} random instances (N up to 18) equal to brute force, of {exact['programs']:.0f} (N up to 40) to direct HiGHS: share",
            min(exact["equal"] / exact["asked"], exact["same"] / exact["programs"]),
            "x",
        ),
        row("select.exact.accepted", "certificates of worse lists that pass as proved", exact["accepted"], ""),
        row(
            "reasons.district",
            "exact for all not chosen, the slowest of ten tight districts (420, 60 unions, 5 targets)",
            max(districts),
            "s",
        ),
        row(
            "reasons.example",
            f"exact for all {example['people']:.0f} not chosen in all choices of the example campaign",
            example["seconds"],
            "s",
        ),
        *import_module("whatif").rows(),
        *relax_rows(),
        *maximin_rows(),
    ]


MEASURES = {
    "select": measure_select,
    "reasons": measure_reasons,
    "district": measure_district,
    "example": measure_example,
    "relax": measure_relax,
    "exact": measure_exact,
    "maximin": measure_maximin,
}

if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(MEASURES[sys.argv[1]](int(sys.argv[2]))))
    else:
        for line in rows():
            print(line)
