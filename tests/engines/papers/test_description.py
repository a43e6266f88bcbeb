"""The description of a paper and what both writers measure by: runs, punctuation, breaks, widths."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vinhdanh.engines.papers import measures
from vinhdanh.engines.papers.breaks import balanced
from vinhdanh.engines.papers.model import (
    Column,
    DataTable,
    Paper,
    Para,
    Part,
    Row,
    Run,
    Text,
    Title,
    bold,
    group_row,
    plain,
    punctuated,
    runs,
)
from vinhdanh.engines.papers.pdf import render_pdf

WORDS = st.text(alphabet="abcdeghiklmnopqrstuvxyăâđêôơưàáảãạ, ", min_size=1, max_size=200).map(
    lambda t: " ".join(t.split()) or "a"
)


def test_runs_carry_styles_from_outside() -> None:
    assert runs(("a", bold("b"), ""), emphasised=True) == (Run("a", italic=True), Run("b", bold=True, italic=True))
    assert plain(("a", bold("b"))) == "ab"


def test_enumerations_end_with_semicolons_and_a_full_stop() -> None:
    assert punctuated(("Như trên", "LĐLĐ tỉnh;", "Lưu: VT.")) == ("Như trên;", "LĐLĐ tỉnh;", "Lưu: VT.")
    assert punctuated(("và nhiều đơn vị khác...",)) == ("và nhiều đơn vị khác....",)
    assert punctuated(()) == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Kế hoạch số 70/KH-LĐLĐ ngày", ["70/KH-LĐLĐ"]),
        ("số       /QĐ-UBND của", ["/QĐ-UBND"]),
        ("Nghị định số 91/2017/NĐ-CP của", ["91/2017/NĐ-CP"]),
        ("giai đoạn 2016-2020.", ["2016\u00a0-\u00a02020"]),
        ("từ 2016 – 2020", ["2016\u00a0-\u00a02020"]),
        ("có 57/62 đơn vị", []),
        ("điện thoại 0271-3000-000", []),
    ],
)
def test_symbols_and_periods_stay_in_one_piece(text: str, kept: list[str]) -> None:
    pieces = list(measures.pieces(text))
    assert [piece.strip() for piece, one in pieces if one] == kept
    assert "".join(piece for piece, _ in pieces).replace("\u00a0", " ").replace(" - ", "-").replace("–", "-") == text.replace(
        " – ", "-"
    ).replace("\u00a0", " ")


def test_years_and_ordinals_stay_with_their_word() -> None:
    assert measures.joined("năm 2020, lần thứ IX") == "năm\u00a02020, lần thứ\u00a0IX"
    assert measures.clean("A\x00B\u200bC\ud800") == "ABC"
    assert measures.clean("A\tB\r\nC") == "A B\nC"


def test_the_width_is_that_of_the_font() -> None:
    assert measures.width(measures.MOTTO, 13, "b") == pytest.approx(95.67, abs=0.1)
    assert measures.width("中", 10) == pytest.approx(10 * measures.MM)


def test_the_motto_steps_down_where_there_is_less_room() -> None:
    assert measures.motto_size(95.7) == 13
    assert measures.motto_size(93) == 12.5
    assert measures.motto_size(10) == 8


def test_titles_break_by_sense() -> None:
    title = "Về việc đề nghị khen thưởng tập thể, cá nhân điển hình tiên tiến trong công nhân, viên chức, lao động huyện Phú Riềng giai đoạn 2016 - 2020"
    lines = [line.replace("\u00a0", " ") for line in balanced(title, 132, 14, "b")]
    assert lines == [
        "Về việc đề nghị khen thưởng tập thể, cá nhân",
        "điển hình tiên tiến trong công nhân, viên chức,",
        "lao động huyện Phú Riềng giai đoạn 2016 - 2020",
    ]
    assert balanced("một\nhai", 100, 13) == ("một", "hai")
    assert balanced("LIÊN ĐOÀN LAO ĐỘNG", 100, 13) == ("LIÊN ĐOÀN LAO ĐỘNG",)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.floats(20, 200))
def test_no_word_is_lost_and_no_line_is_too_long(text: str, room: float) -> None:
    lines = balanced(text, room, 13)
    assert " ".join(lines) == measures.joined(text)
    assert all(measures.width(line, 13) <= room or " " not in line for line in lines)


def test_very_long_titles_are_filled() -> None:
    text = " ".join(["chữ"] * 200)
    assert " ".join(balanced(text, 100, 13)) == text


def test_open_columns_share_the_rest() -> None:
    columns = (Column("a", 10), Column("b"), Column("c"))
    assert measures.column_widths(columns, 110) == (10, 50, 50)
    assert sum(measures.column_widths((Column("a", 300), Column("b")), 165)) == pytest.approx(165)


ROWS = st.lists(
    st.one_of(
        WORDS.map(lambda t: Row(("1", t, "x"))),
        WORDS.map(lambda t: Row(("1", t, "x"), height=22)),
        WORDS.map(lambda t: group_row(t, span=3)),
        WORDS.map(lambda t: group_row(t, "2", span=2)),
    ),
    max_size=40,
)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS, before=st.integers(0, 300), two_levels=st.booleans(), whole=st.booleans(), landscape=st.booleans())
def test_every_table_can_be_set(rows: list[Row], before: int, two_levels: bool, whole: bool, landscape: bool) -> None:
    columns = (Column("TT", 10), Column("Tên", group="Nhóm" if two_levels else ""), Column("Ghi chú", 20))
    text: Text = "chữ " * before
    part = Part(title=Title("X", "y"), blocks=(Para(text), DataTable(columns, tuple(rows), whole=whole)), landscape=landscape)
    assert render_pdf(Paper("a", "b", (part,))).startswith(b"%PDF-")
