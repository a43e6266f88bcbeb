"""Any table file as plain grids of cells: Excel, OpenDocument, tables in Word, text with separators.

A file is judged before it is opened (`guard`): what would blow up, is protected or is no list is refused in clear words.
"""

from __future__ import annotations

import json
import sys
from array import array
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from vinhdanh.engines.campaign import child, guard, office, worker
from vinhdanh.engines.campaign.delimited import read_delimited
from vinhdanh.engines.campaign.guard import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Book", "Cell", "Grid", "UnreadableFile", "a1", "open_book", "read_workbook"]

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
        fonts: Cells whose font is one of the encodings before Unicode, as (row, column, name of the font), 0-based.
    """

    sheet: str
    cells: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False
    fonts: tuple[tuple[int, int, str], ...] = ()

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


@dataclass(frozen=True, slots=True)
class Book:
    """A table file, read.

    Args:
        grids: Its sheets, in the order of the file.
        kind: What it is.
        macros: It holds programs, which were not run.
        links: It holds values that come from other workbooks.
    """

    grids: tuple[Grid, ...]
    kind: str = "text"
    macros: bool = False
    links: bool = False


def read_workbook(data: bytes, filename: str) -> tuple[Grid, ...]:
    """All sheets of a table file, in the order of the file. See `open_book`."""
    return open_book(data, filename).grids


def open_book(data: bytes, filename: str) -> Book:
    """Reads a table file.

    What the bytes are decides, not the name: .xlsx, .xlsm, .xls, .ods, tables in .docx (and in .doc, .odt, .rtf where LibreOffice is
    there), and text separated by comma, semicolon or tab in UTF-8, UTF-16 or Windows-1258. All but text is read in a process with little
    memory and time (`worker`).

    Args:
        data: The file, as it came.
        filename: Its name, for messages and for the name of a text file's one sheet.

    Raises:
        UnreadableFile: The file is empty, a picture, protected, damaged, far too large, or no list at all.
    """
    judged = guard.judge(data, filename)
    stem = filename.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    if judged.kind == "text":
        return Book((_grid(stem, read_delimited(data, filename)),))
    kind = judged.kind
    if kind == "word":
        data, kind = office.to_docx(data, filename), "docx"
    grids = _in_child(b"w" if kind == "docx" else b"f" if judged.fonts else b"b", data, filename)
    if kind == "docx":
        grids = tuple(replace(g, sheet=stem) for g in grids)
    return Book(grids, judged.kind, judged.macros, judged.links)


def _in_child(letter: bytes, data: bytes, filename: str) -> tuple[Grid, ...]:
    """The sheets of a file, read by the reading process.

    Raises:
        UnreadableFile: It could not be read; the reason is looked for in the file.
    """
    try:
        reply = worker.ask(letter + data)
    except OSError:
        # No process can be started here: the file has been judged, and is read without the other limits.
        reply = child.read(letter + data)
    if reply is not None and reply[:1] == b"K":
        return _unpacked(reply)
    if reply == b"Epassword":
        raise guard.password(filename)
    if reply is not None and reply.startswith(b"Ewide"):
        raise guard.too_many_cells(filename, reply.removeprefix(b"Ewide").decode("utf-8", "replace"))
    guard.look_again(data, filename)
    raise guard.damaged(filename) if reply == b"Edamaged" else guard.killed(filename)


def _unpacked(reply: bytes) -> tuple[Grid, ...]:
    """The sheets that a reply of `child` holds."""
    start = 5 + int.from_bytes(reply[1:5], "little")
    head = json.loads(reply[5:start].decode("utf-8", "surrogatepass"))
    table = [_value(v) for v in head["table"]]
    grids = []
    for sheet in head["sheets"]:
        height, width = sheet["height"], sheet["width"]
        numbers = array("I")
        end = start + height * width * numbers.itemsize
        numbers.frombytes(reply[start:end])
        start = end
        if sys.byteorder == "big":
            numbers.byteswap()
        cells = map(table.__getitem__, numbers)
        rows = tuple(zip(*[cells] * width, strict=True)) if width else ()
        merged = tuple((a, b, c, d) for a, b, c, d in sheet["merged"])
        fonts = tuple((row, col, font) for row, col, font in sheet.get("fonts", ()) if row < height and col < width)
        grids.append(Grid(sheet["name"], rows, merged, sheet["hidden"], fonts))
    return tuple(grids)


def _value(value: Any) -> Cell:
    if isinstance(value, list):
        return date.fromordinal(value[1]) if value[0] == "d" else datetime.fromisoformat(value[1])
    return cast("Cell", value)


def _grid(sheet: str, rows: Sequence[Sequence[Cell]]) -> Grid:
    """Cut the empty end of the rows and columns off and make all rows equally long."""
    width = 0
    height = 0
    for i, row in enumerate(rows):
        for j in range(len(row) - 1, -1, -1):
            if row[j] is not None:
                width = max(width, j + 1)
                height = i + 1
                break
    return Grid(sheet, tuple((*row[:width], *(None,) * (width - len(row))) for row in rows[:height]))
