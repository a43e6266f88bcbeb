from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nominees import campaign, collective, person

from vinhdanh.engines.appraisal import match_votes, merit, merit_findings, total
from vinhdanh.engines.appraisal.merit import hundredths
from vinhdanh.engines.campaign.outcome import MeritLine
from vinhdanh.engines.campaign.types import Achievement, Ballot, BallotLevel, Campaign, Initiative, MeritRow, Place, Vote

COUNCIL = Ballot("HĐ", BallotLevel.COUNCIL, total_members=15, present=14, collected=13, valid=12)
UNION_A = Ballot("A-1", BallotLevel.UNION, "A", present=30, base="present")
VOTES_ROW = MeritRow("phieu", "Phiếu của Hội đồng", "votes", "HĐ", Decimal(50))


def one(c: Campaign, nominee: object) -> tuple[MeritLine, ...]:
    return merit(c, (nominee,))["A-P01"]  # type: ignore[arg-type]  # a nominee


def test_votes_are_a_share_of_the_stated_base() -> None:
    c = campaign(merit=(VOTES_ROW,), ballots=(COUNCIL,), votes=(Vote("HĐ", "A", "nguyễn văn  AN", 14),))
    assert one(c, person()) == (MeritLine("Phiếu của Hội đồng", "14/15 phiếu, tính trên tổng số thành viên", Decimal("46.67")),)


@pytest.mark.parametrize(
    ("base", "points"), [("total_members", "40.00"), ("present", "42.86"), ("collected", "46.15"), ("valid", "50.00")]
)
def test_each_base(base: str, points: str) -> None:
    ballot = replace(COUNCIL, base=base)  # type: ignore[arg-type]  # one of the four
    c = campaign(merit=(VOTES_ROW,), ballots=(ballot,), votes=(Vote("HĐ", "", "Nguyễn Văn An", 12),))
    assert total(one(c, person())) == Decimal(points)


def test_a_level_names_the_latest_of_its_ballots_with_the_nominee() -> None:
    first = Ballot("1", BallotLevel.UNION, "A", day=date(2020, 2, 1), total_members=10)
    again = Ballot("2", BallotLevel.UNION, "A", day=date(2020, 2, 9), total_members=10)
    undated = Ballot("3", BallotLevel.UNION, "A", total_members=10)
    other = Ballot("4", BallotLevel.UNION, "B", day=date(2020, 3, 9), total_members=10)
    votes = (Vote("1", "A", "Nguyễn Văn An", 5), Vote("2", "A", "Nguyễn Văn An", 7), Vote("3", "A", "Nguyễn Văn An", 9))
    row = replace(VOTES_ROW, match="union")
    c = campaign(merit=(row,), ballots=(again, first, undated, other), votes=votes)
    assert one(c, person())[0].basis == "7/10 phiếu, tính trên tổng số thành viên"


def test_no_votes_is_a_line_that_says_so() -> None:
    c = campaign(merit=(VOTES_ROW,), ballots=(COUNCIL,))
    assert one(c, person()) == (MeritLine("Phiếu của Hội đồng", "chưa có kết quả bỏ phiếu", Decimal("0.00")),)


def test_honours_in_the_period_each_once_up_to_the_limit() -> None:
    held = (
        Achievement("CSTĐCS", "CSTDCS", 2016),
        Achievement("CSTĐCS", "CSTDCS", 2016),
        Achievement("CSTĐCS", "CSTDCS", 2016, "7/QĐ"),
        Achievement("CSTĐCS", "CSTDCS", day=date(2020, 1, 1)),
        Achievement("CSTĐCS", "CSTDCS", 2015),
        Achievement("CSTĐCS", "CSTDCS"),
        Achievement("LĐTT", "LDTT", 2017),
    )
    row = MeritRow("cstd", "CSTĐCS", "honour", "CSTDCS", Decimal("2.5"))
    line = one(campaign(merit=(row,)), person(achievements=held))[0]
    assert (line.basis, line.points) == ("3 lần (2016, 2016, 2020)", Decimal("7.50"))
    line = one(campaign(merit=(replace(row, limit=2),)), person(achievements=held))[0]
    assert (line.basis, line.points) == ("3 lần (2016, 2016, 2020), tính 2 lần", Decimal("5.00"))
    line = one(campaign(merit=(row,), period=None), person(achievements=held[-2:-1]))[0]
    assert (line.basis, line.points) == ("1 lần (không ghi năm)", Decimal("2.50"))
    assert one(campaign(merit=(row,)), person()) == ()


def test_initiatives_by_scope_each_title_once() -> None:
    titles = (
        Initiative("Máng hứng mủ", "base", 2018),
        Initiative("máng hứng  mủ", "base", 2019),
        Initiative("Dao cạo", "province"),
        Initiative("Xe đẩy", "base", 2012),
    )
    row = MeritRow("sk", "Sáng kiến", "initiative", "", Decimal(3))
    assert one(campaign(merit=(row,)), person(initiatives=titles))[0] == MeritLine("Sáng kiến", "2 sáng kiến", Decimal("6.00"))
    line = one(campaign(merit=(replace(row, limit=1),)), person(initiatives=titles))[0]
    assert (line.basis, line.points) == ("2 sáng kiến, tính 1", Decimal("3.00"))
    assert one(campaign(merit=(replace(row, match="province"),)), person(initiatives=titles))[0].points == Decimal("3.00")
    assert one(campaign(merit=(replace(row, match="nation"),)), person(initiatives=titles)) == ()


