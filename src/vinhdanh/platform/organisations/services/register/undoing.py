"""A register that was written is taken back whole, while nothing else has touched what it wrote."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models import F, ProtectedError
from django.utils import timezone

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import (
    Person,
    Post,
    RegisterImport,
    RegisterRow,
    Union,
    UnionName,
    UnionPlace,
    UnionState,
)
from vinhdanh.platform.organisations.models.unions import keys
from vinhdanh.platform.organisations.services import tree
from vinhdanh.platform.organisations.services.register import grouping
from vinhdanh.platform.organisations.services.register.incoming import State
from vinhdanh.platform.registry.merging import pointing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.platform.accounts.reader import Reader

Kind = RegisterRow.Kind
CHUNK = 500
NAMED = 5
"""So many unions are named in a refusal."""


def undo(reader: Reader, register: RegisterImport) -> RegisterImport:
    """Takes a written register back. A second call changes nothing.

    Raises:
        Forbidden: The reader does not keep the register.
        UserError: Something that it wrote was changed or used since; the first ones are named, nothing was taken back.
    """
    with transaction.atomic():
        tree.lock()
        register = RegisterImport.objects.select_for_update().select_related("union").get(pk=register.pk)
        if not rules.may_keep(reader, register.union):
            raise Forbidden
        if register.state != State.APPLIED:
            return register
        rows = list(register.rows.exclude(kind__in=(Kind.ERROR, Kind.SAME)).order_by("number"))
        if register.cleared_at is not None or any(not row.values for row in rows):
            raise UserError(
                "Thông tin để hoàn lại danh bạ này đã được xóa (hết hạn lưu giữ, hoặc theo yêu cầu xóa dữ liệu cá nhân). Chưa có gì bị hoàn lại; đồng chí sửa từng đơn vị.",
                "What is needed to take this register back was cleared away (kept long enough, or a person's data were erased). Nothing was taken back.",
            )
        touched = _touched(register, rows)
        if touched:
            raise _refusal(touched)
        try:
            with transaction.atomic():
                _take_back(register, rows)
        except ProtectedError:
            raise _refusal([]) from None
        register.state, register.undone_at = State.UNDONE, timezone.now()
        register.save(update_fields=["state", "undone_at"])
        record(reader, "organisations.register_undone", register, union=register.union, data={"rows": len(rows)})
    return register


def _touched(register: RegisterImport, rows: list[RegisterRow]) -> list[str]:
    """Names of unions that were changed, used or taken away since."""
    revisions = dict(Union.objects.below(register.union).values_list("pk", "revision"))
    changed = [row.name for row in rows if revisions.get(row.union_id or 0) != row.revision]
    changed = changed or grouping.changed(rows)
    if changed:
        return changed
    made = {row.union_id or 0: row.name for row in rows if row.kind == Kind.NEW}
    ours = {
        "organisations.Person": {row.before["person"] for row in rows if row.before.get("person")},
        "organisations.GroupMembership": grouping.memberships(rows),
        "organisations.Post": {row.before["post"] for row in rows if row.before.get("post")},
        "organisations.Union": {row.union_id for row in rows},
        "organisations.RegisterRow": {row.pk for row in rows},
    }
    return sorted({made[union] for union in _used(made, ours)})


def _used(made: dict[int, str], ours: dict[str, set[Any]]) -> Iterable[int]:
    """Those of the unions made to which a row points that the register did not write."""
    keys_ = list(made)
    for label in sorted(pointing("organisations.Union")):
        model = apps.get_model(label)
        for field in model._meta.get_fields():
            if not (field.many_to_one or field.one_to_one) or field.auto_created or field.related_model is not Union:
                continue
            for start in range(0, len(keys_), CHUNK):
                rows = model._base_manager.filter(**{f"{field.name}__in": keys_[start : start + CHUNK]})
                for pk, union in rows.values_list("pk", f"{field.name}_id"):
                    if pk not in ours.get(label, ()):
                        yield union


def _take_back(register: RegisterImport, rows: list[RegisterRow]) -> None:
    grouping.leave(rows)
    answering = [row.before for row in rows if "post" in row.before]
    for part in (answering[start : start + CHUNK] for start in range(0, len(answering), CHUNK)):
        Post.objects.filter(pk__in=[before["post"] for before in part]).delete()
        Post.objects.filter(pk__in=[pk for before in part for pk in before["was"]]).update(responsible=True)
        Person.objects.filter(pk__in=[before["person"] for before in part if before["person"]]).delete()
    for row in sorted((row for row in rows if "depth" in row.before), key=lambda row: row.before["depth"]):
        union, parent = tree.fresh([Union(pk=row.union_id), Union(pk=row.before["parent"])])
        UnionPlace.objects.filter(pk=row.before.get("place") or 0).delete()
        tree.move_branch(union, parent)
    for row in rows:
        if "values" in row.before:
            before: dict[str, Any] = {
                ("level_id" if name == "level" else name): date.fromisoformat(value) if name == "valid_from" and value else value
                for name, value in row.before["values"].items()
            }
            if "name" in before:
                before |= keys(before["name"])
            UnionName.objects.filter(pk=row.before.get("former", 0)).delete()
            UnionState.objects.filter(pk=row.before.get("state") or 0).delete()
            Union.objects.filter(pk=row.union_id or 0).update(**before, revision=F("revision") + 1)
    made = list(Union.objects.filter(pk__in=register.rows.filter(kind=Kind.NEW).values("union")).values_list("path", "pk"))
    register.rows.filter(kind=Kind.NEW).update(union=None)
    for length in sorted({len(path) for path, _ in made}, reverse=True):  # what stands below goes before what it hangs on
        layer = [pk for path, pk in made if len(path) == length]
        for start in range(0, len(layer), CHUNK):
            Union.objects.filter(pk__in=layer[start : start + CHUNK]).delete()


def _refusal(names: list[str]) -> UserError:
    shown = ", ".join(f"“{name}”" for name in names[:NAMED]) + ("…" if len(names) > NAMED else "")
    where = f": {shown}" if names else ""
    return UserError(
        f"Không hoàn lại được cả danh bạ vì sau khi ghi đã có thay đổi ở {len(names) or 'một số'} đơn vị{where}. "
        "Chưa có gì bị hoàn lại; đồng chí sửa từng đơn vị.",
        f"The register cannot be taken back: {len(names) or 'some'} unions were changed since{where}. Nothing was taken back.",
    )
