"""Rows of milestones made from the content, for calendars and warnings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vinhdanh.engines.campaign.schedule import schedule
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.journal.services import record
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.models import Milestone

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign


def recount(campaign: Campaign, settings: Settings) -> None:
    """Brings the rows in line with what the content says; days of being done stay. Inside the caller's transaction."""
    steps = schedule(settings)
    held = {milestone.key: milestone for milestone in campaign.milestones.filter(pushed_from=None)}
    for step in steps:
        row = held.pop(step.key, None) or Milestone(campaign=campaign, key=step.key)
        row.label, row.day, row.until = step.label[:300], step.day, step.until
        row.sense, row.counted, row.why = str(step.sense), step.counted, step.why
        row.save()
    Milestone.objects.filter(pk__in=[row.pk for row in held.values()]).delete()


def mark_done(reader: Reader, milestone: Milestone, day: date | None) -> Milestone:
    """Notes on which day a milestone was reached; None takes it back."""
    campaign = milestone.campaign
    if not rules.may_work(reader, campaign):
        raise Forbidden
    if milestone.done_on == day:
        return milestone
    with transaction.atomic():
        milestone.done_on = day
        milestone.save(update_fields=["done_on"])
        record(
            reader,
            "campaigns.milestone-done",
            milestone,
            union=campaign.union,
            data={"key": milestone.key, "day": str(day or "")},
        )
    return milestone
