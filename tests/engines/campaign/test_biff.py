"""Hidden rows and old fonts of workbooks of Excel 97."""

from __future__ import annotations

import contextlib
import random
import struct

import old_excel
import pytest

from vinhdanh.engines.campaign import biff
from vinhdanh.engines.campaign.grid import open_book
from vinhdanh.engines.sheets import read_form
from vinhdanh.engines.vietnamese.legacy import encode

ROWS = (("STT", "Họ và tên", "Năm sinh"), (1, "Lê Văn An", 1970), (2, "Trần Thị Bình", 1980))


def test_hidden_rows_are_read_and_said() -> None:
    data = old_excel.workbook({"DS": ROWS, "Khác": ROWS}, hidden={"DS": [2]})
    assert biff.hidden_rows(data) == {"DS": frozenset({3})}
    assert biff.old_fonts(data) == {}
    reading = read_form(data, "a.xls")
    assert [n.name for n in reading.persons][:2] == ["Lê Văn An", "Trần Thị Bình"]
    assert [(f.code, f.sheet, f.cell) for f in reading.findings if f.code == "sheets.rows-hidden"] == [
        ("sheets.rows-hidden", "DS", "A3")
    ]


def test_names_in_capitals_by_their_font_alone() -> None:
    rows = [[encode(v.lower(), "tcvn3") if isinstance(v, str) else v for v in row] for row in ROWS]
    fonts = {(r, c): ".VnTimeH" if c == 1 else ".VnTime" for r in range(3) for c in range(3)}
    data = old_excel.workbook({"DS": rows}, fonts={"DS": fonts})
    assert (1, 1, ".VnTimeH") in biff.old_fonts(data)["DS"]
    assert open_book(data, "a.xls").grids[0].fonts
    persons = read_form(data, "a.xls").persons
    assert [(n.name, n.typed_name) for n in persons] == [("Lê Văn An", "LÊ VĂN AN"), ("Trần Thị Bình", "TRẦN THỊ BÌNH")]


def test_a_stream_in_small_sectors_and_a_book_of_another_name() -> None:
    sound = old_excel.workbook({"DS": ROWS}, hidden={"DS": [1]})
    stream = sound[512 * 4 :]
    assert biff.hidden_rows(old_excel.compound(stream[:3000], small=True)) == {"DS": frozenset({2})}
    assert biff.hidden_rows(old_excel.compound(stream, "Book")) == {}


@pytest.mark.parametrize("seed", range(5))
def test_broken_files_end_in_a_known_error(seed: int) -> None:
    chance = random.Random(seed)
    sound = old_excel.workbook({"DS": ROWS}, hidden={"DS": [1]})
    for _ in range(60):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.choice((0, 1, 255, chance.randrange(256)))
        with contextlib.suppress(ValueError, struct.error, IndexError):
            assert isinstance(
                biff.hidden_rows(bytes(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)), dict
            )
        with contextlib.suppress(ValueError, struct.error, IndexError):
            assert isinstance(biff.old_fonts(bytes(data)), dict)
