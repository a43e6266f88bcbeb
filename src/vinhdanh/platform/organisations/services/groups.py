"""Groups of unions that compete together: formed, ordered, filled, with dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max, Q

from vinhdanh.engines.vietnamese import sort_key
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import GroupMembership, Union, UnionGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader

KEY = 500


@dataclass(frozen=True, slots=True)
class Assignment:
    """What an assignment would do to one union. `before`: the group that it leaves, None: it had none; `same`: nothing changes."""

    union: Union
    before: UnionGroup | None
    same: bool


def form_group(
    reader: Reader,
    owner: Union,
    name: str,
    *,
    valid_from: date | None = None,
    valid_to: date | None = None,
    once: UUID | None = None,
) -> UnionGroup:
    """A new group of unions below `owner`, last in order.

    Raises:
        Forbidden: The reader does not keep the register of `owner`.
        UserError: There is one of this name and day, or the days are in the wrong order.
    """
    with transaction.atomic():
        owner = Union.objects.select_for_update().get(pk=owner.pk)
        if not rules.may_keep(reader, owner):
            raise Forbidden
        made = UnionGroup.objects.filter(once=once, owner=owner).first() if once else None
        if made is not None:
            return made
        _check(owner, name, valid_from, valid_to)
        last = UnionGroup.objects.filter(owner=owner).aggregate(last=Max("position"))["last"]
        group = UnionGroup.objects.create(
            owner=owner,
            name=name,
            sort_key=sort_key(name)[:KEY],
            position=min(32_767, 0 if last is None else last + 1),
            valid_from=valid_from,
            valid_to=valid_to,
            once=once,
        )
        record(reader, "organisations.group_formed", group, union=owner, data={"name": name})
    return group


def edit_group(
    reader: Reader, group: UnionGroup, *, name: str, valid_from: date | None, valid_to: date | None, revision: int
) -> UnionGroup:
    """Changes the name or the days of a group; one that ends lets its unions go on that day.

    Raises:
        Forbidden: The reader does not keep the register of its owner.
        Outdated: Somebody else saved first.
        UserError: There is another one of this name and day, or the days are in the wrong order.
    """
    with transaction.atomic():
        group = UnionGroup.objects.select_related("owner").get(pk=group.pk)
        if not rules.may_keep(reader, group.owner):
            raise Forbidden
        _check(group.owner, name, valid_from, valid_to, besides=group)
        before = {"name": group.name, "from": str(group.valid_from or ""), "to": str(group.valid_to or "")}
        written = UnionGroup.objects.filter(pk=group.pk, revision=revision).update(
            name=name, sort_key=sort_key(name)[:KEY], valid_from=valid_from, valid_to=valid_to, revision=F("revision") + 1
        )
        group.refresh_from_db()
        if not written:
            raise Outdated({"name": group.name})
        if valid_to is not None:
            lasting = Q(valid_to=None) | Q(valid_to__gt=valid_to)
            for membership in group.memberships.filter(lasting):
                _end(membership, valid_to)
        record(reader, "organisations.group_edited", group, union=group.owner, data={"before": before, "name": name})
    return group


def order_groups(reader: Reader, owner: Union, groups: Sequence[int]) -> None:
    """Puts the groups of `owner` into the order of these keys; unknown ones are passed over, missing ones come last.

    Raises:
        Forbidden: The reader does not keep the register of `owner`.
    """
    with transaction.atomic():
        owner = Union.objects.select_for_update().get(pk=owner.pk)
        if not rules.may_keep(reader, owner):
            raise Forbidden
        there = list(UnionGroup.objects.filter(owner=owner))
        wanted = {pk: place for place, pk in enumerate(groups)}
        there.sort(key=lambda group: (wanted.get(group.pk, len(wanted)), group.position, group.pk))
        for place, group in enumerate(there):
            group.position = min(32_767, place)
        UnionGroup.objects.bulk_update(there, ["position"], batch_size=500)
        record(reader, "organisations.groups_ordered", owner, union=owner, data={"order": [group.pk for group in there]})


def preview_assignment(
    reader: Reader, owner: Union, group: UnionGroup | None, unions: Iterable[int], day: date
) -> list[Assignment]:
    """What `assign` would do, without doing it.

    Raises:
        Forbidden: The reader does not keep the register of `owner`, or the group is another one's.
    """
    if not rules.may_keep(reader, owner) or (group is not None and group.owner_id != owner.pk):
        raise Forbidden
    chosen = list(Union.objects.on(day).below(owner, itself=False).filter(pk__in=list(unions)).order_by("sort_key", "pk"))
    current = {m.union_id: m.group for m in _lasting(owner, day).filter(union__in=chosen).select_related("group")}
    wanted = group.pk if group else None
    return [Assignment(union, before := current.get(union.pk), (before.pk if before else None) == wanted) for union in chosen]


def assign(reader: Reader, owner: Union, group: UnionGroup | None, unions: Iterable[int], *, day: date) -> int:
    """Puts unions into a group from `day` on (None: out of any group of `owner`); a union is in one group of an owner at a time.

    Returns:
        How many changed.

    Raises:
        Forbidden: The reader does not keep the register of `owner`, or the group is another one's.
        UserError: The group has ended.
    """
    with transaction.atomic():
        Union.objects.select_for_update().get(pk=owner.pk)
        changes = [change for change in preview_assignment(reader, owner, group, unions, day) if not change.same]
        if group is not None and group.valid_to is not None and group.valid_to <= day:
            raise UserError(f"“{group.name}” đã kết thúc.", f"“{group.name}” has ended.")
        moved = [change.union.pk for change in changes]
        for membership in _lasting(owner, day).filter(union__in=moved):
            _end(membership, day)
        if group is not None:
            GroupMembership.objects.bulk_create(
                [GroupMembership(group=group, union_id=pk, valid_from=day) for pk in moved], batch_size=500
            )
        if moved:
            told = {"group": group.pk if group else None, "day": day.isoformat(), "unions": moved}
            before = {str(c.union.pk): c.before.pk for c in changes if c.before}
            record(reader, "organisations.group_assigned", group or owner, union=owner, data=told | {"before": before})
    return len(moved)


def _lasting(owner: Union, day: date) -> QuerySet[GroupMembership]:
    return GroupMembership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=day), Q(valid_from=None) | Q(valid_from__lte=day), group__owner=owner
    )


def _end(membership: GroupMembership, day: date) -> None:
    """Ends a membership; one that had not begun is taken away."""
    if membership.valid_from is not None and membership.valid_from >= day:
        membership.delete()
    else:
        membership.valid_to = day
        membership.save(update_fields=["valid_to"])


def _check(owner: Union, name: str, start: date | None, end: date | None, besides: UnionGroup | None = None) -> None:
    if start and end and end < start:
        raise UserError("Ngày kết thúc trước ngày bắt đầu.", "The last day lies before the first.")
    others = UnionGroup.objects.filter(owner=owner, name=name, valid_from=start)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise UserError(f"Đã có khối, cụm tên “{name}”.", f"There is a group named “{name}” already.")
