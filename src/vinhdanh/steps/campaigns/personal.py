"""What the step holds of a person: tasks, acknowledgements, names in frozen units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from vinhdanh.steps.campaigns.models import Acknowledgement, Task, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from vinhdanh.platform.organisations.models import Person


def merge_tasks(kept: Person, gone: Person) -> None:
    """The tasks of the record that goes become those of the one that stays."""
    Task.objects.filter(owner=gone).update(owner=kept)


ON_MERGE: dict[str, Callable[[Person, Person], None]] = {"campaigns.Task": merge_tasks}


def export(person: Person) -> dict[str, Any]:
    """Tasks of a person, and units of campaigns in which they stand as responsible."""
    tasks = Task.objects.filter(owner=person).values("title", "due", "done_at", "proof_words")
    units = Unit.objects.filter(union=person.union, responsible=person.name).values(
        "campaign__name", "name", "responsible_post", "phone"
    )
    return {
        "tasks": [{k: str(v) if v is not None else None for k, v in row.items()} for row in tasks],
        "responsible_for": list(units),
    }


def erase(person: Person) -> int:
    """Takes the name and phone out of frozen units and acknowledgements; tasks stay without an owner's name, which the person's record no longer holds."""
    unions = {person.union_id, *person.posts.values_list("union_id", flat=True)}
    units = Unit.objects.filter(union__in=unions)
    emptied = units.filter(responsible=person.name).update(responsible="", responsible_post="", phone="")
    emptied += units.filter(responsible_now=person.name).update(responsible_now="")
    if person.phone:
        emptied += units.filter(phone=person.phone).update(phone="")
    said = Acknowledgement.objects.filter(
        Q(by__person=person, unit__union__in=unions) | Q(name=person.name, unit__union__in=unions)
    )
    return emptied + said.update(name="")
