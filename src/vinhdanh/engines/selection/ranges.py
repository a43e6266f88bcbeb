"""How far each share can reach under the hard bounds, before it is set: shares typed by hand are often out of reach when caps bind."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.selection.blocks import open_table
from vinhdanh.engines.selection.columns import Reader
from vinhdanh.engines.selection.engine import LARGE
from vinhdanh.engines.selection.families import groups
from vinhdanh.engines.selection.large.solve import InfeasibleError
from vinhdanh.engines.selection.levels import classes, fill, reachable
from vinhdanh.engines.selection.model import build
from vinhdanh.engines.selection.nation import Nation
from vinhdanh.engines.selection.record import number
from vinhdanh.engines.selection.rules_file import counted_columns, read_rules
from vinhdanh.engines.selection.table_file import Table, candidates, values_of
from vinhdanh.engines.selection.types import Target
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vinhdanh.engines.selection.columns import Columns
    from vinhdanh.engines.selection.types import Candidate, Rules

VALUES = 40
"""Most different values of a column whose shares are asked one by one."""


def ranges_files(table: Path, rules: Path, columns: Sequence[str] = ()) -> dict[str, Any]:
    """The least and greatest count, and percent of those chosen, of every target and of every value of `columns`.

    The list has as many people as the places and the bounds allow. Each range is exact and stands for itself: two of them need not be
    reachable together.

    Raises:
        UserError: a file cannot be used, a column is not there or has too many values, or the hard bounds cannot hold together.
    """
    read = read_rules(rules)
    wanted = read.rules
    headings, blocks = open_table(table)
    first = list(islice(blocks, 1))  # from here on the file is closed whatever happens
    for column in columns:
        if column not in headings:
            raise UserError(
                f"Bảng không có cột “{column}”. Các cột đang có: {', '.join(headings)}.", f"There is no column “{column}”."
            )
    reader = Reader(Table(table.name, headings, (), ()), read.columns, [*counted_columns(wanted), *columns], (), None)
    for block in chain(first, blocks):
        reader.take(block)
    everyone = reader.columns()
    wanted = replace(wanted, targets=(*wanted.targets, *_values(everyone, columns)), tie_breaks=())
    if everyone.n > LARGE:
        chosen, found = _large(everyone, wanted)
    else:
        people = _people(everyone, counted_columns(wanted))
        chosen, found = _small(people, wanted)
    return {
        "format": 1,
        "places": wanted.size,
        "chosen": chosen,
        "ranges": [
            {
                "id": t.id,
                "label": t.label,
                "column": t.column,
                "values": list(t.values),
                "least": low,
                "greatest": high,
                "least_share": _percent(low, chosen),
                "greatest_share": _percent(high, chosen),
            }
            for t, (low, high) in zip(wanted.targets, found, strict=True)
        ],
    }


def _percent(count: int, base: int) -> int | float:
    return number(Fraction(round(Fraction(10_000 * count, base)), 100)) if base else 0


def _values(everyone: Columns, columns: Sequence[str]) -> list[Target]:
    """Each value of each column as if it were a target."""
    found = []
    for column in dict.fromkeys(columns):
        values = sorted({v for text in everyone.counted[column].texts for v in values_of(text)})
        if len(values) > VALUES:
            raise UserError(
                f"Cột “{column}” có {len(values)} giá trị khác nhau, quá nhiều để tính từng tỷ lệ (tối đa {VALUES}).",
                f"“{column}” has {len(values)} different values; at most {VALUES} are asked one by one.",
            )
        found += [Target(f"{column}={v}", f"{column}: {v}", column, (v,), count=0, priority=1) for v in values]
    return found


def _people(everyone: Columns, counted: Sequence[str]) -> list[Candidate]:
    """The columns as a small table again."""
    named = [h for h in dict.fromkeys(counted) if h in everyone.counted]
    cells = {h: [everyone.counted[h].texts[c] for c in everyone.counted[h].codes] for h in named}
    units = [everyone.unit.texts[c] for c in everyone.unit.codes]
    rows = tuple(zip(everyone.ids.to_list(), units, ["0"] * everyone.n, *cells.values(), strict=True))
    heads = ("\0id", "\0unit", "\0score")
    grid = Table("", (*heads, *named), rows, tuple(range(1, everyone.n + 1)))
    return list(candidates(grid, dict(zip(("id", "unit", "score"), heads, strict=True)), named, ())[0])


def _small(people: Sequence[Candidate], rules: Rules) -> tuple[int, tuple[tuple[int, int], ...]]:
    model = build(people, replace(rules, categories=(*rules.categories, *groups(people, rules)), families=()))
    chosen = fill(
        replace(model, masks=model.masks[: model.categories]), classes(replace(model, masks=model.masks[: model.categories]))
    )
    if chosen is None:
        raise _impossible()
    return chosen, reachable(model, len(rules.targets), chosen)


def _large(everyone: Columns, rules: Rules) -> tuple[int, tuple[tuple[int, int], ...]]:
    if rules.families:
        raise UserError(
            "Khoảng đạt được của bảng trên 10.000 người chưa tính được cùng mục “families”. Đề nghị tạm bỏ mục này khi xem khoảng.",
            "Ranges above 10,000 candidates are not worked out together with “families”: leave them out for this question.",
        )
    nation = Nation.of(everyone, rules)
    try:
        chosen = len(nation.problem(()).solve().chosen)
        return chosen, nation.reachable(chosen)
    except InfeasibleError as error:
        raise _impossible() from error


def _impossible() -> UserError:
    return UserError(
        "Các giới hạn không thể cùng được giữ nên chưa tính được khoảng. Đề nghị chạy lệnh select để xem các giới hạn mâu thuẫn.",
        "The hard bounds cannot hold together; the command select names the conflict.",
    )
