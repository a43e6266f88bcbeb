"""Writes the blank form of a union: lists of persons and of collectives, nil return, guide. The same campaign gives the same bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from vinhdanh.engines.campaign.types import Milestone, Sense, Settings
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.sheets.identity import META_SHEET, VERSION, FormMark
from vinhdanh.engines.sheets.layout import (
    COLLECTIVE_ROWS,
    FIRST_HEADING,
    PERSON_ROWS,
    FormColumn,
    collective_columns,
    person_columns,
)
from vinhdanh.engines.sheets.reading import GUIDE_SHEET, NIL_SHEET
from vinhdanh.engines.vietnamese import short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from vinhdanh.engines.campaign.types import Union

FIXED_DAY = datetime(2020, 1, 1)  # noqa: DTZ001 - the format stores a day without zone; it is fixed so that equal forms have equal bytes
PERSON_SHEET, COLLECTIVE_SHEET = "Cá nhân", "Tập thể"

_FONT = "Times New Roman"
_OPEN = {
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "format_cells": True,
}
"""What stays allowed on a locked sheet: only the headings are to be kept."""


def blank_form(settings: Settings, union: Union, path: Path) -> None:
    """Writes the blank form of a union to a file. See `blank_form_bytes`."""
    path.write_bytes(blank_form_bytes(settings, union))


def blank_form_bytes(settings: Settings, union: Union) -> bytes:
    """The blank form of a union as an .xlsx file.

    Args:
        settings: The campaign; its commendations, movements and period stand in the form.
        union: Whose form it is: code and name stand in it, and come back when it is read.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    mark = FormMark(VERSION, settings.id, union.code)
    book.set_properties({"title": f"Danh sách đề nghị – {union.name}", "subject": settings.name, "created": FIXED_DAY})
    book.set_custom_property("form", mark.form_id, "text")
    form = _Form(book, settings, union, mark)
    period = f" {settings.period[0]}–{settings.period[1]}" if settings.period else ""
    form.list_sheet(PERSON_SHEET, "CÁ NHÂN", person_columns(period), PERSON_ROWS)
    form.list_sheet(COLLECTIVE_SHEET, "TẬP THỂ", collective_columns(period), COLLECTIVE_ROWS)
    form.nil_sheet()
    form.guide_sheet()
    form.hidden_sheet()
    book.close()
    return buffer.getvalue()


def form_name(union: Union) -> str:
    """File name of the blank form: the union's code, so that a filled form names its sender."""
    safe = "".join(c if c.isalnum() or c in "-_." else "-" for c in union.code)
    return f"{safe}.xlsx"


def deadline_words(deadline: Milestone | None) -> str:
    """The deadline as a form says it, "" when none is set."""
    if deadline is None:
        return ""
    words = {Sense.BEFORE: "trước ngày", Sense.ON: "đúng ngày", Sense.BY: "chậm nhất ngày", Sense.IN: "trong"}[deadline.sense]
    if deadline.day.day is None:
        words = f"{words.removesuffix(' ngày')} tháng" if deadline.day.month else f"{words.removesuffix(' ngày')} năm"
    return f"{words} {short_date(deadline.day)}"


def choices(settings: Settings) -> dict[str, list[str]]:
    """The drop-down lists of the form, by key."""
    book = catalogue()
    asked = [c.honour for c in settings.commendations]
    honours = [book.honour(code, settings.rule_set).name for code in dict.fromkeys(asked)]
    if not asked:
        honours = [h.name for h in book.honours(settings.rule_set) if h.kind == "form"]
    return {
        "sex": ["Nam", "Nữ"],
        "yes_no": ["Có", "Không"],
        "tick": ["x"],
        "ethnicity": [g.name for g in book.ethnic_groups],
        "labour_group": [g.name for g in book.labour_groups],
        "movement": list(settings.movements) or [m.name for m in book.movements if not m.tag],
        "commend": [*honours, "Tuyên dương"],
        "collective_type": ["CĐCS", "CĐ bộ phận", "Tổ công đoàn", "Tổ", "Đội", "Phòng", "Phân xưởng"],
    }


