"""Programs that we measure ourselves against, each in a virtual environment of its own: nothing of theirs runs in ours.

`requirements/peers.txt` is their lock; `build/peers/<name>` is made at the first measurement and used again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements" / "peers.txt"
HOMES = {"pyscipopt": "selection", "sortition_algorithms": "selection"}
"""Peers that share an environment."""
SYSTEM = {"weasyprint": "Debian: libpango-1.0-0 libpangoft2-1.0-0"}
"""Libraries of the system that a peer loads."""


def python(name: str) -> tuple[str | None, str]:
    """The Python that can import the peer, or None with the reason."""
    home = ROOT / "build" / "peers" / HOMES.get(name, name)
    program = home / "bin" / "python"
    try:
        if not program.exists():
            _run(sys.executable, "-m", "venv", str(home))
        if not _imports(program, name):
            _run(
                str(program),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--require-hashes",
                "-r",
                str(LOCK),
            )
    except (OSError, subprocess.SubprocessError) as error:
        said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        return None, f"not installable ({said[-1] if said else error})"
    return (str(program), "") if _imports(program, name) else (None, f"cannot be loaded ({SYSTEM.get(name, name)})")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)


def _imports(program: Path, name: str) -> bool:
    return subprocess.run([program, "-c", f"import {name}"], check=False, capture_output=True, timeout=60).returncode == 0
