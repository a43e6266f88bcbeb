"""From the plan paper to an issued campaign whose units are told: through the services and through the pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from world import PASSWORD

from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.notices.models import Notice
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.models import Campaign, FoundValue, Status

if TYPE_CHECKING:
    from world import World

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"


@pytest.fixture
def campaign(world: World) -> Campaign:
    reader = world.reader("officer", "district-a1")
    return services.from_plan(reader, world.unions["district-a1"], "Kế hoạch.txt", PLAN.read_bytes())


def test_a_plan_becomes_a_draft_whose_values_wait_for_a_person(world: World, campaign: Campaign) -> None:
    settings = selectors.content(campaign)
    assert settings.cap_delegates == 250
    assert campaign.deadline == date(2020, 3, 2)
    assert {unit.code for unit in campaign.units.all()} == {"base-a11", "base-a12"}
    assert FoundValue.objects.filter(state="found").count() > 50
    assert Entry.objects.filter(verb="campaigns.made-from-plan").count() == 1
    with pytest.raises(Forbidden):
        services.from_plan(world.reader("officer", "district-a2"), world.unions["district-a1"], "a.docx", PLAN.read_bytes())


def test_settling_a_value_changes_what_the_campaign_says_and_nothing_else(world: World, campaign: Campaign) -> None:
    reader = world.reader("officer", "district-a1")
    before = selectors.content(campaign)
    value = FoundValue.objects.get(key="cap.delegates")
    services.settle(reader, [value], FoundValue.State.CORRECTED, 240)
    campaign.refresh_from_db()
    after = selectors.content(campaign)
    assert after.cap_delegates == 240
    assert (before.name, before.agenda, before.reception) == (after.name, after.agenda, after.reception)
    services.settle(reader, [value], FoundValue.State.REJECTED)
    campaign.refresh_from_db()
    assert selectors.content(campaign).cap_delegates is None
    services.settle(reader, [value], FoundValue.State.CONFIRMED)
    campaign.refresh_from_db()
    assert selectors.content(campaign).cap_delegates == 250


def test_who_builds_does_not_approve_and_what_is_issued_is_told(world: World, campaign: Campaign) -> None:
    officer, leader = world.reader("officer", "district-a1"), world.reader("leader", "district-a1")
    with pytest.raises(Forbidden):
        services.issue(officer, campaign, campaign.revision, number="05/KH-LĐLĐ", day=date(2020, 1, 6), signer="Đặng Thị Ngọc")
    with pytest.raises(Forbidden):
        services.approve(officer, campaign, campaign.revision)
    with pytest.raises(Outdated):
        services.approve(leader, campaign, campaign.revision - 1)
    held = services.approve(leader, campaign, campaign.revision)
    version = services.issue(officer, held, held.revision, number="05/KH-LĐLĐ", day=date(2020, 1, 6), signer="Đặng Thị Ngọc")
    campaign.refresh_from_db()
    assert (campaign.status, campaign.number, version.number, version.told) == (Status.ISSUED, "05/KH-LĐLĐ", 1, 2)
    assert all(unit.frozen_at for unit in campaign.units.all())
    assert Notice.objects.filter(about="campaigns.campaign").count() == 2


def test_the_pages_of_the_way_answer(world: World, campaign: Campaign) -> None:
    client = Client()
    world.user("officer", "district-a1")
    assert client.login(username="officer.district-a1", password=PASSWORD)
    for page in ("", "ke-hoach/", "noi-dung/", "noi-dung/ten-goi/", "noi-dung/so-luong/", "noi-dung/thoi-gian/", "noi-dung/to-chuc/",
                 "noi-dung/can-cu/", "noi-dung/diem/", "noi-dung/khen-thuong/", "noi-dung/chuong-trinh/", "noi-dung/noi-nhan/",
                 "bo-quy-dinh/", "don-vi/", "moc/", "viec/", "ban-hanh/", "van-ban/"):  # fmt: skip
        answer = client.get(f"/dot/{campaign.pk}/{page}")
        assert answer.status_code == 200, page
    assert client.get("/dot/").status_code == 200
    assert client.get("/dot/moi/").status_code == 200
    assert client.get("/dot/van-ban-huong-dan/").status_code == 200
    upload = SimpleUploadedFile("Kế hoạch.txt", PLAN.read_bytes())
    answer = client.post("/dot/moi/", {"way": "plan", "union": world.unions["district-a1"].pk, "plan": upload})
    assert answer.status_code == 302
    assert answer["Location"].endswith("/ke-hoach/")
