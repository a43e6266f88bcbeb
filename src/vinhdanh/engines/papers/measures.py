"""Sizes and distances of Decree 30/2020/NĐ-CP, Annex I, and widths of text, for both writers.

Lengths are mm, type sizes pt. `templates/nd30.typ` holds the same figures for the PDF; a test reads them back from both files.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.papers.model import Column

FONTS = Path(__file__).parent / "fonts"
FACES = {"": "Tinos_400Regular", "b": "Tinos_700Bold", "i": "Tinos_400Regular_Italic", "bi": "Tinos_700Bold_Italic"}
MM = 25.4 / 72
NBSP = "\u00a0"

PORTRAIT = (210.0, 297.0)
MARGINS = {"top": 20.0, "bottom": 20.0, "left": 30.0, "right": 15.0}
LANDSCAPE_LEFT = 20.0
"""The bound edge of a landscape page is its long upper one, which has 20 mm already."""
HEAD_LEFT = 0.42
"""Part of the issuer in the head: quốc hiệu at 13 pt needs 95.7 mm, 58 % of 165."""
INDENT = 12.7
PITCH, GAP = 18.0, 6.0
HEAD_RULE = TITLE_RULE = 0.4
"""Rule under issuer and title, as a share of the longest line (the decree: 1/3 to 1/2)."""
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
CREED = "Độc lập - Tự do - Hạnh phúc"
DOTS = "…" * 12
"""Where a hand writes a name that is not known yet."""

_SYMBOL = re.compile(r"\d*\s*/(?:\d{4}/)?[^\W\d_]+(?:-[^\W\d_]+)+|\d{4}\u00a0-\u00a0\d{4}")
_RANGE = re.compile(r"(?<![\d-])((?:19|20)\d{2}) ?[-–] ?((?:19|20)\d{2})(?![\d-])")
_PAIR = re.compile(r"\b(năm|thứ) (\d{4}|[IVXLC]+\b)")
_PASTED = dict.fromkeys(map(ord, "\uf02d\uf0a7\uf0b7\uf0d8\uf0e0\uf0fc"), "-") | dict.fromkeys(map(ord, "\t\r\x0b"), " ")
"""Bullets that Word pastes from its symbol fonts, and the spaces of spreadsheets."""
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|[\ud800-\udfff]")


def text_width(*, landscape: bool) -> float:
    """Width of the text in mm: 165 upright, 262 landscape."""
    if landscape:
        return PORTRAIT[1] - LANDSCAPE_LEFT - MARGINS["right"]
    return PORTRAIT[0] - MARGINS["left"] - MARGINS["right"]


def clean(text: str) -> str:
    """NFC without control characters: what both writers may set."""
    return unicodedata.normalize("NFC", _CONTROL.sub("", text.replace("\r\n", "\n").translate(_PASTED)))


def joined(text: str) -> str:
    """`clean` text with no-break spaces in "năm 2020", "lần thứ I" and "2016 - 2020"."""
    text = _RANGE.sub(rf"\1{NBSP}-{NBSP}\2", clean(text))
    return _PAIR.sub(rf"\1{NBSP}\2", text)


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces; True marks one that no line may break: "70/KH-LĐLĐ", "2016 - 2020"."""
    at = 0
    text = joined(text)
    for match in _SYMBOL.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], False
        yield match.group(), True
        at = match.end()
    if at < len(text):
        yield text[at:], False


@cache
def _advances(face: str) -> tuple[dict[int, int], int]:
    with TTFont(FONTS / f"{FACES[face]}.ttf", lazy=True) as font:
        glyphs = font["hmtx"]
        return {code: glyphs[name][0] for code, name in font.getBestCmap().items()}, font["head"].unitsPerEm


def codes(face: str) -> frozenset[int]:
    """Code points that a face of the text can draw; `face` is a key of `FACES`."""
    return frozenset(_advances(face)[0])


def width(text: str, size: float, face: str = "") -> float:
    """Width in mm of one line without kerning, as both writers set it; a letter that Tinos lacks counts as one em."""
    advances, units = _advances(face)
    return sum(advances.get(ord(c), units) for c in text) / units * size * MM


def motto_size(room: float, wanted: float = 13) -> float:
    """The size at which quốc hiệu stays on one line: 13, stepping down as the decree allows."""
    size = wanted
    while size > 8 and width(MOTTO, size, "b") > room:
        size -= 0.5
    return size


def column_widths(columns: tuple[Column, ...], room: float) -> tuple[float, ...]:
    """Widths in mm: open columns share what the fixed ones leave (at least 12 mm each); the sum is `room`."""
    fixed = sum(c.width or 0 for c in columns)
    opened = sum(c.width is None for c in columns)
    rest = max(12.0 * opened, room - fixed)
    raw = [rest / opened if c.width is None else c.width for c in columns]
    scale = room / sum(raw)
    return tuple(w * scale for w in raw)
