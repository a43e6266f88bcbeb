"""From a table and rules on disk to the result as plain data; small tables as candidates, large ones as columns."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from vinhdanh.engines.selection import nation_exact
from vinhdanh.engines.selection.blocks import BadRowError, open_table
from vinhdanh.engines.selection.certificate import canonical, make
from vinhdanh.engines.selection.columns import Reader
from vinhdanh.engines.selection.engine import LARGE, select
from vinhdanh.engines.selection.families import groups
from vinhdanh.engines.selection.model import build
from vinhdanh.engines.selection.nation import Nation
from vinhdanh.engines.selection.nation_exact import asked_for
from vinhdanh.engines.selection.nation_record import NationRecord
from vinhdanh.engines.selection.record import record, to_json
from vinhdanh.engines.selection.rules_file import counted_columns, read_rules
from vinhdanh.engines.selection.table_file import Table, as_table, candidates, read_table, without_bad
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from vinhdanh.engines.selection.blocks import Block
    from vinhdanh.engines.selection.rules_file import RulesFile

    Progress = Callable[[str, float], None]


class Result(Protocol):
    """A result of any size: `head` is the record, without those placed when they are many."""

    @property
    def head(self) -> dict[str, Any]:
        """The record; `placed` may be empty."""

    def count(self, standing: str) -> int:
        """How many have a standing."""

    def people(self, standing: str, most: int | None = None) -> Iterator[dict[str, Any]]:
        """Those of one standing, in printed order."""

    def chunks(self) -> Iterator[str]:
        """The whole result as JSON, piece by piece."""


@dataclass(frozen=True, slots=True)
class SmallRecord:
    """A result that is one piece of plain data."""

    head: dict[str, Any]

    def count(self, standing: str) -> int:
        """How many have a standing."""
        return sum(1 for _ in self.people(standing))

    def people(self, standing: str, most: int | None = None) -> Iterator[dict[str, Any]]:
        """Those of one standing, in printed order."""
        found = [p for p in self.head["choices"][0]["placed"] if p["standing"] == standing]
        yield from found[:most]

    def chunks(self) -> Iterator[str]:
        """The whole result as JSON."""
        yield to_json(self.head)


def certify(result: Result, table: Path, rules: Path) -> dict[str, Any]:
    """The certificate of a result of `choose_files` from the same files; of a large one from the search that chose it.

    Raises:
        UserError: bounds had to give way, or the search could not prove the list.
    """
    if isinstance(result, NationRecord):
        return nation_exact.certify(result.nation, result.chosen, result.chosen.families, table, rules)
    return certify_files(table, rules, result.head)


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


def choose_files(
    table: Path,
    rules: Path,
    *,
    seed: str | None = None,
    exact: bool | Sequence[str] = False,
    bad: list[BadRowError] | None = None,
    progress: Progress | None = None,
) -> Result:
    """Chooses from files of any size (docs/selection.md); tables above 10,000 rows are never held as objects.

    Args:
        table: The candidates, .csv or .parquet.
        rules: The rules, .toml or .json.
        seed: Replaces the seed of the rules.
        exact: As in `select`; in a table above 10,000 rows only for the people named by id, or for those nearest to the list.
        bad: When given, rows that cannot be used are left out and their reasons are added here, in the order of their lines.
        progress: Told the stage ("read", "choose", "write") and how much of it is done, 0 to 1.

    Raises:
        UserError: one of the files or what it says cannot be used.
    """
    read = read_rules(rules)
    errors: list[UserError] | None = None if bad is None else []
    try:
        return _any(table, read, seed, errors, exact=exact, progress=progress)
    finally:
        if bad is not None:
            bad += sorted((e for e in errors or () if isinstance(e, BadRowError)), key=lambda e: e.line)


def _any(
    table: Path,
    read: RulesFile,
    seed: str | None,
    errors: list[UserError] | None,
    *,
    exact: bool | Sequence[str],
    progress: Progress | None,
) -> Result:
    """By candidates or by columns, as the number of rows says."""
    columns, blocks = open_table(table, bad=errors)
    held: list[Block] = []
    with closing(blocks):  # the file is not left open when a row is refused
        for block in blocks:
            held.append(block)
            if sum(len(b.rows) for b in held) > LARGE:
                return _large(
                    Table(table.name, columns, (), ()), chain(held, blocks), read, seed, errors, exact=exact, progress=progress
                )
    return _small(as_table(table.name, columns, held), read, seed, errors, exact=bool(exact))


def _small(grid: Table, read: RulesFile, seed: str | None, errors: list[UserError] | None, *, exact: bool) -> Result:
    wanted = read.rules
    keys = [t.column for t in wanted.tie_breaks]
    if errors is not None:
        grid, more = without_bad(grid, read.columns, keys)
        errors += more
    people, decimals = candidates(grid, read.columns, counted_columns(wanted), keys)
    wanted = replace(wanted, decimals=decimals, seed=wanted.seed if seed is None else seed)
    return SmallRecord(record(people, wanted, select(people, wanted, exact=exact), read.title))


def _large(
    head: Table,
    blocks: Iterator[Block],
    read: RulesFile,
    seed: str | None,
    errors: list[UserError] | None,
    *,
    exact: bool | Sequence[str],
    progress: Progress | None,
) -> Result:
    wanted = read.rules
    reader = Reader(head, read.columns, counted_columns(wanted), [t.column for t in wanted.tie_breaks], errors)
    for block in blocks:
        reader.take(block)
        if progress:
            progress("read", block.done)
    columns = reader.columns()
    wanted = replace(wanted, decimals=columns.decimals, seed=wanted.seed if seed is None else seed)
    nation = Nation.of(columns, wanted)
    if progress:
        progress("choose", 0.0)
    chosen = nation.solve()
    found = {}
    if exact:
        named = asked_for(nation, chosen, () if isinstance(exact, bool) else exact)
        found = {i: verdict for i in named if (verdict := nation_exact.exact(nation, chosen, i)) is not None}
    if progress:
        progress("choose", 1.0)
    return NationRecord.of(nation, chosen, read.title, found)


def select_files(
    table: Path,
    rules: Path,
    *,
    seed: str | None = None,
    exact: bool | Sequence[str] = False,
    bad: list[BadRowError] | None = None,
) -> dict[str, Any]:
    """The whole result of `choose_files` as one piece of plain data."""
    result = choose_files(table, rules, seed=seed, exact=exact, bad=bad)
    return result.head if isinstance(result, SmallRecord) else dict(json.loads("".join(result.chunks())))
