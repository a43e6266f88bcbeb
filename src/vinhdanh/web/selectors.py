"""Reads of the pages that belong to no app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from vinhdanh.steps.campaigns.models import Campaign, Status

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader

SHOWN = 50


def campaigns(reader: Reader) -> QuerySet[Campaign]:
    """Campaigns of the reader's unions, and issued ones that call upon them; newest first."""
    own = Q(union__in=reader.unions())
    called = Q(units__union__in=reader.unions()) & ~Q(status=Status.DRAFT)
    return Campaign.objects.filter(pk__in=Campaign.objects.filter(own | called).values("pk")).select_related("union")[:SHOWN]
