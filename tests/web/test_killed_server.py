"""A serving program whose processes are killed under writes loses nothing that it has acknowledged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).resolve().parents[1] / "kit" / "killed_server.py"


def test_no_acknowledged_save_is_lost() -> None:
    told = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "VINHDANH_DATA"}}
    words = [sys.executable, str(TOOL), "--kills", "6", "--seconds", "20", "--seed", "3"]
    done = subprocess.run(words, env=told, capture_output=True, text=True, timeout=240, check=False)
    assert done.stdout, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["lost"] == []
    assert found["journal"] == 0, found["words"]
    assert found["kills"] >= 3
    assert found["acknowledged"] > 0
    assert done.returncode == 0
