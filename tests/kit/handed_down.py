"""A campaign of the province that hands down what the campaigns below it keep, and the campaign of a district made from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.test import Client
from world import PASSWORD

from vinhdanh.engines.campaign.types import Milestone, Sense
from vinhdanh.engines.vietnamese import PartialDate
from vinhdanh.steps.campaigns import services
from vinhdanh.steps.campaigns.models import Campaign, Status

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader

PLAN = Path(__file__).parents[2] / "examples" / "phu-rieng-2020" / "plan.txt"
DAY = date(2020, 1, 6)
VALUES = {
    "dossier_deadline": "trước 26/5/2020",
    "cap_delegates": "200",
    "dossier_items": "Báo cáo\nDanh sách",
    "rule_set": "2017-2023",
}


def issue(world: World, campaign: Campaign, number: str) -> Campaign:
    """Approves where that is still to do, and issues under a number."""
    campaign.refresh_from_db()
    if campaign.status == Status.DRAFT:
        campaign = services.approve(world.reader("leader", "province-a"), campaign, campaign.revision)
    services.issue(world.reader("officer", "province-a"), campaign, campaign.revision, number=number, day=DAY, signer="Lê Văn Ba")
    campaign.refresh_from_db()
    return campaign


def child_of(parent: Campaign, reader: Reader) -> Campaign:
    """The district's own campaign, made from the one above."""
    unit = parent.units.select_related("union", "campaign").get(code="district-a1")
    return services.from_parent(reader, unit, "Hội nghị của chúng tôi", 2020)


def client_of(world: World, role: str, code: str) -> Client:
    """A browser of who holds the role there."""
    world.user(role, code)
    client = Client()
    assert client.login(username=f"{role}.{code}", password=PASSWORD)
    return client


def latest(day: int, month: int) -> Milestone:
    """Before a day of 2020."""
    return Milestone(PartialDate(2020, month, day), Sense.BEFORE)
