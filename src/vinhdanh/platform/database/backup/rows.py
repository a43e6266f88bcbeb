"""Rows of any table as lines of JSON and back, by the fields of the models as the migrations describe them: one form for both databases."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from django.core.management.color import no_style
from django.db import connections, models

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.apps.registry import Apps

BATCH = 500


def tables(apps: Apps) -> list[type[models.Model]]:
    """All models with a table of their own, in the order of their names."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy]
    return sorted(found, key=lambda model: model._meta.db_table)


def dump(model: type[models.Model], using: str) -> Iterator[bytes]:
    """Every row of a table as a line, in the order of the key."""
    fields = model._meta.concrete_fields
    names = [field.attname for field in fields]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        line = [_out(field, value) for field, value in zip(fields, row, strict=True)]
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def columns(model: type[models.Model]) -> list[str]:
    """The fields of a line."""
    return [field.attname for field in model._meta.concrete_fields]


def load(model: type[models.Model], names: list[str], lines: Iterable[bytes], using: str) -> int:
    """Puts rows into an empty table as they were, automatic fields too. Returns how many.

    Raises:
        ValueError: the lines are not of this table.
    """
    fields = list(model._meta.concrete_fields)
    if [field.attname for field in fields] != names:
        raise ValueError(model._meta.db_table)
    number, batch = 0, []
    for line in lines:
        values = json.loads(line)
        batch.append(model(**{field.attname: _in(field, value) for field, value in zip(fields, values, strict=True)}))
        if len(batch) == BATCH:
            number += _insert(model, fields, batch, using)
            batch = []
    return number + _insert(model, fields, batch, using)


def empty(found: list[type[models.Model]], using: str) -> None:
    """Takes out what migrations put in, and lets rows come in any order: foreign keys are checked at the end."""
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "postgresql":
            cursor.execute(
                "SET CONSTRAINTS ALL DEFERRED"
            )  # a migration of the same transaction may have made some of them immediate
        for model in found:
            if model._base_manager.using(using).exists():
                cursor.execute(f"DELETE FROM {connections[using].ops.quote_name(model._meta.db_table)}")  # noqa: S608  # a name of our own


def settle(found: list[type[models.Model]], using: str) -> None:
    """Checks all foreign keys, and lets new rows be numbered after the old ones."""
    connection = connections[using]
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), found):
            cursor.execute(statement)
        if (
            connection.vendor == "postgresql"
        ):  # migrations that follow change these rows and then their tables, which no pending check may stand against
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _insert(model: type[models.Model], fields: list[models.Field[Any, Any]], batch: list[models.Model], using: str) -> int:
    """`raw`: values as they are, without what `auto_now` and the like would put there."""
    if batch:
        limit = connections[using].ops.bulk_batch_size(fields, batch)
        for start in range(0, len(batch), limit):
            model._base_manager._insert(batch[start : start + limit], fields=fields, using=using, raw=True)  # type: ignore[attr-defined]  # Django's own raw insert
    return len(batch)


def _out(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, bool | int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _in(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(field, models.ForeignKey):
        return field.target_field.to_python(value)
    return field.to_python(value)
