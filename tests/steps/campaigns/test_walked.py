"""What an official met who walked from an empty folder to the printed plan: words, numbers and papers that agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from django.test import Client
from word_reading import part
from world import PASSWORD

from vinhdanh.engines.campaign.types import Signer
from vinhdanh.errors import UserError
from vinhdanh.platform.organisations.models import Union
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.forms.part import PartForm
from vinhdanh.steps.campaigns.papers import make
from vinhdanh.steps.campaigns.parts import PARTS
from vinhdanh.steps.campaigns.selectors.findings import wrongs
from vinhdanh.steps.campaigns.selectors.overview import timeline
from vinhdanh.steps.campaigns.selectors.records import record_of
from vinhdanh.steps.campaigns.services.folder import units_in_workbook
from vinhdanh.steps.campaigns.services.units import words

if TYPE_CHECKING:
    from world import World

    from vinhdanh.steps.campaigns.models import Campaign

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"


@pytest.fixture
def campaign(world: World) -> Campaign:
    return services.from_plan(world.reader("officer", "district-a1"), world.unions["district-a1"], "plan.txt", PLAN.read_bytes())


def printed(campaign: Campaign, kind: str) -> str:
    """What stands in the Word file of a paper."""
    said = "".join(part(make(campaign, kind, "docx")[1]).itertext())
    return said.replace("\u2011", "-").replace("\u00a0", " ")


def test_the_plan_prints_the_purposes_that_were_confirmed_and_the_dossier_that_goes_up(campaign: Campaign) -> None:
    settings = selectors.content(campaign)
    assert len(settings.purposes) == 4
    paper = printed(campaign, "plan")
    for number, purpose in enumerate(settings.purposes, 1):
        assert f"{number}. {purpose}" in paper
    assert "Lập thành tích chào mừng" not in paper
    assert "lập thành tích chào mừng Đại hội Đảng các cấp" in paper
    assert "(qua Ban CS-PL) trước ngày 26 tháng 5 năm 2020, gồm: Báo cáo tổng kết Hội nghị" in paper


def test_the_place_before_the_date_is_that_of_the_register(world: World) -> None:
    host = world.unions["district-a1"]
    Union.objects.filter(pk=host.pk).update(place="Phú Riềng")
    host.refresh_from_db()
    made = services.from_plan(world.reader("officer", "district-a1"), host, "plan.txt", PLAN.read_bytes())
    assert selectors.content(made).place == "Phú Riềng"


def test_the_allotment_tells_the_share_of_exemplars_not_the_cap(campaign: Campaign) -> None:
    assert "khoảng 175 đại biểu điển hình tiên tiến trong tổng số không quá 250 đại biểu" in printed(campaign, "allocation")


@pytest.mark.parametrize("kind", ["reminder", "missing"])
def test_nobody_is_reminded_on_paper_of_a_draft(campaign: Campaign, kind: str) -> None:
    with pytest.raises(UserError, match="chưa ban hành"):
        make(campaign, kind, "docx")


def test_a_wrong_file_is_named_as_its_sender_names_it(world: World) -> None:
    officer, host = world.reader("officer", "district-a1"), world.unions["district-a1"]
    for name, data in (("Ảnh chụp.jpg", b"\xff\xd8\xff"), ("Kế hoạch.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))):
        with pytest.raises(UserError, match=name):
            services.from_plan(officer, host, name, data)


def test_a_draft_tells_of_a_deadline_that_is_over_and_of_a_head_without_the_body_above(campaign: Campaign) -> None:
    def found(today: date) -> list[str]:
        return [row.message for row in wrongs(campaign, record_of(campaign), today)]

    over = "Hạn gửi danh sách (hết ngày 02/3/2020) đã qua."
    assert over in found(date(2020, 3, 3))
    assert over not in found(date(2020, 3, 2))
    settings = selectors.content(campaign)
    bare = replace(settings, parent=None, host=replace(settings.host, signer=Signer((), "Lê Thị Hoa")))
    said = [row.message for row in wrongs(campaign, replace(record_of(campaign), settings=bare), date(2020, 1, 1))]
    assert "Chưa có: cấp trên trực tiếp, in ở dòng đầu của văn bản." in said
    assert "Người ký chưa có dòng chức vụ (ví dụ: CHỦ TỊCH) ở trên họ tên." in said


def test_nothing_of_a_draft_is_reached_by_its_day_alone(campaign: Campaign) -> None:
    rows = list(campaign.milestones.all())
    drafted, issued = (timeline(rows, date(2020, 3, 5), issued=flag) for flag in (False, True))
    assert drafted is not None
    assert issued is not None
    assert [point.state for point in drafted.points][:1] == ["late"]
    assert [point.state for point in issued.points][:1] == ["done"]


def test_places_in_words() -> None:
    assert [words(pair) for pair in ((None, None), (None, 3), (2, None), (2, 3))] == [
        "không ấn định",
        "nhiều nhất 3",
        "ít nhất 2",
        "2 – 3",
    ]


def test_saving_places_twice_says_that_nothing_changed(world: World, campaign: Campaign) -> None:
    world.user("officer", "district-a1")
    client = Client()
    assert client.login(username="officer.district-a1", password=PASSWORD)
    unit = campaign.units.first()
    body = {"unit": str(unit.pk), f"most-{unit.pk}": "3", f"least-{unit.pk}": "", f"was-{unit.pk}": ","}
    for said in ("Đã lưu phân bổ của 1 đơn vị.", "lần này không có gì thay đổi"):
        answer = client.post(f"/dot/{campaign.pk}/don-vi/phan-bo/", body, follow=True)
        assert said in answer.content.decode()


def test_a_cell_that_does_not_fit_is_named_once(campaign: Campaign) -> None:
    unit = campaign.units.first()
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Đơn vị")
        sheet.write_row(0, 0, ["Mã đơn vị", "Tên công đoàn cơ sở", "Số đại biểu tối đa"])
        sheet.write_row(1, 0, [unit.code, unit.name, "năm"])
    with pytest.raises(UserError) as told:
        units_in_workbook(campaign, "pb.xlsx", out.getvalue())
    assert "Ô C2 (Số đại biểu tối đa): giá trị “năm”" in told.value.vi
    assert "unions.xlsx" not in told.value.vi


def test_what_a_later_version_would_tell_is_shown_before_it_is_issued(world: World, campaign: Campaign) -> None:
    officer, leader = world.reader("officer", "district-a1"), world.reader("leader", "district-a1")
    approved = services.approve(leader, campaign, campaign.revision)
    services.issue(officer, approved, approved.revision, number="05", day=date(2020, 1, 6), signer="Lê Thị Hoa")
    campaign.refresh_from_db()
    world.user("officer", "district-a1")
    client = Client()
    assert client.login(username="officer.district-a1", password=PASSWORD)
    page = f"/dot/{campaign.pk}/ban-hanh/"
    assert "Chưa có gì khác bản đã ban hành." in client.get(page).content.decode()
    unit = campaign.units.get(code="base-a11")
    services.allot(officer, campaign, {unit.pk: (None, 4)})
    told = client.get(page).content.decode()
    said = f"Phân bổ cho {unit.name}: không ấn định → nhiều nhất 4"
    assert said in told
    campaign.refresh_from_db()
    assert services.pending(campaign, campaign.versions.get()) == [said]
    version = services.issue(officer, campaign, campaign.revision, number="06", day=date(2020, 1, 8), signer="Lê Thị Hoa")
    assert version.changes == [said]


def test_lines_that_a_browser_ends_otherwise_are_no_difference(campaign: Campaign) -> None:
    form = PartForm(PARTS["thoi-gian"], selectors.content(campaign))
    typed = {box.name: box.text.replace("\n", "\r\n") for box in form.boxes}
    assert "\r\n" in typed["dossier_items"]
    again = PartForm(PARTS["thoi-gian"], selectors.content(campaign), typed)
    assert again.theirs(selectors.content(campaign)) == []
