"""Levels come from the catalogue; a person may change a row, and then it stays as the person wrote it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import Level

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.platform.accounts.reader import Reader

LINE = "union"
"""The line of the catalogue's levels that are levels of unions."""


@transaction.atomic
def sync_levels() -> int:
    """Brings the catalogue's levels of unions into the database; called after every migration. Returns how many rows it wrote.

    The catalogue's last day becomes the first day after; its highest rank becomes 0. Rows that a person edited stay as they are.
    """
    there = {level.code: level for level in Level.objects.all()}
    rows = [row for row in catalogue().levels if row.line == LINE]
    top = min(row.rank for row in rows)
    written = 0
    for row in rows:
        fields: dict[str, Any] = {
            "name": row.name,
            "short": row.short,
            "rank": row.rank - top,
            "grassroots": row.grassroots,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to + timedelta(days=1) if row.valid_to else None,
            "source": row.source,
            "certainty": row.certainty,
        }
        level = there.get(row.code)
        if level is None:
            Level.objects.create(code=row.code, **fields)
        elif level.edited or all(getattr(level, name) == value for name, value in fields.items()):
            continue
        else:
            Level.objects.filter(pk=level.pk).update(**fields)
        written += 1
    return written


@transaction.atomic
def edit_level(
    reader: Reader, level: Level, *, name: str, short: str, valid_from: date | None, valid_to: date | None, revision: int
) -> Level:
    """Changes the words or the dates of a level; the catalogue no longer does.

    Raises:
        Forbidden: The reader administers no topmost union.
        Outdated: Somebody else saved first.
    """
    if not rules.may_edit_levels(reader):
        raise Forbidden
    new: dict[str, Any] = {"name": name, "short": short, "valid_from": valid_from, "valid_to": valid_to}
    before = {key: getattr(level, key) for key in new}
    saved = Level.objects.filter(pk=level.pk, revision=revision).update(**new, edited=True, revision=F("revision") + 1)
    level.refresh_from_db()
    if not saved:
        raise Outdated({key: str(getattr(level, key) or "") for key in new})
    changed = {key: [str(before[key] or ""), str(value or "")] for key, value in new.items() if before[key] != value}
    record(reader, "organisations.level_edited", level, data={"changed": changed})
    return level
