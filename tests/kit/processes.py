"""Processes of the program on a database of their own: what only a killed process can show."""

from __future__ import annotations

import atexit
import contextlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import forked
from django.db import connection


def environment(folder: Path) -> dict[str, str]:
    """Environment of processes that work on `folder` (SQLite), or on this run's test database (PostgreSQL)."""
    told = {**os.environ, "VINHDANH_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "vinhdanh.web.settings"}
    told.pop("VINHDANH_DATA_KEY", None)
    if connection.vendor == "postgresql":
        told["DATABASE_URL"] = address(str(connection.settings_dict["NAME"]))
    else:
        told.pop("DATABASE_URL", None)
    return told


def address(name: str) -> str:
    """Address of a database of the test run's PostgreSQL server."""
    one = connection.settings_dict
    return (
        f"postgresql://{quote(str(one['USER']))}:{quote(str(one['PASSWORD']))}@localhost:{one['PORT'] or 5432}/{name}"
        f"?host={quote(str(one['HOST']), safe='')}"
    )


@contextlib.contextmanager
def own_database(folder: Path) -> Iterator[dict[str, str]]:
    """Environment of processes that have an empty database to themselves: a SQLite file in `folder`, or a new database of the PostgreSQL server."""
    told = environment(folder)
    if connection.vendor != "postgresql":
        yield told
        return
    import psycopg  # noqa: PLC0415  # only on such a server

    name = f"own_{secrets.token_hex(6)}"
    with psycopg.connect(address("postgres"), autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield {**told, "DATABASE_URL": address(name)}
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def command(*words: str, told: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """A command of the program, to its end."""
    with tempfile.TemporaryFile() as error:
        process = forked.Process({"script": "", "words": words, "environment": told}, error.fileno())
        out, _ = process.communicate()
        error.seek(0)
        return subprocess.CompletedProcess(words, process.returncode or 0, out.decode(), error.read().decode())


def python(script: str, *arguments: str, told: dict[str, str]) -> forked.Process:
    """A process that runs `script` with Django ready."""
    start = "import django\ndjango.setup()\n"
    return forked.Process({"script": start + script, "words": arguments, "environment": told}, sys.__stderr__.fileno())


def say(script: str, *arguments: str, told: dict[str, str]) -> str:
    """What such a process prints; it must end well."""
    process = python(script, *arguments, told=told)
    out, _ = process.communicate()
    assert process.returncode == 0
    return out.decode().strip()


_tables = Path(tempfile.gettempdir()) / f"vinhdanh-tables-{os.getpid()}"
"""The tables of an empty SQLite database, made once in a run and copied from then on."""


def prepare(told: dict[str, str]) -> None:
    """Makes the tables of a folder or database of its own; those of the test database are there."""
    if connection.vendor == "postgresql":
        if told["DATABASE_URL"] != address(str(connection.settings_dict["NAME"])):
            _migrate(told)
        return
    folder = Path(told["VINHDANH_DATA"])
    if not _tables.exists():
        _migrate(told)
        atexit.register(shutil.rmtree, _tables, ignore_errors=True)
        _tables.mkdir()
        for path in folder.glob("vinhdanh.sqlite3*"):
            shutil.copy(path, _tables)
    else:
        shutil.copytree(_tables, folder, dirs_exist_ok=True)


def _migrate(told: dict[str, str]) -> None:
    say(
        "from vinhdanh.web.prepare import prepare\nfrom django.conf import settings\nprepare(settings.DATA, static=False)",
        told=told,
    )
