"""Headings in two rows, as offices draw them: "Đoàn viên" over "Tổng số" and "Trong đó nữ". No database is touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.grid import a1
from vinhdanh.engines.campaign.tables_in import HEADING_ROWS
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.grid import Cell, Grid
    from vinhdanh.engines.campaign.tables import Table

CHAIR = frozenset(
    match_key(f"{name}Chủ tịch{of}")
    for name in ("", "Họ tên ", "Họ và tên ", "Tên ")
    for of in ("", " CĐ", " CĐCS", " công đoàn")
)
"""Headings of a column of chairs."""
WHOLE = frozenset({"tong so", "tong cong", "tong", "ts", "chung", "so luong"})
"""Words under a heading that mean the heading itself."""
TOTALS = WHOLE | {"cong"}
"""Words in place of a name that begin a row of sums."""


def joined(table: Table, grid: Grid) -> Grid:
    """The sheet with a heading of two rows read as one: the lower row then holds what each column means. Other sheets as they are."""
    known = {key: column.field for column in table.columns for key in column.heading_keys()}
    upper = max(range(min(grid.height, HEADING_ROWS)), key=lambda r: _count(grid, r, known), default=0)
    lower = upper + 1
    names = [c for c in range(grid.width) if known.get(_key(grid.at(upper, c))) == "name"]
    texts = [grid.at(lower, c) for c in range(grid.width)]
    beneath = [c for c, cell in enumerate(texts) if cell not in (None, "")]
    heads = all(known.get(_key(texts[c])) is not None or _key(texts[c]) in WHOLE for c in beneath)
    if not names or not beneath or not heads or any(texts[c] not in (None, "") for c in names):
        return grid
    row, above = [], None
    for c in range(grid.width):
        above = grid.at(upper, c) or (above if texts[c] else None)
        row.append(above if not texts[c] or _key(texts[c]) in WHOLE else texts[c])
    cells = list(grid.cells)
    cells[upper], cells[lower] = tuple(None for _ in row), tuple(row)
    return replace(grid, cells=tuple(cells))


CHAIR_TITLE = "Chủ tịch"
"""The post of who stands under such a heading, as it is kept."""


def heads_chair(grid: Grid, cell: str) -> bool:
    """Whether the column of a cell ("J9") stands under "Chủ tịch …"."""
    letters = cell.rstrip("0123456789")
    column = next((c for c in range(grid.width) if a1(0, c) == f"{letters}1"), -1)
    return any(_key(grid.at(r, column)) in CHAIR for r in range(min(grid.height, HEADING_ROWS)))


def is_total(cell: Cell) -> bool:
    """Whether a name is the word that begins a row of sums."""
    return _key(cell) in TOTALS


def _count(grid: Grid, r: int, known: dict[str, str]) -> int:
    return len({known[_key(grid.at(r, c))] for c in range(grid.width) if _key(grid.at(r, c)) in known})


def _key(cell: Cell) -> str:
    return match_key(cell) if isinstance(cell, str) else ""
