"""Reads the pool of candidates from a .csv or .parquet file; every refusal names the column and the line.

The format stands in docs/selection.md. Text is read as UTF-8; nothing is guessed from the values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from vinhdanh.engines.selection.blocks import BadRowError, as_text, open_table
from vinhdanh.engines.selection.types import SCORE_LIMIT, Candidate
from vinhdanh.engines.vietnamese import match_key, repair
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from vinhdanh.engines.selection.blocks import Block

KNOWN = {
    "id": ("id", "ma", "ma so", "code"),
    "unit": ("unit", "union", "don vi", "ma don vi"),
    "score": ("score", "points", "diem", "tong diem"),
    "name": ("name", "ho ten", "ho va ten", "ten"),
}
DIGITS = 6
"""Most digits after the point in a score or a tie-break."""
_NUMBER = re.compile(r"[+-]?\d{1,18}(?:[.,]\d+)?", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and cells as text ("" = empty); `first_line` is the line of the first row in the file."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def read_table(path: Path, *, bad: list[UserError] | None = None) -> Table:
    """Reads a whole table.

    Args:
        path: A .csv (comma, semicolon or tab; UTF-8) or .parquet file with one row of headings.
        bad: When given, lines with too many or too few cells are left out and said here.

    Raises:
        UserError: the file is missing, of another kind, not UTF-8, ragged, or has doubled or no headings.
    """
    columns, blocks = open_table(path, bad=bad)
    return as_table(path.name, columns, blocks)


def as_table(file: str, columns: tuple[str, ...], blocks: Iterable[Block]) -> Table:
    """Blocks as one table, every cell repaired."""
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    for block in blocks:
        rows += [tuple(map(_repaired, row)) for row in block.rows]
        lines += block.lines
    return Table(file, columns, tuple(rows), tuple(lines))


def without_bad(table: Table, names: Mapping[str, str], keys: Iterable[str]) -> tuple[Table, tuple[UserError, ...]]:
    """The rows that can be used, and for each of the others the first reason with its column and line.

    Args:
        table: As read.
        names: As in `candidates`.
        keys: Headings of tie-breaks.
    """
    at = {ours: find(table, ours, names) for ours in KNOWN}
    columns = [table.columns.index(h) for h in dict.fromkeys(keys) if h in table.columns]
    dates = {k: any("-" in row[k][1:] for row in table.rows) for k in columns}
    seen: dict[str, int] = {}
    kept: list[int] = []
    bad: list[UserError] = []
    for r, (row, line) in enumerate(zip(table.rows, table.lines, strict=True)):
        error = _bad_row(table, row, line, at, seen)
        for k in columns:
            cell = row[k]
            if error is None and cell and (day(cell) if dates[k] else small(cell)) is None:
                error = bad_cell(
                    table, k, line, f"“{cell}” không phải là số hoặc ngày", f"“{cell}” is neither a number nor a date"
                )
        if error is None:
            seen[row[at["id"]]] = line
            kept.append(r)
        else:
            bad.append(error)
    rest = Table(table.file, table.columns, tuple(table.rows[r] for r in kept), tuple(table.lines[r] for r in kept))
    return rest, tuple(bad)


def _bad_row(table: Table, row: tuple[str, ...], line: int, at: Mapping[str, int], seen: Mapping[str, int]) -> UserError | None:
    """Why the id or the score of a row cannot be used."""
    id_, cell = row[at["id"]], row[at["score"]]
    if not id_:
        return bad_cell(table, at["id"], line, "còn trống, mỗi người phải có một mã", "is empty; every candidate needs an id")
    if id_ in seen:
        return bad_cell(table, at["id"], line, f"“{id_}” đã có ở dòng {seen[id_]}", f"“{id_}” already stands in line {seen[id_]}")
    value = decimal(cell)
    if value is None:
        return bad_cell(table, at["score"], line, f"“{cell}” không phải là số", f"“{cell}” is not a number")
    if fine(value) > DIGITS or abs(value) * 100 > SCORE_LIMIT:
        return bad_cell(table, at["score"], line, f"{value} quá lớn hoặc quá lẻ", f"{value} is too large or too fine")
    return None


def candidates(
    table: Table, names: Mapping[str, str], counted: Iterable[str], keys: Iterable[str]
) -> tuple[tuple[Candidate, ...], int]:
    """The candidates of a table and the number of decimals of their scores (at least 2).

    Args:
        table: As read.
        names: Our column (`id`, `unit`, `score`, `name`) -> heading in the table; what is not named is looked for by its usual headings.
        counted: Headings that targets and categories count; a cell may hold several values, separated by `;` or `|`.
        keys: Headings of tie-breaks: numbers or ISO dates, possibly only a year or a month.

    Raises:
        UserError: a heading is missing, an id is empty or doubled, a score is empty, not a number, too large or too fine.
    """
    at = {ours: find(table, ours, names) for ours in KNOWN}
    _unique(table, at["id"])
    scores, decimals = _scores(table, at["score"])
    where = {heading: k for k, heading in enumerate(table.columns)}
    attributes = {h: [values_of(row[where[h]]) for row in table.rows] for h in dict.fromkeys(counted) if h in where}
    numbers = {h: _keys(table, where[h]) for h in dict.fromkeys(keys) if h in where}
    people = []
    for r, row in enumerate(table.rows):
        key = {h: v for h, column in numbers.items() if (v := column[r]) is not None}
        people.append(
            Candidate(
                id=row[at["id"]],
                unit=row[at["unit"]] if at["unit"] >= 0 else "",
                score=scores[r],
                name=row[at["name"]] if at["name"] >= 0 else "",
                attributes={h: column[r] for h, column in attributes.items()},
                keys=key,
            )
        )
    return tuple(people), decimals


def find(table: Table, ours: str, names: Mapping[str, str]) -> int:
    """Index of one of our columns, −1 when an optional one is not there."""
    if ours in names:
        if names[ours] in table.columns:
            return table.columns.index(names[ours])
    else:
        for k, heading in enumerate(table.columns):
            if match_key(heading).replace("_", " ") in KNOWN[ours] or heading.lower().replace("_", " ") in KNOWN[ours]:
                return k
        if ours in {"unit", "name"}:
            return -1
    heading = names.get(ours, ours)
    raise UserError(
        f"Tệp “{table.file}” không có cột “{heading}”. Các cột đang có: {', '.join(table.columns)}.",
        f"“{table.file}” has no column “{heading}”. Its columns: {', '.join(table.columns)}.",
    )


def _unique(table: Table, at: int) -> None:
    seen: dict[str, int] = {}
    for row, line in zip(table.rows, table.lines, strict=True):
        id_ = row[at]
        if not id_:
            raise bad_cell(table, at, line, "còn trống, mỗi người phải có một mã", "is empty; every candidate needs an id")
        if id_ in seen:
            raise bad_cell(
                table,
                at,
                line,
                f"“{id_}” đã có ở dòng {seen[id_]}; mỗi người một dòng",
                f"“{id_}” already stands in line {seen[id_]}",
            )
        seen[id_] = line


def _scores(table: Table, at: int) -> tuple[list[int], int]:
    parsed = []
    for row, line in zip(table.rows, table.lines, strict=True):
        value = decimal(row[at])
        if value is None:
            raise bad_cell(table, at, line, f"“{row[at]}” không phải là số", f"“{row[at]}” is not a number")
        parsed.append(value)
    decimals = max([2, *(fine(v) for v in parsed)])
    for value, line in zip(parsed, table.lines, strict=True):
        if fine(value) > DIGITS:
            raise bad_cell(
                table,
                at,
                line,
                f"{value} có quá {DIGITS} chữ số thập phân",
                f"{value} has more than {DIGITS} digits after the point",
            )
        if abs(value) * 10**decimals > SCORE_LIMIT:
            raise bad_cell(table, at, line, f"{value} vượt quá giới hạn điểm", f"{value} is too large")
    return [int(v.scaleb(decimals)) for v in parsed], decimals


def decimal(text: str) -> Decimal | None:
    """A number with a decimal point or comma; None when the text is none."""
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def fine(value: Decimal) -> int:
    """Digits after the point that matter."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@lru_cache(maxsize=1 << 16)
