"""Unions: found the first one, add, edit, rename, move."""

from __future__ import annotations

from copy import copy
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from vinhdanh.engines.vietnamese import short_date
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import Level, Union, UnionName
from vinhdanh.platform.organisations.models.unions import keys, step
from vinhdanh.platform.organisations.services import places, states, tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from uuid import UUID

    from vinhdanh.platform.accounts.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class UnionData:
    """What a form says of a union; lengths and ranges are checked already."""

    name: str
    code: str
    level: Level
    short: str = ""
    symbol: str = ""
    place: str = ""
    members: int | None = None
    women: int | None = None
    minority: int | None = None
    workers: int | None = None
    phone: str = ""
    email: str = ""
    valid_from: date | None = None

    def fields(self) -> dict[str, Any]:
        """Column -> value, with the keys of the name."""
        return {**asdict(self), "level": self.level, **keys(self.name)}


def found(data: UnionData, once: UUID | None = None) -> Union:
    """The first union of an empty database, at the first start: nobody can hold a post yet.

    Raises:
        UserError: There is one already.
    """
    with transaction.atomic():
        if Union.objects.exists():
            raise _founded_already()
        try:
            with transaction.atomic():
                # Always the first place: of two who found at once the second meets the constraint, for there is no row to lock yet.
                union = Union.objects.create(path=step(0), parent=None, once=once, **data.fields())
        except IntegrityError:
            raise _founded_already() from None
        record(None, "organisations.founded", union, union=union, data={"name": union.name, "code": union.code})
    return union


def _founded_already() -> UserError:
    return UserError("Hệ thống đã có đơn vị đầu tiên.", "The first union is there already.")


def create(reader: Reader, parent: Union, data: UnionData, *, once: UUID | None = None) -> Union:
    """A new union under `parent`. The same `once` a second time gives the union that the first time made.

    Raises:
        Forbidden: The reader does not keep the register of `parent`.
        UserError: The code is taken, the level stands above the parent's, the parent has ended, or the tree would be too deep.
    """
    with transaction.atomic():
        parent = tree.locked(parent)[0]
        if not rules.may_keep(reader, parent):
            raise Forbidden
        made = Union.objects.filter(once=once, parent=parent).first() if once else None
        if made is not None:
            return made
        if parent.valid_to is not None:
            raise UserError(
                f"“{parent.name}” đã kết thúc hoạt động nên không thể thêm đơn vị trực thuộc. Đồng chí chọn đơn vị khác.",
                f"“{parent.name}” has ended; no union can be added below it. Choose another one.",
            )
        _check_level(data.level, parent)
        union = _create(parent, data, once)
        record(reader, "organisations.created", union, union=union, data={"name": union.name, "parent": parent.pk})
    return union


def _create(parent: Union, data: UnionData, once: UUID | None) -> Union:
    check_code(data.code)
    try:
        with transaction.atomic():
            return Union.objects.create(path=tree.place(parent), parent=parent, once=once, **data.fields())
    except IntegrityError:
        # The same code typed by two people at once: the second one loses.
        raise code_taken(data.code) from None


def edit(reader: Reader, union: Union, data: UnionData, *, revision: int) -> Union:
    """Corrects what is told of a union; an official new name goes through `rename`.

    Raises:
        Forbidden: The reader does not keep its register.
        Outdated: Somebody else saved first; `theirs` holds what they saved.
        UserError: The code is taken, or the level stands above the parent's.

    A level or figures that it had until today are kept with the day.
    """
    with transaction.atomic():
        union = tree.fresh([union])[0]
        if not rules.may_keep(reader, union):
            raise Forbidden
        if union.parent is not None and data.level != union.level:
            _check_level(data.level, union.parent)
        check_code(data.code, besides=union)
        return save(reader, union, data.fields(), revision, "organisations.edited")


def edit_contacts(reader: Reader, union: Union, *, phone: str, email: str, revision: int) -> Union:
    """Changes telephone and mail of a union.

    Raises:
        Forbidden: The reader neither enters its lists nor keeps its register.
        Outdated: Somebody else saved first.
    """
    with transaction.atomic():
        union = tree.fresh([union])[0]
        if not rules.may_edit_contacts(reader, union):
            raise Forbidden
        return save(reader, union, {"phone": phone, "email": email}, revision, "organisations.contacts_edited")


