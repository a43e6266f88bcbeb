"""Writes the folder's workbooks: explained, with drop-downs, the same bytes for the same records."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.campaign.protocol import protocol_name, protocol_names
from vinhdanh.engines.campaign.tables import EXAMPLE_MARK, LAST_ROW, Column, Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MADE = datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed property of the file, no moment in time
_INK, _LACQUER, _PAPER, _LINE = "#2B2118", "#9B1C1C", "#F7F0E3", "#C9BBA4"
_EXCEL_FROM = 1901
"""Excel counts days from 1900 and takes that year for a leap year: earlier dates are written as text."""

HELP_SHEET, LIST_SHEET = "Hướng dẫn", "Danh mục"


def workbook(parts: Sequence[tuple[Table, Sequence[Mapping[str, Any]]]], unions: Sequence[str] = ()) -> bytes:
    """A workbook with one sheet per table and a sheet that explains them. An empty table gets an example row that is never read.

    Args:
        parts: Tables with their records.
        unions: What the drop-down of a column of unions offers.
    """
    import xlsxwriter  # noqa: PLC0415  # loaded when a workbook is written: the pages of the application need it seldom

    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": _MADE, "title": parts[0][0].title, "author": "Vinh Danh"})
    formats = _formats(book)
    for table, rows in parts:
        _sheet(book, formats, table, rows, unions)
    _help(book, formats, [table for table, _ in parts])
    _lists(book, [table for table, _ in parts], unions)
    book.close()
    return out.getvalue()


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 12, "font_color": _INK, "valign": "vcenter"}
    box = {**base, "border": 1, "border_color": _LINE}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 14, "font_color": _LACQUER}),
        "note": book.add_format({**base, "italic": True}),
        "head": book.add_format({**box, "bold": True, "bg_color": _PAPER, "text_wrap": True, "align": "center"}),
        "text": book.add_format({**box, "num_format": "@", "text_wrap": True}),
        "count": book.add_format({**box, "num_format": "0"}),
        "day": book.add_format({**box, "num_format": "dd/mm/yyyy", "align": "center"}),
        "moment": book.add_format({**box, "num_format": "dd/mm/yyyy hh:mm:ss", "align": "center"}),
        "example": book.add_format({**box, "italic": True, "font_color": "#8A7A66", "bg_color": "#F1ECE2", "text_wrap": True}),
        "wrap": book.add_format({**base, "text_wrap": True, "valign": "top"}),
        "key": book.add_format({**base, "bold": True, "valign": "top", "text_wrap": True}),
    }


def _sheet(book: Any, formats: Mapping[str, Any], table: Table, rows: Sequence[Mapping[str, Any]], unions: Sequence[str]) -> None:
    sheet = book.add_worksheet(table.sheet)
    sheet.write_string(0, 0, table.title, formats["title"])
    sheet.write_string(1, 0, "Cột có dấu * là bắt buộc. Xem trang “Hướng dẫn”.", formats["note"])
    sheet.set_column(0, 0, 6)
    sheet.write_string(2, 0, "STT", formats["head"])
    for c, column in enumerate(table.columns, start=1):
        sheet.set_column(c, c, column.width)
        sheet.write_string(2, c, column.heading + (" *" if column.required else ""), formats["head"])
        _drop_down(sheet, c, column, unions)
    sheet.set_row(2, 48)
    sheet.freeze_panes(3, 3)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    if not rows:
        _example(sheet, formats, table)
    for r, row in enumerate(rows, start=3):
        sheet.write_number(r, 0, r - 2, formats["count"])
        for c, column in enumerate(table.columns, start=1):
            _cell(sheet, (r, c), column, row.get(column.field), formats)


def _drop_down(sheet: Any, c: int, column: Column, unions: Sequence[str]) -> None:
    cells = (3, c, LAST_ROW - 1, c)
    if column.kind == "protocol":  # names with commas: a list of its own, not one in the rule
        source = f"='{LIST_SHEET}'!$A$1:$A${len(protocol_names())}"
        sheet.data_validation(*cells, {"validate": "list", "source": source, "error_type": "warning"})
    elif column.kind == "union" and unions:
        source = f"='{LIST_SHEET}'!$B$1:$B${len(unions)}"
        sheet.data_validation(*cells, {"validate": "list", "source": source, "error_type": "warning"})
    elif column.choices:
        words = [word for word, _ in column.choices]
        sheet.data_validation(*cells, {"validate": "list", "source": words, "error_type": "warning"})
    elif column.kind == "count":
        error = "Xin ghi một số nguyên không âm."
        sheet.data_validation(*cells, {"validate": "integer", "criteria": ">=", "value": 0, "error_message": error})


def _lists(book: Any, shown: Sequence[Table], unions: Sequence[str]) -> None:
    """A hidden sheet with the lists that drop-downs point at, where there are such."""
    kinds = {column.kind for table in shown for column in table.columns}
    lists = [(0, protocol_names() if "protocol" in kinds else ()), (1, unions if "union" in kinds else ())]
    if any(names for _, names in lists):
        sheet = book.add_worksheet(LIST_SHEET)
        sheet.hide()
        for col, names in lists:
            for r, name in enumerate(names):
                sheet.write_string(r, col, name)


def _example(sheet: Any, formats: Mapping[str, Any], table: Table) -> None:
    sheet.write_string(3, 0, EXAMPLE_MARK, formats["example"])
    for c, column in enumerate(table.columns, start=1):
        value = protocol_name(str(column.example)) if column.kind == "protocol" else column.example
        if isinstance(value, str):
            sheet.write_string(3, c, value, formats["example"])
        else:
            sheet.write_number(3, c, value, formats["example"])


def _cell(sheet: Any, at: tuple[int, int], column: Column, value: Any, formats: Mapping[str, Any]) -> None:
    style = formats[column.kind if column.kind in ("count", "day", "moment") else "text"]
    if value is None or value in ("", ()):
        sheet.write_blank(*at, None, style)
    elif column.kind == "count":
        sheet.write_number(*at, value, style)
    elif isinstance(value, date) and value.year >= _EXCEL_FROM:
        sheet.write_datetime(*at, value, style)
    else:
        sheet.write_string(*at, _words(column, value), style)


def _words(column: Column, value: Any) -> str:
    """A value as text of a cell."""
    if column.kind == "choice":
        return next(word for word, v in column.choices if v == value)
    if column.kind == "protocol":
        return protocol_name(value)
    if column.kind == "days":
        return "; ".join(map(_day_words, value))
    if isinstance(value, date):
        return _day_words(value) + (f" {value:%H:%M:%S}" if isinstance(value, datetime) else "")
    return str(value)


def _day_words(day: date) -> str:
    return f"{day:%d/%m}/{day.year:04d}"


def _help(book: Any, formats: Mapping[str, Any], shown: Sequence[Table]) -> None:
    sheet = book.add_worksheet(HELP_SHEET)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, "HƯỚNG DẪN", formats["title"])
    r = 1
    lines = [line for table in shown for line in table.help]
    lines.append("Dòng có chữ “VD” ở cột STT là dòng ví dụ: chương trình không đọc, có thể xóa hoặc để nguyên.")
    lines.append("Có thể đổi thứ tự cột, thêm cột riêng của đồng chí; xin giữ nguyên tên các cột ở dưới.")
    for line in lines:
        sheet.merge_range(r, 0, r, 1, line, formats["wrap"])
        r += 1
    for table in shown:
        r += 1
        sheet.write_string(r, 0, f"Trang “{table.sheet}”", formats["title"])
        for column in table.columns:
            r += 1
            sheet.write_string(r, 0, column.heading, formats["key"])
            sheet.write_string(r, 1, _explained(column), formats["wrap"])
        r += 1


def _explained(column: Column) -> str:
    words = {
        "text": "Ghi chữ.",
        "count": "Ghi một số nguyên.",
        "day": "Ghi ngày/tháng/năm.",
        "moment": "Ghi ngày/tháng/năm, có thể thêm giờ:phút.",
        "days": "Ghi các ngày, cách nhau bằng dấu chấm phẩy.",
        "phone": "Ghi số điện thoại.",
        "choice": "Chọn một trong các giá trị: " + "; ".join(word for word, _ in column.choices) + ".",
        "union": "Chọn đơn vị trong danh sách, hoặc ghi mã đơn vị.",
        "protocol": "Chọn thành phần trong danh sách"
        + (": " + "; ".join(protocol_names()) if column.kind == "protocol" else "")
        + ".",
    }[column.kind]
    must = " Bắt buộc." if column.required else ""
    example = protocol_name(str(column.example)) if column.kind == "protocol" else str(column.example)
    return words + must + (f" Ví dụ: {example}" if example else "")
