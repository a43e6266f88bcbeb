from __future__ import annotations

import unicodedata

import pytest

from vinhdanh.engines.vietnamese import is_syllable
from vinhdanh.engines.vietnamese.syllables import is_nearly_syllable, is_tone_in_place

GOOD = [
    "Nguyễn",
    "Huỳnh",
    "Quỳnh",
    "quốc",
    "quyết",
    "quý",
    "quí",
    "quà",
    "quanh",
    "quẹo",
    "quít",
    "quýt",
    "gì",
    "giếng",
    "giường",
    "già",
    "giản",
    "nghiêng",
    "nghề",
    "ghế",
    "gà",
    "kẻ",
    "kỹ",
    "ký",
    "cả",
    "khuya",
    "khuỷu",
    "hoà",
    "hòa",
    "thuý",
    "thúy",
    "uyên",
    "oanh",
    "ươm",
    "ý",
    "y",
    "yêu",
    "yến",
    "ỉa",
    "ủy",
    "uỷ",
    "Đoàn",
    "Điểu",
    "Thìn",
    "xoong",
    "boóc",
    "ngoằn",
    "ngoèo",
    "loăng",
    "quăng",
    "tuyết",
    "Thuở",
    "huơ",
    "mượn",
    "rượu",
    "hươu",
    "khúc",
    "khích",
    "vách",
    "ếch",
    "tuếch",
    "toét",
    "choắt",
    "luật",
    "luýnh",
    "PHƯỢNG",
    "ĐẠT",
    "Ông",
    "Ưng",
    "Âu",
    "Ích",
    "ngoáy",
    "khoai",
]
BAD = [
    "Müller",
    "José",
    "b",
    "đ",
    "ng",
    "ngh",
    "kà",
    "cê",
    "gê",
    "ngiêng",
    "iêu",
    "Niê",
    "Blơ",
    "Xtiêng",
    "Krông",
    "học1",
    "háć",
    "hoc",
    "lap",
    "nguyêng",
    "zô",
    "fa",
    "Durand",
    "quô",
    "yêng3",
    "qu",
    "gh",
]


@pytest.mark.parametrize("word", GOOD)
def test_syllables_of_vietnamese_are_known(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(unicodedata.normalize("NFD", word).upper())


@pytest.mark.parametrize("word", BAD)
def test_other_words_are_none(word: str) -> None:
    assert not is_syllable(word)


def test_stop_takes_two_tones_only_and_haste_forgets_them() -> None:
    assert [w for w in ("pháp", "phạp", "phàp", "phap", "phảp", "phãp") if is_syllable(w)] == ["pháp", "phạp"]
    assert is_nearly_syllable("Phùc")
    assert is_nearly_syllable("hoc")
    assert not is_nearly_syllable("xyz")


def test_tone_stands_on_no_glide() -> None:
    assert all(map(is_tone_in_place, ["hoà", "hòa", "quá", "già", "xão", "của", "a", "án", "quí"]))
    assert not any(map(is_tone_in_place, ["xaõ", "cuả", "maì", "điêù"]))
