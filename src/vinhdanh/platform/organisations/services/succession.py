"""Unions that merge, split, end and begin again, with dates, decisions and successors. Nothing is deleted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.journal.selectors import last_told
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import GroupMembership, Post, Succession, Union
from vinhdanh.platform.organisations.services import places, states, tree
from vinhdanh.platform.organisations.services.states import FIGURES
from vinhdanh.platform.organisations.services.taking_back import Watch
from vinhdanh.platform.organisations.services.unions import UnionData, check_code
from vinhdanh.platform.registry.merging import merge_unions, part_union

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader

MOST_PARTS = 20
Ended = list[int | str | None]
"""A row's key and the last day that it had."""


def merge(reader: Reader, kept: Union, gone: Sequence[Union], *, day: date, decision: str, add_figures: bool = True) -> Union:
    """Merges one or several unions into `kept` from `day` on: what stood below them, their people and posts, and what the steps hold follow.

    The ones that go stay readable as they were, with the day and their successor. A second call changes nothing. Undone by `take_back`.

    Args:
        reader: Who asks.
        kept: The union that goes on.
        gone: Those that end.
        day: The first day on which they are no more.
        decision: The decision by which it happens; required, it is the reason.
        add_figures: Their members are added to those of `kept`.

    Raises:
        Forbidden: The reader does not keep what stands above each of them.
        UserError: `kept` has ended, stands below one that goes, or the decision is missing.
    """
    if not decision.strip():
        raise UserError("Sáp nhập đơn vị cần ghi số, ngày của quyết định.", "A merger needs the number and day of its decision.")
    with transaction.atomic():
        kept, *leaving = tree.locked(kept, *{union.pk: union for union in gone}.values())
        if not leaving or not rules.may_keep(reader, kept) or not all(rules.may_place(reader, union) for union in leaving):
            raise Forbidden
        merged = list(Succession.objects.filter(successor=kept, predecessor__in=leaving, kind=Succession.Kind.MERGED))
        done = {row.predecessor_id for row in merged}
        leaving = [union for union in leaving if union.pk not in done]
        for union in leaving:
            _check_merger(kept, union, day)
        if not leaving:
            return kept
        watch = Watch(leaving, kept)
        for union in leaving:
            _merge_one(reader, tree.fresh([kept])[0], tree.fresh([union])[0], day, decision, add_figures=add_figures)
        watch.keep(Succession.Kind.MERGED, day, decision)
        return tree.fresh([kept])[0]


def _check_merger(kept: Union, union: Union, day: date) -> None:
    for one in (kept, union):
        if one.valid_to is not None:
            raise UserError(
                f"“{one.name}” đã kết thúc hoạt động nên không sáp nhập được nữa.",
                f"“{one.name}” has ended and cannot be merged.",
            )
    if kept.path.startswith(union.path):
        raise UserError(
            f"“{kept.name}” trực thuộc “{union.name}” nên không thể nhận sáp nhập đơn vị này. Đồng chí chuyển “{kept.name}” ra trước.",
            f"“{kept.name}” stands below “{union.name}” and cannot take it over. Move it out first.",
        )
    places.check_day(union, day)
    places.check_began(kept, day)


def _merge_one(reader: Reader, kept: Union, gone: Union, day: date, decision: str, *, add_figures: bool) -> None:
    Succession.objects.create(predecessor=gone, successor=kept, kind=Succession.Kind.MERGED, day=day, decision=decision)
    children = _leave(gone, day, decision)
    _end_memberships(gone, day)
    before = {name: getattr(kept, name) for name in FIGURES}
    merge_unions(kept, gone)
    sums = {
        name: before[name] + getattr(gone, name)
        for name in FIGURES
        if add_figures and before[name] is not None and getattr(gone, name) is not None
    }
    states.leave(kept, sums, day)
    Union.objects.filter(pk=kept.pk).update(**sums, revision=F("revision") + 1)
    Union.objects.filter(pk=gone.pk).update(valid_to=day, revision=F("revision") + 1)
    told = {
        "into": kept.pk,
        "from": gone.pk,
        "day": day.isoformat(),
        "decision": decision,
        "children": children,
        "figures": before,
    }
    record(reader, "organisations.merged", gone, union=gone, data=told)
    record(reader, "organisations.took_over", kept, union=kept, data=told)


