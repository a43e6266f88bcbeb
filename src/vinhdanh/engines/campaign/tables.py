"""The sheets of unions.xlsx, votes.xlsx, guests.xlsx and inbox.xlsx as data: one source for writing, reading and docs/folder.md."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from vinhdanh.engines.vietnamese import match_key

Kind = Literal["text", "count", "day", "moment", "days", "phone", "choice", "protocol", "union"]

EXAMPLE_MARK = "VD"
"""What stands in the first column of an example row, which is never read."""

LAST_ROW = 1000
"""Drop-downs reach to this row, 1-based."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the record's field, the heading that is written and those that are understood, and what its cells hold."""

    field: str
    heading: str
    also: tuple[str, ...]
    kind: Kind
    en: str
    width: int
    example: str | int
    required: bool = False
    choices: tuple[tuple[str, str | bool], ...] = ()

    def heading_keys(self) -> tuple[str, ...]:
        """Matching keys of all headings that mean this column."""
        return tuple(match_key(h) for h in (self.heading, *self.also))


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of one of the folder's workbooks."""

    key: str
    file: str
    sheet: str
    title: str
    also: tuple[str, ...]
    columns: tuple[Column, ...]
    help: tuple[str, ...]

    def sheet_keys(self) -> tuple[str, ...]:
        """Matching keys of all sheet names that mean this table."""
        return tuple(match_key(s) for s in (self.sheet, *self.also))


@cache
def tables() -> dict[str, Table]:
    """The tables: `unions`, `ballots`, `votes`, `guests`, `inbox`."""
    raw = tomllib.loads(files(__package__).joinpath("tables.toml").read_text(encoding="utf-8"))
    return {key: _table(key, one) for key, one in raw.items()}


def _table(key: str, raw: dict[str, Any]) -> Table:
    columns = tuple(
        Column(**{**c, "also": tuple(c["also"]), "choices": tuple(c.get("choices", {}).items())}) for c in raw["columns"]
    )
    return Table(key, raw["file"], raw["sheet"], raw["title"], tuple(raw["also"]), columns, tuple(raw["help"]))
