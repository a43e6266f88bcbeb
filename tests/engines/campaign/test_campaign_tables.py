"""Reading of unions.xlsx, votes.xlsx, guests.xlsx as people fill them in."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from vinhdanh.engines.campaign.grid import Grid, read_workbook
from vinhdanh.engines.campaign.tables import tables
from vinhdanh.engines.campaign.tables_in import Row, read_table
from vinhdanh.engines.campaign.tables_out import workbook
from vinhdanh.engines.campaign.types import Finding
from vinhdanh.engines.catalogue import catalogue

UNIONS = tables()["unions"]


def read(*rows: tuple[Any, ...], table: str = "unions", sheet: str = "Đơn vị") -> tuple[tuple[Row, ...], list[Finding]]:
    findings: list[Finding] = []
    width = max(map(len, rows))
    grid = Grid(sheet, tuple((*r, *(None,) * (width - len(r))) for r in rows))
    return read_table(tables()[table], [grid], findings), findings


def test_headings_stand_anywhere_in_any_order_and_spelling() -> None:
    rows, findings = read(
        ("LIÊN ĐOÀN LAO ĐỘNG",),
        (),
        ("TT", "ten CDCS", "Cột riêng", "MÃ", "Đoàn viên"),
        (1, "CĐCS  Xã Long Hà", "x", "X-01", "1.250"),
        (2, None, None, None, None),
        (3, "CĐCS Công ty A", None, 7, 12),
    )
    assert findings == []
    assert [dict(r.values) for r in rows] == [
        {"code": "X-01", "name": "CĐCS Xã Long Hà", "members": 1250},
        {"code": "7", "name": "CĐCS Công ty A", "members": 12},
    ]
    assert rows[1].cell("members") == "E6"
    assert rows[1].cell("phone") == "A6"


@pytest.mark.parametrize("mark", ["VD", "vd", "Ví dụ"])
def test_example_rows_are_not_read(mark: str) -> None:
    rows, findings = read(("STT", "Mã đơn vị", "Tên đơn vị"), (mark, "GD-01", "CĐCS Ví Dụ"), (1, "GD-02", "Thật"))
    assert [r.values["code"] for r in rows] == ["GD-02"]
    assert findings == []


@pytest.mark.parametrize(
    ("heading", "cell", "field", "value"),
    [
        ("Nhận lúc", "28/02/2020 09:15", "received", datetime(2020, 2, 28, 9, 15)),  # noqa: DTZ001
        ("Nhận lúc", "28/02/2020 lúc 9h15", "received", datetime(2020, 2, 28, 9, 15)),  # noqa: DTZ001
        ("Nhận lúc", date(2020, 2, 28), "received", datetime(2020, 2, 28)),  # noqa: DTZ001
        ("Nhận lúc", datetime(2020, 2, 28, 9, 14, 59, 999999), "received", datetime(2020, 2, 28, 9, 15)),  # noqa: DTZ001
        ("Ngày nhắc", "20/02/2020; 27/2/2020", "reminders", (date(2020, 2, 20), date(2020, 2, 27))),
        ("Ngày nhắc", datetime(2020, 2, 20, 8), "reminders", (date(2020, 2, 20),)),  # noqa: DTZ001
        ("SĐT", 912345678, "phone", "0912345678"),
        ("SĐT", "0912 345 678", "phone", "0912 345 678"),
        ("Ghi chú", date(2020, 2, 20), "note", "20/02/2020"),
    ],
)
def test_cells_are_read_as_people_type_them(heading: str, cell: Any, field: str, value: Any) -> None:
    rows, findings = read(("Mã", "Tên đơn vị", heading), ("A", "B", cell))
    assert findings == []
    assert rows[0].values[field] == value


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Đoàn viên", "nhiều"),
        ("Đoàn viên", -3),
        ("Đoàn viên", 3.5),
        ("Đoàn viên", True),
        ("Nhận lúc", "28/02/2020 25:15"),
        ("Nhận lúc", "hôm qua"),
    ],
)
def test_a_cell_that_does_not_fit_is_named_and_the_row_is_kept(heading: str, cell: Any) -> None:
    rows, findings = read(("Mã", "Tên đơn vị", heading), ("A", "B", cell))
    assert [dict(r.values) for r in rows] == [{"code": "A", "name": "B"}]
    assert [(f.code, f.file, f.sheet, f.cell) for f in findings] == [("campaign.bad-value", "unions.xlsx", "Đơn vị", "C2")]


def test_a_row_without_what_it_must_have_is_left_out_and_named() -> None:
    rows, findings = read(("Mã", "Tên đơn vị"), ("A", None), (None, "B"))
    assert rows == ()
    assert [(f.code, f.cell) for f in findings] == [("campaign.missing-value", "B2"), ("campaign.missing-value", "A3")]


def test_a_sheet_is_known_by_its_headings_when_its_name_is_another() -> None:
    rows, _ = read(("Mã", "Tên đơn vị"), ("A", "B"), sheet="Sheet1")
    assert len(rows) == 1
    _, findings = read(("x", "y"), ("A", "B"), sheet="Sheet1")
    assert [f.code for f in findings] == ["campaign.sheet-missing"]
    _, findings = read(("Mã", "y"), ("A", "B"))
    assert [(f.code, f.sheet) for f in findings] == [("campaign.heading-missing", "Đơn vị")]
    assert "“Tên công đoàn cơ sở”" in findings[0].message


def test_choices_are_words_and_a_near_miss_is_suggested() -> None:
    head = ("Mã cuộc", "Nơi bỏ phiếu", "Tính trên")
    rows, findings = read(
        head, ("A", "hội đồng", "Có mặt"), ("B", "council", None), ("C", "Hội đông nhân", None), table="ballots"
    )
    assert [(r.values["id"], r.values["level"]) for r in rows] == [("A", "council"), ("B", "council")]
    assert [(f.code, f.cell) for f in findings] == [("campaign.bad-value", "B4")]
    assert "có phải là “Hội đồng”?" in findings[0].message


def test_a_group_is_read_by_name_and_code_and_kept_when_unknown() -> None:
    rows, _ = read(("Họ tên", "Nhóm"), ("An", "Đảng"), ("Bình", "dang"), ("Chi", "hội quán"), table="guests")
    assert [r.values["group"] for r in rows] == ["dang", "dang", "hội quán"]


def test_the_guide_sheet_names_every_column_and_formulas_stay_text() -> None:
    data = workbook([(UNIONS, [{"code": "=1+1", "name": "@x"}])])
    assert data == workbook([(UNIONS, [{"code": "=1+1", "name": "@x"}])])
    grids = {g.sheet: g for g in read_workbook(data, "unions.xlsx")}
    rows = read_table(UNIONS, list(grids.values()), [])
    assert [dict(r.values) for r in rows] == [{"code": "=1+1", "name": "@x"}]
    words = {c for row in grids["Hướng dẫn"].cells for c in row}
    assert {c.heading for c in UNIONS.columns} <= words


def test_drop_downs_offer_what_is_understood() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook([(tables()["guests"], [])])))
    rules = {str(r.sqref).split(":")[0][0]: r.formula1 for r in book["Khách mời"].data_validations.dataValidation}
    names = [c.value for c in book["Danh mục"]["A"]]
    assert rules["G"] == f"'Danh mục'!$A$1:$A${len(names)}"
    assert names == [g.name for g in catalogue().protocol_groups]
    assert book["Danh mục"].sheet_state == "hidden"
    assert rules["H"] == '"Phải mời,Mong mời"'


def test_a_real_workbook_with_its_dates_is_read() -> None:
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("CĐCS")
    sheet.write_row(4, 2, ["Mã CĐCS", "Tên CĐCS", "Ngày nhận"])
    sheet.write_row(5, 2, ["A", "B"])
    sheet.write_datetime(5, 4, datetime(2020, 2, 28, 9, 15), book.add_format({"num_format": "dd/mm/yyyy hh:mm"}))  # noqa: DTZ001
    book.close()
    findings: list[Finding] = []
    rows = read_table(UNIONS, read_workbook(out.getvalue(), "unions.xlsx"), findings)
    assert rows[0].values["received"] == datetime(2020, 2, 28, 9, 15)  # noqa: DTZ001
    assert rows[0].cell("received") == "E6"
