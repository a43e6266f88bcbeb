"""Levels and member figures that unions had before, with days: no permission is checked here, services do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max

from vinhdanh.platform.organisations.models import UnionState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from vinhdanh.platform.organisations.models import Union

FIGURES = ("members", "women", "minority", "workers")
KEPT = frozenset({"level_id", *FIGURES})
BATCH = 500


def of(union: Union) -> dict[str, Any]:
    """Column -> value of the level and the figures of a union."""
    return {"level_id": union.level_id, **{name: getattr(union, name) for name in FIGURES}}


def leave(union: Union, new: Mapping[str, Any], day: date) -> UnionState | None:
    """Keeps the level and the figures that `union` has until `day`, when `new` has others. Call it before `new` is written.

    Within one day the first ones count. A change of a day before the last one that is kept begins where that one ended: what was in force
    before is told already.

    Args:
        union: As it stands, fresh from the database.
        new: Column -> value as it will be written; columns of other things are passed over.
        day: The first day of the new values.

    Returns:
        The row that was made; None: there was none to make.
    """
    return leave_all([(union, new)], day).get(union.pk)


def leave_all(changes: Iterable[tuple[Union, Mapping[str, Any]]], day: date) -> dict[int, UnionState]:
    """As `leave` for many: the rows that were made, by union. Two queries."""
    before = {union.pk: of(union) for union, new in changes if of(union) != of(union) | _columns(new)}
    keys = list(before)
    last: dict[int, date] = {}
    for start in range(0, len(keys), BATCH):
        held = UnionState.objects.filter(union__in=keys[start : start + BATCH]).order_by()
        last |= dict(held.values_list("union").annotate(last=Max("until")))
    made = [UnionState(union_id=key, until=day, **now) for key, now in before.items() if key not in last or last[key] < day]
    return {row.union_id: row for row in UnionState.objects.bulk_create(made, batch_size=BATCH)}


def _columns(new: Mapping[str, Any]) -> dict[str, Any]:
    """Those of `new` that are kept, a level by its key."""
    named = {("level_id" if name == "level" else name): getattr(value, "pk", value) for name, value in new.items()}
    return {name: value for name, value in named.items() if name in KEPT}
