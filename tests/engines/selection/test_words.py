from __future__ import annotations

from fractions import Fraction

import pytest

from vinhdanh.engines.selection import Bounds, Candidate, Category, Rules, Selection, Target, select


def person(i: int, unit: str, score: int, **marks: str) -> Candidate:
    return Candidate(f"C{i}", unit, score, f"Người {i}", {k: (v,) for k, v in marks.items()})


def sentence(result: Selection, id_: str) -> str:
    placed = next(p for p in result.placed if p.id == id_)
    return placed.reason.sentence if placed.reason else placed.why


def test_points_in_vietnamese() -> None:
    result = select([person(1, "A", 123_450), person(2, "A", 123_125)], Rules(1))
    assert sentence(result, "C2").startswith("Đồng chí Người 2 còn thiếu 3,25 điểm để đứng trong một danh sách tốt nhất")
    assert sentence(result, "C1") == "Có mặt trong mọi danh sách tốt nhất, với 1.234,5 điểm."


def test_a_target_that_would_lose() -> None:
    women = Target("w", "Nữ", "woman", ("1",), share=Fraction(100))
    people = [person(1, "A", 10, woman="1"), person(2, "A", 999, woman="0")]
    result = select(people, Rules(1, targets=(women,)))
    reason = result.placed[1].reason
    assert reason is not None
    assert (reason.kind, reason.target, reason.worse, reason.low, reason.high) == ("target", "w", 1, None, None)
    assert "chỉ tiêu “Nữ” hụt thêm 1 người" in reason.sentence


def test_targets_of_one_level_are_named_together() -> None:
    both = [Target(k, k.upper(), k, ("1",), count=1) for k in ("a", "b")]
    people = [person(1, "A", 10, a="1", b="1"), person(2, "A", 999, a="0", b="0")]
    result = select(people, Rules(1, targets=tuple(Target(t.id, t.label, t.column, t.values, count=1, priority=1) for t in both)))
    assert "các chỉ tiêu “A”, “B” cùng mức ưu tiên lệch thêm tổng cộng 2 người" in sentence(result, "C2")


def test_the_bound_of_a_unit() -> None:
    people = [person(1, "A", 10), person(2, "A", 999), person(3, "B", 1)]
    rules = Rules(2, unit_default=Bounds(0, 1), must_include={"C1": "Bảo lưu"}, unit_names={"A": "CĐCS A"})
    result = select(people, rules)
    assert set(result.chosen) == {"C1", "C3"}
    assert sentence(result, "C2").startswith(
        "Không thể chọn đồng chí Người 2 vì giới hạn CĐCS A có nhiều nhất 1; 1 người đã được chọn"
    )
    assert sentence(result, "C1") == "Được chọn theo quyết định: Bảo lưu."


def test_a_place_that_would_stay_empty() -> None:
    people = [person(1, "A", 10, k="x"), person(2, "B", 10, k="y"), person(3, "C", 999, k="xy")]
    people[2] = Candidate("C3", "C", 999, "Người 3", {"k": ("x", "y")})
    caps = tuple(Category(v, v.upper(), "k", (v,), 0, 1) for v in "xy")
    result = select(people, Rules(2, categories=caps))
    reason = next(p.reason for p in result.placed if p.id == "C3")
    assert reason is not None
    assert (reason.kind, reason.target, reason.worse) == ("target", "size", 1)
    assert "phải để trống thêm 1 chỗ" in reason.sentence


def test_excluded_by_a_finding() -> None:
    result = select([person(1, "A", 10), person(2, "A", 99)], Rules(1, must_exclude={"C2": "Chưa đủ minh chứng."}))
    assert result.placed[-1].standing == "excluded"
    assert sentence(result, "C2") == "Đồng chí Người 2 không thuộc diện xét chọn: Chưa đủ minh chứng."


def test_everybody_excluded_leaves_the_places_empty() -> None:
    result = select([person(1, "A", 10)], Rules(1, must_exclude={"C1": "Xin rút"}, exact=True))
    assert result.chosen == ()
    assert result.status == "relaxed"


def test_floors_beyond_the_places_are_relaxed_and_told() -> None:
    people = [person(i, f"U{i}", 10 * i) for i in range(1, 5)]
    result = select(people, Rules(2, unit_default=Bounds(1)))
    assert result.status == "relaxed"
    assert result.chosen == ("C4", "C3")
    assert [(r.kind, r.of, r.asked, r.applied) for r in result.relaxations] == [("unit_floor", u, 1, 0) for u in ("U1", "U2")]
    assert result.relaxations[0].sentence == "Đơn vị U1: hạ mức tối thiểu từ 1 xuống 0."
    assert result.conflicts[0] == "tổng số không quá 2"
    assert len(result.conflicts) == 4
    assert "không thể cùng được giữ" in result.notes[0]


def test_a_cap_below_the_must_includes_is_raised_and_told() -> None:
    people = [person(i, "A", 10) for i in range(3)]
    result = select(people, Rules(3, unit_default=Bounds(0, 1), must_include={"C0": "x", "C1": "y"}))
    assert set(result.chosen) == {"C0", "C1"}
    assert [(r.kind, r.asked, r.applied) for r in result.relaxations] == [("unit_cap", 1, 2)]
    assert set(result.conflicts) == {
        "đơn vị A có nhiều nhất 1",
        "phải chọn đồng chí Người 0 theo quyết định",
        "phải chọn đồng chí Người 1 theo quyết định",
    }


def test_an_exact_size_that_cannot_be_filled() -> None:
    people = [person(1, "A", 10), person(2, "A", 20)]
    result = select(people, Rules(5, exact=True))
    assert result.status == "relaxed"
    assert result.relaxations[0].sentence == "Chỉ chọn được 2 trong 5 chỗ."
    assert select(people, Rules(5)).notes == ("Chỉ chọn được 2 trong 5 chỗ; các chỗ còn lại để trống.",)


def test_warnings_tell_of_shares_that_cannot_be() -> None:
    people = [person(i, "A", 10, sex="nữ" if i < 2 else "nam") for i in range(10)]
    targets = (
        Target("f", "Nữ", "sex", ("nữ",), share=Fraction(60)),
        Target("m", "Nam", "sex", ("nam",), share=Fraction(70), direction="about", priority=2),
    )
    result = select(people, Rules(5, targets=targets))
    assert result.targets[0].reachable == (0, 2)
    assert "Chỉ tiêu “Nữ” (ít nhất 3 trong 5) không thể đạt với các giới hạn hiện có: chỉ có thể từ 0 đến 2." in result.warnings
    assert any("cộng lại là 130" in w for w in result.warnings)


@pytest.mark.parametrize(("direction", "low", "high"), [("at_least", 2, 4), ("at_most", 0, 2), ("about", 2, 2)])
def test_bands(direction: str, low: int, high: int) -> None:
    people = [person(i, "A", i, k="1") for i in range(4)]
    target = Target("k", "K", "k", ("1",), share=Fraction(50), direction=direction)  # type: ignore[arg-type]
    result = select(people, Rules(4, targets=(target,))).targets[0]
    assert (result.low, result.high) == (low, high)


def test_about_without_a_whole_number_takes_the_nearest() -> None:
    people = [person(i, "A", i, k="1" if i else "0") for i in range(3)]
    target = Target("k", "K", "k", ("1",), share=Fraction(50), direction="about")
    result = select(people, Rules(3, targets=(target,)))
    assert (result.targets[0].low, result.targets[0].high) == (2, 2)
    assert result.targets[0].met