def rename(reader: Reader, union: Union, name: str, *, day: date, decision: str, revision: int) -> Union:
    """Gives a union a new name from `day` on by a decision; the former one is kept with both. Issued campaigns keep theirs.

    Raises:
        Forbidden: The reader does not keep its register.
        Outdated: Somebody else saved first.
        UserError: The name is the one that it has, or the day has not come, lies before the union began or before its last new name.

    A second new name from the same day replaces the first; the former name again, from the same day, takes the renaming back.
    """
    with transaction.atomic():
        union = tree.fresh([union])[0]
        if not rules.may_keep(reader, union):
            raise Forbidden
        if union.name == name:
            raise UserError(
                "Tên mới giống tên hiện nay; chưa có gì thay đổi.", "The new name is the present one; nothing was changed."
            )
        places.check_day(union, day)
        places.check_last(union.former_names.aggregate(last=Max("until"))["last"], day)
        same_day = union.former_names.filter(until=day)
        if not same_day.exists():
            UnionName.objects.create(union=union, name=union.name, until=day, decision=decision)
        elif not same_day.filter(name=name).delete()[0]:
            same_day.update(decision=decision)
        return save(reader, union, {"name": name, **keys(name)}, revision, "organisations.renamed", decision=decision)


def move(reader: Reader, union: Union, parent: Union, *, day: date | None = None, reason: str = "") -> Union:
    """Hangs a union with all below it under another one, from `day` (today) on. Naturally idempotent; undone by moving back with the same day.

    Raises:
        Forbidden: The reader does not keep the union above it, now or then.
        UserError: It would become its own ancestor, the new parent has ended or did not stand yet, the day has not come or lies before
            its last move, or the tree would be too deep.
    """
    day = day or timezone.localdate()
    with transaction.atomic():
        union, parent = tree.locked(union, parent)
        if not (rules.may_place(reader, union) and rules.may_keep(reader, parent)):
            raise Forbidden
        if union.parent_id == parent.pk:
            return union
        if parent.valid_to is not None:
            raise UserError(
                f"“{parent.name}” đã kết thúc hoạt động nên không nhận đơn vị trực thuộc. Đồng chí chọn đơn vị khác.",
                f"“{parent.name}” has ended and takes no unions. Choose another one.",
            )
        places.check_day(union, day)
        places.check_began(parent, day)
        before = union.parent_id
        places.left(union, parent, day, reason)
        tree.move_branch(union, parent)
        record(
            reader,
            "organisations.moved",
            union,
            union=union,
            data={"from": before, "to": parent.pk, "day": day.isoformat(), "reason": reason},
        )
    return union


REACHED_BY = frozenset({"phone", "email"})
UNTOLD = ["…", "…"]
"""In the journal, which nobody can empty, stands that they changed: a union's telephone is mostly its chair's own."""


def save(reader: Reader, union: Union, new: Mapping[str, Any], revision: int, verb: str, **more: Any) -> Union:
    """Writes columns of a union if it still has `revision`, and the journal.

    Raises:
        Outdated: It has not.
    """
    held, before = copy(union), {name: getattr(union, name) for name in new}
    written = Union.objects.filter(pk=union.pk, revision=revision).update(**new, revision=F("revision") + 1)
    union.refresh_from_db()
    if not written:
        raise Outdated({name: words(getattr(union, name)) for name in new if not name.endswith("_key")})
    states.leave(held, new, timezone.localdate())
    changed = {
        name: UNTOLD if name in REACHED_BY else [words(before[name]), words(value)]
        for name, value in new.items()
        if before[name] != value and not name.endswith("_key")
    }
    record(reader, verb, union, union=union, data={"changed": changed, **more})
    return union


def words(value: object) -> str:
    """A column's value as a person reads it."""
    from datetime import date  # noqa: PLC0415 - the type alone is imported above

    if value is None:
        return ""
    return short_date(value) if isinstance(value, date) else str(value)


def check_code(code: str, besides: Union | None = None) -> None:
    """Refuses a code that another union has."""
    others = Union.objects.filter(code=code)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise code_taken(code)


def code_taken(code: str) -> UserError:
    """The refusal of a code that is used."""
    return UserError(
        f"Mã “{code}” đã được dùng cho một đơn vị khác. Đồng chí chọn mã khác.",
        f"The code “{code}” is used by another union. Choose another one.",
    )


def _check_level(level: Level, parent: Union) -> None:
    if level.rank < parent.level.rank:
        raise UserError(
            f"“{level.name}” là cấp trên của “{parent.level.name}” nên không thể trực thuộc “{parent.name}”. Đồng chí chọn cấp khác.",
            f"The level “{level.name}” stands above “{parent.level.name}” and cannot be below “{parent.name}”. Choose another level.",
        )
