"""The groups of a register: formed where a person agreed, filled, and taken back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from vinhdanh.engines.vietnamese import match_key, sort_key
from vinhdanh.platform.organisations.models import GroupMembership, Union, UnionGroup
from vinhdanh.platform.organisations.register.groups import NEW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.platform.organisations.models import RegisterRow

BATCH = 500
KEY = 500


def join(top: Union, rows: Iterable[RegisterRow], today: date) -> None:
    """Puts the unions of the rows into their groups, each from its day on; what was before is noted in the row."""
    joining = [row for row in rows if row.values["new"].get("group")]
    if not joining:
        return
    formed = _form(top, joining)
    held: dict[int, list[GroupMembership]] = defaultdict(list)
    for membership in GroupMembership.objects.filter(group__owner=top).order_by("pk"):
        held[membership.union_id].append(membership)
    ended, gone, made = [], [], []
    for row in joining:
        key, name = row.values["new"]["group"]
        group = formed[match_key(name)] if key == NEW else key
        day = date.fromisoformat(row.values["new"]["group_from"] or today.isoformat())
        note: dict[str, Any] = {"ended": [], "gone": []}
        for one in held[row.union_id or 0]:
            if one.valid_to is not None and one.valid_to <= day:
                continue
            if one.valid_from is not None and one.valid_from >= day:  # it had not begun
                note["gone"].append([one.group_id, _text(one.valid_from), _text(one.valid_to)])
                gone.append(one.pk)
            else:
                note["ended"].append([one.pk, _text(one.valid_to)])
                one.valid_to = day
                ended.append(one)
        made.append(GroupMembership(group_id=group, union_id=row.union_id or 0, valid_from=day))
        row.before = {**row.before, "group": {**note, "formed": sorted(formed.values()) if row is joining[0] else []}}
    GroupMembership.objects.bulk_update(ended, ["valid_to"], batch_size=BATCH)
    for start in range(0, len(gone), BATCH):
        GroupMembership.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    for row, membership in zip(joining, GroupMembership.objects.bulk_create(made, batch_size=BATCH), strict=True):
        row.before["group"]["made"] = membership.pk


def memberships(rows: Iterable[RegisterRow]) -> set[int]:
    """Keys of the memberships that the rows made."""
    return {row.before["group"]["made"] for row in rows if "group" in row.before}


def changed(rows: Iterable[RegisterRow]) -> list[str]:
    """Names of unions that have left since the group into which a row put them."""
    noted = {row.before["group"]["made"]: row.name for row in rows if "group" in row.before}
    there: set[int] = set()
    keys = list(noted)
    for start in range(0, len(keys), BATCH):
        there |= set(
            GroupMembership.objects.filter(pk__in=keys[start : start + BATCH], valid_to=None).values_list("pk", flat=True)
        )
    return [name for key, name in noted.items() if key not in there]


def leave(rows: Iterable[RegisterRow]) -> None:
    """Takes back what `join` did; a group that it formed goes when nobody else is in it."""
    notes = [(row, row.before["group"]) for row in rows if "group" in row.before]
    for start in range(0, len(notes), BATCH):
        part = notes[start : start + BATCH]
        GroupMembership.objects.filter(pk__in=[note["made"] for _row, note in part]).delete()
        until = {key: _day(to) for _row, note in part for key, to in note["ended"]}
        ended = list(GroupMembership.objects.filter(pk__in=list(until)))
        for one in ended:
            one.valid_to = until[one.pk]
        GroupMembership.objects.bulk_update(ended, ["valid_to"], batch_size=BATCH)
        again = [
            GroupMembership(group_id=group, union_id=row.union_id or 0, valid_from=_day(start_), valid_to=_day(to))
            for row, note in part
            for group, start_, to in note["gone"]
        ]
        GroupMembership.objects.bulk_create(again, batch_size=BATCH)
    formed = [key for _row, note in notes for key in note["formed"]]
    UnionGroup.objects.filter(pk__in=formed, memberships=None).delete()


def _form(top: Union, rows: Iterable[RegisterRow]) -> dict[str, int]:
    """The groups that a person agreed to and that are still not there, last in order, by the key of their name."""
    names: dict[str, str] = {}
    for key, name in (row.values["new"]["group"] for row in rows):
        if key == NEW:
            names.setdefault(match_key(name), name)  # as it was first written
    if not names:
        return {}
    there = {match_key(group.name): group.pk for group in UnionGroup.objects.filter(owner=top, valid_to=None)}
    last = UnionGroup.objects.filter(owner=top).aggregate(last=Max("position"))["last"]
    place = 0 if last is None else last + 1
    found = {}
    for number, (word, name) in enumerate(names.items()):
        if word in there:
            found[word] = there[word]
            continue
        position = min(32_767, place + number)
        found[word] = UnionGroup.objects.create(owner=top, name=name, sort_key=sort_key(name)[:KEY], position=position).pk
    return found


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
