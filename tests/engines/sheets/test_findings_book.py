"""The workbook of findings."""

from __future__ import annotations

import random
from io import BytesIO

import openpyxl

from vinhdanh.engines.campaign.types import Finding, Severity, Union
from vinhdanh.engines.sheets import findings_workbook

UNIONS = (Union("B-1", "CĐCS B"), Union("A-1", "CĐCS A"))
FINDINGS = [
    Finding("x.a", Severity.NOTE, "ghi chú", "xem", file="b.xlsx", sheet="S", cell="B10", union="B-1"),
    Finding("x.b", Severity.BLOCKING, "=HYPERLINK(1)", "+1", file="b.xlsx", sheet="S", cell="B10", union="B-1"),
    Finding("x.b", Severity.BLOCKING, "@x", "-1", file="b.xlsx", sheet="S", cell="B9", union="B-1"),
    Finding("x.c", Severity.WARNING, "cảnh báo", "sửa", file="a.xlsx", cell="AA2", union="A-1", nominee="A-1-P01"),
    Finding("x.c", Severity.WARNING, "cảnh báo", "sửa", file="a.xlsx", cell="C2", union="A-1"),
    Finding("x.d", Severity.WARNING, "chung", "sửa"),
    Finding("x.d", Severity.WARNING, "đơn vị lạ", "sửa", union="Z-9"),
]


def test_findings_stand_by_union_the_severe_first() -> None:
    book = openpyxl.load_workbook(BytesIO(findings_workbook(FINDINGS, UNIONS)))
    rows = [[c.value for c in row] for row in book["Nội dung cần xử lý"].iter_rows(min_row=2)]
    assert [(r[1], r[3], r[6], r[8]) for r in rows] == [
        ("", "Cần xem lại", "", "chung"),
        ("B-1", "Phải xử lý", "B9", "@x"),
        ("B-1", "Phải xử lý", "B10", "=HYPERLINK(1)"),
        ("B-1", "Lưu ý", "B10", "ghi chú"),
        ("A-1", "Cần xem lại", "C2", "cảnh báo"),
        ("A-1", "Cần xem lại", "AA2", "cảnh báo"),
        ("Z-9", "Cần xem lại", "", "đơn vị lạ"),
    ]
    sums = [[c.value for c in row] for row in book["Tổng hợp"].iter_rows(min_row=4)]
    assert sums[1] == [2, "B-1", "CĐCS B", 2, 0, 1, 3]
    assert sums[-1] == ["Tổng cộng", None, None, 2, 4, 1, 7]


def test_a_formula_stays_text() -> None:
    sheet = openpyxl.load_workbook(BytesIO(findings_workbook(FINDINGS, UNIONS)))["Nội dung cần xử lý"]
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            assert cell.data_type in {"s", "n"}
            if str(cell.value).startswith(("=", "+", "-", "@")):
                assert cell.quotePrefix


def test_equal_findings_have_equal_bytes() -> None:
    mixed = FINDINGS.copy()
    random.Random(1).shuffle(mixed)
    assert findings_workbook(mixed, UNIONS) == findings_workbook(FINDINGS, UNIONS)
    assert findings_workbook([]).startswith(b"PK")
