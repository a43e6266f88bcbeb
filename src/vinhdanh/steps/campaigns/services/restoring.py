"""A merger or a split in mid-campaign is taken back: its units and their tasks are again those of the unions that had them."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connection
from django.db.models import Model

from vinhdanh.errors import UserError
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations.models import Person
from vinhdanh.platform.registry import TakingBack
from vinhdanh.steps.campaigns.models import Acknowledgement, Campaign, Status, Task, Unit
from vinhdanh.steps.campaigns.services.content import lapse
from vinhdanh.steps.campaigns.services.pushing import answering
from vinhdanh.steps.campaigns.services.units import count_asked, freeze

if TYPE_CHECKING:
    from django.db.models import QuerySet

M = TypeVar("M", bound=Model)
UNIT, TASK, SAID, CAMPAIGN = (f"campaigns.{name}" for name in ("Unit", "Task", "Acknowledgement", "Campaign"))
COPIED = ("responsible", "responsible_post", "phone")
"""Columns of a row that is not frozen that name who answers: copied from the register anew."""
PLACES = ("at_least", "at_most")


def further(unions: list[int], kept: list[int]) -> list[QuerySet[Any]]:
    """The campaigns that call upon some unions, the rows there of the one that is kept, and what was said and is to be done for the unions' own."""
    units = Unit.objects.filter(union__in=unions)
    campaigns = units.order_by().values("campaign")
    return [
        Campaign.objects.filter(pk__in=campaigns),
        Unit.objects.filter(campaign__in=campaigns, union__in=kept),
        Task.objects.filter(called__in=units),
        Acknowledgement.objects.filter(unit__in=units),
    ]


def hindered(changes: dict[str, Any], parts: list[int]) -> list[UserError]:
    """Places added up were allotted anew, the plan was issued or received, tasks were given: that can no longer be parted. Locks inside a transaction."""
    keys = _units(changes)
    campaigns = {row.pk: row for row in _locked(_campaigns(changes).order_by("pk"))}
    units = {unit.pk: unit for unit in _locked(Unit.objects.filter(pk__in=keys).order_by("pk"))}
    after = {key: row for key, _before, row in changes["changed"].get(UNIT, ())}
    since = datetime.fromisoformat(changes["at"])
    followed = [key for key in keys if "union_id" in after.get(key, {"union_id": 0})]
    said = Acknowledgement.objects.filter(unit__in=followed).exclude(pk__in=changes["known"].get(SAID, ()))
    given = Task.objects.filter(called__in=followed).exclude(pk__in=changes["known"].get(TASK, ()))
    stuck = {*said.values_list("unit", flat=True), *given.values_list("called", flat=True)}
    stuck |= {key for key, unit in units.items() if _gone_on(unit, after.get(key), since)}
    names = {campaigns[units[key].campaign_id].name for key in stuck if key in units}
    names |= set(Campaign.objects.filter(union__in=parts).values_list("name", flat=True))
    return [_refusal(name) for name in sorted(names)]


def _locked(rows: QuerySet[M]) -> QuerySet[M]:
    """For who only asks there is no transaction, and nothing to lock."""
    return rows.select_for_update(of=("self",)) if connection.in_atomic_block else rows


def _gone_on(unit: Unit, after: dict[str, Any] | None, since: datetime) -> bool:
    """Whether somebody has gone on with a row as it became; `after`: None for one that was made for a part of a split."""
    if any(at is not None and at > since for at in (unit.frozen_at, unit.received)):
        return True
    if after is None:
        return unit.at_least is not None or unit.at_most is not None
    if "union_id" in after:
        return bool(unit.union_id != after["union_id"])  # places that were given since go along
    return any(getattr(unit, name) != after[name] for name in PLACES if name in after)


def mended(changes: dict[str, Any]) -> None:
    """Who answers is copied anew; an approval that lapsed counts again where nothing else was changed, one given since lapses."""
    were = {key: before for key, before, _after in changes["changed"].get(UNIT, ())}
    were |= {row["id"]: row for row in changes["gone"].get(UNIT, ())}
    for unit in Unit.objects.filter(pk__in=were).select_related("campaign"):
        _who_answers(unit, were[unit.pk])
    was = {key: (before, after) for key, before, after in changes["changed"].get(CAMPAIGN, ())}
    for campaign in _campaigns(changes).select_for_update(of=("self",)).order_by("pk"):
        status, (before, after) = campaign.status, was.get(campaign.pk, ({}, {}))
        if campaign.status == Status.APPROVED:
            lapse(campaign)
        elif "status" in before and (campaign.status, campaign.revision) == (after["status"], after["revision"]):
            campaign.status, campaign.approved_by_id = before["status"], before.get("approved_by_id")
            campaign.approved_at = datetime.fromisoformat(before["approved_at"]) if before.get("approved_at") else None
        if campaign.status != status:
            campaign.revision += 1
            campaign.save()
        count_asked(campaign)
        record(None, "campaigns.units-returned", campaign, union=campaign.union, data={"units": sorted(were)})


def _who_answers(unit: Unit, before: dict[str, Any]) -> None:
    if before.get("responsible_now", "") is None:
        owner = answering([unit.union_id]).get(unit.union_id)
        unit.responsible_now = Person.objects.get(pk=owner).name if owner else ""
    if unit.frozen_at is None and any(before.get(name, "") is None for name in COPIED):
        fresh = copy(unit)
        freeze(unit.campaign, [fresh])
        for name in COPIED:
            setattr(unit, name, getattr(fresh, name))
    unit.save(update_fields=["responsible_now", *COPIED])


def _units(changes: dict[str, Any]) -> list[int]:
    """Keys of the units that the merger or split changed or made."""
    return [*(row[0] for row in changes["changed"].get(UNIT, ())), *changes["made"].get(UNIT, ())]


def _campaigns(changes: dict[str, Any]) -> QuerySet[Campaign]:
    """The campaigns of which it changed anything."""
    gone = {row["campaign_id"] for row in changes["gone"].get(UNIT, ())}
    return Campaign.objects.filter(
        pk__in=gone | set(Unit.objects.filter(pk__in=_units(changes)).values_list("campaign", flat=True))
    )


def _refusal(name: str) -> UserError:
    return UserError(
        f"Trong “{name}” đã có việc làm tiếp từ đó đến nay (phân bổ lại, ban hành, xác nhận nhận kế hoạch hoặc giao việc) nên không tách lại được.",
        f"In “{name}” work has gone on since (places allotted anew, the plan issued or received, tasks given), which cannot be parted again.",
    )


TAKING_BACK = TakingBack(
    further=further,
    names={UNIT: frozenset({*COPIED, "responsible_now"})},
    own=frozenset({CAMPAIGN}),
    hindered=hindered,
    mended=mended,
)
