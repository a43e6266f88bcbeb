"""A new workbook with the rows of a file that is no .xlsx, the remarks at their cells, and a sheet that lists them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.exceptions import OverlappingRange

from vinhdanh.engines.campaign.grid import Grid, UnreadableFile, read_workbook
from vinhdanh.engines.sheets.annotate_sheet import COLOURS
from vinhdanh.engines.sheets.blank import FIXED_DAY
from vinhdanh.engines.sheets.findings_book import SEVERITY_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.engines.campaign.grid import Cell
    from vinhdanh.engines.campaign.types import Finding, Severity
    from vinhdanh.engines.sheets.annotate_sheet import Place, Remark

LIST_SHEET = "Ý kiến"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_LAST = (1_048_575, 16_383)
_TALLEST = 1000
"""Rows or columns of a merged range; no list has more."""

_FIRST_DAY = 1901


def remarked_book(
    data: bytes, filename: str, remarks: Mapping[str, Mapping[Place, Remark]], findings: Sequence[Finding]
) -> bytes:
    """The workbook: first the list of all remarks, then the sheets with the same rows and columns as the file. Equal input, equal bytes.

    Args:
        data: The file; one that cannot be read gives the list of remarks alone.
        filename: Its name.
        remarks: By sheet and place; those of sheet "" stand in the list only.
        findings: For the list, in its order.
    """
    try:
        grids = read_workbook(data, filename)
    except UnreadableFile:
        grids = ()
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": FIXED_DAY, "title": f"Ý kiến về {filename}"})
    sheets = _Sheets(book)
    sheets.list_sheet(filename, findings)
    for grid in grids:
        sheets.copy(grid, remarks.get(grid.sheet, {}))
    book.close()
    return out.getvalue()


class _Sheets:
    """The sheets of the new workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.names: set[str] = set()
        self._formats: dict[tuple[str, Severity | None], Any] = {}

    def _name(self, wanted: str) -> str:
        """A name that Excel takes and no sheet bears yet."""
        base = _FORBIDDEN.sub("-", wanted).strip("'")[:_LONGEST_NAME] or "Trang"
        name, number = base, 2
        while name.lower() in self.names or name.lower() == "history":
            name = f"{base[: _LONGEST_NAME - 4]} ({number})"
            number += 1
        self.names.add(name.lower())
        return name

    def _format(self, kind: str, severity: Severity | None) -> Any:
        key = (kind, severity)
        if key not in self._formats:
            wanted: dict[str, Any] = {
                "font_name": "Times New Roman",
                "font_size": 11,
                "valign": "top",
                "text_wrap": kind != "plain",
            }
            if severity is not None:
                wanted["bg_color"] = f"#{COLOURS[severity][2:]}"
            if kind == "day":
                wanted["num_format"] = "dd/mm/yyyy"
            if kind == "head":
                wanted["bold"] = True
            self._formats[key] = self.book.add_format(wanted)
        return self._formats[key]

    def list_sheet(self, filename: str, findings: Sequence[Finding]) -> None:
        """All remarks, one a row."""
        sheet = self.book.add_worksheet(self._name(LIST_SHEET))
        sheet.write_string(0, 0, f"Ý kiến về tệp «{filename}»", self._format("head", None))
        for col, (head, width) in enumerate(
            (("STT", 5), ("Mức độ", 14), ("Trang tính", 18), ("Ô", 8), ("Nội dung", 70), ("Cách sửa", 60))
        ):
            sheet.set_column(col, col, width)
            sheet.write_string(2, col, head, self._format("head", None))
        for row, f in enumerate(findings, 3):
            sheet.write_number(row, 0, row - 2, self._format("text", None))
            for col, text in enumerate((SEVERITY_WORDS[f.severity], f.sheet, f.cell, f.message, f.remedy), 1):
                sheet.write_string(row, col, text, self._format("text", f.severity if col == 1 else None))

    def copy(self, grid: Grid, remarks: Mapping[Place, Remark]) -> None:
        """The rows of a sheet with their remarks."""
        sheet = self.book.add_worksheet(self._name(grid.sheet))
        for top, left, bottom, right in grid.merged:
            if bottom - top < _TALLEST and right - left < _TALLEST and (top, left) != (bottom, right):
                with suppress(OverlappingRange):  # a damaged file: the second of two ranges stays unmerged
                    sheet.merge_range(top, left, bottom, right, "", self._format("plain", None))
        for r, cells in enumerate(grid.cells):
            for c, cell in enumerate(cells):
                remark = remarks.get((r, c))
                colour = remark.severity if remark and remark.coloured else None
                if cell is not None or colour is not None:
                    self._write(sheet, (r, c), cell, colour)
        for place, remark in sorted(remarks.items()):
            if place <= _LAST:
                sheet.write_comment(*place, remark.text, {"author": LIST_SHEET, "x_scale": 2.4, "y_scale": 2})

    def _write(self, sheet: Any, place: Place, cell: Cell, colour: Severity | None) -> None:
        if isinstance(cell, bool):
            sheet.write_boolean(*place, cell, self._format("plain", colour))
        elif isinstance(cell, int | float):
            sheet.write_number(*place, cell, self._format("plain", colour))
        elif isinstance(cell, date) and cell.year >= _FIRST_DAY:
            moment = cell if isinstance(cell, datetime) else datetime.combine(cell, time())
            sheet.write_datetime(*place, moment, self._format("day", colour))
        elif cell is None:
            sheet.write_blank(*place, None, self._format("plain", colour))
        else:
            sheet.write_string(*place, str(cell)[:32_767], self._format("plain", colour))
