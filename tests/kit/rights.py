"""Rules as tables: which role, held where, is let in. No database: rules read posts alone."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from vinhdanh.platform.accounts import reader as readers
from vinhdanh.platform.organisations.models import Role, Union

LETTERS = {"O": Role.OFFICER, "L": Role.LEADER, "C": Role.COUNCIL, "G": Role.GRASSROOTS, "A": Role.AUDITOR, "D": Role.ADMIN}
TOP = Union(pk=1, path="0000")
ABOVE = Union(pk=2, path="00000000", parent=TOP)
OWN = Union(pk=3, path="000000000000", parent=ABOVE)
BELOW = Union(pk=4, path="0000000000000000", parent=OWN)
BESIDE = Union(pk=5, path="000000000001", parent=ABOVE)
PLACES = {"top": TOP, "above": ABOVE, "own": OWN, "below": BELOW, "beside": BESIDE}
ME, ELSE = 70, 71


def reader(*held: tuple[str, Union], acting: Union | None = None) -> Any:
    user: Any = SimpleNamespace(pk=7, person_id=ME, is_active=True)
    made = readers.Reader(user, acting_for=acting)
    made.__dict__["posts"] = tuple(readers.Held(LETTERS[letter], union.pk, union.path, "") for letter, union in held)
    return made


def table(rule: Callable[[Any], bool]) -> dict[str, str]:
    """Place of the reader's post -> letters of the roles let in there; places where nobody is are left out."""
    found = {place: "".join(x for x in LETTERS if rule(reader((x, union))) is True) for place, union in PLACES.items()}
    return {place: letters for place, letters in found.items() if letters}


def reach(own: str, above: str | None = None) -> dict[str, str]:
    """Roles in the union itself, and in those above it."""
    above = own if above is None else above
    return {place: letters for place, letters in {"top": above, "above": above, "own": own}.items() if letters}


def everywhere(letters: str) -> dict[str, str]:
    return dict.fromkeys(PLACES, letters)
