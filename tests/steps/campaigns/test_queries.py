"""Every page of a campaign asks the database at most twelve times, whatever it shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from world import PASSWORD, make_union

from vinhdanh.platform.organisations.models import Union
from vinhdanh.steps.campaigns import services
from vinhdanh.steps.campaigns.models import Acknowledgement, Campaign, Unit
from vinhdanh.steps.campaigns.services.guidance import add_guidance
from vinhdanh.steps.campaigns.services.tasks import add_task

if TYPE_CHECKING:
    from world import World

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"
MOST = 12
PAGES = (
    "", "ke-hoach/", "noi-dung/", "noi-dung/so-luong/", "noi-dung/can-cu/", "bo-quy-dinh/", "don-vi/", "don-vi/?tim=hoa", "don-doc/", "moc/",
    "viec/", "viec/{task}/", "ban-hanh/", "ban-hanh/1/", "van-ban/", "don-vi/{unit}/",
)  # fmt: skip
LISTS = ("/dot/", "/dot/?tim=hội nghị&xep=-ten", "/dot/excel/", "/dot/moi/", "/dot/van-ban-huong-dan/")


def make(world: World, units: int) -> dict[str, int]:
    """An issued campaign with as many units, tasks, documents, versions and reminders, and as many further campaigns."""
    officer, leader, host = (
        world.reader("officer", "district-a1"),
        world.reader("leader", "district-a1"),
        world.unions["district-a1"],
    )
    for number in range(Union.objects.filter(parent=host).count(), units):
        make_union(f"more-{number}", f"CĐCS Nhà máy số {number}", host, "base")
    campaign = services.from_plan(officer, host, "plan.txt", PLAN.read_bytes())
    if units < 2:
        services.choose_units(officer, campaign, [world.unions["base-a11"]])
    approved = services.approve(leader, campaign, campaign.revision)
    services.issue(officer, approved, approved.revision, number="05/KH-LĐLĐ", day=date(2020, 1, 6), signer="Đặng Thị Ngọc")
    campaign.refresh_from_db()
    rows = list(campaign.units.order_by("position"))
    Acknowledgement.objects.bulk_create(
        Acknowledgement(unit=unit, name="Lê Văn Ba", way="zalo", at=campaign.created_at) for unit in rows[1:]
    )
    services.remind(officer, campaign, rows, "zalo")
    for number in range(min(units, 3)):
        add_task(officer, campaign, {"title": f"Việc {number}", "owner": officer.user.person}, uuid4())
        add_guidance(officer, host, {"title": f"Hướng dẫn {number}"})
        services.from_template(officer, host, f"Hội nghị {number}", 2026)
    return {"campaign": campaign.pk, "unit": rows[0].pk, "task": campaign.tasks.first().pk}


def counted(client: Client, ids: dict[str, int]) -> dict[str, int]:
    """Number of queries of each page, by its address without numbers."""
    counts = {}
    for page in (*(f"/dot/{{campaign}}/{page}" for page in PAGES), *LISTS):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(page.format(**ids))
            assert answer.status_code == 200, page
            assert answer.content
        counts[page] = len(queries)
    return counts


def signed_in(world: World, role: str, code: str) -> Client:
    world.user(role, code)
    client = Client()
    assert client.login(username=f"{role}.{code}", password=PASSWORD)
    return client


def test_pages_ask_no_more_for_sixty_units_than_for_one(world: World) -> None:
    client = signed_in(world, "officer", "district-a1")
    one, three, sixty = (counted(client, make(world, units)) for units in (1, 3, 60))
    assert {page: count for page, count in sixty.items() if count > MOST} == {}
    assert {page: (one[page], three[page], sixty[page]) for page in one if not one[page] == three[page] == sixty[page]} == {}
    assert Unit.objects.count() > 60
    assert Campaign.objects.count() > 5


def test_a_unit_asks_as_little(world: World) -> None:
    client = signed_in(world, "grassroots", "base-a11")
    ids = make(world, 3)
    unit = Unit.objects.get(campaign=ids["campaign"], union=world.unions["base-a11"]).pk
    for page in ("", "don-vi/", f"don-vi/{unit}/", "moc/", "viec/", "van-ban/", "ban-hanh/", "noi-dung/", "noi-dung/so-luong/"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/dot/{ids['campaign']}/{page}").status_code == 200, page
        assert len(queries) <= MOST, page
