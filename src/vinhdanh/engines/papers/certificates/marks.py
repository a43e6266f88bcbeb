"""Marks of WordprocessingML for the sheets: coloured and spaced runs, pictures, exact rows; children in the order of the schema."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from vinhdanh.engines.papers.certificates.fit import LINE, Face, Fitted
from vinhdanh.engines.papers.measures import MM, clean
from vinhdanh.engines.papers.word_xml import tw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DISPLAY = "Playfair Display"
TALL = 1.36
"""Pitch of display lines in em: the accents of Playfair rise higher than those of Tinos, and Word cuts what leaves an exact line."""
_EMU = 36000
HEADER_ID = 1
"""Number of a picture as it is drawn; `numbered` gives those of a body numbers of their own."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something in a column: its height, the gap above it in mm (fixed, and shares of what is left), and how it is written.

    `write` takes the space above in pt and gives the marks.
    """

    height: float
    write: Callable[[float], str]
    gap: float = 0.0
    share: float = 0.0


def column(pieces: Iterable[Piece], height: float) -> str:
    """The pieces one under another in `height` mm; what is left of the height goes into the gaps by their shares."""
    pieces = tuple(pieces)
    rest = height - sum(p.height + p.gap for p in pieces)
    shares = sum(p.share for p in pieces)
    unit = max(0.0, rest) / shares if shares else 0.0
    return "".join(p.write((p.gap + p.share * unit) / MM) for p in pieces)


def run(text: str, size: float, face: Face = "", *, colour: str = "", tracking: float = 0.0) -> str:
    """A run of text; `colour` is hexadecimal with #, `tracking` in pt."""
    if not text:
        return ""
    fonts = (
        f'<w:rFonts w:ascii="{DISPLAY}" w:hAnsi="{DISPLAY}" w:eastAsia="{DISPLAY}" w:cs="{DISPLAY}"/>'
        if face == "display"
        else ""
    )
    marks = {"": "", "b": "<w:b/>", "i": "<w:i/>", "display": "<w:b/>"}[face]
    paint = f'<w:color w:val="{colour.removeprefix("#")}"/>' if colour else ""
    spaced = f'<w:spacing w:val="{round(tracking * 20)}"/>' if tracking else ""
    half = round(size * 2)
    words = f'<w:t xml:space="preserve">{escape(clean(text))}</w:t>'
    return f'<w:r><w:rPr>{fonts}{marks}{paint}{spaced}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>{words}</w:r>'


def paragraph(
    inner: str,
    *,
    pitch: float | None,
    before: float = 0.0,
    align: str = "center",
    side: float = 0.0,
    border: str = "",
    new_page: bool = False,
    level: int | None = None,
    frame: str = "",
) -> str:
    """A paragraph. Lengths in pt, `side` (both indents) in mm; `pitch` None: as high as its picture; `frame`: a w:framePr."""
    line = f'w:line="{round(pitch * 20)}" w:lineRule="exact"' if pitch else 'w:line="240" w:lineRule="auto"'
    props = (
        "<w:pageBreakBefore/>" if new_page else "",
        frame,
        f"<w:pBdr>{border}</w:pBdr>" if border else "",
        f'<w:spacing w:before="{round(before * 20)}" w:after="0" {line}/>',
        f'<w:ind w:left="{tw(side)}" w:right="{tw(side)}"/>' if side else "",
        f'<w:jc w:val="{align}"/>',
        f'<w:outlineLvl w:val="{level}"/>' if level is not None else "",
        "" if inner and pitch else '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>',
    )
    return f"<w:p><w:pPr>{''.join(props)}</w:pPr>{inner}</w:p>"


def text(
    fitted: Fitted,
    face: Face = "",
    *,
    lead: float = 0.06,
    gap: float = 0.0,
    share: float = 0.0,
    colour: str = "",
    tracking: float = 0.0,
    prefix: str = "",
    level: int | None = None,
    align: str = "center",
    new_page: bool = False,
) -> Piece:
    """Lines that were broken before, one paragraph each; `prefix` are runs before the first one."""
    pitch = fitted.size * (TALL if face == "display" else LINE + lead)

    def write(before: float) -> str:
        return "".join(
            paragraph(
                ("" if i else prefix) + run(line, fitted.size, face, colour=colour, tracking=tracking),
                pitch=pitch,
                before=0 if i else before,
                align=align,
                level=level if i == 0 else None,
                new_page=new_page and i == 0,
            )
            for i, line in enumerate(fitted.lines)
        )

    return Piece(pitch * len(fitted.lines) * MM, write, gap, share)


def one(words: str, size: float, face: Face = "", **form: object) -> Piece:
    """A single line of text."""
    return text(Fitted(size, (words,)), face, **form)  # type: ignore[arg-type]  # passed through as given


