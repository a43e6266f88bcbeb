"""Milestones on a line, with today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from django.utils.translation import gettext as _

from vinhdanh.engines.vietnamese import short_date
from vinhdanh.platform.design.charts.scale import place

NEAR = Fraction(9, 200)
"""Two dots nearer than this share of the width stand on different levels."""
LABELS = 8
"""As many months are named at most."""
GROUND, STEP = 56, 32
"""Height of the line without levels, height of a level, in pixels."""


@dataclass(frozen=True, slots=True)
class Point:
    """A milestone.

    Args:
        day: When; `until` where it lasts.
        label: What.
        state: done, late, open or wait.
        note: A remark behind it.
        said: Its date in words where it is not the day alone ("trước 03/3").
        link: Its page.
        tag: Words of the tag of a done or late one, where "Xong" or "Quá hạn" do not say enough ("quá hạn 3 ngày").
    """

    day: date
    label: str
    state: str = "wait"
    note: str = ""
    until: date | None = None
    said: str = ""
    link: str = ""
    tag: str = ""

    @property
    def when(self) -> str:
        """Its date as written."""
        if self.said:
            return self.said
        return short_date(self.day) + (f" – {short_date(self.until)}" if self.until else "")


@dataclass(frozen=True, slots=True)
class Dot:
    """A milestone as drawn."""

    number: int
    x: str
    y: int
    text_y: int
    state: str


@dataclass(frozen=True, slots=True)
class Tick:
    """The first of a month as drawn."""

    x: str
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The milestones of a campaign, sorted by day, and today."""

    points: tuple[Point, ...]
    today: date

    @classmethod
    def of(cls, points: list[Point], today: date) -> Timeline:
        """Points in any order."""
        return cls(tuple(sorted(points, key=lambda point: point.day)), today)

    @property
    def first(self) -> date:
        """The first of the month in which the line begins."""
        return min(point.day for point in self.points).replace(day=1)

    @property
    def last(self) -> date:
        """The last of the month in which the line ends."""
        return _month_after(max(point.until or point.day for point in self.points)) - timedelta(days=1)

    def share(self, day: date) -> Fraction:
        """Where a day lies on the line, 0 to 1."""
        return Fraction((day - self.first).days, max(1, (self.last - self.first).days))

    def at(self, day: date) -> str:
        """Where a day lies, in per cent."""
        return place(self.share(day), 1)

    @property
    def levels(self) -> list[int]:
        """For each point the level on which its dot has room."""
        ends: list[Fraction] = []
        levels = []
        for point in self.points:
            share = self.share(point.day)
            free = next((level for level, end in enumerate(ends) if share - end >= NEAR), len(ends))
            ends[free : free + 1] = [share]
            levels.append(free)
        return levels

    @property
    def ground(self) -> int:
        """The height of the line, in pixels."""
        return GROUND + STEP * max(self.levels)

    @property
    def height(self) -> int:
        """The height of the drawing, in pixels."""
        return self.ground + 56

    @property
    def today_to(self) -> int:
        """How far down the line of today goes, above the names of the months."""
        return self.ground + 18

    @property
    def dots(self) -> list[Dot]:
        """The points as drawn."""
        drawn = []
        for number, (point, level) in enumerate(zip(self.points, self.levels, strict=True), start=1):
            y = self.ground - STEP * level
            drawn.append(Dot(number, self.at(point.day), y, y + 6, point.state))
        return drawn

    @property
    def ticks(self) -> list[Tick]:
        """The months, named as far as there is room."""
        months = [self.first]
        while (following := _month_after(months[-1])) <= self.last:
            months.append(following)
        every = ceil(len(months) / LABELS)
        return [
            Tick(self.at(month), _month_words(month, with_year=number == 0 or month.month == 1) if number % every == 0 else "")
            for number, month in enumerate(months)
        ]

    @property
    def today_at(self) -> str:
        """Where today stands; empty when it lies outside."""
        return self.at(self.today) if self.first <= self.today <= self.last else ""

    @property
    def today_late(self) -> bool:
        """Whether today stands so far to the right that its words stand before it."""
        return self.share(self.today) > Fraction(3, 4)

    @property
    def today_words(self) -> str:
        """Today in words."""
        return _("Hôm nay, %(day)s") % {"day": short_date(self.today)}

    @property
    def words(self) -> str:
        """The drawing in one sentence, for those who do not see it."""
        return _("Trục thời gian từ %(first)s đến %(last)s; hôm nay là ngày %(today)s. %(count)s mốc được kể trong danh sách bên dưới.") % {
            "first": short_date(self.first), "last": short_date(self.last), "today": short_date(self.today), "count": len(self.points),
        }  # fmt: skip


def _month_after(day: date) -> date:
    """The first of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _month_words(day: date, *, with_year: bool) -> str:
    """A month by its number."""
    return f"{day.month}/{day.year}" if with_year else _("Tháng %(month)s") % {"month": day.month}
