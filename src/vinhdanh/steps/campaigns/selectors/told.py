"""What a unit was told of a campaign, when, by which way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from vinhdanh.platform.notices import selectors as notices
from vinhdanh.platform.notices.texts import told

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.notices.models import Notice
    from vinhdanh.steps.campaigns.models import Campaign, Unit

MOST = 50


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with its ways in words; `words` and `tag`: how far it came."""

    notice: Notice
    ways: list[str]
    words: str
    tag: str


def evidence(reader: Reader, campaign: Campaign) -> str:
    """Address of the page that shows who was told of a campaign; "" where nobody was, or the reader may not see it. One query."""
    label, key = campaign._meta.label_lower, str(campaign.pk)
    there = notices.witnessed(reader).filter(about=label, about_id=key).exists()
    return reverse("notices:evidence", args=[label, key]) if there else ""


def told_about(reader: Reader, unit: Unit) -> list[Told]:
    """The notices about the campaign to the unit's union that the reader may see, the latest first; a constant number of queries."""
    rows = notices.about(reader, unit.campaign._meta.label_lower, str(unit.campaign_id)).filter(union=unit.union)[:MOST]
    return [
        Told(line.notice, [told(delivery) for delivery in line.notice.deliveries.all()], line.words, line.tag)
        for line in notices.lines(reader, rows)
    ]
