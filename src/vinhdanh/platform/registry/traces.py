"""What a merger or a split of unions changes in the rows of all apps, kept so that it can be taken back: no app needs to be asked how.

The rows that point at the unions are read before and after. What differs is kept: columns as they were and as they became, rows that went, rows
that were made. Taken back, a column that has its value of after gets the one of before; what somebody has changed since stays as it is.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.utils import timezone

from vinhdanh.platform.registry import offers
from vinhdanh.platform.registry.merging import pointing, stay

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model, QuerySet

    from vinhdanh.errors import UserError

UNION = "organisations.Union"
BATCH = 500
Row = dict[str, Any]
Rows = dict[str, dict[Any, Row]]
Changes = dict[str, Any]
"""changed: label -> [[key, columns before, columns after]]; gone: label -> [columns]; made: label -> [key]; known: label -> [key] of all that were there; at: when, in ISO format."""


def rows_of(unions: list[int], kept: list[int]) -> Rows:
    """The rows of all apps that a merger of these unions into `kept`, or a split, may change, but the unions themselves."""
    found: Rows = {}
    for model in _models():
        for column in _columns(model):
            _add(found, model._base_manager.filter(**{f"{column}__in": unions}))
    for offer in offers():
        if offer.taking_back.further is not None:
            for rows in offer.taking_back.further(unions, kept):
                _add(found, rows)
    return found


def changes(before: Rows, new: list[int]) -> Changes:
    """What has become of rows since `rows_of`, and which were made for the new unions of a split."""
    told: Changes = {"changed": {}, "gone": {}, "made": {}, "known": {}, "at": timezone.now().isoformat()}
    names = _names()
    for label, rows in before.items():
        now = {row["id"]: row for row in _now(label, rows)}
        apart = names.get(label, frozenset())
        changed = [
            [key, *(_plain({c: side[c] for c in row if row[c] != now[key][c]}, apart) for side in (row, now[key]))]
            for key, row in rows.items()
            if key in now and row != now[key]
        ]
        gone = [_plain(row, apart) for key, row in rows.items() if key not in now]
        told["known"][label] = list(rows)
        told["changed"] |= {label: changed} if changed else {}
        told["gone"] |= {label: gone} if gone else {}
    for model in _models() if new else ():
        label = model._meta.label
        made = {
            key for c in _columns(model) for key in model._base_manager.filter(**{f"{c}__in": new}).values_list("pk", flat=True)
        }
        made -= set(before.get(label, ()))
        told["made"] |= {label: sorted(made)} if made else {}
    return told


def put_back(told: Changes) -> None:
    """Everything as it was, as far as nobody has changed it since. Inside a transaction, after `hindrances` found none."""
    own = frozenset(label for offer in offers() for label in offer.taking_back.own)
    names = _names()
    for label, keys in told["made"].items():
        for part in _parts(keys):
            apps.get_model(label)._base_manager.filter(pk__in=part).delete()
    for label, rows in told["gone"].items():
        model, apart = apps.get_model(label), names.get(label, frozenset())
        model._base_manager.bulk_create([model(**_typed(model, row, apart)) for row in rows], batch_size=BATCH)
    for label, rows in told["changed"].items():
        if label not in own:
            _columns_back(label, rows, names.get(label, frozenset()))
    for offer in offers():
        if offer.taking_back.mended is not None:
            offer.taking_back.mended(told)


def hindrances(told: Changes, new: list[int]) -> list[UserError]:
    """What the apps know that has happened since and stands in the way."""
    asked = (offer.taking_back.hindered for offer in offers())
    return [error for hindered in asked if hindered is not None for error in hindered(told, new)]


def _columns_back(label: str, rows: list[Any], apart: frozenset[str]) -> None:
    model = apps.get_model(label)
    places = {f"{column}_id" for column in _columns(model)}
    held = {row["id"]: row for part in _parts([row[0] for row in rows]) for row in _now(label, part)}
    for key, before, after in rows:
        if key not in held:
            continue
        now = _plain(held[key], frozenset())
        if any(now[column] != after[column] for column in places & after.keys()):
            continue  # it has gone elsewhere since
        as_before = {c: value for c, value in before.items() if (value == "" if c in apart else now[c] == after[c])}
        if as_before:
            model._base_manager.filter(pk=key).update(**_typed(model, as_before, apart))


def _models() -> Iterator[type[Model]]:
    """Models with a key of a union whose rows do not stay as they are: those that tell the past do."""
    stays = {label for offer in offers() for label, handler in offer.on_merge_union.items() if handler is stay}
    for label in sorted(pointing(UNION) - stays - {UNION}):
        yield apps.get_model(label)


def _columns(model: type[Model]) -> list[str]:
    """Names of the keys of unions in a model."""
    return [f.name for f in model._meta.concrete_fields if f.is_relation and f.related_model is apps.get_model(UNION)]


def _names() -> dict[str, frozenset[str]]:
    return {label: columns for offer in offers() for label, columns in offer.taking_back.names.items()}


def _add(found: Rows, rows: QuerySet[Any]) -> None:
    held = found.setdefault(rows.model._meta.label, {})
    held |= {row["id"]: row for row in rows.order_by("pk").values()}


def _now(label: str, keys: Iterable[Any]) -> Iterator[Row]:
    for part in _parts(list(keys)):
        yield from apps.get_model(label)._base_manager.select_for_update().filter(pk__in=part).values()


def _parts(keys: list[Any]) -> Iterator[list[Any]]:
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


def _plain(row: Row, apart: frozenset[str]) -> Row:
    """Values as JSON has them; of a column that names people only whether it is empty ("") or not (None)."""
    return {
        column: (None if value else "")
        if column in apart
        else value.isoformat()
        if isinstance(value, date)
        else str(value)
        if isinstance(value, UUID)
        else value
        for column, value in row.items()
    }


def _typed(model: type[Model], row: Row, apart: frozenset[str]) -> Row:
    """Values as columns hold them; names that were not kept are empty."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {column: "" if column in apart else fields[column].to_python(value) for column, value in row.items()}
