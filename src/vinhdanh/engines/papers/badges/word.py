"""Badges and plates as Word: the same lines and sizes as the PDF; crop marks stand in the header, behind the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from vinhdanh.engines.papers.badges import art, layout
from vinhdanh.engines.papers.badges.batch import BadgeBatch, Batch, PlateBatch
from vinhdanh.engines.papers.badges.layout import CELL, LEFT, SHEET, TOP
from vinhdanh.engines.papers.certificates import motifs, qr
from vinhdanh.engines.papers.certificates.fit import fit
from vinhdanh.engines.papers.certificates.marks import Piece, column, ground, numbered, one, paragraph, picture, rule, run, text
from vinhdanh.engines.papers.certificates.word import Pictures, embed_display
from vinhdanh.engines.papers.certificates.words import EMPTY
from vinhdanh.engines.papers.measures import MM
from vinhdanh.engines.papers.typst_run import UNDATED
from vinhdanh.engines.papers.word import new_document, save_docx
from vinhdanh.engines.papers.word_xml import tw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document

    from vinhdanh.engines.papers.badges.batch import Badge, Kind, Plate
    from vinhdanh.engines.papers.certificates.fit import Fitted

PPI = 300
WHITE = "#FFFFFF"
SPARE = 2.0
"""mm that stay free under the table, so that rounding never makes a second page."""
_SPACES = nsdecls("w", "r", "wp", "a", "pic")


def render_docx(batch: Batch) -> bytes:
    """The batch as one Word file: four badges a sheet with bleed and crop marks, or a plate a sheet. The same batch gives the same bytes.

    A batch without items gives one page that says so.
    """
    document = new_document(batch.title, batch.author, datetime.combine(batch.day or UNDATED, time()))
    embed_display(document)
    pictures = Pictures(document)
    if not batch.items:
        body = one(batch.title, 16, "b", level=0).write(0) + one(EMPTY, 13).write(12) + _section(SHEET, (30, 30, 30, 30), "")
    elif isinstance(batch, PlateBatch):
        body = _plates(batch) + _section((SHEET[1], SHEET[0]), (0, 0, 0, 0), "")
    else:
        header = _crop_marks(document, pictures)
        body = _badges(batch, pictures) + _section(SHEET, (TOP, LEFT, TOP - SPARE, LEFT), header)
    return save_docx(document, numbered(body))


def _section(size: tuple[float, float], margins: tuple[float, float, float, float], header: str) -> str:
    top, right, bottom, left = (tw(m) for m in margins)
    turned = ' w:orient="landscape"' if size[0] > size[1] else ""
    reference = f'<w:headerReference w:type="default" r:id="{header}"/>' if header else ""
    return (
        f'<w:sectPr>{reference}<w:pgSz w:w="{tw(size[0])}" w:h="{tw(size[1])}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{tw(5)}" w:footer="0" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _crop_marks(document: Document, pictures: Pictures) -> str:
    """The crop marks behind the table, in the header: one picture for all pages. Returns the id of the header."""
    section = document.sections[0]
    header = section.header
    header.is_linked_to_previous = False
    rel = pictures.add(motifs.png(art.crop_marks(), *SHEET, PPI), header.part)
    old = header.paragraphs[0]._p  # noqa: SLF001  # python-docx has no call for anchored pictures
    xml = paragraph(ground(rel, *SHEET), pitch=1)
    old.getparent().replace(old, parse_xml(xml.replace("<w:p>", f"<w:p {_SPACES}>", 1)))
    reference = section._sectPr.find(qn("w:headerReference"))  # noqa: SLF001  # its id goes into the section that we write
    if reference is None:  # python-docx has just made it
        raise LookupError("headerReference")
    return str(reference.get(qn("r:id")))


def _table(rows: Iterable[tuple[float, Iterable[str]]], widths: tuple[float, ...]) -> str:
    """Rows of exact height (mm) and their cells."""
    grid = "".join(f'<w:gridCol w:w="{tw(w)}"/>' for w in widths)
    made = "".join(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{tw(height)}" w:hRule="exact"/></w:trPr>{"".join(cells)}</w:tr>'
        for height, cells in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(tw, widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"
    )


def _cell(content: str, width: float, *, fill: str = "", side: float = 0.0, border: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill.removeprefix("#")}"/>' if fill else ""
    pads = "".join(f'<w:{at} w:w="{tw(side)}" w:type="dxa"/>' for at in ("left", "right")) if side else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{tw(width)}" w:type="dxa"/>{border}{shade}{f"<w:tcMar>{pads}</w:tcMar>" if pads else ""}'
        f'<w:vAlign w:val="top"/></w:tcPr>{content or paragraph("", pitch=1)}</w:tc>'
    )


def _badges(batch: BadgeBatch, pictures: Pictures) -> str:
    shared = layout.shared(batch)
    pages = []
    for i in range(0, len(batch.items), 4):
        rows: list[tuple[float, list[str]]] = []
        for j in range(i, min(i + 4, len(batch.items)), 2):
            pair = batch.items[j : j + 2]
            empty = [_cell("", CELL[0])] * (2 - len(pair))
            rows += [
                (
                    layout.BAND,
                    [_cell(_top(item.kind, shared, pictures), CELL[0], fill=item.kind.colour) for item in pair] + empty,
                ),
                (layout.MIDDLE, [_cell(_middle(item, pictures), CELL[0], side=7) for item in pair] + empty),
                (layout.FOOT, [_cell(_foot(item.kind, pictures), CELL[0], fill=item.kind.colour) for item in pair] + empty),
            ]
        # each sheet is one table; the mark before the next begins a page
        pages.append((paragraph("", pitch=1, new_page=True) if i else "") + _table(rows, (CELL[0], CELL[0])))
    return "".join(pages) + paragraph("", pitch=1)


def _image(rel: str, breadth: float, height: float, *, gap: float = 0.0, share: float = 0.0, alt: str = "") -> Piece:
    drawn = picture(rel, breadth, height, alt)
    return Piece(height, lambda before: paragraph(drawn, pitch=None, before=before), gap, share)


def _top(kind: Kind, shared: layout.Shared, pictures: Pictures) -> str:
    slot = pictures.add(motifs.png(art.slot(kind.colour), *art.SLOT, PPI))
    strip = pictures.add(motifs.png(art.strip(kind.colour), CELL[0], art.STRIP, PPI))
    pieces = [
        _image(slot, *art.SLOT, gap=layout.BLEED + 4),
        text(shared.issuer, colour=WHITE, share=1),
        text(shared.motto, "b", colour=WHITE, gap=0.8),
        _image(strip, CELL[0], art.STRIP, share=1),
    ]
    return column(pieces, layout.BAND - 3.6)


def _middle(item: Badge, pictures: Pictures) -> str:
    made = layout.card(item)
    return column(_pieces(item, made, pictures), layout.MIDDLE - 1)


def _pieces(item: Badge, made: layout.Card, pictures: Pictures) -> Iterator[Piece]:
    yield text(made.name, "display" if item.name else "", gap=2.5 if item.name else 8)
    if made.post.lines:
        yield text(made.post, gap=1.4)
    if made.unit.lines:
        yield text(made.unit, "b", gap=0 if made.post.lines else 1.4)
    number = " · ".join(t for t in (item.number, item.code) if t)
    if item.check:
        code = pictures.add(qr.png(item.check))
        yield _image(code, layout.CODE, layout.CODE, share=1, alt=f"Mã QR điểm danh: {item.check}")
    line = run(number, 8.5) + (run("   Ghế ", 10) + run(item.seat, 14, "b") if item.seat else "")
    pitch = 16.0 if item.seat else 10.0
    yield Piece(pitch * MM, lambda before: paragraph(line, pitch=pitch, before=before), 0.8, 0 if item.check else 1)


def _foot(kind: Kind, pictures: Pictures) -> str:
    wide = art.bars_width(kind.bars)
    rel = pictures.add(motifs.png(art.bars(kind.bars, kind.colour), wide, art.BAR[1], PPI))
    bar = picture(rel, wide, art.BAR[1], "")
    inner = bar + run(f"  {kind.word}  ", 20, "b", colour=WHITE) + bar
    return paragraph(inner, pitch=None, before=3 / MM)


def _plates(batch: PlateBatch) -> str:
    wide, tall = layout.PLATE
    event = fit(batch.event, layout.PLATE_ROOM, "i", layout.PLATE_EVENT)
    pages = []
    cut = '<w:tcBorders><w:bottom w:val="dashed" w:sz="4" w:space="0" w:color="808080"/></w:tcBorders>'
    for i, item in enumerate(batch.items):
        side = _plate(item, event)
        rows = [
            (tall - 0.5, [_cell(side, wide, side=20, border=cut)]),
            (tall - 0.5, [_cell(side, wide, side=20)]),
        ]
        pages.append((paragraph("", pitch=1, new_page=True) if i else "") + _table(rows, (wide,)))
    return "".join(pages) + paragraph("", pitch=1)


def _plate(item: Plate, event: Fitted) -> str:
    name, post = layout.plate(item)
    wide, tall = layout.PLATE_ROOM, layout.PLATE[1]
    pieces = [
        rule(wide, wide, drop=8, colour=motifs.GOLD, weight=8),
        text(event, "i", share=1),
        text(name, "display", colour=motifs.RED, gap=4),
        *([text(post, "b", gap=4)] if post.lines else []),
        rule(wide, wide, drop=0, colour=motifs.GOLD, weight=8),
    ]
    last = replace(pieces[-1], share=1)
    return column([*pieces[:-1], last], tall - 9)
