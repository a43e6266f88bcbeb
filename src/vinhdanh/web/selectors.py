"""Reads of the pages that belong to no app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Func, Q, Subquery

from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.jobs import selectors as jobs
from vinhdanh.platform.notices import selectors as notices
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


def waiting(reader: Reader) -> tuple[int, int]:
    """How many jobs of the reader are not over, how many notices not opened: one query, for the head of every page."""
    both = (jobs.not_over(reader), notices.unopened(reader))
    counts = [Subquery(rows.order_by().annotate(rows=Func("pk", function="COUNT")).values("rows")) for rows in both]
    working, unread = User.objects.filter(pk=reader.user.pk).values_list(*counts).get()
    return working, unread
