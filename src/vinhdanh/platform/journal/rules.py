"""Who may read the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.platform.organisations.models import Role

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader

READERS = frozenset({Role.AUDITOR, Role.ADMIN})


def may_read(reader: Reader) -> bool:
    """Those who audit and those who run the system, in the unions of those posts and below."""
    return bool(reader.roles & READERS)
