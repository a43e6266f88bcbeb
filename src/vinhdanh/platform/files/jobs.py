"""What is tidied by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from vinhdanh.platform.files import selectors, vault
from vinhdanh.platform.jobs.tasks import task

if TYPE_CHECKING:
    from vinhdanh.platform.jobs.models import Job


@task("files.check", every=timedelta(days=1))
def check(_job: Job) -> dict[str, Any]:
    """Removes half-written files, counts what is missing or unknown on the disk."""
    swept = vault.sweep()
    found = selectors.orphans()
    return {"swept": swept, "missing": len(found.missing), "unknown": len(found.unknown)}
