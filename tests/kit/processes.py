"""Processes of the program on a database of their own: what only a killed process can show."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from django.db import connection


def environment(folder: Path) -> dict[str, str]:
    """Environment of processes that work on `folder` (SQLite), or on this run's test database (PostgreSQL)."""
    told = {**os.environ, "VINHDANH_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "vinhdanh.web.settings"}
    told.pop("VINHDANH_DATA_KEY", None)
    if connection.vendor == "postgresql":
        one = connection.settings_dict
        told["DATABASE_URL"] = (
            f"postgresql://{quote(str(one['USER']))}:{quote(str(one['PASSWORD']))}@localhost:{one['PORT'] or 5432}/{one['NAME']}"
            f"?host={quote(str(one['HOST']), safe='')}"
        )
    else:
        told.pop("DATABASE_URL", None)
    return told


def python(script: str, *arguments: str, told: dict[str, str]) -> subprocess.Popen[bytes]:
    """A process that runs `script` with Django ready."""
    start = "import django\ndjango.setup()\n"
    return subprocess.Popen([sys.executable, "-c", start + script, *arguments], env=told, stdout=subprocess.PIPE)


def say(script: str, *arguments: str, told: dict[str, str]) -> str:
    """What such a process prints; it must end well."""
    process = python(script, *arguments, told=told)
    out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return out.decode().strip()


def prepare(told: dict[str, str]) -> None:
    """Makes the tables of a SQLite folder; those of the test database are there."""
    if "DATABASE_URL" not in told:
        say(
            "from vinhdanh.web.prepare import prepare\nfrom django.conf import settings\nprepare(settings.DATA, static=False)",
            told=told,
        )
