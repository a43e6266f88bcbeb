"""The tree's lock, places in it, and moving a branch: no permission is checked here, services do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Max, Value
from django.db.models.functions import Concat, Length, Substr

from vinhdanh.errors import UserError
from vinhdanh.platform.organisations.models import Union
from vinhdanh.platform.organisations.models.unions import DIGITS, LONGEST_PATH, WIDTH, step

if TYPE_CHECKING:
    from collections.abc import Iterable


def lock() -> None:
    """Lets one transaction at a time change the shape of the tree: the topmost rows are locked (SQLite writes one at a time anyway)."""
    list(Union.objects.select_for_update().filter(parent=None).order_by("pk").values_list("pk", flat=True))


def next_number(parent: Union | None) -> int:
    """Number of the next child's step; the tree must be locked."""
    # The path tells the place, not the parent's column: both agree, and the path is indexed.
    last = Union.objects.filter(parent=parent).aggregate(last=Max("path"))["last"]
    return int(last[-WIDTH:], len(DIGITS)) + 1 if last else 0


def place(parent: Union | None, number: int | None = None) -> str:
    """The path of a new child of `parent`, fresh from the database.

    Raises:
        UserError: The tree would be too deep.
    """
    above = Union.objects.values_list("path", flat=True).get(pk=parent.pk) if parent else ""
    if len(above) + WIDTH > LONGEST_PATH:
        raise too_deep()
    return above + step(next_number(parent) if number is None else number)


def move_branch(union: Union, parent: Union | None, number: int | None = None) -> None:
    """Hangs `union` with all below it under `parent`, last or in the place of this number; the tree must be locked, both fresh from the database.

    Raises:
        UserError: `parent` is the union itself or below it, or the tree would be too deep.
    """
    if parent is not None and parent.path.startswith(union.path):
        raise own_ancestor(union.name)
    old, new = union.path, place(parent, number)
    branch = Union.objects.below(union)
    deepest = branch.aggregate(most=Max(Length("path")))["most"] or len(old)
    if deepest - len(old) + len(new) > LONGEST_PATH:
        raise too_deep()
    branch.update(path=Concat(Value(new), Substr("path", len(old) + 1)))
    Union.objects.filter(pk=union.pk).update(parent=parent, revision=F("revision") + 1)
    union.refresh_from_db()


def locked(*unions: Union) -> list[Union]:
    """The same unions as they stand now, after the tree was locked."""
    lock()
    return fresh(unions)


def fresh(unions: Iterable[Union]) -> list[Union]:
    """The same unions as they stand now, in the same order, their level and parent with them."""
    wanted = [union.pk for union in unions]
    found = {union.pk: union for union in Union.objects.filter(pk__in=wanted).select_related("level", "parent")}
    return [found[pk] for pk in wanted]


def own_ancestor(name: str) -> UserError:
    """The refusal of a union above itself."""
    return UserError(
        f"Không thể đặt “{name}” dưới chính đơn vị đó hoặc dưới một đơn vị trực thuộc của nó. Đồng chí chọn đơn vị cấp trên khác.",
        f"“{name}” cannot stand below itself or below one of its own unions. Choose another union above it.",
    )


def too_deep() -> UserError:
    """The refusal of a tree of too many levels."""
    most = LONGEST_PATH // WIDTH
    return UserError(
        f"Cây đơn vị có tối đa {most} bậc; chỗ này sẽ sâu hơn. Đồng chí chọn đơn vị cấp trên khác.",
        f"The tree has at most {most} levels; this place would be deeper. Choose another union above it.",
    )
