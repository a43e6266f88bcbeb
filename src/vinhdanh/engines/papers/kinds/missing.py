"""Danh sách đơn vị chưa gửi: units without a list or late, with who answers for it and the reminders as evidence (B6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.clock import local
from vinhdanh.engines.campaign.outcome import UnitState
from vinhdanh.engines.papers import counts, office
from vinhdanh.engines.papers.model import Block, Column, DataTable, Paper, Para, Part, Row, Title, group_row
from vinhdanh.engines.vietnamese import roman, short_date

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome, UnitStatus
    from vinhdanh.engines.campaign.types import Settings

KEY = "missing"
_COLUMNS = (
    Column("TT", 9, "center"),
    Column("Đơn vị", 56),
    Column("Người phụ trách", 46),
    Column("Điện thoại", 30, "center"),
    Column("Thời hạn gửi", 29, "center"),
    Column("Đã nhắc", 43),
    Column("Ghi chú"),
)


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """Missing, late and nil returns, landscape."""
    s = outcome.campaign.settings
    got = counts.returns(outcome.units)
    rows: list[Row] = []
    groups = ((UnitState.MISSING, "CHƯA GỬI DANH SÁCH"), (UnitState.LATE, "GỬI CHẬM"), (UnitState.NIL, "BÁO KHÔNG CÓ ĐỀ NGHỊ"))
    shown = [(label, [u for u in outcome.units if u.state is state]) for state, label in groups]
    for n, (label, units) in enumerate(((label, units) for label, units in shown if units), 1):
        rows.append(group_row(f"{roman(n)}. {label}: {counts.number(len(units))} đơn vị", span=len(_COLUMNS)))
        rows += [_row(i, unit, s) for i, unit in enumerate(units, 1)]
    day = office.day_of(s, KEY, running=True)
    blocks: tuple[Block, ...] = (
        (DataTable(_COLUMNS, tuple(rows)),) if rows else (Para("Tất cả các công đoàn cơ sở đã gửi danh sách đúng thời hạn."),)
    )
    part = Part(
        head=office.head(s),
        title=Title("DANH SÁCH", f"Công đoàn cơ sở chưa gửi, gửi chậm danh sách đề nghị tham dự {office.event(s)}", size=13),
        blocks=blocks,
        ending=office.ending(
            s, _last(s, got), office.archive(s, "Các công đoàn cơ sở"), day=office.dated(day, s, s.place), room=22
        ),
        landscape=True,
    )
    return (
        Paper(
            f"Danh sách công đoàn cơ sở chưa gửi, gửi chậm danh sách đề nghị tham dự {office.event(s)}", s.host.name, (part,), day
        ),
    )


def _last(s: Settings, got: counts.Returns) -> tuple[str, ...]:
    nil = f"; {counts.number(got.nil)} đơn vị báo không có đề nghị" if got.nil else ""
    first = (
        f"Có {counts.number(got.lists)}/{counts.number(got.units)} công đoàn cơ sở đã gửi danh sách, trong đó {counts.number(got.late)} đơn vị gửi chậm{nil}; "
        f"còn {counts.number(got.missing)} đơn vị chưa gửi."
    )
    if not got.missing:
        return (f"{first[:-1]}./.",)
    closes = f", trước khi kết thúc nhận danh sách (hết ngày {short_date(s.reception.closes)})" if s.reception.closes else ""
    ask = f"Đề nghị các đơn vị chưa gửi khẩn trương lập danh sách theo mẫu, gửi về {office.short(s.host)}{closes}./."
    return first, ask


def _row(number: int, unit: UnitStatus, s: Settings) -> Row:
    union = unit.union
    responsible = ", ".join(t for t in (union.responsible, union.responsible_post) if t)
    extended = s.reception.extensions.get(union.code)
    if extended:
        due = f"hết ngày {short_date(extended)} (gia hạn)"
    else:
        due = office.milestone_short(s.reception.deadline) if s.reception.deadline else ""
    reminded = (
        f"{counts.number(len(union.reminders))} lần: {', '.join(short_date(d) for d in union.reminders)}"
        if union.reminders
        else ""
    )
    return Row((str(number), union.name, responsible, union.phone, due, reminded, _note(unit)))


def _note(unit: UnitStatus) -> str:
    notes = []
    if unit.state is UnitState.LATE:
        arrived = unit.received or unit.union.received
        when = local(arrived) if arrived else None
        notes.append(
            f"Nhận {when.hour:02d} giờ {when.minute:02d}, ngày {short_date(when.date())}" if when else "Chưa rõ giờ nhận"
        )
        notes.append(f"{counts.number(unit.persons)} cá nhân, {counts.number(unit.collectives)} tập thể")
    if unit.state is UnitState.NIL and unit.union.nil_reason:
        notes.append(unit.union.nil_reason)
    if unit.union.note:
        notes.append(unit.union.note)
    return "; ".join(notes)
