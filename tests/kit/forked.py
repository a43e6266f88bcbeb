"""Processes of the program without the second in which each reads the same libraries: one server has read them, and forks.

What is forked reads its settings and models for itself, from the environment that it is told; it is a process like any other, with its own id, output and end.
"""

from __future__ import annotations

import array
import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

READ_ONCE = (
    "argon2", "cryptography.x509", "csp.middleware", "django.contrib.staticfiles.finders", "django.core.handlers.wsgi", "django.core.management",
    "django.db.backends.sqlite3.base", "django.db.migrations.executor", "django.db.models", "django.forms.models", "django.middleware.csrf",
    "django.template.backends.django", "django.test.signals", "django.urls", "django.views.generic", "filelock", "fido2.server", "holidays", "nh3",
    "psycopg", "segno", "vinhdanh.cli.main", "vinhdanh.engines.pipeline", "whitenoise.middleware",
)  # fmt: skip
"""What asks for no settings."""
LONGEST = 300.0
ASKED = 1 << 18
"""Bytes of what one process is asked to do."""


class Process:
    """A forked process as `subprocess.Popen` shows one."""

    def __init__(self, asked: dict[str, object], error: int) -> None:
        out, theirs = os.pipe()
        self.end, told = socket.socketpair()
        self.stdout = os.fdopen(out, "rb")
        try:
            _server().sendmsg(
                [json.dumps(asked).encode()],
                [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [theirs, error, told.fileno()]))],
            )
        finally:
            os.close(theirs)
            told.close()
        self.lines = self.end.makefile("r")
        self.pid = int(self.lines.readline())
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        if self.returncode is None and select.select([self.end], [], [], 0)[0]:
            self._ended()
        return self.returncode

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def communicate(self, timeout: float = LONGEST) -> tuple[bytes, None]:
        """All that it still says, to its end."""
        until, said = time.monotonic() + timeout, [self.stdout.peek() and self.stdout.read1()] if self._buffered() else []
        while select.select([self.stdout], [], [], max(0.0, until - time.monotonic()))[0]:
            said.append(os.read(self.stdout.fileno(), 1 << 16))
            if not said[-1]:
                self._ended()
                return b"".join(said), None
        self.kill()
        raise TimeoutError

    def _buffered(self) -> bool:
        """Whether a line was read before: what came with it waits here, not in the pipe."""
        os.set_blocking(self.stdout.fileno(), False)
        try:
            return bool(self.stdout.peek())
        finally:
            os.set_blocking(self.stdout.fileno(), True)

    def _ended(self) -> None:
        if self.returncode is None:
            self.returncode = int(self.lines.readline())
            self.lines.close()
            self.end.close()
            self.stdout.close()


@cache
def _server() -> socket.socket:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ASKED)
    server = subprocess.Popen([sys.executable, __file__, str(theirs.fileno())], pass_fds=[theirs.fileno()])
    theirs.close()

    def stop() -> None:
        ours.close()  # it ends by itself
        server.wait(10)

    atexit.register(stop)
    return ours


def serve(control: socket.socket) -> None:
    """Forks for everything that is asked, until nobody can ask any more."""
    for name in READ_ONCE:
        __import__(name)
    gc.freeze()  # what all share stays where it is
    gc.set_threshold(20_000, 20, 20)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the keepers
    while True:
        asked, fds, _flags, _address = socket.recv_fds(control, ASKED, 3)
        if not asked:
            return
        if os.fork() == 0:
            control.close()
            keep(json.loads(asked), *fds)
            return
        for fd in fds:
            os.close(fd)


def keep(asked: dict[str, object], out: int, error: int, told: int) -> None:
    """Forks the process itself, tells its id and, when it has ended, how."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        os.close(told)
        work(asked, out, error)
        return
    os.close(out)
    os.close(error)
    os.write(told, b"%d\n" % pid)
    _, status = os.waitpid(pid, 0)
    os.write(told, b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def work(asked: dict, out: int, error: int) -> None:
    """Becomes the process that is asked for."""
    for fd, place in ((out, 1), (error, 2)):
        os.dup2(fd, place)
        os.close(fd)
    sys.stdout, sys.stderr = os.fdopen(1, "w", closefd=False), os.fdopen(2, "w", buffering=1, closefd=False)
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = ["vinhdanh", *asked["words"]]
    if not asked["script"]:
        from vinhdanh.cli.main import main  # noqa: PLC0415  # the server has read it

        sys.exit(main())
    exec(compile(asked["script"], "<script>", "exec"), {"__name__": "__main__"})


if __name__ == "__main__":
    sys.path[0] = str(Path.cwd())
    serve(socket.socket(fileno=int(sys.argv[1])))
