"""Runs and paragraphs of WordprocessingML, children in the order of the schema."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from vinhdanh.engines.papers import measures
from vinhdanh.engines.papers.measures import clean, joined, pieces
from vinhdanh.engines.papers.model import runs

if TYPE_CHECKING:
    from vinhdanh.engines.papers.model import Text

_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


def tw(mm: float) -> int:
    """Mm in twentieths of a point."""
    return round(mm / measures.MM * 20)


def _properties(size: float, face: str) -> str:
    marks = ("<w:b/>" if "b" in face else "") + ("<w:i/>" if "i" in face else "")
    return f'<w:rPr>{marks}<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr>'


def _words(text: str) -> str:
    lines = text.split("\n")
    return "<w:br/>".join(f'<w:t xml:space="preserve">{escape(words)}</w:t>' if words else "" for words in lines)


def run(text: str, size: float, face: str = "", *, keep: bool = True) -> str:
    """A run of `clean` text; with `keep`, symbols like 02/KH-LĐLĐ do not break."""
    if not text:
        return ""
    if not keep:
        return f"<w:r>{_properties(size, face)}{_words(clean(text))}</w:r>"
    out = []
    for piece, kept in pieces(text):
        parts = _HYPHEN.split(piece) if kept else [piece]
        out.append("<w:noBreakHyphen/>".join(_words(p) for p in parts))
    return f"<w:r>{_properties(size, face)}{''.join(out)}</w:r>"


def text_runs(text: Text, size: float, *, strong: bool = False, keep: bool = True) -> str:
    """All runs of a text."""
    return "".join(
        run(r.text, size, ("b" if r.bold else "") + ("i" if r.italic else ""), keep=keep) for r in runs(text, strong=strong)
    )


def page_field() -> str:
    """The number of the page, 13 pt."""
    look = _properties(13, "")
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{look}<w:instrText xml:space="preserve">PAGE</w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{look}<w:t>2</w:t></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def paragraph(
    inner: str,
    *,
    pitch: float,
    align: str = "center",
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    left: float = 0,
    right: float = 0,
    hanging: float = 0,
    tab: float | None = None,
    dots: float | None = None,
    keep: bool = False,
    level: int | None = None,
    border: bool = False,
    section: str = "",
) -> str:
    """A paragraph with exact line pitch.

    `pitch`, `before`, `after` in pt; indents, `tab` and `dots` (where a dotted line ends) in mm; `level` is its outline level.
    """
    props = [
        "<w:keepNext/>" if keep else "",
        "<w:widowControl/>",
        '<w:pBdr><w:top w:val="single" w:sz="5" w:space="0" w:color="auto"/></w:pBdr>' if border else "",
        f'<w:tabs><w:tab w:val="left" w:pos="{tw(tab)}"/></w:tabs>' if tab is not None else "",
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{tw(dots)}"/></w:tabs>' if dots is not None else "",
        f'<w:spacing w:before="{round(before * 20)}" w:after="{round(after * 20)}" w:line="{round(pitch * 20)}" w:lineRule="exact"/>',
        _indents(indent, left, right, hanging),
        f'<w:jc w:val="{align}"/>',
        f'<w:outlineLvl w:val="{level}"/>' if level is not None else "",
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>' if not inner else "",
        section,
    ]
    return f"<w:p><w:pPr>{''.join(props)}</w:pPr>{inner}</w:p>"


def _indents(indent: float, left: float, right: float, hanging: float) -> str:
    if not (indent or left or right or hanging):
        return ""
    first = f' w:hanging="{tw(hanging)}"' if hanging else f' w:firstLine="{tw(indent)}"'
    return f'<w:ind w:left="{tw(left)}" w:right="{tw(right)}"{first}/>'


def rule(length: float, room: float, drop: float, after: float = 0) -> str:
    """A line of `length` mm centred in `room` mm, `drop` pt below the text: the border of an empty paragraph, no floating shape."""
    side = max(0.0, (room - length) / 2)
    return paragraph("", pitch=2, before=drop, after=after, left=side, right=side, border=True)


__all__ = ["joined", "page_field", "paragraph", "rule", "run", "text_runs", "tw"]
