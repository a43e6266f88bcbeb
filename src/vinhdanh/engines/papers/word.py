"""The Word writer: the same paper line by line like the PDF, in clean OOXML that Word opens without repair.

The body is written as text of the schema, in its order, and parsed once: python-docx appends children out of order and is slow for long
lists. python-docx keeps the package: styles, settings, header, properties.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from vinhdanh.engines.papers import word_parts
from vinhdanh.engines.papers.measures import clean
from vinhdanh.engines.papers.typst_run import UNDATED, give_back

if TYPE_CHECKING:
    from docx.document import Document as DocumentType

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


def render_docx(paper: Paper) -> bytes:
    """Write the paper as .docx (compatibility mode 15, vi-VN); the same paper gives the same bytes."""
    document = new_document(paper.title, paper.author, datetime.combine(paper.day or UNDATED, time()))
    header = page_header(document, first=True)
    xml = "".join(
        word_parts.part(part, header=header, first=i == 0, last=i + 1 == len(paper.parts)) for i, part in enumerate(paper.parts)
    )
    # the whole part at once: lxml takes seconds to move a long table from one tree into another
    document.part._element = parse_xml(f"<w:document {nsdecls('w', 'r')}><w:body>{xml}</w:body></w:document>")  # noqa: SLF001
    return save_docx(document)


def new_document(title: str, author: str, when: datetime) -> DocumentType:
    """An empty document: Times New Roman for all four scripts, vi-VN, compatibility mode 15, properties of the paper alone."""
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
    core.title, core.author, core.language = clean(title)[:255], clean(author)[:255], "vi-VN"
    core.comments = core.last_modified_by = core.keywords = ""
    core.created = core.modified = when
    core.revision = 1
    _lighten(document)
    return document


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


def save_docx(document: DocumentType) -> bytes:
    """The file as bytes that depend on its content alone: fixed times and system in the zip, parts in the order of the package.

    The document is spent: its body is let go at once, for python-docx's circles would hold a long list (100 MB) until they are collected.
    """
    made = io.BytesIO()
    document.save(made)
    document.part.element.clear()
    out = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            target.writestr(entry, source.read(name))
    if made.tell() > LARGE:
        give_back()
    return out.getvalue()


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
