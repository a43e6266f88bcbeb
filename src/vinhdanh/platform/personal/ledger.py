"""The ledger of erasures: marks of the records that were erased, and the day. It tells nothing of anybody.

It lies in the data folder beside the database (`erased.jsonl`), because a backup made before an erasure still holds the person: whoever restores one finds here whom to
erase again. The records themselves say the same (`Person.erased_at`), so the file can always be made anew; it also keeps marks that a restored database does not know.
"""

from __future__ import annotations

import json
import os
import secrets
import uuid
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "erased.jsonl"
Marks = dict[uuid.UUID, date]


def read(path: Path) -> Marks:
    """The marks of a ledger, with the day of the erasure; empty when there is no file.

    Raises:
        UserError: it is no ledger.
    """
    try:
        text = path.read_text(encoding="utf-8")
        rows = [json.loads(line) for line in text.splitlines() if line.strip()]
        return {uuid.UUID(str(row["mark"])): date.fromisoformat(str(row["day"])) for row in rows}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"Không đọc được sổ xóa dữ liệu “{path}”; tệp có thể đã hỏng. Chưa có gì bị thay đổi. Đề nghị lấy lại tệp này, hoặc đổi tên nó để bỏ qua.",
            f"The ledger of erasures “{path}” cannot be read; it may be damaged. Nothing was changed. Bring it back, or rename it to go on without it.",
        ) from error


def text(marks: Mapping[uuid.UUID, date]) -> str:
    """A ledger as it stands in a file, in an order that tells nothing."""
    return "".join(json.dumps({"mark": str(mark), "day": marks[mark].isoformat()}) + "\n" for mark in sorted(marks))


def of_database(using: str = "default") -> Marks:
    """What the records themselves say; nothing where the tables are of a version that knew no marks."""
    from django.db import DatabaseError, transaction  # noqa: PLC0415  # the file is read where Django is not loaded

    from vinhdanh.platform.organisations.models import Person  # noqa: PLC0415  # as above

    try:
        with transaction.atomic(using):
            rows = list(Person.objects.using(using).exclude(erased_at=None).values_list("mark", "erased_at"))
    except DatabaseError:
        return {}
    return {mark: _day(at) for mark, at in rows if at is not None}


def keep(folder: Path) -> Marks:
    """Brings the file up to what the records say; marks that it had stay. Returns all of them."""
    path = folder / NAME
    with FileLock(folder / "erased.lock"):
        marks = {**_readable(path), **of_database()}
        if marks and text(marks) != (path.read_text(encoding="utf-8") if path.exists() else ""):
            write(path, marks)
    return marks


def write(path: Path, marks: Mapping[uuid.UUID, date]) -> None:
    """Writes a ledger, whole or not at all."""
    trial = path.with_name(f"{path.name}.{secrets.token_hex(6)}")
    handle = os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text(marks))
            file.flush()
            os.fsync(file.fileno())
        trial.replace(path)
    finally:
        trial.unlink(missing_ok=True)


def _readable(path: Path) -> Marks:
    """A damaged file is set aside, never written over: a person may mend it."""
    try:
        return read(path)
    except UserError:
        path.replace(path.with_name(f"{path.name}.damaged-{secrets.token_hex(4)}"))
        return {}


def _day(at: datetime) -> date:
    from django.utils import timezone  # noqa: PLC0415  # as above

    return timezone.localdate(at)
