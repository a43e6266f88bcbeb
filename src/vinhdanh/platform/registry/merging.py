"""Two records become one: what becomes of the rows that point at the one that goes. Called in the transaction of the merger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps

from vinhdanh.platform.registry import offers

if TYPE_CHECKING:
    from collections.abc import Callable

    from vinhdanh.platform.organisations.models import Person, Union

TARGETS = ("organisations.Person", "organisations.Union")


def merge_people(kept: Person, gone: Person) -> None:
    """Lets every app move its rows from one person to the other."""
    for offer in offers():
        for handler in offer.on_merge_person.values():
            handler(kept, gone)


def merge_unions(kept: Union, gone: Union) -> None:
    """Lets every app move its rows from one union to the other."""
    for offer in offers():
        for handler in offer.on_merge_union.values():
            handler(kept, gone)


def part_union(union: Union, parts: list[Union]) -> None:
    """Lets every app see that a union was split into `parts`, or ended with none."""
    for offer in offers():
        if offer.on_union_parted is not None:
            offer.on_union_parted(union, parts)


def follow(model: str, *fields: str) -> Callable[[Any, Any], None]:
    """A handler: rows of `model` ("app.Model") whose `fields` point at the one that goes point at the one that is kept."""

    def handler(kept: Any, gone: Any) -> None:
        for field in fields:
            apps.get_model(model)._base_manager.filter(**{field: gone}).update(**{field: kept})

    return handler


def follow_unless(model: str, field: str, *unique_with: str) -> Callable[[Any, Any], None]:
    """As `follow` for rows of which one may point at the same record: where the kept one has a row already, the other stays where it is.

    Args:
        model: "app.Model".
        field: The foreign key.
        unique_with: Fields with which `field` is unique; none: it is unique by itself.
    """

    def handler(kept: Any, gone: Any) -> None:
        rows = apps.get_model(model)._base_manager
        taken = set(rows.filter(**{field: kept}).values_list(*unique_with)) if unique_with else None
        if taken is None:
            if not rows.filter(**{field: kept}).exists():
                rows.filter(**{field: gone}).update(**{field: kept})
            return
        for pk, *key in rows.filter(**{field: gone}).values_list("pk", *unique_with):
            if tuple(key) not in taken:
                rows.filter(pk=pk).update(**{field: kept})

    return handler


def stay(_kept: Any, _gone: Any) -> None:
    """A handler: rows that tell the past stay with the record of which they tell."""


def unhandled() -> dict[str, list[str]]:
    """Models with a foreign key to Person or Union for which no app says what becomes of their rows, by target."""
    told = {
        "organisations.Person": {name for offer in offers() for name in offer.on_merge_person},
        "organisations.Union": {name for offer in offers() for name in offer.on_merge_union},
    }
    return {target: sorted(pointing(target) - told[target]) for target in TARGETS}


def pointing(target: str) -> set[str]:
    """Labels of all models with a foreign key to `target`."""
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if (field.many_to_one or field.one_to_one)
        and not field.auto_created
        and field.related_model is not None
        and not isinstance(field.related_model, str)
        and field.related_model._meta.label == target
    }
