"""Tables as an Excel workbook: real numbers, live totals, shares as percent with their base, identical bytes for identical tables."""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from vinhdanh.engines.campaign.outcome import Live, Share, Table, Value

if TYPE_CHECKING:
    from collections.abc import Sequence

CREATED: Final = datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed day, so that two runs give identical bytes
FONT: Final = "Times New Roman"
WIDEST, NARROWEST = 48, 7
DASH: Final = "–"
HEAD_ROW: Final = 2
"""Row of the headings: title, empty row, headings."""


class _Formats:
    """The few cell styles of every sheet."""

    def __init__(self, book: Any) -> None:
        base: dict[str, Any] = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
        cell = {**base, "border": 1, "text_wrap": True}
        self.title = book.add_format({**base, "font_size": 13, "bold": True})
        self.note = book.add_format({**base, "italic": True, "text_wrap": True, "valign": "top"})
        self.head = book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#F3EDE2"})
        self.rows = self._row(book, cell)
        self.total = self._row(book, {**cell, "bold": True})

    @staticmethod
    def _row(book: Any, cell: dict[str, Any]) -> dict[str, Any]:
        return {
            "text": book.add_format(cell),
            "int": book.add_format({**cell, "num_format": "#,##0", "align": "right"}),
            "decimal": book.add_format({**cell, "num_format": "#,##0.00", "align": "right"}),
            "share": book.add_format({**cell, "num_format": "0.0%", "align": "right"}),
        }


def _write(sheet: Any, at: tuple[int, int], value: Value, styles: dict[str, Any]) -> None:
    """One cell. Text is never read as a formula; a share without a base is a dash."""
    if value is None:
        sheet.write_blank(*at, None, styles["text"])
    elif isinstance(value, str):
        sheet.write_string(*at, value, styles["text"])
    elif isinstance(value, int):
        sheet.write_number(*at, value, styles["int"])
    elif isinstance(value, Decimal):
        sheet.write_number(*at, float(value), styles["decimal"])
    elif value.fraction is None:
        sheet.write_string(*at, DASH, styles["share"])
    else:
        sheet.write_number(*at, float(value.fraction), styles["share"])


def _sums(table: Table, column: int) -> bool:
    """Whether the total of a column is the plain sum of its integers, so that it may stand there as a live formula."""
    total = None if table.total is None else table.total[column]
    values = [row[column] for row in table.rows]
    return isinstance(total, int) and all(isinstance(v, int) for v in values) and bool(values) and sum(values) == total  # type: ignore[arg-type]  # all are int


def _formula(live: Live | None, values: Sequence[Value], table: Table, at: tuple[int, int]) -> str:
    """The live formula of a cell, "" when it has none or what it rests on does not give its value (a hidden cell).

    `at`: the row of the cell and the row of the totals.
    """
    row, end = at
    if live is None:
        return ""
    value = values[live.column]
    if live.add:
        parts = [v for c in live.add if isinstance(v := values[c], int)]
        whole = len(parts) == len(live.add) and sum(parts) == value
        return "=" + "+".join(xl_rowcol_to_cell(row, c) for c in live.add) if whole else ""
    if live.points:
        known = all(isinstance(v := values[c], Share) and v.fraction is not None for c in live.points)
        return "=({}-{})*100".format(*(xl_rowcol_to_cell(row, c) for c in live.points)) if known else ""
    assert live.count is not None  # a column that is no sum and no difference is a share
    if live.base is None:
        base = table.total[live.count] if table.total is not None else None
        divisor = xl_rowcol_to_cell(end, live.count, row_abs=True)
    else:
        base, divisor = values[live.base], xl_rowcol_to_cell(row, live.base)
    if not isinstance(value, Share) or (values[live.count], base) != (value.count, value.base):
        return ""
    return f'=IF({divisor}=0,"{DASH}",{xl_rowcol_to_cell(row, live.count)}/{divisor})'


def _write_live(sheet: Any, at: tuple[int, int], formula: str, value: Value, styles: dict[str, Any]) -> None:
    """A formula with its value stored, so that programs that do not reckon show it too."""
    if isinstance(value, Share):
        sheet.write_formula(*at, formula, styles["share"], DASH if value.fraction is None else float(value.fraction))
    elif isinstance(value, Decimal):
        sheet.write_formula(*at, formula, styles["decimal"], float(value))
    else:
        sheet.write_formula(*at, formula, styles["int"], value)


def _head(table: Table, column: int) -> str:
    """The heading; a column of shares with one base names it, unless the heading does already."""
    head = table.columns[column]
    bases = {(v.base, v.base_label) for row in table.rows if isinstance(v := row[column], Share)}
    if len(bases) != 1:
        return head
    (base, label) = next(iter(bases))
    return head if str(base) in head else f"{head} (trên {base} {label})".rstrip()


def _width(table: Table, column: int) -> float:
    texts = [str(v) for row in (*table.rows, table.total or ()) if len(row) > column and isinstance(v := row[column], str)]
    longest_word = max(map(len, table.columns[column].split()), default=0)
    return min(WIDEST, max(NARROWEST, longest_word + 2, *(len(t) * 0.95 + 2 for t in texts), 0))


def _sheet(book: Any, formats: _Formats, table: Table, name: str) -> None:
    sheet = book.add_worksheet(name)
    last = len(table.columns) - 1
    sheet.write_string(0, 0, table.title, formats.title)
    for column in range(len(table.columns)):
        sheet.set_column(column, column, _width(table, column))
        sheet.write_string(HEAD_ROW, column, _head(table, column), formats.head)
    row = HEAD_ROW
    end = HEAD_ROW + len(table.rows) + 1
    live = {each.column: each for each in table.live}
    for row, values in enumerate(table.rows, HEAD_ROW + 1):
        for column, value in enumerate(values):
            formula = _formula(live.get(column), values, table, (row, end))
            if formula:
                _write_live(sheet, (row, column), formula, value, formats.rows)
            else:
                _write(sheet, (row, column), value, formats.rows)
    if table.total is not None:
        row += 1
        for column, value in enumerate(table.total):
            formula = _formula(live.get(column), table.total, table, (row, end))
            if not formula and _sums(table, column):
                formula = f"=SUM({xl_range(HEAD_ROW + 1, column, row - 1, column)})"
            if formula:
                _write_live(sheet, (row, column), formula, value, formats.total)
            else:
                _write(sheet, (row, column), value, formats.total)
    if table.footnote:
        if last:  # one cell cannot be merged
            sheet.merge_range(row + 2, 0, row + 2, last, "", formats.note)
        sheet.write_string(row + 2, 0, f"Ghi chú: {table.footnote}", formats.note)
        sheet.set_row(row + 2, 48)
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P/&N")


def tables_workbook(tables: Sequence[Table]) -> bytes:
    """The tables as .xlsx, one sheet each, named by its code (a repeated code gets a running number).

    Totals that are plain sums, shares (count ÷ base) and sums of columns are live formulas with their value stored; a share without a
    formula is a number. The base stands in the heading or beside it. The same tables give the same bytes.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Biểu tổng hợp", "created": CREATED})
    formats = _Formats(book)
    seen: dict[str, int] = {}
    for table in tables:
        seen[table.code] = seen.get(table.code, 0) + 1
        _sheet(book, formats, table, table.code if seen[table.code] == 1 else f"{table.code} ({seen[table.code]})")
    if not tables:
        book.add_worksheet("Trống")
    book.close()
    return stream.getvalue()
