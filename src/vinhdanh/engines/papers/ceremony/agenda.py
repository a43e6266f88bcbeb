"""When each item of the programme runs. A line without a start begins when the one before ends, if that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.papers.measures import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import AgendaItem

HOUR = 60
_RANGE = re.compile(r"(?<=\d{4}\u00a0)-(?=\u00a0\d{4})")


@dataclass(frozen=True, slots=True)
class Timed:
    """An item with its start and end in minutes of the day, None when open."""

    item: AgendaItem
    start: int | None = None
    end: int | None = None

    @property
    def span(self) -> str:
        """As programmes print it: "07h30 - 07h35"; only the length, or nothing, when the start is open."""
        if self.start is not None:
            return " - ".join(f"{t // HOUR % 24:02d}h{t % HOUR:02d}" for t in (self.start, self.end) if t is not None)
        return f"{self.item.minutes:02d} phút" if self.item.minutes else ""


def timed(agenda: Sequence[AgendaItem]) -> tuple[Timed, ...]:
    """The items with their times, as far as they follow from what is told."""
    told = [item.start.hour * HOUR + item.start.minute if item.start else None for item in agenda]
    out: list[Timed] = []
    running: int | None = None
    for i, item in enumerate(agenda):
        start = told[i] if told[i] is not None else running
        end = start + item.minutes if start is not None and item.minutes else None
        following = told[i + 1] if i + 1 < len(agenda) else None
        if end is None and start is not None and following is not None and following > start:
            end = following
        out.append(Timed(item, start, end))
        running = end
    return tuple(out)


def kept(text: str) -> str:
    """Text for a narrow cell in which "2016 - 2020" and "năm 2020" stay on one line: a hyphen that does not break (U+2011)."""
    return _RANGE.sub("\u2011", joined(text))
