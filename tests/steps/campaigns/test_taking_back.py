"""A merger or a split in mid-campaign is taken back: units, places, tasks and who answers as before; work that has gone on forbids it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from database_pictures import differences, picture
from django.utils import timezone
from world import make_union

from vinhdanh.errors import UserError
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations import services as organisations
from vinhdanh.platform.organisations.models import Reorganisation, Union
from vinhdanh.platform.organisations.services.standing_in_the_way import hindrances
from vinhdanh.platform.organisations.services.taking_back import sides
from vinhdanh.steps.campaigns import services
from vinhdanh.steps.campaigns.models import Acknowledgement, Campaign, Status, Task, Unit
from vinhdanh.steps.campaigns.pushing import Marks, TaskMark

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"
DAY = date(2020, 1, 6)


@pytest.fixture
def campaign(world: World, officer: Reader) -> Campaign:
    world.user("admin", "province-a")
    world.user("grassroots", "base-a11")
    world.user("grassroots", "base-a12")
    made = services.from_plan(officer, world.unions["district-a1"], "plan.txt", PLAN.read_bytes())
    made = services.mark(officer, made, made.revision, Marks({}, tasks=(TaskMark("t", "Báo số điện thoại"),)))
    units = {unit.code: unit.pk for unit in made.units.all()}
    services.allot(officer, made, {units["base-a11"]: (1, 3), units["base-a12"]: (None, 5)})
    made.refresh_from_db()
    return made


def approved(world: World, campaign: Campaign) -> Campaign:
    campaign.refresh_from_db()
    return services.approve(world.reader("leader", "district-a1"), campaign, campaign.revision)


def issued(world: World, campaign: Campaign) -> Campaign:
    held = approved(world, campaign)
    services.issue(world.reader("officer", "district-a1"), held, held.revision, number="05", day=DAY, signer="A")
    held.refresh_from_db()
    return held


def merged(world: World, gone: str = "base-a11", kept: str = "base-a12") -> Reorganisation:
    admin = world.reader("admin", "province-a")
    rows = {union.code: union for union in Union.objects.all()}
    organisations.merge(admin, rows[kept], [rows[gone]], day=timezone.localdate(), decision="Quyết định số 12/QĐ-LĐLĐ")
    return Reorganisation.objects.latest("pk")


def parted(world: World, code: str, *, goes_on: bool = False) -> Reorganisation:
    admin, union = world.reader("admin", "province-a"), Union.objects.get(code=code)
    data = [organisations.UnionData(name=f"CĐCS Phần {n}", code=f"P{n}", level=union.level) for n in (1, 2)]
    organisations.split(admin, union, data, day=timezone.localdate(), decision="QĐ số 5", goes_on=goes_on)
    return Reorganisation.objects.latest("pk")


def take_back(world: World, held: Reorganisation) -> None:
    organisations.take_back(world.reader("admin", "province-a"), held, reason="Ghi nhầm")


def blocked(world: World, held: Reorganisation, campaign: Campaign) -> None:
    before = picture()
    with pytest.raises(UserError, match="không tách lại được") as error:
        take_back(world, held)
    assert campaign.name in str(error.value)
    assert differences(before, picture()) == []


def of_parts(rows: list[tuple[object, ...]], held: Reorganisation) -> list[tuple[object, ...]]:
    return [row for row in rows if row[0] != "organisations.Union" or row[1] not in held.new]


@pytest.mark.parametrize("state", ["draft", "approved", "issued"])
@pytest.mark.parametrize("act", ["both called", "one called", "split", "split beside"])
def test_everything_is_as_before(world: World, campaign: Campaign, state: str, act: str) -> None:
    make_union("base-a13", "CĐCS Nhà máy Gạch", world.unions["district-a1"], "base")
    if state != "draft":
        campaign = approved(world, campaign) if state == "approved" else issued(world, campaign)
    before = picture()
    if act.startswith("split"):
        held = parted(world, "base-a12", goes_on=act == "split beside")
    else:
        held = merged(world, kept="base-a12" if act == "both called" else "base-a13")
    assert any(row[0] == "campaigns.Unit" for row in differences(before, picture()))
    take_back(world, held)
    rows = differences(before, picture())
    assert (of_parts(rows, held) if act.startswith("split") else rows) == []
    campaign.refresh_from_db()
    assert (campaign.status, campaign.asked) == (Status[state.upper()], 0)
    assert Entry.objects.filter(verb="campaigns.units-returned").exists()


def test_a_row_added_after_the_issue_is_joined_and_parted(world: World, campaign: Campaign, officer: Reader) -> None:
    third = make_union("base-a13", "CĐCS Nhà máy Gạch", world.unions["district-a1"], "base")
    held = issued(world, campaign)
    services.choose_units(officer, held, [third], also=True)
    before = picture()
    merger = merged(world, gone="base-a13")
    assert not Unit.objects.filter(code="base-a13").exists()
    take_back(world, merger)
    assert differences(before, picture()) == []


def test_one_that_was_merged_before(world: World, campaign: Campaign) -> None:
    make_union("base-a13", "CĐCS Nhà máy Gạch", world.unions["district-a1"], "base")
    issued(world, campaign)
    merged(world)
    before = picture()
    assert Unit.objects.get(code="base-a11").responsible_now
    held = merged(world, gone="base-a12", kept="base-a13")
    take_back(world, held)
    assert differences(before, picture()) == []


def test_an_approval_given_since_lapses(world: World, campaign: Campaign) -> None:
    held = merged(world)
    approved(world, campaign)
    take_back(world, held)
    campaign.refresh_from_db()
    assert (campaign.status, campaign.approved_by_id) == (Status.DRAFT, None)


def test_an_approval_does_not_come_back_over_other_changes(world: World, campaign: Campaign, officer: Reader) -> None:
    campaign = approved(world, campaign)
    held = merged(world)
    campaign.refresh_from_db()
    services.mark(officer, campaign, campaign.revision, Marks({"cap_delegates": "200"}))
    take_back(world, held)
    campaign.refresh_from_db()
    assert campaign.status == Status.DRAFT


def test_what_an_official_has_looked_at_stays_so(world: World, campaign: Campaign, officer: Reader) -> None:
    held = merged(world)
    unit = campaign.units.get()
    services.looked_at(officer, campaign, {unit.pk: len(unit.asks)})
    take_back(world, held)
    assert [row.asks for row in campaign.units.all()] == [[], []]


def test_a_task_done_since_stays_done(world: World, campaign: Campaign) -> None:
    issued(world, campaign)
    held = merged(world)
    Task.objects.filter(called__code="base-a11").update(done_at=timezone.now())
    take_back(world, held)
    task = Task.objects.get(called__code="base-a11")
    assert (task.union, task.done_at is not None) == (world.unions["base-a11"], True)
    assert task.owner is not None
    assert task.owner.name == "Nguyễn Grassroots Base A11"


def test_places_allotted_anew_forbid_it(world: World, campaign: Campaign, officer: Reader) -> None:
    held = merged(world)
    services.allot(officer, campaign, {campaign.units.get().pk: (2, 7)})
    blocked(world, held, campaign)
    services.allot(officer, campaign, {campaign.units.get().pk: (1, 8)})
    take_back(world, held)
    assert {unit.code: (unit.at_least, unit.at_most) for unit in campaign.units.all()} == {
        "base-a11": (1, 3),
        "base-a12": (None, 5),
    }


def test_places_shared_out_among_the_parts_forbid_it(world: World, campaign: Campaign, officer: Reader) -> None:
    held = parted(world, "base-a12")
    services.allot(officer, campaign, {campaign.units.get(code="P2").pk: (None, 2)})
    blocked(world, held, campaign)
    assert campaign.units.get(code="P2").at_most == 2


@pytest.mark.parametrize("kept", ["base-a12", "base-a13"])
def test_an_issue_since_forbids_it(world: World, campaign: Campaign, kept: str) -> None:
    make_union("base-a13", "CĐCS Nhà máy Gạch", world.unions["district-a1"], "base")
    held = merged(world, kept=kept)
    issued(world, campaign)
    blocked(world, held, campaign)
    assert Union.objects.get(code="base-a11").valid_to is not None


def test_what_the_successor_has_said_or_was_given_forbids_it(world: World, campaign: Campaign) -> None:
    issued(world, campaign)
    held = merged(world)
    unit = Unit.objects.get(code="base-a11")
    services.acknowledge(world.reader("grassroots", "base-a12"), unit, "Nguyễn Grassroots Base A12")
    blocked(world, held, campaign)
    Acknowledgement.objects.all().delete()
    task = Task.objects.create(campaign=campaign, called=unit, union=unit.union, title="Việc mới")
    blocked(world, held, campaign)
    task.delete()
    take_back(world, held)
    assert Union.objects.get(code="base-a11").valid_to is None


def test_a_campaign_of_a_part_forbids_it(world: World, campaign: Campaign) -> None:
    held = parted(world, "district-a1")
    world.unions["P2"] = Union.objects.get(code="P2")
    made = services.from_template(world.reader("officer", "P2"), world.unions["P2"], "Hội nghị", 2028)
    said = [str(error) for error in hindrances(held, *sides(held))]
    assert [made.name in words for words in said if "không tách lại được" in words] == [True]
    assert campaign.pk


def test_a_row_that_is_called_no_longer_is_let_be(world: World, campaign: Campaign, officer: Reader) -> None:
    third = make_union("base-a13", "CĐCS Nhà máy Gạch", world.unions["district-a1"], "base")
    held = merged(world, kept="base-a13")
    services.choose_units(officer, campaign, [world.unions["base-a12"]])
    take_back(world, held)
    assert [unit.code for unit in campaign.units.all()] == ["base-a12"]
    assert third.pk
