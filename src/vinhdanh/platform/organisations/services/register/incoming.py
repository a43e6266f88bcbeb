"""The file is kept and read; its preview changes nothing but the preview."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from vinhdanh.engines.vietnamese import match_key
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.design.language import said
from vinhdanh.platform.files.selectors import read_file
from vinhdanh.platform.files.services import clean_name, store
from vinhdanh.platform.jobs.services import enqueue
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import RegisterImport, RegisterRow
from vinhdanh.platform.organisations.models.register import RANK
from vinhdanh.platform.organisations.register.groups import NEW
from vinhdanh.platform.organisations.register.known import Knowledge
from vinhdanh.platform.organisations.register.plan import Planned, plan
from vinhdanh.platform.organisations.register.reading import read

if TYPE_CHECKING:
    from uuid import UUID

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union

State = RegisterImport.State

INLINE_BYTES = 200_000
"""A larger file is read as a job: some 2,000 rows."""
INLINE_ROWS = 2_000
"""More rows are written as a job."""
MOST_BYTES = 64 * 2**20
BATCH = 500


def upload(reader: Reader, union: Union, data: bytes, filename: str, *, once: UUID) -> RegisterImport:
    """Keeps a register for the unions below `union` and reads it, a large one as a job. The same `once` gives the same import.

    Raises:
        Forbidden: The reader does not keep the union's register.
        UserError: The file is empty or too large.
    """
    if not rules.may_keep(reader, union):
        raise Forbidden
    if not 0 < len(data) <= MOST_BYTES:
        raise UserError(
            "Tệp trống hoặc quá lớn (trên 64 MB). Đồng chí kiểm tra lại tệp.", "The file is empty or larger than 64 MB."
        )
    with transaction.atomic():
        made = RegisterImport.objects.filter(once=once, union=union).first()
        if made is not None:
            return made
        file = store(reader, union, clean_name(filename), data, limit=MOST_BYTES, guarded=True)
        register = RegisterImport.objects.create(
            union=union, filename=file.name, file=file, digest=file.digest, by=reader.user, once=once
        )
        told = {"digest": file.digest, "size": len(data)}
        record(reader, "organisations.register_uploaded", register, union=union, data=told)
        if len(data) > INLINE_BYTES:
            enqueue(reader, "organisations.preview_register", _("Đọc danh bạ đơn vị"), union=union, register=register.pk)
            return register
    return preview(register)


def preview(register: RegisterImport) -> RegisterImport:
    """Reads the file and compares it with what is known now; what a person chose for a row is kept. Repeatable until it is applied."""
    if register.state not in {State.WAITING, State.PREVIEW} or register.file is None:
        return register
    choices = dict(register.rows.exclude(choice="").values_list("number", "choice"))
    try:
        known = Knowledge(register.union, timezone.localdate())
        agreed = {match_key(name) for name, _rows, yes in register.new_groups if yes}
        rows = plan(known, read(read_file(register.file), register.filename), choices, agreed)
    except UserError as error:
        RegisterImport.objects.filter(pk=register.pk).update(state=State.FAILED, words=said(error)[:1000])
        register.refresh_from_db()
        return register
    with transaction.atomic():
        locked = RegisterImport.objects.select_for_update().get(pk=register.pk)
        if locked.state in {State.WAITING, State.PREVIEW}:
            locked.rows.all().delete()
            RegisterRow.objects.bulk_create([_row(register, row, choices) for row in rows], batch_size=BATCH)
            locked.state, locked.counts = State.PREVIEW, _counts(rows)
            locked.new_groups = _new_groups(rows, agreed)
            locked.save(update_fields=["state", "counts", "new_groups"])
    register.refresh_from_db()
    return register


def choose(reader: Reader, row: RegisterRow, choice: str) -> RegisterImport:
    """Says that a new row is ("same") or is not ("new") the union of like name; the preview is made anew.

    Raises:
        Forbidden: The reader does not keep the register, or there is nothing to choose.
    """
    if not rules.may_keep(reader, row.register.union) or choice not in {"new", "same"} or row.similar_id is None:
        raise Forbidden
    with transaction.atomic():
        register = RegisterImport.objects.select_for_update().get(pk=row.register_id)
        if register.state != State.PREVIEW:
            raise Forbidden
        RegisterRow.objects.filter(pk=row.pk).update(choice=choice)
        record(
            reader,
            "organisations.register_row_chosen",
            register,
            union=register.union,
            data={"row": row.number, "choice": choice},
        )
    return preview(register)


def agree_group(reader: Reader, register: RegisterImport, name: str) -> RegisterImport:
    """A person agrees that a group named in the file is formed when the register is written; the preview is made anew. Naturally idempotent.

    Raises:
        Forbidden: The reader does not keep the register, or the preview asks for no such group.
    """
    with transaction.atomic():
        register = RegisterImport.objects.select_for_update(of=("self",)).select_related("union").get(pk=register.pk)
        asked = {one for one, _rows, _yes in register.new_groups}
        if not rules.may_keep(reader, register.union) or register.state != State.PREVIEW or name not in asked:
            raise Forbidden
        register.new_groups = [[one, rows, yes or one == name] for one, rows, yes in register.new_groups]
        register.save(update_fields=["new_groups"])
        record(reader, "organisations.register_group_agreed", register, union=register.union, data={"group": name})
    return preview(register)


def drop(reader: Reader, register: RegisterImport) -> RegisterImport:
    """Sets a preview aside; nothing had changed. The file is kept.

    Raises:
        Forbidden: The reader does not keep the register.
    """
    with transaction.atomic():
        register = RegisterImport.objects.select_for_update().select_related("union").get(pk=register.pk)
        if not rules.may_keep(reader, register.union):
            raise Forbidden
        if register.state in {State.PREVIEW, State.FAILED, State.WAITING}:
            register.state = State.DROPPED
            register.save(update_fields=["state"])
            record(reader, "organisations.register_dropped", register, union=register.union)
    return register


def _row(register: RegisterImport, row: Planned, choices: dict[int, str]) -> RegisterRow:
    return RegisterRow(
        register=register,
        number=row.number,
        kind=row.kind,
        rank=RANK[row.kind],
        name=row.name,
        union_id=row.known.pk if row.known else None,
        similar_id=row.similar.pk if row.similar else None,
        choice=choices.get(row.number, ""),
        values={
            "new": {name: plain(value) for name, value in row.new.items()},
            "code": row.code,
            "level": row.level,
            "parent": list(row.parent) if row.parent else None,
            "moves": row.moves,
        },
        changes=[list(change) for change in row.changes],
        findings=[list(problem) for problem in row.problems or row.row.notes],
        revision=row.known.revision if row.known else 0,
    )


def _new_groups(rows: list[Planned], agreed: set[str]) -> list[list[Any]]:
    """Groups that the file names and that are not there: as first written, how many rows, whether a person agreed."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        new = row.new.get("group")
        name = row.unknown_group or (new[1] if new and new[0] == NEW else "")
        if name:
            one = found.setdefault(match_key(name), [name, 0, match_key(name) in agreed])
            one[1] += 1
    return list(found.values())


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value


def _counts(rows: list[Planned]) -> dict[str, int]:
    counts = dict.fromkeys(RegisterRow.Kind.values, 0)
    for row in rows:
        counts[row.kind] += 1
    return counts