def split(reader: Reader, union: Union, parts: Sequence[UnionData], *, day: date, decision: str, goes_on: bool) -> list[Union]:
    """Splits a union into new ones beside it. When it does not go on, all that it holds passes to the first part, to be moved on from there.

    Undone by `take_back`.

    Args:
        reader: Who asks.
        union: The union that is split.
        parts: The new unions; one at least, two when the old one ends.
        day: The first day of the new ones.
        decision: The decision by which it happens; required.
        goes_on: The old one stays beside the new ones.

    Raises:
        Forbidden: The reader does not keep what stands above it.
        UserError: It has ended or is the topmost one, a code is taken, or there are too few or too many parts.
    """
    if not decision.strip():
        raise UserError("Chia tách đơn vị cần ghi số, ngày của quyết định.", "A split needs the number and day of its decision.")
    if not (1 if goes_on else 2) <= len(parts) <= MOST_PARTS:
        raise UserError(
            f"Chia tách thành ít nhất hai đơn vị (một đơn vị mới nếu đơn vị cũ vẫn hoạt động), nhiều nhất {MOST_PARTS}.",
            f"A split gives at least two unions (one new one when the old one goes on), at most {MOST_PARTS}.",
        )
    with transaction.atomic():
        union = tree.locked(union)[0]
        if union.parent is None or not rules.may_place(reader, union):
            raise Forbidden
        if union.valid_to is not None:
            raise UserError(f"“{union.name}” đã kết thúc hoạt động.", f"“{union.name}” has ended.")
        places.check_day(union, day)
        watch = Watch([union])
        made = [_part(reader, union, part, day, decision) for part in parts]
        if not goes_on:
            _leave(union, day, decision)
            _end_memberships(union, day)
            merge_unions(made[0], union)
            Union.objects.filter(pk=union.pk).update(valid_to=day)
        part_union(union, made)
        Union.objects.filter(pk=union.pk).update(revision=F("revision") + 1)
        watch.keep(Succession.Kind.SPLIT, day, decision, made)
        told = {"into": [new.pk for new in made], "day": day.isoformat(), "decision": decision, "goes_on": goes_on}
        record(reader, "organisations.split", union, union=union, data=told)
    return made


def _part(reader: Reader, union: Union, part: UnionData, day: date, decision: str) -> Union:
    """A new union beside the one that is split."""
    check_code(part.code)
    fields = part.fields() | {"valid_from": day}
    new = Union.objects.create(path=tree.place(union.parent), parent=union.parent, **fields)
    Succession.objects.create(predecessor=union, successor=new, kind=Succession.Kind.SPLIT, day=day, decision=decision)
    record(reader, "organisations.created", new, union=new, data={"name": new.name, "split_from": union.pk})
    return new


def close(reader: Reader, union: Union, *, day: date, reason: str) -> Union:
    """Ends a union from `day` on, and the posts in it. Undone by `reopen`. A second call changes nothing.

    Raises:
        Forbidden: The reader does not keep what stands above it.
        UserError: Living unions stand below it, or the reason is missing.
    """
    if not reason.strip():
        raise UserError("Kết thúc đơn vị cần ghi lý do hoặc quyết định.", "Ending a union needs a reason or a decision.")
    with transaction.atomic():
        union = tree.locked(union)[0]
        if not rules.may_place(reader, union):
            raise Forbidden
        if union.valid_to is not None:
            return union
        below = Union.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), parent=union).count()
        if below:
            raise UserError(
                f"“{union.name}” còn {below} đơn vị trực thuộc đang hoạt động. Đồng chí chuyển hoặc kết thúc các đơn vị đó trước.",
                f"{below} living unions stand below “{union.name}”. Move or end them first.",
            )
        places.check_began(union, day)
        posts = _end(Post.objects.filter(union=union), day)
        groups = _end_memberships(union, day)
        Union.objects.filter(pk=union.pk).update(valid_to=day, revision=F("revision") + 1)
        part_union(union, [])
        told = {"day": day.isoformat(), "reason": reason, "posts": posts, "groups": groups}
        record(reader, "organisations.closed", union, union=union, data=told)
        union.refresh_from_db()
    return union


