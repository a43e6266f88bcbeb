"""Mail leaves in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from vinhdanh.platform.jobs.tasks import task
from vinhdanh.platform.notices.services.mail import send_batch
from vinhdanh.platform.notices.services.telling import MAIL_TASK

if TYPE_CHECKING:
    from vinhdanh.platform.jobs.models import Job

TRIES = 6


@task(MAIL_TASK, tries=TRIES)
def mail(job: Job, *, batch: str) -> dict[str, Any]:
    """Sends what waits of one telling; what has gone is not sent again."""
    sent, failed = send_batch(batch, last=job.attempts >= TRIES)
    words = (
        _("Thư đã gửi: %(sent)s; không gửi được: %(failed)s.") % {"sent": sent, "failed": failed}
        if failed
        else _("Thư đã gửi: %(sent)s.") % {"sent": sent}
    )
    return {"words": words}
