"""The batch as Word: the same lines and sizes as the PDF, on sheets of the same measures.

The face of names and titles goes with the file (its licence allows it), so that it looks alike where that face is not installed.
"""

from __future__ import annotations

from datetime import datetime, time
from functools import cache, singledispatch
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from vinhdanh.engines.papers.certificates import motifs, word_invitation, word_merit, word_overlay
from vinhdanh.engines.papers.certificates.batch import Batch, CertificateBatch, InvitationBatch
from vinhdanh.engines.papers.certificates.fit import DISPLAY as DISPLAY_FILE
from vinhdanh.engines.papers.certificates.layout import BOTTOM, SHEET, SIDE, TOP
from vinhdanh.engines.papers.certificates.marks import DISPLAY, ground, numbered, one, paragraph
from vinhdanh.engines.papers.certificates.overlay import Overlay
from vinhdanh.engines.papers.certificates.words import EMPTY
from vinhdanh.engines.papers.typst_run import UNDATED
from vinhdanh.engines.papers.word import new_document, save_docx
from vinhdanh.engines.papers.word_xml import tw

if TYPE_CHECKING:
    from docx.document import Document

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
PPI = 200
"""Dots an inch of the motifs: sharp on an office printer, small in the file."""
_SPACES = nsdecls("w", "r", "wp", "a", "pic")


def render_docx(batch: Batch) -> bytes:
    """The batch as one Word file (compatibility mode 15, vi-VN): a page for each certificate, two for each invitation.

    A batch without items gives one page that says so. The same batch gives the same bytes.
    """
    return _render(batch)


@singledispatch
def _render(batch: Batch) -> bytes:
    raise TypeError(batch)


class Pictures:
    """The pictures of a file: equal bytes are stored once."""

    def __init__(self, document: Document) -> None:
        self._part = document.part
        self._known: dict[bytes, str] = {}

    def add(self, png: bytes, part: Part | None = None) -> str:
        """The relationship id of a picture, for the body or for another `part` (a header)."""
        if part is None and png in self._known:
            return self._known[png]
        owner = part or self._part
        name = PackURI(f"/word/media/{'ground' if part else 'picture'}{len(self._known) + 1}.png")
        rel = f"rIdPicture{len(self._known) + 1}"
        owner.rels.add_relationship(f"{OFFICE}/image", Part(name, "image/png", png, self._part.package), rel)
        if part is None:
            self._known[png] = rel
        return rel


@_render.register
def _certificates(batch: CertificateBatch) -> bytes:
    document = _document(batch)
    pictures = Pictures(document)
    body = word_merit.body(batch, pictures) if batch.items else _empty(batch.title)
    header = _ground(document, pictures) if batch.items else ""
    return save_docx(document, numbered(body + _section((TOP, SIDE, BOTTOM, SIDE), header)))


@_render.register
def _invitations(batch: InvitationBatch) -> bytes:
    document = _document(batch)
    body = word_invitation.body(batch, Pictures(document)) if batch.items else _empty(batch.title)
    edge = word_invitation.EDGE
    return save_docx(document, numbered(body + _section((edge, edge, edge - 1, edge), "")))


@_render.register
def _overlay(batch: Overlay) -> bytes:
    document = _document(batch)
    body = word_overlay.body(batch) if batch.items else _empty(batch.title)
    return save_docx(document, numbered(body + _section((5, 5, 5, 5), "", batch.page)))


def _document(batch: Batch) -> Document:
    document = new_document(batch.title, batch.author, datetime.combine(batch.day or UNDATED, time()))
    embed_display(document)
    return document


def _empty(title: str) -> str:
    return one(title, 16, "b", level=0).write(0) + one(EMPTY, 13).write(12)


def _section(margins: tuple[float, float, float, float], header: str, page: tuple[float, float] = SHEET) -> str:
    top, right, bottom, left = (tw(m) for m in margins)
    reference = f'<w:headerReference w:type="default" r:id="{header}"/>' if header else ""
    turned = ' w:orient="landscape"' if page[0] > page[1] else ""
    return (
        f'<w:sectPr>{reference}<w:pgSz w:w="{tw(page[0])}" w:h="{tw(page[1])}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{tw(5)}" w:footer="{tw(5)}" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _ground(document: Document, pictures: Pictures) -> str:
    """The frame behind the words, in the header: one picture for all pages. Returns the id of the header."""
    section = document.sections[0]
    header = section.header
    header.is_linked_to_previous = False
    picture = motifs.png(motifs.ground(), *SHEET, PPI)
    rel = pictures.add(picture, header.part)
    old = header.paragraphs[0]._p  # noqa: SLF001  # python-docx has no call for anchored pictures
    xml = paragraph(ground(rel, *SHEET), pitch=1)
    old.getparent().replace(old, parse_xml(xml.replace("<w:p>", f"<w:p {_SPACES}>", 1)))
    reference = section._sectPr.find(qn("w:headerReference"))  # noqa: SLF001  # its id goes into the section that we write
    if reference is None:  # python-docx has just made it
        raise LookupError("headerReference")
    return str(reference.get(qn("r:id")))


@cache
def _obfuscated() -> tuple[str, bytes]:
    """Key and bytes of the display face as Word stores it: the first 32 bytes xor the key, read backwards (ECMA-376-1, 17.8.1)."""
    key = str(uuid5(NAMESPACE_URL, DISPLAY_FILE.name)).upper()
    mask = bytes.fromhex(key.replace("-", ""))[::-1]
    raw = DISPLAY_FILE.read_bytes()
    return key, bytes(b ^ mask[i % 16] for i, b in enumerate(raw[:32])) + raw[32:]


def embed_display(document: Document) -> None:
    """Put the face of names and titles into the file."""
    key, stored = _obfuscated()
    table = document.part.part_related_by(f"{OFFICE}/fontTable")
    part = Part(PackURI("/word/fonts/display.odttf"), FONT_TYPE, stored, document.part.package)
    table.rels.add_relationship(f"{OFFICE}/font", part, "rIdDisplay")
    fonts = parse_xml(table.blob)
    fonts.append(
        parse_xml(
            f'<w:font {nsdecls("w", "r")} w:name="{DISPLAY}"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/>'
            f'<w:embedBold r:id="rIdDisplay" w:fontKey="{{{key}}}"/></w:font>'
        )
    )
    table._blob = etree.tostring(fonts, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001  # python-docx keeps this part as bytes and has no call to change them
    settings = document.settings.element
    zoom = settings.find(qn("w:zoom"))
    mark = parse_xml(f"<w:embedTrueTypeFonts {nsdecls('w')}/>")
    settings.insert(0 if zoom is None else settings.index(zoom) + 1, mark)
