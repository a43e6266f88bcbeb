"""Remarks in a copy of the union's file: only what must change changes, and what comes out opens."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText
from openpyxl.comments import Comment

from vinhdanh.engines.campaign.grid import read_workbook
from vinhdanh.engines.campaign.types import Finding, Severity
from vinhdanh.engines.sheets import read_form
from vinhdanh.engines.sheets.annotate import annotate
from vinhdanh.engines.sheets.annotate_sheet import COLOURS
from vinhdanh.engines.sheets.package import UnpatchableError, with_parts
from vinhdanh.engines.sheets.xml_parts import Finder

LIST = (("STT", "Họ và tên", "Năm sinh", "Dân tộc"), (1, "Lê An", "31/02/1985", "Kinh"), (2, "Lê Bảo", 1981, "Sao Hỏa"))


def finding(cell: str, sheet: str = "DS", severity: Severity = Severity.WARNING, words: str = "Chưa rõ <&>") -> Finding:
    return Finding("sheets.x", severity, words, "Ghi lại.", "ds.xlsx", sheet, cell)


def rich_book(*, comments: bool = False) -> bytes:
    """A workbook with a text box, a chart, rich text, a picture-free drawing, formats, a filter, a table, and if asked, own comments."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("DS")
    bold = book.add_format({"bold": True, "bg_color": "#00FF00", "num_format": "@"})
    for r, row in enumerate(LIST):
        for c, value in enumerate(row):
            sheet.write(r, c, value, bold if c == 2 else None)
    sheet.write_rich_string(5, 1, "một ", bold, "hai", " ba")
    sheet.set_column(6, 8, 12, bold)
    sheet.set_row(9, 20, bold)
    sheet.insert_textbox(7, 6, "Hộp chữ")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=DS!$C$2:$C$3"})
    sheet.insert_chart(12, 2, chart)
    sheet.data_validation("D2:D9", {"validate": "list", "source": ["Kinh", "Xtiêng"]})
    other = book.add_worksheet("Khác")
    other.add_table("A1:B3")
    if comments:
        sheet.write_comment(1, 2, "lời cũ")
        sheet.write_comment(8, 0, "lời khác")
    book.close()
    return buffer.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        return {i.filename: package.read(i) for i in package.infolist()}


