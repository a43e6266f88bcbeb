"""Lists in Word tables, in text files and in old encodings."""

from __future__ import annotations

import shutil
import zipfile
from io import BytesIO

import docx
import pytest
import xlsxwriter
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls

from vinhdanh.engines.campaign import cell_fonts, child, grid, office, word_cells, worker
from vinhdanh.engines.campaign.types import Body, Settings, Severity, Union
from vinhdanh.engines.sheets import FormReading, many, read_form, read_many
from vinhdanh.engines.vietnamese import Encoding, encode

HEADS = ("STT", "Họ và tên", "Năm sinh", "Dân tộc", "Danh hiệu đã đạt")
PEOPLE = (("1", "Nguyễn Văn Tám", "1980", "Kinh", "CSTĐCS 2018"), ("2", "Điểu Hùng", "1981", "Xtiêng", "LĐTT 2017\nLĐTT 2018"))
SETTINGS = Settings(id="x", name="Hội nghị", rule_set="2017-2023", host=Body("Liên đoàn Lao động"), year=2020)


def saved(document: object) -> bytes:
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]  # the library has no types
    return buffer.getvalue()


def word(*, leading: int = 1, numbered: bool = False) -> bytes:
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text, head.cell(0, 1).text = "CĐCS TRƯỜNG MẦM NON HOA SEN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    for i in range(leading):
        document.add_paragraph(f"Danh sách đề nghị, đoạn {i}")
    table = document.add_table(1, 5)
    for cell, text in zip(table.rows[0].cells, HEADS, strict=True):
        cell.text = text
    for person in PEOPLE:
        cells = table.add_row().cells
        for cell, text in zip(cells, person, strict=True):
            first, *more = text.split("\n")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)
        if numbered:
            paragraph = cells[0].paragraphs[0]
            paragraph.text = ""
            paragraph._p.insert(
                0, parse_xml(f'<w:pPr {nsdecls("w")}><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>')
            )
    merged = table.add_row().cells
    merged[0].merge(merged[4]).text = "II. KHỐI CƠ QUAN"
    document.add_paragraph("CHỦ TỊCH")
    return saved(document)


def summary(reading: FormReading) -> list[tuple[str, int | None, str, list[int | None]]]:
    return [(p.name, p.birth.year if p.birth else None, p.ethnicity, [a.year for a in p.achievements]) for p in reading.persons]


WANTED = [("Nguyễn Văn Tám", 1980, "Kinh", [2018]), ("Điểu Hùng", 1981, "Xtiêng", [2017, 2018])]


@pytest.mark.parametrize("leading", [0, 1, 60])
@pytest.mark.parametrize("numbered", [False, True])
def test_a_word_table_is_read_by_the_same_reader(leading: int, numbered: bool) -> None:
    union = Union("MN-01", "CĐCS Trường Mầm non Hoa Sen")
    reading = read_form(word(leading=leading, numbered=numbered), "ds.docx", settings=SETTINGS, unions=(union,))
    assert summary(reading) == WANTED
    assert (reading.union_code, reading.findings) == ("MN-01", ())


def test_merged_cells_of_a_word_table() -> None:
    document = docx.Document()
    table = document.add_table(4, 4)
    rows = (("STT", "Họ và tên", "Năm sinh", ""), ("", "", "Nam", "Nữ"), ("1", "Lê An", "1980", ""), ("2", "Lê Ba", "", "1981"))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(1, 1))
    reading = read_form(saved(document), "ds.docx")
    assert [(p.name, p.sex, p.birth.year if p.birth else None) for p in reading.persons] == [
        ("Lê An", "nam", 1980),
        ("Lê Ba", "nữ", 1981),
    ]


def test_texts_of_a_word_cell() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    inner = cell.add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "trong", "bảng"
    run = cell.paragraphs[0].add_run("một\thai")
    run.add_break()
    run._r.append(OxmlElement("w:noBreakHyphen"))
    gone = parse_xml(f"<w:del {nsdecls('w')}><w:r><w:t>xóa</w:t></w:r></w:del>")
    kept = parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>thêm</w:t></w:r></w:ins>")
    cell.paragraphs[0]._p.append(gone)
    cell.paragraphs[0]._p.append(kept)
    rows, merged = word_cells.document(saved(document))
    assert (rows, merged) == ([["một hai\n-thêm\ntrong\nbảng"]], [])


def test_a_word_file_without_anything() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as z:
        z.writestr("word/document.xml", "<a/>")
    assert [f.code for f in read_form(buffer.getvalue(), "a.docx").findings] == ["sheets.no-nominee"]


def test_old_word_files_need_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    (finding,) = read_form(old, "a.doc").findings
    assert (finding.code, finding.severity) == ("sheets.file-word", Severity.BLOCKING)
    assert ".docx" in finding.remedy


@pytest.mark.parametrize("start", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), b"{\\rtf1 a}"])
def test_old_word_files_are_converted(monkeypatch: pytest.MonkeyPatch, start: bytes) -> None:
    made: list[str] = []

    def run(order: list[str]) -> None:
        made.append(order[-1])
        folder = order[order.index("--outdir") + 1]
        with open(f"{folder}/list.docx", "wb") as file:  # noqa: PTH123
            file.write(word())

    monkeypatch.setattr(shutil, "which", lambda _: "soffice")
    monkeypatch.setattr(office, "_run", run)
    assert summary(read_form(start, "a.doc")) == WANTED
    assert made[0].endswith((".doc", ".rtf"))


