"""Danh sách tổng hợp đề nghị: everyone whom the unions put forward, by group and union (domain.md §4.1, §4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Union
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.model import (
    Block,
    Column,
    DataTable,
    Heading,
    Paper,
    Para,
    Part,
    Row,
    Title,
    group_row,
    italic,
    total_row,
)
from vinhdanh.engines.vietnamese import roman

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Nominee, Settings

KEY = "proposals"
STRANGERS = "Đơn vị không có trong danh sách quản lý"
_ASKED = (
    Column("Dự HN", 11, "center", "Đề nghị"),
    Column("Khen thưởng", 30, "left", "Đề nghị"),
    Column("Dự ĐH cấp trên", 15, "center", "Đề nghị"),
)
_PERSONS = (
    Column("TT", 9, "center"),
    Column("Họ và tên", 39),
    Column("Nam", 11, "center", "Năm sinh"),
    Column("Nữ", 11, "center", "Năm sinh"),
    Column("Dân tộc", 15, "center"),
    Column("Chức vụ, nghề nghiệp", 32),
    Column("Đối tượng", 26),
    Column("Danh hiệu, hình thức khen thưởng, sáng kiến đã đạt"),
    *_ASKED,
)
_COLLECTIVES = (
    Column("TT", 9, "center"),
    Column("Tên tập thể", 42),
    Column("Loại", 24),
    Column("Tổng", 13, "center", "Số lao động"),
    Column("Nữ", 11, "center", "Số lao động"),
    Column("DTTS", 13, "center", "Số lao động"),
    Column("Người đại diện", 42),
    Column("Thành tích đã đạt"),
    *_ASKED,
)


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """The list of all proposals, landscape."""
    s = outcome.campaign.settings
    subject = f"Đề nghị tuyên dương, khen thưởng tại {office.event(s)}"
    tally = counts.listed(outcome, "nominated", counts.accepted(outcome))
    got = counts.returns(outcome.units)
    blocks: list[Block] = []
    if tally.persons:
        blocks += [Heading("A. CÁ NHÂN"), _table(outcome, "person")]
    if tally.collectives:
        blocks += [Heading("B. TẬP THỂ" if tally.persons else "A. TẬP THỂ"), _table(outcome, "collective")]
    if blocks:
        blocks.append(Para((italic(f"Chữ viết tắt: {_abbreviations(outcome)}."),)))
    else:
        blocks.append(Para("Chưa có đơn vị nào gửi danh sách đề nghị."))
    last = (
        f"Danh sách có {counts.number(tally.total)} đề nghị ({tally.split}) của {counts.number(got.lists)}/{counts.number(got.units)} công đoàn cơ sở đã gửi danh sách; "
        f"trong {counts.number(tally.total)} đề nghị: nữ {counts.share(tally.women, tally.total)}, "
        f"dân tộc thiểu số {counts.share(tally.minority, tally.total)}, "
        f"công nhân trực tiếp sản xuất {counts.share(tally.direct, tally.total)}; tập thể tính theo người đại diện./."
    )
    day = office.day_of(s, KEY, running=True)
    part = Part(
        head=office.head(s),
        title=Title("DANH SÁCH TỔNG HỢP", subject, size=13),
        blocks=tuple(blocks),
        ending=office.ending(s, (last,), office.archive(s), day=office.dated(day, s, s.place), room=22),
        landscape=True,
    )
    return (Paper(f"Danh sách tổng hợp {subject[0].lower()}{subject[1:]}", s.host.name, (part,), day),)


def _abbreviations(outcome: Outcome) -> str:
    used = cells.abbreviations(counts.accepted(outcome), outcome.campaign.settings)
    return "; ".join(t for t in ("HN: Hội nghị", "ĐH: Đại hội", "DTTS: dân tộc thiểu số", used) if t)


def _table(outcome: Outcome, kind: str) -> DataTable:
    s = outcome.campaign.settings
    columns = _PERSONS if kind == "person" else _COLLECTIVES
    word = "cá nhân" if kind == "person" else "tập thể"
    rows: list[Row] = []
    number = 0
    of = [n for n in counts.accepted(outcome) if n.kind == kind]
    for index, (group, unions) in enumerate(_by_group(outcome, of).items(), 1):
        total = sum(len(own) for _, own in unions)
        if group:
            rows.append(group_row(f"{roman(index)}. {group.upper()}: {counts.number(total)} {word}", span=len(columns)))
        for place, (union, own) in enumerate(unions, 1):
            rows.append(group_row(f"{place}. {union.name}: {counts.number(len(own))} {word}", span=len(columns)))
            for nominee in own:
                number += 1
                rows.append(Row((str(number), *(_person(nominee, s) if kind == "person" else _collective(nominee, s)))))
    rows.append(total_row(f"CỘNG: {counts.number(number)} {word}", span=len(columns)))
    return DataTable(columns, tuple(rows), size=11, inset=1)


def _by_group(outcome: Outcome, of: list[Nominee]) -> dict[str, list[tuple[Union, list[Nominee]]]]:
    """Unions with their nominees by group, in the order of the register."""
    own: dict[str, list[Nominee]] = {}
    for nominee in of:
        own.setdefault(nominee.union, []).append(nominee)
    out: dict[str, list[tuple[Union, list[Nominee]]]] = {group: [] for group in counts.groups(outcome)}
    for union in outcome.campaign.unions:
        if union.code in own:
            out[union.group].append((union, own[union.code]))
    register = {union.code for union in outcome.campaign.unions}
    strangers = [nominee for nominee in of if nominee.union not in register]
    if strangers:
        out.setdefault("", []).append((Union("", STRANGERS), strangers))
    return {group: unions for group, unions in out.items() if unions}


def _asked(nominee: Nominee, s: Settings) -> tuple[str, str, str]:
    honour = cells.honour_short(nominee.commend, s, nominee.typed_commend)
    return cells.MARK if nominee.attend else "", honour, cells.MARK if nominee.upward else ""


def _person(nominee: Nominee, s: Settings) -> tuple[str, ...]:
    man, woman = cells.born(nominee)
    return (
        nominee.name,
        man,
        woman,
        nominee.ethnicity,
        nominee.post,
        cells.labour(nominee),
        cells.deeds(nominee, s),
        *_asked(nominee, s),
    )


def _collective(nominee: Nominee, s: Settings) -> tuple[str, ...]:
    who = nominee.representative
    told = ""
    if who:
        told = ", ".join(t for t in (who.name, who.post, who.sex or "", who.ethnicity) if t)
    sizes = (nominee.members, nominee.women_members, nominee.minority_members)
    return (
        nominee.name,
        nominee.collective_type,
        *("" if n is None else str(n) for n in sizes),
        told,
        cells.deeds(nominee, s),
        *_asked(nominee, s),
    )
