"""What a register tells of people goes when it has served its purpose: the file, and what its rows say. That it was written, by whom and when, stays."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop

from vinhdanh.engines.vietnamese import match_key
from vinhdanh.platform.files.services import remove
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations.models import Person, Post, RegisterImport, RegisterRow, Union
from vinhdanh.platform.organisations.models.unions import prefixes
from vinhdanh.platform.organisations.services.register.incoming import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OVER = (State.APPLIED, State.UNDONE, State.DROPPED, State.FAILED)
TOO_OLD = gettext_noop("Đã bỏ vì quá hạn lưu giữ mà chưa ghi; chưa có gì thay đổi. Đề nghị tải tệp lên lại khi cần.")
ERASED = gettext_noop(
    "Đã bỏ vì vừa có người của đơn vị được xóa dữ liệu cá nhân, mà tệp có thể còn ghi người đó; chưa có gì thay đổi. Đề nghị bỏ người đó khỏi tệp rồi tải lên lại."
)


def clear(register: RegisterImport, words: str = "") -> None:
    """Empties a register; one that was not written is dropped, with `words` as the reason. Inside a transaction; a second call changes nothing."""
    register = RegisterImport.objects.select_for_update(of=("self",)).select_related("file", "union").get(pk=register.pk)
    if register.cleared_at is not None:
        return
    _empty(register.rows.all())
    register.cleared_at = timezone.now()
    if register.state not in OVER:
        register.state, register.words = State.DROPPED, words
    register.save(update_fields=["cleared_at", "state", "words"])
    _take_file(register)
    record(None, "organisations.register_cleared", register, union=register.union)


def clear_old() -> int:
    """Empties the registers that were finished, or left in preview, `REGISTER_DAYS` days ago or earlier; returns how many."""
    before = timezone.now() - timedelta(days=settings.REGISTER_DAYS)
    finished = (
        Q(undone_at__lte=before)
        | Q(undone_at=None, applied_at__lte=before)
        | Q(undone_at=None, applied_at=None, created_at__lte=before)
    )
    found = RegisterImport.objects.filter(finished, cleared_at=None).exclude(state=State.APPLYING)
    keys = list(found.values_list("pk", flat=True))
    for pk in keys:
        with transaction.atomic():
            clear(RegisterImport(pk=pk), TOO_OLD)
    return len(keys)


def forget(people: Sequence[Person]) -> int:
    """Takes people out of the registers of their unions and those above, before their records are emptied; returns how many rows held them.

    The files go, whatever stands in them: a row may say less than its file, and to read them all would hold up everybody. Of a register that was written or set
    aside the rows that name one of the people are emptied; one that was not written yet is dropped, and its officer told why.
    """
    told = [_Told(person) for person in people]
    unions = {person.union_id for person in people} | set(Post.objects.filter(person__in=people).values_list("union", flat=True))
    trees = Union.objects.filter(pk__in=unions).values_list("path", flat=True)
    paths = {above for path in trees for above in prefixes(path, itself=True)}
    number = 0
    for register in RegisterImport.objects.filter(union__path__in=paths, cleared_at=None).order_by("pk"):
        naming = [row.pk for row in register.rows.iterator(500) if any(one.is_in(row) for one in told)]
        number += len(naming)
        if register.state not in OVER:
            clear(register, ERASED)
        else:
            _empty(register.rows.filter(pk__in=naming))
            _take_file(register)
    return number


def _take_file(register: RegisterImport) -> None:
    file, register.file = register.file, None
    register.save(update_fields=["file"])
    if file is not None:
        remove(file)


class _Told:
    """What a register may tell of a person."""

    def __init__(self, person: Person) -> None:
        self.pk = person.pk
        self.key = match_key(person.name)
        self.texts = [text for text in (person.name, person.phone, person.email) if len(text) > 3]

    def is_in(self, row: RegisterRow) -> bool:
        """Whether the row tells anything of the person."""
        if row.before.get("person") == self.pk:
            return True
        names = [
            (row.values.get("new") or {}).get("responsible") or "",
            *(str(side) for change in row.changes for side in change[1:]),
        ]
        if any(name and match_key(name) == self.key for name in names):
            return True
        whole = json.dumps([row.values, row.changes, row.findings, row.before], ensure_ascii=False)
        return any(text in whole for text in self.texts)


def _empty(rows: Iterable[RegisterRow]) -> None:
    rows.update(values={}, changes=[], findings=[], before={})  # type: ignore[attr-defined]  # a queryset or a related manager
