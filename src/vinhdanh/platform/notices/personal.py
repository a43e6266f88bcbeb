"""What notices hold of a person: for the export, and to be emptied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from vinhdanh.platform.notices.models import Delivery

SHORTEST = 3
"""A name or number of so few letters could be part of another."""

if TYPE_CHECKING:
    from vinhdanh.platform.organisations.models import Person


def export(person: Person) -> dict[str, Any]:
    """What the person was told, by which way, when."""
    rows = Delivery.objects.filter(person=person).values("notice__subject", "way", "address", "at", "read_at")
    return {"told": [dict(row) for row in rows]}


def erase(person: Person) -> int:
    """The addresses go; that somebody of the union was told stays as evidence."""
    emptied = Delivery.objects.filter(person=person).exclude(address="", failed="").update(address="", failed="")
    # What was noted by hand, and mail to a union whose address is the person's own, names nobody but in words.
    words = Q(pk=None)
    for text in (person.name, person.phone, person.email):
        if len(text) > SHORTEST:
            words |= Q(address__icontains=text) | Q(failed__icontains=text)
    return emptied + Delivery.objects.filter(words, notice__union__in=_unions(person)).update(address="", failed="")


def _unions(person: Person) -> list[int]:
    return list({person.union_id, *person.posts.values_list("union_id", flat=True)})
