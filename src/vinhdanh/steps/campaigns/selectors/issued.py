"""What those whom a campaign calls were told of its days and of their places: what the last version says, whatever the host changes since.

A campaign shown to them carries that version (`Campaign.told`, set by `selectors.pushed.as_told`); of any other campaign everything here is what the rows say.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from vinhdanh.steps.campaigns.models import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.steps.campaigns.models import Campaign, Unit, Version


def plain_milestones(rows: Iterable[Milestone]) -> list[dict[str, Any]]:
    """Milestones as a version keeps them."""
    return [
        {
            "key": row.key, "label": row.label, "day": row.day.isoformat(), "until": row.until.isoformat() if row.until else None,
            "sense": row.sense, "counted": row.counted, "why": row.why,
        }
        for row in rows
    ]  # fmt: skip


def told_milestones(version: Version, live: Iterable[Milestone]) -> list[Milestone]:
    """The milestones that a version told, in its order; from the rows of today only on which day each was reached. Never saved."""
    now = {row.key: row for row in live}
    rows = []
    for said in version.milestones:
        row = now.get(said["key"]) or Milestone(campaign_id=version.campaign_id, key=said["key"])
        row.label, row.day = said["label"], date.fromisoformat(said["day"])
        row.until = date.fromisoformat(said["until"]) if said["until"] else None
        row.sense, row.counted, row.why = said["sense"], said["counted"], said["why"]
        rows.append(row)
    return rows


def milestones_of(campaign: Campaign) -> list[Milestone]:
    """The milestones of a campaign as whoever it is shown to may see them; one query, none where they were fetched before."""
    live = campaign.milestones.all()
    return list(live) if campaign.told is None else told_milestones(campaign.told, live)


def as_told_units(campaign: Campaign, rows: Iterable[Unit]) -> list[Unit]:
    """Units with the places as they were told; those that no version has told yet are left out. No query; never saved."""
    if campaign.told is None:
        return list(rows)
    told = [unit for unit in rows if unit.frozen_at is not None]
    for unit in told:
        if unit.code in campaign.told.places:
            unit.at_least, unit.at_most = campaign.told.places[unit.code]
    return told
