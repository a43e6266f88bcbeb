"""Keeps the processes of one machine running together: one that dies is started again, and all stop together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.process import BaseProcess
    from types import FrameType

PATIENCE = 30
"""Seconds between the wish to stop and the kill."""
QUICK = 5.0
"""A process that lives shorter than this many seconds could not start."""
TRIES = 5
if sys.platform == "win32":
    CONTEXT = multiprocessing.get_context("spawn")
else:
    CONTEXT = multiprocessing.get_context("fork")  # it has everything loaded already: it is there in a few milliseconds


@dataclass
class Child:
    """One process that is to run all the time; `work` is what it does."""

    name: str
    work: Callable[[], object]
    process: BaseProcess | None = None
    started: float = 0.0
    quick_deaths: int = field(default=0)

    def start(self) -> None:
        """Starts it."""
        self.started = time.monotonic()
        self.process = CONTEXT.Process(target=_alone, args=(self.work, os.getpid()), name=self.name)
        self.process.start()

    def look(self) -> None:
        """Starts it again when it has died.

        Raises:
            UserError: it dies at once again and again.
        """
        if self.process is None or self.process.is_alive():
            return
        self.process.join()
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
        if self.process is not None and self.process.is_alive():
            self.process.terminate()

    def wait(self, until: float) -> None:
        """Waits for its end, and kills it at `until` (monotonic seconds)."""
        if self.process is None:
            return
        self.process.join(max(0.0, until - time.monotonic()))
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _alone(work: Callable[[], object], parent: int) -> None:
    """In the new process: apart from the terminal, so that Ctrl-C reaches the supervisor alone, which stops all in order."""
    os.environ["VINHDANH_PARENT"] = str(parent)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    if os.name == "posix":
        os.setsid()
    work()


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
