"""The campaign's dates on one axis, with their words."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Milestone, Sense
from vinhdanh.engines.pipeline.report.view import Mark, position
from vinhdanh.engines.vietnamese import PartialDate, short_date

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome

_SENSE_WORDS = {Sense.BEFORE: "trước ", Sense.ON: "", Sense.BY: "chậm nhất ", Sense.IN: "trong "}


@dataclass(frozen=True, slots=True)
class Timeline:
    """Marks in order of days, month ticks (word, position), and today's position ("" when the campaign does not say today)."""

    marks: tuple[Mark, ...]
    ticks: tuple[tuple[str, str], ...]
    today: str
    today_words: str


def last_day(day: PartialDate) -> date:
    """The last day that a partial date can mean."""
    month = day.month or 12
    return date(day.year, month, day.day or calendar.monthrange(day.year, month)[1])


def timeline(outcome: Outcome) -> Timeline | None:
    """The timeline, or None when fewer than two dates are known."""
    settings = outcome.campaign.settings
    days: list[tuple[date, str, str]] = []

    def add(text: str, milestone: Milestone | None) -> None:
        if milestone is not None:
            words = _SENSE_WORDS[milestone.sense] + short_date(milestone.day)
            days.append((last_day(milestone.day), words, text))

    issued = [(p.day, p.number) for p in settings.papers if p.kind == "plan" and p.day is not None]
    days.extend((day, short_date(day), f"Ban hành Kế hoạch {number}".rstrip()) for day, number in issued)
    add("Cơ sở gửi danh sách", settings.reception.deadline)
    if settings.conference.day is not None:
        days.append((settings.conference.day, short_date(settings.conference.day), "Hội nghị"))
    elif settings.conference.tentative is not None:
        add("Hội nghị (dự kiến)", Milestone(settings.conference.tentative, Sense.IN))
    add("Hạn tổ chức xong Hội nghị", settings.conference.not_after)
    add("Gửi hồ sơ lên cấp trên", settings.dossier_deadline)
    if len({d for d, _, _ in days}) < 2:
        return None
    days.sort(key=lambda row: row[0])
    first, last = days[0][0].replace(day=1), days[-1][0] + timedelta(days=10)
    whole = (last - first).days
    today = settings.today
    marks = tuple(
        Mark(day, position((day - first).days, whole), words, text, done=today is not None and day < today)
        for day, words, text in days
    )
    shown = today is not None and first <= today <= last
    return Timeline(
        marks,
        tuple(_ticks(first, last, whole)),
        position((today - first).days, whole) if shown and today else "",
        short_date(today) if shown and today else "",
    )


def _ticks(first: date, last: date, whole: int) -> list[tuple[str, str]]:
    ticks = []
    month = first
    while month <= last:
        ticks.append((f"Tháng {month.month}", position((month - first).days, whole)))
        month = (month + timedelta(days=32)).replace(day=1)
    step = max(1, len(ticks) // 8)
    # a month that begins at the right edge has no room for its word
    return [(word, x) for word, x in ticks[::step] if float(x) <= 94]