def test_a_converter_that_hangs_or_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "SECONDS", 0.2)
    monkeypatch.setattr(shutil, "which", lambda _: "/bin/sleep")
    assert [f.code for f in read_form(b"{\\rtf1 a}", "a.rtf").findings] == ["sheets.file-word"]
    with pytest.raises(office.subprocess.TimeoutExpired):
        office._run(["/bin/sleep", "20"])


def old_book(encoding: Encoding, font: str, *, more: tuple[str, ...] = ()) -> bytes:
    buffer = BytesIO()
    wb = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet, cell = wb.add_worksheet("DS"), wb.add_format({"font_name": font} if font else {})
    for r, row in enumerate((HEADS, *PEOPLE, *((str(i), t, "1980", "", "") for i, t in enumerate(more, 3)))):
        for c, text in enumerate(row):
            if r > len(PEOPLE):
                sheet.write_string(r, c, text)
            else:
                sheet.write_string(r, c, encode(text, encoding, as_typed=font.endswith("H")), cell)
    wb.close()
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("encoding", "font"),
    [("tcvn3", ""), ("tcvn3", ".VnTime"), ("tcvn3", ".VnTimeH"), ("vni", "VNI-Times"), ("mojibake", "")],
)
def test_old_encodings_become_unicode_and_it_is_said(encoding: Encoding, font: str) -> None:
    reading = read_form(old_book(encoding, font), "a.xlsx")
    assert [p.name for p in reading.persons] == ["Nguyễn Văn Tám", "Điểu Hùng"]
    assert [p.birth.year for p in reading.persons if p.birth] == [1980, 1981]
    note = next(f for f in reading.findings if f.code == "sheets.legacy-text")
    assert (note.severity, note.sheet) == (Severity.NOTE, "DS")
    assert "%" in note.message
    if font == ".VnTimeH":
        assert reading.persons[0].typed_name == "NGUYỄN VĂN TÁM"


def test_a_file_half_converted() -> None:
    reading = read_form(old_book("tcvn3", "", more=("Trần Thị Bưởi", "Lê Ngọc Ánh")), "a.xlsx")
    assert [p.name for p in reading.persons][2:] == ["Trần Thị Bưởi", "Lê Ngọc Ánh"]


def test_unicode_is_left_alone() -> None:
    reading = read_form(word(), "ds.docx")
    assert not [f for f in reading.findings if f.code == "sheets.legacy-text"]


def test_fonts_of_a_package_without_its_sheet() -> None:
    data = old_book("tcvn3", ".VnTime")
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            if "sheet1" not in name:
                new.writestr(name, old.read(name))
    assert cell_fonts.old_fonts(buffer.getvalue()) == {"DS": []}
    assert cell_fonts.old_fonts(data)["DS"][0] == (0, 0, ".VnTime")


def test_many_files_are_read_alike_by_one_and_by_several() -> None:
    files = [(f"MN-{i:02d}.docx" if i % 3 else f"MN-{i:02d}.xlsx", word() if i % 3 else old_book("vni", "")) for i in range(8)]
    unions = tuple(Union(f"MN-{i:02d}", f"CĐCS Trường số {i}") for i in range(8))
    one = read_many(files, settings=SETTINGS, unions=unions)
    assert one == read_many(files, settings=SETTINGS, unions=unions, processes=2)
    assert [r.file for r in one] == [name for name, _ in files]
    assert [r.union_code for r in one][::3] == ["MN-00", "MN-03", "MN-06"]


def test_processes_that_die_cost_nothing_but_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(many, "ProcessPoolExecutor", broken)
    monkeypatch.setattr(many, "ENOUGH", 1)
    (one,) = read_many([("a.docx", word())])
    assert summary(one) == WANTED


def test_a_new_process_is_told_the_campaign_once() -> None:
    many._begin(SETTINGS, ())
    assert many._read(("a.docx", word())) == read_form(word(), "a.docx", settings=SETTINGS)


def test_a_scan_is_a_file_that_the_union_has_sent() -> None:
    unions = (Union("MN-01", "CĐCS Trường Mầm non Hoa Sen"),)
    reading = read_form(b"\xff\xd8\xff\xe0JFIF", "MN-01 danh sach.jpg", settings=SETTINGS, unions=unions)
    assert (reading.union_code, reading.persons, reading.nil_reason) == ("MN-01", (), None)
    assert [(f.code, f.severity, f.union) for f in reading.findings] == [("sheets.to-type-in", Severity.WARNING, "MN-01")]


@pytest.mark.parametrize(("letter", "data"), [(b"w", word(leading=40)), (b"f", old_book("tcvn3", ".VnTime"))])
def test_the_reading_process_says_what_it_would_say_here(letter: bytes, data: bytes) -> None:
    assert child.read(letter + data) == worker.ask(letter + data)


def test_values_of_every_kind_come_over() -> None:
    buffer = BytesIO()
    wb = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = wb.add_worksheet("Ẩn")
    formats = [wb.add_format({"num_format": f}) for f in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm")]
    sheet.write_row(1, 1, ("a", " ", 5, 1.5, True, "a"))
    for col, (value, style) in enumerate(zip((27454, 27454.25, 0.5), formats, strict=True)):
        sheet.write_number(2, col, value, style)
    sheet.write_blank(5, 9, None, formats[0])
    wb.close()
    (here,) = grid._unpacked(child.read(b"b" + buffer.getvalue()))
    assert here == grid.read_workbook(buffer.getvalue(), "a.xlsx")[0]
    assert (here.height, here.width, here.at(1, 1), here.at(1, 2), here.at(1, 5)) == (3, 7, "a", None, True)
