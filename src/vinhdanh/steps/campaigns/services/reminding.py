"""Reminding units that have not answered; each reminder is kept with its day, as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.notices.services import note_told, tell
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.models import Campaign, Unit
from vinhdanh.steps.campaigns.selectors.reminders import reminders
from vinhdanh.steps.campaigns.selectors.standing import today_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.platform.accounts.reader import Reader


def remind(reader: Reader, campaign: Campaign, units: Iterable[Unit], way: str = "") -> int:
    """Reminds units, each once a day: in the application and by mail; or, when told by hand, notes by which way (and in the application).

    Args:
        reader: Who.
        campaign: Issued, not closed.
        units: Of the campaign; who has answered meanwhile is left out.
        way: "zalo", "sms", "phone" or "paper" when they were told by hand; "" lets the program tell them.

    Returns:
        How many were reminded now.

    Raises:
        Forbidden: The reader does not build this campaign, a unit is not of it, or the way is unknown.
    """
    wanted = [unit.pk for unit in units]
    with transaction.atomic():
        held = Campaign.objects.select_for_update(of=("self",)).select_related("union").get(pk=campaign.pk)
        if not rules.may_remind(reader, held):
            raise Forbidden
        day = today_of(held)
        today = day.isoformat()
        rows = list(held.units.filter(pk__in=wanted).select_related("union"))
        if len(rows) != len(set(wanted)):
            raise Forbidden
        waiting = [unit for unit in rows if unit.received is None and not unit.nil_reason and today not in unit.reminders]
        said = reminders(held, waiting, day)
        for words in said:
            unit = words.unit
            ways = ("application",) if way else ("application", "mail")
            made = tell(
                reader, [unit.union], words.subject, words.text, about=held, link=f"/dot/{held.pk}/don-vi/{unit.pk}/", ways=ways
            )
            if way:
                note_told(reader, made[0], way, words=unit.responsible)
            unit.reminders = [*unit.reminders, today]
        Unit.objects.bulk_update([words.unit for words in said], ["reminders"], batch_size=500)
        if said:
            told = {"units": [words.unit.code for words in said[:500]], "way": way or "application", "day": today}
            record(reader, "campaigns.reminded", held, union=held.union, data=told)
    return len(said)
