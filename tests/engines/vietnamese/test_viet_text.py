from __future__ import annotations

import random
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.vietnamese import (
    accent_key,
    collate,
    match_key,
    repair,
    slug,
    sort_key,
    split_tones,
    squeeze_key,
    strip_accents,
)
from vinhdanh.engines.vietnamese.text import LETTERS, TONES

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
words = st.text(VIETNAMESE + VIETNAMESE.upper() + " '-.", max_size=30)


@pytest.mark.parametrize(
    ("typed", "repaired"),
    [
        ("  Nguyễn   Văn\tA \n", "Nguyễn Văn A"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Hoà"), "Nguyễn Thị Hoà"),
        ("Lê\u00a0Thị\u200b\u202f Bé\ufeff", "Lê Thị Bé"),
        ("\u00d0iểu Hùng, x\u00e3 \u00f0ó", "Điểu Hùng, xã đó"),
        ("a\u200b\u0301", "á"),
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("a\x00b\r\nc", "a b c"),
        ("\ud800x", "x"),
        ("", ""),
    ],
)
def test_repair_mends_what_nobody_sees(typed: str, repaired: str) -> None:
    assert repair(typed) == repaired


@given(st.text())
def test_repair_twice_is_repair_once_and_gives_nfc(text: str) -> None:
    once = repair(text)
    assert repair(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "  " not in once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("Thuỷ", "thủy"),
        ("uý", "úy"),
        ("khoẻ", "KHỎE"),
        ("Lý", "Lí"),
        ("chiến sỹ", "chiến sĩ"),
        ("kỹ thuật", "kĩ  thuật"),
        ("quý", "quí"),
        ("S'Tiêng", "Stiêng"),
        ("H’Hen", "H'Hen"),
        ("Họ và tên:", "họ và tên"),
        ("Năm sinh (Nam)", "năm sinh nam"),
        ("khuỷu", "khủyu"),
        ("ngoài", "ngòai"),
        ("Ａ１", "a1"),
    ],
)
def test_keys_join_what_a_clerk_calls_the_same(one: str, other: str) -> None:
    assert accent_key(one) == accent_key(other)
    assert match_key(one) == match_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Mai", "May"), ("Tây", "Tai"), ("Thúy", "Thúi"), ("Huy", "Hui"), ("Hoa", "Hòe"), ("Tư", "Từ A")]
)
def test_keys_keep_apart_what_is_not_the_same(one: str, other: str) -> None:
    assert accent_key(one) != accent_key(other)
    assert match_key(one) != match_key(other)


def test_accents_count_in_one_key_only() -> None:
    assert accent_key("Hòa") != accent_key("Hoa")
    assert match_key("Hòa") == match_key("Hoa") == "hoa"
    assert match_key("Đảng ủy - Điểu Ưng") == "dang uy dieu ung"


@pytest.mark.parametrize(
    "word",
    ["giờ", "gì", "giếng", "quyển", "yến", "nghiêng", "khuya", "thuở", "của", "mía", "rượu", "ngoằn", "hoàn", "khoáng", "ngoài"],
)
def test_the_place_of_a_tone_is_the_usual_one(word: str) -> None:
    assert accent_key(word) == word


def test_a_word_with_two_tones_or_digits_stays_as_it_is() -> None:
    assert accent_key("hòá") == "hòá"
    assert accent_key("7h30") == "7h30"
    assert accent_key("b\u0301") == "b\u0301"


@given(words)
def test_match_key_is_plain_and_stable(text: str) -> None:
    key = match_key(text)
    assert set(key) <= set(string.ascii_lowercase + string.digits + " ")
    assert match_key(key) == key
    assert match_key(text.upper()) == key
    assert match_key(unicodedata.normalize("NFD", text)) == key
    assert match_key(accent_key(text)) == key


@given(st.text())
def test_keys_take_any_text(text: str) -> None:
    assert match_key(text).isascii()
    assert squeeze_key(text).isascii()
    assert sort_key(text).isdigit()
    assert slug(text)


def test_squeeze_key_joins_words() -> None:
    assert squeeze_key("Khơ-me") == squeeze_key("Khơ me") == squeeze_key("KHƠME") == "khome"


def test_strip_accents_keeps_case_and_marks() -> None:
    assert strip_accents("Đường Ưu, Ỷ!") == "Duong Uu, Y!"


def test_split_tones_gives_one_tone_for_each_letter() -> None:
    assert split_tones("Hoà ớt") == ("Hoa ơt", (0, 0, 2 - 1, 0, 4, 0))
    assert split_tones("\u0301a") == ("a", (0,))
    assert split_tones("b\u0301") == ("b", (4,))


def test_sort_follows_the_alphabet_and_the_tones() -> None:
    letters = list(LETTERS)
    tones = ["a", "à", "ả", "ã", "á", "ạ", "ă"]
    for expected in (letters, tones, ["Hà", "Hạ", "Hoa", "Hòa"], ["", "An", "An Bình", "Ân"]):
        shuffled = expected[:]
        random.Random(1).shuffle(shuffled)
        assert sorted(shuffled, key=sort_key) == expected
        assert sorted(shuffled, key=collate) == expected
    assert len(set(TONES.values())) == 5


def test_numbers_sort_by_value() -> None:
    assert sort_key("A B") < sort_key("A0")
    assert sorted(["Tổ 10", "Tổ 2", "Tổ 1"], key=sort_key) == ["Tổ 1", "Tổ 2", "Tổ 10"]


@given(words, words)
def test_sort_key_agrees_with_collation(one: str, other: str) -> None:
    assert (sort_key(one) < sort_key(other)) == (collate(one) < collate(other))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Danh sách đại biểu", "danh-sach-dai-bieu"),
        ("  ../../etc/passwd ", "etc-passwd"),
        ("H'Hen Niê", "hhen-nie"),
        ("Con", "con-"),
        ("aux", "aux-"),
        ("•", "khong-ten"),
        ("", "khong-ten"),
    ],
)
def test_slug_is_safe_everywhere(text: str, name: str) -> None:
    assert slug(text) == name


def test_slug_cuts_between_words() -> None:
    assert slug("một hai ba bốn", longest=9) == "mot-hai"
    assert slug("một hai ba bốn", longest=7) == "mot-hai"
    assert slug("abcdefghij", longest=4) == "abcd"