def _repaired(text: str) -> str:
    """Cells repeat: units, marks, years."""
    return repair(text)


@lru_cache(maxsize=1 << 12)
def values_of(cell: str) -> tuple[str, ...]:
    """The values of a cell, each as rules name them."""
    return tuple(plain(part) for part in re.split(r"[;|]", cell) if part.strip())


def plain(value: object) -> str:
    """One value as it is compared: repaired text; `True`, `TRUE` and `true` are one."""
    text = _repaired(as_text(value))
    return text.lower() if text.lower() in {"true", "false"} else text


def _keys(table: Table, at: int) -> list[int | None]:
    """Numbers or dates of a tie-break column; one date in it makes all of them dates."""
    cells = [row[at] for row in table.rows]
    dates = any("-" in c[1:] for c in cells)
    found: list[int | None] = []
    for cell, line in zip(cells, table.lines, strict=True):
        if not cell:
            found.append(None)
            continue
        value = day(cell) if dates else small(cell)
        if value is None:
            raise bad_cell(table, at, line, f"“{cell}” không phải là số hoặc ngày", f"“{cell}” is neither a number nor a date")
        found.append(value)
    return found


def day(cell: str) -> int | None:
    """A date, possibly only a year or a month, as YYYYMMDD."""
    match = _DATE.fullmatch(cell[:10])
    return None if match is None else int(match[1]) * 10_000 + int(match[2] or 0) * 100 + int(match[3] or 0)


def small(cell: str) -> int | None:
    """A number of a tie-break in millionths."""
    value = decimal(cell)
    if value is None or fine(value) > DIGITS or abs(value) > SCORE_LIMIT // 100:
        return None
    return int(value.scaleb(DIGITS))


def bad_cell(table: Table, at: int, line: int, vi: str, en: str) -> BadRowError:
    """What is wrong with one cell."""
    return BadRowError(table.file, line, table.columns[at], f"{vi}. Đề nghị sửa ô này rồi chạy lại.", en)