def test_flags_count_when_they_hold() -> None:
    row = MeritRow("uu", "Công nhân trực tiếp", "flag", "direct_worker", Decimal("1.25"))
    assert one(campaign(merit=(row,)), person())[0] == MeritLine("Công nhân trực tiếp", "đúng đối tượng", Decimal("1.25"))
    assert one(campaign(merit=(row,)), person(labour_group="")) == ()
    wrong = replace(row, match="tall")
    assert one(campaign(merit=(wrong,)), person()) == ()
    findings = merit_findings(campaign(merit=(wrong, row, replace(VOTES_ROW, match="BCH"), replace(VOTES_ROW, match="hall"))), ())
    assert [f.code for f in findings] == ["appraisal.merit-unknown"] * 2


# ------------------------------------------------------------------------------------------ whose votes


def matched(
    *votes: Vote, nominees: tuple[object, ...] = (), ballots: tuple[Ballot, ...] = (COUNCIL, UNION_A)
) -> tuple[list[str], list[str]]:
    who = nominees or (person(), person("A-P02", "Lê Thị Bé"), person("B-P01", "Lê Thị Bé"), collective())
    kept, findings = match_votes(campaign(ballots=ballots, votes=votes), who)  # type: ignore[arg-type]  # nominees
    return [v.nominee for v in kept], [f.code.removeprefix("appraisal.") for f in findings]


def test_votes_find_their_nominee_by_id_union_and_name() -> None:
    assert matched(Vote("HĐ", "A", "Lê Thị Bé", 3)) == (["A-P02"], [])
    assert matched(Vote("HĐ", "", "B-P01", 3)) == (["B-P01"], [])
    assert matched(Vote("HĐ", "B", "tên khác", 3, nominee="B-P01")) == (["B-P01"], [])
    assert matched(Vote("HĐ", "A", "to cao mu so 1", 3)) == (["A-C01"], [])


def test_accents_decide_between_two_names() -> None:
    two = (person("A-P01", "Lê Thị Hòa"), person("A-P02", "Lê Thị Hoa"))
    assert matched(Vote("HĐ", "A", "LÊ THỊ HOÀ", 3), nominees=two) == (["A-P01"], [])
    assert matched(Vote("HĐ", "A", "LE THI HOA", 3), nominees=two) == ([], ["vote-ambiguous"])


def test_what_cannot_be_given_for_certain_is_found() -> None:
    assert matched(Vote("HĐ", "", "Lê Thị Bé", 3)) == ([], ["vote-ambiguous"])
    assert matched(Vote("HĐ", "B", "Nguyễn Văn An", 3)) == ([], ["vote-unmatched"])
    assert matched(Vote("HT", "A", "Nguyễn Văn An", 3)) == ([], ["vote-unknown-ballot"])
    assert matched(Vote("HĐ", "A", "Nguyễn Văn An", 16)) == ([], ["vote-out-of-range"])
    assert matched(Vote("HĐ", "A", "Nguyễn Văn An", -1)) == ([], ["vote-out-of-range"])
    assert matched(Vote("HĐ", "A", "Nguyễn Văn An", 15)) == (["A-P01"], [])
    no_base = Ballot("HĐ", BallotLevel.COUNCIL)
    assert matched(Vote("HĐ", "A", "Nguyễn Văn An", 3), ballots=(no_base,)) == ([], ["vote-no-base"])
    twice = (Vote("HĐ", "A", "Nguyễn Văn An", 3), Vote("HĐ", "A", "nguyen van an", 4), Vote("A-1", "A", "Nguyễn Văn An", 4))
    assert matched(*twice) == (["A-P01", "A-P01"], ["vote-twice"])


def test_a_vote_finding_stands_at_its_row_and_blocks_nobody() -> None:
    vote = Vote("HĐ", "B", "Người lạ", 3, place=Place("votes.xlsx", "Hội đồng", 12))
    finding = merit_findings(campaign(ballots=(COUNCIL,), votes=(vote,)), (person(),))[0]
    assert (finding.file, finding.sheet, finding.cell, finding.nominee) == ("votes.xlsx", "Hội đồng", "A12", "")
    assert "“Người lạ” (đơn vị B)" in finding.message


# ------------------------------------------------------------------------------------------ rounding


@pytest.mark.parametrize(
    ("value", "points"), [("1/3", "0.33"), ("1/200", "0.01"), ("1/201", "0.00"), ("-1/200", "-0.01"), ("2/3", "0.67")]
)
def test_halves_go_up(value: str, points: str) -> None:
    assert hundredths(Fraction(value)) == Decimal(points)


@given(st.decimals(-1000, 1000, places=2), st.integers(0, 60), st.integers(1, 60))
def test_rounding_is_decimals_half_up_wherever_decimal_is_exact(points: Decimal, votes: int, base: int) -> None:
    exact = Fraction(points) * votes / base
    rounded = hundredths(exact)
    assert abs(Fraction(rounded) - exact) <= Fraction(1, 200)
    assert rounded.as_tuple().exponent == -2
    if set(str(base)) <= {"1", "0"}:
        assert rounded == (points * votes / base).quantize(Decimal("0.01"), ROUND_HALF_UP)
