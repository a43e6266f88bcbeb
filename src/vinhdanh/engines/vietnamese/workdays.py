"""Working days of Viet Nam: public holidays from the `holidays` library, changed by rows that the catalogue or the campaign gives.

The government swaps working days each year; the library misses some of them. A row `day → works or not` decides over everything else.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_ONE = timedelta(days=1)
_NONE: Mapping[date, bool] = {}


def is_working_day(day: date, *, overrides: Mapping[date, bool] = _NONE) -> bool:
    """Whether offices work on this day.

    Args:
        day: The day.
        overrides: Days decided otherwise: True works, False does not.
    """
    if day in overrides:
        return overrides[day]
    return day.weekday() < 5 and day not in _of_year(day.year)


def holiday_name(day: date) -> str:
    """The Vietnamese name of the public holiday on this day, "" when it is none."""
    return _of_year(day.year).get(day, "")


def add_working_days(day: date, n: int, *, overrides: Mapping[date, bool] = _NONE) -> date:
    """The n-th working day after `day`, or before it for a negative n; the day itself does not count. n = 0 gives the day itself."""
    step = _ONE if n > 0 else -_ONE
    left = abs(n)
    while left:
        day += step
        if is_working_day(day, overrides=overrides):
            left -= 1
    return day


def working_days_between(start: date, end: date, *, overrides: Mapping[date, bool] = _NONE) -> int:
    """How many working days lie after `start` up to and with `end`; negative when `end` comes first."""
    if end < start:
        return -working_days_between(end, start, overrides=overrides)
    days = range((end - start).days)
    return sum(is_working_day(start + timedelta(days=i + 1), overrides=overrides) for i in days)


@cache
def _of_year(year: int) -> dict[date, str]:
    # every start would pay 40 ms and 7 MB for it; only deadlines need it
    import holidays  # noqa: PLC0415

    # the names follow the machine's language unless it is told
    return dict(holidays.country_holidays("VN", years=year, language="vi"))
