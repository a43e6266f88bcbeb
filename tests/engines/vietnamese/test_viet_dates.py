from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.vietnamese import PartialDate, is_date_text, long_date, open_date, parse_date, short_date

P = PartialDate
days = st.dates(date(1930, 1, 1), date(2049, 12, 31))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("05/03/2020", P(2020, 3, 5)),
        ("5/3/20", P(2020, 3, 5)),
        ("1/9/75", P(1975, 9, 1)),
        ("1/9/1975", P(1975, 9, 1)),
        (" 1 / 9 / 1975. ", P(1975, 9, 1)),
        ("03-03-2020", P(2020, 3, 3)),
        ("03.03.2020", P(2020, 3, 3)),
        ("01091975", P(1975, 9, 1)),
        ("20200305", P(2020, 3, 5)),
        ("2020-03-05", P(2020, 3, 5)),
        ("2020/3/5", P(2020, 3, 5)),
        ("2020-03-05 00:00:00", P(2020, 3, 5)),
        ("2020-03-05T07:30:00.000Z", P(2020, 3, 5)),
        ("ngày 05 tháng 3 năm 2020", P(2020, 3, 5)),
        ("Ngày 05 tháng 03 năm 2020", P(2020, 3, 5)),
        ("ngày 3/3/2020", P(2020, 3, 3)),
        ("Sinh ngày 1/9/1975", P(1975, 9, 1)),
        ("tháng 5/2020", P(2020, 5)),
        ("tháng 5 năm 2020", P(2020, 5)),
        ("Tháng 05-2020", P(2020, 5)),
        ("T5/2020", P(2020, 5)),
        ("5/2020", P(2020, 5)),
        ("10-1988", P(1988, 10)),
        ("2020-05", P(2020, 5)),
        ("2020", P(2020)),
        ("1975.0", P(1975)),
        ("năm 1980", P(1980)),
        ("SN 1980", P(1980)),
        ("00/00/1975", P(1975)),
        ("../../1975", P(1975)),
        ("xx/xx/1975", P(1975)),
        ("…/5/1975", P(1975, 5)),
        ("0/5/1975", P(1975, 5)),
        ("29/02/2020", P(2020, 2, 29)),
        ("1/9/1875", P(1875, 9, 1)),
        ("43899", P(2020, 3, 9)),
        (43899, P(2020, 3, 9)),
        (43899.75, P(2020, 3, 9)),
        (1975, P(1975)),
        (1975.0, P(1975)),
        (1091975, P(1975, 9, 1)),
        (20200305, P(2020, 3, 5)),
        (date(2020, 3, 5), P(2020, 3, 5)),
        (datetime(2020, 3, 5, 7, 30), P(2020, 3, 5)),  # noqa: DTZ001  # a spreadsheet's time has no zone
        (P(2020), P(2020)),
    ],
)
def test_every_form_that_people_type(typed: str | float | date | PartialDate, found: PartialDate) -> None:
    assert parse_date(typed) == found


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "x",
        "không nhớ",
        "31/02/2020",
        "29/02/2019",
        "31/4/2021",
        "5/13/1975",
        "32/1/2020",
        "Ngày 3 tháng 13 năm 2020",
        "13/2020",
        "12.5",
        "2020.5",
        "7h30",
        "01/00/1975",
        "1/9/0975",
        "1/9/2975",
        "12",
        "0",
        "123456",
        "2020-13-01",
        "ngày 05 tháng 3",
        "1/9/1975 và 2/9/1975",
        None,
        True,
        False,
        0,
        -5,
        123,
        1975.5,
        99999,
        123456,
        float("nan"),
        float("inf"),
        1e300,
    ],
)
def test_what_is_no_date_gives_none(typed: str | float | None) -> None:
    assert parse_date(typed) is None


