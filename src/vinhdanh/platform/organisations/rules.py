"""Who may do what with unions, groups, people and posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.platform.organisations.models import Role
from vinhdanh.platform.organisations.models.unions import WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Person, Union

KEEPERS: frozenset[str] = frozenset({Role.OFFICER, Role.ADMIN})
"""Roles that keep the register of their union and those below."""


def may_keep(reader: Reader, union: Union) -> bool:
    """Who keeps the register of the union: its officers and administrators, and those of the unions above."""
    return reader.holds_over(KEEPERS, union)


def may_place(reader: Reader, union: Union) -> bool:
    """Who may move, merge, split, close or reopen it: who keeps the union above it; the topmost one: who keeps it."""
    return _above(reader, union) or (union.parent_id is None and may_keep(reader, union))


def may_take_back(reader: Reader, old: Iterable[Union], new: Iterable[Union]) -> bool:
    """Who may take a merger or a split back: who may do it – who keeps what stands above those that merged or were split, and what came of them."""
    return all(may_place(reader, union) for union in old) and all(may_keep(reader, union) for union in new)


def _above(reader: Reader, union: Union) -> bool:
    return any(h.role in KEEPERS and h.union_id != union.pk and union.path.startswith(h.path) for h in reader.posts)


def may_edit_contacts(reader: Reader, union: Union) -> bool:
    """Its own people who enter lists, and who keeps the register."""
    return reader.holds({Role.GRASSROOTS}, union) or may_keep(reader, union)


def may_appoint(reader: Reader, union: Union, role: str) -> bool:
    """Who may give a post with `role`: an administrator any; an officer none of administration, in their own union grassroots posts only."""
    if reader.holds_over({Role.ADMIN}, union):
        return True
    return role != Role.ADMIN and (_above(reader, union) or (role == Role.GRASSROOTS and may_keep(reader, union)))


def may_appoint_person(reader: Reader, person: Person) -> bool:
    """Nobody gives posts to themselves, but an administrator."""
    return person.pk != reader.user.person_id or Role.ADMIN in reader.roles


def may_edit_person(reader: Reader, person: Person) -> bool:
    """The person, and who keeps the register of their union."""
    return person.pk == reader.user.person_id or may_keep(reader, person.union)


def may_see_contacts(reader: Reader, person: Person) -> bool:
    """Telephone and mail of a person: the person, and who works in or above their union."""
    return person.pk == reader.user.person_id or reader.sees(person.union)


def may_edit_levels(reader: Reader) -> bool:
    """Levels are the same for all: administrators of the topmost union."""
    return any(held.role == Role.ADMIN and len(held.path) == WIDTH for held in reader.posts)
