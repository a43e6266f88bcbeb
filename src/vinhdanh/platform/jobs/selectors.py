"""Reads of jobs: one's own, and what the operator needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.platform.jobs.models import Job, Worker
from vinhdanh.platform.registry import Waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.platform.accounts.reader import Reader

ALIVE = timedelta(seconds=60)
"""A worker not seen for so long is taken for dead."""
LATELY = timedelta(days=14)
MOST = 50


def own(reader: Reader) -> QuerySet[Job]:
    """The jobs that the reader asked for, the newest first."""
    return Job.objects.filter(user=reader.user)


def not_over(reader: Reader) -> QuerySet[Job]:
    """The reader's jobs that wait or run."""
    return not_over_of(reader.user.pk)


def not_over_of(user: int) -> QuerySet[Job]:
    """The same, by the key of the account."""
    return Job.objects.filter(user_id=user, state__in=(Job.State.READY, Job.State.RUNNING))


def waiting(reader: Reader) -> int:
    """How many of the reader's jobs are not over."""
    return not_over(reader).count()


def to_look_at(reader: Reader) -> Iterator[Waiting]:
    """The reader's jobs that failed of late, each to be tried again or left; one query."""
    lately = own(reader).filter(state=Job.State.FAILED, finished_at__gte=timezone.now() - LATELY)
    for job in lately[:MOST]:
        link = reverse("jobs:job", args=[job.pk])
        yield Waiting("work", _("Chưa làm được: %(what)s") % {"what": job.title or job.task}, job.words, _("Xem"), link)


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue as the operator sees it."""

    ready: int
    running: int
    failed: int
    workers: int


def queue() -> Queue:
    """Counts of jobs by state, and workers alive. Not scoped: no content is told."""
    counts = dict(Job.objects.order_by().values_list("state").annotate(number=Count("id")).values_list("state", "number"))
    alive = Worker.objects.filter(seen_at__gt=timezone.now() - ALIVE).count()
    return Queue(counts.get("ready", 0), counts.get("running", 0), counts.get("failed", 0), alive)


def last_sign() -> float | None:
    """Seconds since any worker gave a sign of life; None: never."""
    seen = Worker.objects.aggregate(last=Max("seen_at"))["last"]
    return None if seen is None else (timezone.now() - seen).total_seconds()
