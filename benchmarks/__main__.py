"""Measures and prints one table; writes build/bench.json. `--only papers` measures a part.

Each part is a module beside this one with `rows()`; every figure is taken in a process of its own, best of three.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import math
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from limits import CALIBRATION_SECONDS, LIMITS

if TYPE_CHECKING:
    from collections.abc import Callable

Row = dict[str, Any]
BUILD = Path(__file__).resolve().parent.parent / "build"
GIBIBYTE = 1 << 30


def best_of_three(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the quickest of three runs, by the clock and by the processor."""
    seconds = []
    for _ in range(3):
        start, used = time.perf_counter(), time.process_time()
        work()
        seconds.append((time.perf_counter() - start, time.process_time() - used))
    return min(s for s, _ in seconds), min(s for _, s in seconds)


def calibration() -> list[Row]:
    """What this machine does in a known time: the absolute limits are read beside these values."""
    block = bytes(1 << 20)

    def sha256() -> None:
        sum_ = hashlib.sha256()
        for _ in range(GIBIBYTE // len(block)):
            sum_.update(block)

    keys = np.random.default_rng(1).permutation(1_000_000).astype(np.int64)
    measured = {
        "calibration.sha256": best_of_three(sha256),
        "calibration.lexsort": best_of_three(lambda: np.lexsort((keys, keys[::-1]))),
    }
    names = {"calibration.sha256": "SHA-256 of 1 GiB", "calibration.lexsort": "np.lexsort of 1M shuffled int64, two keys"}
    return [
        {
            "id": id_,
            "name": names[id_],
            "value": round(value, 3),
            "processor": round(processor, 3),
            "unit": "s",
            "limit": None,
            "ok": True,
            "reference": CALIBRATION_SECONDS[id_],
        }
        for id_, (value, processor) in measured.items()
    ]


def scale(rows: list[Row], clock: str = "value") -> float:
    """How much slower this machine is than the one on which the limits were set (`processor`: not counting other programs); never below 1."""
    return max(1.0, *(row[clock] / row["reference"] for row in rows))


def judged(rows: list[Row], factor: float, processor: float) -> list[Row]:
    """Gives each row its limit from the table; a row without a value (a peer that is missing) is not judged.

    Rows that say `processor` were measured in seconds of the processor: other programs on the machine do not widen their limit.
    """
    for row in rows:
        if row["id"] in LIMITS and row["value"] is not None:
            limit = LIMITS[row["id"]]
            row["ok"], row["limit"] = limit.holds(row["value"], processor if row.get("processor") else factor)
            row["sense"] = limit.sense
            if math.isinf(row["limit"]):
                row["limit"] = None  # reported only
    return rows


def show(rows: list[Row]) -> None:
    """The table for a reader."""
    print(f"{'id':30} {'value':>10} {'unit':4} {'limit':>9}  ok   what")
    for row in rows:
        limit = "" if row.get("limit") is None else f"{row.get('sense', '<=')} {row['limit']:g}"
        peer = f"  (peer {row['peer']}: {row['peer_value']:g}, ratio {row['ratio']:.1f})" if row.get("peer_value") else ""
        value = "" if row["value"] is None else f"{row['value']:.3f}"
        ok = {True: "yes", False: "NO", None: "-"}[row.get("ok", True)]
        print(f"{row['id']:30} {value:>10} {row['unit']:4} {limit:>9}  {ok:3}  {row['name']}{peer}")


def main() -> int:
    """Measures; returns 1 when a limit is broken or a row is missing."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "--only",
        help="one part, or the beginning of several (web): " + ", ".join(sorted({limit.part for limit in LIMITS.values()})),
    )
    only = arguments.parse_args().only
    sys.path.insert(0, str(Path(__file__).parent))
    parts = sorted({limit.part for limit in LIMITS.values() if only is None or f"{limit.part}_".startswith(f"{only}_")})
    if not parts:
        print(f"no such part: {only}", file=sys.stderr)
        return 2
    rows = calibration()
    factor, processor = scale(rows), scale(rows, "processor")
    for part in parts:
        rows += judged(importlib.import_module(part).rows(), factor, processor)
    missing = {id_ for id_, limit in LIMITS.items() if limit.part in parts} - {row["id"] for row in rows}
    show(rows)
    BUILD.mkdir(exist_ok=True)
    (BUILD / "bench.json").write_text(
        json.dumps({"scale": factor, "processor": processor, "rows": rows}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    for id_ in sorted(missing):
        print(f"missing row: {id_}", file=sys.stderr)
    return 1 if missing or not all(row.get("ok", True) is not False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
