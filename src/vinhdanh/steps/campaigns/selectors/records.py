"""A campaign as the engine's record."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, When
from django.utils import timezone

from vinhdanh.engines.campaign.types import Campaign as Record
from vinhdanh.engines.campaign.types import Union as UnionRecord
from vinhdanh.steps.campaigns.selectors.campaigns import content
from vinhdanh.steps.campaigns.selectors.issued import as_told_units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.steps.campaigns.models import Campaign, Unit

COLUMNS = (
    "code", "name", "group", "place", "members", "women", "minority", "workers", "responsible", "responsible_post", "phone",
    "at_least", "at_most", "received", "nil_reason", "note",
)  # fmt: skip
"""Fields of a unit that are those of a row of unions.xlsx; reminders stand beside, as days."""


def unit_record(unit: Unit) -> UnionRecord:
    """A unit as a row of unions.xlsx."""
    values: dict[str, Any] = {name: getattr(unit, name) for name in COLUMNS}
    if unit.received is not None:
        values["received"] = timezone.localtime(unit.received).replace(tzinfo=None)
    return UnionRecord(**values, reminders=tuple(date.fromisoformat(day) for day in unit.reminders))


MOST_CROSSED = 20
"""Units with crossed bounds that are named at once."""


def judged(campaign: Campaign) -> Record:
    """What decides whether a campaign may be issued: what it says, and of its units those whose bounds cross, or any one. One query.

    The register's own constraints keep codes apart and numbers whole, so that of thousands of units no other can block.
    """
    crossed = Case(When(at_least__gt=F("at_most"), then=0), default=1)
    first = list(campaign.units.order_by(crossed, "position", "id")[:MOST_CROSSED])
    return record_of(campaign, first)


def record_of(campaign: Campaign, units: Iterable[Unit] | None = None) -> Record:
    """What a campaign says, with its units in their order: without lists, votes, guests."""
    rows = as_told_units(campaign, campaign.units.order_by("position", "id")) if units is None else units
    return Record(content(campaign), unions=tuple(unit_record(unit) for unit in rows))
