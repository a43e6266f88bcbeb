"""What is to be settled, and where it was typed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs. Only `BLOCKING` keeps a nominee or a paper back."""

    BLOCKING = "blocking"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to settle: the place, what is wrong, what to do about it.

    Args:
        code: Stable, lower case, `engine.subject`, e.g. `sheets.birth-unreadable`.
        message: What is wrong, in Vietnamese that a chair understands.
        remedy: What to do, in Vietnamese, a sentence that begins with a verb.
        file: Name of the file in the folder, relative, or "".
        sheet: Sheet name, or "".
        cell: A1 notation, or "".
        union: Code of the union concerned, or "".
        nominee: Id of the nominee concerned, or "".
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    union: str = ""
    nominee: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record was typed: file in the folder, sheet, 1-based row."""

    file: str
    sheet: str
    row: int
