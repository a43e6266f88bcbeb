"""Two people at one campaign: nobody overwrites the other without seeing it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from world import PASSWORD

from vinhdanh.platform.accounts.errors import Outdated
from vinhdanh.steps.campaigns import services
from vinhdanh.steps.campaigns.forms.places import posted_plan
from vinhdanh.steps.campaigns.models import Campaign, FoundValue, Status, Unit
from vinhdanh.steps.campaigns.services import folder

if TYPE_CHECKING:
    from world import World

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"


@pytest.fixture
def campaign(world: World) -> Campaign:
    return services.from_plan(world.reader("officer", "district-a1"), world.unions["district-a1"], "plan.txt", PLAN.read_bytes())


@pytest.fixture
def client(campaign: Campaign) -> Client:
    assert campaign.pk
    signed = Client()
    assert signed.login(username="officer.district-a1", password=PASSWORD)
    return signed


def boxes(campaign: Campaign, **places: str) -> dict[str, object]:
    """The form of the table as it was opened, with what was typed: base_a11="1,5"."""
    data: dict[str, object] = {"unit": [str(unit.pk) for unit in campaign.units.all()]}
    for unit in campaign.units.all():
        was = f"{'' if unit.at_least is None else unit.at_least},{'' if unit.at_most is None else unit.at_most}"
        least, _comma, most = places.get(unit.code.replace("-", "_"), was).partition(",")
        data |= {f"was-{unit.pk}": was, f"least-{unit.pk}": least, f"most-{unit.pk}": most}
    return data


def places(campaign: Campaign) -> dict[str, tuple[int | None, int | None]]:
    return {unit.code: (unit.at_least, unit.at_most) for unit in campaign.units.all()}


def test_two_who_allot_at_once_keep_both(client: Client, campaign: Campaign) -> None:
    address = f"/dot/{campaign.pk}/don-vi/phan-bo/"
    first, second = boxes(campaign, base_a11="1,5"), boxes(campaign, base_a12=",7")
    assert client.post(address, first).status_code == 302
    assert client.post(address, second).status_code == 302
    assert places(campaign) == {"base-a11": (1, 5), "base-a12": (None, 7)}


def test_two_who_allot_one_unit_see_the_difference(client: Client, campaign: Campaign) -> None:
    address = f"/dot/{campaign.pk}/don-vi/phan-bo/"
    first, second = boxes(campaign, base_a11="1,5"), boxes(campaign, base_a11=",9", base_a12=",7")
    assert client.post(address, first).status_code == 302
    answer = client.post(address, second)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "1 – 5" in page
    assert "nhiều nhất 9" in page
    assert 'value="9"' in page
    assert places(campaign) == {"base-a11": (1, 5), "base-a12": (None, None)}
    unit = campaign.units.get(code="base-a11")
    assert f'name="was-{unit.pk}" value="1,5"' in page
    assert client.post(address, second | {f"was-{unit.pk}": "1,5"}).status_code == 302
    assert places(campaign) == {"base-a11": (None, 9), "base-a12": (None, 7)}
    assert client.post(address, second | {f"was-{unit.pk}": "1,5"}).status_code == 302  # a double click finds what it wants


def test_wrong_boxes_are_named_and_keep_what_was_typed(client: Client, campaign: Campaign) -> None:
    address = f"/dot/{campaign.pk}/don-vi/phan-bo/"
    answer = client.post(address, boxes(campaign, base_a11="x,5", base_a12=",7"))
    assert answer.status_code == 400
    assert 'value="x"' in answer.content.decode()
    assert "Trường Tiểu học Hoa Sen</a>:" in answer.content.decode()
    answer = client.post(address, boxes(campaign, base_a11="9,5"))
    assert answer.status_code == 400
    assert "lớn hơn" in answer.content.decode()
    assert places(campaign) == {"base-a11": (None, None), "base-a12": (None, None)}


def test_a_preview_that_is_older_than_what_stands_there_is_not_saved(client: Client, campaign: Campaign) -> None:
    page = client.post(f"/dot/{campaign.pk}/don-vi/chia/", {"seats": "10", "by": "equal"})
    assert page.status_code == 200
    assert places(campaign)["base-a11"] == (None, None)
    plan = page.context["preview"]["plan"]
    services.allot(_officer(campaign), campaign, {campaign.units.get(code="base-a11").pk: (None, 3)})
    answer = client.post(f"/dot/{campaign.pk}/don-vi/phan-bo/", {"plan": plan})
    assert answer.status_code == 409
    assert places(campaign) == {"base-a11": (None, 3), "base-a12": (None, None)}
    fresh = client.post(f"/dot/{campaign.pk}/don-vi/chia/", {"seats": "10", "by": "equal"}).context["preview"]["plan"]
    assert client.post(f"/dot/{campaign.pk}/don-vi/phan-bo/", {"plan": fresh}).status_code == 302
    assert places(campaign) == {"base-a11": (None, 5), "base-a12": (None, 5)}


def test_excel_comes_back_to_be_looked_at_first(client: Client, campaign: Campaign) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - only here

    officer, unit = _officer(campaign), campaign.units.get(code="base-a11")
    same = folder.units_workbook(campaign)
    services.allot(officer, campaign, {unit.pk: (1, 6)})
    changed = folder.units_workbook(campaign)
    address = f"/dot/{campaign.pk}/don-vi/excel/nhan/"
    assert client.post(address, {"file": SimpleUploadedFile("a.xlsx", changed)}).status_code == 302
    page = client.post(address, {"file": SimpleUploadedFile("a.xlsx", same)})
    assert page.status_code == 200
    assert page.context["preview"]["changes"] == 1
    assert places(campaign)["base-a11"] == (1, 6)
    assert client.post(f"/dot/{campaign.pk}/don-vi/phan-bo/", {"plan": page.context["preview"]["plan"]}).status_code == 302
    assert places(campaign)["base-a11"] == (None, None)
    assert client.get(f"/dot/{campaign.pk}/don-vi/excel/").content == same


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "[" * 100_000, '{"1": [1, 2]}', '{"x": [1, 2, 3, 4]}', '{"1": [1, 2, 3, -4]}', '{"1": [1, 2, 3, true]}'],
)
def test_a_preview_that_is_none_changes_nothing(text: str) -> None:
    assert posted_plan(text) == ({}, {}, {})


def test_a_value_that_another_has_settled_is_not_settled_otherwise(client: Client, campaign: Campaign) -> None:
    value = FoundValue.objects.get(key="cap.delegates")
    address = f"/dot/{campaign.pk}/ke-hoach/{value.position}/"
    assert client.post(address, {"state": "corrected", "text": "240", "seen": ""}).status_code == 302
    assert client.post(address, {"state": "corrected", "text": "240", "seen": ""}).status_code == 302
    answer = client.post(address, {"state": "confirmed", "seen": ""})
    assert answer.status_code == 409
    value.refresh_from_db()
    assert (value.state, value.corrected) == ("corrected", 240)
    with pytest.raises(Outdated):
        services.settle(_officer(campaign), [value], FoundValue.State.REJECTED, seen="2020-01-01")


def test_an_approval_lapses_when_anything_that_was_approved_changes(world: World, campaign: Campaign) -> None:
    officer, leader = _officer(campaign), world.reader("leader", "district-a1")
    unit = campaign.units.get(code="base-a11")
    changes = (
        lambda: services.settle(officer, [FoundValue.objects.get(key="cap.delegates")], FoundValue.State.CORRECTED, 200),
        lambda: services.allot(officer, campaign, {unit.pk: (None, 4)}),
        lambda: services.choose_units(officer, campaign, [world.unions["base-a11"]]),
    )
    for change in changes:
        campaign.refresh_from_db()
        services.approve(leader, campaign, campaign.revision)
        change()
        campaign.refresh_from_db()
        assert (campaign.status, campaign.approved_by_id) == (Status.DRAFT, None)
    services.approve(leader, campaign, campaign.revision)
    services.allot(officer, campaign, {unit.pk: (None, 4)})
    campaign.refresh_from_db()
    assert campaign.status == Status.APPROVED


def test_who_changes_places_builds_and_cannot_approve(world: World, campaign: Campaign) -> None:
    from vinhdanh.platform.accounts.errors import Forbidden  # noqa: PLC0415 - only here
    from vinhdanh.platform.organisations.models import Post  # noqa: PLC0415 - only here

    leader = world.user("leader", "district-a1")
    Post.objects.create(person=leader.person, union=world.unions["district-a1"], title="Phó Chủ tịch", role="officer")
    both = world.reader("leader", "district-a1")
    services.allot(both, campaign, {campaign.units.get(code="base-a11").pk: (None, 4)})
    with pytest.raises(Forbidden):
        services.approve(both, campaign, campaign.revision)


def test_a_later_version_says_whose_places_changed(world: World, campaign: Campaign) -> None:
    officer, leader = _officer(campaign), world.reader("leader", "district-a1")
    approved = services.approve(leader, campaign, campaign.revision)
    services.issue(officer, approved, approved.revision, number="05", day=date(2020, 1, 6), signer="A")
    services.allot(officer, campaign, {campaign.units.get(code="base-a11").pk: (2, 4)})
    campaign.refresh_from_db()
    version = services.issue(officer, campaign, campaign.revision, number="09", day=date(2020, 2, 6), signer="A")
    assert version.changes == ["Phân bổ cho CĐCS Trường Tiểu học Hoa Sen: không ấn định → 2 – 4"]
    assert Unit.objects.filter(frozen_at=None).count() == 0


def _officer(campaign: Campaign):  # noqa: ANN202 - a reader
    from vinhdanh.platform.accounts.reader import Reader  # noqa: PLC0415 - only here

    return Reader(campaign.built_by.get())
