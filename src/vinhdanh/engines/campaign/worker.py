"""One process that reads workbooks for this one: with little memory, against the clock, started once and again when it dies."""

from __future__ import annotations

import atexit
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path

SECONDS = 8.0
"""A file that takes longer is given up."""
MEMORY = 400 * 2**20
"""Bytes of address space of the process that reads, where the system can hold it to that."""
LARGE = 4 * 2**20
"""After a file of more bytes, packed, or an answer of so many, the process is ended: it would keep the memory."""

_CHILD = Path(__file__).with_name("child.py")
_LENGTH = struct.Struct("<Q")


class Worker:
    """The reading process. Not for several threads at once: `ask` of this module takes turns."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self.owner = os.getpid()

    def ask(self, request: bytes, seconds: float) -> bytes | None:
        """The reply, None when the process died or was ended because time was up."""
        process = self._started()
        clock = threading.Timer(seconds, process.kill)
        clock.daemon = True
        clock.start()
        try:
            reply = _exchange(process, request)
        except OSError:
            reply = None
        finally:
            clock.cancel()
        if reply is None or len(reply) > LARGE or len(request) > LARGE:
            self.close()
        return reply

    def close(self) -> None:
        """Ends the process, if there is one. A process that this one inherited by a fork belongs to the parent and is left alone."""
        process, self._process = self._process, None
        if process is not None and self.owner == os.getpid():
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    _close(pipe)
            process.wait()

    @property
    def pid(self) -> int | None:
        """Number of the process, None when there is none."""
        return self._process.pid if self._process else None

    def _started(self) -> subprocess.Popen[bytes]:
        if self.owner != os.getpid():
            self._process, self.owner = None, os.getpid()
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter and a file of this package
                [sys.executable, "-I", "-S", str(_CHILD), str(MEMORY), *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process


def _close(pipe: object) -> None:
    try:
        pipe.close()  # type: ignore[attr-defined]  # either end of a pipe
    except OSError:
        return


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> bytes | None:
    if process.stdin is None or process.stdout is None:
        raise AssertionError
    process.stdin.write(_LENGTH.pack(len(request)))
    process.stdin.write(request)
    process.stdin.flush()
    head = process.stdout.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    length = _LENGTH.unpack(head)[0]
    reply = process.stdout.read(length)
    return reply if len(reply) == length else None


_worker = Worker()
_turn = threading.Lock()


def ask(request: bytes, seconds: float | None = None) -> bytes | None:
    """The reply of the reading process (see `child`), None when the file killed it or took too long."""
    with _turn:
        return _worker.ask(request, SECONDS if seconds is None else seconds)


def close() -> None:
    """Ends the reading process; the next file starts a new one."""
    with _turn:
        _worker.close()


atexit.register(close)
