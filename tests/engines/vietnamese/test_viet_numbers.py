from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.vietnamese import (
    NBSP,
    amount_from_words,
    amount_in_words,
    decimal_comma,
    money,
    parse_roman,
    percent,
    roman,
    two,
)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "Không"),
        (5, "Năm"),
        (-5, "Âm năm"),
        (10, "Mười"),
        (11, "Mười một"),
        (14, "Mười bốn"),
        (15, "Mười lăm"),
        (20, "Hai mươi"),
        (21, "Hai mươi mốt"),
        (24, "Hai mươi tư"),
        (55, "Năm mươi lăm"),
        (100, "Một trăm"),
        (101, "Một trăm linh một"),
        (105, "Một trăm linh năm"),
        (110, "Một trăm mười"),
        (115, "Một trăm mười lăm"),
        (1000, "Một nghìn"),
        (1005, "Một nghìn không trăm linh năm"),
        (1050, "Một nghìn không trăm năm mươi"),
        (447000, "Bốn trăm bốn mươi bảy nghìn"),
        (894000, "Tám trăm chín mươi tư nghìn"),
        (1005000, "Một triệu không trăm linh năm nghìn"),
        (1000005, "Một triệu không trăm linh năm"),
        (32184000, "Ba mươi hai triệu một trăm tám mươi tư nghìn"),
        (10**9, "Một tỷ"),
        (10**9 + 5, "Một tỷ không trăm linh năm"),
        (10**10 + 10**6, "Mười tỷ không trăm linh một triệu"),
        (10**18, "Một tỷ tỷ"),
        (10**18 + 7, "Một tỷ tỷ không trăm linh bảy"),
        (2 * 10**18 + 3 * 10**9, "Hai tỷ không trăm linh ba tỷ"),
    ],
)
def test_amounts_in_words(n: int, words: str) -> None:
    assert amount_in_words(n) == words


def test_settings_of_words() -> None:
    assert amount_in_words(1005, linh="lẻ", nghin="ngàn", capital=False) == "một ngàn không trăm lẻ năm"
    assert amount_in_words(447000, unit="đồng") == "Bốn trăm bốn mươi bảy nghìn đồng"
    assert amount_in_words(-1, unit="đồng", capital=False) == "âm một đồng"


@given(
    st.one_of(st.integers(), st.integers(-(10**40), 10**40), st.integers(0, 1100), st.integers(0, 40).map(lambda e: 10**e + 5)),
    st.sampled_from(["linh", "lẻ"]),
    st.sampled_from(["nghìn", "ngàn"]),
    st.sampled_from(["", "đồng"]),
)
def test_words_read_back_to_the_number(n: int, linh: str, nghin: str, unit: str) -> None:
    words = amount_in_words(n, linh=linh, nghin=nghin, unit=unit)
    assert amount_from_words(words) == n
    assert "  " not in words
    assert words == words.strip()


def test_a_huge_number_is_read() -> None:
    assert amount_from_words(amount_in_words(10**9999 + 1)) == 10**9999 + 1


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_different_numbers_have_different_words(one: int, other: int) -> None:
    assert (amount_in_words(one) == amount_in_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("words", "n"),
    [
        ("Bốn trăm bốn mươi bảy nghìn đồng chẵn./.", 447000),
        ("hai mươi nhăm", 25),
        ("một tỉ", 10**9),
        ("Ba mươi hai triệu, một trăm tám mươi bốn nghìn đồng", 32184000),
        ("linh năm", 5),
    ],
)
def test_other_ways_of_saying(words: str, n: int) -> None:
    assert amount_from_words(words) == n


@pytest.mark.parametrize(
    "words", ["", "âm", "đồng", "tỷ", "trăm", "một hai", "ba mười", "hai triệu ba triệu", "mười mười", "xin chào", "linh"]
)
def test_words_that_are_no_number(words: str) -> None:
    assert amount_from_words(words) is None


def test_money() -> None:
    assert money(32184000) == "32.184.000"
    assert money(0) == "0"
    assert money(-1490000) == "-1.490.000"


def test_percent_of_a_share_and_of_points() -> None:
    assert percent(Fraction(98, 364)) == f"26,9{NBSP}%"
    assert percent(Fraction(1, 1), 0) == f"100{NBSP}%"
    assert percent(Decimal("37.05")) == f"37,1{NBSP}%"
    assert percent(Decimal("37.05"), 2) == f"37,05{NBSP}%"
    assert percent(70, 0) == f"70{NBSP}%"
    assert percent(Fraction(0)) == f"0,0{NBSP}%"


def test_rounding_is_half_up_and_exact() -> None:
    assert decimal_comma(Fraction(5, 1000), 2) == "0,01"
    assert decimal_comma(Decimal("0.125"), 2) == "0,13"
    assert decimal_comma(Decimal("-0.125"), 2) == "-0,13"
    assert decimal_comma(Decimal("-0.001"), 2) == "0,00"
    assert decimal_comma(Fraction(1, 3)) == "0,3"
    assert decimal_comma(1234, 0) == "1234"


def test_two_digits() -> None:
    assert [two(5), two(12), two(120)] == ["05", "12", "120"]


@given(st.integers(1, 3999))
def test_roman_goes_round(n: int) -> None:
    assert parse_roman(roman(n)) == n
    assert parse_roman(roman(n).lower()) == n


def test_roman_ordinals_of_congresses() -> None:
    assert [roman(n) for n in (1, 4, 5, 9, 10, 14)] == ["I", "IV", "V", "IX", "X", "XIV"]


@pytest.mark.parametrize("text", ["", "IIX", "VV", "IC", "A", "I I", "MMMM"])
def test_what_is_no_roman_numeral(text: str) -> None:
    assert parse_roman(text) is None


@pytest.mark.parametrize("n", [0, -1, 4000])
def test_no_roman_numeral_for_these(n: int) -> None:
    with pytest.raises(ValueError, match="Roman"):
        roman(n)
