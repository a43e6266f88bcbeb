"""From a table and rules on disk to the result as plain data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vinhdanh.engines.selection.certificate import canonical, make
from vinhdanh.engines.selection.engine import select
from vinhdanh.engines.selection.families import groups
from vinhdanh.engines.selection.model import build
from vinhdanh.engines.selection.record import record
from vinhdanh.engines.selection.rules_file import counted_columns, read_rules
from vinhdanh.engines.selection.table_file import candidates, read_table, without_bad
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


def certify_files(table: Path, rules: Path, result: dict[str, Any]) -> dict[str, Any]:
    """The certificate of a result of `select_files` from the same files.

    Raises:
        UserError: bounds had to give way, or the search could not prove the list.
    """
    choice = result["choices"][0]
    if choice["status"] != "optimal":
        raise UserError(
            "Không lập được chứng thư vì một số giới hạn đã phải nới; đề nghị sửa quy tắc rồi chạy lại.",
            "No certificate: some bounds had to give way.",
        )
    read, grid = read_rules(rules), read_table(table)
    wanted = read.rules
    counted = counted_columns(wanted)
    people, _ = candidates(grid, read.columns, counted, [t.column for t in wanted.tie_breaks])
    if any(f.by_id or f.members for f in wanted.families):
        raise UserError(
            'Chứng thư chưa diễn đạt được mục “families” theo mã người (by = "id" hoặc members); chỉ theo giá trị của một cột.',
            "A certificate knows “families” by the values of a column only, not by ids.",
        )
    coupled = replace(wanted, categories=(*wanted.categories, *groups(people, wanted)), families=())
    model = build(people, coupled)
    listed = set(choice["chosen"])
    chosen = np.array([i in listed for i in model.ids], dtype=bool)
    return make(model, wanted.targets, chosen, table=canonical(grid.columns, grid.rows), rules=rules.read_bytes())


def select_files(
    table: Path, rules: Path, *, seed: str | None = None, exact: bool = False, bad: list[UserError] | None = None
) -> dict[str, Any]:
    """Chooses from files (docs/selection.md).

    Args:
        table: The candidates, .csv or .parquet.
        rules: The rules, .toml or .json.
        seed: Replaces the seed of the rules.
        exact: As in `select`.
        bad: When given, rows that cannot be used are left out and their reasons are added here.

    Raises:
        UserError: one of the files or what it says cannot be used.
    """
    read = read_rules(rules)
    wanted = read.rules
    counted = counted_columns(wanted)
    keys, grid = [t.column for t in wanted.tie_breaks], read_table(table)
    if bad is not None:
        grid, errors = without_bad(grid, read.columns, keys)
        bad += errors
    people, decimals = candidates(grid, read.columns, counted, keys)
    wanted = replace(wanted, decimals=decimals, seed=wanted.seed if seed is None else seed)
    return record(people, wanted, select(people, wanted, exact=exact), read.title)
