"""B4.1 composition along every dimension, B4.2 comparison with the workforce, B2.1 awards by level."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.campaign.outcome import Live, Share, Table, Value
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.statistics import hidden
from vinhdanh.engines.statistics.dimensions import PEOPLE, breakdown, dimensions, of_people
from vinhdanh.engines.statistics.record import records

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Union
    from vinhdanh.engines.statistics.record import Record

WORKFORCE: Final = "đoàn viên, người lao động của các đơn vị có báo cáo"

Counts = dict[str, dict[str, dict[str, int]]]
"""List -> dimension -> value -> count."""


def counts_of(all_records: Sequence[Record]) -> tuple[dict[str, int], Counts]:
    """Size of each of the five lists, and its counts along every dimension."""
    listed = of_people(all_records)
    sizes = {p.key: len(of) for p, of in listed.items()}
    return sizes, {
        p.key: {d.key: {value: share.count for value, share in breakdown(p, of, d).items()} for d in dimensions()}
        for p, of in listed.items()
    }


def composition(outcome: Outcome, *, private: bool = False, public: bool = False) -> Table:
    """B4.1: the five lists of people along every dimension, each share with its base.

    Args:
        outcome: The choices made.
        private: Add religion and party, which are sensitive; never together with `public`.
        public: Hide small cells.
    """
    return composition_table(*counts_of(records(outcome)), private=private, public=public)


def composition_table(sizes: Mapping[str, int], counts: Counts, *, private: bool = False, public: bool = False) -> Table:
    """B4.1 from counts, whoever counted them."""
    heads = ["Tiêu chí", "Giá trị"]
    total: list[Value] = ["Tổng số", ""]
    for p in PEOPLE:
        heads += [p.title, f"Tỷ lệ (trên {sizes[p.key]})"]
        total += [sizes[p.key], Share(sizes[p.key], sizes[p.key], p.base_label)]
    rows: list[tuple[Value, ...]] = []
    partitions: list[range] = []
    for d in dimensions():
        if d.private and (public or not private):
            continue
        start = len(rows)
        found = {v for p in PEOPLE for v, n in counts[p.key][d.key].items() if n}
        if found <= {""}:  # nobody's list tells it: a row of unknowns alone says nothing
            continue
        for value in d.ordered(found):
            cells: list[Value] = []
            for p in PEOPLE:
                n = counts[p.key][d.key].get(value, 0)
                cells += [n, Share(n, sizes[p.key], p.base_label)]
            rows.append((d.title, d.label(value), *cells))
        partitions.append(range(start, len(rows)))
    columns = range(2, 2 + 2 * len(PEOPLE), 2)
    footnote = (
        "Đếm người, tập thể khác nhau; tập thể tính theo người đại diện. Tỷ lệ tính trên tổng số của từng cột: "
        + "; ".join(f"{sizes[p.key]} {p.base_label}" for p in PEOPLE)
        + "."
    )
    live = tuple(Live(c + 1, count=c) for c in columns)
    table = Table("B4.1", "Cơ cấu theo từng tiêu chí", tuple(heads), tuple(rows), tuple(total), footnote, live)
    return hidden.public(table, columns, partitions, {c: c + 1 for c in columns}) if public else table


# ------------------------------------------------------------------------------------------ workforce

_COMPARED: Final[tuple[tuple[str, Callable[[Union], int | None], Callable[[Record], bool]], ...]] = (
    ("Nữ", lambda u: u.women, lambda r: r.sex == "nữ"),
    ("Dân tộc thiểu số", lambda u: u.minority, lambda r: r.minority == "yes"),
    ("Lao động trực tiếp", lambda u: u.workers, lambda r: r.labour_group == "cn_truc_tiep"),
)


def comparison(outcome: Outcome) -> Table:
    """B4.2: share of women, minority, direct workers, and of each group among the workforce, the nominated and the delegates.

    The workforce of a row is that of the units whose register tells both figures; the difference is in percentage points.
    """
    everyone = records(outcome)
    nominated = [r for r in everyone if r.accepted]
    attend = [r for r in everyone if r.attend == "chosen"]
    unions = outcome.campaign.unions
    rows: list[tuple[Value, ...]] = []
    for label, of, test in _COMPARED:
        told = [(n, u.members) for u in unions if (n := of(u)) is not None and u.members is not None]
        work = Share(sum(n for n, _ in told), sum(m for _, m in told), WORKFORCE)
        rows.append(_compared(label, work, nominated, attend, test))
    members = sum(u.members or 0 for u in unions)
    for group in dict.fromkeys(u.group for u in unions if u.group):
        work = Share(sum(u.members or 0 for u in unions if u.group == group), members, WORKFORCE)
        rows.append(_compared(f"Khối, cụm: {group}", work, nominated, attend, lambda r, group=group: r.group == group))  # type: ignore[misc]  # a default binds the loop's value
    heads = (
        "Tiêu chí", "Lực lượng", "Trên số", "Tỷ lệ", "Được đề nghị", "Trên số (đề nghị)", "Tỷ lệ (đề nghị)",
        "Được chọn dự", "Trên số (dự)", "Tỷ lệ (dự)", "Chênh lệch (điểm %)",
    )  # fmt: skip
    telling = sum(u.members is not None for u in unions)
    footnote = (
        f"Lực lượng: {WORKFORCE} ({telling} trên {len(unions)} đơn vị trong danh sách quản lý); "
        "chênh lệch là tỷ lệ đại biểu được chọn trừ tỷ lệ trong lực lượng."
    )
    live = (Live(3, count=1, base=2), Live(6, count=4, base=5), Live(9, count=7, base=8), Live(10, points=(9, 3)))
    return Table("B4.2", "So sánh với lực lượng lao động", heads, tuple(rows), None, footnote, live)


def _compared(
    label: str, work: Share, nominated: Sequence[Record], attend: Sequence[Record], test: Callable[[Record], bool]
) -> tuple[Value, ...]:
    asked = Share(sum(map(test, nominated)), len(nominated), PEOPLE[0].base_label)
    chosen = Share(sum(map(test, attend)), len(attend), PEOPLE[1].base_label)
    cells: list[Value] = [label]
    for share in (work, asked, chosen):
        cells += [share.count, share.base, share]
    return (*cells, points(chosen, work))


def points(share: Share, other: Share) -> Value:
    """Difference of two shares in percentage points, two decimals; "" when either has no base."""
    if share.fraction is None or other.fraction is None:
        return ""
    hundredths = round((share.fraction - other.fraction) * Fraction(10_000))
    return Decimal(hundredths) / 100


# ------------------------------------------------------------------------------------------ awards by level


def by_level(outcome: Outcome) -> Table:
    """B2.1: awards by the level that decides: lượt, then different collectives and persons, women, minority, direct workers, non-managers."""
    pairs = [(r, a) for r in records(outcome) for a in r.awards]
    people = {level: list({r.id: r for r, a in pairs if a.level == level}.values()) for level in {a.level for _, a in pairs}}
    counted = {level: (sum(a.level == level for _, a in pairs), *features(of)) for level, of in people.items()}
    everyone = list({r.id: r for r, _ in pairs}.values())
    return level_table(counted, (len(pairs), *features(everyone)))


def features(of: Sequence[Record]) -> tuple[int, ...]:
    """Collectives, persons, women, minority, direct workers, non-managers among different nominees."""
    return (
        sum(r.kind == "collective" for r in of),
        sum(r.kind == "person" for r in of),
        sum(r.sex == "nữ" for r in of),
        sum(r.minority == "yes" for r in of),
        sum(r.labour_group == "cn_truc_tiep" for r in of),
        sum(r.non_manager == "yes" for r in of),
    )


def level_table(counted: Mapping[str, tuple[int, ...]], total: tuple[int, ...]) -> Table:
    """B2.1 from counts, whoever counted them; levels from the highest."""
    names = {level.code: level.name for level in catalogue().levels}
    order = {code: i for i, code in enumerate(_levels())}
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (names.get(level, level or "Chưa rõ cấp"), *counted[level])
        for level in sorted(counted, key=lambda level: (order.get(level, len(order)), level))
    )
    heads = (
        "Cấp khen thưởng", "Lượt", "Tập thể", "Cá nhân", "Nữ", "Dân tộc thiểu số", "Lao động trực tiếp", "Không quản lý",
    )  # fmt: skip
    footnote = "Lượt: số quyết định khen thưởng đề nghị. Các cột còn lại đếm người, tập thể khác nhau, nên tổng cộng có thể nhỏ hơn tổng các dòng."
    return Table("B2.1", "Khen thưởng đề nghị theo cấp", heads, rows, ("Tổng cộng", *total), footnote)


def _levels() -> tuple[str, ...]:
    return tuple(level.code for level in sorted(catalogue().levels, key=lambda level: (level.rank, level.line)))
