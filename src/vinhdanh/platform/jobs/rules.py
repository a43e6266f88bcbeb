"""Who may do what with a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.jobs.models import Job


def may_see(reader: Reader, job: Job) -> bool:
    """Whoever asked for it."""
    return job.user_id == reader.user.pk


def may_repeat(reader: Reader, job: Job) -> bool:
    """Whoever asked for it, when it failed."""
    return may_see(reader, job) and job.state == job.State.FAILED
