"""What each paper of a campaign says, and that it says only what the campaign knows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pdf_reading
import pytest
import word_reading
from outcome_factory import make_outcome, settings
from paper_words import said

from vinhdanh.engines.campaign.outcome import Outcome, Share, Standing, UnitState
from vinhdanh.engines.campaign.types import (
    AgendaItem,
    Ballot,
    BallotLevel,
    Body,
    Conference,
    PaperNumber,
    Reception,
    Signer,
    Vote,
)
from vinhdanh.engines.papers import KINDS, build_papers, render_docx, render_pdf
from vinhdanh.engines.papers.model import Title

OUTCOME = make_outcome()
STEMS = (
    "01-ke-hoach",
    "02-danh-sach-tong-hop-de-nghi",
    "03-danh-sach-don-vi-chua-gui",
    "04-danh-sach-dai-bieu",
    "05-to-trinh-khen-thuong",
    "06-quyet-dinh-khen-thuong",
    "07-danh-sach-trich-ngang",
    "07-danh-sach-trich-ngang-2",
    "08-bao-cao-tong-ket",
)


def text(key: str, outcome: Outcome = OUTCOME, nth: int = 0) -> str:
    return said(KINDS[key].build(outcome)[nth])


def changed(**changes: object) -> Outcome:
    return make_outcome(campaign_settings=settings(**changes))


def test_every_paper_has_its_file() -> None:
    assert tuple(build_papers(OUTCOME))[: len(STEMS)] == STEMS
    assert [kind.key for kind in KINDS.values()] == list(KINDS)


@pytest.mark.parametrize("stem", STEMS)
def test_both_writers_say_the_same(stem: str) -> None:
    paper = build_papers(OUTCOME)[stem]
    pdf, docx = render_pdf(paper), render_docx(paper)
    assert render_pdf(paper) == pdf
    assert render_docx(paper) == docx

    def flat(words: str) -> str:
        return re.sub(r"\.{3,}", "", "".join(words.split()))

    root = word_reading.part(docx)
    assert list(word_reading.misplaced(root)) == []
    printed = flat(pdf_reading.text(pdf))
    lines = [w for w in word_reading.paragraphs(root) if flat(w) not in printed]
    # cells of several lines side by side are read across: then their words must be there
    assert [w for line in lines for w in line.split() if flat(w) not in printed] == []
    assert len(lines) < 5


@pytest.mark.parametrize("empty", [True, False])
def test_nothing_known_still_prints(empty: bool) -> None:
    bare = settings(
        host=Body("Công đoàn xã An Bình"),
        parent=None,
        government=None,
        today=None,
        place="",
        audience="",
        ordinal=None,
        year=None,
        period=None,
        period_next=None,
        basis=(),
        reception=Reception(),
        conference=Conference(),
        dossier_deadline=None,
        cap_delegates=None,
        targets=(),
        agenda=(),
        movements=(),
        occasions=(),
        guest_groups=(),
        priorities=(),
        soft=(),
        recipients=(),
        papers=(),
        name="Hội nghị điển hình",
        unit_floor=0,
        unit_cap=None,
    )
    outcome = make_outcome(campaign_settings=bare, empty=empty)
    for stem, paper in build_papers(outcome).items():
        words = said(paper)
        assert "None" not in words, stem
        assert "  " not in re.sub(r" *\| *", "|", re.sub(r" {6,}", "", words)), stem
        assert render_pdf(paper)
        assert render_docx(paper)


def test_gaps_are_left_for_the_hand() -> None:
    words = text("plan", changed(papers=(), host=Body("LĐLĐ huyện An Bình", symbol="LĐLĐ", standing="Ban Thường vụ")))
    assert "Số:       /KH-LĐLĐ" in words
    assert "Phú Riềng, ngày      tháng      năm 2020" in words
    assert "TM. BAN THƯỜNG VỤ" in words
    paper = KINDS["plan"].build(changed(papers=(), host=Body("LĐLĐ huyện An Bình")))[0]
    assert "/KH-…………" in said(paper)
    assert "…" * 12 in pdf_reading.text(render_pdf(paper))


def test_a_bare_number_gets_its_zero_and_symbol() -> None:
    words = text("plan", changed(papers=(PaperNumber("plan", "7", date(2020, 2, 5)),)))
    assert "Số: 07/KH-LĐLĐ" in words
    assert "Phú Riềng, ngày 05 tháng 02 năm 2020" in words


def test_the_plan_says_the_campaign() -> None:
    words = text("plan")
    for expected in (
        "Số: 02/KH-LĐLĐ",
        "Thực hiện Kế hoạch số 75/KH-TLĐ ngày 27 tháng 9 năm 2019 của Tổng Liên đoàn Lao động Việt Nam về tổ chức",
        "giai đoạn 2016 - 2020; đề ra phương hướng, nhiệm vụ giai đoạn 2021 - 2025.",
        "Số lượng: không quá 250 đại biểu (đại biểu điển hình tiên tiến khoảng 70 %, khách mời khoảng 30 %).",
        "công nhân trực tiếp sản xuất từ 30 % trở lên; nữ từ 50 % trở lên.",
        "Thời gian tổ chức: 1/2 ngày.",
        "Tổ chức: 07 giờ 30, ngày 15 tháng 5 năm 2020; hoàn thành trước ngày 19 tháng 5 năm 2020.",
        "Gửi danh sách về LĐLĐ huyện trước ngày 03 tháng 3 năm 2020.",
        "07h30 - 07h35",
        "20 phút",
        "Đại hội Thi đua yêu nước toàn quốc lần thứ X: số lượng chưa được phân bổ.",
        "Mỗi công đoàn cơ sở được chọn ít nhất 01, nhiều nhất 08 đại biểu",
        "(qua Ban Chính sách - Pháp luật) trước ngày 26 tháng 5 năm 2020, gồm:",
    ):
        assert expected in words


def test_the_plan_with_a_bare_programme_and_whole_days() -> None:
    conference = replace(settings().conference, day=None, duration_days=Decimal(1), not_after=None)
    words = text("plan", changed(agenda=(AgendaItem("Chào cờ"),), conference=conference))
    assert "Chào cờ." in words
    assert "Thời gian tổ chức: 01 ngày." in words
    assert "Dự kiến tổ chức: tháng 5 năm 2020." in words


def test_the_summary_lists_everyone_once_under_their_union() -> None:
    words = text("proposals")
    for nominee in OUTCOME.nominees:
        assert f"| {nominee.name} |" in words
    assert "I. XÃ: 12 cá nhân" in words
    assert "1. CĐCS Xã Bình Sơn: 04 cá nhân" in words
    assert "CỘNG: 48 cá nhân" in words
    assert "của 12/15 công đoàn cơ sở đã gửi danh sách" in words
    assert "Công giáo" not in words  # religion and party stand in the profile list alone


def test_a_list_that_came_after_closing_is_not_in_the_summary() -> None:
    units = tuple(replace(u, state=UnitState.MISSING) if u.union.code == "XA-01" else u for u in OUTCOME.units)
    words = text("proposals", replace(OUTCOME, units=units))
    assert "CĐCS Xã Bình Sơn" not in words
    assert "CỘNG: 44 cá nhân" in words


def test_missing_units_with_who_answers_and_the_reminders() -> None:
    words = text("missing")
    assert "I. CHƯA GỬI DANH SÁCH: 02 đơn vị" in words
    assert "Chủ tịch CĐCS | 0271 3000 005 | trước ngày 03/3/2020 | 02 lần: 04/3/2020, 10/3/2020 |" in words
    assert "II. GỬI CHẬM: 03 đơn vị" in words
    assert "Nhận 09 giờ 05, ngày 09/3/2020" in words
    assert "hết ngày 06/3/2020 (gia hạn)" in words
    assert "Đơn vị mới thành lập" in words
    assert "còn 02 đơn vị chưa gửi." in words
    sent = replace(OUTCOME, units=tuple(u for u in OUTCOME.units if u.state.value == "sent"))
    assert "đã gửi danh sách đúng thời hạn" in text("missing", sent)


def test_delegates_reserves_guests_and_the_composition() -> None:
    words = text("delegates")
    assert "I. ĐẠI BIỂU ĐIỂN HÌNH TIÊN TIẾN: 20 đại biểu" in words
    assert "II. ĐẠI BIỂU DỰ KHUYẾT, theo thứ tự: 05 đại biểu" in words
    assert "III. KHÁCH MỜI: 14 đại biểu" in words
    assert "Tổng số 34 đại biểu (tối đa 250): điển hình tiên tiến 20 (58,8 %), khách mời 14 (41,2 %)" in words
    assert "tỷ lệ tính trên 20 đại biểu điển hình tiên tiến, tập thể tính theo người đại diện" in words
    assert "Cơ cấu chưa đạt: nữ 09/20" in words
    assert "Chưa xác nhận" in words
    names = [
        n.name for n in OUTCOME.nominees if n.id in {p.nominee for p in OUTCOME.attend.by(Standing.CHOSEN)} and n.kind == "person"
    ]
    assert all(name in words for name in names)
    assert "Đại diện tập thể" in words


def test_a_figure_of_the_outcome_is_never_counted_differently() -> None:
    figures = {"attend.women": Share(3, 20, "đại biểu điển hình được chọn")}
    assert "nữ 03 (15,0 %)" in text("delegates", replace(OUTCOME, figures=figures))


def test_a_collective_without_representative_is_named() -> None:
    nominees = tuple(replace(n, representative=None) if n.kind == "collective" else n for n in OUTCOME.nominees)
    words = text("delegates", replace(OUTCOME, nominees=nominees))
    assert "Chưa có người đại diện" in words


def test_the_request_goes_to_the_office_and_adds_up() -> None:
    words = text("request")
    assert "Số: 09/TTr-LĐLĐ" in words
    assert "\nỦy ban nhân dân huyện Phú Riềng\n" in words
    assert "Căn cứ Nghị định số 91/2017/NĐ-CP" in words
    assert "tặng Giấy khen cho 12 tập thể và 36 cá nhân" in words
    assert "894.000 đồng đối với mỗi tập thể và 447.000 đồng đối với mỗi cá nhân" in words
    assert "Tổng số tiền thưởng là 26.820.000 đồng (Hai mươi sáu triệu tám trăm hai mươi nghìn đồng)" in words
    assert "I. TẬP THỂ: 12 tập thể | 10.728.000" in words
    assert "II. CÁ NHÂN: 36 cá nhân | 16.092.000" in words
    assert "TỔNG CỘNG: 48 (12 tập thể, 36 cá nhân) | 26.820.000" in words
    assert "(Kèm theo Tờ trình số 09/TTr-LĐLĐ ngày 16 tháng 4 năm 2020 của Liên đoàn Lao động huyện Phú Riềng)" in words
    assert len(KINDS["request"].build(OUTCOME)) == 1


def test_the_hosts_own_awards_are_decided_not_asked_for() -> None:
    words = text("decision")
    assert "QUYẾT ĐỊNH" in words
    assert "Điều 1. Tặng Giấy khen cho 12 cá nhân" in words
    assert "1689/QĐ-TLĐ" in words
    assert "3.600.000" in words
    assert KINDS["decision"].build(changed(commendations=())) == ()
    assert "Số:       /QĐ-LĐLĐ" in words
    book = (PaperNumber("certificate", "21/QĐ-LĐLĐ", date(2020, 5, 4)),)
    assert "Số: 21/QĐ-LĐLĐ\nPhú Riềng, ngày 04 tháng 5 năm 2020" in text("decision", changed(papers=book))


def test_open_prizes_say_so() -> None:
    first, *rest = OUTCOME.commend
    some = replace(first, awards=(replace(first.awards[0], prize=None), *first.awards[1:]))
    words = text("request", replace(OUTCOME, commend=(some, *rest)))
    assert "chưa kể 01 trường hợp cần xác nhận mức tiền thưởng" in words
    assert "| cần xác nhận" in words
    assert "Ghi chú: 01 trường hợp cần xác nhận mức tiền thưởng" in words
    assert "chưa kể 01 trường hợp cần xác nhận" in text("report", replace(OUTCOME, commend=(some, *rest)))
    none = replace(first, awards=tuple(replace(a, prize=None) for a in first.awards))
    words = text("request", replace(OUTCOME, commend=(none, *rest)))
    assert "Mức tiền thưởng kèm theo: cần xác nhận trước khi ban hành." in words
    assert "tiền thưởng cần xác nhận" in text("report", replace(OUTCOME, commend=(none, *rest)))
    assert "Bằng chữ" not in words


def test_several_honours_of_one_authority_stand_in_one_list() -> None:
    first, *rest = OUTCOME.commend
    other = replace(first.awards[0], honour="LDTT", honour_name="Lao động tiên tiến", prize=100_000)
    both = replace(first, awards=(other, *first.awards[1:]))
    words = text("request", replace(OUTCOME, commend=(both, *rest)))
    assert "Hình thức" in words
    assert "tặng Giấy khen, Lao động tiên tiến cho" in words
    assert "đối với mỗi" not in words  # not all get the same


def test_doubtful_grounds_are_marked_until_confirmed() -> None:
    later = settings(rule_set="2024-2025", today=date(2024, 5, 6), papers=())
    outcome = make_outcome(campaign_settings=later)
    assert "(cần xác nhận)" in text("request", outcome)
    key = "catalogue.documents.TT01"
    sure = make_outcome(campaign_settings=replace(later, confirmed=(key,)))
    assert "Thông tư số 01/2024/TT-BNV" in text("request", sure)
    assert text("request", sure).count("cần xác nhận") < text("request", outcome).count("cần xác nhận")


def test_profiles_have_the_columns_that_are_asked_for() -> None:
    words = text("profiles")
    assert "Tôn giáo" in words
    assert "Ngày vào Đảng" in words
    assert "DỰ KHUYẾT: 01 đại biểu" in words
    assert "Danh sách có 04 đại biểu, số được phân bổ 04" in words
    asked = (
        "name",
        "birthday",
        "Quê quán",
        "Chiều cao",
        "labour_group",
        "kind",
        "initiatives",
        "summary",
        "movement",
        "note",
        "birth",
    )
    upward = replace(settings().upward[0], columns=asked)
    words = text("profiles", changed(upward=(upward,)))
    assert (
        "TT | Họ và tên | Ngày sinh | Quê quán | Chiều cao | Đối tượng | Thành phần | Sáng kiến | Tóm tắt thành tích | Phong trào"
        in words
    )
    assert "Tôn giáo" not in words


def test_what_is_not_allotted_is_said() -> None:
    words = text("profiles", nth=1)
    assert "chưa được phân bổ; hiện các công đoàn cơ sở có 12 đề nghị" in words
    assert "sau khi có thông báo phân bổ của Liên đoàn Lao động tỉnh Bình Phước./." in words


def test_the_report_has_data_blanks_and_annexes() -> None:
    words = text("report")
    assert "triển khai đến 15 công đoàn cơ sở" in words
    assert "có mặt: …………" in words
    assert "Đồng ý: …………" in words
    assert "PHỤ LỤC I\n" in words
    assert "PHỤ LỤC II\n" in words
    assert "45,0 %" in words
    assert "Ghi chú: Tỷ lệ tính trên 20 đại biểu điển hình" in words


def test_the_report_tells_what_the_hall_decided() -> None:
    ballot = Ballot("hall", BallotLevel.HALL, present=200, collected=200, valid=198, invalid=2)
    show = Ballot("hands", BallotLevel.HALL, method="open")
    campaign = replace(OUTCOME.campaign, ballots=(ballot, show), votes=(Vote("hall", "XA-01", "Điểu Dũng", 190),))
    words = text("report", replace(OUTCOME, campaign=campaign))
    assert "Hội nghị bỏ phiếu kín: có mặt 200; phiếu thu về 200; phiếu hợp lệ 198; phiếu không hợp lệ 02." in words
    assert "Hội nghị biểu quyết giơ tay." in words
    assert "Điểu Dũng: 190 phiếu đồng ý." in words


def test_a_single_annex_has_no_number_and_wide_tables_lie() -> None:
    table = replace(
        OUTCOME.tables[0],
        columns=tuple("abcdefgh"),
        rows=((1, "một hàng chữ dài", Decimal("1.5"), None, Share(0, 0), Share(1, 2), 5, "x"),),
        total=None,
        footnote="",
    )
    paper = KINDS["report"].build(replace(OUTCOME, tables=(table,)))[0]
    assert paper.parts[1].title == Title(
        "PHỤ LỤC", table.title, paper.parts[1].title.note if paper.parts[1].title else "", size=13
    )
    assert paper.parts[1].landscape
    assert "1 | một hàng chữ dài | 1,5 |  | - | 50,0 % | 5 | x" in said(paper)


def test_those_of_a_union_outside_the_register_are_not_lost() -> None:
    nominees = tuple(replace(n, union="XX-99") if n.union == "GD-01" else n for n in OUTCOME.nominees)
    outcome = replace(OUTCOME, nominees=nominees)
    assert "1. Đơn vị không có trong danh sách quản lý: 04 cá nhân" in text("proposals", outcome)
    assert "CỘNG: 48 cá nhân" in text("proposals", outcome)
    assert "Đơn vị khác | 1 | 3" in text("request", outcome)
    for paper in build_papers(outcome).values():
        assert render_pdf(paper)


def test_targets_that_are_exceeded_say_so() -> None:
    over = replace(OUTCOME.attend.targets[0], label="DTTS", wanted=Decimal("12.5"), direction="at_most", reachable=None)
    words = text("delegates", replace(OUTCOME, attend=replace(OUTCOME.attend, targets=(over,))))
    assert "Cơ cấu chưa đạt: DTTS 09/20 đại biểu điển hình (yêu cầu 12,5 %, vượt 01)./." in words


def test_the_ceremony_may_be_known_by_its_month_only() -> None:
    conference = replace(settings().conference, day=None)
    assert "trong tháng 5 năm 2020." in text("request", changed(conference=conference))


def test_no_word_of_a_level_is_the_templates_own() -> None:
    other = settings(
        host=Body(
            "Công đoàn phường Đồng Xoài", "Công đoàn phường", "CĐP", ("CÔNG ĐOÀN PHƯỜNG ĐỒNG XOÀI",), "Ban Chấp hành", Signer()
        ),
        parent=Body("Liên đoàn Lao động thành phố Đồng Nai", "LĐLĐ thành phố"),
        government=None,
        place="Đồng Xoài",
        audience="công nhân, lao động",
        name="Hội nghị điển hình",
        commendations=(),
        upward=(),
        guest_groups=(),
        recipients=(),
        basis=(),
        agenda=(),
        conference=Conference(),
    )
    outcome = make_outcome(campaign_settings=other)
    nominees = tuple(replace(n, commend="", typed_commend="") for n in outcome.nominees)
    outcome = replace(outcome, nominees=nominees)
    for stem, paper in build_papers(outcome).items():
        found = re.findall(r".{0,40}\b(?:huyện|tỉnh|xã)\b", said(paper).replace("xã hội", "").replace("hợp tác xã", ""))
        assert found == [], stem
