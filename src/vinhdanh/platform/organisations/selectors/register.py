"""Reads of registers that came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import RegisterImport, RegisterRow, Union
from vinhdanh.platform.organisations.selectors import unions as selectors

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader


def imports(reader: Reader) -> QuerySet[RegisterImport]:
    """Registers for unions whose register the reader keeps, the newest first."""
    keeping = [held.union_id for held in reader.posts if held.role in rules.KEEPERS]
    if not keeping:
        return RegisterImport.objects.none()
    return RegisterImport.objects.filter(union__in=reader.unions()).select_related("union", "by__person")


def one(reader: Reader, pk: int) -> RegisterImport | None:
    """A register that the reader may see, else None."""
    found = imports(reader).filter(pk=pk).first()
    return found if found is not None and rules.may_keep(reader, found.union) else None


def rows(register: RegisterImport, kind: str = "") -> QuerySet[RegisterRow]:
    """Rows of a preview: errors first, then what moves, changes, is new, stays."""
    found = register.rows.select_related("union", "similar")
    return found.filter(kind=kind) if kind in RegisterRow.Kind.values else found


def row(reader: Reader, pk: int) -> RegisterRow | None:
    """A row of a register that the reader may see, else None."""
    found = RegisterRow.objects.select_related("register__union").filter(pk=pk).first()
    return found if found is not None and rules.may_keep(reader, found.register.union) else None


def listed(reader: Reader, top: Union) -> list[Union]:
    """The living unions of a branch for a workbook, in the order of the tree, the branch's own union first."""
    found = selectors.unions(reader).below(top).select_related("level", "parent").order_by("path")
    return list(found)
