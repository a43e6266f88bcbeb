"""The loop of a worker: claim, do, end; its lease and its sign of life are renewed beside."""

from __future__ import annotations

import logging
import secrets
import signal
import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import close_old_connections, connections
from django.db.utils import Error as DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from vinhdanh.errors import UserError
from vinhdanh.platform.design.language import said
from vinhdanh.platform.jobs import services, tasks
from vinhdanh.platform.jobs.models import Job, Worker

if TYPE_CHECKING:
    from types import FrameType

logger = logging.getLogger(__name__)
LEASE = 30.0
"""Seconds after which a job is taken from a worker that gave no sign of life."""
IDLE = 0.5
"""Seconds between two looks into an empty queue."""
CLOCK = 5.0
"""Seconds between two looks at the periodic tasks."""
FORGET = timedelta(days=1)


class Loop:
    """One worker of one process."""

    def __init__(self, lease: float = LEASE) -> None:
        self.token = secrets.token_hex(16)
        self.lease = lease
        self.end = threading.Event()
        self.job: Job | None = None
        self._clock = 0.0

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Ends the loop once the job in hand is done."""
        self.end.set()

    def run(self, *, once: bool = False) -> int:
        """Works until stopped, or until nothing waits (`once`). Returns how many jobs it did."""
        beside = threading.Thread(target=self._sign, daemon=True, name="lease")
        beside.start()
        done = 0
        try:
            while not self.end.is_set():
                worked = self._turn()
                close_old_connections()
                done += worked
                if not worked:
                    if once:
                        break
                    self.end.wait(IDLE)
        finally:
            self.end.set()
            beside.join()
            Worker.objects.filter(token=self.token).delete()
        return done

    def _turn(self) -> bool:
        try:
            if time.monotonic() >= self._clock:
                services.schedule(timezone.now())
                self._clock = time.monotonic() + CLOCK
            job = services.claim(self.token, self.lease)
        except DatabaseError:
            logger.exception("the queue cannot be read")
            close_old_connections()
            self.end.wait(2)
            return False
        if job is None:
            return False
        self.job = job
        try:
            do(job)
        finally:
            self.job = None
        return True

    def _sign(self) -> None:
        """Runs beside the work: lengthens the lease and says that this worker lives."""
        started = timezone.now()
        pause = self.lease / 3
        while True:
            try:
                now = timezone.now()
                Worker.objects.update_or_create(token=self.token, defaults={"seen_at": now, "started_at": started})
                Worker.objects.filter(seen_at__lt=now - FORGET).delete()
                job = self.job
                if job is not None and not services.renew(job, self.lease):
                    logger.warning("lease lost", extra={"job": job.pk})
            except DatabaseError:
                logger.exception("no sign of life")
                close_old_connections()
            if self.end.wait(pause) and self.job is None:
                break
        connections.close_all()


def do(job: Job) -> None:
    """Does one job that is held, in the language of who asked for it, and notes how it ended."""
    with override(job.language):
        _do(job)


def _do(job: Job) -> None:
    known = tasks.find(job.task)
    if known is None:
        services.fail(job, tries=0, words=_("Phiên bản này không biết việc này."), final=True)
        return
    try:
        result = known.work(job, **job.arguments)
        if job.state != Job.State.DONE:
            with services.completing(job) as kept:
                kept.update(result or {})
    except services.LeaseLostError:
        logger.warning("taken up by another worker", extra={"job": job.pk, "attempt": job.attempts})
    except UserError as error:
        services.fail(job, tries=known.tries, words=said(error), final=True)
    except Exception:
        logger.exception("job failed", extra={"job": job.pk, "attempt": job.attempts})
        services.fail(
            job,
            tries=known.tries,
            words=_("Có lỗi khi xử lý; phần mềm sẽ thử lại.") if job.attempts < known.tries else _("Có lỗi khi xử lý."),
        )


def run(*, once: bool = False) -> int:
    """Works in this process until SIGTERM or SIGINT, or until nothing waits."""
    loop = Loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, loop.stop)
    return loop.run(once=once)
