"""A register as offices draw it: a heading of two rows, groups and sums between the rows, shortened names, days in part."""

from __future__ import annotations

import uuid
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter

from vinhdanh.engines.campaign.grid import Grid
from vinhdanh.platform.organisations.register.heads import joined
from vinhdanh.platform.organisations.register.known import union_key
from vinhdanh.platform.organisations.register.table import table
from vinhdanh.platform.organisations.services import register as services

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.organisations.models import RegisterImport

FIRST = 7
"""Row of Excel in which the first union stands."""


def office(*rows: tuple[object, ...]) -> bytes:
    """A workbook with a heading of two rows that is merged, and rows of: number, code, name, above, members, women, founded."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, bold = book.add_worksheet("DS CĐCS"), book.add_format({"bold": True})
        sheet.merge_range("A1:G1", "DANH SÁCH CÔNG ĐOÀN CƠ SỞ", bold)
        for c, words in enumerate(("TT", "Mã đơn vị", "Tên đơn vị ", "Đơn vị cấp trên")):
            sheet.merge_range(4, c, 5, c, words, bold)
        sheet.merge_range("E5:F5", "Đoàn viên", bold)
        sheet.write_row("E6", ["Tổng số", "Trong đó nữ"], bold)
        sheet.merge_range("G5:G6", "Năm thành lập", bold)
        for r, row in enumerate(rows, start=FIRST - 1):
            sheet.write_row(r, 0, row)
    return out.getvalue()


def preview(world: World, *rows: tuple[object, ...]) -> RegisterImport:
    return services.upload(
        world.reader("officer", "district-a1"), world.unions["district-a1"], office(*rows), "DS.xlsx", once=uuid.uuid4()
    )


def test_a_heading_of_two_rows_is_read_as_one(world: World) -> None:
    register = preview(world, (1, "X1", "CĐCS Trường Lá Xanh", "", 40, 30, "15/8/2014"))
    row = register.rows.get()
    assert (row.number, row.kind) == (FIRST, "new")
    assert {name: row.values["new"][name] for name in ("members", "women", "valid_from")} == {
        "members": 40,
        "women": 30,
        "valid_from": "2014-08-15",
    }


def test_what_stands_beneath_a_heading_of_one_row_is_a_row() -> None:
    plain = Grid("Đơn vị", (("Tên đơn vị", "Đoàn viên", "Ghi chú"), (None, "nhiều", None), ("CĐCS A", 3, None)))
    assert joined(table(), plain) is plain
    assert joined(table(), Grid("Trống", ())) == Grid("Trống", ())
    unnamed = Grid("Đơn vị", (("Đoàn viên", None), ("Tổng số", "Nữ")))
    assert joined(table(), unnamed) is unnamed


def test_the_union_above_is_found_by_its_shortened_name(world: World) -> None:
    host = world.unions["district-a1"]
    assert host.name.startswith("Liên đoàn Lao động ")
    short = "LĐLĐ " + host.name.removeprefix("Liên đoàn Lao động ") + " "
    register = preview(
        world, (1, "X1", "CĐCS Trường Lá Xanh", short, 40, 30, ""), (2, "X2", "CĐCS Trường Cỏ", "CĐ ngành Đá", 4, 3, "")
    )
    one, two = register.rows.order_by("number")
    assert one.values["parent"] == ["union", host.pk]
    (_cell, reason, remedy) = two.findings[0]
    assert reason == "Không có đơn vị nào tên “CĐ ngành Đá” để làm cấp trên."
    assert remedy == f"Ghi tên như trong cây đơn vị, hoặc ghi mã; để trống nếu đơn vị đứng ngay dưới “{host.name}”."
    assert union_key("CĐCS Hoa Sen") == union_key("Công đoàn cơ sở Hoa Sen")
    assert union_key("CĐCS") == "cong doan co so"
    assert union_key("Cơ quan CĐ") == "co quan cd"


def test_a_year_alone_does_not_stop_a_row_a_wrong_day_does(world: World) -> None:
    register = preview(
        world,
        (1, "X1", "CĐCS Trường Lá Xanh", "", 40, 30, "8/2014"),
        (2, "X2", "CĐCS Trường Cỏ", "", 40, 30, 2014),
        (3, "X3", "CĐCS Trường Hoa", "", 40, 30, "31/02/2015"),
        (4, "X4", "CĐCS Trường Quả", "", "~150", 30, ""),
    )
    rows = list(register.rows.order_by("number"))
    assert [row.kind for row in rows] == ["new", "new", "error", "error"]
    assert [row.findings[0][0] for row in rows] == ["G7", "G8", "G9", "E10"]
    assert rows[0].findings[0][1] == "“Ngày thành lập” chỉ ghi “8/2014” nên để trống."
    assert "valid_from" not in rows[0].values["new"]


def test_who_stands_under_the_heading_of_chairs_is_the_chair(world: World) -> None:
    host = world.unions["district-a1"]
    for heading, title in (("Họ và tên Chủ tịch", "Chủ tịch"), ("Người phụ trách", None)):
        out = BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            sheet = book.add_worksheet("Đơn vị")
            sheet.write_row(0, 0, ["Tên đơn vị", heading])
            sheet.write_row(1, 0, ["CĐCS Trường Lá Xanh", "Nguyễn Thị Chủ"])
        register = services.upload(world.reader("officer", "district-a1"), host, out.getvalue(), "a.xlsx", once=uuid.uuid4())
        assert register.rows.get().values["new"].get("responsible_title") == (title or "")


def test_sums_and_headings_of_groups_are_no_unions(world: World) -> None:
    register = preview(
        world,
        ("I. Khối trường học",),
        (1, "X1", "CĐCS Trường Lá Xanh", "", 40, 30, ""),
        ("", "", "Tổng cộng", "", 40, 30, ""),
        ("", "", "", "", "Người lập biểu"),
    )
    assert [row.name for row in register.rows.all()] == ["CĐCS Trường Lá Xanh"]


def test_one_union_written_twice_is_refused_the_second_time(world: World) -> None:
    register = preview(
        world,
        (1, "X1", "CĐCS Trường Lá Xanh", "", 40, 30, ""),
        (2, "X2", "Công đoàn cơ sở trường Lá xanh", "", 41, 30, ""),
        (3, "X3", "CĐCS Trường Lá Xanh", "base-a11", 1, 1, ""),
    )
    assert register.rows.get(number=FIRST + 1).findings == [
        [
            f"C{FIRST + 1}",
            f"Dòng {FIRST} đã ghi đơn vị cùng tên, cùng cấp trên.",
            "Xóa một trong hai dòng; nếu là hai đơn vị thì ghi tên cho khác nhau.",
        ]
    ]
    assert register.rows.get(number=FIRST).kind == "new"
