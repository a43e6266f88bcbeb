"""One process that reads workbooks for this one: with little memory, against the clock, started once and again when it dies."""

from __future__ import annotations

import atexit
import math
import os
import select
import struct
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO

PROCESSOR_SECONDS = 8
"""A file that keeps the processor busy for longer is given up, where the system can hold the reading process to that."""
SECONDS = 40.0 if os.name == "posix" else 8.0
"""The same by the clock on the wall: long, as a machine that does much else is slow with sound files too."""
MEMORY = 400 * 2**20
"""Bytes of address space of the process that reads, where the system can hold it to that."""
LARGE = 4 * 2**20
"""After a file of more bytes, packed, or an answer of so many, the process is ended: it would keep the memory."""

_CHILD = Path(__file__).with_name("child.py")
_LENGTH = struct.Struct("<Q")
_HEAD = struct.Struct("<QB")
_PIECE = 1 << 20
SELECTS = os.name == "posix"
"""Whether this system can wait for a pipe with a time limit."""


class Worker:
    """The reading process. Not for several threads at once: `ask` of this module takes turns."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self.owner = os.getpid()

    def ask(self, request: bytes, seconds: float) -> bytes | None:
        """The reply, None when the process died or was ended because time was up."""
        start = time.monotonic()
        fresh = self._process is None
        reply = self._once(request, seconds, PROCESSOR_SECONDS)
        spent = time.monotonic() - start
        left = PROCESSOR_SECONDS - math.ceil(spent)
        # A process that has served before may have been killed by somebody else: the file is not at fault.
        return (
            self._once(request, seconds - spent, left) if reply is None and not fresh and left > 0 and spent < seconds else reply
        )

    def _once(self, request: bytes, seconds: float, busy: int) -> bytes | None:
        process = self._started()
        head = _HEAD.pack(len(request), busy)
        try:
            reply = (_against_select if SELECTS else _against_timer)(process, (head, request), seconds)
        except OSError:
            reply = None
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
                bufsize=0,
            )
        return self._process


def _close(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return


def _against_select(process: subprocess.Popen[bytes], request: tuple[bytes, bytes], seconds: float) -> bytes | None:
    """Asks and waits for the reply until time is up."""
    source = _ask(process, request).fileno()
    end = time.monotonic() + seconds

    def read(size: int) -> bytes | None:
        parts = []
        while size:
            if not select.select([source], [], [], max(0.0, end - time.monotonic()))[0]:
                return None
            part = os.read(source, min(size, _PIECE))
            if not part:
                return None
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    head = read(_LENGTH.size)
    return None if head is None else read(_LENGTH.unpack(head)[0])


def _against_timer(process: subprocess.Popen[bytes], request: tuple[bytes, bytes], seconds: float) -> bytes | None:
    """The same where one cannot wait for a pipe: a clock ends the process when time is up."""
    clock = threading.Timer(seconds, process.kill)
    clock.start()
    try:
        source = _ask(process, request)
        head = _whole(source, _LENGTH.size)
        return None if head is None else _whole(source, _LENGTH.unpack(head)[0])
    finally:
        clock.cancel()


def _whole(source: IO[bytes], size: int) -> bytes | None:
    parts = []
    while size:
        part = source.read(size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _ask(process: subprocess.Popen[bytes], request: tuple[bytes, bytes]) -> IO[bytes]:
    """Writes head and body of the request; returns where the reply will come."""
    if process.stdin is None or process.stdout is None:
        raise AssertionError
    for part in request:
        left = memoryview(part)
        while left:
            left = left[process.stdin.write(left) :]
    return process.stdout


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