def reopen(reader: Reader, union: Union, *, reason: str) -> Union:
    """Lets a union that was ended by itself go on, as if it had not ended. On the day on which that was written its posts and groups come back too; later a person gives them anew.

    Raises:
        Forbidden: The reader does not keep what stands above it.
        UserError: It passed into another one by a merger or a split, or the union above it has ended, or the reason is missing.
    """
    if not reason.strip():
        raise UserError("Mở lại đơn vị cần ghi lý do.", "Reopening a union needs a reason.")
    with transaction.atomic():
        union = tree.locked(union)[0]
        if not rules.may_place(reader, union):
            raise Forbidden
        if union.valid_to is None:
            return union
        if Succession.objects.filter(predecessor=union).exists():
            raise UserError(
                f"“{union.name}” đã sáp nhập hoặc chia tách nên không mở lại được. Đồng chí hoàn lại việc sáp nhập, chia tách, hoặc lập đơn vị mới.",
                f"“{union.name}” was merged or split and cannot be reopened. Take the merger or split back, or create a new union.",
            )
        if union.parent is not None and union.parent.valid_to is not None:
            raise UserError(
                f"“{union.parent.name}” đã kết thúc. Đồng chí mở lại hoặc chuyển đơn vị này sang nơi khác trước.",
                f"“{union.parent.name}” has ended. Reopen it, or move this union first.",
            )
        before = union.valid_to
        whole = _take_back(union)
        Union.objects.filter(pk=union.pk).update(valid_to=None, revision=F("revision") + 1)
        told = {"ended": before.isoformat(), "reason": reason, "with_posts": whole}
        record(reader, "organisations.reopened", union, union=union, data=told)
        union.refresh_from_db()
    return union


def _leave(union: Union, day: date, decision: str) -> list[int]:
    """Keeps that what stands right below a union stood there until `day`; their keys."""
    children = list(Union.objects.filter(parent=union))
    for child in children:
        places.leave(child, union.pk, day, decision)
    return [child.pk for child in children]


def _end_memberships(union: Union, day: date) -> list[Ended]:
    """Its places in groups end; one that was to begin later never begins."""
    return _end(GroupMembership.objects.filter(union=union), day)


def _end(rows: QuerySet[Any], day: date) -> list[Ended]:
    """Ends rows with days that last beyond `day`, those that were to begin later before they begin; gives their keys and last days as they were."""
    lasting = rows.filter(Q(valid_to=None) | Q(valid_to__gt=day))
    ended: list[Ended] = [[pk, to.isoformat() if to else None] for pk, to in lasting.values_list("pk", "valid_to")]
    lasting.filter(valid_from__gt=day).update(valid_to=F("valid_from"))
    rows.filter(Q(valid_to=None) | Q(valid_to__gt=day), Q(valid_from=None) | Q(valid_from__lte=day)).update(valid_to=day)
    return ended


def _take_back(union: Union) -> bool:
    """Gives posts and groups of a union that was ended today the last days that they had; False: it was ended on another day."""
    told = last_told("organisations.closed", union, timezone.localdate())
    if told is None or told.get("day") != (union.valid_to.isoformat() if union.valid_to else ""):
        return False
    for model, rows in ((Post, told.get("posts", [])), (GroupMembership, told.get("groups", []))):
        for pk, to in rows:
            model._base_manager.filter(pk=pk, union=union).update(valid_to=date.fromisoformat(to) if to else None)
    return True
