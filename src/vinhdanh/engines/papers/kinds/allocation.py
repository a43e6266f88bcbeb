"""Thông báo phân bổ chỉ tiêu: places of those who attend, by group, and by union in the annex."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from vinhdanh.engines.papers import cells, counts, office
from vinhdanh.engines.papers.kinds import phrases
from vinhdanh.engines.papers.model import Block, Bullets, Column, DataTable, Paper, Para, Part, Row, Title, group_row, total_row
from vinhdanh.engines.vietnamese import money, percent, roman

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Settings, Union

KEY, CODE = "allocation", "TB"
OTHERS = "Đơn vị khác"
_DIRECTION = {"at_least": "từ {} trở lên", "about": "khoảng {}", "at_most": "không quá {}"}
_PLACES = (Column("Ít nhất", 15, "center", "Chỉ tiêu đại biểu"), Column("Nhiều nhất", 23, "center", "Chỉ tiêu đại biểu"))
_GROUPS = (
    Column("TT", 10, "center"),
    Column("Khối, cụm"),
    Column("Số\nđơn vị", 20, "center"),
    Column("Số\nđoàn viên", 27, "center"),
    *_PLACES,
)
_UNIONS = (
    Column("TT", 10, "center"),
    Column("Đơn vị"),
    Column("Tổng", 14, "center", "Số đoàn viên"),
    Column("Nữ", 13, "center", "Số đoàn viên"),
    Column("DTTS", 14, "center", "Số đoàn viên"),
    *_PLACES,
)


@dataclass(frozen=True, slots=True)
class Places:
    """Sums over unions; None when one of them is not told."""

    members: int | None
    women: int | None
    minority: int | None
    least: int
    most: int | None


def places(unions: Sequence[Union], s: Settings) -> Places:
    """Members and places of unions: a union's own allocation, else the campaign's floor and cap."""

    def total(values: list[int | None]) -> int | None:
        known = [v for v in values if v is not None]
        return sum(known) if len(known) == len(values) else None

    return Places(
        total([u.members for u in unions]),
        total([u.women for u in unions]),
        total([u.minority for u in unions]),
        sum(s.unit_floor if u.at_least is None else u.at_least for u in unions),
        total([s.unit_cap if u.at_most is None else u.at_most for u in unions]),
    )


def build(outcome: Outcome) -> tuple[Paper, ...]:
    """The allocation with its annex; none when the register is empty."""
    return (_allocation(outcome),) if outcome.campaign.unions else ()


def _allocation(outcome: Outcome) -> Paper:
    s = outcome.campaign.settings
    subject = f"Phân bổ chỉ tiêu đại biểu dự {office.event(s)}"
    groups = _by_group(outcome)
    units = phrases.units_word(outcome)
    blocks: list[Block] = [
        Para(
            f"Thực hiện {phrases.plan_short(s)}, {office.issuer(s)} thông báo phân bổ chỉ tiêu đại biểu điển hình tiên tiến "
            f"cho {counts.number(len(outcome.campaign.unions))} {units} như sau:",
            keep=True,
        ),
        _table_of_groups(groups, s),
        Bullets(tuple(_rules(outcome))),
    ]
    last = f"Đề nghị các {units} thực hiện (có bảng phân bổ kèm theo)./."
    part = Part(
        head=office.head(s, KEY, CODE),
        title=Title("THÔNG BÁO", subject),
        blocks=tuple(blocks),
        ending=office.ending(s, (last,), office.archive(s, f"Các {units}"), room=22),
    )
    day = office.day_of(s, KEY)
    note = f"(Kèm theo Thông báo số {office.number_alone(s, KEY, CODE)} {office.dated(day, s)} của {s.host.name})"
    annex = Part(
        title=Title("BẢNG PHÂN BỔ CHỈ TIÊU", f"Đại biểu điển hình tiên tiến của từng {units}", note, width=150, size=13),
        blocks=(_table_of_unions(groups, s),),
    )
    return Paper(f"Thông báo {office.lower_first(subject)}", s.host.name, (part, annex), day)


def _by_group(outcome: Outcome) -> dict[str, list[Union]]:
    out: dict[str, list[Union]] = {group: [] for group in counts.groups(outcome)}
    for union in outcome.campaign.unions:
        out[union.group].append(union)
    return {group: unions for group, unions in out.items() if unions}


def _number(n: int | None) -> str:
    return "" if n is None else money(n)


def _table_of_groups(groups: dict[str, list[Union]], s: Settings) -> DataTable:
    rows = []
    for n, (group, unions) in enumerate(groups.items(), 1):
        p = places(unions, s)
        rows.append(Row((str(n), group or OTHERS, money(len(unions)), _number(p.members), _number(p.least), _number(p.most))))
    every = [u for unions in groups.values() for u in unions]
    p = places(every, s)
    rows.append(Row(("", "Cộng", money(len(every)), _number(p.members), _number(p.least), _number(p.most)), bold=True))
    return DataTable(_GROUPS, tuple(rows), whole=True)


def _table_of_unions(groups: dict[str, list[Union]], s: Settings) -> DataTable:
    rows: list[Row] = []
    number = 0
    for n, (group, unions) in enumerate(groups.items(), 1):
        name = (group or OTHERS).upper()
        rows.append(group_row(f"{roman(n)}. {name}: {counts.number(len(unions))} đơn vị", *_cells(unions, s), span=2))
        for union in unions:
            number += 1
            rows.append(Row((str(number), union.name, *_cells([union], s))))
    every = [u for unions in groups.values() for u in unions]
    rows.append(total_row(f"TỔNG CỘNG: {counts.number(len(every))} đơn vị", *_cells(every, s), span=2))
    return DataTable(_UNIONS, tuple(rows), size=11, inset=1)


def _cells(unions: Sequence[Union], s: Settings) -> tuple[str, ...]:
    p = places(unions, s)
    return tuple(_number(n) for n in (p.members, p.women, p.minority, p.least, p.most))


def _planned(outcome: Outcome) -> int | None:
    """Seats of exemplars by their share of the cap, as long as neither their number nor the guests are known."""
    s = outcome.campaign.settings
    if s.exemplars is not None or s.cap_delegates is None or s.share_exemplars is None or outcome.campaign.guests:
        return None
    return int(Fraction(s.share_exemplars) * s.cap_delegates / 100)


def _rules(outcome: Outcome) -> list[str]:
    s = outcome.campaign.settings
    total = places(outcome.campaign.unions, s)
    items = []
    seats = outcome.attend.places
    planned = _planned(outcome)
    if planned is not None and planned != seats:
        items.append(
            f"Hội nghị có khoảng {counts.number(planned)} đại biểu điển hình tiên tiến trong tổng số không quá {counts.number(s.cap_delegates or 0)} đại biểu."
        )
    elif seats:
        more = total.most is not None and total.most > seats
        chosen = ", được chọn trong số các đơn vị giới thiệu theo thành tích, số phiếu và cơ cấu" if more else ""
        items.append(f"Hội nghị có {counts.number(seats)} đại biểu điển hình tiên tiến{chosen}.")
    wanted = [
        f"{office.lower_first(t.label)} {_DIRECTION[t.direction].format(percent(t.share, 0 if t.share == int(t.share) else 1))}"
        for t in sorted(s.targets, key=lambda t: t.priority)
    ]
    if wanted:
        items.append(f"Cơ cấu phấn đấu chung: {'; '.join(wanted)}.")
    limits = []
    for c in s.commendations:
        caps = [f"{counts.number(n)} {word}" for n, word in ((c.collectives, "tập thể"), (c.persons, "cá nhân")) if n is not None]
        if caps:
            limits.append(f"{cells.honour_name(c.honour, s)} không quá {', '.join(caps)}")
    if limits:
        items.append(f"Khen thưởng, tính chung các đơn vị: {'; '.join(limits)}.")
    return items
