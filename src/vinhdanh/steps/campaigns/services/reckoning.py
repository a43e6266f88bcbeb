"""Trying a campaign out: what its lists come to under its caps and targets, with the reachable range of every share."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.jobs.services import enqueue
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.models import Reckoning
from vinhdanh.steps.campaigns.services.folder import contents, whole_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.jobs.models import Job
    from vinhdanh.steps.campaigns.models import Campaign


def ask(reader: Reader, campaign: Campaign) -> Job:
    """Lets the worker reckon a campaign; asked twice while it waits, it is done once.

    Raises:
        Forbidden: The reader does not keep the campaign's work.
    """
    if not rules.may_work(reader, campaign):
        raise Forbidden
    once = f"campaigns.reckon:{campaign.pk}:{campaign.revision}:{basis(campaign)[:16]}"
    return enqueue(
        reader,
        "campaigns.reckon",
        (_("Thử tính: %(name)s") % {"name": campaign.name})[:200],
        once=once,
        union=campaign.union,
        campaign=campaign.pk,
    )


def reckon(campaign: Campaign, progress: Callable[[int, int, str], None]) -> Reckoning:
    """Computes and keeps the figures; the same lists give the same figures."""
    from vinhdanh.engines.pipeline import compute  # noqa: PLC0415 - solvers are loaded by the worker only

    record, findings = whole_record(campaign)
    outcome = compute(record, findings, progress=progress)
    with transaction.atomic():
        row, _made = Reckoning.objects.update_or_create(
            campaign=campaign, defaults={"basis": basis(campaign), "data": figures(outcome), "at": timezone.now()}
        )
    return row


def basis(campaign: Campaign) -> str:
    """Digest of what the figures rest on: every file of the folder."""
    digest = hashlib.sha256()
    for name, data in sorted(contents(campaign).items()):
        digest.update(name.encode() + b"\0" + hashlib.sha256(data).digest())
    return digest.hexdigest()


def figures(outcome: Outcome) -> dict[str, Any]:
    """Counts and shares of an outcome, without a name in them."""
    chosen = outcome.attend.by(Standing.CHOSEN)
    outside = outcome.attend.by(Standing.EXCLUDED)
    return {
        "nominated": len(outcome.nominees),
        "eligible": len(outcome.nominees) - len(outside),
        "chosen": len(chosen),
        "proposed": sum(len(round_.awards) for round_ in outcome.commend),
        "guests": len(outcome.guests_in),
        "places": outcome.attend.places,
        "status": outcome.attend.status,
        "targets": [
            {
                "label": target.label,
                "count": target.count,
                "base": target.base,
                "wanted": str(target.wanted),
                "reachable": list(target.reachable) if target.reachable else None,
            }
            for target in outcome.attend.targets
        ],
        "findings": {
            severity: sum(str(finding.severity) == severity for finding in outcome.findings)
            for severity in ("blocking", "warning", "note")
        },
    }
