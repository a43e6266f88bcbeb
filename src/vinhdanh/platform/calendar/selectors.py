"""Deadlines of everything in the reader's scope, from what the steps offer to the registry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from vinhdanh.engines.vietnamese import sort_key
from vinhdanh.platform.registry import Deadline, offers

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader

FIRST_YEAR, LAST_YEAR = 1900, 2199


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar. `weeks`: Monday first, days of other months as None."""

    first: date
    weeks: tuple[tuple[date | None, ...], ...]
    before: date | None
    after: date | None


def deadlines(reader: Reader, start: date, end: date) -> list[Deadline]:
    """All deadlines from `start` to before `end`, by day, then in Vietnamese order. One call to each step."""
    found = [
        deadline
        for offer in offers()
        if offer.deadlines is not None
        for deadline in offer.deadlines(reader, start, end)
        if start <= deadline.day < end
    ]
    return sorted(found, key=lambda deadline: (deadline.day, sort_key(deadline.label), sort_key(deadline.union)))


def by_day(found: list[Deadline]) -> list[tuple[date, list[Deadline]]]:
    """Deadlines of each day that has some."""
    return [(day, list(group)) for day, group in groupby(found, key=lambda deadline: deadline.day)]


def month_of(text: str, today: date) -> date:
    """First day of the month that an address names as "2026-03"; of this month when it names none."""
    year, _, month = text.partition("-")
    plain = year.isascii() and year.isdigit() and month.isascii() and month.isdigit() and len(text) <= 7
    if plain and FIRST_YEAR <= int(year) <= LAST_YEAR and 1 <= int(month) <= 12:
        return date(int(year), int(month), 1)
    return today.replace(day=1)


def month(first: date) -> Month:
    """The month with its weeks and its neighbours."""
    after = next_month(first)
    before = (first - timedelta(days=1)).replace(day=1)
    days: list[date | None] = [None] * first.weekday()
    days += [first + timedelta(days=n) for n in range((after - first).days)]
    days += [None] * (-len(days) % 7)
    weeks = tuple(tuple(days[start : start + 7]) for start in range(0, len(days), 7))
    return Month(first, weeks, before if before.year >= FIRST_YEAR else None, after if after.year <= LAST_YEAR else None)


def next_month(first: date) -> date:
    """First day of the next month."""
    return (first + timedelta(days=31)).replace(day=1)