class _Form:
    """A form while it is written."""

    def __init__(self, book: xlsxwriter.Workbook, settings: Settings, union: Union, mark: FormMark) -> None:
        self.book, self.settings, self.union, self.mark = book, settings, union, mark
        self.choices = choices(settings)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **wanted: Any) -> Any:
        """A cell format, made once."""
        full = {"font_name": _FONT, "font_size": 11, "valign": "vcenter", **wanted}
        key = tuple(sorted(full.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(full)
        return self._formats[key]

    def list_sheet(self, name: str, of_whom: str, columns: Sequence[FormColumn], rows: int) -> None:
        """A list: head, headings, example, empty rows, places for signatures."""
        sheet = self.book.add_worksheet(name)
        last = len(columns) - 1
        # No height is set for a row of data: Excel then lets it grow with its text.
        sheet.set_default_row(21)
        self._page(sheet, FIRST_HEADING, FIRST_HEADING + 1)
        for i, column in enumerate(columns):
            sheet.set_column(i, i, column.width)
        self._head(sheet, last, f"DANH SÁCH ĐỀ NGHỊ TUYÊN DƯƠNG, KHEN THƯỞNG – {of_whom}")
        self._headings(sheet, columns)
        first = FIRST_HEADING + 2
        example = self.format(italic=True, font_color="#808080", bg_color="#F2F2F2", border=1, text_wrap=True, font_size=9)
        sheet.set_row(first, 62)
        for i, column in enumerate(columns):
            sheet.write_string(first, i, column.example, example)
        cell = self.format(border=1, text_wrap=True, locked=False, num_format="@", align="left")
        centred = self.format(border=1, text_wrap=True, locked=False, num_format="@", align="center")
        for row in range(first + 1, first + 1 + rows):
            for i, column in enumerate(columns):
                sheet.write_blank(row, i, None, centred if column.width < 9 else cell)
        self._drop_downs(sheet, columns, first + 1, first + rows)
        sheet.ignore_errors({"number_stored_as_text": f"A{first + 1}:{xl_col_to_name(last)}{first + rows + 1}"})
        self._signatures(sheet, first + rows + 2, last)
        sheet.freeze_panes(first, 2)
        sheet.protect("", _OPEN)

    def nil_sheet(self) -> None:
        """The sheet on which a union says that it proposes nobody."""
        sheet = self.book.add_worksheet(NIL_SHEET)
        self._page(sheet, None, None)
        sheet.set_column(0, 0, 70)
        sheet.set_column(1, 1, 60)
        self._head(sheet, 1, "BÁO CÁO KHÔNG CÓ ĐỀ NGHỊ")
        label = self.format(border=1, text_wrap=True)
        box = self.format(border=1, text_wrap=True, locked=False, align="center")
        sheet.set_row(8, 30)
        sheet.write_string(8, 0, "Đánh dấu x nếu đơn vị không có cá nhân, tập thể nào đề nghị", label)
        sheet.write_blank(8, 1, None, box)
        sheet.data_validation(8, 1, 8, 1, {"validate": "list", "source": ["x"]})
        sheet.set_row(9, 90)
        sheet.write_string(9, 0, "Lý do", label)
        sheet.write_blank(9, 1, None, self.format(border=1, text_wrap=True, locked=False, valign="top"))
        self._signatures(sheet, 12, 1)
        sheet.protect("", _OPEN)

    def guide_sheet(self) -> None:
        """What to do, in a dozen lines."""
        sheet = self.book.add_worksheet(GUIDE_SHEET)
        self._page(sheet, None, None)
        sheet.set_column(0, 0, 130)
        sheet.write_string(0, 0, "HƯỚNG DẪN ĐIỀN DANH SÁCH", self.format(bold=True, font_size=14))
        due = deadline_words(self.settings.reception.deadline)
        for row, line in enumerate(_guide(due, self.settings.host.short or self.settings.host.name), 2):
            sheet.write_string(row, 0, line, self.format(text_wrap=True, valign="top"))
        sheet.protect("", _OPEN)

    def hidden_sheet(self) -> None:
        """The mark of the form and the lists of the drop-downs."""
        sheet = self.book.add_worksheet(META_SHEET)
        pairs = (
            ("version", str(VERSION)),
            ("campaign", self.mark.campaign),
            ("union", self.mark.union),
            ("form", self.mark.form_id),
        )
        for row, (key, value) in enumerate(pairs):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, value)
        for col, (_, values) in enumerate(self.choices.items()):
            for row, value in enumerate(values):
                sheet.write_string(row, 3 + col, value)
        sheet.protect()
        sheet.very_hidden()

    def _page(self, sheet: Any, first_repeated: int | None, last_repeated: int | None) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.5)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L&8{self.mark.form_id}&R&8Trang &P/&N")
        if first_repeated is not None:
            sheet.repeat_rows(first_repeated, last_repeated)

    def _head(self, sheet: Any, last: int, title: str) -> None:
        middle = min(max(last * 2 // 5, 0), last)
        centre = {"align": "center"}
        host = " ".join(self.settings.host.head) or self.settings.host.name.upper()
        self._across(sheet, (0, 0, middle), host, self.format(**centre))
        self._across(sheet, (1, 0, middle), self.union.name.upper(), self.format(bold=True, **centre))
        self._across(sheet, (0, middle + 1, last), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", self.format(bold=True, **centre))
        self._across(sheet, (1, middle + 1, last), "Độc lập - Tự do - Hạnh phúc", self.format(bold=True, underline=1, **centre))
        self._across(sheet, (3, 0, last), title, self.format(bold=True, font_size=14, **centre))
        self._across(sheet, (4, 0, last), self.settings.name, self.format(bold=True, **centre))
        due = deadline_words(self.settings.reception.deadline)
        told = f"Thời hạn gửi: {due}. " if due else ""
        receiver = f"{told}Nơi nhận danh sách: {self.settings.host.name}."
        self._across(sheet, (5, 0, last), receiver, self.format(italic=True, **centre))
        small = self.format(font_size=8, font_color="#808080", align="right")
        self._across(sheet, (6, 0, last), f"Mã mẫu: {self.mark.form_id}", small)

    def _across(self, sheet: Any, place: tuple[int, int, int], text: str, cell_format: Any) -> None:
        row, left, right = place
        if right > left:
            sheet.merge_range(row, left, row, right, "", cell_format)
        sheet.write_string(row, left, text, cell_format)

    def _headings(self, sheet: Any, columns: Sequence[FormColumn]) -> None:
        head = self.format(bold=True, border=1, text_wrap=True, align="center", bg_color="#E8EEF4", font_size=10)
        upper, lower = FIRST_HEADING, FIRST_HEADING + 1
        sheet.set_row(upper, 44)
        sheet.set_row(lower, 44)
        at = 0
        for text, group in groupby(columns, key=lambda c: c.upper):
            width = len(part := list(group))
            if part[0].lower:
                self._across(sheet, (upper, at, at + width - 1), text, head)
                for i, column in enumerate(part):
                    sheet.write_string(lower, at + i, column.lower, head)
            else:
                sheet.merge_range(upper, at, lower, at, "", head)
                sheet.write_string(upper, at, text, head)
            at += width

    def _drop_downs(self, sheet: Any, columns: Sequence[FormColumn], first: int, last: int) -> None:
        order = list(self.choices)
        for i, column in enumerate(columns):
            if column.choices:
                letter = xl_col_to_name(3 + order.index(column.choices), col_abs=True)
                source = f"='{META_SHEET}'!{letter}$1:{letter}${len(self.choices[column.choices])}"
                rule: Mapping[str, object] = {
                    "validate": "list",
                    "source": source,
                    "error_type": "warning",
                    "error_title": "Ngoài danh sách",
                    "error_message": "Nội dung này không có trong danh sách chọn. Vẫn giữ?",
                }
                sheet.data_validation(first, i, last, i, rule)
            elif column.field in {"birth_male", "birth_female", "rep_birth"}:
                hint = "Ghi năm sinh (1985) hoặc ngày/tháng/năm sinh (05/3/1985)."
                if column.field != "rep_birth":
                    hint += " Nam ghi ở cột Nam, nữ ghi ở cột Nữ."
                sheet.data_validation(first, i, last, i, {"validate": "any", "input_title": "Năm sinh", "input_message": hint})

    def _signatures(self, sheet: Any, row: int, last: int) -> None:
        middle = last // 2
        plain: Callable[..., Any] = lambda **more: self.format(align="center", locked=False, **more)  # noqa: E731
        year = self.settings.year or "……"
        place = self.settings.place or "…………"
        self._across(sheet, (row, middle + 1, last), f"{place}, ngày …… tháng …… năm {year}", plain(italic=True))
        self._across(sheet, (row + 1, 0, middle), "THỦ TRƯỞNG ĐƠN VỊ", plain(bold=True))
        self._across(sheet, (row + 1, middle + 1, last), "TM. BAN CHẤP HÀNH CÔNG ĐOÀN", plain(bold=True))
        self._across(sheet, (row + 2, 0, middle), "(Ký tên, đóng dấu, ghi rõ họ tên)", plain(italic=True))
        self._across(sheet, (row + 2, middle + 1, last), "(Ký tên, đóng dấu, ghi rõ họ tên)", plain(italic=True))


def _guide(due: str, receiver: str) -> tuple[str, ...]:
    when = f" {due}" if due else ""
    return (
        f"1. Điền trang «{PERSON_SHEET}» cho cá nhân, trang «{COLLECTIVE_SHEET}» cho tập thể; mỗi người, mỗi tập thể một dòng. Dòng «VD» là ví dụ, không phải xóa.",
        "2. Năm sinh: nam ghi ở cột Nam, nữ ghi ở cột Nữ. Ghi năm (1985) hoặc ngày/tháng/năm (05/3/1985).",
        "3. Dân tộc, đối tượng, phong trào, hình thức đề nghị: chọn trong danh sách (bấm vào ô, bấm mũi tên).",
        "4. Cột lãnh đạo, quản lý: ghi «Có» nếu đang giữ chức vụ lãnh đạo, quản lý của cơ quan, doanh nghiệp; chức vụ công đoàn không tính. Nếu không, ghi «Không».",
        "5. Danh hiệu, hình thức khen đã đạt: mỗi danh hiệu một dòng trong ô (Alt+Enter), theo thứ tự: tên, năm, số quyết định. Ví dụ: CSTĐCS 2018 (QĐ 12/QĐ-CT ngày 05/3/2019).",
        "6. Cột «Tham dự HN» và «Đề nghị dự ĐH cấp trên»: đánh x nếu có. Nếu cả cột «Tham dự HN» để trống, mọi người trong danh sách được hiểu là đề nghị tham dự.",
        "7. Tập thể phải có người đại diện: họ tên, chức vụ, nam/nữ, năm sinh, dân tộc.",
        f"8. Nếu đơn vị không có ai đề nghị, đánh x và nêu lý do ở trang «{NIL_SHEET}».",
        "9. Thiếu dòng: bấm chuột phải vào số dòng, chọn Chèn (Insert). Không đổi tên cột.",
        f"10. Gửi tệp Excel này cho {receiver}{when}; bản in có chữ ký và dấu gửi kèm theo yêu cầu của kế hoạch.",
    )
