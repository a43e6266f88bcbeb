"""Reminding units that have not answered: words, evidence, once a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone
from world import PASSWORD

from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.notices.models import Delivery, Notice
from vinhdanh.steps.campaigns import rules, selectors, services
from vinhdanh.steps.campaigns.models import Campaign, Status, Unit
from vinhdanh.steps.campaigns.selectors.overview import Overview
from vinhdanh.steps.campaigns.selectors.reminders import reminder, unanswered
from vinhdanh.steps.campaigns.selectors.told import evidence, told_about
from vinhdanh.steps.campaigns.services.content import write

if TYPE_CHECKING:
    from world import World

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"
TODAY = date(2020, 3, 5)


@pytest.fixture
def campaign(world: World) -> Campaign:
    officer, leader = world.reader("officer", "district-a1"), world.reader("leader", "district-a1")
    made = services.from_plan(officer, world.unions["district-a1"], "plan.txt", PLAN.read_bytes())
    approved = services.approve(leader, made, made.revision)
    services.issue(officer, approved, approved.revision, number="05/KH-LĐLĐ", day=date(2020, 1, 6), signer="Đặng Thị Ngọc")
    made.refresh_from_db()
    write(made, replace(selectors.content(made), today=TODAY))
    made.save()
    return made


def test_who_was_reminded_by_hand_is_kept_once_a_day(world: World, campaign: Campaign) -> None:
    officer = world.reader("officer", "district-a1")
    unit = campaign.units.get(code="base-a11")
    before = Notice.objects.count()
    assert services.remind(officer, campaign, [unit], "zalo") == 1
    assert services.remind(officer, campaign, [unit], "zalo") == 0
    unit.refresh_from_db()
    assert unit.reminders == [TODAY.isoformat()]
    assert Notice.objects.count() == before + 1
    assert Delivery.objects.filter(way="zalo", noted_by=officer.user).count() == 1
    assert Entry.objects.filter(verb="campaigns.reminded").count() == 1
    rows = told_about(officer, unit)
    assert any("Zalo" in way for row in rows for way in row.ways)
    assert evidence(officer, campaign).startswith("/thong-bao/da-bao/")
    assert evidence(world.reader("grassroots", "base-a11"), campaign) == ""


def test_who_has_answered_is_not_reminded(world: World, campaign: Campaign) -> None:
    officer = world.reader("officer", "district-a1")
    campaign.units.filter(code="base-a11").update(received=timezone.now())
    campaign.units.filter(code="base-a12").update(nil_reason="Đơn vị mới thành lập")
    assert list(unanswered(officer, campaign)) == []
    assert services.remind(officer, campaign, list(campaign.units.all())) == 0
    other = services.from_template(officer, world.unions["district-a1"], "Hội nghị", 2027)
    with pytest.raises(Forbidden):
        services.remind(officer, campaign, list(other.units.all()))
    with pytest.raises(Forbidden):
        services.remind(officer, other, list(other.units.all()))
    with pytest.raises(Forbidden):
        services.remind(world.reader("auditor", "district-a1"), campaign, list(campaign.units.all()))


def test_the_words_say_the_day_and_the_places(campaign: Campaign) -> None:
    unit = campaign.units.get(code="base-a11")
    unit.responsible, unit.at_most, unit.reminders = "Nguyễn Thị Mơ", 5, ["2020-03-05", "2020-02-20"]
    said = reminder(campaign, unit)
    assert said.text.startswith("Kính gửi đồng chí Nguyễn Thị Mơ, CĐCS Trường Tiểu học Hoa Sen.")
    assert "hết ngày 02/3/2020" in said.text
    assert "nhiều nhất 5 người" in said.text
    assert (said.days, said.today) == ((date(2020, 2, 20), TODAY), True)
    unit.responsible = ""
    campaign.deadline = date(2020, 3, 15)
    assert "còn 10 ngày" in reminder(campaign, unit).text
    assert reminder(campaign, unit).text.startswith("Kính gửi Ban Chấp hành CĐCS")
    campaign.deadline, campaign.number = None, ""
    assert "đề nghị đơn vị gửi danh sách" in reminder(campaign, unit).text


def test_late_lists_are_still_taken_until_the_register_closes(campaign: Campaign) -> None:
    settings = selectors.content(campaign)
    write(campaign, replace(settings, reception=replace(settings.reception, closes=date(2020, 3, 20))))
    assert "còn nhận đến hết ngày 20/3/2020" in reminder(campaign, campaign.units.first()).text


def test_the_page_reminds_and_notes(world: World, campaign: Campaign) -> None:
    client = Client()
    world.user("officer", "district-a1")
    assert client.login(username="officer.district-a1", password=PASSWORD)
    address = f"/dot/{campaign.pk}/don-doc/"
    page = client.get(address)
    assert page.status_code == 200
    assert page.content.decode().count("data-copy") == 2
    assert "Reminder(" not in page.content.decode()
    unit = campaign.units.get(code="base-a11")
    assert client.post(address + "nhac/", {"unit": unit.pk, "way": "phone", "page": "2"})["Location"] == address + "?trang=2"
    assert client.post(address + "nhac/", {"unit": [row.pk for row in campaign.units.all()]})["Location"] == address
    assert client.post(address + "nhac/", {"unit": unit.pk}).status_code == 302
    assert client.post(address + "nhac/", {"unit": unit.pk, "way": "mail"}).status_code == 404
    assert [unit.reminders for unit in campaign.units.all()] == [[TODAY.isoformat()]] * 2
    assert "Hôm nay đã nhắc hết" in client.get(address).content.decode()
    assert "Điện thoại" in client.get(f"/dot/{campaign.pk}/don-vi/{unit.pk}/").content.decode()
    assert "Lần nhắc gần nhất: 05/3/2020" in client.get(f"/dot/{campaign.pk}/").content.decode()
    Campaign.objects.update(status=Status.CLOSED)
    assert client.get(address).status_code == 404


def test_a_unit_sees_its_own_and_nothing_of_the_others(world: World, campaign: Campaign) -> None:
    chair, officer = world.reader("grassroots", "base-a11"), world.reader("officer", "district-a1")
    view, inside = Overview(chair, campaign), Overview(officer, campaign)
    assert [(unit.code, state) for unit, state in view.mine] == [("base-a11", "silent")]
    assert (view.board, view.gauges, view.findings, view.funnel) == (None, [], [], None)
    assert inside.mine == []
    assert inside.board is not None
    assert [item.title for item in view.todo] == ["Xác nhận đã nhận kế hoạch"]
    assert rules.sees_inside(officer, campaign)
    assert not rules.sees_inside(chair, campaign)
    client = Client()
    assert client.login(username="grassroots.base-a11", password=PASSWORD)
    address = f"/dot/{campaign.pk}/"
    assert client.get(address + "don-doc/").status_code == 404
    assert client.get(address + "van-ban/missing.pdf").status_code == 404
    assert client.get(address + "van-ban/plan.docx").status_code == 200
    assert client.get(f"{address}don-vi/{campaign.units.get(code='base-a12').pk}/").status_code == 404
    assert "Nông trường Cao su Phú Thịnh" not in client.get(address + "don-vi/").content.decode()


def test_a_draft_knows_no_silence(world: World) -> None:
    officer = world.reader("officer", "district-a1")
    draft = services.from_plan(officer, world.unions["district-a1"], "plan.txt", PLAN.read_bytes())
    assert draft.deadline is not None
    view = Overview(officer, draft)
    assert view.board is not None
    assert [(chip.key, chip.name) for chip in view.board.chips] == [("wait", "Sẽ nhận kế hoạch")]
    assert Unit.objects.filter(campaign=draft).count() == 2
