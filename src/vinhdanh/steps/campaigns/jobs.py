"""Background work of the step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vinhdanh.platform.design.engine_words import retold
from vinhdanh.platform.jobs.services import progress
from vinhdanh.platform.jobs.tasks import task
from vinhdanh.steps.campaigns.models import Campaign
from vinhdanh.steps.campaigns.services.reckoning import reckon as compute

if TYPE_CHECKING:
    from vinhdanh.platform.jobs.models import Job


@task("campaigns.reckon")
def reckon(job: Job, *, campaign: int) -> dict[str, Any]:
    """Tries a campaign out; a second time gives the same figures."""
    row = Campaign.objects.select_related("union").get(pk=campaign)
    compute(row, lambda step, steps, words: progress(job, 100 * (step - 1) // steps, retold(words)))
    return {"link": reverse("campaigns:overview", args=[row.pk]) + "#tu-de-nghi", "words": _("Đã tính xong.")}
