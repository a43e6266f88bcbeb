"""The whole run of the example campaign, cold: a new process each time, time and peak memory."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "phu-rieng-2020"


def once() -> tuple[float, float]:
    """Seconds and MB of one run into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "vinhdanh.cli", "run", str(EXAMPLE), "--out", str(Path(folder) / "out")],
            check=False,
            capture_output=True,
        )
        seconds = time.perf_counter() - start
    if done.returncode not in {0, 3}:
        raise RuntimeError(done.stderr.decode(errors="replace"))
    # The largest child so far: the run is the only child of this process that grows.
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def rows() -> list[dict[str, Any]]:
    """`run.example` and its memory, best of three."""
    measured = [once() for _ in range(3)]
    return [
        {"id": "run.example", "name": "the whole run of the example, cold", "value": min(s for s, _ in measured), "unit": "s"},
        {"id": "run.example.memory", "name": "peak memory of that run", "value": max(m for _, m in measured), "unit": "MB"},
    ]


if __name__ == "__main__":
    print(rows())
