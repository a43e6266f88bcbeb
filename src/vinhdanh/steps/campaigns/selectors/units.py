"""The units of a campaign as a reader may see them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum
from django.utils import timezone

from vinhdanh.engines.vietnamese import match_key
from vinhdanh.platform.accounts.reader import BELOW
from vinhdanh.steps.campaigns.models import Unit

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models.unions import UnionQuerySet
    from vinhdanh.steps.campaigns.models import Campaign


def units(reader: Reader, campaign: Campaign) -> QuerySet[Unit]:
    """All units for those of the host and above; for others their own."""
    rows = Unit.objects.filter(campaign=campaign).select_related("union", "campaign", "campaign__union", "acknowledgement")
    path = campaign.union.path
    if any(held.union_id == campaign.union_id or (held.role in BELOW and path.startswith(held.path)) for held in reader.posts):
        return rows
    mine = [held.union_id for held in reader.posts]
    if reader.acting_for is not None:
        mine.append(reader.acting_for.pk)
    below = Q(union__in=mine)
    for held in reader.posts:
        if held.role in BELOW:
            below |= Q(union__path__startswith=held.path)
    return rows.filter(below)


def found(rows: QuerySet[Unit], words: str, group: str) -> QuerySet[Unit]:
    """Narrowed to a group and to names that hold the words, with or without accents."""
    if group:
        rows = rows.filter(group=group)
    if words.strip():
        rows = rows.filter(Q(union__search_key__contains=match_key(words)) | Q(code__iexact=words.strip()))
    return rows


def groups(campaign: Campaign) -> list[str]:
    """Names of the groups among the units."""
    return sorted({name for name in campaign.units.values_list("group", flat=True).distinct() if name})


def places(campaign: Campaign) -> tuple[int, int]:
    """Sum of the most and of the least places of all units."""
    sums = campaign.units.aggregate(most=Sum("at_most"), least=Sum("at_least"))
    return sums["most"] or 0, sums["least"] or 0


def counts(campaign: Campaign, today: date) -> dict[str, int | bool]:
    """How many units are called, have acknowledged, sent (of them late), said “none”, are silent; `over`: the deadline is. One query."""
    last = campaign.deadline
    over = last is not None and last < today
    late = Q(received__gte=timezone.make_aware(datetime.combine(last + timedelta(days=1), time()))) if last else Q(pk=None)
    answered = Q(received__isnull=False, nil_reason="")
    found = campaign.units.aggregate(
        called=Count("pk"), acknowledged=Count("acknowledgement"), sent=Count("pk", filter=answered), late=Count("pk", filter=answered & late),
        nil=Count("pk", filter=~Q(nil_reason="")), silent=Count("pk", filter=Q(received=None, nil_reason="")),
    )  # fmt: skip
    return found | {"over": over}


def callable_unions(reader: Reader, campaign: Campaign) -> UnionQuerySet:
    """Unions below the host that could be called upon and are not yet."""
    called = campaign.units.values("union_id")
    return (
        reader.unions()
        .on(reader.day)
        .filter(path__startswith=campaign.union.path)
        .exclude(pk=campaign.union_id)
        .exclude(pk__in=called)
        .select_related("level", "parent")
        .order_by("sort_key")
    )


def asked(reader: Reader, campaign: Campaign) -> list[Unit]:
    """Units that a merger, a split or an end has touched and nobody has looked at since."""
    return list(units(reader, campaign).exclude(asks=[]).order_by("sort_key", "id")[:200])
