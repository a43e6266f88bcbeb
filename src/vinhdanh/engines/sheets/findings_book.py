"""Writes the findings as a workbook: by union, the heavy ones first, every text as text."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.sheets.blank import FIXED_DAY
from vinhdanh.engines.vietnamese import sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import Finding, Union

SEVERITY_WORDS = {Severity.BLOCKING: "Phải xử lý", Severity.WARNING: "Cần xem lại", Severity.NOTE: "Lưu ý"}
"""How a severity is called before users."""

WITHOUT_UNION = "Chung của đợt"
_COLUMNS = (
    ("STT", 5),
    ("Mã đơn vị", 10),
    ("Đơn vị", 34),
    ("Mức độ", 13),
    ("Tệp", 24),
    ("Trang tính", 14),
    ("Ô", 7),
    ("Mã hồ sơ", 13),
    ("Nội dung cần xử lý", 64),
    ("Cách xử lý", 54),
    ("Mã nội dung", 26),
)
_ORDER = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def findings_workbook(findings: Sequence[Finding], unions: Sequence[Union] = ()) -> bytes:
    """The findings as an .xlsx file: a sheet of sums by union and a sheet of all findings.

    Unions stand in the order of the register, what concerns no union first; in a union the severe ones come first, then by file, sheet
    and cell. Equal findings give equal bytes. A text that begins like a formula stays text.

    Args:
        findings: Any order.
        unions: The register, for names and order.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": "Nội dung cần xử lý", "created": FIXED_DAY})
    names = {u.code: u.name for u in unions}
    place = {u.code: i for i, u in enumerate(unions, 1)}
    ordered = sorted(findings, key=lambda f: _key(f, place))
    styles = _styles(book)
    _sums(book, styles, ordered, names)
    _all(book, styles, ordered, names)
    book.close()
    return buffer.getvalue()


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Findings of one union as they are told: the severe ones first, then by file, sheet and cell."""
    return sorted(findings, key=lambda f: _key(f, {}))


def _key(finding: Finding, place: dict[str, int]) -> tuple[Any, ...]:
    union = (0, 0, "") if not finding.union else (1, place.get(finding.union, len(place) + 1), finding.union)
    letters = finding.cell.rstrip("0123456789")
    row = int(finding.cell[len(letters) :] or 0)
    where = (sort_key(finding.file), finding.file, finding.sheet, row, len(letters), letters)
    return (union, _ORDER[finding.severity], *where, finding.code, finding.nominee, finding.message)


def _styles(book: xlsxwriter.Workbook) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "border": 1}
    colours = {Severity.BLOCKING: "#F8D7DA", Severity.WARNING: "#FFF3CD", Severity.NOTE: "#E7F1FB"}
    styles = {
        "title": book.add_format({"font_name": "Times New Roman", "font_size": 14, "bold": True}),
        "head": book.add_format(
            {**base, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#E8EEF4"}
        ),
        "text": book.add_format({**base, "text_wrap": True}),
        "quoted": book.add_format({**base, "text_wrap": True, "quote_prefix": True}),
        "number": book.add_format({**base, "align": "center"}),
    }
    return styles | {s.value: book.add_format({**base, "bg_color": c, "text_wrap": True}) for s, c in colours.items()}


def _text(sheet: Any, place: tuple[int, int], text: str, styles: dict[str, Any], style: str = "text") -> None:
    if style == "text" and text.startswith(_FORMULA_SIGNS):
        style = "quoted"
    sheet.write_string(*place, text, styles[style])


def _page(sheet: Any, repeated: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(repeated)
    sheet.set_footer("&R&8Trang &P/&N")


def _sums(book: xlsxwriter.Workbook, styles: dict[str, Any], findings: Sequence[Finding], names: dict[str, str]) -> None:
    sheet = book.add_worksheet("Tổng hợp")
    _page(sheet, 2)
    sheet.write_string(0, 0, "TỔNG HỢP NỘI DUNG CẦN XỬ LÝ THEO ĐƠN VỊ", styles["title"])
    heads = ("STT", "Mã đơn vị", "Đơn vị", *SEVERITY_WORDS.values(), "Tổng")
    for col, (head, width) in enumerate(zip(heads, (5, 12, 50, 12, 12, 12, 10), strict=True)):
        sheet.set_column(col, col, width)
        sheet.write_string(2, col, head, styles["head"])
    counts = {code: Counter(f.severity for f in findings if f.union == code) for code in dict.fromkeys(f.union for f in findings)}
    for i, (code, count) in enumerate(counts.items(), 1):
        row = 2 + i
        sheet.write_number(row, 0, i, styles["number"])
        _text(sheet, (row, 1), code, styles)
        _text(sheet, (row, 2), names.get(code, "") if code else WITHOUT_UNION, styles)
        for col, severity in enumerate(SEVERITY_WORDS, 3):
            sheet.write_number(row, col, count[severity], styles["number"])
        sheet.write_number(row, 6, count.total(), styles["number"])
    row = 3 + len(counts)
    total = Counter(f.severity for f in findings)
    sheet.merge_range(row, 0, row, 2, "Tổng cộng", styles["head"])
    for col, severity in enumerate(SEVERITY_WORDS, 3):
        sheet.write_number(row, col, total[severity], styles["number"])
    sheet.write_number(row, 6, total.total(), styles["number"])


def _all(book: xlsxwriter.Workbook, styles: dict[str, Any], findings: Sequence[Finding], names: dict[str, str]) -> None:
    sheet = book.add_worksheet("Nội dung cần xử lý")
    _page(sheet, 0)
    for col, (head, width) in enumerate(_COLUMNS):
        sheet.set_column(col, col, width)
        sheet.write_string(0, col, head, styles["head"])
    for row, finding in enumerate(findings, 1):
        sheet.write_number(row, 0, row, styles["number"])
        union = names.get(finding.union, "") if finding.union else WITHOUT_UNION
        before = (finding.union, union)
        after = (finding.file, finding.sheet, finding.cell, finding.nominee, finding.message, finding.remedy, finding.code)
        for col, text in enumerate(before, 1):
            _text(sheet, (row, col), text, styles)
        _text(sheet, (row, 3), SEVERITY_WORDS[finding.severity], styles, finding.severity.value)
        for col, text in enumerate(after, 4):
            _text(sheet, (row, col), text, styles)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(findings), 1), len(_COLUMNS) - 1)
