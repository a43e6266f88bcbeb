"""Table files of every kind as grids, and files that must not be opened."""

from __future__ import annotations

import struct
import unicodedata
import zipfile
import zlib
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.campaign import child, guard
from vinhdanh.engines.campaign.grid import Grid, UnreadableFile, a1, read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable


def workbook(write: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    write(book)
    book.close()
    return buffer.getvalue()


def one_cell(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("S").write(0, 0, "a")


def package(parts: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(name, data)
    return buffer.getvalue()


def repacked(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as z:
        return package({n: change(z.read(n)) if n == part else z.read(n) for n in z.namelist()})


def refused(data: bytes, name: str = "a.xlsx") -> str:
    with pytest.raises(UnreadableFile) as found:
        read_workbook(data, name)
    assert found.value.vi
    assert found.value.en
    assert found.value.remedy
    assert name in found.value.vi
    return found.value.code.removeprefix("sheets.file-")


@given(st.integers(0, 1048575), st.integers(0, 16383))
def test_a1_names_each_place_once(row: int, col: int) -> None:
    letters = a1(row, col).rstrip("0123456789")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    assert (int(a1(row, col)[len(letters) :]) - 1, number - 1) == (row, col)


def test_values_of_an_excel_file() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet("Cá nhân")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        stamp = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        clock = book.add_format({"num_format": "hh:mm"})
        sheet.write_row(1, 1, ["a", 1975, 1.5, True, "  "])
        sheet.write_number(2, 0, 27454, day)
        sheet.write_number(2, 1, 27454.3125, stamp)
        sheet.write_number(2, 2, 0.5, clock)
        sheet.merge_range(3, 0, 3, 2, "x")
        sheet.write_blank(9, 9, None, day)
        book.add_worksheet("Ẩn").hide()
        book.add_chartsheet("Biểu đồ")

    cells, empty = read_workbook(workbook(write), "a.xlsx")
    assert cells.cells == (
        (None, None, None, None, None),
        (None, "a", 1975, 1.5, True),
        (date(1975, 3, 1), datetime.fromisoformat("1975-03-01T07:30"), "12:00:00", None, None),
        ("x", None, None, None, None),
    )
    assert (cells.sheet, cells.merged, cells.hidden) == ("Cá nhân", ((3, 0, 3, 2),), False)
    assert (cells.height, cells.width) == (4, 5)
    assert (cells.at(1, 1), cells.at(-1, 0), cells.at(99, 0)) == ("a", None, None)
    assert empty == Grid("Ẩn", (), hidden=True)
    assert empty.width == 0


TEXT = "STT;Họ và tên;Ghi chú\n01;Lê Thị Hoà;a, b\n"
CELLS = (("STT", "Họ và tên", "Ghi chú"), ("01", "Lê Thị Hoà", "a, b"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_in_every_encoding(encoding: str, separator: str) -> None:
    comma = TEXT.replace("a, b", '"a, b"').replace(";", separator)
    (grid,) = read_workbook(comma.encode(encoding), "thư mục/ds.csv")
    assert (grid.sheet, grid.cells) == ("ds", CELLS)


def windows_1258(text: str) -> bytes:
    """The text as old Vietnamese Windows writes it: a letter, then its tone."""
    tones = "\u0300\u0309\u0303\u0301\u0323"
    parts = []
    for char in unicodedata.normalize("NFC", text):
        bases = unicodedata.normalize("NFD", char)
        parts.append(
            unicodedata.normalize("NFC", "".join(c for c in bases if c not in tones)) + "".join(c for c in bases if c in tones)
        )
    return "".join(parts).encode("cp1258")


def test_text_in_windows_1258() -> None:
    typed = "Họ và tên;Dân tộc\nĐiểu Hoà;Xtiêng\nƯơng Thị Nữ;Ê-đê\n"
    (grid,) = read_workbook(windows_1258(typed), "a.csv")
    assert grid.cells == (("Họ và tên", "Dân tộc"), ("Điểu Hoà", "Xtiêng"), ("Ương Thị Nữ", "Ê-đê"))


def test_separator_told_by_excel() -> None:
    assert read_workbook(b"sep=|\r\na|b,c;d\r\n", "a.csv")[0].cells == (("a", "b,c;d"),)
    assert read_workbook(b"one column\nonly\n", "a.csv")[0].cells == (("one column",), ("only",))


def test_text_that_is_none() -> None:
    assert refused(b"\x01\x02\x03binary", "a.csv") == "not-a-list"
    assert refused(b"\x8a\x8d\xff\xd2", "a.csv") == "not-a-list"
    assert refused(b'a;b\n"' + b"x" * 200_000, "a.csv") == "damaged"


def test_too_many_cells_of_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MAX_CELLS", 5)
    assert refused(b"a;b;c\n1;2;3\n", "a.csv") == "too-wide"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x00" * 50, "empty"),
        (b"\xff\xd8\xff\xe0JFIF", "sheets.to-type-in"),
        (b"\x89PNG\r\n\x1a\n", "sheets.to-type-in"),
        (b"%PDF-1.7", "sheets.to-type-in"),
        (b"\x00\x00\x00\x18ftypheic\x00", "sheets.to-type-in"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "sheets.to-type-in"),
        (b"PK\x03\x04 broken", "damaged"),
        (guard._OLE + b"\x00" * 100 + "EncryptedPackage".encode("utf-16-le"), "password"),
        (guard._OLE + b"\x00" * 2000, "damaged"),
        (package({"word/document.xml": b"<broken"}), "damaged"),
        (package({"content.xml": b"<w/>"}), "damaged"),
        (package({"a.txt": b"a"}), "not-a-list"),
        (package({"xl/workbook.xml": b"<broken"}), "damaged"),
        (package({f"{i}": b"" for i in range(2001)}), "too-large"),
    ],
)
def test_what_is_no_list(data: bytes, code: str) -> None:
    assert refused(data) == code


def test_a_stray_cell_far_out() -> None:
    def write(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1048575, 16383, "b")

    data = workbook(write)
    assert refused(data) == "too-wide"
    hidden = repacked(data, "xl/worksheets/sheet1.xml", lambda x: x.replace(b'ref="A1:XFD1048576"', b'ref="A1"'))
    assert refused(hidden) == "too-wide"
    no_rows = repacked(data, "xl/worksheets/sheet1.xml", lambda x: x.replace(b'<row r="1048576"', b"<row"))
    assert refused(no_rows) == "too-wide"


def test_a_bomb_and_a_directory_that_lies() -> None:
    data = package({"xl/workbook.xml": b"<a/>", "xl/sharedStrings.xml": b" " * 5_000_000})
    with zipfile.ZipFile(BytesIO(data)) as z:
        entry = z.getinfo("xl/sharedStrings.xml")
        end = z.start_dir
    size = struct.pack("<I", entry.file_size)
    lying = data[:end] + data[end:].replace(size, struct.pack("<I", 10))
    assert refused(lying) == "too-large"
    big = struct.pack("<I", guard.MAX_UNPACKED + 1)
    assert refused(data[:end] + data[end:].replace(size, big)) == "too-large"


def test_a_broken_stream_and_a_strange_method() -> None:
    data = package({"xl/workbook.xml": zlib.compress(bytes(range(256)) * 40)})
    assert refused(data[:60] + b"\xff" * 40 + data[100:]) == "damaged"
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as z:
        z.writestr("xl/workbook.xml", b"<a/>")
    assert refused(buffer.getvalue()) == "damaged"
    locked = bytearray(package({"xl/workbook.xml": b"<a/>"}))
    at = locked.rfind(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert refused(bytes(locked)) == "password"


def test_a_file_far_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_FILE", 10)
    assert refused(b"a" * 11) == "too-large"


def test_a_name_does_not_decide() -> None:
    assert read_workbook(workbook(one_cell), "a.csv")[0].cells == (("a",),)
    assert read_workbook(b"a;b\n", "a.xlsx")[0].cells == (("a", "b"),)


ODS = """<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="DS"><table:table-row{0}>
<table:table-cell{1} office:value-type="string"><text:p>STT</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(rows: str = "", cells: str = "") -> bytes:
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {
        "mimetype": kind,
        "content.xml": ODS.format(rows, cells).replace("\n", "").encode(),
        "META-INF/manifest.xml": manifest,
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as z:
        for name, data in parts.items():
            z.writestr(name, data)
    return buffer.getvalue()


def test_open_document() -> None:
    assert read_workbook(ods(), "a.ods")[0].cells == (("STT", 5),)


def test_open_document_that_unfolds() -> None:
    assert refused(ods(' table:number-rows-repeated="1000000"', ' table:number-columns-repeated="1000"')) == "too-wide"
