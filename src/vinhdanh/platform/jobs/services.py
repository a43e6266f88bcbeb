"""Asking for work, telling how far it is, ending it."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.design.language import VIETNAMESE
from vinhdanh.platform.jobs import rules, tasks
from vinhdanh.platform.jobs.models import Job

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union

ONCE = 200


class LeaseLostError(Exception):
    """Another worker has taken the job up: what this one does no longer counts."""


def enqueue(
    reader: Reader | None,
    task: str,
    title: str,
    *,
    once: str | None = None,
    union: Union | None = None,
    run_after: datetime | None = None,
    **arguments: Any,
) -> Job:
    """Puts a job into the queue, within the transaction of the caller if there is one.

    Args:
        reader: Who waits for it; None: the system.
        task: Name of the task.
        title: What a person sees under "Đang xử lý".
        once: Two jobs with the same words are one: the first is returned.
        union: The union that it belongs to.
        run_after: Not before.
        **arguments: Plain values (ids), handed to the task.

    Raises:
        LookupError: no such task.
        ValueError: `once` is longer than 200 characters.
    """
    if tasks.find(task) is None:
        raise LookupError(task)
    if once is not None and not 0 < len(once) <= ONCE:
        raise ValueError("once")
    values = {
        "task": task,
        "title": title[:200],
        "arguments": arguments,
        "union": union,
        "user": reader.user if reader else None,
        "language": (get_language() if reader else None) or VIETNAMESE,
        "run_after": run_after or timezone.now(),
    }
    if once is None:
        return Job.objects.create(**values)
    return Job.objects.get_or_create(once=once, defaults=values)[0]


def again(reader: Reader, job: Job) -> Job:
    """Puts a failed job back into the queue.

    Raises:
        Forbidden: it is not the reader's.
    """
    if not rules.may_repeat(reader, job):
        raise Forbidden
    Job.objects.filter(pk=job.pk, state=Job.State.FAILED).update(
        state=Job.State.READY,
        run_after=timezone.now(),
        attempts=0,
        progress=0,
        words="",
        finished_at=None,
        lease="",
        leased_until=None,
    )
    job.refresh_from_db()
    return job


def progress(job: Job, percent: int, words: str = "") -> None:
    """Tells how far a running job is.

    Args:
        job: The job in hand.
        percent: 0 to 100.
        words: What is done just now; no personal data.

    Raises:
        LeaseLostError: another worker has taken it up.
    """
    told = {"progress": max(0, min(100, percent)), "words": words[:300]}
    if not _held(job).update(**told):
        raise LeaseLostError


@contextlib.contextmanager
def completing(job: Job) -> Iterator[dict[str, Any]]:
    """One transaction in which a task writes its result and the job becomes done: both happen, or neither. The dict yielded is the job's result.

    Raises:
        LeaseLostError: another worker has taken it up; the transaction is rolled back.
    """
    result: dict[str, Any] = {}
    with transaction.atomic():
        if not _held(job).update(words=""):  # first: on PostgreSQL the row is held until the end
            raise LeaseLostError
        yield result
        _held(job).update(
            state=Job.State.DONE,
            progress=100,
            result=result,
            finished_at=timezone.now(),
            leased_until=None,
            words=str(result.get("words", ""))[:300],
        )
    job.state = Job.State.DONE


def fail(job: Job, *, tries: int, words: str, final: bool = False) -> None:
    """Notes that an attempt failed: later once more, or given up."""
    if final or job.attempts >= tries:
        _held(job).update(state=Job.State.FAILED, words=words[:300], finished_at=timezone.now(), leased_until=None, lease="")
    else:
        _held(job).update(
            state=Job.State.READY, run_after=timezone.now() + pause(job.attempts), words=words[:300], leased_until=None, lease=""
        )


def pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 5 s, 10 s, 20 s … one hour."""
    return timedelta(seconds=min(3600, 5 * 2 ** (max(1, attempts) - 1)))


def claim(lease: str, seconds: float) -> Job | None:
    """Takes the next job that waits, or one whose worker has died, for `seconds`.

    One that has used all its tries without an end (its workers were killed) is given up instead.
    """
    now = timezone.now()
    due = Q(state=Job.State.READY, run_after__lte=now) | Q(state=Job.State.RUNNING, leased_until__lt=now)
    if not Job.objects.filter(due).exists():
        return None
    with transaction.atomic():
        job = Job.objects.select_for_update(skip_locked=True).filter(due).order_by("run_after", "id").first()
        if job is None:
            return None
        known = tasks.find(job.task)
        if job.state == Job.State.RUNNING and known is not None and job.attempts >= known.tries:
            job.state, job.finished_at, job.lease, job.leased_until = Job.State.FAILED, now, "", None
            with override(job.language):
                job.words = _("Việc này bị ngắt nhiều lần giữa chừng nên đã dừng.")
            job.save()
            return None
        Job.objects.filter(pk=job.pk).update(
            state=Job.State.RUNNING, lease=lease, leased_until=now + timedelta(seconds=seconds), attempts=F("attempts") + 1
        )
    job.refresh_from_db()
    return job


def renew(job: Job, seconds: float) -> bool:
    """Lengthens the lease; False: it is lost."""
    return bool(_held(job).update(leased_until=timezone.now() + timedelta(seconds=seconds)))


def schedule(now: datetime) -> None:
    """Puts every periodic task into the queue once in its period; many workers may call this at once."""
    for known in tasks.periodic():
        if known.every is None:
            continue
        slot = int(now.timestamp() // known.every.total_seconds())
        once = f"{known.name}@{slot}"
        if Job.objects.filter(once=once).exists():
            continue
        with transaction.atomic():
            enqueue(None, known.name, "", once=once)
            Job.objects.filter(task=known.name, user=None, state=Job.State.DONE).exclude(once=once).delete()


def _held(job: Job) -> Any:
    return Job.objects.filter(pk=job.pk, lease=job.lease, state=Job.State.RUNNING)
