from __future__ import annotations

import re
import struct
import zlib

import segno

from vinhdanh.engines.papers.certificates import qr

TEXT = "GK 087/2020 7Q4M-X3RC"


def pixels(png: bytes) -> list[list[bool]]:
    """The dark modules of a one-bit PNG of 8 pixels a module."""
    side = struct.unpack(">I", png[16:20])[0]
    length = struct.unpack(">I", png[33:37])[0]
    raw = zlib.decompress(png[41 : 41 + length])
    row = side // 8 + 1
    return [[byte == 0 for byte in raw[y * 8 * row + 1 : y * 8 * row + row]] for y in range(side // 8)]


def modules(svg: str) -> set[tuple[int, int]]:
    """The dark modules of the SVG path."""
    found = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg)
    return {(int(x) + i, int(y)) for x, y, run in found for i in range(int(run))}


def test_svg_and_png_draw_the_code_that_says_the_text() -> None:
    code = segno.make(TEXT, version=2, error="M", mask=4, boost_error=False, micro=False)
    assert code.designator == "2-M"
    assert code.mode == "alphanumeric"
    dark = {(x, y) for y, row in enumerate(code.matrix) for x, bit in enumerate(row) if bit}
    assert modules(qr.svg(TEXT)) == dark
    rows = pixels(qr.png(TEXT))
    assert {(x, y) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit} == dark
    assert len(rows) == 25


def test_equal_text_gives_equal_pictures_and_other_text_others() -> None:
    assert qr.png(TEXT) == qr.png(TEXT)
    assert qr.svg(TEXT) != qr.svg(TEXT.replace("7", "8"))


def test_a_longer_text_still_finds_room() -> None:
    assert 'viewBox="0 0 29 29"' in qr.svg("GK " + "1" * 50)


def test_hashes_avoid_letters_that_look_like_digits() -> None:
    made = [qr.short_hash(str(i)) for i in range(200)]
    assert len(set(made)) == 200
    assert all(re.fullmatch(r"[A-HJ-NP-Z2-9]{8}", code) for code in made)
    assert qr.short_hash("a", "b") != qr.short_hash("ab")


def test_codes_are_distinct_and_depend_on_their_key_alone() -> None:
    keys = [("c", str(i)) for i in range(600)]
    codes = qr.distinct_codes(keys, length=2)
    assert len(set(codes)) == 600
    assert qr.distinct_codes(keys[5:6], length=6) == (qr.distinct_codes(keys, length=6)[5],)


def test_the_year_is_left_out_when_it_is_not_known() -> None:
    assert qr.check_text("GK", "001", None, "AB") == "GK 001 AB"
    assert qr.check_text("GK", "001", 2020, "AB") == "GK 001/2020 AB"
