"""Who may read, write, export and erase what is sensitive of a person. `union` is the person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.platform.organisations.models import Role

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Person, Union

HANDLERS = frozenset({Role.OFFICER, Role.LEADER, Role.GRASSROOTS})
"""Those whose lists and papers need the values."""
COUNTERS = HANDLERS | {Role.COUNCIL, Role.AUDITOR}
KEEPERS = frozenset({Role.OFFICER, Role.ADMIN})
"""Those who answer a person that asks for their data."""


def may_read(reader: Reader, union: Union) -> bool:
    """Whoever makes the lists of the person's union, or of one above."""
    return reader.holds_over(HANDLERS, union)


def may_write(reader: Reader, union: Union) -> bool:
    """As reading."""
    return reader.holds_over(HANDLERS, union)


def may_count(reader: Reader) -> bool:
    """Counts tell of nobody: whoever works with lists, and who audits them."""
    return bool(reader.roles & COUNTERS)


def may_export(reader: Reader, person: Person) -> bool:
    """Whoever keeps the person's record, and the person."""
    return reader.holds_over(KEEPERS, person.union) or reader.user.person_id == person.pk


def may_erase(reader: Reader, person: Person) -> bool:
    """Whoever keeps the person's record."""
    return reader.holds_over(KEEPERS, person.union)
