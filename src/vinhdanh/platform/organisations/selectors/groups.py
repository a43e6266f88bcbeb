"""Reads of groups of unions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from vinhdanh.platform.organisations.models import GroupMembership, Union, UnionGroup
from vinhdanh.platform.organisations.selectors import unions as selectors

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models.unions import UnionQuerySet


def groups(reader: Reader, owner: Union, *, ended: bool = False) -> QuerySet[UnionGroup]:
    """Groups that a union has formed, in their order, each with `unions`: how many belong to it today."""
    lasting = Q(memberships__valid_from=None) | Q(memberships__valid_from__lte=reader.day)
    lasting &= Q(memberships__valid_to=None) | Q(memberships__valid_to__gt=reader.day)
    found = UnionGroup.objects.filter(owner=owner).annotate(unions=Count("memberships", filter=lasting))
    if not ended:
        found = found.filter(Q(valid_to=None) | Q(valid_to__gt=reader.day))
    return found.order_by("position", "sort_key", "pk")


def group(reader: Reader, pk: int) -> QuerySet[UnionGroup]:
    """One group of a union in scope."""
    return UnionGroup.objects.filter(pk=pk, owner__in=reader.unions()).select_related("owner")


def members(reader: Reader, found: UnionGroup) -> UnionQuerySet:
    """The unions of a group today, as far as the reader sees them."""
    return selectors.search(reader, selectors.Filter(group=found.pk), top=found.owner).select_related("level", "parent")


def candidates(reader: Reader, owner: Union, wanted: selectors.Filter, *, without: bool = False) -> QuerySet[Union]:
    """Unions below `owner` that fit a filter, each with `group_name` today; `without`: only those in no group of `owner`."""
    today = lasting(reader.day).filter(union=OuterRef("pk"), group__owner=owner)
    found = selectors.search(reader, wanted, top=owner).exclude(pk=owner.pk).select_related("level", "parent")
    named = found.annotate(group_name=Subquery(today.values("group__name")[:1]))
    return named.filter(group_name=None) if without else named


def lasting(day: date) -> QuerySet[GroupMembership]:
    """Memberships of a day."""
    return GroupMembership.objects.filter(Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gt=day))


def by_union(day: date, owner: Union) -> dict[int, UnionGroup]:
    """The group of each union below `owner` on a day: for freezing a campaign's units. One query."""
    return {union: membership.group for union, membership in memberships(day, owner).items()}


def memberships(day: date, owner: Union) -> dict[int, GroupMembership]:
    """The membership of each union in a group of `owner` on a day. One query."""
    found = lasting(day).filter(group__owner=owner).select_related("group")
    return {membership.union_id: membership for membership in found}
