"""Programme, run sheet, waves, minutes and the report on delegates: what they say, in both files, empty and full."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import time

import pdf_reading
import pikepdf
import pytest
import word_reading
from outcome_factory import make_outcome, settings
from paper_words import said

from vinhdanh.engines.campaign.outcome import Outcome, Share, Standing
from vinhdanh.engines.campaign.types import AgendaItem, Ballot, BallotLevel, Conference, Vote
from vinhdanh.engines.papers import KINDS, render_docx, render_pdf
from vinhdanh.engines.papers.ceremony import award_waves

KEYS = ("programme", "runsheet", "waves", "count_minutes", "awards_minutes", "conference_minutes", "attendance")
HOSTILE = 'A<b>&"#pagebreak() $x$ \\ *x* _y_ \ufffe]]>'
LONG = "Nguyễn Hoàng Phúc Thiên Ân Bảo Khánh Tôn Nữ Huyền Trân Công Tằng"


def with_ballot(outcome: Outcome) -> Outcome:
    ballot = Ballot("HD", BallotLevel.COUNCIL, total_members=15, present=14, issued=14, collected=14, valid=14, invalid=0)
    votes = tuple(Vote("HD", n.union, n.name, 12) for n in outcome.nominees)
    return replace(outcome, campaign=replace(outcome.campaign, ballots=(ballot,), votes=votes))


OUTCOME = with_ballot(make_outcome())


def text(key: str, outcome: Outcome = OUTCOME) -> str:
    return said(KINDS[key].build(outcome)[0])


def flat(words: str) -> str:
    return re.sub(r"\.{3,}", "", "".join(words.replace("\u2011", "-").split()))


@pytest.mark.parametrize("key", KEYS)
def test_both_files_say_the_same_archived_and_repeatable(key: str) -> None:
    paper = KINDS[key].build(OUTCOME)[0]
    pdf, docx = render_pdf(paper), render_docx(paper)
    assert (render_pdf(paper), render_docx(paper)) == (pdf, docx)
    root = word_reading.part(docx)
    assert list(word_reading.misplaced(root)) == []
    printed = flat(pdf_reading.text(pdf))
    missing = [
        w for line in word_reading.paragraphs(root) if flat(line) not in printed for w in line.split() if flat(w) not in printed
    ]
    assert missing == []
    with pikepdf.open(io.BytesIO(pdf)) as file:
        xmp = file.open_metadata()
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("size", [0, 1, 70])
def test_few_and_many(key: str, size: int) -> None:
    outcome = with_ballot(make_outcome(persons_each=max(size, 1), seats=size * 14, guests=size * 4, empty=size == 0))
    for paper in KINDS[key].build(outcome):
        assert render_pdf(paper)
        assert render_docx(paper)
        assert "None" not in said(paper)


@pytest.mark.parametrize("key", KEYS)
def test_long_and_hostile_names_stay_data(key: str) -> None:
    people = tuple(replace(n, name=HOSTILE if i % 2 else LONG, post=HOSTILE) for i, n in enumerate(OUTCOME.nominees))
    agenda = (AgendaItem(HOSTILE, time(7), 5, HOSTILE), AgendaItem("Trao thưởng", None, 30))
    campaign = replace(OUTCOME.campaign, settings=settings(agenda=agenda))
    outcome = replace(OUTCOME, nominees=people, campaign=campaign)
    paper = KINDS[key].build(outcome)[0]
    printed = flat(pdf_reading.text(render_pdf(paper)))
    assert render_docx(paper)
    if key in {"programme", "runsheet", "waves", "awards_minutes"}:
        assert flat('A<b>&"#pagebreak() $x$') in printed


def test_nothing_to_print_makes_no_paper() -> None:
    bare = make_outcome(campaign_settings=settings(agenda=(), commendations=()), empty=True)
    made = {key: bool(KINDS[key].build(bare)) for key in KEYS}
    assert made == dict.fromkeys(KEYS, False) | {"conference_minutes": True}


def test_the_programme() -> None:
    words = text("programme")
    assert "CHƯƠNG TRÌNH\nHội nghị tuyên dương điển hình tiên tiến" in words
    assert "(Thứ Sáu, ngày 15 tháng 5 năm 2020,\ntại Hội trường Trung tâm Văn hóa huyện Phú Riềng)" in words
    assert "07h35 - 07h50 | 2 | Tuyên bố lý do" in words
    assert "07h50 - 08h10 | 3 | Báo cáo tổng kết" in words
    assert "Số:       /CTr-LĐLĐ" in words
    plain = settings(agenda=(AgendaItem("Chào cờ"),), conference=Conference())
    assert "TT | Nội dung\n1 | Chào cờ" in text("programme", make_outcome(campaign_settings=plain))
    assert "(Ngày      tháng      năm 2020,\ntại ……" in text("programme", make_outcome(campaign_settings=plain))
    planned = settings(conference=replace(settings().conference, day=None))
    assert "(Dự kiến tháng 5 năm 2020," in text("programme", make_outcome(campaign_settings=planned))


def test_the_run_sheet_has_the_waves_under_their_item_and_introduces_who_confirmed() -> None:
    words = text("runsheet")
    waves = award_waves(OUTCOME)
    lines = words.splitlines()
    at = next(i for i, line in enumerate(lines) if "4. Biểu dương, tôn vinh, khen thưởng" in line)
    assert [line.split(" | ")[0] for line in lines[at + 1 : at + 1 + len(waves)]] == [w.label for w in waves]
    names = [r.name for w in waves for r in w.recipients]
    assert all(name in words for name in names)
    confirmed = [g for g in OUTCOME.guests_in if g.confirmed]
    annex = words[words.index("PHỤ LỤC") :]
    assert all((f"| {g.name} |" in annex) == bool(g.confirmed) for g in OUTCOME.guests_in)
    assert f"Còn {len(OUTCOME.guests_in) - len(confirmed):02d} khách mời chưa xác nhận" in annex


def test_awards_without_their_item_come_at_the_end() -> None:
    outcome = make_outcome(campaign_settings=settings(agenda=(AgendaItem("Chào cờ"),)))
    assert "| Chương trình chưa có mục này\nĐợt 1 |" in text("runsheet", outcome)
    assert "PHỤ LỤC" not in text("runsheet", replace(outcome, guests_in=()))


def test_each_wave_is_a_page() -> None:
    paper = KINDS["waves"].build(OUTCOME)[0]
    waves = award_waves(OUTCOME)
    assert len(paper.parts) == len(waves)
    assert len(pdf_reading.sizes(render_pdf(paper))) == len(waves)
    assert f"Đợt 1 trong tổng số {len(waves):02d} đợt" in text("waves")
    assert "(*)" in text("waves")


def test_the_report_on_delegates_says_the_figures() -> None:
    chosen = [OUTCOME.nominee(p.nominee) for p in OUTCOME.attend.by(Standing.CHOSEN)]
    figures = {
        "attend.women": Share(7, 20),
        "attend.labour_group:cn_truc_tiep": Share(5, 20),
        "attend.labour_group:": Share(15, 20),
        "attend.age:31–40 tuổi": Share(20, 20),
        "attend.education:": Share(20, 20),
    }
    words = text("attendance", replace(OUTCOME, figures=figures))
    assert "Đại biểu điển hình tiên tiến | 20 |" in words
    assert "Khách mời | 14 |" in words
    assert "Cộng | 34 |" in words
    assert "Nữ | 07 | 35,0 |" in words
    assert "Đối tượng lao động: |  |  | \n- Công nhân trực tiếp sản xuất | 05 | 25,0 | \n- Chưa rõ | 15 | 75,0 |" in words
    assert "Trình độ" not in words
    assert f"Đảng viên | {sum(bool(n.party) for n in chosen):02d} |" in words
    assert re.search(
        r"Tuổi bình quân: \d\d,\d\. Đại biểu cao tuổi nhất: đồng chí .+, \d\d tuổi; đại biểu trẻ tuổi nhất: đồng chí ", words
    )
    assert "Chiến sĩ thi đua cơ sở: " in words
    confirmed = sum(bool(g.confirmed) for g in OUTCOME.guests_in)
    assert f"Tổng số 14 khách mời ({confirmed:02d} đã xác nhận tham dự), gồm: Lãnh đạo cấp trên: 02; Cấp ủy Đảng: 02" in words


def test_ages_and_titles_that_nobody_told_are_not_said() -> None:
    people = tuple(
        replace(n, birth=None, achievements=(), representative=None, party="") if i else replace(n, achievements=())
        for i, n in enumerate(OUTCOME.nominees)
    )
    words = text("attendance", replace(OUTCOME, nominees=people, guests_in=()))
    assert "Tuổi bình quân (tính trên 01 đại biểu có năm sinh)" in words
    assert "danh hiệu" not in words
    assert "KHÁCH MỜI" not in words
    nobody = tuple(replace(n, birth=None) for n in people)
    assert "Tuổi bình quân" not in text("attendance", replace(OUTCOME, nominees=nobody))


def test_the_minutes_of_the_conference_are_a_draft() -> None:
    words = text("conference_minutes")
    assert "Hồi 07 giờ 30 phút, ngày 15 tháng 5 năm 2020, tại Hội trường" in words
    assert "Đại biểu được triệu tập: 34, gồm 20 đại biểu điển hình tiên tiến" in words
    assert "3. Báo cáo tổng kết phong trào thi đua và công tác khen thưởng (Thường trực LĐLĐ huyện):" in words
    assert "04/04 đại biểu dự Đại hội Thi đua yêu nước trong công nhân" in words
    assert "không đồng ý: …………; ý kiến khác: …………." in words
    bare = text("conference_minutes", make_outcome(campaign_settings=settings(agenda=(), conference=Conference(), upward=())))
    assert "Hồi ………… giờ ………… phút, ngày      tháng" in bare
    assert "BIỂU QUYẾT" not in bare


def test_the_meeting_without_a_council_leaves_the_numbers_open() -> None:
    words = text("awards_minutes", make_outcome())
    assert "Tổng số thành viên: …………; có mặt: …………; vắng mặt: …………, lý do:" in words
    assert "Số phiếu" not in words
    assert "1. Nhất trí đề nghị Chủ tịch Ủy ban nhân dân huyện Phú Riềng tặng Giấy khen cho" in words
    assert "2. Nhất trí Liên đoàn Lao động huyện Phú Riềng tặng Giấy khen cho" in words
