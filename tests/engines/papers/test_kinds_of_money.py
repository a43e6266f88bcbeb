"""Money papers, the register and the five-year report: every amount and count is the outcome's own, whatever the size of the list."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdf_reading
import pytest
import word_reading
from outcome_factory import make_outcome, settings
from paper_words import said

from vinhdanh.engines import statistics
from vinhdanh.engines.campaign.outcome import Award, Outcome, Table
from vinhdanh.engines.campaign.types import Commendation, PaperNumber
from vinhdanh.engines.papers import KINDS, certificates, counts, render_docx, render_pdf
from vinhdanh.engines.papers.kinds import budget
from vinhdanh.engines.papers.model import DataTable
from vinhdanh.engines.vietnamese import amount_in_words, money

OUTCOME = make_outcome()
AWARDS = tuple(award for made in OUTCOME.commend for award in made.awards)
TOTAL = counts.prize_total(AWARDS)[0]
KEYS = [key for key, kind in KINDS.items() if kind.stem >= "21"]


def text(key: str, outcome: Outcome = OUTCOME, nth: int = 0) -> str:
    return said(KINDS[key].build(outcome)[nth])


def changed(**changes: object) -> Outcome:
    return make_outcome(campaign_settings=settings(**changes))


def open_prizes(outcome: Outcome, number: int) -> Outcome:
    """The same outcome, the first `number` prizes of its first round waiting for a fact."""
    first, *rest = outcome.commend
    awards = tuple(replace(a, prize=None) if i < number else a for i, a in enumerate(first.awards))
    return replace(outcome, commend=(replace(first, awards=awards), *rest))


def all_open(outcome: Outcome) -> Outcome:
    rounds = (replace(c, awards=tuple(replace(a, prize=None) for a in c.awards)) for c in outcome.commend)
    return replace(outcome, commend=tuple(rounds))


# ------------------------------------------------------------------------------------------ kinh phí


def test_the_estimate_equals_the_statistics() -> None:
    table = statistics.budget(OUTCOME)
    assert table.total is not None
    assert table.total[7] == TOTAL == sum(line.total or 0 for line in budget.prize_lines(OUTCOME))
    assert sum(line.count for line in budget.prize_lines(OUTCOME)) == len(AWARDS)
    words = text("budget")
    assert f"a) Tiền thưởng: {money(TOTAL)} đồng ({amount_in_words(TOTAL, unit='đồng')})." in words
    assert f"A. TIỀN THƯỞNG | {money(TOTAL)}" in words
    assert f"Bằng chữ: {amount_in_words(TOTAL, unit='đồng')}." in words
    assert "1 | Giấy khen của Chủ tịch UBND huyện | tập thể | 12 | 894.000 | 10.728.000 | Quỹ thi đua" in words
    assert "\nỦy ban nhân dân huyện Phú Riềng\n" in words
    assert "Hội nghị có 34 đại biểu (20 điển hình tiên tiến, 14 khách mời)" in words
    assert "Hoa, quà tặng |  |  |  |  |  | " in words


def test_sources_are_summed_apart() -> None:
    sums = {made.commendation.source: counts.prize_total(made.awards)[0] for made in OUTCOME.commend}
    assert len(sums) == 2
    for source, amount in sums.items():
        assert f"{source}: {money(amount)} đồng (tiền thưởng)." in text("budget")
        assert f"{source} | {money(amount)}" in text("settlement")


def test_open_prizes_are_never_in_a_sum() -> None:
    outcome = open_prizes(OUTCOME, 1)
    known = TOTAL - (AWARDS[0].prize or 0)
    words = text("budget", outcome)
    assert f"{money(known)} đồng" in words
    assert "chưa kể 01 trường hợp cần xác nhận mức tiền thưởng" in words
    assert "| cần xác nhận | cần xác nhận |" in words
    assert "Ghi chú: 01 trường hợp cần xác nhận" in text("settlement", outcome)
    assert "chưa kể 01 trường hợp cần xác nhận" in text("register", outcome)
    assert "Còn 01 trường hợp cần xác nhận mức tiền thưởng./." in text("payments", outcome)
    assert "chưa kể 01 trường hợp cần xác nhận" in text("five_years", outcome)
    nothing = all_open(OUTCOME)
    assert "a) Tiền thưởng: cần xác nhận." in text("budget", nothing)
    assert "tiền thưởng cần xác nhận./." in text("register", nothing)
    assert "Bằng chữ" not in text("payments", nothing)
    assert "tiền thưởng cần xác nhận" in text("five_years", nothing)


def test_without_awards_the_forms_still_stand() -> None:
    outcome = make_outcome(campaign_settings=settings(commendations=(), government=None, basis=()))
    words = text("budget", outcome)
    assert "\nLiên đoàn Lao động tỉnh Bình Phước\n" in words
    assert "a) Tiền thưởng: …………." in words
    assert "II. CHI TIỀN THƯỞNG |  |" in text("settlement", outcome)
    assert KINDS["register"].build(outcome) == ()
    assert KINDS["payments"].build(outcome) == ()
    assert KINDS["achievements"].build(outcome) == ()


# ------------------------------------------------------------------------------------------ sổ, ký nhận


def test_the_register_has_the_numbers_of_the_certificates() -> None:
    own = next(made for made in OUTCOME.commend if not made.commendation.authority)
    cards = certificates.certificates(OUTCOME, own).items
    words = text("register")
    for card in cards:
        name = OUTCOME.nominee(card.nominee).name
        assert f"\n{card.number} | {name} |" in words
    assert len(re.findall(r"^\d{3} \|", words, re.MULTILINE)) == len(cards)
    assert f"TỔNG CỘNG: {len(AWARDS)} lượt | {money(TOTAL)}" in words
    assert "Số, ngày quyết định" in words
    book = (PaperNumber("decision", "21", date(2020, 5, 4)),)
    assert "| 21/QĐ-LĐLĐ, 04/5/2020 | 300.000" in text("register", changed(papers=book))
    undated = (PaperNumber("decision", "21"),)
    assert "| 21/QĐ-LĐLĐ | 300.000" in text("register", changed(papers=undated))


def test_numbers_go_on_over_the_rounds_of_the_host() -> None:
    more = (*settings().commendations, Commendation("LDTT", "", prize_person=100000))
    outcome = changed(commendations=more)
    *rest, last = outcome.commend
    award = Award(outcome.nominees[0].id, "LDTT", "Lao động tiên tiến", "", 100000)
    outcome = replace(outcome, commend=(*rest, replace(last, awards=(award,))))
    words = text("register", outcome)
    assert "II. Lao động tiên tiến: 01 lượt | 100.000" in words
    assert f"\n013 | {outcome.nominees[0].name} |" in words


def test_a_list_to_sign_for_each_authority_with_sums_in_words() -> None:
    papers = KINDS["payments"].build(OUTCOME)
    assert len(papers) == 2
    for paper, made in zip(papers, OUTCOME.commend, strict=True):
        amount = counts.prize_total(made.awards)[0]
        words = said(paper)
        assert f"| {money(amount)} | \nBằng chữ: {amount_in_words(amount, unit='đồng')}." in words
        assert f"Nguồn: {made.commendation.source}./." in words
        table = next(b for b in paper.parts[0].blocks if isinstance(b, DataTable))
        assert sum(1 for row in table.rows if row.height) == len(made.awards)
    assert "(đại diện: " in said(papers[0])
    several = replace(OUTCOME.commend[0].awards[0], honour="LDTT", honour_name="Lao động tiên tiến")
    first, *rest = OUTCOME.commend
    both = replace(OUTCOME, commend=(replace(first, awards=(several, *first.awards[1:])), *rest))
    assert "Hình thức" in text("payments", both)


# ------------------------------------------------------------------------------------------ tổng kết 5 năm


def test_the_five_year_report_says_what_the_tables_say() -> None:
    b3 = Table("B3", "Sáng kiến", ("a", "b", "c", "d", "e"), (("Cơ sở", 12, 12, 3, 500),), ("Tổng cộng", 12, 12, 3, 500))
    b2 = Table("B2", "Khen thưởng", ("a",), (("x",),))
    words = text("five_years", replace(OUTCOME, tables=(b2, b3)))
    members = money(sum(u.members or 0 for u in OUTCOME.campaign.unions))
    for expected in (
        "Tổng kết phong trào thi đua yêu nước và công tác khen thưởng 05 năm (2016 - 2020), phương hướng, nhiệm vụ giai đoạn 2021 - 2025",
        f"Liên đoàn Lao động huyện Phú Riềng có 15 công đoàn cơ sở tham gia đợt bình chọn, với {members} đoàn viên",
        "12 sáng kiến được công nhận của 12 tác giả, tập thể (theo phạm vi công nhận: cơ sở 12). Trong đó 03 sáng kiến",
        "PHƯƠNG HƯỚNG, NHIỆM VỤ GIAI ĐOẠN 2021 - 2025",
        "1. Phong trào “Lao động giỏi, Lao động sáng tạo”",
        "PHỤ LỤC I\n",
        "PHỤ LỤC II\n",
        "VII. BÀI HỌC KINH NGHIỆM",
    ):
        assert expected in words
    held = counts.honours_held(OUTCOME.nominees, settings().period)
    assert f"đã đạt {money(sum(held.values()))} lượt" in words
    assert f"| Chiến sĩ thi đua cơ sở | {held['CSTDCS']}" in words


def test_a_report_without_period_movements_or_numbers() -> None:
    bare = settings(period=None, period_next=None, movements=(), basis=(), audience="", commendations=())
    outcome = make_outcome(campaign_settings=bare)
    unions = tuple(replace(u, members=None, group="") for u in outcome.campaign.unions)
    words = text("five_years", replace(outcome, campaign=replace(outcome.campaign, unions=unions)))
    assert "Nội dung, kết quả từng phong trào:" in words
    assert "1. Sáng kiến, cải tiến kỹ thuật" in words
    assert "đoàn viên" not in words
    assert "2. Khen thưởng tại Hội nghị" not in words
    none = replace(
        outcome, campaign=replace(outcome.campaign, unions=()), nominees=(), units=(), attend=replace(outcome.attend, placed=())
    )
    assert "giới thiệu" not in text("five_years", none)


def test_movements_are_counted_by_code_or_by_name() -> None:
    marked = ("ldg_ldst", "ldg_ldst", "Phong trào riêng")
    nominees = tuple(replace(n, movement=m) for n, m in zip(OUTCOME.nominees, marked, strict=False))
    outcome = changed(movements=("Lao động giỏi, Lao động sáng tạo", "Phong trào riêng"))
    words = text("five_years", replace(outcome, nominees=nominees, commend=(), attend=replace(outcome.attend, placed=())))
    assert "giới thiệu 02 tập thể, cá nhân tiêu biểu" in words
    assert "giới thiệu 01 tập thể, cá nhân tiêu biểu" in words


# ------------------------------------------------------------------------------------------ both writers, any size


@pytest.mark.parametrize("key", KEYS)
def test_both_writers_say_the_same_twice(key: str) -> None:
    paper = KINDS[key].build(OUTCOME)[0]
    paper = replace(paper, parts=paper.parts[:4])
    pdf, docx = render_pdf(paper), render_docx(paper)
    assert (render_pdf(paper), render_docx(paper)) == (pdf, docx)

    def flat(words: str) -> str:
        return re.sub(r"\.{3,}|…+", "", "".join(words.split()))

    root = word_reading.part(docx)
    assert list(word_reading.misplaced(root)) == []
    printed = flat(pdf_reading.text(pdf))
    lines = [w for w in word_reading.paragraphs(root) if flat(w) not in printed]
    assert [w for line in lines for w in line.split() if flat(w) not in printed] == []


@pytest.mark.parametrize("each", [1, 83])
def test_few_and_a_thousand_with_long_names(each: int, tmp_path: Path) -> None:
    long = "Công đoàn cơ sở Trường Phổ thông dân tộc nội trú trung học cơ sở và trung học phổ thông Điểu Ong huyện Bù Đăng"
    outcome = make_outcome(persons_each=each)
    unions = tuple(replace(u, name=f"{long} {u.code}") for u in outcome.campaign.unions)
    outcome = replace(outcome, campaign=replace(outcome.campaign, unions=unions))
    for key in ("register", "posting") if each > 1 else KEYS:
        for paper in KINDS[key].build(outcome):
            (tmp_path / "a.pdf").write_bytes(render_pdf(paper))
            assert (tmp_path / "a.pdf").stat().st_size > 1000
            assert render_docx(paper)[:2] == b"PK"
    every = [a for made in outcome.commend for a in made.awards]
    assert f"TỔNG CỘNG: {counts.number(len(every))} lượt" in text("register", outcome)
