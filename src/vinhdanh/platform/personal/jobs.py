"""After an erasure: the ledger, and what the database leaves behind of deleted rows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from vinhdanh.platform.database.scrub import scrub
from vinhdanh.platform.jobs.tasks import task
from vinhdanh.platform.personal import ledger

if TYPE_CHECKING:
    from vinhdanh.platform.jobs.models import Job


@task("personal.tidy", every=timedelta(days=1))
def tidy(_job: Job) -> dict[str, Any]:
    """Brings the ledger up to date and takes deleted rows off the disk."""
    return {"erased": len(ledger.keep(settings.DATA)), "scrubbed": scrub()}


@task("personal.scrub", tries=20)
def scrub_after(_job: Job) -> dict[str, Any]:
    """The same, soon after an erasure, until nobody stands in the way.

    Raises:
        BlockingIOError: somebody reads just now; the job is tried again.
    """
    ledger.keep(settings.DATA)
    if not scrub():
        raise BlockingIOError
    return {}
