from __future__ import annotations

import hashlib
from dataclasses import replace

from vinhdanh.engines.selection import Bounds, Candidate, Rules, TieBreak, select

EQUAL = [Candidate(f"C{i}", f"U{i % 2}", 500, f"Người {i}", keys={"votes": i, "year": 1970}) for i in range(6)]


def kinds(rules: Rules) -> dict[str, str]:
    return {p.id: p.reason.kind for p in select(EQUAL, rules).placed if p.reason}


def test_the_board_decides_among_equals_and_the_list_is_provisional_by_id() -> None:
    result = select(EQUAL, Rules(2))
    assert result.chosen == ("C0", "C1")
    assert set(result.tied) == {p.id for p in EQUAL}
    assert all(p.tied for p in result.placed)
    assert "chờ cấp có thẩm quyền quyết định" in result.notes[0]
    assert set(kinds(Rules(2)).values()) == {"tie"}


def test_a_tie_break_settles_and_its_name_stands_in_the_sentence() -> None:
    result = select(EQUAL, Rules(2, tie_breaks=(TieBreak("year"), TieBreak("votes", label="số phiếu"))))
    assert result.chosen == ("C5", "C4")
    assert result.tied == ()
    out = next(p for p in result.placed if p.id == "C0")
    assert out.reason is not None
    assert out.reason.kind == "tie"
    assert "xếp sau theo tiêu chí phụ “số phiếu”" in out.reason.sentence
    assert "được xếp trước theo tiêu chí phụ “số phiếu”" in result.placed[0].why


def test_a_tie_break_may_prefer_the_smaller() -> None:
    assert select(EQUAL, Rules(2, tie_breaks=(TieBreak("votes", descending=False),))).chosen == ("C0", "C1")


def test_the_lottery_follows_the_published_hash_and_only_among_equals() -> None:
    best = Candidate("Z", "U0", 900)
    rules = Rules(3, then="lottery", seed="xổ số 24/11")
    result = select([*EQUAL, best], rules)
    lots = {c.id: int.from_bytes(hashlib.sha256(("xổ số 24/11" + c.id).encode()).digest()[:3], "big") >> 4 for c in EQUAL}
    assert set(result.chosen) == {"Z", *sorted(lots, key=lambda i: -lots[i])[:2]}
    assert not any(p.tied for p in result.placed)
    assert "bốc thăm công khai" in result.notes[0]
    other = select([*EQUAL, best], replace(rules, seed="khác"))
    assert other.commitment == result.commitment
    assert "Z" in other.chosen


def test_a_lottery_without_a_seed_waits() -> None:
    result = select(EQUAL, Rules(2, then="lottery"))
    assert "chờ bốc thăm công khai" in result.notes[0]
    assert any(p.tied for p in result.placed)


def test_the_commitment_changes_with_rules_and_table() -> None:
    first = select(EQUAL, Rules(2)).commitment
    assert select(EQUAL[::-1], Rules(2)).commitment == first
    assert select(EQUAL, Rules(3)).commitment != first
    assert select(EQUAL[:-1], Rules(2)).commitment != first


def test_many_equals_are_settled_quickly_and_alike() -> None:
    people = [Candidate(f"C{i:04d}", f"U{i % 9}", 100) for i in range(600)]
    rules = Rules(90, unit_default=Bounds(2, 12))
    result = select(people, rules)
    assert result == select(people[::-1], rules)
    assert len(result.tied) == len(people)
    assert result.merit == 9000


def test_points_that_equal_the_border_are_a_tie_but_one_less_is_points() -> None:
    people = [Candidate("A", score=300), Candidate("B", score=300), Candidate("C", score=299)]
    reasons = {p.id: p.reason for p in select(people, Rules(1)).placed if p.reason}
    assert reasons["B"].kind == "tie"
    assert (reasons["C"].kind, reasons["C"].low, reasons["C"].high) == ("points", 1, 1)
