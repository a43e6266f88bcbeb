"""Achievements and initiatives against the campaign's period (R29)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.appraisal.wording import NOTE, WARNING, about, listing, who

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vinhdanh.engines.campaign.types import Achievement, Campaign, Finding, Nominee


def year_of(held: Achievement) -> int | None:
    """The year an achievement counts for: the one told, else that of its decision; None when neither was told."""
    return held.year if held.year is not None else held.day.year if held.day is not None else None


def check_period(campaign: Campaign, nominees: Sequence[Nominee]) -> Iterator[Finding]:
    """Achievements and initiatives outside the period (warning: they give no points), achievements without any year (note)."""
    period = campaign.settings.period
    if period is None:
        return
    first, last = period
    for nominee in nominees:
        dated = [(a.typed, year_of(a)) for a in nominee.achievements]
        dated += [(f"sáng kiến “{i.title}”", i.year) for i in nominee.initiatives if i.year is not None]
        outside = [f"{text} ({year})" for text, year in dated if year is not None and not first <= year <= last]
        if outside:
            message = f"{who(nominee)} có thành tích ngoài giai đoạn {first}–{last}, không tính điểm: {listing(outside)}."
            remedy = "Kiểm tra lại năm; nếu năm đúng thì chỉ dùng để tham khảo."
            yield about(nominee, "outside-period", WARNING, message, remedy)
        undated = [text for text, year in dated if year is None]
        if undated:
            message = f"{who(nominee)} có thành tích chưa ghi năm, chưa tính điểm: {listing(undated)}."
            yield about(nominee, "no-year", NOTE, message, "Ghi năm và số, ngày của quyết định.")
