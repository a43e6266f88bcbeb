"""The write gate: of all threads and processes on one SQLite file, one writes at a time, and the others wait in line instead of colliding.

SQLite lets one write at a time anyway, but those who come meanwhile sleep and try again, each longer, until some give up ("database is locked"). Before the
gate they wait in order. Reads never come here.
"""

from __future__ import annotations

import os
import threading
import time
from typing import Final

from filelock import FileLock, Timeout

POLL: Final = 0.001
"""Seconds between two looks at a gate that another process holds; one thread of a process looks, the rest wait for it without looking."""


class GateClosedError(Exception):
    """The gate did not open in time."""


class Gate:
    """One gate per database file and process: a lock among threads, then a lock file among processes, freed by the system when one dies."""

    def __init__(self, path: str) -> None:
        self._threads = threading.Lock()
        self._processes = FileLock(f"{path}.lock", thread_local=False, mode=0o600)

    def acquire(self, seconds: float) -> None:
        """Waits for the gate.

        Raises:
            GateClosedError: not open within `seconds`.
        """
        until = time.monotonic() + seconds
        if not self._threads.acquire(timeout=seconds):
            raise GateClosedError
        try:
            self._processes.acquire(timeout=max(0.0, until - time.monotonic()), poll_interval=POLL)
        except Timeout as late:
            self._threads.release()
            raise GateClosedError from late
        except BaseException:
            self._threads.release()
            raise

    def release(self) -> None:
        """Opens it for the next."""
        try:
            self._processes.release()
        finally:
            self._threads.release()


_gates: dict[str, Gate] = {}
_making = threading.Lock()


def gate(path: str) -> Gate:
    """The gate of that database file in this process."""
    with _making:
        if path not in _gates:
            _gates[path] = Gate(path)
        return _gates[path]


def _forget() -> None:
    """In a process just forked: a lock is of the process that made it."""
    global _making  # noqa: PLW0603  # it may have been held at the moment of the fork
    _making = threading.Lock()
    _gates.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
