"""Sealing by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from vinhdanh.platform.jobs.tasks import task
from vinhdanh.platform.journal import services

if TYPE_CHECKING:
    from vinhdanh.platform.jobs.models import Job


@task("journal.seal", every=timedelta(minutes=1))
def seal(_job: Job) -> dict[str, Any]:
    """Closes what was written since the last seal."""
    return {"seals": [str(made) for made in services.seal()]}
