"""Reads the sheets of the folder's workbooks: headings in any order and place, a finding for each cell that does not fit."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.campaign.grid import Cell, Grid, a1
from vinhdanh.engines.campaign.protocol import protocol_code
from vinhdanh.engines.campaign.tables import EXAMPLE_MARK, Column, Table
from vinhdanh.engines.campaign.toml_in import LARGEST, Misfit, nearest_of, shown
from vinhdanh.engines.campaign.types import Finding, Severity
from vinhdanh.engines.vietnamese import match_key, parse_date, repair

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADING_ROWS = 30
"""Headings are looked for in so many first rows."""

_MOMENT = re.compile(r"^(?P<day>\S+)[ T,]+(?:lúc\s+)?(?P<h>\d{1,2})\s*[:hg]\s*(?P<m>\d{2})?(?::(?P<s>\d{2}))?$")
_NUMBER_KEYS = frozenset({"stt", "tt", "so tt", "so thu tu"})
_EXAMPLES = frozenset({match_key(EXAMPLE_MARK), "vi du"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row as read: values by field, and where it stands: sheet, 0-based row, 0-based column by field."""

    values: Mapping[str, Any]
    sheet: str
    row: int
    at: Mapping[str, int] = field(default_factory=dict)

    def cell(self, name: str) -> str:
        """A1 notation of a field's cell, of the row's first cell when the column is not there."""
        return a1(self.row, self.at.get(name, 0))


def read_table(table: Table, grids: Sequence[Grid], findings: list[Finding]) -> tuple[Row, ...]:
    """Rows of one table from a workbook's sheets; what does not fit is added to `findings`."""
    grid = _sheet(table, grids)
    if grid is None:
        message = f"Tệp {table.file} không có trang tính “{table.sheet}”."
        remedy = f"Đặt tên trang tính là “{table.sheet}”, hoặc lập tệp mẫu mới bằng lệnh vinhdanh new."
        findings.append(Finding("campaign.sheet-missing", Severity.BLOCKING, message, remedy, file=table.file))
        return ()
    return _SheetReader(table, grid, findings).rows()


def _sheet(table: Table, grids: Sequence[Grid]) -> Grid | None:
    """The sheet by name; else the one whose headings are this table's."""
    for grid in grids:
        if match_key(grid.sheet) in table.sheet_keys():
            return grid
    best = max(grids, key=lambda g: len(_headings(table, g)[1]), default=None)
    if best is not None and all(c.field in _headings(table, best)[1] for c in table.columns if c.required):
        return best
    return None


def _headings(table: Table, grid: Grid) -> tuple[int, dict[str, int]]:
    """Row of the headings and the column of each field: the row among the first 30 that knows most of them."""
    wanted: dict[str, str] = {}
    for column in table.columns:
        for key in column.heading_keys():
            wanted.setdefault(key, column.field)
    best: tuple[int, dict[str, int]] = (0, {})
    for r in range(min(grid.height, HEADING_ROWS)):
        found: dict[str, int] = {}
        for c in range(grid.width):
            name = wanted.get(_key(grid.at(r, c)))
            if name is not None:
                found.setdefault(name, c)
        if len(found) > len(best[1]):
            best = (r, found)
    return best


def _key(cell: Cell) -> str:
    return match_key(cell) if isinstance(cell, str) else ""