def raw(data: bytes, name: str) -> bytes:
    """The packed bytes of an entry."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        info = package.getinfo(name)
        start = info.header_offset + 30 + len(info.filename.encode())
        return data[start : start + info.compress_size]


def values(data: bytes) -> list[tuple[tuple[object, ...], ...]]:
    return [g.cells for g in read_workbook(data, "a.xlsx")]


def test_colours_and_comments_stand_at_their_cells_and_all_else_is_kept() -> None:
    before = rich_book()
    name, after = annotate(
        before, "nominations/ds.xlsx", [finding("C2"), finding("C2", severity=Severity.BLOCKING), finding("G12"), finding("J10")]
    )
    assert name == "ds.xlsx"
    old, new = parts(before), parts(after)
    changed = {n for n in old if new[n] != old[n]}
    assert changed == {"[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels"}
    assert set(new) - set(old) == {"xl/vd-comments1.xml", "xl/drawings/vd-drawing1.vml"}
    assert [n for n in old if n not in changed and raw(before, n) != raw(after, n)] == []
    assert values(after) == values(before)
    sheet = openpyxl.load_workbook(BytesIO(after), rich_text=True)["DS"]
    cell = sheet["C2"]
    assert (cell.value, cell.font.bold, cell.fill.fgColor.rgb, cell.number_format) == (
        "31/02/1985",
        True,
        COLOURS[Severity.BLOCKING],
        "@",
    )
    assert cell.comment.text.startswith("Phải xử lý: Chưa rõ <&>\nCách sửa: Ghi lại.\n\nCần xem lại:")
    assert sheet["G12"].font.bold, "an empty cell takes the format of its column"
    assert sheet["J10"].font.bold, "and of its row"
    assert sheet["J10"].fill.fgColor.rgb == COLOURS[Severity.WARNING]
    assert sheet["C3"].fill.fgColor.rgb == "FF00FF00"
    assert isinstance(sheet["B6"].value, CellRichText)
    assert annotate(before, "ds.xlsx", [finding("C2")]) == annotate(before, "ds.xlsx", [finding("C2")])


def test_own_comments_keep_their_words() -> None:
    before = rich_book(comments=True)
    _, after = annotate(before, "ds.xlsx", [finding("C2"), finding("D3")])
    old, new = parts(before), parts(after)
    assert set(new) == set(old)
    sheet = openpyxl.load_workbook(BytesIO(after))["DS"]
    assert sheet["C2"].comment.text == "lời cũ\n\nCần xem lại: Chưa rõ <&>\nCách sửa: Ghi lại."
    assert sheet["A9"].comment.text == "lời khác"
    assert "Chưa rõ" in sheet["D3"].comment.text
    vml = new["xl/drawings/vmlDrawing1.vml"].decode()
    assert vml.count("<v:shape ") == 3
    assert vml.count("<v:shapetype") == 1
    assert "<x:Row>2</x:Row><x:Column>3</x:Column>" in vml


def test_what_concerns_a_sheet_or_the_file_stands_at_a1_without_colour() -> None:
    _, after = annotate(
        rich_book(), "ds.xlsx", [finding(""), finding("", sheet=""), finding("B2", sheet="lạ"), finding("", sheet="Khác")]
    )
    book = openpyxl.load_workbook(BytesIO(after))
    assert book["DS"]["A1"].comment.text.count("Cần xem lại") == 3
    assert book["DS"]["A1"].fill.fill_type is None
    assert "Chưa rõ" in book["Khác"]["A1"].comment.text


def test_rows_and_cells_that_are_not_there_are_put_in_order() -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("DS")
        sheet.write(4, 4, "e")
        sheet.write(9, 4, "f")
        book.add_worksheet("Trống")
    found = [finding(c) for c in ("E3", "A5", "G5", "C5", "B7", "Z20", "A1")] + [finding(c, "Trống") for c in ("B2", "A1", "C2")]
    _, after = annotate(buffer.getvalue(), "ds.xlsx", found)
    book = openpyxl.load_workbook(BytesIO(after))
    for f in found:
        assert book[f.sheet][f.cell].fill.fgColor.rgb == COLOURS[Severity.WARNING]
    rows = [int(e.attributes["r"]) for e in Finder(parts(after)["xl/worksheets/sheet1.xml"], {"row"}).all("row")]
    assert rows == sorted(rows) == [1, 3, 5, 7, 10, 20]
    assert values(after)[0] == values(buffer.getvalue())[0]


def test_a_sheet_with_a_prefix_and_without_references() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row><x:row/></x:sheetData></x:worksheet>'
    data = with_parts(rich_book(), {"xl/worksheets/sheet2.xml": text.encode()})
    _, after = annotate(data, "ds.xlsx", [finding("B1", "Khác"), finding("C2", "Khác")])
    sheet = openpyxl.load_workbook(BytesIO(after))["Khác"]
    assert (sheet["B1"].value, sheet["B1"].fill.fgColor.rgb) == (2, COLOURS[Severity.WARNING])
    assert sheet["C2"].fill.fgColor.rgb == COLOURS[Severity.WARNING]


@pytest.mark.parametrize("name", ["ds.csv", "ds.txt"])
def test_other_files_become_a_workbook_of_the_same_rows(name: str) -> None:
    text = "STT;Họ và tên;Năm sinh\n1;=1+1;31/02/1985\n"
    reading = read_form(text.encode(), name)
    new_name, data = annotate(text.encode(), name, reading.findings)
    assert new_name == "ds-ý kiến.xlsx"
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == ["Ý kiến", "ds"]
    assert [[c.value for c in row] for row in book["ds"].iter_rows()] == [
        ["STT", "Họ và tên", "Năm sinh"],
        ["1", "=1+1", "31/02/1985"],
    ]
    assert book["ds"]["B2"].data_type == "s"
    assert "không đọc được" in book["ds"]["C2"].comment.text
    assert [c.value for c in book["Ý kiến"][4]][1:4] == ["Cần xem lại", "ds", "C2"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 no book"])
def test_a_file_that_cannot_be_read_gives_the_list_of_remarks(data: bytes) -> None:
    reading = read_form(data, "ds.xlsx")
    name, out = annotate(data, "ds.xlsx", reading.findings)
    assert name == "ds-ý kiến.xlsx"
    assert openpyxl.load_workbook(BytesIO(out)).sheetnames == ["Ý kiến"]


def test_an_unusual_package_falls_back_to_a_workbook_of_its_own() -> None:
    styles = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><styleSheet/>'
    data = with_parts(rich_book(), {"xl/styles.xml": styles})
    assert annotate(data, "ds.xlsx", [finding("C2")])[0] == "ds-ý kiến.xlsx"
    with pytest.raises(UnpatchableError):
        Finder("<a/>".encode("utf-16"), ())


def test_no_findings_no_change() -> None:
    data = rich_book()
    assert annotate(data, "ds.xlsx", []) == ("ds.xlsx", data)


def test_a_workbook_that_openpyxl_wrote_with_comments() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "DS"
    for row in LIST:
        sheet.append(row)
    sheet["A1"].comment = Comment("cũ", "ai đó")
    out = BytesIO()
    book.save(out)
    _, after = annotate(out.getvalue(), "ds.xlsx", [finding("A1"), finding("B2"), finding("B40")])
    again = openpyxl.load_workbook(BytesIO(after))["DS"]
    assert again["A1"].comment.text.startswith("cũ\n\nCần xem lại")
    assert again["B40"].comment is not None
    assert values(after)[0][:3] == values(out.getvalue())[0]


@given(st.lists(st.tuples(st.integers(0, 14), st.integers(0, 9), st.sampled_from(list(Severity))), min_size=1, max_size=12))
def test_any_remarks_anywhere(places: list[tuple[int, int, Severity]]) -> None:
    before = BOOK
    found = [finding(f"{'ABCDEFGHIJ'[c]}{r + 1}", severity=s, words=f"{r}-{c}\x07") for r, c, s in places]
    _, after = annotate(before, "ds.xlsx", found)
    assert values(after) == values(before)
    sheet = openpyxl.load_workbook(BytesIO(after))["DS"]
    for f in found:
        assert f.message.rstrip("\x07") in sheet[f.cell].comment.text
        worst = min((o.severity for o in found if o.cell == f.cell), key=list(COLOURS).index)
        assert sheet[f.cell].fill.fgColor.rgb == COLOURS[worst]


BOOK = rich_book(comments=True)


class Stream(BytesIO):
    """A stream that cannot be rewound: zip entries then have their sizes behind them."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise OSError

    def tell(self) -> int:
        raise OSError


