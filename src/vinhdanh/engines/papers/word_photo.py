"""Portraits in the cells of a Word table: the picture, or the frame in which one is glued."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from vinhdanh.engines.papers import photos
from vinhdanh.engines.papers.measures import clean
from vinhdanh.engines.papers.model import DataTable
from vinhdanh.engines.papers.word_xml import paragraph, run, tw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document

    from vinhdanh.engines.papers.model import Paper, Photo

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
SIDES = ("top", "left", "bottom", "right")
_EMU = 36_000


def add(document: Document, paper: Paper) -> None:
    """Puts the portraits of a paper into the package; equal pictures once."""
    part = document.part
    assert part.package is not None  # python-docx's type for a part that is in no package yet
    for png in dict.fromkeys(photo.png for photo in _all(paper) if photo.png):
        name = PackURI(f"/word/media/{_key(png)}.png")
        part.rels.add_relationship(IMAGE, Part(name, "image/png", png, part.package), _rel(png))


def _all(paper: Paper) -> Iterator[Photo]:
    for part in paper.parts:
        for block in part.blocks:
            if isinstance(block, DataTable):
                yield from (row.photo for row in block.rows if row.photo)


def _key(png: bytes) -> str:
    return f"photo{hashlib.sha256(png).hexdigest()[:12]}"


def _rel(png: bytes) -> str:
    return f"rId{_key(png)}"


def cell(photo: Photo, *, keep: bool) -> str:
    """What stands in the cell. A frame is a table of one cell, so that Word puts a picture into it as it is."""
    mark = "<w:keepNext/>" if keep else ""
    if photo.png:
        return f'<w:p><w:pPr>{mark}<w:spacing w:before="20" w:after="20"/><w:jc w:val="center"/></w:pPr>{_picture(photo)}</w:p>'
    borders = "".join(f'<w:{side} w:val="dashed" w:sz="4" w:space="0" w:color="808080"/>' for side in SIDES)
    wide, tall = tw(photos.WIDTH), tw(photos.HEIGHT)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{wide}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="{wide}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{tall}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>'
        f'<w:vAlign w:val="center"/></w:tcPr>{paragraph(run(photos.EMPTY, 9, keep=False), pitch=11, keep=keep)}</w:tc></w:tr></w:tbl>'
        f"{paragraph('', pitch=1, keep=keep)}"
    )


def _picture(photo: Photo) -> str:
    extent = f'cx="{round(photos.WIDTH * _EMU)}" cy="{round(photos.HEIGHT * _EMU)}"'
    number = zlib.crc32(photo.png) & 0x3FFFFFFF
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="Photo" descr={quoteattr(clean(photo.alt))}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="0" name="Photo"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{_rel(photo.png)}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
