"""Who may store and read files. A step that shows a file to more people (a plan to the unions below) registers its own rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vinhdanh.platform.organisations.models import Role

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.files.models import StoredFile
    from vinhdanh.platform.organisations.models import Union

WRITERS = frozenset(Role.values) - {Role.AUDITOR}
_grants: list[Callable[[Reader, StoredFile], bool]] = []


def grant(rule: Callable[[Reader, StoredFile], bool]) -> None:
    """Adds a rule by which a reader may also open a file; called in the `ready` of an app."""
    if rule not in _grants:
        _grants.append(rule)


def may_store(reader: Reader, union: Union) -> bool:
    """Whoever works for the union or one above, except those who only read."""
    return reader.holds_over(WRITERS, union)


def may_open(reader: Reader, stored: StoredFile) -> bool:
    """Whoever sees its union, unless it is guarded, or is let in by a step's rule."""
    return (not stored.guarded and reader.sees(stored.union)) or any(rule(reader, stored) for rule in _grants)
