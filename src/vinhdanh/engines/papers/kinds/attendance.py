"""Báo cáo tình hình đại biểu, read aloud at the opening: who was called, how they are composed; the desk fills in who came (domain.md §6.9)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign import flags
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.ceremony.stage import by_protocol
from vinhdanh.engines.papers.model import Block, Column, DataTable, Heading, Paper, Para, Part, Row, Title, bold
from vinhdanh.engines.vietnamese import decimal_comma, long_date, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.outcome import Outcome, Share
    from vinhdanh.engines.campaign.types import Nominee, Settings

KEY, CODE = "attendance", "BC"
_FLAGS = (
    ("women", "Nữ"),
    ("minority", "Dân tộc thiểu số"),
    ("direct_worker", "Công nhân trực tiếp sản xuất"),
    ("non_manager", "Không giữ chức vụ lãnh đạo, quản lý"),
)
_DIMENSIONS = (
    ("labour_group", "Đối tượng lao động"),
    ("group", "Khối, lĩnh vực"),
    ("education", "Trình độ chuyên môn"),
    ("age", "Độ tuổi"),
)
_HONOURS = ("AHLD", "CSTDTQ", "CSTDT", "CSTDCS")
"""Titles whose holders are named by number among the delegates."""


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """The report with the figures of those called; gaps for those who came. None while nobody is chosen."""
    chosen = counts.standing(outcome, outcome.attend)
    if not chosen:
        return ()
    s = outcome.campaign.settings
    day = office.day_of(s, KEY) or s.conference.day
    blocks: list[Block] = [
        Para(_opening(s)),
        Heading("I. SỐ LƯỢNG ĐẠI BIỂU"),
        _numbers(outcome, len(chosen)),
        Heading("II. CƠ CẤU ĐẠI BIỂU ĐIỂN HÌNH TIÊN TIẾN"),
        Para(f"Tính trên {counts.number(len(chosen))} đại biểu được triệu tập; tập thể tính theo người đại diện:", keep=True),
        _structure(outcome, chosen),
        *(Para(line) for line in _ages(chosen, s) + _holders(outcome, chosen)),
    ]
    if outcome.guests_in:
        blocks += [Heading("III. KHÁCH MỜI"), Para(_guests(outcome))]
    last = f"Căn cứ số đại biểu có mặt ({office.BLANK}/{counts.number(len(chosen) + len(outcome.guests_in))}), Hội nghị đủ điều kiện tiến hành theo chương trình./."
    part = Part(
        head=office.head(s, KEY, CODE),
        title=Title("BÁO CÁO", f"Tình hình đại biểu dự {office.event(s)}", width=140),
        blocks=tuple(blocks),
        ending=office.ending(s, (last,), office.archive(s, "Chủ tọa Hội nghị"), room=25),
    )
    return (Paper(f"Báo cáo tình hình đại biểu dự {office.event(s)}", s.host.name, (part,), day),)


def _opening(s: Settings) -> str:
    when = f" {long_date(s.conference.day)}" if s.conference.day else ""
    return f"Kính thưa Hội nghị! Ban Tổ chức xin báo cáo tình hình đại biểu dự {office.event(s)}{f', tổ chức{when}' if when else ''}, như sau:"


def _numbers(outcome: Outcome, exemplars: int) -> DataTable:
    guests = len(outcome.guests_in)
    columns = (
        Column("Thành phần"),
        Column("Triệu tập,\nmời", 25, "center"),
        Column("Có mặt", 22, "center"),
        Column("Vắng có\nlý do", 22, "center"),
        Column("Vắng không\nlý do", 26, "center"),
    )
    rows = (
        Row(("Đại biểu điển hình tiên tiến", counts.number(exemplars), "", "", "")),
        Row(("Khách mời", counts.number(guests), "", "", "")),
        Row(("Cộng", counts.number(exemplars + guests), "", "", ""), bold=True),
    )
    return DataTable(columns, rows, size=13, whole=True)


def _structure(outcome: Outcome, chosen: Sequence[Nominee]) -> DataTable:
    columns = (
        Column("Tiêu chí"),
        Column("Số lượng", 24, "center"),
        Column("Tỷ lệ (%)", 24, "center"),
        Column("Có mặt", 24, "center"),
    )
    tally = counts.listed(outcome, "attend", chosen)
    total = len(chosen)
    rows = [
        _line("Cá nhân", tally.persons, total),
        _line("Tập thể (người đại diện)", tally.collectives, total),
    ]
    told = dict(zip((key for key, _ in _FLAGS), (tally.women, tally.minority, tally.direct, tally.non_manager), strict=True))
    rows += [_line(label, told[key], total) for key, label in _FLAGS]
    if tally.party:
        rows.append(_line("Đảng viên", tally.party, total))
    for key, label in _DIMENSIONS:
        rows += _along(outcome, key, label)
    return DataTable(columns, tuple(rows), size=12)


def _line(label: str, count: int, total: int) -> Row:
    return Row((label, counts.number(count), percent(Fraction(count, total))[:-2], ""))


def _along(outcome: Outcome, key: str, label: str) -> list[Row]:
    """The counts along one dimension, from the figures; nothing when the figures have none but unknowns."""
    prefix = f"attend.{key}:"
    found = {
        name.removeprefix(prefix): share for name, share in outcome.figures.items() if name.startswith(prefix) and share.count
    }
    if not any(found):
        return []
    rows = [Row(((bold(f"{label}:"),), "", "", ""), sticky=True)]
    for value, share in found.items():
        rows.append(_share_row(_value(key, value), share))
    return rows


def _value(key: str, value: str) -> str:
    if not value:
        return "- Chưa rõ"
    row = catalogue().labour_group(value) if key == "labour_group" else None
    return f"- {row.name if row else value}"


def _share_row(label: str, share: Share) -> Row:
    told = percent(share.fraction)[:-2] if share.fraction is not None else ""
    return Row((label, counts.number(share.count), told, ""))


def _ages(chosen: Sequence[Nominee], s: Settings) -> list[str]:
    year = flags.reference_year(s)
    known = []
    for nominee in chosen:
        who = flags.subject(nominee)
        years = flags.age(who.birth, year) if who else None
        if years is not None:
            known.append((years, cells.delegate(nominee)))
    if not known:
        return []
    mean = decimal_comma(Fraction(sum(years for years, _ in known), len(known)))
    oldest, youngest = max(known, key=lambda pair: pair[0]), min(known, key=lambda pair: pair[0])
    of = "" if len(known) == len(chosen) else f" (tính trên {counts.number(len(known))} đại biểu có năm sinh)"
    return [
        (
            f"Tuổi bình quân{of}: {mean}. Đại biểu cao tuổi nhất: đồng chí {oldest[1]}, {oldest[0]} tuổi; "
            f"đại biểu trẻ tuổi nhất: đồng chí {youngest[1]}, {youngest[0]} tuổi."
        )
    ]


def _holders(outcome: Outcome, chosen: Sequence[Nominee]) -> list[str]:
    """How many hold the titles that such reports name; people, not times."""
    s = outcome.campaign.settings
    parts = []
    for code in _HONOURS:
        people = sum(any(a.honour == code for a in n.achievements) for n in chosen)
        if people:
            parts.append(f"{cells.honour_name(code, s)}: {counts.number(people)}")
    return [f"Số đại biểu đã được tặng danh hiệu: {'; '.join(parts)}."] if parts else []


def _guests(outcome: Outcome) -> str:
    names = {g.code: g.name for g in catalogue().protocol_groups}
    by_group: dict[str, int] = {}
    for guest in by_protocol(outcome.guests_in):
        label = names.get(guest.group, "Khách mời khác")
        by_group[label] = by_group.get(label, 0) + 1
    confirmed = sum(bool(g.confirmed) for g in outcome.guests_in)
    parts = "; ".join(f"{label}: {counts.number(n)}" for label, n in by_group.items())
    return f"Tổng số {counts.number(len(outcome.guests_in))} khách mời ({counts.number(confirmed)} đã xác nhận tham dự), gồm: {parts}."
