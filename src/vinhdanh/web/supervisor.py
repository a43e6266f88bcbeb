"""Keeps the processes of one machine running together: one that dies is started again, and all stop together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import FrameType

PATIENCE = 30
"""Seconds between the wish to stop and the kill."""
QUICK = 5.0
"""A process that lives shorter than this many seconds could not start."""
TRIES = 5


@dataclass
class Child:
    """One process that is to run all the time."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = field(default=0)

    def start(self) -> None:
        """Starts it, apart from the terminal: Ctrl-C reaches the supervisor alone, which stops it in order."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  # our own program
            self.command, env={**os.environ, "VINHDANH_SUPERVISED": "1"}, start_new_session=True, stdin=subprocess.DEVNULL
        )

    def look(self) -> None:
        """Starts it again when it has died.

        Raises:
            UserError: it dies at once again and again.
        """
        if self.process is None or self.process.poll() is None:
            return
        self.quick_deaths = self.quick_deaths + 1 if time.monotonic() - self.started < QUICK else 0
        if self.quick_deaths >= TRIES:
            raise UserError(
                f"Tiến trình “{self.name}” không khởi động được sau {TRIES} lần; xem thông báo ở trên. Dữ liệu đã lưu còn nguyên.",
                f"The process “{self.name}” did not start in {TRIES} tries; see the messages above. What was saved is untouched.",
            )
        time.sleep(0.1 * self.quick_deaths)
        self.start()

    def stop(self) -> None:
        """Asks it to end."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Waits for its end, and kills it at `until` (monotonic seconds)."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def keep(children: Sequence[Child], ready: Callable[[], None] | None = None) -> None:
    """Runs the processes until SIGINT or SIGTERM, then lets them finish what they have in hand.

    Args:
        children: What is to run.
        ready: Called once all are started.

    Raises:
        UserError: one of them cannot be started.
    """
    end = threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        end.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for child in children:
            child.start()
        if ready is not None:
            ready()
        while not end.wait(0.2):
            for child in children:
                child.look()
    finally:
        for child in children:
            child.stop()
        until = time.monotonic() + PATIENCE
        for child in children:
            child.wait(until)
        for number, handler in before.items():
            signal.signal(number, handler)


def command(*words: str) -> list[str]:
    """The command line of this program with `words`."""
    return [sys.executable, "-m", "vinhdanh.cli", *words]
