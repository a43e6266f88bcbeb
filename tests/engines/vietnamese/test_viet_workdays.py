from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.vietnamese import add_working_days, holiday_name, is_working_day, working_days_between

days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_holidays_of_the_seeds_spring() -> None:
    assert not is_working_day(date(2020, 4, 2)), "Giỗ Tổ"
    assert not is_working_day(date(2020, 4, 30))
    assert not is_working_day(date(2020, 5, 1))
    assert not is_working_day(date(2020, 5, 2)), "Saturday"
    assert is_working_day(date(2020, 5, 4))
    assert not is_working_day(date(2020, 1, 27)), "Tết"
    assert not is_working_day(date(2026, 11, 24)), "holiday since 2026"
    assert is_working_day(date(2025, 11, 24))


def test_names_are_vietnamese_whatever_the_machine_speaks() -> None:
    assert holiday_name(date(2020, 9, 2)) == "Quốc khánh"
    assert holiday_name(date(2020, 9, 4)) == ""


def test_ten_working_days_before_the_ceremony() -> None:
    assert add_working_days(date(2020, 5, 19), -10) == date(2020, 5, 5)
    assert add_working_days(date(2020, 4, 28), 3) == date(2020, 5, 5)
    assert add_working_days(date(2020, 5, 2), 0) == date(2020, 5, 2)


def test_overrides_decide_over_the_calendar() -> None:
    swap = {date(2024, 5, 4): True, date(2024, 5, 2): False}
    assert is_working_day(date(2024, 5, 4), overrides=swap)
    assert not is_working_day(date(2024, 5, 2), overrides=swap)
    assert add_working_days(date(2024, 5, 1), 2) == date(2024, 5, 3)
    assert add_working_days(date(2024, 5, 1), 2, overrides=swap) == date(2024, 5, 4)
    assert working_days_between(date(2024, 5, 1), date(2024, 5, 6), overrides=swap) == 3


@given(days, st.integers(-40, 40))
def test_going_and_counting_agree(day: date, n: int) -> None:
    end = add_working_days(day, n)
    if n > 0:
        assert is_working_day(end)
        assert working_days_between(day, end) == n
    elif n < 0:
        assert is_working_day(end)
        assert working_days_between(end - timedelta(days=1), day - timedelta(days=1)) == -n
        assert working_days_between(day - timedelta(days=1), end - timedelta(days=1)) == n
    else:
        assert end == day
        assert working_days_between(day, day) == 0
