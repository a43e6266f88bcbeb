"""Long lists come in pages, and a page reads what it shows: the database counts."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html
from world import World, make_union

from vinhdanh.platform.organisations.models import Union
from vinhdanh.steps.campaigns import services
from vinhdanh.steps.campaigns.models import Acknowledgement, Campaign, Task, Unit, Version
from vinhdanh.steps.campaigns.selectors.findings import blocking
from vinhdanh.steps.campaigns.selectors.records import judged, record_of
from vinhdanh.steps.campaigns.selectors.units import counts

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"
TODAY = date(2020, 3, 5)


@pytest.fixture
def client(world: World) -> Client:
    found = Client()
    found.force_login(world.user("officer", "district-a1"))
    return found


@pytest.fixture
def campaign(world: World) -> Campaign:
    return services.from_plan(world.reader("officer", "district-a1"), world.unions["district-a1"], "plan.txt", PLAN.read_bytes())


def many(world: World, campaign: Campaign, number: int) -> None:
    host = world.unions["district-a1"]
    made = [make_union(f"m-{n}", f"CĐCS Nhà máy số {n}", host, "base") for n in range(number)]
    services.choose_units(world.reader("officer", "district-a1"), campaign, made, also=True)
    campaign.refresh_from_db()


def test_tasks_come_in_pages(campaign: Campaign, client: Client) -> None:
    Task.objects.bulk_create(Task(campaign=campaign, title=f"Việc {n}", due=TODAY + timedelta(days=n)) for n in range(53))
    first = html.fromstring(client.get(f"/dot/{campaign.pk}/viec/").content.decode())
    assert len(first.xpath("//tbody/tr")) == 50
    assert first.xpath("//h2[@id='cac-viec']")[0].text == "53 việc"
    last = html.fromstring(client.get(f"/dot/{campaign.pk}/viec/?trang=2").content.decode())
    assert [link.text for link in last.xpath("//tbody//a")] == ["Việc 50", "Việc 51", "Việc 52"]
    for spoiled in ("\0", "x", "9" * 30):
        assert client.get(f"/dot/{campaign.pk}/viec/", {"trang": spoiled}).status_code == 200


def test_changes_of_a_version_come_in_pages(campaign: Campaign, client: Client) -> None:
    changes = [f"Thay đổi {n}" for n in range(120)]
    for number in range(1, 53):
        Version.objects.create(campaign=campaign, number=number, content=campaign.content, changes=changes, issued_on=TODAY)
    found = html.fromstring(client.get(f"/dot/{campaign.pk}/ban-hanh/52/?trang=3").content.decode())
    assert [item.text for item in found.xpath("//section[@aria-labelledby='thay-doi']/ul/li")] == changes[100:]
    shown = html.fromstring(client.get(f"/dot/{campaign.pk}/ban-hanh/").content.decode())
    assert len(shown.xpath("//section[@aria-labelledby='cac-ban']/ul/li")) == 50


def test_states_are_counted_by_the_database(world: World, campaign: Campaign, client: Client) -> None:
    many(world, campaign, 6)
    campaign.deadline = TODAY - timedelta(days=3)
    campaign.save()
    units = list(campaign.units.order_by("position", "id"))
    last = timezone.make_aware(timezone.datetime.combine(campaign.deadline, timezone.datetime.max.time()))
    for unit, received in zip(units, (last, last + timedelta(seconds=1), last - timedelta(days=9)), strict=False):
        unit.received = received
        unit.save()
    Unit.objects.filter(pk=units[3].pk).update(nil_reason="Không có", received=last)
    Acknowledgement.objects.create(unit=units[4], name="Lê Văn Ba", way="zalo", at=last)
    total = campaign.units.count()
    assert counts(campaign, TODAY) == {
        "called": total, "acknowledged": 1, "sent": 3, "late": 1, "nil": 1, "silent": total - 4, "over": True,
    }  # fmt: skip
    assert counts(campaign, campaign.deadline)["over"] is False
    campaign.deadline = None
    assert counts(campaign, TODAY)["late"] == 0
    Version.objects.create(campaign=campaign, number=1, content=campaign.content, issued_on=TODAY)
    shown = html.fromstring(client.get(f"/dot/{campaign.pk}/ban-hanh/").content.decode())
    assert next(cell.text.strip() for cell in shown.xpath("//dl[@class='facts']/dd")) == f"1 / {total}"


def test_the_issue_page_reads_few_units_and_judges_alike(world: World, campaign: Campaign, client: Client) -> None:
    many(world, campaign, 60)
    assert blocking(campaign, judged(campaign), TODAY) == blocking(campaign, record_of(campaign), TODAY) == []
    crossed = campaign.units.order_by("position")[40]
    crossed.at_least, crossed.at_most = 5, 3
    crossed.save()
    assert len(judged(campaign).unions) == 20
    assert blocking(campaign, judged(campaign), TODAY) == blocking(campaign, record_of(campaign), TODAY)
    assert len(blocking(campaign, judged(campaign), TODAY)) == 1
    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/dot/{campaign.pk}/ban-hanh/").content.decode()
    assert crossed.name in page
    assert len(queries) <= 12
    limited = [query["sql"] for query in queries if 'FROM "campaigns_unit"' in query["sql"] and "COUNT" not in query["sql"]]
    assert all("LIMIT" in sql for sql in limited)
    campaign.units.all().delete()
    assert blocking(campaign, judged(campaign), TODAY) == blocking(campaign, record_of(campaign), TODAY) != []


def test_a_preview_of_many_shows_what_changes(world: World, campaign: Campaign, client: Client) -> None:
    many(world, campaign, 210)
    number = campaign.units.count()
    answer = client.post(f"/dot/{campaign.pk}/don-vi/chia/", {"seats": str(number), "by": "equal"})
    shown = html.fromstring(answer.content.decode())
    assert len(shown.xpath("//section[@aria-labelledby='xem-truoc']//tbody/tr")) == 200
    assert f"Còn {number - 200} đơn vị không hiện ở đây" in answer.content.decode()
    plan = shown.xpath("//input[@name='plan']/@value")[0]
    client.post(f"/dot/{campaign.pk}/don-vi/phan-bo/", {"plan": plan})
    assert not campaign.units.filter(at_most=None).exists(), "all are saved, not only those that were shown"
    assert Union.objects.count() > 200
