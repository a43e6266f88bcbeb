"""Ballots as Word: the same lines and sizes as the PDF; a short one twice on its sheet."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from docx.oxml.ns import nsdecls

from vinhdanh.engines.papers import measures
from vinhdanh.engines.papers.ballots import layout
from vinhdanh.engines.papers.ballots.layout import EDGE, LEFT, RIGHT, SHEET
from vinhdanh.engines.papers.certificates import motifs
from vinhdanh.engines.papers.certificates.fit import Fitted, width
from vinhdanh.engines.papers.certificates.marks import Cell, numbered, one, paragraph, picture, rule, run, table, text
from vinhdanh.engines.papers.certificates.word import Pictures
from vinhdanh.engines.papers.certificates.words import EMPTY
from vinhdanh.engines.papers.model import runs
from vinhdanh.engines.papers.typst_run import UNDATED
from vinhdanh.engines.papers.word import new_document, save_docx
from vinhdanh.engines.papers.word_xml import tw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.engines.papers.ballots.batch import BallotBatch, Form
    from vinhdanh.engines.papers.ballots.layout import Sheet

_SPACES = nsdecls("w", "r", "wp", "a", "pic")
_CUT = "#808080"
_BOX = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 5.2 5.2"><rect width="5.2" height="5.2" fill="#FFFFFF"/>'
    '<rect x=".16" y=".16" width="4.88" height="4.88" fill="none" stroke="#000000" stroke-width=".32"/></svg>'
)
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
WHOLE = (20.0, 15.0, 20.0, 30.0)
"""Margins of a whole sheet: top, right, bottom, left."""


def render_docx(batch: BallotBatch) -> bytes:
    """The ballots as one Word file: a short one twice on its sheet, a long one over whole sheets. The same batch gives the same bytes.

    A batch without ballots gives one page that says so.
    """
    document = new_document(batch.title, batch.author, datetime.combine(batch.day or UNDATED, time()))
    pictures = Pictures(document)
    if batch.items:
        made = [_sheet(form, pictures) for form in batch.items]
        sections = [content + paragraph("", pitch=1).replace("</w:pPr>", f"{section}</w:pPr>") for content, section in made[:-1]]
        body = "".join(sections) + made[-1][0] + paragraph("", pitch=1) + made[-1][1]
    else:
        body = one(batch.title, 16, "b", level=0).write(0) + one(EMPTY, 13).write(12) + _section(WHOLE)
    return save_docx(document, numbered(body))


def _section(margins: tuple[float, float, float, float]) -> str:
    top, right, bottom, left = (tw(m) for m in margins)
    return (
        f'<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="{tw(SHEET[0])}" w:h="{tw(SHEET[1])}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="0" w:footer="0" w:gutter="0"/></w:sectPr>'
    )


def _sheet(form: Form, pictures: Pictures) -> tuple[str, str]:
    """The marks of a ballot and of its section."""
    made = layout.sheet(form)
    content = _ballot(form, made, pictures)
    if not made.half:
        return content, _section(WHOLE)
    row = SHEET[1] / 2 - EDGE
    halves = table([(Cell(content, made.room),), (Cell(content, made.room, top=EDGE),)], [row, row - 0.5], line=_CUT)
    return halves, _section((EDGE, RIGHT, EDGE - 2, LEFT))


def _ballot(form: Form, made: Sheet, pictures: Pictures) -> str:
    rules = "".join(run(r.text, layout.INSTRUCTION, "b" if r.bold else "") for r in runs(form.rules))
    longest = max((width(line, 14, "b") for line in made.subject or ("PHIẾU BÌNH CHỌN",)), default=0.0)
    title = one("PHIẾU BÌNH CHỌN", 14, "b", level=0, lead=0.12).write(9)
    title += text(Fitted(14, made.subject), "b", lead=0.12).write(0) if made.subject else ""
    return (
        _head(form, made)
        + title
        + rule(measures.TITLE_RULE * longest, made.room, drop=1).write(3)
        + paragraph(rules, pitch=layout.INSTRUCTION * 1.17, before=7, align="left")
        + paragraph("", pitch=layout.AIR / measures.MM)
        + _names(form, made, pictures)
        + paragraph(run(form.invalid, layout.FOOT, "i"), pitch=layout.FOOT * 1.17, before=5, align="left")
    )


def _head(form: Form, made: Sheet) -> str:
    left = made.room * measures.HEAD_LEFT
    right = made.room - left
    size = made.size
    longest = max((width(line, size, "b") for line in made.issuer), default=0.0)
    issuer = (text(Fitted(size, made.parent)).write(0) if made.parent else "") + text(Fitted(size, made.issuer), "b").write(0)
    issuer += rule(measures.HEAD_RULE * longest, left).write(2)
    creed = width(measures.CREED, made.motto + 1, "b")
    state = (
        one(measures.MOTTO, made.motto, "b").write(0)
        + one(measures.CREED, made.motto + 1, "b").write(0)
        + rule(creed, right).write(2)
    )
    under = (Cell(one(form.seal, size, "i").write(6), left), Cell(one(form.place_date, size, "i").write(6), right))
    return table([(Cell(issuer, left), Cell(state, right)), under], [None, None])


def _names(form: Form, made: Sheet, pictures: Pictures) -> str:
    borders = "".join(f'<w:{s} w:val="single" w:sz="5" w:space="0" w:color="auto"/>' for s in _SIDES)
    grid = "".join(f'<w:gridCol w:w="{tw(w)}"/>' for w in made.widths)
    heads = [text(Fitted(13, lines), "b").write(2.5) + paragraph("", pitch=2.5) for lines in layout.HEADS[form.style]]
    rows = [_row(zip(heads, made.widths, strict=True), None, head=True)]
    box = ""
    if form.style == "tick":
        rel = pictures.add(motifs.png(_BOX, layout.BOX, layout.BOX, 300))
        box = paragraph(picture(rel, layout.BOX, layout.BOX, "Ô đánh dấu"), pitch=None)
    for number, line in enumerate(made.rows, 1):
        cells = [one(str(number), 13).write(0), _stacked(line.name, "b"), _stacked(line.post, "")]
        cells += [box, box] if box else []
        rows.append(_row(zip(cells, made.widths, strict=True), line.height, head=False))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(tw, made.widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}'
        f'</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{tw(1.5)}" w:type="dxa"/><w:right w:w="{tw(1.5)}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _stacked(fitted: Fitted, face: str) -> str:
    return text(fitted, "b" if face else "", align="left").write(0) or paragraph("", pitch=1)


def _row(cells: Iterable[tuple[str, float]], height: float | None, *, head: bool) -> str:
    tall = f'<w:trHeight w:val="{tw(height)}" w:hRule="exact"/>' if height else ""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{tw(w)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
        for content, w in cells
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{'<w:tblHeader/>' if head else ''}</w:trPr>{made}</w:tr>"
