"""Reminding units that have not answered: words, evidence, once a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone
from word_reading import part
from world import PASSWORD

from vinhdanh.engines.campaign.types import Milestone
from vinhdanh.engines.vietnamese import PartialDate
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.notices.models import Delivery, Notice
from vinhdanh.steps.campaigns import rules, selectors, services
from vinhdanh.steps.campaigns.models import Campaign, Status, Unit
from vinhdanh.steps.campaigns.papers import make
from vinhdanh.steps.campaigns.selectors.overview import Overview
from vinhdanh.steps.campaigns.selectors.reminders import Reminder, reminders, unanswered
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


def words(campaign: Campaign, today: date = TODAY) -> Reminder:
    return reminders(campaign, [campaign.units.get(code="base-a11")], today)[0]


def issued_again(world: World, campaign: Campaign, number: str = "05/KH-LĐLĐ", **reception: object) -> Campaign:
    """A later version: 5 places for base-a11, other words on lists; the units are told of it."""
    officer = world.reader("officer", "district-a1")
    settings = selectors.content(campaign)
    campaign = services.change(
        officer, campaign, campaign.revision, replace(settings, reception=replace(settings.reception, **reception))
    )
    services.allot(officer, campaign, {campaign.units.get(code="base-a11").pk: (None, 5)})
    campaign.refresh_from_db()
    services.issue(officer, campaign, campaign.revision, number=number, day=date(2020, 2, 20), signer="Đặng Thị Ngọc")
    campaign.refresh_from_db()
    return campaign


def test_the_words_say_the_day_and_the_places(world: World, campaign: Campaign) -> None:
    campaign = issued_again(world, campaign, closes=date(2020, 3, 20))
    Unit.objects.update(responsible="Nguyễn Thị Mơ", reminders=["2020-03-05", "2020-02-20"])
    said = words(campaign)
    assert said.text.startswith("Kính gửi đồng chí Nguyễn Thị Mơ, CĐCS Trường Tiểu học Hoa Sen.")
    assert "Theo Kế hoạch số 05/KH-LĐLĐ, hạn gửi danh sách đề nghị là hết ngày 02/3/2020; đến nay" in said.text
    assert "còn nhận đến hết ngày 20/3/2020" in said.text
    assert "nhiều nhất 5 người" in said.text
    assert (said.days, said.today) == ((date(2020, 2, 20), TODAY), True)
    Unit.objects.update(responsible="")
    assert "còn 10 ngày" in words(campaign, date(2020, 2, 21)).text
    assert "tức là hôm nay" in words(campaign, date(2020, 3, 2)).text
    assert "còn nhận" not in words(campaign, date(2020, 3, 21)).text
    assert words(campaign).text.startswith("Kính gửi Ban Chấp hành CĐCS")
    assert "đề nghị đơn vị gửi danh sách đề nghị theo Kế hoạch" in words(issued_again(world, campaign, deadline=None)).text


def test_a_unit_is_reminded_of_its_own_extension(world: World, campaign: Campaign) -> None:
    campaign = issued_again(world, campaign, number="12/KH-LĐLĐ", extensions={"base-a11": date(2020, 3, 9)})
    text = words(campaign).text
    assert (
        "Theo Kế hoạch số 05/KH-LĐLĐ, sửa đổi tại văn bản số 12/KH-LĐLĐ, hạn gửi danh sách đề nghị là hết ngày 09/3/2020 (đã gia hạn), còn 4 ngày."
        in text
    )
    assert "hết ngày 02/3/2020; đến nay" in reminders(campaign, [campaign.units.get(code="base-a12")], TODAY)[0].text


def test_units_are_reminded_of_what_they_were_told_not_of_what_is_being_changed(world: World, campaign: Campaign) -> None:
    officer = world.reader("officer", "district-a1")
    campaign = issued_again(world, campaign)
    settings = selectors.content(campaign)
    later = Milestone(PartialDate(2020, 3, 17))
    draft = replace(
        settings, name="Hội nghị đổi tên", reception=replace(settings.reception, deadline=later, closes=date(2020, 3, 22))
    )
    campaign = services.change(officer, campaign, campaign.revision, draft)
    services.allot(officer, campaign, {campaign.units.get(code="base-a11").pk: (3, 9)})
    client = Client()
    world.user("officer", "district-a1")
    assert client.login(username="officer.district-a1", password=PASSWORD)

    def everywhere() -> list[str]:
        """The words on the page, of the notice and of the mail, of the letter and of the list of the silent."""
        page = client.get(f"/dot/{campaign.pk}/don-doc/").content.decode().partition('id="nhac-chung"')[2]
        Unit.objects.update(reminders=[])
        assert services.remind(officer, campaign, list(campaign.units.filter(code="base-a11"))) == 1
        sent = Notice.objects.latest("pk")
        printed = [
            "".join(part(make(campaign, kind, "docx")[1]).itertext()).replace("\u2011", "-").replace("\u00a0", " ")
            for kind in ("reminder", "missing")
        ]
        return [page, sent.body, *printed]

    page, body, letter, table = everywhere()
    for text in (page, body):
        assert "02/3/2020" in text
        assert "nhiều nhất 5 người" in text
        assert "nhiều nhất 9 người" not in text
    assert "thứ Hai, 02/3/2020" in page
    for text in (page, body, letter, table):
        assert "16/3/2020" not in text
        assert "17/3/2020" not in text
        assert "22/3/2020" not in text
        assert "Hội nghị đổi tên" not in text
    assert "03/3/2020" in letter
    campaign.refresh_from_db()
    services.issue(officer, campaign, campaign.revision, number="21/KH-LĐLĐ", day=date(2020, 3, 4), signer="Đặng Thị Ngọc")
    campaign.refresh_from_db()
    page, body, letter, table = everywhere()
    for text in (page, body):
        assert "16/3/2020" in text
        assert "nhiều nhất 9 người" in text
    assert "17/3/2020" in letter
    assert "Hội nghị đổi tên" in table


def test_a_unit_that_no_version_has_told_yet_is_not_reminded(world: World, campaign: Campaign) -> None:
    officer = world.reader("officer", "district-a1")
    Unit.objects.filter(code="base-a12").update(frozen_at=None)
    fresh = campaign.units.get(code="base-a12")
    assert [unit.code for unit in unanswered(officer, campaign)] == ["base-a11"]
    assert services.remind(officer, campaign, [fresh]) == 0
    assert campaign.units.get(code="base-a12").reminders == []


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
