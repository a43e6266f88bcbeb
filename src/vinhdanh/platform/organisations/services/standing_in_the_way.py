"""What has happened since a merger or a split that forbids taking it back, as sentences that say what to do first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from vinhdanh.engines.vietnamese import short_date
from vinhdanh.errors import UserError
from vinhdanh.platform.organisations.models import Person, Post, Succession, Union, UnionGroup, UnionPlace
from vinhdanh.platform.registry import traces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.platform.organisations.models import Reorganisation


def hindrances(held: Reorganisation, old: list[Union], new: list[Union]) -> list[UserError]:
    """Why it cannot be taken back; none: it can. Looked at again, under locks, when it is done."""
    found = [*_later(held), *_ended(old, new)]
    if held.changes["ends"]:
        found += _children_gone(held, new[0])
    if held.kind == Succession.Kind.SPLIT:
        found += _parts_used(held, new)
    parts = held.new if held.kind == Succession.Kind.SPLIT else []
    return found + traces.hindrances(held.changes, parts)


def gone_elsewhere() -> UserError:
    """The refusal where the database found what nobody foresaw."""
    return UserError(
        "Không hoàn lại được vì có hồ sơ đã thay đổi từ đó đến nay. Chưa có gì bị hoàn lại.",
        "It cannot be taken back, for records were changed since. Nothing was taken back.",
    )


def _later(held: Reorganisation) -> Iterator[UserError]:
    """A later merger or split of one of the unions, or of what stands below them since: the last one goes first."""
    keys = [*held.old, *held.new]
    children = [key for key, *_ in held.changes["children"]]
    ours = Succession.objects.filter(reorganisation=held).order_by("-pk").values("pk")[:1]
    touching = Q(predecessor__in=keys) | Q(successor__in=keys) | Q(predecessor__in=children) | Q(successor__in=children)
    later = (
        Succession.objects.filter(touching, pk__gt=Coalesce(Subquery(ours), 0))
        .exclude(reorganisation=held)
        .order_by("-pk")
        .select_related("predecessor")
    )
    row = later.first()
    if row is not None:
        what, name, day = row.get_kind_display().lower(), row.predecessor.name, short_date(row.day)
        yield UserError(
            f"Sau đó còn có việc {what} “{name}” ngày {day}. Đồng chí hoàn lại việc đó trước.",
            f"“{name}” was merged or split after that, on {row.day.isoformat()}. Take that back first.",
        )


def _ended(old: list[Union], new: list[Union]) -> Iterator[UserError]:
    """One that came of it has ended, or there is nothing any more above one that shall go on."""
    ended = [union for union in new if union.valid_to is not None]
    ended += [union.parent for union in old if union.parent is not None and union.parent.valid_to is not None]
    for union in ended:
        yield UserError(
            f"“{union.name}” đã kết thúc hoạt động. Đồng chí mở lại đơn vị đó trước.",
            f"“{union.name}” has ended. Reopen it first.",
        )


def _children_gone(held: Reorganisation, kept: Union) -> Iterator[UserError]:
    """A union that followed has been moved on."""
    keys = [key for key, *_ in held.changes["children"]]
    known = {*held.changes["places"], *held.changes["places_before"]}
    moved = set(UnionPlace.objects.filter(union__in=keys).exclude(pk__in=known).values_list("union", flat=True))
    rows = Union.objects.filter(pk__in=keys).exclude(parent=kept, pk__in=set(keys) - moved).order_by("path")
    names = list(rows.values_list("name", flat=True)[:4])
    if names:
        shown = ", ".join(f"“{name}”" for name in names[:3]) + ("…" if len(names) > 3 else "")
        yield UserError(
            f"Sau đó đã chuyển {shown} sang nơi khác. Đồng chí chuyển về dưới “{kept.name}” với cùng ngày trước.",
            f"{shown} moved elsewhere after that. Move back below “{kept.name}” with the same day first.",
        )


def _parts_used(held: Reorganisation, parts: list[Union]) -> Iterator[UserError]:
    """Something that a part of a split has of its own."""
    today = timezone.localdate()
    lasting = Q(valid_to=None) | Q(valid_to__gt=today)
    rows = {
        "organisations.Union": Union.objects.filter(lasting, parent__in=parts),
        "organisations.Person": Person.objects.filter(union__in=parts, merged_into=None, erased_at=None),
        "organisations.Post": Post.objects.filter(lasting, union__in=parts),
        "organisations.UnionGroup": UnionGroup.objects.filter(lasting, owner__in=parts),
    }
    followed = {traces.UNION: {key for key, *_ in held.changes["children"]}}
    names = {"organisations.Union": "parent__name", "organisations.UnionGroup": "owner__name"}
    for label, found in rows.items():
        ours = {row[0] for row in held.changes["changed"].get(label, ())} | followed.get(label, set())
        named = found.order_by("pk").values_list("pk", names.get(label, "union__name"))
        own = [name for key, name in named if key not in ours]
        if own:
            yield _used(label, own[0], len(own))


def _used(label: str, name: str, number: int) -> UserError:
    """Of rows of one model that a part of a split has."""
    told = {
        "organisations.Union": UserError(
            f"“{name}” đã có đơn vị trực thuộc ghi thêm sau khi chia tách ({number}). Đồng chí chuyển đi nơi khác trước.",
            f"“{name}” has unions below it written after the split ({number}). Move them first.",
        ),
        "organisations.Person": UserError(
            f"“{name}” đã có người ghi thêm sau khi chia tách ({number}). Đồng chí chuyển sang đơn vị khác trước.",
            f"“{name}” has people written after the split ({number}). Move them first.",
        ),
        "organisations.Post": UserError(
            f"“{name}” đã có chức vụ ghi thêm sau khi chia tách ({number}). Đồng chí ghi thôi giữ chức vụ trước.",
            f"“{name}” has posts written after the split ({number}). End them first.",
        ),
        "organisations.UnionGroup": UserError(
            f"“{name}” đã lập khối, cụm sau khi chia tách ({number}). Đồng chí ghi ngày kết thúc của khối, cụm trước.",
            f"“{name}” has formed groups after the split ({number}). End them first.",
        ),
    }
    return told[label]
