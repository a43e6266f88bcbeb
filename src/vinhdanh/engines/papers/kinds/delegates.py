"""Danh sách đại biểu và dự khuyết: who attends, who stands by, the guests in order of protocol, and the composition with its bases."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.model import Block, Column, DataTable, Heading, Paper, Para, Part, Row, Title, group_row
from vinhdanh.engines.vietnamese import percent, roman

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.outcome import Outcome, TargetResult
    from vinhdanh.engines.campaign.types import Guest, Nominee

KEY = "delegates"
_COLUMNS = (
    cells.NUMBER,
    Column("Họ và tên", 43),
    *cells.BORN,
    Column("Dân tộc", 17, "center"),
    Column("Chức vụ, đơn vị"),
    Column("Ghi chú", 19),
)
_GUESTS = (
    cells.NUMBER,
    Column("Ông, bà", 15, "center"),
    Column("Họ và tên", 45),
    Column("Chức vụ, cơ quan"),
    Column("Ghi chú", 28),
)


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """Delegates, reserves, guests."""
    s = outcome.campaign.settings
    chosen = counts.standing(outcome, outcome.attend)
    reserves = counts.standing(outcome, outcome.attend, Standing.RESERVE)
    sections: list[tuple[str, Block]] = []
    if chosen:
        sections.append((f"ĐẠI BIỂU ĐIỂN HÌNH TIÊN TIẾN: {counts.number(len(chosen))} đại biểu", _table(outcome, chosen)))
    if reserves:
        sections.append((f"ĐẠI BIỂU DỰ KHUYẾT, theo thứ tự: {counts.number(len(reserves))} đại biểu", _table(outcome, reserves)))
    if outcome.guests_in:
        sections.append((f"KHÁCH MỜI: {counts.number(len(outcome.guests_in))} đại biểu", _guests(outcome.guests_in)))
    blocks: list[Block] = []
    for n, (name, block) in enumerate(sections, 1):
        blocks += [Heading(f"{roman(n)}. {name}"), block]
    if not sections:
        blocks.append(Para("Chưa có đại biểu được chọn."))
    day = office.day_of(s, KEY, running=True)
    part = Part(
        head=office.head(s),
        title=Title("DANH SÁCH ĐẠI BIỂU", f"Dự {office.event(s)}", width=150),
        blocks=(*blocks, *(Para(line) for line in structure(outcome)[:-1])),
        ending=office.ending(s, structure(outcome)[-1:], office.archive(s, "Như danh sách"), day=office.dated(day, s, s.place)),
    )
    return (Paper(f"Danh sách đại biểu dự {office.event(s)}", s.host.name, (part,), day),)


def _table(outcome: Outcome, of: Sequence[Nominee]) -> DataTable:
    units = cells.unit_names(outcome)
    return DataTable(_COLUMNS, tuple(_row(n, nominee, units.get(nominee.union, "")) for n, nominee in enumerate(of, 1)))


def _row(number: int, nominee: Nominee, unit: str) -> Row:
    note = ""
    if nominee.kind == "collective":
        note = "Đại diện tập thể" if nominee.representative else "Chưa có người đại diện"
    return Row(
        (str(number), cells.delegate(nominee), *cells.born(nominee), cells.ethnicity(nominee), cells.post(nominee, unit), note)
    )


def _guests(guests: Sequence[Guest]) -> DataTable:
    rows: list[Row] = []
    order = {group.code: i for i, group in enumerate(catalogue().protocol_groups)}
    by_group: dict[str, list[Guest]] = {}
    for guest in sorted(guests, key=lambda g: order.get(g.group, len(order))):
        by_group.setdefault(guest.group, []).append(guest)
    number = 0
    for group, own in by_group.items():
        row = catalogue().protocol_group(group)
        rows.append(
            group_row(f"{row.name if row else group or 'Khách mời khác'}: {counts.number(len(own))} đại biểu", span=len(_GUESTS))
        )
        for guest in own:
            number += 1
            post = ", ".join(t for t in (guest.post, guest.organisation) if t)
            rows.append(Row((str(number), guest.honorific, guest.name, post, "" if guest.confirmed else "Chưa xác nhận")))
    return DataTable(_GUESTS, tuple(rows))


def structure(outcome: Outcome) -> tuple[str, ...]:
    """The composition: numbers, the cap, shares with their bases, targets that are not met."""
    s = outcome.campaign.settings
    tally = counts.listed(outcome, "attend", counts.standing(outcome, outcome.attend))
    guests = len(outcome.guests_in)
    total = tally.total + guests
    cap = f" (tối đa {s.cap_delegates})" if s.cap_delegates is not None else ""
    lines = [
        (
            f"Tổng số {counts.number(total)} đại biểu{cap}: điển hình tiên tiến {counts.share(tally.total, total)}, "
            f"khách mời {counts.share(guests, total)}; tỷ lệ tính trên {counts.number(total)} đại biểu."
        )
    ]
    if tally.total:
        lines.append(
            f"Trong {counts.number(tally.total)} đại biểu điển hình tiên tiến ({tally.split}): nữ {counts.share(tally.women, tally.total)}, "
            f"dân tộc thiểu số {counts.share(tally.minority, tally.total)}, công nhân trực tiếp sản xuất "
            f"{counts.share(tally.direct, tally.total)}, không giữ chức vụ lãnh đạo, quản lý {counts.share(tally.non_manager, tally.total)}; "
            f"tỷ lệ tính trên {counts.number(tally.total)} đại biểu điển hình tiên tiến, tập thể tính theo người đại diện."
        )
    lines += [_target(t) for t in outcome.attend.targets if not t.met]
    return (*lines[:-1], f"{lines[-1][:-1]}./.")


def _target(target: TargetResult) -> str:
    wanted = percent(target.wanted, 0 if target.wanted == int(target.wanted) else 1)
    short = target.base and Fraction(target.count * 100, target.base) < Fraction(target.wanted)
    gap = "còn thiếu" if short or not target.base else "vượt"
    reach = ""
    if target.reachable:
        low, high = target.reachable
        reach = f", với các đề nghị đủ điều kiện có thể đạt từ {counts.number(low)} đến {counts.number(high)}"
    return (
        f"Cơ cấu chưa đạt: {office.lower_first(target.label)} {counts.number(target.count)}/{counts.number(target.base)} {target.base_label} "
        f"(yêu cầu {wanted}, {gap} {counts.number(target.shortfall)}{reach})."
    )
