"""Danh sách các đợt trao thưởng: a page for each wave, for trays, tables and wings: positions from left to right (domain.md §6.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.papers import counts, office
from vinhdanh.engines.papers.ceremony import award_waves
from vinhdanh.engines.papers.model import Column, DataTable, Ending, Paper, Part, Row, Title
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.papers.ceremony import Wave

KEY = "waves"
MARK = "(*)"


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """One page for each wave; none without awards."""
    waves = award_waves(outcome)
    if not waves:
        return ()
    s = outcome.campaign.settings
    title = f"Danh sách các đợt trao thưởng tại {office.event(s)}"
    parts = tuple(_page(wave, len(waves)) for wave in waves)
    return (Paper(title, s.host.name, parts, office.day_of(s, KEY, running=True)),)


def _page(wave: Wave, waves: int) -> Part:
    presenter = wave.presenter
    who = f"{presenter.name}, {presenter.post}" if presenter else office.BLANK * 3
    parts = [
        f"{counts.number(wave.of(kind))} {word}"
        for kind, word in (("collective", "tập thể"), ("person", "cá nhân"))
        if wave.of(kind)
    ]
    collectives = wave.of("collective") > 0
    notes = any(r.note for r in wave.recipients)
    columns = (
        Column("Vị trí", 14, "center"),
        Column("Họ và tên, tên tập thể" if collectives else "Họ và tên", 50),
        Column("Chức vụ, đơn vị"),
        *((Column("Người nhận", 36),) if collectives else ()),
        *((Column("Lưu ý", 14, "center"),) if notes else ()),
    )
    rows = tuple(
        Row(
            (
                str(place),
                r.name,
                "" if match_key(r.unit) == match_key(r.name) else r.unit,
                *((r.receiver or office.BLANK,) if collectives else ()),
                *((MARK if r.note else "",) if notes else ()),
            )
        )
        for place, r in enumerate(wave.recipients, 1)
    )
    told = (
        f" Dấu {MARK}: {office.lower_first('; '.join(dict.fromkeys(r.note for r in wave.recipients if r.note)))}."
        if notes
        else ""
    )
    last = (
        f"Đợt {wave.number} trong tổng số {counts.number(waves)} đợt. Vị trí tính từ trái sang phải, nhìn từ hội trường; hiện vật, hoa, "
        f"tiền thưởng xếp theo đúng thứ tự này. Người nhận thay báo Ban Tổ chức trước giờ khai mạc.{told}"
    )
    return Part(
        title=Title(wave.label.upper(), f"{wave.honour}: {', '.join(parts)}", f"(Người trao: {who})", width=150, size=14),
        blocks=(DataTable(columns, rows),),
        ending=Ending((last,)),
    )
