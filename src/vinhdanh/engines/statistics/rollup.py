"""B7: what each part of a whole did – each group of a campaign, each campaign of a level, each level's campaigns of a nation."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.campaign.outcome import Live, Share, Table, UnitState, Value
from vinhdanh.engines.statistics import hidden
from vinhdanh.engines.statistics.dimensions import PEOPLE
from vinhdanh.engines.statistics.record import records, units_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.statistics.record import Record

NO_GROUP: Final = "Không thuộc khối, cụm"


@dataclass(frozen=True, slots=True)
class Indicators:
    """Counts of one row of B7.

    Args:
        units, received: Of the register: all, and those with a list (in time or late).
        nominated, persons, collectives, women, minority, direct, non_manager: Of the nominated; `direct`: direct workers.
        attend, attend_women, reserve: Of the delegates.
        awards, commended, prizes: Lượt, different people, đồng.
        upward: Different people sent to congresses above.
    """

    units: int = 0
    received: int = 0
    nominated: int = 0
    persons: int = 0
    collectives: int = 0
    women: int = 0
    minority: int = 0
    direct: int = 0
    non_manager: int = 0
    attend: int = 0
    attend_women: int = 0
    reserve: int = 0
    awards: int = 0
    commended: int = 0
    prizes: int = 0
    upward: int = 0

    def __add__(self, other: Indicators) -> Indicators:
        """Sums, field by field: people of different rows are different people."""
        return Indicators(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def indicators(of: Iterable[Record], units: tuple[int, int]) -> Indicators:
    """The indicators of records with the units that they belong to (all, with a list)."""
    every = tuple(of)
    asked = [r for r in every if r.accepted]
    chosen = [r for r in every if r.attend == "chosen"]
    prizes = [a for r in every for a in r.awards]
    return Indicators(
        *units,
        len(asked),
        sum(r.kind == "person" for r in asked),
        sum(r.kind == "collective" for r in asked),
        sum(r.sex == "nữ" for r in asked),
        sum(r.minority == "yes" for r in asked),
        sum(r.labour_group == "cn_truc_tiep" for r in asked),
        sum(r.non_manager == "yes" for r in asked),
        len(chosen),
        sum(r.sex == "nữ" for r in chosen),
        sum(r.attend == "reserve" for r in every),
        len(prizes),
        sum(bool(r.awards) for r in every),
        sum(a.prize or 0 for a in prizes),
        sum(r.upward for r in every),
    )


def by_group(outcome: Outcome, *, public: bool = False) -> Table:
    """B7 of one campaign: a row for each group of the register, in its order."""
    every = records(outcome)
    groups = list(dict.fromkeys(u.group for u in outcome.campaign.unions if u.group))
    of_none = [r for r in every if r.group not in groups]
    rows = {g: indicators((r for r in every if r.group == g), _units(outcome, g)) for g in groups}
    if of_none or any(not s.union.group for s in outcome.units):
        rows[NO_GROUP] = indicators(of_none, _units(outcome, ""))
    return rollup_table(rows, "Tổng hợp theo khối, cụm", "Khối, cụm", public=public)


def _units(outcome: Outcome, group: str) -> tuple[int, int]:
    states = [s.state for s in outcome.units if s.union.group == group]
    return len(states), sum(state in {UnitState.SENT, UnitState.LATE} for state in states)


def roll_up(outcomes: Sequence[Outcome], *, public: bool = False) -> Table:
    """B7 of several campaigns: a row for each, named by its host, in the order given; totals below.

    A person of two campaigns is counted in each: ids are those of the campaign, and names alone prove nothing.
    """
    rows: dict[str, Indicators] = {}
    for outcome in outcomes:
        name = label(outcome, taken=rows)
        rows[name] = indicators(records(outcome), units_of(outcome))
    return rollup_table(rows, "Tổng hợp các đợt", "Đơn vị tổ chức", public=public)


def label(outcome: Outcome, taken: Mapping[str, object]) -> str:
    """What a campaign is called in B7: its host; a second one of the same host also by its id, a third by a number."""
    settings = outcome.campaign.settings
    name = settings.host.name or settings.id
    if name in taken:
        name = f"{name} ({settings.id})"
    again = 2
    while name in taken:
        name = f"{settings.host.name} ({settings.id}, {again})"
        again += 1
    return name


def rollup_table(rows: Mapping[str, Indicators], title: str, head: str, *, code: str = "B7", public: bool = False) -> Table:
    """B7 from indicators, whoever counted them."""
    heads = (
        "TT", head, "Đơn vị trong danh sách", "Đã gửi danh sách", "Được đề nghị", "Cá nhân", "Tập thể", "Nữ", "Tỷ lệ nữ",
        "Dân tộc thiểu số", "Tỷ lệ dân tộc thiểu số", "Lao động trực tiếp", "Tỷ lệ lao động trực tiếp", "Không quản lý",
        "Tỷ lệ không quản lý", "Được chọn dự", "Nữ được chọn dự", "Tỷ lệ nữ được chọn dự", "Dự khuyết", "Lượt khen thưởng",
        "Người, tập thể được khen", "Tiền thưởng (đồng)", "Cử dự cấp trên",
    )  # fmt: skip
    made = tuple((i, name, *_cells(of)) for i, (name, of) in enumerate(rows.items(), 1))
    total = ("", "Tổng cộng", *_cells(sum(rows.values(), Indicators())))
    footnote = (
        "Tỷ lệ nữ, dân tộc thiểu số, lao động trực tiếp, không quản lý tính trên số được đề nghị; tỷ lệ nữ được chọn dự tính trên số được "
        "chọn dự; tập thể tính theo người đại diện. Lượt: số quyết định khen thưởng đề nghị; người đếm trong từng dòng."
    )
    shares = {7: 8, 9: 10, 11: 12, 13: 14, 16: 17}
    live = tuple(Live(share, count=count, base=15 if count == 16 else 4) for count, share in shares.items())
    table = Table(code, title, heads, made, total, footnote, live)
    return hidden.public(table, tuple(shares), (range(len(made)),), shares) if public else table


def _cells(of: Indicators) -> tuple[Value, ...]:
    asked, attend = PEOPLE[0].base_label, PEOPLE[1].base_label
    cells: list[Value] = [of.units, of.received, of.nominated, of.persons, of.collectives]
    for count in (of.women, of.minority, of.direct, of.non_manager):
        cells += [count, Share(count, of.nominated, asked)]
    cells += [of.attend, of.attend_women, Share(of.attend_women, of.attend, attend)]
    return (*cells, of.reserve, of.awards, of.commended, of.prizes, of.upward)
