"""Where a campaign stands, in figures small enough to keep: the same for everyone who sees it whole, made anew when its stamp changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.cache import cache
from django.utils import timezone

from vinhdanh.engines.plan import DOUBTFUL
from vinhdanh.steps.campaigns.models import Campaign, FoundValue, Reckoning, Status
from vinhdanh.steps.campaigns.selectors.campaigns import content
from vinhdanh.steps.campaigns.selectors.issued import milestones_of
from vinhdanh.steps.campaigns.stamps import stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from vinhdanh.steps.campaigns.models import Milestone, Unit

T = TypeVar("T")
SELF_REACHED = frozenset({"issued", "nominations", "closes"})
"""Milestones that nobody ticks off: the campaign itself shows whether they are reached."""
HOURS = 12 * 3600
"""How long something is kept that nobody asks for, in seconds; what is out of date is never asked for again."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Figures of a campaign on a day.

    `silent`: units that owe their lists after the deadline; `reminded`: the last day on which one of them was reminded; `late`: milestones that are over and
    not reached; `reckoned`: what the engines made of the lists, and when.
    """

    units: int
    acknowledged: int
    shared_out: bool
    silent: int
    reminded: str
    waiting: int
    doubtful: int
    has_lists: bool
    late: tuple[tuple[str, date], ...]
    reckoned: tuple[dict[str, Any], datetime] | None


def today_of(campaign: Campaign) -> date:
    """The day on which a campaign is looked at: its own `today` where it has one (an example of a past year), else the calendar's."""
    return content(campaign).today or timezone.localdate()


def state_of(campaign: Campaign) -> str | None:
    """What names a campaign's present state on its day, for keeping what was made of it, apart for those who see it as it was told; None: do not keep."""
    found = stamp(campaign.pk, campaign.parent_id)
    told = f":told{campaign.told.number}" if campaign.told else ""
    return None if found is None else f"{campaign.pk}:{found}:{today_of(campaign)}{told}"


def kept(state: str | None, name: str, make: Callable[[], T]) -> T:
    """What `make` gives in that state, made once a process."""
    if state is None:
        return make()
    key = f"campaigns:{name}:{state}"
    found: T | None = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, HOURS)
    return found


def unit_state(unit: Unit, deadline: date | None, today: date) -> str:
    """Where a unit stands: sent, late, nil, open (has acknowledged), silent (deadline over), wait."""
    if unit.nil_reason:
        return "nil"
    if unit.received:
        day = timezone.localtime(unit.received).date()
        return "late" if deadline and day > deadline else "sent"
    if deadline and today > deadline and unit.frozen_at is not None:
        return "silent"
    return "open" if hasattr(unit, "acknowledgement") else "wait"


def days_of(campaign: Campaign, state: str | None) -> dict[str, date]:
    """The days of the milestones by their keys."""
    return kept(state, "days", lambda: {m.key: m.day for m in milestones_of(campaign)})


def standing(campaign: Campaign, rows: list[Unit], milestones: Iterable[Milestone], *, whole: bool) -> Standing:
    """The figures, of the units and milestones as they were read; `whole`: for those who see the campaign whole."""
    today = today_of(campaign)
    silent = [unit for unit in rows if unit_state(unit, campaign.deadline, today) == "silent"]
    waiting = FoundValue.objects.filter(paper__campaign=campaign, state=FoundValue.State.FOUND)
    confidences = list(waiting.values_list("confidence", flat=True)) if campaign.status == Status.DRAFT else []
    reckoned = Reckoning.objects.filter(campaign=campaign).first() if whole else None
    return Standing(
        units=len(rows),
        acknowledged=sum(hasattr(unit, "acknowledgement") for unit in rows),
        shared_out=any(unit.at_most is not None for unit in rows),
        silent=len(silent),
        reminded=max((day for unit in silent for day in unit.reminders), default=""),
        waiting=len(confidences),
        doubtful=sum(confidence < DOUBTFUL for confidence in confidences),
        has_lists=whole and campaign.folder_files.filter(name__startswith="nominations/").exists(),
        late=tuple((m.label, m.day) for m in milestones if m.done_on is None and m.day < today and m.key not in SELF_REACHED),
        reckoned=(reckoned.data, reckoned.at) if reckoned else None,
    )
