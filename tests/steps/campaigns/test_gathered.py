"""What the step gives to the search and to “what waits for me”, each within what the reader sees; and files that are none."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from world import PASSWORD

from vinhdanh.engines.campaign.types import Commendation
from vinhdanh.steps.campaigns import services
from vinhdanh.steps.campaigns.models import Campaign, Status
from vinhdanh.steps.campaigns.pushing import Marks, TaskMark
from vinhdanh.steps.campaigns.selectors.campaigns import content
from vinhdanh.steps.campaigns.selectors.facts import doubtful_facts
from vinhdanh.steps.campaigns.selectors.search import FINDERS
from vinhdanh.steps.campaigns.selectors.standing import SELF_REACHED
from vinhdanh.steps.campaigns.selectors.waiting import waiting
from vinhdanh.steps.campaigns.services.guidance import add_guidance
from vinhdanh.steps.campaigns.services.milestones import mark_done
from vinhdanh.steps.campaigns.services.tasks import add_task, finish_task

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"


@pytest.fixture
def campaign(world: World) -> Campaign:
    """A draft of district-a1 with a plan, a task and a document."""
    officer = world.reader("officer", "district-a1")
    made = services.from_plan(officer, world.unions["district-a1"], "plan.txt", PLAN.read_bytes())
    add_task(officer, made, {"title": "Gọi điện cho cơ sở", "owner": officer.user.person, "due": date(2020, 3, 2)})
    add_guidance(officer, world.unions["district-a1"], {"title": "Hướng dẫn viết báo cáo", "number": "12/HD"})
    made.refresh_from_db()
    return made


def issue(world: World, campaign: Campaign) -> Campaign:
    held = services.mark(
        world.reader("officer", "district-a1"), campaign, campaign.revision, Marks({}, tasks=(TaskMark("t", "Gọi lại"),))
    )
    held = services.approve(world.reader("leader", "district-a1"), held, held.revision)
    version = services.issue(
        world.reader("officer", "district-a1"), held, held.revision, number="05/KH-LĐLĐ", day=date(2020, 1, 6), signer="A"
    )
    assert version.told == 2
    held.refresh_from_db()
    return held


def found(reader: Reader, words: str) -> dict[str, list[str]]:
    return {finder.key: [finder.show(row).title for row in finder.rows(reader, words)] for finder in FINDERS}


def kinds(reader: Reader) -> list[str]:
    return [row.kind for row in waiting(reader)]


def test_the_search_finds_what_the_reader_sees(world: World, campaign: Campaign) -> None:
    officer, chair, far = (
        world.reader(*who) for who in (("officer", "district-a1"), ("grassroots", "base-a11"), ("officer", "district-b1"))
    )
    assert found(officer, "tuyen duong")["dot"] == [campaign.name]
    assert found(officer, "gọi điện")["viec"] == ["Gọi điện cho cơ sở"]
    assert found(officer, "báo cáo")["huong-dan"] == ["Hướng dẫn viết báo cáo"]
    assert found(chair, "tuyên dương")["dot"] == []  # a draft
    held = issue(world, campaign)
    assert found(chair, "tuyên dương")["dot"] == [held.name]
    assert found(officer, "05/kh")["van-ban"] == ["Kế hoạch số 05/KH-LĐLĐ ngày 06/01/2020"]
    assert found(officer, "05/kh")["dot"] == [held.name]
    assert found(chair, "gọi")["viec"] == ["Gọi lại"]
    assert found(officer, "gọi")["viec"] == ["Gọi điện cho cơ sở"]
    for words in ("tuyên dương", "gọi", "05", "báo cáo", "?"):
        assert found(far, words) == {"dot": [], "viec": [], "van-ban": [], "huong-dan": []}
    assert found(officer, "?")["van-ban"] == []


def test_what_waits_follows_the_state_of_the_campaign(world: World, campaign: Campaign) -> None:
    officer, leader, chair = (
        world.reader(*who) for who in (("officer", "district-a1"), ("leader", "district-a1"), ("grassroots", "base-a11"))
    )
    assert kinds(officer) == ["task", "confirm"]
    assert kinds(leader) == ["decide"]
    assert kinds(chair) == []
    finish_task(officer, campaign.tasks.get(), done=True)
    assert [row.done_on is not None for row in waiting(officer) if row.kind == "task"] == [True]
    held = issue(world, campaign)
    Campaign.objects.filter(pk=held.pk).update(deadline=date(2020, 1, 7))
    assert "remind" in kinds(officer)
    assert kinds(chair) == ["task", "receive"]
    services.acknowledge(chair, held.units.select_related("union", "campaign__union").get(code="base-a11"), "Trần Văn Sen")
    assert kinds(chair) == ["task"]
    Campaign.objects.filter(pk=held.pk).update(status=Status.APPROVED)
    assert kinds(leader) == ["decide"]


def test_more_that_waits(world: World, campaign: Campaign) -> None:
    officer, leader = world.reader("officer", "district-a1"), world.reader("leader", "district-a1")
    wanted = ("above", "changed", "rule", "milestone")

    def rows(reader: Reader) -> list[tuple[str, str, date | None]]:
        return [(row.kind, row.title, row.due) for row in waiting(reader) if row.kind in wanted]

    assert rows(officer) == []
    settings = replace(content(campaign), commendations=(Commendation("BK_TTg", "", 3, 0),))
    services.change(officer, campaign, campaign.revision, settings)
    doubtful = [fact.key for fact in doubtful_facts(settings)]
    assert doubtful
    assert rows(officer) == [("rule", f"Kiểm tra {len(doubtful)} quy định chưa chắc", None)]
    campaign.refresh_from_db()
    services.change(officer, campaign, campaign.revision, replace(settings, confirmed=tuple(doubtful)))
    assert rows(officer) == []
    above = services.from_template(world.reader("officer", "province-a"), world.unions["province-a"], "Trên", 2020)
    Campaign.objects.filter(pk=campaign.pk).update(parent=above, asked=2, standing={"open": 3, "host": "LĐLĐ"})
    assert [row[:2] for row in rows(officer)] == [
        ("above", "Trả lời 3 nội dung cấp trên giao"),
        ("changed", "Xem lại 2 đơn vị đã sáp nhập, chia tách"),
    ]
    assert rows(leader) == []
    Campaign.objects.filter(pk=campaign.pk).update(parent=None, asked=0, standing={})
    campaign.refresh_from_db()
    held = issue(world, campaign)
    left = list(held.milestones.filter(done_on=None).exclude(key__in=SELF_REACHED).order_by("day", "id"))
    first = [("milestone", row.label, row.day) for row in left[:3]]
    assert len(first) == 3
    assert rows(officer) == rows(leader) == first
    mark_done(officer, left[0], left[0].day)
    assert rows(officer)[0] == first[1]
    assert rows(world.reader("grassroots", "base-a11")) == []
    held.milestones.filter(pk=left[1].pk).update(day=date(2199, 1, 1))
    assert first[1] not in rows(officer)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def formulas() -> bytes:
    import xlsxwriter  # noqa: PLC0415 - only here

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Mã đơn vị", "Tên đơn vị", "Nhiều nhất"])
        sheet.write_row(1, 0, ["base-a11", "CĐCS Trường Tiểu học Hoa Sen"])
        sheet.write_formula(1, 2, "=HYPERLINK(1)", None, 2**63)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", b""), ("a.xlsx", b"PK\x03\x04"), ("a.xlsx", zipped(x=b"\0" * 60_000_000)), ("a.xlsx", formulas()), ("a.exe", b"MZ\x90"),
        ("a.csv", b"\xff\xfe\0"), ("a.docx", zipped(y=b"<a/>")), ("a\0.xlsx", b"x"), ("k" * 300 + ".xlsx", b"x"),
    ],
    ids=["empty", "cut", "bomb", "formulas", "program", "bytes", "no document", "NUL", "long name"],
)  # fmt: skip
def test_a_file_that_does_not_fit_changes_nothing(world: World, campaign: Campaign, name: str, data: bytes) -> None:
    world.user("officer", "district-a1")
    client = Client()
    assert client.login(username="officer.district-a1", password=PASSWORD)
    before = list(campaign.units.values_list("code", "at_least", "at_most"))
    for address in (f"/dot/{campaign.pk}/don-vi/excel/nhan/", "/dot/moi/"):
        answer = client.post(
            address, {"file": SimpleUploadedFile(name, data), "plan": SimpleUploadedFile(name, data), "way": "plan", "union": campaign.union_id}
        )  # fmt: skip
        assert answer.status_code in {200, 302, 400, 409, 413}, address
        assert answer.status_code != 302 or address.endswith("nhan/")
    assert Campaign.objects.count() == 1
    assert list(campaign.units.values_list("code", "at_least", "at_most")) == before


@pytest.mark.parametrize("spoiled", ["\0", "x" * 5000, str(2**63), "31/02/2026", "1/1/9999", "<script>alert(1)</script>", "-1"])
def test_no_field_of_what_is_pushed_down_breaks_anything(world: World, campaign: Campaign, spoiled: str) -> None:
    held = issue(world, campaign)
    world.user("officer", "district-a1")
    client = Client()
    assert client.login(username="officer.district-a1", password=PASSWORD)
    good = {"revision": str(held.revision), "on": "dossier_deadline", "value-dossier_deadline": "1/5/2020", "target": "a", "milestone": "conference",
            "document": "1", "task-0-title": "Việc", "task-0-due": "1/5/2020", "task-0-detail": "", "task-0-id": "a1", "merit": "1"}  # fmt: skip
    unit = held.units.get(code="base-a11")
    for field in good:
        answer = client.post(f"/dot/{held.pk}/giao-xuong/", good | {field: spoiled})
        assert answer.status_code in {302, 400, 409}, field
        assert b"<script>alert(1)" not in answer.content
        assert client.get(f"/dot/{held.pk}/giao-xuong/").status_code == 200
    for address, field in (
        (f"/dot/{held.pk}/don-vi/{unit.pk}/giao/", "name"), (f"/dot/{held.pk}/don-vi/da-xem/", "unit"), (f"/dot/{held.pk}/don-vi/chon/", "leave"),
        (f"/dot/{held.pk}/tu-cap-tren/", "version"), (f"/dot/{held.pk}/cap-tren/", "parent"),
    ):  # fmt: skip
        assert client.post(address, {field: spoiled}).status_code in {302, 400, 404, 409}, address
    assert client.get(f"/dot/{held.pk}/cap-duoi/", {"trang": spoiled}).status_code == 200
