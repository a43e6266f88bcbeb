"""The template to begin with: a placeholder at each place of the built-in look, with its sizes and distances."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from vinhdanh.engines.papers import measures, word_parts, word_table
from vinhdanh.engines.papers.model import Para, Part
from vinhdanh.engines.papers.template.shapes import shape
from vinhdanh.engines.papers.typst_run import UNDATED
from vinhdanh.engines.papers.word import new_document, page_header, save_docx
from vinhdanh.engines.papers.word_parts import line
from vinhdanh.engines.papers.word_xml import rule

if TYPE_CHECKING:
    from vinhdanh.engines.papers.template.shapes import Shape


def starting_template(kind: str, name: str) -> bytes:
    """A .docx whose filling equals the built-in look of the kind; `name` is the kind's Vietnamese name, for the properties of the file."""
    of = shape(kind)
    document = new_document(f"Mẫu: {name}", "", datetime.combine(UNDATED, time()))
    header = page_header(document, first=True)
    room = measures.text_width(landscape=of.landscape)
    xml = [_head(of, room) if of.head else line("{{dau_van_ban}}", 13)]
    xml.append("" if "subject" in of.head else _title(of))
    if of.to:
        xml.append(line("{{kinh_gui}}", 14))
    xml.append(word_parts.fragment(Para("{{noi_dung}}"), room))
    xml.append(_signatures(of, room))
    if of.annexes:
        xml.append(line("{{phu_luc}}", 14))
    # the section of an empty part carries the page: its size, margins and the number on top
    xml.append(word_parts.part(Part(landscape=of.landscape), header=header, first=True, last=True))
    document.part._element = parse_xml(f"<w:document {nsdecls('w', 'r')}><w:body>{''.join(xml)}</w:body></w:document>")  # noqa: SLF001 - as the writer does
    return save_docx(document)


def _head(of: Shape, room: float) -> str:
    left = room * measures.HEAD_LEFT
    right = room - left
    size = measures.motto_size(right)
    rows = [
        [
            line("{{co_quan_cap_tren}}", 13) + line("{{co_quan}}", 13, "b") + line("{{gach:co_quan}}", 13),
            line(measures.MOTTO, size, "b")
            + line(measures.CREED, size + 1, "b")
            + rule(measures.width(measures.CREED, size + 1, "b"), right, 2),
        ],
        [line("{{so_van_ban}}" if "number" in of.head else "", 13, before=7), line("{{dia_danh_ngay}}", 13, "i", before=7)],
    ]
    if "subject" in of.head:
        rows.append([line("{{ve_viec}}", 12, before=6), line("", 12)])
    return word_table.layout((left, right), rows, no_wrap=True)


def _title(of: Shape) -> str:
    if not of.head:
        return line("{{tieu_de}}", 14)
    lines = line("{{loai_van_ban}}", 14, "b", before=22, level=0) + line("{{trich_yeu}}", 14, "b")
    return lines + line("{{gach:trich_yeu}}", 14)


def _signatures(of: Shape, room: float) -> str:
    if not of.room:
        return line("{{chu_ky}}", 14)
    left = line("Nơi nhận:", 12, "bi", align="left", before=7, keep=True) + line("{{noi_nhan}}", 11, align="left", keep=True)
    right = line("{{quyen_han}}", 14, "b", before=5.5, keep=True)
    right += line("{{nguoi_ky}}", 14, "b", before=of.room / measures.MM)
    widths = (80.5, 84.5) if room == 165 else (room / 2, room / 2)
    return word_table.layout(widths, [[left, right]])
