"""Letters, allocation, receipts and notices: each unit is named rightly, and nothing is said that the campaign does not know."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from outcome_factory import make_outcome, settings
from paper_words import said

from vinhdanh.engines.campaign.outcome import Award, Outcome, Placed, Reason, ReasonKind, Standing, UnitState
from vinhdanh.engines.campaign.types import Achievement, Body, Conference, Finding, PaperNumber, Reception, Severity
from vinhdanh.engines.papers import KINDS, office, render_pdf
from vinhdanh.engines.papers.kinds import allocation, phrases
from vinhdanh.engines.papers.model import DataTable, Para

OUTCOME = make_outcome()


def text(key: str, outcome: Outcome = OUTCOME, nth: int = 0) -> str:
    return said(KINDS[key].build(outcome)[nth])


def changed(**changes: object) -> Outcome:
    return make_outcome(campaign_settings=settings(**changes))


def union(outcome: Outcome, code: str, **changes: object) -> Outcome:
    unions = tuple(replace(u, **changes) if u.code == code else u for u in outcome.campaign.unions)  # type: ignore[arg-type] # test data
    by = {u.code: u for u in unions}
    units = tuple(replace(u, union=by[u.union.code]) for u in outcome.units)
    return replace(outcome, campaign=replace(outcome.campaign, unions=unions), units=units)


# ------------------------------------------------------------------------------------------ công văn


def test_a_letter_has_a_number_without_kind_and_its_subject_below() -> None:
    head = KINDS["rollout"].build(OUTCOME)[0].parts[0].head
    assert head is not None
    assert head.number == f"Số: {office.GAP}/LĐLĐ"
    assert head.subject.startswith("V/v triển khai")
    assert head.place_date == f"Phú Riềng, {phrases.open_day(settings())}"
    for typed, printed in (("7", "Số: 07/LĐLĐ"), ("15/LĐLĐ-VP", "Số: 15/LĐLĐ-VP")):
        book = (PaperNumber("rollout", typed, date(2020, 1, 9)),)
        words = text("rollout", changed(papers=book))
        assert f"{printed}\nPhú Riềng, ngày 09 tháng 01 năm 2020" in words


def test_the_letter_carries_the_plan() -> None:
    words = text("rollout")
    for expected in (
        "\nCác công đoàn cơ sở\n",
        "Thực hiện Kế hoạch số 02/KH-LĐLĐ ngày 06 tháng 01 năm 2020 của Liên đoàn Lao động huyện Phú Riềng về tổ chức",
        "“Lao động giỏi, Lao động sáng tạo”, “Tham mưu giỏi, phục vụ tốt”",
        "ưu tiên công nhân trực tiếp sản xuất; công chức, viên chức không giữ vị trí lãnh đạo, quản lý; bảo đảm tỷ lệ nữ phù hợp",
        "Gửi về LĐLĐ huyện trước ngày 03 tháng 3 năm 2020.",
        "đến hết ngày 20 tháng 3 năm 2020 và ghi nhận là gửi chậm",
        "Gia hạn: CĐCS Xã Bù Nho đến hết ngày 06/3/2020.",
        "(liên hệ đồng chí Trần Thị Bình, điện thoại 0271 3000 000)",
    ):
        assert expected in words


def test_many_extensions_are_counted_not_listed() -> None:
    days = dict.fromkeys((u.code for u in OUTCOME.campaign.unions), date(2020, 3, 6))
    words = text("rollout", changed(reception=Reception(extensions=days)))
    assert "và 10 đơn vị khác." in words
    assert "Gửi về LĐLĐ huyện trước ngày      tháng      năm 2020." in words


def test_units_that_are_no_grassroots_unions_are_called_units() -> None:
    words = text("rollout", union(OUTCOME, "XA-01", name="Công đoàn bộ phận Phân xưởng 1"))
    assert "công đoàn cơ sở" not in words.replace("trực tiếp cơ sở", "")
    assert "\nCác đơn vị\n" in words


def test_the_reminder_names_the_missing_and_only_them() -> None:
    missing = [u.union for u in OUTCOME.units if u.state is UnitState.MISSING]
    words = text("reminder")
    paper = KINDS["reminder"].build(OUTCOME)[0]
    assert paper.parts[0].dear == tuple(u.name for u in missing)
    assert "đến ngày 16 tháng 4 năm 2020, đã có 12/15 công đoàn cơ sở" in words
    assert "01 đơn vị báo không có đề nghị; còn 02 đơn vị chưa gửi" in words
    assert "02 lần: 04/3/2020, 10/3/2020" in words
    assert "Thời gian nhận danh sách đã kết thúc (hết ngày 20 tháng 3 năm 2020)" in words
    others = [u.union.name for u in OUTCOME.units if u.state is not UnitState.MISSING]
    assert [name for name in others if name in words] == []


def test_a_reminder_before_closing_asks_for_the_list() -> None:
    words = text("reminder", changed(today=date(2020, 3, 5)))
    assert "gửi về LĐLĐ huyện chậm nhất đến hết ngày 20 tháng 3 năm 2020." in words
    words = text("reminder", changed(today=None, reception=Reception(), conference=Conference()))
    assert "gửi về LĐLĐ huyện trước ngày      tháng      năm 2020." in words
    assert "đến nay" in words


def test_no_reminder_when_everyone_answered() -> None:
    answered = tuple(u for u in OUTCOME.units if u.state is not UnitState.MISSING)
    assert KINDS["reminder"].build(replace(OUTCOME, units=answered)) == ()


def test_many_missing_units_are_addressed_by_the_list() -> None:
    units = tuple(replace(u, state=UnitState.MISSING) for u in OUTCOME.units)
    words = text("reminder", replace(OUTCOME, units=units))
    assert "\nCác công đoàn cơ sở có tên trong danh sách dưới đây\n" in words
    assert "danh sách đến sau khi kết thúc nhận" in words


# ------------------------------------------------------------------------------------------ phân bổ chỉ tiêu


def test_places_add_up_by_group_and_by_union() -> None:
    s = OUTCOME.campaign.settings
    every = allocation.places(OUTCOME.campaign.unions, s)
    assert (every.least, every.most) == (15, 120)
    words = text("allocation")
    members = sum(u.members or 0 for u in OUTCOME.campaign.unions)
    assert f"Cộng | 15 | {members}" in words
    assert f"TỔNG CỘNG: 15 đơn vị | {members} |" in words
    assert words.count("CĐCS ") == 15
    assert "Hội nghị có 20 đại biểu điển hình tiên tiến, được chọn trong số" in words
    assert "không quá 06 tập thể, 30 cá nhân" in words


def test_what_is_not_allotted_stays_empty() -> None:
    outcome = union(changed(unit_cap=None, unit_floor=0, targets=(), commendations=()), "XA-01", members=None, at_most=3)
    assert allocation.places(outcome.campaign.unions, outcome.campaign.settings).most is None
    words = text("allocation", outcome)
    assert "CĐCS Xã Bình Sơn |  | 25 | 5 | 0 | 3" in words
    assert "Cộng | 15 |  | 0 | \n" in words
    assert "Cơ cấu phấn đấu" not in words
    assert KINDS["allocation"].build(replace(OUTCOME, campaign=replace(OUTCOME.campaign, unions=()))) == ()


# ------------------------------------------------------------------------------------------ tiếp nhận, xác nhận


def test_a_receipt_for_each_list_with_time_counts_and_version() -> None:
    data = b"the list"
    campaign = replace(OUTCOME.campaign, nominations={"XA-01.xlsx": data})
    paper = KINDS["receipts"].build(replace(OUTCOME, campaign=campaign))[0]
    came = [u for u in OUTCOME.units if u.files]
    assert len(paper.parts) == len(came)
    words = said(replace(paper, parts=paper.parts[:1]))
    assert "Đơn vị gửi: CĐCS Xã Bình Sơn, mã XA-01." in words
    assert "15 giờ 20 phút, ngày 02 tháng 3 năm 2020" in words
    assert "gồm 04 cá nhân và 01 tập thể" in words or "gồm 04 cá nhân." in words
    assert f"1 | XA-01.xlsx | 8 | {hashlib.sha256(data).hexdigest()[:12]}" in words
    assert "Chưa phát hiện nội dung cần bổ sung" in words
    late = [part for part, unit in zip(paper.parts, came, strict=True) if unit.state is UnitState.LATE]
    assert "Danh sách gửi chậm so với thời hạn." in said(replace(paper, parts=(late[0],)))


def test_a_receipt_tells_what_is_to_be_put_right_but_not_the_hosts_notes() -> None:
    def finding(n: int, severity: Severity = Severity.WARNING) -> Finding:
        return Finding("x.y", severity, f"Nội dung {n}.", "Sửa lại.", union="XA-01")

    found = (*(finding(n) for n in range(8)), finding(99, Severity.NOTE))
    words = text("receipts", replace(OUTCOME, findings=found))
    assert "Nội dung 5." in words
    assert "Và 02 nội dung khác" in words
    assert "Nội dung 99" not in words


def test_a_list_after_closing_gets_a_receipt_that_says_so() -> None:
    units = tuple(replace(u, state=UnitState.MISSING, received=None) if u.union.code == "XA-01" else u for u in OUTCOME.units)
    words = text("receipts", replace(OUTCOME, units=units))
    assert "sau khi đã kết thúc nhận danh sách, không đưa vào xét chọn" in words
    assert "Thời gian nhận: ………… giờ …………, ngày …………." in words


def test_every_unit_that_answered_is_confirmed() -> None:
    paper = KINDS["confirmations"].build(OUTCOME)[0]
    answered = [u for u in OUTCOME.units if u.state is not UnitState.MISSING]
    assert len(paper.parts) == len(answered)
    words = said(paper)
    assert "/GXN-LĐLĐ" in words
    assert "Đã báo không có tập thể, cá nhân đề nghị tuyên dương, khen thưởng, lý do: Đơn vị mới thành lập." in words
    assert "đúng thời hạn (thời hạn: trước ngày 03/3/2020)" in words
    unnamed = union(OUTCOME, "XA-01", responsible="")
    assert "Người phụ trách:" in said(KINDS["confirmations"].build(unnamed)[0])
    none = tuple(replace(u, state=UnitState.MISSING, files=()) for u in OUTCOME.units)
    assert KINDS["confirmations"].build(replace(OUTCOME, units=none)) == ()
    assert KINDS["receipts"].build(replace(OUTCOME, units=none)) == ()


# ------------------------------------------------------------------------------------------ thông báo


def test_the_posted_list_shows_names_and_posts_alone() -> None:
    words = text("posting")
    for award in (a for made in OUTCOME.commend for a in made.awards):
        assert f"| {OUTCOME.nominee(award.nominee).name} |" in words
    years = {str(n.birth.year) for n in OUTCOME.nominees if n.birth} - {"2016", "2019", "2020"}
    assert [year for year in years if year in words] == []
    assert not re.search(r"Xtiêng|Tày|Công giáo|Phật giáo", words)
    assert "Từ ngày      tháng      năm 2020 đến hết ngày      tháng      năm 2020." in words
    assert "đề nghị khen thưởng và cử dự đại hội cấp trên" in words
    assert "\nIII. Đại biểu dự Đại hội Thi đua yêu nước trong công nhân" in words


def test_the_posting_has_its_days_once_the_office_has_set_them() -> None:
    first = OUTCOME.commend[0]
    hero = replace(first, awards=(replace(first.awards[0], honour="AHLD"),))
    book = (PaperNumber("posting", "12", date(2020, 4, 24)),)
    outcome = replace(changed(papers=book, confirmed=("catalogue.honours.AHLD",)), commend=(hero,), upward=())
    words = text("posting", outcome)
    assert "/TB-LĐLĐ" in words
    assert "ngày làm việc." in words
    assert "Từ ngày 24 tháng 4 năm 2020 đến hết ngày " in words
    odd = replace(first, awards=(replace(first.awards[0], honour="no-such"),))
    assert "Từ ngày      tháng" in text("posting", replace(OUTCOME, commend=(odd,)))


def test_nothing_proposed_nothing_posted() -> None:
    assert KINDS["posting"].build(make_outcome(empty=True)) == ()
    only = text("posting", changed(commendations=()))
    assert "Niêm yết công khai danh sách đề nghị cử dự đại hội cấp trên" in only


def test_every_nominee_hears_the_result_once() -> None:
    paper = KINDS["results"].build(OUTCOME)[0]
    units = [u.union for u in OUTCOME.units if any(n.union == u.union.code for n in OUTCOME.nominees)]
    assert [part.dear for part in paper.parts] == [(u.name,) for u in units]
    for part, unit in zip(paper.parts, units, strict=True):
        table = next(b for b in part.blocks if isinstance(b, DataTable))
        names = [row.cells[1] for row in table.rows if row.span == 1]
        assert names == [n.name for n in OUTCOME.nominees if n.union == unit.code]


def results(placed: Placed, *, empty_commend: bool = False) -> str:
    attend = replace(OUTCOME.attend, placed=(placed,))
    outcome = replace(OUTCOME, attend=attend, commend=() if empty_commend else OUTCOME.commend, upward=())
    return said(KINDS["results"].build(outcome)[0])


@pytest.mark.parametrize(
    ("standing", "reason", "cell", "note"),
    [
        (Standing.CHOSEN, None, "| Được chọn |", "bố trí 01 đại biểu được chọn dự Hội nghị ngày 15 tháng 5 năm 2020"),
        (Standing.RESERVE, None, "| Dự khuyết thứ 1 |", ""),
        (Standing.OUT, Reason(ReasonKind.POINTS, "x", Decimal("0.01"), Decimal("0.01")), "| Thiếu 0,01 điểm |", "“Thiếu … điểm”"),
        (Standing.OUT, Reason(ReasonKind.POINTS, "x", Decimal(2), Decimal("3.25")), "| Thiếu từ 2,0 đến 3,25 điểm |", ""),
        (Standing.OUT, Reason(ReasonKind.TARGET, "Vì chỉ tiêu nữ."), "| Chưa được chọn |", "Vì chỉ tiêu nữ."),
        (Standing.EXCLUDED, Reason(ReasonKind.EXCLUDED, "Bị kỷ luật."), "| Không thuộc diện xét |", "Bị kỷ luật."),
        (Standing.OUT, None, "| Chưa được chọn |", ""),
    ],
)
def test_each_standing_is_said(standing: Standing, reason: Reason | None, cell: str, note: str) -> None:
    words = results(Placed(OUTCOME.nominees[0].id, standing, 1, Decimal(1), (), "", reason), empty_commend=True)
    assert cell in words
    assert note in words


def test_commendations_and_places_above_stand_in_the_result() -> None:
    words = text("results")
    assert "Giấy khen của Chủ tịch UBND huyện (đề nghị)" in words
    assert "Giấy khen của LĐLĐ huyện" in words
    assert "Đại hội cấp trên: Đại hội Thi đua yêu nước trong công nhân" in words
    made = OUTCOME.upward[0]
    both = replace(OUTCOME, upward=(made, replace(made, choice=replace(made.choice, key="upward:2"))))
    assert "Dự đại hội\ncấp trên (2)" in text("results", both)
    assert KINDS["results"].build(make_outcome(empty=True)) == ()


# ------------------------------------------------------------------------------------------ báo cáo thành tích


def test_a_report_for_each_one_commended_by_authority() -> None:
    papers = KINDS["achievements"].build(OUTCOME)
    assert [len(p.parts) for p in papers] == [len(made.awards) for made in OUTCOME.commend]
    words = said(papers[0])
    assert "Đề nghị tặng Giấy khen của Chủ tịch Ủy ban nhân dân huyện Phú Riềng" in words
    assert "Đề nghị tặng Giấy khen của Liên đoàn Lao động huyện Phú Riềng" in said(papers[1])
    for award in OUTCOME.commend[0].awards:
        assert OUTCOME.nominee(award.nominee).name in words
    assert "2019 | Chiến sĩ thi đua cơ sở | Quyết định số 12/QĐ-UBND ngày 10 tháng 01 năm 2020" in words
    assert "2019 | Cải tiến sàng điều hai tầng | cấp cơ sở |  | 12.000.000" in words
    assert "Số lao động: 18, nữ 09, dân tộc thiểu số 03." in words
    assert "Công giáo" not in words
    assert "19/5/2014" not in words


def test_what_a_list_did_not_tell_is_dotted() -> None:
    person = next(n for n in OUTCOME.nominees if n.kind == "person")
    bare = replace(
        person, sex=None, birth=None, home="", post="", education="", summary="", movement="Phong trào riêng", achievements=()
    )
    collective = next(n for n in OUTCOME.nominees if n.kind == "collective")
    alone = replace(collective, members=None, women_members=None, minority_members=None, representative=None, collective_type="")
    nominees = tuple({person.id: bare, collective.id: alone}.get(n.id, n) for n in OUTCOME.nominees)
    paper = KINDS["achievements"].build(replace(OUTCOME, nominees=nominees))[0]
    part = next(p for p in paper.parts if p.ending and p.ending.signatures[1].name == bare.name)
    dotted = [b.text for b in part.blocks if isinstance(b, Para) and b.fill]
    assert "- Quê quán:" in dotted
    assert "- Chức vụ, nghề nghiệp:" in dotted
    words = said(replace(paper, parts=(part,)))
    assert "Giới tính: …………." in words
    assert "Ngày, tháng, năm sinh: …………." in words
    assert "“Phong trào riêng”" in words
    assert words.count(" |  | ") == 4
    assert "- Số lao động (nữ, dân tộc thiểu số):" in said(paper)


def test_titles_and_forms_stand_apart_and_unknown_ones_are_not_lost() -> None:
    person = next(n for n in OUTCOME.nominees if n.kind == "person")
    own = (
        Achievement("Giấy khen gì đó", "", None, "", date(2018, 3, 4)),
        Achievement("Mã lạ", "no-such-code", 2017, "Quyết định 5"),
        Achievement("LĐTT", "LDTT", 2016),
    )
    nominees = tuple(replace(n, achievements=own) if n.id == person.id else n for n in OUTCOME.nominees)
    paper = KINDS["achievements"].build(replace(OUTCOME, nominees=nominees))[0]
    part = next(p for p in paper.parts if p.ending and p.ending.signatures[1].name == person.name)
    words = said(replace(paper, parts=(part,)))
    titles, forms = words.split("2. Hình thức khen thưởng")
    assert "2016 | Lao động tiên tiến" in titles
    assert "2017 | Mã lạ | Quyết định 5\n2018 | Giấy khen gì đó | ngày 04 tháng 3 năm 2018" in forms


def test_a_union_that_is_itself_commended_is_named_once() -> None:
    collective = next(n for n in OUTCOME.nominees if n.kind == "collective")
    name = OUTCOME.union(collective.union).name
    nominees = tuple(replace(n, name=name) if n.id == collective.id else n for n in OUTCOME.nominees)
    paper = KINDS["achievements"].build(replace(OUTCOME, nominees=nominees))[0]
    words = said(replace(paper, parts=paper.parts[:1]))
    assert f"- Tên tập thể: {name}." in words
    assert "- Đơn vị:" not in words


# ------------------------------------------------------------------------------------------ any issuer, any text

OTHERS = (
    Body("Công đoàn cơ sở Công ty Cổ phần Ví Dụ", "CĐCS Công ty", "CĐCS", (), "Ban Chấp hành"),
    Body("Hội đồng Thi đua - Khen thưởng Ví Dụ", "Hội đồng", "HĐTĐKT"),
)
KEYS = [key for key, kind in KINDS.items() if kind.stem >= "21"]


@pytest.mark.parametrize("host", OTHERS, ids=["union", "council"])
def test_any_body_may_issue(host: Body) -> None:
    outcome = changed(host=host, parent=None, government=None)
    for key in KEYS:
        for paper in KINDS[key].build(outcome):
            words = said(paper)
            assert host.name in words.replace("\n", " ") or host.name.upper() in words, key
            assert "Ban Thường vụ" not in words.replace("Ban Thường vụ Liên đoàn Lao động huyện", ""), key


def test_short_helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    s = settings()
    title = Award("x", "LDTT", "Lao động tiên tiến", "", 1)
    assert phrases.given_short(title, "", s) == "Lao động tiên tiến"
    given = OUTCOME.commend[1].awards[0]
    assert phrases.given_by(given, "", s) == "Giấy khen của Liên đoàn Lao động huyện Phú Riềng"
    monkeypatch.setattr("vinhdanh.engines.papers.cells.honour_settled", lambda _code, _settings: False)
    assert phrases.given_short(given, "", s) == "Giấy khen của LĐLĐ huyện (cần xác nhận)"
    assert phrases.plan_short(replace(s, papers=())).startswith("Kế hoạch của Liên đoàn Lao động huyện Phú Riềng về tổ chức")
    assert phrases.conference(replace(s, conference=Conference())) == ""
    assert phrases.conference(replace(s, conference=replace(s.conference, day=None))).startswith("dự kiến tháng 5 năm 2020, tại")
    assert phrases.conference(s).startswith("07 giờ 30 phút, ngày 15 tháng 5 năm 2020, tại")


def test_markup_in_names_stays_text() -> None:
    evil = '#let x = 1; $a_b$ *b* <script> =HYPERLINK("x") \\ `'
    nominees = tuple(replace(n, name=evil, summary=evil, post=evil) for n in OUTCOME.nominees[:5])
    ids = {n.id for n in nominees}
    commend = tuple(replace(c, awards=tuple(a for a in c.awards if a.nominee in ids)) for c in OUTCOME.commend)
    outcome = replace(OUTCOME, nominees=nominees, commend=commend, upward=(), attend=replace(OUTCOME.attend, placed=()))
    for key in KEYS:
        for paper in KINDS[key].build(outcome):
            assert render_pdf(paper).startswith(b"%PDF-"), key
    assert evil in text("posting", outcome)
