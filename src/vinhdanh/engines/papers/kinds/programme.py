"""Chương trình: the half day as a table with times and performers (domain.md §4.16, §6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.papers import measures, office
from vinhdanh.engines.papers.ceremony.agenda import kept, timed
from vinhdanh.engines.papers.model import Column, DataTable, Paper, Part, Row, Title
from vinhdanh.engines.vietnamese import long_date

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.engines.papers.ceremony.agenda import Timed

KEY, CODE = "programme", "CTr"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """The programme; none while the campaign has no agenda."""
    s = outcome.campaign.settings
    if not s.agenda:
        return ()
    recipients = office.archive(s, "Đại biểu dự Hội nghị", "Các bộ phận phục vụ Hội nghị")
    last = "Chương trình có thể được điều chỉnh theo diễn biến của Hội nghị./."
    part = Part(
        head=office.head(s, KEY, CODE),
        title=Title("CHƯƠNG TRÌNH", office.upper_first(office.event(s)), when_where(s), width=140),
        blocks=(_table(timed(s.agenda)),),
        ending=office.ending(s, (last,), recipients, room=25),
    )
    return (Paper(f"Chương trình {office.event(s)}", s.host.name, (part,), office.day_of(s, KEY)),)


def weekday(day: date) -> str:
    """The day with its weekday: "Thứ Sáu, ngày 15 tháng 5 năm 2020"."""
    return f"{WEEKDAYS[day.weekday()]}, {long_date(day)}"


def when_where(s: Settings) -> str:
    """Day and place in brackets, a line each, with gaps for what is open."""
    c = s.conference
    if c.day:
        when = weekday(c.day)
    elif c.tentative:
        when = f"Dự kiến {long_date(c.tentative)}"
    else:
        when = office.upper_first(office.dated(None, s))
    return f"({when},\ntại {c.place or office.BLANK * 2})"


def _table(items: tuple[Timed, ...]) -> DataTable:
    spans = any(t.span for t in items)
    performers = any(t.item.performer for t in items)
    wide = max((measures.width(t.span, 12) for t in items), default=0) + 4
    longest = max((measures.width(t.item.performer, 12) for t in items), default=0)
    columns = (
        *((Column("Thời gian", max(22.0, wide), "center"),) if spans else ()),
        Column("TT", 10, "center"),
        Column("Nội dung"),
        *((Column("Người thực hiện", min(56.0, max(36.0, longest + 4))),) if performers else ()),
    )
    rows = tuple(
        Row(
            (
                *((t.span,) if spans else ()),
                str(n),
                kept(t.item.text.rstrip(" .;")),
                *((kept(t.item.performer),) if performers else ()),
            )
        )
        for n, t in enumerate(items, 1)
    )
    return DataTable(columns, rows, size=12)