def test_entries_with_their_sizes_behind_them_are_copied_whole() -> None:
    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.comment = b"remark"
        for name, content in parts(BOOK).items():
            package.writestr(name, content)
    data = stream.getvalue()
    _, after = annotate(data, "ds.xlsx", [finding("C2")])
    old, new = parts(data), parts(after)
    assert {n for n in old if old[n] != new[n]} <= {
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/comments1.xml",
        "[Content_Types].xml",
    }
    with zipfile.ZipFile(BytesIO(after)) as package:
        assert package.comment == b"remark"
    assert values(after) == values(BOOK)


def broken(name: str, before: bytes, after: bytes) -> bytes:
    """The rich book with something in a part put in place of something else."""
    part = parts(BOOK)[name]
    assert before in part
    return with_parts(BOOK, {name: part.replace(before, after)})


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (
            "xl/workbook.xml",
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        ("_rels/.rels", b"officeDocument/2006/relationships/officeDocument", b"other"),
        ("xl/_rels/workbook.xml.rels", b"relationships/styles", b"relationships/other"),
        ("xl/_rels/workbook.xml.rels", b"relationships/worksheet", b"relationships/other"),
        ("xl/styles.xml", b"cellXfs", b"cellYfs"),
        ("xl/worksheets/sheet1.xml", b"sheetData", b"sheetOther"),
        ("xl/worksheets/_rels/sheet1.xml.rels", b"vmlDrawing1.vml", b"nowhere.vml"),
        ("xl/comments1.xml", b"commentList", b"otherList"),
        ("xl/drawings/vmlDrawing1.vml", b"</xml>", b""),
        ("xl/worksheets/sheet1.xml", b'r="2"', b'r="two"'),
    ],
)
def test_what_cannot_be_patched_gets_a_workbook_of_its_own(name: str, before: bytes, after: bytes) -> None:
    new_name, data = annotate(broken(name, before, after), "ds.xlsx", [finding("D3")])
    assert new_name == "ds-ý kiến.xlsx"
    assert "Ý kiến" in openpyxl.load_workbook(BytesIO(data)).sheetnames


def test_a_new_workbook_keeps_kinds_of_values_and_merged_cells() -> None:
    table = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>gộp</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row><table:table-row>"
        '<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="1985-03-05"><text:p>5/3/85</text:p></table:table-cell>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell></table:table-row>'
    )
    spaces = " ".join(f'xmlns:{s}="urn:oasis:names:tc:opendocument:xmlns:{s}:1.0"' for s in ("office", "table", "text"))
    tables = f'<table:table table:name="a/b">{table}</table:table><table:table table:name="Ý KIẾN">{table}</table:table>'
    content = f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr("content.xml", content)
        package.writestr("META-INF/manifest.xml", manifest)
    name, data = annotate(out.getvalue(), "ds.ods", [finding("D9", "a/b"), finding("A2", "a/b"), finding("", "a/b")])
    assert name == "ds-ý kiến.xlsx"
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == ["Ý kiến", "a-b", "Ý KIẾN (2)"]
    sheet = book["a-b"]
    assert [c.value for c in sheet[2]][:1] == [5]
    assert str(sheet["B2"].value) == "1985-03-05 00:00:00"
    assert sheet["C2"].value is True
    assert "Chưa rõ" in sheet["D9"].comment.text
    assert sheet["A2"].fill.fgColor.rgb == COLOURS[Severity.WARNING]


def test_merged_cells_stay_merged_in_a_new_workbook() -> None:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("DS")
        sheet.merge_range("A1:B2", "gộp")
        sheet.write(0, 3, "x")
    data = with_parts(
        buffer.getvalue(), {"xl/styles.xml": parts(buffer.getvalue())["xl/styles.xml"].replace(b"cellXfs", b"cellYfs")}
    )
    _, out = annotate(data, "ds.xlsx", [finding("A1")])
    sheet = openpyxl.load_workbook(BytesIO(out))["DS"]
    assert [str(r) for r in sheet.merged_cells.ranges] == ["A1:B2"]
    assert sheet["A1"].value == "gộp"
