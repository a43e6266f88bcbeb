"""What notices hold of a person: for the export, and to be emptied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.platform.notices.models import Delivery

if TYPE_CHECKING:
    from vinhdanh.platform.organisations.models import Person


def export(person: Person) -> dict[str, Any]:
    """What the person was told, by which way, when."""
    rows = Delivery.objects.filter(person=person).values("notice__subject", "way", "address", "at", "read_at")
    return {"told": [dict(row) for row in rows]}


def erase(person: Person) -> int:
    """The addresses go; that somebody of the union was told stays as evidence."""
    return Delivery.objects.filter(person=person).exclude(address="").update(address="")
