"""The large-scale rows: a seeded nation, province or half of one, ours and the peers, each in a process of its own.

`python selection_large.py ours 1000000` prints one measurement as JSON. Peers are given the whole model and a minute of the processor; one that has
not ended then counts as that time, so that its ratio is a lower bound. Seconds are those of the processor (everyone has one thread): other programs on
the machine do not count, for us or for a peer.
"""
# ruff: noqa: PLC0415  # each peer is loaded in its own process only

from __future__ import annotations

import json
import resource
import subprocess
import sys
import threading
import time
from fractions import Fraction
from typing import Any

import numpy as np

SEED = 1
WIDTHS = (2, 2, 2, 2, 2, 3, 4, 5, 6, 8, 10, 14)
AGAINST = (0, 1, 2, 3, 4, 6, 8)
"""Attributes against which merit is set, so that their quotas bind."""
BAND = 0.1
PEER_SECONDS = 60


def instance(n: int) -> dict[str, Any]:
    """n candidates in 0.12·n unions, K = n/40; 12 attributes, 58 two-sided quotas within ±10 % of the population's shares and floors."""
    r = np.random.default_rng(SEED)
    units, size = n * 12 // 100, n // 40
    unit = r.integers(0, units, n)
    unit[:units] = np.arange(units)
    score = r.integers(0, 6000, n) + 4000
    columns, quotas = {}, []
    for a, width in enumerate(WIDTHS):
        share = r.dirichlet(np.ones(width) * 3)
        code = r.choice(width, size=n, p=share).astype(np.uint8)
        if a in AGAINST:
            score -= (r.permutation(width) * (900 / width))[code].astype(np.int64)
        columns[f"a{a}"] = code
        counts = np.bincount(code, minlength=width) / n * size
        quotas += [(f"a{a}", (v,), int(c * (1 - BAND)), int(c * (1 + BAND)) + 1) for v, c in enumerate(counts)]
    must = np.zeros(n, dtype=bool)
    must[r.choice(n, 50, replace=False)] = True
    at_least = np.zeros(units, dtype=np.int64)
    at_least[r.choice(units, min(200, units // 10), replace=False)] = 1
    at_most = np.maximum(r.integers(1, 4, units), np.bincount(unit[must], minlength=units))
    return {
        "score": score,
        "unit": unit,
        "size": size,
        "columns": columns,
        "quotas": quotas,
        "at_least": at_least,
        "at_most": at_most,
        "must_include": must,
    }


def aims() -> list[Any]:
    """Five targets in order; the last two out of reach of the quotas."""
    from vinhdanh.engines.selection import Aim

    wanted = (("a0", 45), ("a1", 45), ("a2", 45), ("a5", 60), ("a6", 70))
    return [Aim(column, (0,), share=Fraction(share), priority=k) for k, (column, share) in enumerate(wanted, 1)]


def infeasible(n: int, seed: int) -> tuple[Any, Any]:
    """n candidates in 0.12·n unions whose bounds cannot hold, and five targets: more floors than places, or floors against a category's."""
    from vinhdanh.engines.selection import Target
    from vinhdanh.engines.selection.model import Model

    r = np.random.default_rng(SEED)
    units, size = n * 12 // 100, n // 40
    unit = r.integers(0, units, n)
    unit[:units] = np.arange(units)
    masks = r.random((9, n)) < np.array([0.3, 0.2, 0.1, 0.05, 0.42, 0.2, 0.35, 0.5, 0.3])[:, None]
    score = r.integers(0, 6000, n) + 4000 - 700 * masks.sum(axis=0)
    must = np.zeros(n, dtype=bool)
    must[r.choice(n, 50, replace=False)] = True
    least = np.array([size // 5, size // 8, size // 12, 0])
    floor = np.ones(units, dtype=np.int64)
    if seed % 2 == 0:
        floor = (np.bincount(unit[masks[0]], minlength=units) == 0).astype(np.int64)
        least[0] = size - int(floor.sum()) * 2 // 3
    cap = np.maximum(r.integers(1, 4, units), np.bincount(unit[must], minlength=units))
    most = np.array([size, size // 2, size, size // 10])
    ids, codes = tuple(f"C{i:07d}" for i in range(n)), tuple(f"U{u:06d}" for u in range(units))
    model = Model(ids, score, 1, unit, codes, floor, cap, must, masks, 4, least, most, size)
    wanted = enumerate((45, 30, 40, 55, 40), 1)
    return model, tuple(Target(f"t{k}", f"t{k}", "c", ("1",), share=Fraction(share), priority=k) for k, share in wanted)


def relax(n: int) -> dict[str, Any]:
    """Seconds for the conflict, proved minimal, and the cheapest way out: the slower of two kinds of conflict."""
    from vinhdanh.engines.selection.relax import conflict, loosened

    slowest = {"seconds": 0.0, "rows": 0}
    for seed in (1, 2):
        model, targets = infeasible(n, seed)
        start = time.process_time()
        rows = conflict(model, fill=False)
        changed = loosened(model, targets)
        seconds = time.process_time() - start
        if not rows or (changed.unit_lo == model.unit_lo).all():
            raise RuntimeError("the bounds can hold")
        slowest = max(slowest, {"seconds": seconds, "rows": len(rows)}, key=lambda found: found["seconds"])
    return slowest


def memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(n: int, levels: bool = False) -> dict[str, Any]:
    """Seconds from arrays to the proved list; beside it the lexsort of the same union column."""
    from vinhdanh.engines.selection import Quota, select_arrays

    given = instance(n)
    shuffled = np.random.default_rng(0)
    score, unit = shuffled.permutation(n), shuffled.permutation(given["unit"])
    sorts = []
    for _ in range(3):
        start = time.process_time()
        np.lexsort((score, unit))
        sorts.append(time.process_time() - start)
    given["quotas"] = [Quota(*q) for q in given["quotas"]]
    start = time.process_time()
    found = select_arrays(**given, aims=aims() if levels else ())
    return {
        "seconds": time.process_time() - start,
        "lexsort": min(sorts),
        "memory": memory(),
        "merit": found.merit,
        "bound": found.bound,
        "proof": found.proof,
        "undecided": len(found.undecided),
        "binding": int((found.multipliers != 0).sum()),
        "levels": [p.best for p in found.levels],
        "quotas": len(given["quotas"]),
    }


def highs(n: int, relaxed: bool) -> dict[str, Any]:
    """HiGHS given the whole model: the integer program, or the bare relaxation by interior point."""
    import highspy

    given = instance(n)
    h = highspy.Highs()
    lp = highspy.HighsLp()
    members = [np.arange(n)] + [np.flatnonzero(np.isin(given["columns"][c], codes)) for c, codes, _, _ in given["quotas"]]
    order = np.argsort(given["unit"], kind="stable")
    lengths = [len(m) for m in members] + np.bincount(given["unit"]).tolist()
    lp.num_col_, lp.num_row_ = n, len(lengths)
    lp.col_cost_ = -given["score"].astype(float)
    lp.col_lower_, lp.col_upper_ = given["must_include"].astype(float), np.ones(n)
    lp.row_lower_ = np.concatenate([[given["size"]], [q[2] for q in given["quotas"]], given["at_least"]]).astype(float)
    lp.row_upper_ = np.concatenate([[given["size"]], [q[3] for q in given["quotas"]], given["at_most"]]).astype(float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = n, len(lengths)
    lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    lp.a_matrix_.index_ = np.concatenate([*members, order]).astype(np.int32)
    lp.a_matrix_.value_ = np.ones(len(lp.a_matrix_.index_))
    if not relaxed:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * n
    for key, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0)):
        h.setOptionValue(key, value)
    if relaxed:
        h.setOptionValue("solver", "ipm")
        h.setOptionValue("run_crossover", "off")
    start = time.process_time()

    def late(event: Any) -> None:
        event.interrupt(time.process_time() - start > PEER_SECONDS)

    for watched in (h.cbIpmInterrupt,) if relaxed else (h.cbMipInterrupt, h.cbSimplexInterrupt):
        watched.subscribe(late)
    h.passModel(lp)
    h.run()
    ended = h.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return {
        "seconds": time.process_time() - start,
        "ended": ended,
        "memory": memory(),
        "merit": round(-h.getInfo().objective_function_value) if ended else None,
    }


def cpsat(n: int) -> dict[str, Any]:
    """CP-SAT given the whole model, one worker."""
    from ortools.sat.python import cp_model

    given = instance(n)
    model = cp_model.CpModel()
    x = [model.new_bool_var("") for _ in range(n)]

    def row(index: Any, low: int, high: int) -> None:
        model.add_linear_constraint(cp_model.LinearExpr.sum([x[i] for i in index]), low, high)

    for i in np.flatnonzero(given["must_include"]):
        model.add(x[i] == 1)
    row(range(n), given["size"], given["size"])
    for column, codes, low, high in given["quotas"]:
        row(np.flatnonzero(np.isin(given["columns"][column], codes)), low, high)
    order = np.argsort(given["unit"], kind="stable")
    for u, part in enumerate(np.split(order, np.cumsum(np.bincount(given["unit"]))[:-1])):
        row(part, int(given["at_least"][u]), int(given["at_most"][u]))
    model.maximize(cp_model.LinearExpr.weighted_sum(x, given["score"].tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    start, running = time.process_time(), threading.Event()

    def watch() -> None:
        while not running.wait(0.5):
            if time.process_time() - start > PEER_SECONDS:
                solver.stop_search()

    threading.Thread(target=watch, daemon=True).start()
    status = solver.solve(model)
    running.set()
    ended = status == cp_model.OPTIMAL
    return {
        "seconds": time.process_time() - start,
        "ended": ended,
        "memory": memory(),
        "merit": round(solver.objective_value) if ended else None,
    }


def scip(n: int) -> dict[str, Any]:
    """SCIP given the whole model."""
    import pyscipopt

    given = instance(n)
    model = pyscipopt.Model()
    model.hideOutput()
    model.setParam("timing/clocktype", 1)  # seconds of the processor
    model.setParam("limits/time", PEER_SECONDS)
    x = [model.addVar(vtype="B", lb=int(m), obj=float(s)) for m, s in zip(given["must_include"], given["score"], strict=True)]
    model.setMaximize()
    order = np.argsort(given["unit"], kind="stable")
    parts = np.split(order, np.cumsum(np.bincount(given["unit"]))[:-1])
    rows = [(range(n), given["size"], given["size"])]
    rows += [(np.flatnonzero(np.isin(given["columns"][c], codes)), lo, hi) for c, codes, lo, hi in given["quotas"]]
    rows += [(p, int(lo), int(hi)) for p, lo, hi in zip(parts, given["at_least"], given["at_most"], strict=True)]
    for index, low, high in rows:
        model.addCons(
            (pyscipopt.quicksum(x[i] for i in index) <= high)
            if low <= 0
            else (low <= (pyscipopt.quicksum(x[i] for i in index) <= high))
        )
    start = time.process_time()
    model.optimize()
    ended = model.getStatus() == "optimal"
    return {
        "seconds": time.process_time() - start,
        "ended": ended,
        "memory": memory(),
        "merit": round(model.getObjVal()) if ended else None,
    }


MEASURES = {
    "ours": ours,
    "levels": lambda n: ours(n, levels=True),
    "highs": lambda n: highs(n, relaxed=False),
    "ipm": lambda n: highs(n, relaxed=True),
    "cpsat": cpsat,
    "scip": scip,  # by a Python that has it
    "relax": relax,
}


def measure(what: str, n: int, times: int = 1, python: str = sys.executable) -> dict[str, Any]:
    """The quickest of some processes."""
    runs = []
    for _ in range(times):
        run = subprocess.run([python, __file__, what, str(n)], capture_output=True, text=True, check=True)
        runs.append(json.loads(run.stdout))
    return min(runs, key=lambda r: r.get("seconds", 0.0))


if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]](int(sys.argv[2]))))
