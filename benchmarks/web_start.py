"""From the command to the first page: an empty folder, and the demo's second start. The server's own processes, bytecode there as after any first run."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import web_servers

sys.path.insert(0, str(web_servers.HERE.parent / "tests" / "kit"))
import saving_site as site

DEMO = web_servers.HERE.parent / "tools" / "demo.py"


def once(words: list[str], port: int, told: dict[str, str]) -> tuple[float, float]:
    """Seconds until a page comes, and processor seconds of the whole family until it has ended again."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    server = subprocess.Popen([*words, "--port", str(port)], env=told, stdout=subprocess.DEVNULL, start_new_session=True)
    while not site.answers(port):
        if server.poll() is not None or time.perf_counter() - begun > 180:
            raise RuntimeError(f"{words} did not serve")
        time.sleep(0.02)
    seconds = time.perf_counter() - begun
    server.send_signal(signal.SIGTERM)
    server.wait(60)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def best(words: list[str], folders: list[Path]) -> tuple[float, float]:
    """The quickest of the starts on those folders."""
    told = {
        key: value
        for key, value in os.environ.items()
        if key not in {"PYTHONDONTWRITEBYTECODE", "DATABASE_URL", "VINHDANH_DATA_KEY"}
    }
    return min(once([*words, "--data", str(folder)], site.free_port(), told) for folder in folders)


def rows() -> list[dict[str, Any]]:
    """`web.start` and `web.start.demo`, best of three."""
    with tempfile.TemporaryDirectory(prefix="vinhdanh-bench-") as name:
        folder = Path(name)
        serve = [sys.executable, "-m", "vinhdanh.cli", "serve"]
        best(serve, [folder / "first"])  # bytecode
        empty = best(serve, [folder / str(n) for n in range(3)])
        demo = [sys.executable, str(DEMO)]
        best(demo, [folder / "demo"])
        warm = best(demo, [folder / "demo"] * 3)
    return [
        {"id": "web.start", "name": f"empty folder to first page; processor {empty[1]:.1f} s", "value": empty[0], "unit": "s"},
        {"id": "web.start.demo", "name": f"the demo's second start; processor {warm[1]:.1f} s", "value": warm[0], "unit": "s"},
    ]


if __name__ == "__main__":
    for row in rows():
        print(row["id"], round(row["value"], 2), row["name"])
