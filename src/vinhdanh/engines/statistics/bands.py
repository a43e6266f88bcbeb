"""Bands in which ages and schooling are reported (domain.md §7)."""

from __future__ import annotations

from functools import cache
from typing import Final

from vinhdanh.engines.vietnamese import match_key

BANDS: Final = (
    (0, 30, "Từ 30 tuổi trở xuống"),
    (31, 40, "31–40 tuổi"),
    (41, 50, "41–50 tuổi"),
    (51, 60, "51–60 tuổi"),
    (61, 999, "Trên 60 tuổi"),
)

SCHOOLING: Final = (
    ("Sau đại học", ("tien si", "thac si", "sau dai hoc", "ths", "ts", "chuyen khoa")),
    ("Đại học, cao đẳng", ("dai hoc", "cao dang", "cu nhan", "ky su", "ki su", "bac si", "duoc si", "dh", "cd", "cddh")),
    (
        "Trung cấp trở xuống",
        ("trung cap", "so cap", "tc", "sc", "trung hoc", "pho thong", "thpt", "thcs", "cong nhan ky thuat", "cnkt", "khong"),
    ),
)
"""Bands of professional education in reports of congresses, each with the words that people type, as matching keys, the highest first."""

THEORY: Final = (
    ("Cao cấp, cử nhân", ("cao cap", "cu nhan", "cc", "cn")),
    ("Trung cấp", ("trung cap", "tc")),
    ("Sơ cấp", ("so cap", "sc")),
    ("Chưa qua đào tạo", ("chua", "khong")),
)
"""Bands of political theory, in the same way."""


def _band(typed: str, bands: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    words = f" {match_key(typed)} "
    return next((band for band, keys in bands if any(f" {match_key(key)} " in words for key in keys)), "")


@cache
def education_band(typed: str) -> str:
    """The band of `SCHOOLING` that the typed words mean, the highest named; "" when unknown."""
    return _band(typed, SCHOOLING)


@cache
def theory_band(typed: str) -> str:
    """The band of `THEORY` that the typed words mean; "" when unknown."""
    return _band(typed, THEORY)


def age_band(age: int | None) -> str:
    """The label of `BANDS` for an age, "" when unknown."""
    return "" if age is None else next((label for low, high, label in BANDS if low <= age <= high), "")
