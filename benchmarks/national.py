"""All tables of a nation of 1,000,000 nominees from parquet: time and peak memory, in a process of its own.

Not called `statistics`: this folder stands first on the path, and the standard library has a module of that name.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from limits import LIMITS

ROOT = Path(__file__).resolve().parent.parent
ROWS, SEED = 1_000_000, 2026


def child(path: Path) -> None:
    """Count once; print seconds of the tables, of their workbook after them, and peak MB up to the tables and in all."""
    from vinhdanh.engines.statistics import tables_workbook  # noqa: PLC0415 - loaded before the clock starts
    from vinhdanh.engines.statistics.national import national_tables  # noqa: PLC0415

    start = time.perf_counter()
    tables = national_tables(path)
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    tables_workbook(tables)
    book = time.perf_counter() - start
    print(
        json.dumps(
            {"s": seconds, "MB": memory, "book": book, "book_MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
        )
    )


def make(path: Path) -> None:
    """Write the seeded nation."""
    sys.path.insert(0, str(ROOT / "tests" / "kit"))
    from nation import write  # noqa: PLC0415 - the generator lives with the tests

    write(path, ROWS, SEED)


def _run(mode: str, path: Path) -> str:
    return subprocess.run([sys.executable, __file__, mode, str(path)], check=True, capture_output=True, text=True).stdout


def rows() -> list[dict[str, Any]]:
    """`statistics.1M` and its memory, with the workbook for information: the best of three in time, the worst in memory."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "nation.parquet"
        _run("make", path)
        measured = [json.loads(_run("count", path)) for _ in range(3)]
    what = (
        ("statistics.1M", "all tables of 1,000,000 nominees from parquet", min(m["s"] for m in measured), "s"),
        ("statistics.1M.memory", "peak memory of that process", max(m["MB"] for m in measured), "MB"),
        ("statistics.1M.workbook", "their workbook with live formulas", min(m["book"] for m in measured), "s"),
    )
    made = []
    for id_, name, value, unit in what:
        row: dict[str, Any] = {"id": id_, "name": name, "value": round(value, 3), "unit": unit}
        if id_ in LIMITS:
            row |= {"limit": LIMITS[id_].value, "ok": value <= LIMITS[id_].value}
        made.append(row)
    return made


if __name__ == "__main__":
    {"count": child, "make": make}[sys.argv[1]](Path(sys.argv[2]))
