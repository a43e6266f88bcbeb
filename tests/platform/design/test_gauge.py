"""Gauges: what they say, and where their marks stand."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.platform.design.charts import Gauge
from vinhdanh.platform.design.charts.scale import place


def test_a_share_short_of_its_target_says_how_many_are_missing() -> None:
    gauge = Gauge.share("Công nhân trực tiếp", 66, 175, target=Fraction(2, 5), low=Fraction(229, 1000), high=Fraction(446, 1000))
    assert (gauge.state, gauge.tag, gauge.lack) == ("short", "warning", "thiếu 4 người")
    assert gauge.words == "66 · 37,7 %"
    assert gauge.note == "Khoảng 40 %: thiếu 4 người. Đạt được từ 22,9 % đến 44,6 %."
    assert (gauge.fill, gauge.target_at, gauge.missing, gauge.low_at, gauge.high_at) == (
        "37.71%",
        "40%",
        "2.286%",
        "22.9%",
        "44.6%",
    )
    assert not gauge.unreachable


def test_a_target_beyond_reach_is_marked() -> None:
    gauge = Gauge.share("Dân tộc thiểu số", 19, 187, target=Fraction(1, 5), low=Fraction(3, 20), high=Fraction(3, 20))
    assert gauge.unreachable
    assert "Chỉ có thể là 15 %." in gauge.note


def test_a_share_that_meets_its_target_is_done_and_without_one_is_a_note() -> None:
    assert Gauge.share("Nữ", 84, 187, target=Fraction(2, 5)).state == "done"
    assert Gauge.share("Nữ", 84, 187, target=Fraction(2, 5)).note == "Khoảng 40 %: đạt."
    assert Gauge.share("Nữ", 84, 187).state == "note"


def test_without_a_base_nothing_is_claimed() -> None:
    gauge = Gauge.share("Nữ", 0, 0, target=Fraction(1, 2))
    assert (gauge.words, gauge.state, gauge.lack, gauge.note) == ("chưa có số liệu", "note", "", "Khoảng 50 %.")


def test_a_count_beyond_its_cap_is_over() -> None:
    gauge = Gauge.count("Đại biểu", 262, cap=250, unit="người")
    assert (gauge.state, gauge.tag, gauge.lack, gauge.words) == ("over", "blocking", "vượt 12 người", "262 / 250 người")
    assert (gauge.cap_at, gauge.fill, gauge.over) == ("95.42%", "95.42%", "4.58%")


def test_a_count_under_its_cap_is_done_and_short_of_its_target_is_short() -> None:
    assert Gauge.count("Đại biểu", 238, cap=250).state == "done"
    gauge = Gauge.count("Đơn vị", 48, target=62, unit="đơn vị", low=48, high=60, note="Sáu đơn vị im lặng.")
    assert (gauge.state, gauge.lack) == ("short", "thiếu 14 đơn vị")
    assert gauge.note == "Mục tiêu 62 đơn vị. Đạt được từ 48 đến 60 đơn vị. Sáu đơn vị im lặng."
    assert gauge.over == "0%"
    assert Gauge.count("Đơn vị", 0).fill == "0%"


@given(st.integers(0, 10**12), st.integers(-5, 10**12))
def test_a_place_never_leaves_the_drawing(value: int, top: int) -> None:
    words = place(value, top)
    assert words.endswith("%")
    assert 0 <= float(words[:-1]) <= 100


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.fractions(0, 1))
def test_lack_and_state_agree(part: int, base: int, target: Fraction) -> None:
    gauge = Gauge.share("x", min(part, base), base, target=target)
    met = Fraction(min(part, base), base) >= target
    assert (gauge.lack == "") is met
    assert gauge.state == ("done" if met else "short")