class _SheetReader:
    """Reads the rows of one sheet as records of one table."""

    def __init__(self, table: Table, grid: Grid, findings: list[Finding]) -> None:
        self.table, self.grid, self.findings = table, grid, findings
        self.head, self.at = _headings(table, grid)
        self.numbers = next((c for c in range(grid.width) if _key(grid.at(self.head, c)) in _NUMBER_KEYS), None)

    def rows(self) -> tuple[Row, ...]:
        """All records; none when a heading that is needed is not there."""
        missing = [c.heading for c in self.table.columns if c.required and c.field not in self.at]
        if missing:
            self._add(
                "heading-missing",
                f"Trang “{self.grid.sheet}” của {self.table.file} không có cột " + ", ".join(f"“{m}”" for m in missing) + ".",
                "Ghi tiêu đề các cột này trong một dòng, trước dòng dữ liệu đầu tiên.",
            )
            return ()
        read = (self._row(r) for r in range(self.head + 1, self.grid.height))
        return tuple(row for row in read if row is not None)

    def _row(self, r: int) -> Row | None:
        """One row; None when it is empty, an example, or lacks what it must have."""
        if self.numbers is not None and _key(self.grid.at(r, self.numbers)) in _EXAMPLES:
            return None
        if all(_blank(self.grid.at(r, c)) for c in self.at.values()):
            return None
        values: dict[str, Any] = {}
        for column in self.table.columns:
            if column.field in self.at:
                value = self._value(column, r)
                if value is not None:
                    values[column.field] = value
        whole = all(c.field in values for c in self.table.columns if c.required)
        return Row(values, self.grid.sheet, r, self.at) if whole else None

    def _value(self, column: Column, r: int) -> Any:
        """The value of one cell, None when it is empty or does not fit."""
        cell, where = self.grid.at(r, self.at[column.field]), a1(r, self.at[column.field])
        place = f"{self.table.file}, trang “{self.grid.sheet}”, ô {where}"
        if _blank(cell):
            if column.required:
                self._add(
                    "missing-value",
                    f"{place}: dòng này thiếu “{column.heading}” nên chưa được dùng.",
                    f"Điền “{column.heading}” vào ô {where}, hoặc xóa cả dòng.",
                    where,
                )
            return None
        try:
            return read_cell(column, cell)
        except Misfit as misfit:
            lost = " Cả dòng chưa được dùng." if column.required else ""
            self._add(
                "bad-value",
                f"{place} ({column.heading}): giá trị {shown(cell)} không phù hợp, cần {misfit.wanted}.{lost}",
                f"Sửa lại ô {where}.",
                where,
            )
            return None

    def _add(self, code: str, message: str, remedy: str, cell: str = "") -> None:
        place = {"file": self.table.file, "sheet": self.grid.sheet, "cell": cell}
        self.findings.append(Finding(f"campaign.{code}", Severity.BLOCKING, message, remedy, **place))


def _blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not repair(cell))


def read_cell(column: Column, cell: Cell) -> Any:
    """The value of a cell that is not empty. Raises `Misfit` with what was expected."""
    if column.kind == "choice":
        return _choice(column, cell)
    if column.kind == "protocol":
        return protocol_code(_text(cell))
    return {"text": _text, "union": _text, "count": _count, "day": _day, "moment": _moment, "days": _days, "phone": _phone}[
        column.kind
    ](cell)


def _text(cell: Cell) -> str:
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    return repair(str(cell))


def _count(cell: Cell) -> int:
    if isinstance(cell, str):
        plain = re.sub(r"[ .\u00a0]", "", cell)
        cell = int(plain) if plain.isascii() and plain.isdigit() else None
    if isinstance(cell, int) and not isinstance(cell, bool) and 0 <= cell <= LARGEST:
        return cell
    raise Misfit("một số nguyên không âm")


def _day(cell: Cell) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    partial = parse_date(cell) if isinstance(cell, str) else None
    full = partial.full if partial is not None else None
    if full is None:
        raise Misfit("một ngày đủ ngày, tháng, năm, ví dụ 28/02/2020")
    return full


def _moment(cell: Cell) -> datetime:
    if isinstance(cell, datetime):
        # Excel keeps a moment as a fraction of a day: what is left over a whole second is rounding.
        return (cell + timedelta(milliseconds=500)).replace(microsecond=0)
    if isinstance(cell, str):
        m = _MOMENT.match(repair(cell))
        if m is not None:
            try:
                at = time(int(m["h"]), int(m["m"] or 0), int(m["s"] or 0))
            except ValueError:
                raise Misfit("ngày và giờ, ví dụ 28/02/2020 09:15") from None
            return datetime.combine(_day(m["day"]), at)
    return datetime.combine(_day(cell), time())


def _days(cell: Cell) -> tuple[date, ...]:
    if not isinstance(cell, str):
        return (_day(cell),)
    return tuple(_day(part) for part in re.split(r"[;\n]", cell) if part.strip())


def _phone(cell: Cell) -> str:
    text = _text(cell)
    # A number cell has lost its leading 0: Vietnamese numbers have 10 digits with it.
    return f"0{text}" if isinstance(cell, int) and len(text) == 9 else text


def _choice(column: Column, cell: Cell) -> str | bool:
    key = match_key(_text(cell))
    for word, value in column.choices:
        if key in (match_key(word), match_key(str(value)) if isinstance(value, str) else ""):
            return value
    words = tuple(word for word, _ in column.choices)
    near = nearest_of(cell, words)
    raise Misfit("một trong các giá trị " + ", ".join(f"“{w}”" for w in words) + (f" (có phải là “{near}”?)" if near else ""))
