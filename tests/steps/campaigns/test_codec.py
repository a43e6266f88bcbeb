"""Values as people type them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.campaign.types import Milestone, Sense, Signer
from vinhdanh.engines.vietnamese import PartialDate
from vinhdanh.steps.campaigns import values
from vinhdanh.steps.campaigns.codec import Unclear, bare, parse, several_lines, show

GOOD: list[tuple[Any, str, Any]] = [
    (str, "  Hội  nghị ", "Hội nghị"),
    (int | None, "", None),
    (int, "1.250", 1250),
    (Decimal | None, "37,5 %", Decimal("37.5")),
    (date | None, "15/5/2020", date(2020, 5, 15)),
    (time | None, "7 giờ 30", time(7, 30)),
    (bool, "có", True),
    (PartialDate | None, "05/2020", PartialDate(2020, 5)),
    (Milestone | None, "trước ngày 03/3/2020", Milestone(PartialDate(2020, 3, 3), Sense.BEFORE)),
    (Milestone | None, "đến hết 05/3/2020", Milestone(PartialDate(2020, 3, 5), Sense.BY)),
    (Milestone | None, "tháng 5/2020", Milestone(PartialDate(2020, 5), Sense.IN)),
    (tuple[str, ...], "a\n\n b ", ("a", "b")),
    (tuple[int, int] | None, "2016 – 2020", (2016, 2020)),
    (dict, "", None),
]
BAD: list[tuple[Any, str]] = [
    (int, "hai"), (int, "-3"), (int, "9" * 17), (Decimal, "abc"), (Decimal, "-1"), (Decimal, "NaN"), (date, "31/2/2020"), (date, "05/2020"),
    (time, "25:00"), (time, "x"), (tuple[int, int], "2020"), (tuple[int, int], "2021-2020"), (str, "a\0"), (str, "x" * 2001),
    (Literal["a", "b"], "c"), (Sense, "sau"), (Milestone, "trước"), (PartialDate, "99/9999"), (tuple[str, ...], "x" * 50_000),
]  # fmt: skip


@pytest.mark.parametrize(("hint", "text", "value"), GOOD[:-1])
def test_what_people_type_is_read(hint: Any, text: str, value: object) -> None:
    assert parse(hint, text) == value


@pytest.mark.parametrize(("hint", "text"), BAD)
def test_what_is_unclear_is_refused_with_words(hint: Any, text: str) -> None:
    with pytest.raises(Unclear) as told:
        parse(hint, text)
    assert len(str(told.value)) > 10


def test_extensions_and_signers_have_their_own_lines() -> None:
    read = parse(Mapping[str, date], "X-09: 05/3/2020\n\nX-10: 6/3/2020")
    assert read == {"X-09": date(2020, 3, 5), "X-10": date(2020, 3, 6)}
    assert parse(Mapping[str, date], show(read)) == read
    with pytest.raises(Unclear):
        parse(Mapping[str, date], "X-09 05/3/2020")
    signer = Signer(("TM. BAN THƯỜNG VỤ", "CHỦ TỊCH"), "Đặng Thị Ngọc")
    assert parse(Signer, show(signer)) == signer
    assert parse(Signer, "CHỦ TỊCH") == Signer(("CHỦ TỊCH",), "")
    assert several_lines(Signer)
    assert several_lines(tuple[str, ...])
    assert not several_lines(tuple[int, int])
    assert bare(int | None) == (int, True)


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.sampled_from(list(Sense)[:3]))
def test_a_milestone_comes_back_as_it_was_shown(day: date, sense: Sense) -> None:
    milestone = Milestone(PartialDate(day.year, day.month, day.day), sense)
    assert parse(Milestone, show(milestone)) == milestone


@given(st.decimals(0, 10**6, places=2))
def test_a_number_comes_back_as_it_was_shown(number: Decimal) -> None:
    assert parse(Decimal, show(number)) == number


FOUND: list[tuple[str, Any, str]] = [
    ("cap.delegates", 250, "250"),
    ("share.exemplars", 70, "70 %"),
    ("period", "2016-2020", "2016 – 2020"),
    ("deadline.nominations", {"date": "2020-03-03", "sense": "before"}, "trước 03/3/2020"),
    ("conference.tentative", {"date": "2020-05", "sense": "in"}, "trong 05/2020"),
    ("duration", {"value": 0.5, "unit": "day"}, "0,5 ngày"),
    ("target", {"label": "nữ", "share": 35.0, "sense": "at_least"}, "nữ: ít nhất 35 %"),
    ("basis", {"number": "75/KH-TLĐ", "date": "2019-09-27", "body": "Tổng Liên đoàn"}, "75/KH-TLĐ\n27/9/2019\nTổng Liên đoàn"),
    ("basis", {"number": None, "date": None, "body": "A"}, "\n\nA"),
    ("basis.subject", {"number": "75/KH", "subject": "về tổ chức"}, "75/KH\nvề tổ chức"),
    ("signer", {"posts": ["TM. BTV", "CHỦ TỊCH"], "name": "Lê An"}, "TM. BTV\nCHỦ TỊCH\nLê An"),
    ("name", "Hội nghị", "Hội nghị"),
]


@pytest.mark.parametrize(("key", "value", "text"), FOUND)
def test_a_found_value_is_shown_and_corrected_in_the_same_words(key: str, value: Any, text: str) -> None:
    assert values.shown(key, value) == text
    assert values.read(key, text) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [("name", "  "), ("name", "a\0"), ("duration", "nhanh"), ("target", "nữ nhiều"), ("cap.delegates", "đông"), ("date", "mai")],
)
def test_a_correction_that_is_unclear_is_refused(key: str, text: str) -> None:
    with pytest.raises(Unclear):
        values.read(key, text)


def test_nothing_found_shows_nothing() -> None:
    assert values.shown("name", None) == ""
    assert values.read("duration", "½ ngày") == {"value": 0.5, "unit": "day"}
    assert values.read("duration", "1 buổi") == {"value": 1.0, "unit": "session"}
