"""Everything that the database holds, as plain values, to be compared before and after something that is taken back."""

from __future__ import annotations

from typing import Any

from django.apps import apps

LEFT_OUT = frozenset({"revision", "asked", "updated_at", "changed_at"})
APPS = ("organisations", "campaigns", "notices", "files", "jobs")
UNTOLD = frozenset({"organisations.Reorganisation", "campaigns.Stamp"})
"""What keeps track of changes itself."""

Picture = dict[str, dict[Any, dict[str, Any]]]


def picture() -> Picture:
    """Rows of the platform's and the steps' tables by model and key; revisions go on and are left out."""
    return {
        model._meta.label: {
            row["id"]: {name: value for name, value in row.items() if name not in LEFT_OUT}
            for row in model._base_manager.values()
        }
        for label in APPS
        for model in apps.get_app_config(label).get_models()
        if model._meta.label not in UNTOLD and any(field.name == "id" for field in model._meta.fields)
    }


def differences(before: Picture, after: Picture) -> list[tuple[Any, ...]]:
    """What is not the same: model, key, column, before, after; None where a row is missing."""
    found: list[tuple[Any, ...]] = []
    for label in before:
        for key in sorted({*before[label], *after[label]}):
            one, other = before[label].get(key), after[label].get(key)
            if one is None or other is None:
                found.append((label, key, None, one is not None, other is not None))
            else:
                found += [(label, key, name, one[name], other[name]) for name in one if one[name] != other[name]]
    return found
