"""A union that is merged, split or ended while a campaign runs: places add up, an official is asked, the successor has the work."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone
from world import PASSWORD, make_union

from vinhdanh.platform.organisations import services as organisations
from vinhdanh.platform.organisations.models import Union
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.models import Campaign, Status, Task, Unit
from vinhdanh.steps.campaigns.personal import erase
from vinhdanh.steps.campaigns.pushing import Marks, TaskMark
from vinhdanh.steps.campaigns.selectors.findings import wrongs
from vinhdanh.steps.campaigns.selectors.records import record_of
from vinhdanh.steps.campaigns.selectors.reminders import reminders

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"
DAY = date(2020, 1, 6)


@pytest.fixture
def campaign(world: World, officer: Reader) -> Campaign:
    made = services.from_plan(officer, world.unions["district-a1"], "plan.txt", PLAN.read_bytes())
    units = {unit.code: unit.pk for unit in made.units.all()}
    services.allot(officer, made, {units["base-a11"]: (1, 3), units["base-a12"]: (None, 5)})
    return made


def merge(world: World, gone: Union, kept: Union) -> None:
    admin = world.reader("admin", "province-a")
    organisations.merge(admin, kept, [gone], day=timezone.localdate(), decision="Quyết định số 12/QĐ-LĐLĐ")


def part(name: str, code: str, like: Union) -> organisations.UnionData:
    return organisations.UnionData(name=name, code=code, level=like.level)


def split(world: World, union: Union, *codes: str, goes_on: bool) -> list[Union]:
    parts = [part(f"CĐCS Phần {code}", code, union) for code in codes]
    admin = world.reader("admin", "province-a")
    return organisations.split(admin, union, parts, day=timezone.localdate(), decision="QĐ số 5", goes_on=goes_on)


def places(campaign: Campaign) -> dict[str, tuple[int | None, int | None]]:
    return {unit.code: (unit.at_least, unit.at_most) for unit in campaign.units.all()}


def asked(campaign: Campaign) -> list[str]:
    campaign.refresh_from_db()
    found = [row.message for row in wrongs(campaign, record_of(campaign), DAY)]
    assert any("chỉ tiêu cần xem lại" in message for message in found) == bool(campaign.asked)
    return [words for unit in campaign.units.all() for words in unit.asks]


def issued(world: World, campaign: Campaign, number: str = "05") -> Campaign:
    campaign.refresh_from_db()
    if campaign.status == Status.DRAFT:
        campaign = services.approve(world.reader("leader", "district-a1"), campaign, campaign.revision)
    services.issue(world.reader("officer", "district-a1"), campaign, campaign.revision, number=number, day=DAY, signer="A")
    campaign.refresh_from_db()
    return campaign


def test_places_of_a_draft_add_up(world: World, campaign: Campaign, officer: Reader) -> None:
    kept, gone = world.unions["base-a12"], world.unions["base-a11"]
    merge(world, gone, kept)
    assert places(campaign) == {"base-a12": (1, 8)}
    assert campaign.units.get().members == 80
    assert ["cộng lại là 1 – 8" in words for words in asked(campaign)] == [True]
    client = Client()
    assert client.login(username="officer.district-a1", password=PASSWORD)
    page = client.get(f"/dot/{campaign.pk}/don-vi/").content.decode()
    assert "cộng lại là 1 – 8" in page
    unit = campaign.units.get()
    assert client.post(f"/dot/{campaign.pk}/don-vi/da-xem/", {"unit": unit.pk, f"asks-{unit.pk}": "0"}).status_code == 302
    assert asked(campaign)  # what was not shown is asked still
    assert client.post(f"/dot/{campaign.pk}/don-vi/da-xem/", {"unit": unit.pk, f"asks-{unit.pk}": "1"}).status_code == 302
    assert asked(campaign) == []
    assert services.looked_at(officer, campaign, {unit.pk: 1}) == 0


def test_two_mergers_and_a_split_in_a_row(world: World, campaign: Campaign, officer: Reader) -> None:
    third = make_union("base-a13", "CĐCS Nhà máy Gạch", world.unions["district-a1"], "base")
    services.choose_units(officer, campaign, [third], also=True)
    unit = campaign.units.get(code="base-a13")
    services.allot(officer, campaign, {unit.pk: (2, 4)})
    merge(world, world.unions["base-a11"], world.unions["base-a12"])
    merge(world, Union.objects.get(code="base-a12"), third)
    assert places(campaign) == {"base-a13": (3, 12)}
    assert len(asked(campaign)) == 2
    parts = split(world, Union.objects.get(code="base-a13"), "P1", "P2", goes_on=False)
    assert places(campaign) == {"P1": (3, 12), "P2": (None, None)}
    told = asked(campaign)
    assert len(told) == 3
    assert "đề nghị chia lại" in told[-1]
    assert {unit.union for unit in campaign.units.all()} == set(parts)
    units = {unit.code: unit.pk for unit in campaign.units.all()}
    services.allot(officer, campaign, {units["P1"]: (2, 6), units["P2"]: (1, 6)})
    assert asked(campaign) == []


def test_one_without_places_and_one_that_stands_alone(world: World, campaign: Campaign, officer: Reader) -> None:
    unit = campaign.units.get(code="base-a11")
    services.allot(officer, campaign, {unit.pk: (None, None)})
    alone = services.from_template(officer, world.unions["district-a1"], "Hội nghị", 2028)
    services.choose_units(officer, alone, [world.unions["base-a11"]])
    services.allot(officer, alone, {alone.units.get().pk: (None, 7)})
    merge(world, world.unions["base-a11"], world.unions["base-a12"])
    assert places(campaign) == {"base-a12": (None, 5)}
    assert "chưa được ấn định" in asked(campaign)[0]
    assert places(alone) == {"base-a12": (None, 7)}
    assert "nhận kế hoạch thay" in asked(alone)[0]


def test_a_split_that_goes_on_and_an_end(world: World, campaign: Campaign) -> None:
    split(world, world.unions["base-a12"], "P1", goes_on=True)
    assert places(campaign) == {"base-a11": (1, 3), "base-a12": (None, 5), "P1": (None, None)}
    assert "đang để cả ở CĐCS Nông trường Cao su Phú Thịnh" in asked(campaign)[0]
    organisations.close(
        world.reader("admin", "province-a"), world.unions["base-a11"], day=timezone.localdate(), reason="Giải thể"
    )
    assert places(campaign)["base-a11"] == (1, 3)
    assert any("đã kết thúc hoạt động" in words for words in asked(campaign))


def test_an_approval_lapses_when_units_change(world: World, campaign: Campaign) -> None:
    campaign.refresh_from_db()
    held = services.approve(world.reader("leader", "district-a1"), campaign, campaign.revision)
    merge(world, world.unions["base-a11"], world.unions["base-a12"])
    held.refresh_from_db()
    assert (held.status, held.approved_by_id) == (Status.DRAFT, None)


def test_a_unit_that_was_told_keeps_its_name_and_its_successor_has_the_work(
    world: World, campaign: Campaign, officer: Reader
) -> None:
    world.user("grassroots", "base-a11")
    chair = world.reader("grassroots", "base-a12")
    campaign.refresh_from_db()
    held = services.mark(officer, campaign, campaign.revision, Marks({}, tasks=(TaskMark("t", "Báo số điện thoại"),)))
    held = issued(world, held)
    merge(world, world.unions["base-a11"], world.unions["base-a12"])
    units = {unit.code: unit for unit in held.units.select_related("union", "campaign__union")}
    gone = units["base-a11"]
    assert (gone.name, gone.union.code, gone.responsible) == (
        "CĐCS Trường Tiểu học Hoa Sen",
        "base-a12",
        "Nguyễn Grassroots Base A11",
    )
    assert gone.responsible_now == "Nguyễn Grassroots Base A12"
    assert places(held) == {"base-a11": (1, 3), "base-a12": (None, 5)}
    assert set(Task.objects.values_list("owner__name", flat=True)) == {"Nguyễn Grassroots Base A12"}
    assert "Nguyễn Grassroots Base A12, CĐCS Nông trường Cao su Phú Thịnh" in reminders(held, [gone], date(2020, 3, 1))[0].text
    assert held in selectors.campaigns(chair)
    assert services.acknowledge(chair, gone, "Nguyễn Grassroots Base A12").pk
    client = Client()
    assert client.login(username="grassroots.base-a12", password=PASSWORD)
    for page in ("don-vi/", f"don-vi/{gone.pk}/"):
        body = client.get(f"/dot/{held.pk}/{page}").content.decode()
        assert "Trường Tiểu học Hoa Sen" in body
        assert "nay là CĐCS Nông trường" in body or "Nay là" in body
    assert chair.user.person is not None
    assert erase(chair.user.person) >= 2
    gone.refresh_from_db()
    assert gone.responsible_now == ""


def test_what_was_told_is_split(world: World, campaign: Campaign, officer: Reader) -> None:
    held = issued(world, campaign)
    first, second = split(world, world.unions["base-a12"], "P1", "P2", goes_on=False)
    unit = Unit.objects.get(campaign=held, code="base-a12")
    assert (unit.name, unit.union) == ("CĐCS Nông trường Cao su Phú Thịnh", first)
    assert "ban hành bản sau" in asked(held)[0]
    services.choose_units(officer, held, [second], also=True)
    merge(world, second, first)  # one that was added and not told yet
    assert places(held)["base-a12"] == (None, 5)
    assert issued_names(held) == {"CĐCS Nông trường Cao su Phú Thịnh", "CĐCS Trường Tiểu học Hoa Sen"}


def issued_names(campaign: Campaign) -> set[str]:
    return {unit.name for unit in campaign.units.all()}
