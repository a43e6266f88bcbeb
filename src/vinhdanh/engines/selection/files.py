"""From a table and rules on disk to the result as plain data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.selection.engine import select
from vinhdanh.engines.selection.record import record
from vinhdanh.engines.selection.rules_file import read_rules
from vinhdanh.engines.selection.table_file import candidates, read_table

if TYPE_CHECKING:
    from pathlib import Path


def select_files(table: Path, rules: Path, *, seed: str | None = None, exact: bool = False) -> dict[str, Any]:
    """Chooses from files (docs/selection.md).

    Args:
        table: The candidates, .csv or .parquet.
        rules: The rules, .toml or .json.
        seed: Replaces the seed of the rules.
        exact: As in `select`.

    Raises:
        UserError: one of the files or what it says cannot be used.
    """
    read = read_rules(rules)
    wanted = read.rules
    counted = [*(t.column for t in wanted.targets), *(c.column for c in wanted.categories)]
    people, decimals = candidates(read_table(table), read.columns, counted, [t.column for t in wanted.tie_breaks])
    wanted = replace(wanted, decimals=decimals, seed=wanted.seed if seed is None else seed)
    return record(people, wanted, select(people, wanted, exact=exact), read.title)
