"""Sums of counted ballots and the minutes that print them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from outcome_factory import make_outcome
from paper_words import said

from vinhdanh.engines.campaign.outcome import Outcome
from vinhdanh.engines.campaign.types import Ballot, BallotLevel, Vote
from vinhdanh.engines.papers import KINDS, render_docx, render_pdf
from vinhdanh.engines.papers.ceremony import ballots
from vinhdanh.engines.papers.kinds import minutes

OUTCOME = make_outcome()
ONE, TWO = OUTCOME.nominees[:2]
COUNCIL = Ballot(
    "HD",
    BallotLevel.COUNCIL,
    day=date(2020, 4, 7),
    total_members=15,
    present=14,
    issued=14,
    collected=14,
    valid=13,
    invalid=1,
    seats=2,
)
VOTES = (Vote("HD", ONE.union, ONE.name, 6), Vote("HD", TWO.union, TWO.name, 13, TWO.id), Vote("HD", "XA-01", "Người lạ", 2))


def voted(*found: Ballot, votes: tuple[Vote, ...] = VOTES) -> Outcome:
    return replace(OUTCOME, campaign=replace(OUTCOME.campaign, ballots=found, votes=votes))


def test_a_sound_ballot_has_nothing_to_complain_of() -> None:
    assert ballots.checks(COUNCIL, VOTES) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"present": 16}, "số người có mặt (16) nhiều hơn tổng số người được quyền bỏ phiếu (15)"),
        ({"issued": 15}, "số phiếu phát ra (15) nhiều hơn số người có mặt (14)"),
        ({"issued": 13}, "số phiếu thu về (14) nhiều hơn số phiếu phát ra (13)"),
        ({"invalid": 2}, "số phiếu hợp lệ (13) cộng không hợp lệ (2) không bằng số phiếu thu về (14)"),
        ({"valid": 12, "invalid": 2}, f"số phiếu đồng ý của {TWO.name} nhiều hơn số phiếu được tính (12)"),
        ({"seats": 1}, "tổng số phiếu đồng ý (21) nhiều hơn 13 phiếu nhân 1 người được chọn mỗi phiếu"),
    ],
)
def test_what_does_not_add_up_is_named_and_printed(changes: dict[str, Any], words: str) -> None:
    wrong = replace(COUNCIL, **changes)
    assert any(words in sentence for sentence in ballots.checks(wrong, VOTES))
    assert f"Số liệu chưa khớp, cần kiểm tra lại trước khi ký: {words}" in said(minutes.build(voted(wrong))[0])


def test_names_stand_by_votes_with_their_share_of_the_base() -> None:
    found = ballots.counted(COUNCIL, VOTES, ballots.by_name(OUTCOME))
    assert [(c.votes, c.share) for c in found] == [(13, Fraction(13, 15)), (6, Fraction(6, 15)), (2, Fraction(2, 15))]
    assert [c.nominee for c in found] == [TWO, ONE, None]
    assert ballots.counted(replace(COUNCIL, total_members=None), VOTES, {})[0].share is None


def test_the_minutes_of_the_council() -> None:
    words = said(minutes.build(voted(COUNCIL))[0])
    assert "BIÊN BẢN KIỂM PHIẾU\nXét chọn tập thể, cá nhân điển hình tiên tiến giai đoạn 2016 - 2020" in words
    assert "Phú Riềng, ngày 07 tháng 4 năm 2020" in words
    assert "15 | 14 | 14 | 14 | 13 | 01" in words
    assert f"1 | {TWO.name} | " in words
    assert "| 13 | 86,7" in words
    assert (
        f"Có 01/03 tập thể, cá nhân được quá nửa tổng số thành viên được quyền bỏ phiếu đồng ý, theo thứ tự: {TWO.name} (13 phiếu)."
        in words
    )
    assert "chưa khớp" not in words


def test_a_show_of_hands_in_the_hall() -> None:
    hall = Ballot("HN", BallotLevel.HALL, method="open", present=200, base="present")
    many = tuple(Vote("HN", n.union, n.name, 190) for n in OUTCOME.nominees[:6])
    words = said(minutes.build(voted(hall, votes=many))[0])
    assert "BIÊN BẢN BIỂU QUYẾT\nChọn đại biểu dự Đại hội Thi đua yêu nước trong công nhân" in words
    assert "Được quyền\nbiểu quyết | Có mặt\nbiểu quyết\n | 200" in words
    assert "06/06 tập thể, cá nhân được quá nửa số người có mặt đồng ý, theo thứ tự tại bảng trên." in words
    assert "ngày      tháng" in words
    assert "PHIẾU" not in words


def test_nothing_counted_leaves_room_for_the_hand() -> None:
    words = said(minutes.build(voted(Ballot("HN", BallotLevel.HALL), votes=()))[0])
    assert "Chưa có số phiếu của từng người." in words
    assert "Kết quả được chọn: …………" in words
    none = said(minutes.build(voted(replace(COUNCIL, seats=None), votes=VOTES[2:]))[0])
    assert "Có 0/01 tập thể, cá nhân được quá nửa" in none
    assert "không giới hạn số lượng" in none


def test_a_union_issues_its_own() -> None:
    own = replace(COUNCIL, id="DV", level=BallotLevel.UNION, union="XA-01")
    outcome = voted(own, replace(own, id="KX", union="KHONG-CO"))
    paper = minutes.build_unit(outcome, "XA-01")[0]
    assert "LIÊN ĐOÀN LAO ĐỘNG HUYỆN PHÚ RIỀNG\nCĐCS XÃ BÌNH SƠN\nSố:       /BB-CĐCS" in said(paper)
    assert "Bình chọn tập thể, cá nhân điển hình tiên tiến" in said(paper)
    assert "KHONG-CO" in said(minutes.build_unit(outcome, "KHONG-CO")[0])
    assert minutes.build_unit(outcome, "XA-02") == ()
    assert minutes.build(outcome) == ()


def test_the_meeting_and_the_conference_print_the_votes() -> None:
    outcome = voted(COUNCIL, votes=tuple(Vote("HD", n.union, n.name, 12) for n in OUTCOME.nominees))
    words = said(KINDS["awards_minutes"].build(outcome)[0])
    assert "Tổng số thành viên: 15; có mặt: 14; vắng mặt: 01, lý do: …" in words
    assert "| 12 | 80,0" in words
    given = sum(len(r.awards) for r in outcome.commend)
    assert words.count("| 12 | 80,0") == given
    hall = Ballot("HN", BallotLevel.HALL, present=200, collected=199, valid=198)
    held = said(KINDS["conference_minutes"].build(voted(hall, votes=(Vote("HN", ONE.union, ONE.name, 190),)))[0])
    assert "Hội nghị bỏ phiếu kín: có mặt 200, thu về 199, hợp lệ 198. Kết quả:" in held
    assert f"{ONE.name}: 190 đồng ý" in held


def test_a_long_ballot_prints() -> None:
    crowd = tuple(Vote("HD", "XA-01", f"Người thứ {n}", n % 14) for n in range(1000))
    paper = minutes.build(voted(replace(COUNCIL, seats=None), votes=crowd))[0]
    assert render_pdf(paper) == render_pdf(paper)
    assert render_docx(paper)
