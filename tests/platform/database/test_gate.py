"""The write gate: first the race without it, then that it stops the race."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.db.utils import ConnectionHandler, OperationalError

from vinhdanh.platform.database.gate import Gate, GateClosedError

HOLD, SHORT = 0.4, 0.05
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def database(path: Path, gate: float) -> ConnectionHandler:
    """Connections to a file whose own patience is short, so that a collision shows."""
    return ConnectionHandler(
        {
            "default": {
                "ENGINE": "vinhdanh.platform.database.sqlite3",
                "NAME": str(path),
                "OPTIONS": {
                    "timeout": SHORT,
                    "transaction_mode": "IMMEDIATE",
                    "write_gate": gate,
                    "init_command": "PRAGMA journal_mode=WAL;",
                },
                "TIME_ZONE": None,
                "ATOMIC_REQUESTS": False,
                "AUTOCOMMIT": True,
                "CONN_MAX_AGE": None,
                "CONN_HEALTH_CHECKS": False,
            }
        }
    )


def begin(handler: ConnectionHandler) -> None:
    handler["default"].set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def end(handler: ConnectionHandler) -> None:
    handler["default"].commit()
    handler["default"].set_autocommit(True)


@pytest.fixture(autouse=True)
def files_of_its_own(django_db_blocker: Any) -> Iterator[None]:
    """These tests open database files of their own."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(params=["transaction", "autocommit"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def race(path: Path, gate: float, way: str) -> list[str]:
    """One thread stays inside a write for `HOLD` seconds; another comes meanwhile. What went wrong."""
    handler = database(path, gate)
    handler["default"].cursor().execute("CREATE TABLE t (n INTEGER)")
    inside, wrong = threading.Event(), []

    def first() -> None:
        begin(handler)
        handler["default"].cursor().execute("INSERT INTO t VALUES (1)")
        inside.set()
        time.sleep(HOLD)
        end(handler)
        handler["default"].close()

    def second() -> None:
        inside.wait()
        try:
            if way == "transaction":
                begin(handler)
            handler["default"].cursor().execute("INSERT INTO t VALUES (2)")
            if way == "transaction":
                end(handler)
        except OperationalError as error:
            wrong.append(str(error))
        handler["default"].close()

    def reader() -> None:
        inside.wait()
        start = time.monotonic()
        handler["default"].cursor().execute("SELECT count(*) FROM t").fetchone()
        if time.monotonic() - start > HOLD / 2:
            wrong.append("a read waited")
        handler["default"].close()

    threads = [threading.Thread(target=work) for work in (first, second, reader)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = handler["default"].cursor().execute("SELECT count(*) FROM t").fetchone()[0]
    handler["default"].close()
    assert rows == 2 - len(wrong)
    return wrong


def test_without_the_gate_the_second_write_is_refused(tmp_path: Path, way: str) -> None:
    assert race(tmp_path / "db", 0, way) == ["database is locked"]


def test_with_the_gate_it_waits_and_reads_do_not(tmp_path: Path, way: str) -> None:
    assert race(tmp_path / "db", 10, way) == []


def test_a_write_that_waits_too_long_is_told(tmp_path: Path, way: str) -> None:
    assert race(tmp_path / "db", SHORT, way) == ["database is locked: another write takes too long"]


PROCESS = """
import sys, time
from vinhdanh.platform.database.gate import Gate
gate = Gate(sys.argv[1])
for _ in range(int(sys.argv[2])):
    gate.acquire(30)
    n = int(open(sys.argv[3]).read()); time.sleep(0.002); open(sys.argv[3], "w").write(str(n + 1))
    gate.release()
"""


def test_processes_pass_one_by_one(tmp_path: Path) -> None:
    count = tmp_path / "count"
    count.write_text("0")
    command = [sys.executable, "-c", PROCESS, str(tmp_path / "db"), "20", str(count)]
    running = [subprocess.Popen(command) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    assert count.read_text() == "60"


def test_a_killed_process_leaves_the_gate_open(tmp_path: Path) -> None:
    script = "import sys, time\nfrom vinhdanh.platform.database.gate import Gate\ngate = Gate(sys.argv[1])\ngate.acquire(5)\nprint('in', flush=True)\ntime.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "db")], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"in\n"
    gate = Gate(str(tmp_path / "db"))
    with pytest.raises(GateClosedError):
        gate.acquire(0.05)
    process.kill()
    process.wait()
    process.stdout.close()
    gate.acquire(5)
    gate.release()


def test_a_failed_commit_and_a_closed_connection_open_the_gate(tmp_path: Path) -> None:
    handler = database(tmp_path / "db", 0.2)
    one = handler["default"]
    one.cursor().execute("CREATE TABLE a (n INTEGER PRIMARY KEY)")
    begin(handler)
    one.cursor().execute("INSERT INTO a VALUES (1)")
    one.rollback()
    one.set_autocommit(True)
    one.cursor().execute("INSERT INTO a VALUES (1)")
    with pytest.raises(Exception, match="UNIQUE"):
        one.cursor().execute("INSERT INTO a VALUES (1)")
    one.cursor().executemany("INSERT INTO a VALUES (%s)", [(2,), (3,)])
    begin(handler)
    one.close()
    begin(handler)
    one.cursor().executemany("INSERT INTO a VALUES (%s)", [(4,)])
    end(handler)
    assert one.cursor().execute("SELECT count(*) FROM a").fetchone() == (4,)
    one.close()


@pytest.mark.django_db
def test_the_program_uses_it() -> None:
    wanted = {"sqlite": "vinhdanh.platform.database.sqlite3", "postgresql": "django.db.backends.postgresql"}
    one = connections["default"]
    assert one.settings_dict["ENGINE"] == wanted[one.vendor]