def test_serial_numbers_only_where_asked_or_plausible() -> None:
    assert parse_date(43899, serial=False) is None
    assert parse_date("43899", serial=False) is None
    assert parse_date(1975, serial=True) == P(1905, 5, 28)
    assert parse_date(1, serial=True) == P(1900, 1, 1)
    assert parse_date(59, serial=True) == P(1900, 2, 28)
    assert parse_date(60, serial=True) is None, "the 29/2/1900 that never was"
    assert parse_date(61, serial=True) == P(1900, 3, 1)
    assert parse_date(2_000_000, serial=True) is None


def test_two_digit_years_fall_before_the_year_that_is_told() -> None:
    assert parse_date("1/1/49") == P(2049, 1, 1)
    assert parse_date("1/1/50") == P(1950, 1, 1)
    assert parse_date("1/1/20", latest_year=2020) == P(2020, 1, 1)
    assert parse_date("1/1/21", latest_year=2020) == P(1921, 1, 1)


@given(days)
def test_each_written_form_reads_back(day: date) -> None:
    whole = P.of(day)
    for text in (short_date(day), long_date(day), f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", day.isoformat(), f"{day:%d%m%Y}"):
        assert parse_date(text) == whole, text
    month = P(day.year, day.month)
    for text in (short_date(month), long_date(month), month.iso()):
        assert parse_date(text) == month, text
    assert parse_date((day - date(1899, 12, 30)).days) in {
        whole,
        P((day - date(1899, 12, 30)).days) if day.year < 1911 else whole,
    }


@given(st.text("0123456789/-. tháng", max_size=14))
def test_any_text_gives_a_date_or_none(text: str) -> None:
    found = parse_date(text)
    assert found is None or 1800 <= found.year <= 2199
    assert is_date_text(text) == (found is not None)


def test_partial_dates_sort_by_what_is_known() -> None:
    ordered = [P(2019, 12, 31), P(2020), P(2020, 3), P(2020, 3, 1), P(2020, 3, 5), P(2020, 4)]
    assert sorted([*ordered[3:], *ordered[:3]]) == ordered
    assert P(2020, 3) >= P(2020)
    assert P(2020) < P(2020, 1) < P(2020, 1, 1)
    assert len({P(2020), P(2020), P(2020, 1)}) == 2


@given(days, st.integers(0, 2))
def test_iso_goes_round(day: date, known: int) -> None:
    part = (P(day.year), P(day.year, day.month), P.of(day))[known]
    assert P.parse_iso(part.iso()) == part
    assert part.first() <= day <= part.last()
    assert part.full == (day if known == 2 else None)
    if known == 1:
        assert (part.last() + timedelta(days=1)).day == 1


@pytest.mark.parametrize("text", ["", "2020-3", "2020-13", "2020-02-30", "20-02-03", "2020-02-03-04", "٢٠٢٠"])
def test_iso_refuses_the_rest(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the wording of `date` itself
        P.parse_iso(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(ValueError, match="month"):
        P(2020, None, 5)
    with pytest.raises(ValueError, match="month"):
        P(2020, 0)


@pytest.mark.parametrize(
    ("day", "words", "figures"),
    [
        (date(2020, 3, 5), "ngày 05 tháng 3 năm 2020", "05/3/2020"),
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020", "05/01/2020"),
        (date(2020, 2, 15), "ngày 15 tháng 02 năm 2020", "15/02/2020"),
        (date(2020, 10, 10), "ngày 10 tháng 10 năm 2020", "10/10/2020"),
        (P(2020, 5), "tháng 5 năm 2020", "5/2020"),
        (P(2020, 1), "tháng 01 năm 2020", "01/2020"),
        (P(2020), "năm 2020", "2020"),
    ],
)
def test_dates_on_paper_follow_decree_30(day: date | PartialDate, words: str, figures: str) -> None:
    assert long_date(day) == words
    assert long_date(day, "Phú Riềng") == f"Phú Riềng, {words}"
    assert short_date(day) == figures


def test_date_to_be_written_by_hand() -> None:
    assert open_date(2020, "Phú Riềng", gap="  ") == "Phú Riềng, ngày    tháng    năm 2020"
    assert open_date(gap="…") == "ngày … tháng … năm …"
