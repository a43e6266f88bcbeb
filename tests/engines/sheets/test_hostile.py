"""Files that would harm a careless reader: each is a clear finding, and the next file is read as ever."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
import xlsxwriter

from vinhdanh.engines.campaign import child, grid, worker
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.sheets import FormReading, findings_workbook, read_form

HEADS = ("STT", "Họ và tên", "Năm sinh", "Ghi chú")


def book(rows: int = 1, *, macros: bool = False) -> bytes:
    buffer = BytesIO()
    wb = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = wb.add_worksheet("DS")
    sheet.write_row(0, 0, HEADS)
    for i in range(1, rows + 1):
        sheet.write_row(i, 0, (i, "Lê Văn An", 1980))
    wb.close()
    return changed(buffer.getvalue(), {"xl/vbaProject.bin": b"x"}) if macros else buffer.getvalue()


def changed(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with some parts replaced or added."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return buffer.getvalue()


def codes(reading: FormReading) -> list[str]:
    return [f.code.removeprefix("sheets.") for f in reading.findings]


def read(data: bytes, name: str = "a.xlsx") -> FormReading:
    reading = read_form(data, name)
    assert all(f.message and f.remedy for f in reading.findings)
    assert [p.name for p in read_form(book(), "b.xlsx").persons] == ["Lê Văn An"]
    return reading


def sheet_of(data: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as z:
        return z.read("xl/worksheets/sheet1.xml")


def test_a_bomb_that_lies_about_its_size() -> None:
    data = changed(
        book(), {"xl/worksheets/sheet1.xml": sheet_of(book()).replace(b"<sheetData>", b"<sheetData>" + b" " * 425_000_000)}
    )
    with zipfile.ZipFile(BytesIO(data)) as z:
        entry = z.getinfo("xl/worksheets/sheet1.xml")
        start = z.start_dir
    assert codes(read(data)) == ["file-too-large"]
    size = struct.pack("<I", entry.file_size)
    lying = data[:start] + data[start:].replace(size, struct.pack("<I", 20_000_000))
    assert codes(read(lying))[0] in {"file-too-large", "file-unsafe", "file-damaged"}


def test_many_texts_in_little_space() -> None:
    """As large as the directory may say: only the limit of memory holds it."""
    text = b"<si><t>" + b"a" * 3_000_000 + b"</t></si>"
    shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + text * 125 + b"</sst>"
    reading = read(changed(book(), {"xl/sharedStrings.xml": shared}))
    assert codes(reading) == ["file-unsafe"]
    assert reading.findings[0].severity is Severity.BLOCKING


def test_a_stray_cell_without_a_dimension() -> None:
    far = sheet_of(book()).replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    assert codes(read(changed(book(), {"xl/worksheets/sheet1.xml": far}))) == ["file-too-wide"]


def test_a_million_blank_rows() -> None:
    blank = b"".join(b'<row r="%d" ht="15"><c r="A%d" s="0"/><c r="P%d" s="0"/></row>' % (i, i, i) for i in range(3, 1_000_000))
    rows = sheet_of(book()).replace(b"</sheetData>", blank + b"</sheetData>")
    reading = read(changed(book(), {"xl/worksheets/sheet1.xml": rows}))
    assert codes(reading) in (["file-too-wide"], ["file-unsafe"]) or [p.name for p in reading.persons] == ["Lê Văn An"]


def test_macros_and_links_are_said_and_the_list_is_read() -> None:
    reading = read(book(macros=True), "a.xlsm")
    assert (codes(reading), len(reading.persons)) == (["macros"], 1)
    reading = read(changed(book(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}))
    assert (codes(reading), len(reading.persons)) == (["external-links"], 1)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b"\xff\xd8\xff\xe0JFIF", "to-type-in"),
        (b"%PDF-1.4", "to-type-in"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file-password"),
    ],
)
def test_what_is_no_workbook_at_all(data: bytes, code: str) -> None:
    assert codes(read(data)) == [code]


def test_values_of_formulas_and_texts_that_look_like_formulas() -> None:
    buffer = BytesIO()
    wb = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = wb.add_worksheet("DS")
    sheet.write_row(0, 0, HEADS)
    sheet.write_row(1, 0, (1, "Lê Văn An"))
    sheet.write_formula(1, 2, "=1900+80", None, 1980)
    sheet.write_string(1, 3, "=cmd|'/C calc'!A1")
    sheet.write_row(2, 0, (2, '=HYPERLINK("http://a")', 1981))
    wb.close()
    reading = read(buffer.getvalue())
    one = reading.persons[0]
    assert (one.birth.year if one.birth else None, one.note) == (1980, "=cmd|'/C calc'!A1")
    written = findings_workbook(reading.findings)
    with zipfile.ZipFile(BytesIO(written)) as z:
        assert not any(b"<f>" in z.read(n) for n in z.namelist() if n.startswith("xl/worksheets/"))


def test_a_reader_that_was_killed_is_started_again() -> None:
    read(book())
    pid = worker._worker.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert len(read(book()).persons) == 1
    assert worker._worker.pid != pid


@pytest.mark.parametrize("selects", [True, False])
def test_a_file_that_takes_too_long(monkeypatch: pytest.MonkeyPatch, selects: bool) -> None:
    monkeypatch.setattr(worker, "SELECTS", selects)
    worker.close()
    assert worker.ask(b"b" + book(), 20.0) is not None
    monkeypatch.setattr(worker, "SECONDS", 0.0005)
    assert codes(read_form(book(20_000), "a.xlsx")) == ["file-unsafe"]
    monkeypatch.setattr(worker, "SECONDS", 20.0)
    assert len(read(book()).persons) == 1


def test_where_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> bytes:
        raise OSError

    monkeypatch.setattr(worker, "ask", none)
    assert len(read_form(book(), "a.xlsx").persons) == 1
    assert codes(read_form(changed(book(), {"xl/workbook.xml": b"<a"}), "a.xlsx")) == ["file-damaged"]


def test_failures_inside_the_reading_process(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    class PasswordError(Exception):
        pass

    def failing(error: BaseException) -> bytes:
        def fail(*_: object, **__: object) -> bytes:
            raise error

        monkeypatch.setattr(child, "_workbook", fail)
        return child.read(b"b")

    assert failing(PanicException()) == b"Edamaged"
    assert failing(PasswordError()) == b"Epassword"
    assert failing(MemoryError()) == b"Ememory"
    with pytest.raises(KeyboardInterrupt):
        failing(KeyboardInterrupt())
    monkeypatch.setattr(worker, "ask", lambda _: b"Epassword")
    assert codes(read_form(book(), "a.xlsx")) == ["file-password"]
    monkeypatch.setattr(worker, "ask", lambda _: b"EwideDS")
    assert codes(read_form(book(), "a.xlsx")) == ["file-too-wide"]


def test_the_reading_process_answers_until_its_input_ends() -> None:
    request = b"b" + book()
    sink = BytesIO()
    told: list[int] = []
    child.serve(BytesIO(struct.pack("<QB", len(request), 7) + request), sink, told.append)
    reply = sink.getvalue()
    assert told == [7]
    assert struct.unpack("<Q", reply[:8])[0] == len(reply) - 8
    (one,) = grid._unpacked(reply[8:])
    assert one.cells == (HEADS, (1, "Lê Văn An", 1980, None))


@pytest.mark.skipif(os.name != "posix", reason="only POSIX systems end a process that is busy for too long")
def test_the_reading_process_is_ended_when_it_is_busy_for_too_long() -> None:
    source = "import runpy, sys; runpy.run_path(sys.argv[1])['limit_time'](0)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", source, child.__file__], check=False, timeout=60)
    assert done.returncode in {-signal.SIGXCPU, -signal.SIGKILL}


def test_a_slow_machine_does_not_make_a_sound_file_unsafe(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    once = worker.Worker._once

    def slow(self: worker.Worker, request: bytes, seconds: float, busy: int) -> bytes | None:
        asked.append(busy)
        return once(self, request, seconds, busy)

    monkeypatch.setattr(worker.Worker, "_once", slow)
    assert len(read(book()).persons) == 1
    assert set(asked) == {worker.PROCESSOR_SECONDS}
    if os.name == "posix":
        assert worker.SECONDS >= 4 * worker.PROCESSOR_SECONDS
