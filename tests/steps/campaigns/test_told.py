"""What a unit that was called sees of days and places: what it was told last, whatever the host changes since; and who says that it has the plan."""

from __future__ import annotations

import importlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.apps import apps
from django.test import Client
from world import PASSWORD

from vinhdanh.errors import UserError
from vinhdanh.platform.calendar.selectors import deadlines
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.models import Acknowledgement, Campaign, Version
from vinhdanh.steps.campaigns.selectors.issued import milestones_of
from vinhdanh.steps.campaigns.selectors.pushed import as_told
from vinhdanh.steps.campaigns.selectors.records import record_of
from vinhdanh.steps.campaigns.services.milestones import mark_done

if TYPE_CHECKING:
    from world import World

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"
OLD, NEW = date(2020, 5, 15), date(2020, 5, 6)


@pytest.fixture
def campaign(world: World) -> Campaign:
    """Issued by district-a1 for a conference on `OLD` with 7 places; changed since to `NEW` and 9, not issued again."""
    officer = world.reader("officer", "district-a1")
    made = services.from_plan(officer, world.unions["district-a1"], "plan.txt", PLAN.read_bytes())
    services.choose_units(officer, made, [world.unions["base-a11"]])
    made = moved(world, made, OLD)
    services.allot(officer, made, {made.units.get().pk: (None, 7)})
    made = issue(world, made)
    services.allot(officer, made, {made.units.get().pk: (3, 9)})
    return moved(world, made, NEW)


def moved(world: World, campaign: Campaign, day: date) -> Campaign:
    campaign.refresh_from_db()
    settings = selectors.content(campaign)
    changed = replace(settings, conference=replace(settings.conference, day=day))
    return services.change(world.reader("officer", "district-a1"), campaign, campaign.revision, changed)


def issue(world: World, campaign: Campaign) -> Campaign:
    campaign.refresh_from_db()
    if campaign.status == "draft":
        campaign = services.approve(world.reader("leader", "district-a1"), campaign, campaign.revision)
    services.issue(
        world.reader("officer", "district-a1"), campaign, campaign.revision, number="05", day=date(2020, 1, 6), signer="A"
    )
    campaign.refresh_from_db()
    return campaign


def client_of(world: World, role: str, code: str) -> Client:
    world.user(role, code)
    client = Client()
    assert client.login(username=f"{role}.{code}", password=PASSWORD)
    return client


def said(client: Client, campaign: Campaign) -> dict[str, str]:
    unit = campaign.units.get(code="base-a11")
    pages = ("", "moc/", "don-vi/", f"don-vi/{unit.pk}/")
    return {page: client.get(f"/dot/{campaign.pk}/{page}").content.decode() for page in pages}


def test_days_and_places_are_those_that_were_told(world: World, campaign: Campaign) -> None:
    unit = f"don-vi/{campaign.units.get().pk}/"
    host, called = (client_of(world, *who) for who in (("officer", "district-a1"), ("grassroots", "base-a11")))
    for _ in range(2):  # what the first reader's pages kept is not shown to the other
        there, here = said(host, campaign), said(called, campaign)
        assert "06/5/2020" in there["moc/"]
        assert "15/5/2020" not in there["moc/"]
        assert "15/5/2020" in here["moc/"]
        assert "nhiều nhất 9 người" in there[unit]
        assert "nhiều nhất 7 người" in here[unit]
        assert "Đề nghị nhiều nhất 7 người" in here[""]
        assert '"Nhiều nhất">7</td>' in here["don-vi/"]
        assert all("06/5/2020" not in body for body in here.values())
    issue(world, campaign)
    now = said(called, campaign)
    assert "06/5/2020" in now["moc/"]
    assert "nhiều nhất 9 người" in now[unit]


def test_the_calendar_tells_the_same(world: World, campaign: Campaign) -> None:
    host, called = world.reader("officer", "district-a1"), world.reader("grassroots", "base-a11")
    above = world.reader("officer", "province-a")

    def conference(reader: object) -> list[date]:
        found = deadlines(reader, date(2020, 1, 1), date(2021, 1, 1))  # type: ignore[arg-type]  # a reader
        return [row.day for row in found if row.label == milestones_of(campaign)[-1].label or "Hội nghị" in row.label]

    assert (OLD in conference(called), NEW in conference(called)) == (True, False)
    for inside in (host, above):
        assert (OLD in conference(inside), NEW in conference(inside)) == (False, True)
    issue(world, campaign)
    assert (OLD in conference(called), NEW in conference(called)) == (False, True)


def test_a_unit_that_no_version_has_told_sees_nothing_yet(world: World, campaign: Campaign) -> None:
    services.choose_units(world.reader("officer", "district-a1"), campaign, [world.unions["base-a12"]], also=True)
    fresh = client_of(world, "grassroots", "base-a12")
    assert fresh.get(f"/dot/{campaign.pk}/").status_code == 404
    assert "Xác nhận đã nhận kế hoạch" not in fresh.get("/viec/").content.decode()
    told = as_told(Campaign.objects.get(pk=campaign.pk))
    assert [(row.code, row.at_most) for row in record_of(told).unions] == [("base-a11", 7)]
    issue(world, campaign)
    assert fresh.get(f"/dot/{campaign.pk}/").status_code == 200


def test_what_is_reached_is_said_at_once(world: World, campaign: Campaign) -> None:
    officer = world.reader("officer", "district-a1")
    mark_done(officer, campaign.milestones.get(key="conference"), NEW)
    told = {row.key: row for row in milestones_of(as_told(Campaign.objects.get(pk=campaign.pk)))}
    assert (told["conference"].day, told["conference"].done_on) == (OLD, NEW)


@pytest.mark.django_db
def test_versions_of_yesterday_get_their_days(world: World, campaign: Campaign) -> None:
    version = campaign.versions.get()
    before = version.milestones
    Version.objects.update(milestones=[])
    importlib.import_module("vinhdanh.steps.campaigns.migrations.0005_version_milestones").fill(apps, None)
    version.refresh_from_db()
    key = {row["key"]: row for row in version.milestones}
    assert key == {row["key"]: row for row in before}
    assert world


def test_who_says_it_second_learns_who_said_it_first(world: World, campaign: Campaign) -> None:
    unit = campaign.units.select_related("union", "campaign__union").get()
    chair, officer = world.reader("grassroots", "base-a11"), world.reader("officer", "district-a1")
    first = services.acknowledge(chair, unit, "Trần Văn Sen")
    assert services.acknowledge(officer, unit, "trần  văn sen", "phone").pk == first.pk
    with pytest.raises(UserError, match="Trần Văn Sen") as refused:
        services.acknowledge(officer, unit, "Lê Thị Năm")
    assert "Trần Văn Sen" in refused.value.en
    address = f"/dot/{campaign.pk}/don-vi/{unit.pk}/"
    client = client_of(world, "officer", "district-a1")
    answer = client.post(f"{address}xac-nhan/", {"name": "Lê Thị Năm", "way": "zalo"}, follow=True)
    body = answer.content.decode()
    assert "người xác nhận: Trần Văn Sen" in body
    assert "Đã ghi nhận" not in body
    assert [row.name for row in Acknowledgement.objects.all()] == ["Trần Văn Sen"]
