"""`kill -9` at random moments under writes: what was acknowledged and is not there. BENCH_KILLS, BENCH_KILL_SECONDS bound it.

The work is done by tests/kit/killed_server.py, which a test of the suite runs for a few kills and `make soak` for as many as are asked for.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import web_servers

TOOL = web_servers.HERE.parent / "tests" / "kit" / "killed_server.py"
KILLS = int(os.environ.get("BENCH_KILLS", "200"))
SECONDS = float(os.environ.get("BENCH_KILL_SECONDS", "120"))


def rows() -> list[dict[str, Any]]:
    """Kills, saves lost, and whether the journal verifies."""
    words = [sys.executable, str(TOOL), "--kills", str(KILLS), "--seconds", str(SECONDS)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise RuntimeError(done.stderr[-3000:])
    found = json.loads(done.stdout.splitlines()[-1])
    if found["lost"]:
        print("\n".join(found["lost"]), file=sys.stderr)
    kinds = ", ".join(f"{count} of a {kind}" for kind, count in sorted(found["of"].items()))
    about = f"{found['kills']} kills ({kinds}) in at most {SECONDS:.0f} s, {found['acknowledged']} saves acknowledged"
    return [
        {
            "id": "web.kill.lost",
            "name": f"acknowledged saves lost after {about}",
            "value": float(len(found["lost"])),
            "unit": "saves",
        },
        {
            "id": "web.kill.journal",
            "name": "journals that do not verify afterwards",
            "value": float(found["journal"] != 0),
            "unit": "",
        },
        {"id": "web.kill.kills", "name": "processes killed", "value": float(found["kills"]), "unit": "kills"},
    ]


if __name__ == "__main__":
    for row in rows():
        print(row["id"], row["value"], row["name"])
