"""The Word writer: the same paper line by line like the PDF, in clean OOXML that Word opens without repair.

The body is written as text of the schema, in its order, and goes into the file as it is: python-docx appends children out of order, and a
tree of a long list costs seconds and 100 MB. python-docx keeps the package: styles, settings, header, properties.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from functools import cache
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.pkgwriter import _ContentTypesItem
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from vinhdanh.engines.papers import word_parts, word_photo
from vinhdanh.engines.papers.measures import clean
from vinhdanh.engines.papers.typst_run import UNDATED, give_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as DocumentType
    from docx.opc.part import Part
    from docx.package import Package

    from vinhdanh.engines.papers.model import Paper

FACE = "Times New Roman"
LARGE = 40_000
"""Bytes of a file above which freed memory is handed back to the system at once: some 20 to 100 MB."""
_UNUSED = {"thumbnail", "stylesWithEffects", "customXml"}
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document {nsdecls("w", "r", "wp", "a", "pic")}>'


def render_docx(paper: Paper) -> bytes:
    """Write the paper as .docx (compatibility mode 15, vi-VN); the same paper gives the same bytes."""
    document = new_document(paper.title, paper.author, datetime.combine(paper.day or UNDATED, time()))
    header = page_header(document, first=True)
    xml = "".join(
        word_parts.part(part, header=header, first=i == 0, last=i + 1 == len(paper.parts)) for i, part in enumerate(paper.parts)
    )
    word_photo.add(document, paper)
    return save_docx(document, xml)


def new_document(title: str, author: str, when: datetime) -> DocumentType:
    """An empty document: Times New Roman for all four scripts, vi-VN, compatibility mode 15, properties of the paper alone."""
    document = Document(io.BytesIO(_start()))
    core = document.core_properties
    core.title, core.author, core.language = clean(title)[:255], clean(author)[:255], "vi-VN"
    core.created = core.modified = when
    return document


@cache
def _start() -> bytes:
    """What all documents begin with, made once."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(14), FACE
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for key in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{key}"), FACE)
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "vi-VN")
        lang.set(qn("w:eastAsia"), "vi-VN")
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # python-docx starts from 14: Word would say "Compatibility Mode"
    core = document.core_properties
    core.comments = core.last_modified_by = core.keywords = ""
    core.revision = 1
    _lighten(document)
    return save_docx(document)


def _lighten(document: DocumentType) -> None:
    """Drop what the library's template brings along and no paper uses: a preview, old styles, the name of another program."""
    package = document.part.package
    for owner in (package, document.part):
        for key, relation in list(owner.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _UNUSED:
                del owner.rels[key]
    for style in list(document.styles.element.iter(qn("w:style"))):
        if style.get(qn("w:type")) == "table" and not style.get(qn("w:default")):
            document.styles.element.remove(style)
    package.part_related_by(RT.EXTENDED_PROPERTIES)._blob = _APP  # noqa: SLF001 - python-docx has no call for these properties


def save_docx(document: DocumentType, content: str | None = None) -> bytes:
    """The file as bytes that depend on its content alone: fixed times and system in the zip, parts in the order of the package.

    Args:
        document: Is spent: its body is let go at once, for python-docx's circles would hold a long list (100 MB) until they are collected.
        content: What stands in the body, as marks of the schema; None: the document's own body.
    """
    main, package = document.part, document.part.package
    assert package is not None  # python-docx's type for a part that is in no package yet
    parts = list(package.iter_parts())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in _entries(package, parts, main, content):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            target.writestr(entry, data)
    main.element.clear()
    if out.tell() > LARGE:
        give_back()
    return out.getvalue()


def _entries(package: Package, parts: list[Part], main: Part, content: str | None) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the package, as python-docx's own writer orders them."""
    yield CONTENT_TYPES_URI.membername, _ContentTypesItem.from_parts(parts).blob  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
    yield PACKAGE_URI.rels_uri.membername, _bytes(package.rels.xml)
    for part in parts:
        written = part is main and content is not None
        yield part.partname.membername, (f"{_HEAD}<w:body>{content}</w:body></w:document>".encode() if written else part.blob)
        if len(part.rels):
            yield part.partname.rels_uri.membername, _bytes(part.rels.xml)


def _bytes(xml: str | bytes) -> bytes:
    """python-docx says str and gives bytes."""
    return xml.encode() if isinstance(xml, str) else xml


def page_header(document: DocumentType, *, first: bool = False) -> str:
    """A header with the number of the page, centred, 13 pt; returns its relationship id.

    Args:
        document: Gets the header: a new one that no section uses yet, so that a template keeps its own.
        first: The document is new: its own section gets the header.
    """
    if first:
        section = document.sections[0]
        paragraph = section.header.paragraphs[0]._p  # noqa: SLF001 - python-docx has no call for fields
        reference = section._sectPr.find(qn("w:headerReference"))  # noqa: SLF001 - the id is needed in each section
        assert reference is not None  # python-docx has just made it
        id_ = str(reference.get(qn("r:id")))
    else:
        part, id_ = document.part.add_header_part()  # type: ignore[no-untyped-call]  # python-docx leaves it untyped
        paragraph = part.element.p_lst[0]
    xml = word_parts.paragraph(word_parts.page_field(), pitch=16, align="center")
    paragraph.getparent().replace(paragraph, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))
    return escape(id_)