def rule(length: float, room: float, *, drop: float = 0.9, colour: str = "auto", weight: int = 5) -> Piece:
    """A line of `length` mm in `room` mm: the upper border of an empty paragraph, no floating shape. `weight` in eighths of a point."""
    border = f'<w:top w:val="single" w:sz="{weight}" w:space="0" w:color="{colour.removeprefix("#")}"/>'
    side = max(0.0, (room - length) / 2)
    return Piece(2 * MM, lambda before: paragraph("", pitch=2, before=before, side=side, border=border), drop)


def boxed(words: str, size: float, room: float, length: float, colour: str) -> Piece:
    """A framed line of `length` mm in the middle of `room` mm."""
    paint = colour.removeprefix("#")
    border = "".join(
        f'<w:{s} w:val="single" w:sz="8" w:space="3" w:color="{paint}"/>' for s in ("top", "left", "bottom", "right")
    )
    inner = run(words, size, "b", colour=colour)
    side = max(0.0, (room - length) / 2 - 2)
    return Piece(
        size * LINE * MM + 3, lambda before: paragraph(inner, pitch=size * LINE, before=before, side=side, border=border), 2
    )


def picture(rel: str, breadth: float, height: float, alt: str) -> str:
    """A run with an inline picture, sizes in mm; without `alt` it is an ornament, and a reader of the page passes over it."""
    return f"<w:r><w:drawing>{_inline(rel, breadth, height, alt)}</w:drawing></w:r>"


def _graphic(rel: str, breadth: float, height: float, alt: str) -> tuple[str, str, str]:
    extent = f'cx="{round(breadth * _EMU)}" cy="{round(height * _EMU)}"'
    ornament = (
        ""
        if alt
        else '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    name = f'<wp:docPr id="{HEADER_ID}" name="Picture" descr={quoteattr(alt)}>{ornament}</wp:docPr>'
    graphic = (
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="Picture"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{rel}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic>"
    )
    return extent, name, graphic


def _inline(rel: str, breadth: float, height: float, alt: str) -> str:
    extent, name, graphic = _graphic(rel, breadth, height, alt)
    return f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>{name}{graphic}</wp:inline>'


def numbered(xml: str) -> str:
    """The marks of a body with a number of its own for each picture, as Word wants it; they follow that of the header."""
    count = itertools.count(HEADER_ID + 1)
    return re.sub(r'(?<=<wp:docPr id=")\d+', lambda _: str(next(count)), xml)


def ground(rel: str, breadth: float, height: float) -> str:
    """A run with a picture behind the text that fills the sheet from its upper left corner."""
    extent, name, graphic = _graphic(rel, breadth, height, "")
    place = "".join(
        f'<wp:position{axis} relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:position{axis}>' for axis in ("H", "V")
    )
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="1" '
        f'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>{place}<wp:extent {extent}/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>{name}{graphic}</wp:anchor></w:drawing></w:r>'
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a layout row: width and padding in mm, place of its content (`align`: top, center, bottom), `border`: colour of a frame."""

    content: str
    width: float
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    align: str = "top"
    border: str = ""


def table(rows: Iterable[tuple[Cell, ...]], heights: Iterable[float | None], *, line: str = "") -> str:
    """A table that places its cells; a row with a height in mm has exactly that height. `line`: colour of a rule above each row but one."""
    rows = tuple(rows)
    widths = [cell.width for cell in rows[0]]
    grid = "".join(f'<w:gridCol w:w="{tw(w)}"/>' for w in widths)
    made = "".join(_row(row, height, line if i else "") for i, (row, height) in enumerate(zip(rows, heights, strict=True)))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(tw, widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"
    )


def _row(cells: tuple[Cell, ...], height: float | None, line: str) -> str:
    tall = f'<w:trHeight w:val="{tw(height)}" w:hRule="exact"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}</w:trPr>{''.join(_cell(c, line) for c in cells)}</w:tr>"


def _cell(cell: Cell, line: str) -> str:
    sides = ("top", "left", "bottom", "right") if cell.border else ("top",) if line else ()
    paint = (cell.border or line).removeprefix("#")
    weight = 7 if cell.border else 3
    borders = "".join(f'<w:{s} w:val="single" w:sz="{weight}" w:space="0" w:color="{paint}"/>' for s in sides)
    pads = (("top", cell.top), ("left", cell.left), ("bottom", cell.bottom), ("right", cell.right))
    margins = "".join(f'<w:{side} w:w="{tw(pad)}" w:type="dxa"/>' for side, pad in pads if pad)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{tw(cell.width)}" w:type="dxa"/>'
        + (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "")
        + (f"<w:tcMar>{margins}</w:tcMar>" if margins else "")
        + f'<w:vAlign w:val="{cell.align}"/></w:tcPr>{cell.content}</w:tc>'
    )
