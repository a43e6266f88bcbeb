"""Reads places, sizes and rules out of a PDF: mm from the left and upper edge, sizes in pt."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
from pypdfium2 import raw

MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Glyph:
    page: int
    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs on one baseline without a gap wider than 12 pt."""

    page: int
    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str

    @property
    def width(self) -> float:
        return self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Rule:
    page: int
    x0: float
    x1: float
    y: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0


def _font(text_page: object, index: int) -> str:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text_page, index, buffer, 128, None)
    return buffer.value.decode().split("+")[-1]


def glyphs(pdf: bytes) -> list[Glyph]:
    """All glyphs that are no space, in the order of the pages."""
    out = []
    with pdfium.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            height = page.get_height()
            text_page = page.get_textpage()
            x, y = ctypes.c_double(), ctypes.c_double()
            for i in range(text_page.count_chars()):
                char = chr(raw.FPDFText_GetUnicode(text_page, i))
                if not char.strip() or raw.FPDFText_IsGenerated(text_page, i) == 1:
                    continue
                raw.FPDFText_GetCharOrigin(text_page, i, ctypes.byref(x), ctypes.byref(y))
                left, _, right, _ = text_page.get_charbox(i, loose=True)
                size = raw.FPDFText_GetFontSize(text_page, i)
                out.append(Glyph(number, char, left * MM, right * MM, (height - y.value) * MM, size, _font(text_page, i)))
    return out


def lines(pdf: bytes) -> list[Line]:
    """Lines of text, from top to bottom; words are joined by one space."""
    out = []
    ordered = sorted(glyphs(pdf), key=lambda g: (g.page, round(g.baseline, 1), g.x0))
    for _, row in groupby(ordered, key=lambda g: (g.page, round(g.baseline, 1))):
        part: list[Glyph] = []
        for glyph in [*row, None]:
            if part and (glyph is None or glyph.x0 - part[-1].x1 > 12 * MM):
                text = "".join((" " if i and g.x0 - part[i - 1].x1 > 1.5 * MM else "") + g.text for i, g in enumerate(part))
                first = part[0]
                out.append(Line(first.page, text, first.x0, part[-1].x1, first.baseline, round(first.size, 2), first.font))
                part = []
            if glyph:
                part.append(glyph)
    return out


def rules(pdf: bytes) -> list[Rule]:
    """Horizontal lines that are drawn."""
    out = []
    with pdfium.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            height = page.get_height()
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=5):
                left, bottom, right, top = item.get_bounds()
                if right - left > 5 and top - bottom < 2:
                    out.append(Rule(number, left * MM, right * MM, (height - (top + bottom) / 2) * MM))
    return out


def text(pdf: bytes) -> str:
    """All text in the order of the file without page numbers, no-break spaces and hyphens mapped back."""
    with pdfium.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    bare = (re.sub(r"^\d+\r?\n", "", page) for page in pages)
    return "\n".join(bare).replace("\u00a0", " ").replace("\u2011", "-").replace("\r\n", "\n")


def sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of each page in mm."""
    with pdfium.PdfDocument(pdf) as document:
        return [(page.get_width() * MM, page.get_height() * MM) for page in document]
