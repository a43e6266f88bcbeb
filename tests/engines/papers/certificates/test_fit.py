from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.papers.certificates.fit import LINE, Fitted, Step, fit, lines, width
from vinhdanh.engines.papers.measures import MM

STEPS = (Step(1, 34, 26), Step(2, 30, 20), Step(3, 22, 14))
WORDS = st.lists(st.text("aăâbcdđeêghiỄỮẶỖịộ-,", min_size=1, max_size=12), max_size=20).map(" ".join)


@given(WORDS, st.sampled_from(["", "b", "i", "display"]))
def test_no_line_leaves_its_room_and_no_letter_is_lost(text: str, face: str) -> None:
    made = fit(text, 200.0, face, STEPS)  # type: ignore[arg-type]
    assert all(width(line, made.size, face) <= 200.001 for line in made.lines)  # type: ignore[arg-type]
    assert "".join(made.lines).replace(" ", "") == text.replace(" ", "")
    if len(made.lines) <= 3 and made.size > 14:
        assert " ".join(made.lines) == " ".join(text.split())


def test_a_short_name_is_as_large_as_it_can_be_and_a_long_one_breaks_evenly() -> None:
    assert fit("Lê Ánh", 200.0, "display", STEPS) == Fitted(34, ("Lê Ánh",))
    long = fit("Nguyễn Hoàng Phúc Thiên Ân Bảo Khánh Tôn Nữ Huyền Trân Công Tằng", 200.0, "display", STEPS)
    assert long.size == 30
    first, second = (width(line, long.size, "display") for line in long.lines)
    assert abs(first - second) < 35


def test_between_the_two_the_name_shrinks_by_half_points() -> None:
    made = fit("Nguyễn Thị Ngọc Diễm Trang", 160.0, "display", STEPS)
    assert len(made.lines) == 1
    assert 26 <= made.size < 34
    assert width(made.lines[0], made.size + 0.5, "display") > 160


def test_a_line_feed_is_where_a_text_breaks_if_it_must() -> None:
    steps = (Step(2, 14, 14),)
    text = "Đã có thành tích xuất sắc\ncủa công nhân"
    assert fit(text, 300.0, "", steps).lines == ("Đã có thành tích xuất sắc của công nhân",)
    assert fit(text, 70.0, "", steps).lines == ("Đã có thành tích xuất sắc", "của công nhân")
    assert len(fit("a b c d e f g\nh", 8.0, "", steps).lines) > 2


def test_a_word_wider_than_the_room_is_cut() -> None:
    made = fit("W" * 200, 100.0, "display", STEPS)
    assert made.size == 14
    assert len(made.lines) > 1
    assert "".join(made.lines) == "W" * 200


def test_empty_text_has_no_line_and_no_height() -> None:
    assert fit("", 100.0, "", STEPS).lines == ()
    assert fit("", 100.0, "", STEPS).height() == 0


def test_height_counts_line_boxes_and_leads() -> None:
    assert Fitted(10, ("a", "b")).height(0.5) == pytest.approx((2 * LINE + 0.5) * 10 * MM)


def test_programme_lines_break_after_a_semicolon_only_when_it_costs_nothing() -> None:
    assert lines("Chào cờ; hát", 100.0, 12) == ("Chào cờ; hát",)
    assert lines("Đón tiếp đại biểu, điểm danh; văn nghệ", 60.0, 12) == ("Đón tiếp đại biểu, điểm danh;", "văn nghệ")
    assert lines("a; " + "Đón tiếp đại biểu điểm danh " * 2, 60.0, 12)[0].startswith("a; Đón")
    assert lines("", 60.0, 12) == ()


def test_no_word_of_the_programme_stands_alone_on_a_last_line() -> None:
    made = lines("Báo cáo tổng kết phong trào thi đua và công tác khen thưởng", 95.0, 12)
    assert len(made) == 2
    assert " " in made[-1]


def test_a_letter_that_the_face_lacks_counts_as_one_em() -> None:
    assert width("\u4e2d", 10, "display") == pytest.approx(10 * MM)
