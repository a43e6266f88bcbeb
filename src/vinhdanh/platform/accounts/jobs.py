"""What is tidied by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from vinhdanh.platform.accounts.services import sessions
from vinhdanh.platform.jobs.tasks import task

if TYPE_CHECKING:
    from vinhdanh.platform.jobs.models import Job


@task("accounts.clear_sessions", every=timedelta(hours=6))
def clear_sessions(_job: Job) -> dict[str, Any]:
    """Removes sessions that have expired, and the places that they signed in."""
    return {"cleared": sessions.clear_expired()}
