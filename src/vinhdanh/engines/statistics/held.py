"""Honours that nominees already hold, counted by times (lượt) and by people (người): reports mix them, tables give both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.engines.campaign.types import Nominee


@dataclass(frozen=True, slots=True)
class Held:
    """One honour held once: by whom, which (catalogue code), in which year (None: not told)."""

    nominee: Nominee
    honour: str
    year: int | None


def held(nominees: Iterable[Nominee], period: tuple[int, int] | None) -> tuple[Held, ...]:
    """Every recognised honour held in the period, each once, in the order of the lists.

    The same honour of the same year and decision typed twice is one; an honour without a year counts only when the campaign has no period.
    """
    found: list[Held] = []
    for nominee in nominees:
        seen = set()
        for achievement in nominee.achievements:
            year = achievement.year
            if year is None and achievement.day is not None:
                year = achievement.day.year
            inside = period is None or (year is not None and period[0] <= year <= period[1])
            key = (achievement.honour, year, match_key(achievement.decision))
            if achievement.honour and inside and key not in seen:
                seen.add(key)
                found.append(Held(nominee, achievement.honour, year))
    return tuple(found)
