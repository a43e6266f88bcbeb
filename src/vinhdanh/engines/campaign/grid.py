"""Any table file as plain grids of cells: Excel, OpenDocument, text with separators.

A file is judged before it is opened (`guard`): what would blow up, is protected or is no list is refused in clear words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from vinhdanh.engines.campaign import guard
from vinhdanh.engines.campaign.delimited import read_delimited
from vinhdanh.engines.campaign.guard import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Cell", "Grid", "UnreadableFile", "a1", "read_workbook"]

Cell = str | int | float | date | datetime | bool | None
"""A value as the file gives it: whole numbers are int, a day without a time is a date, an empty cell is None."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: rows of cells from A1 on, without the empty rows and columns at its end.

    Args:
        sheet: Name of the sheet; of a text file its file name without the ending.
        cells: Rows of equal length.
        merged: Merged ranges as (first row, first column, last row, last column), 0-based, inclusive; only the first cell holds the value.
        hidden: True when the sheet is not shown to the user.
    """

    sheet: str
    cells: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.cells)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.cells[0]) if self.cells else 0

    def at(self, row: int, col: int) -> Cell:
        """The cell at a 0-based place, None outside the grid."""
        if 0 <= row < len(self.cells) and 0 <= col < len(self.cells[row]):
            return self.cells[row][col]
        return None


def a1(row: int, col: int) -> str:
    """The name of a 0-based place as Excel shows it: `a1(0, 27)` is "AB1"."""
    letters = ""
    col += 1
    while col:
        col, rest = divmod(col - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def read_workbook(data: bytes, filename: str) -> tuple[Grid, ...]:
    """All sheets of a table file, in the order of the file.

    What the bytes are decides, not the name: .xlsx, .xlsm, .xls, .ods, and text separated by comma, semicolon or tab in UTF-8, UTF-16 or Windows-1258.

    Args:
        data: The file, as it came.
        filename: Its name, for messages and for the name of a text file's one sheet.

    Raises:
        UnreadableFile: The file is empty, protected, damaged, far too large, or no list at all.
    """
    kind = guard.judge(data, filename)
    if kind == "text":
        stem = filename.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return (_grid(stem, read_delimited(data, filename), ()),)
    return _read_binary(data, filename)


def _read_binary(data: bytes, filename: str) -> tuple[Grid, ...]:
    """Read a judged workbook. A later issue puts exactly this call into a child process with limits."""
    try:
        with CalamineWorkbook.from_object(BytesIO(data)) as book:
            return tuple(_sheets(book, filename))
    except UnreadableFile:
        raise
    except PasswordError as e:
        raise guard.password(filename) from e
    except (CalamineError, ValueError, OSError) as e:
        raise guard.damaged(filename) from e
    except BaseException as e:
        # The reader's own failures come as a class that derives from BaseException and cannot be imported.
        if type(e).__name__ == "PanicException":
            raise guard.damaged(filename) from e
        raise


def _sheets(book: CalamineWorkbook, filename: str) -> Iterator[Grid]:
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.total_height * sheet.total_width > guard.MAX_CELLS:
            raise guard.too_many_cells(filename, meta.name)
        ranges = tuple((a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
        rows = [[_cell(v) for v in row] for row in sheet.to_python(skip_empty_area=False)]
        yield _grid(meta.name, rows, ranges, hidden=meta.visible != SheetVisibleEnum.Visible)


def _cell(value: Any) -> Cell:
    """One value of the reader in our terms."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, bool | int):
        return value
    if isinstance(value, datetime):
        return value.date() if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0) else value
    if isinstance(value, date):
        return value
    return None if value is None else str(value)


def _grid(
    sheet: str, rows: Sequence[Sequence[Cell]], merged: tuple[tuple[int, int, int, int], ...], *, hidden: bool = False
) -> Grid:
    """Cut the empty end of the rows and columns off and make all rows equally long."""
    width = 0
    height = 0
    for i, row in enumerate(rows):
        for j in range(len(row) - 1, -1, -1):
            if row[j] is not None:
                width = max(width, j + 1)
                height = i + 1
                break
    cells = tuple((*row[:width], *(None,) * (width - len(row))) for row in rows[:height])
    return Grid(sheet, cells, merged, hidden)
