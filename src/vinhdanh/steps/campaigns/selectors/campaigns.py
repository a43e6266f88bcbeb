"""Which campaigns a reader sees."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from vinhdanh.engines.campaign import settings_of
from vinhdanh.platform.accounts.reader import BELOW
from vinhdanh.platform.database.prepared import Prepared
from vinhdanh.platform.organisations.models import Union
from vinhdanh.platform.organisations.models.unions import successor
from vinhdanh.steps.campaigns.models import Campaign, Status, Unit
from vinhdanh.steps.campaigns.rules import WORKERS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.platform.accounts.reader import Reader

OUT = (Status.ISSUED, Status.CLOSED)


def campaigns(reader: Reader) -> QuerySet[Campaign]:
    """Campaigns of the unions in which the reader holds a post; issued ones that call upon such a union; issued ones of unions below."""
    mine = [held.union_id for held in reader.posts]
    acting = reader.acting_for
    if acting is not None:
        mine.append(acting.pk)
    called = Exists(Unit.objects.filter(campaign=OuterRef("pk"), union__in=mine, frozen_at__isnull=False))
    scope = Q(union__in=mine) | (Q(status__in=OUT) & Q(called))
    for held in reader.posts:
        if held.role in BELOW:
            scope |= Q(status__in=OUT, union__path__gte=held.path, union__path__lt=successor(held.path))
    return Campaign.objects.filter(scope).select_related("union", "union__level", "parent")


WHOLE = Prepared(lambda pk: Campaign.objects.filter(pk=pk).select_related("union", "union__level", "parent"), int)


def campaign_of(reader: Reader, pk: int) -> Campaign | None:
    """One of `campaigns(reader)`; None: there is none, or the reader does not see it. The usual cases without asking for the units."""
    found = WHOLE.first(pk)
    if found is None:
        return None
    mine = {held.union_id for held in reader.posts}
    if reader.acting_for is not None:
        mine.add(reader.acting_for.pk)
    if found.union_id in mine:
        return found
    if found.status not in OUT:
        return None
    above = any(held.role in BELOW and found.union.path.startswith(held.path) for held in reader.posts)
    return found if above or Unit.objects.filter(campaign=found, union__in=mine, frozen_at__isnull=False).exists() else None


def visible(reader: Reader) -> QuerySet[Campaign]:
    """The same, newest first, for lists."""
    return campaigns(reader).order_by("-year", "-id")


def of_union(reader: Reader, union: Union) -> QuerySet[Campaign]:
    """Campaigns that `union` holds or takes part in, as far as the reader sees them."""
    part = Exists(Unit.objects.filter(campaign=OuterRef("pk"), union=union))
    return campaigns(reader).filter(Q(union=union) | Q(part)).order_by("-year", "-id")


def my_units(reader: Reader, campaign: Campaign) -> QuerySet[Unit]:
    """The units of a campaign for which the reader answers."""
    mine = [held.union_id for held in reader.posts]
    if reader.acting_for is not None:
        mine.append(reader.acting_for.pk)
    return Unit.objects.filter(campaign=campaign, union__in=mine).select_related("union", "acknowledgement")


def content(campaign: Campaign) -> Settings:
    """The engine's record of a campaign."""
    return _read(campaign.content)


@lru_cache(maxsize=64)
def _read(text: str) -> Settings:
    return settings_of(text)[0]


def may_start_in(reader: Reader) -> QuerySet[Union]:
    """Unions in which the reader may start a campaign: own ones, and the one acted for."""
    mine = [held.union_id for held in reader.posts if held.role in WORKERS]
    if reader.acting_for is not None and reader.holds_over(("officer",), reader.acting_for):
        mine.append(reader.acting_for.pk)
    return Union.objects.filter(pk__in=mine).order_by("path")


def possible_parents(reader: Reader, campaign: Campaign) -> list[Campaign]:
    """Issued campaigns above that call upon the host of this one."""
    called = Exists(Unit.objects.filter(campaign=OuterRef("pk"), union=campaign.union_id))
    return list(campaigns(reader).filter(called, status=Status.ISSUED).exclude(pk=campaign.pk).order_by("-year", "-id")[:20])
