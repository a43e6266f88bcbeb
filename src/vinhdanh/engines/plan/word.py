"""The text of a Word document: paragraphs and tables in their order, with the labels that Word counts by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.package import number_label, part, table_lines
from vinhdanh.engines.vietnamese import modernise

if TYPE_CHECKING:
    from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BULLETS = {"+": "+", "o": "-", "•": "-", "–": "-", "—": "-"}
_OLD_FONT = re.compile(r"\.vn|vni[- ]", re.IGNORECASE)
_SKIP = frozenset({_W + "del", _W + "moveFrom", _MC + "Fallback", _W + "instrText", _W + "pPr", _W + "rPr"})


def docx_text(data: bytes, filename: str) -> str:
    """The text of a .docx: one line a paragraph, tables row by row, deleted text left out.

    Args:
        data: The file, whole.
        filename: Its name, for messages.

    Raises:
        UserError: The file is damaged.
    """
    root = part(data, filename, "word/document.xml", needed=True)
    body = root.find(_W + "body") if root is not None else None
    if body is None:
        return ""
    labels = _Labels(part(data, filename, "word/numbering.xml"), part(data, filename, "word/styles.xml"))
    return "\n".join(_blocks(body, labels)) + "\n"


def _blocks(parent: etree._Element, labels: _Labels) -> list[str]:
    out: list[str] = []
    for node in parent:
        if node.tag == _W + "p":
            out += _paragraph(node, labels)
        elif node.tag == _W + "tbl":
            rows = [
                [_blocks(cell, labels) for cell in row.iter(_W + "tc") if _own_row(cell) is row]
                for row in node.iter(_W + "tr")
                if _own_table(row) is node
            ]
            out += table_lines(rows)
        elif node.tag in {_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml"}:
            out += _blocks(node, labels)
    return out


def _own_row(cell: etree._Element) -> etree._Element | None:
    return next(iter(cell.iterancestors(_W + "tr")), None)


def _own_table(row: etree._Element) -> etree._Element | None:
    return next(iter(row.iterancestors(_W + "tbl")), None)


def _paragraph(node: etree._Element, labels: _Labels) -> list[str]:
    words: list[str] = []
    boxes: list[etree._Element] = []
    _collect(node, words, boxes)
    text = "".join(words)
    font = _old_font(node)
    if font:
        text = modernise(text, font=font).text
    label = labels.next(node) if text.strip() else ""
    out = (label + text).split("\n")
    for box in boxes:
        out += _blocks(box, labels)
    return out


def _old_font(node: etree._Element) -> str:
    """The font of the encodings before Unicode in which the whole paragraph stands, "" when there is none."""
    found = set()
    for run in node.iter(_W + "r"):
        if any((t.text or "").strip() for t in run.iter(_W + "t")):
            fonts = run.find(_W + "rPr/" + _W + "rFonts")
            found.add("" if fonts is None else fonts.get(_W + "ascii", ""))
    font = found.pop() if len(found) == 1 else ""
    return font if _OLD_FONT.match(font) else ""


def _collect(node: etree._Element, words: list[str], boxes: list[etree._Element]) -> None:
    for child in node:
        if child.tag in _SKIP:
            continue
        if child.tag == _W + "t":
            words.append(child.text or "")
        elif child.tag in {_W + "tab", _W + "ptab"}:
            words.append("\t")
        elif child.tag in {_W + "br", _W + "cr"}:
            words.append("\n")
        elif child.tag == _W + "noBreakHyphen":
            words.append("-")
        elif child.tag == _W + "txbxContent":
            boxes.append(child)
        else:
            _collect(child, words, boxes)


@dataclass(slots=True)
class _Level:
    shape: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class _Definition:
    """One list definition: its levels and how far each has counted."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class _Labels:
    """Counts the numbered paragraphs as Word does."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._lists: dict[str, _Definition] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str | None, str | None, str | None]] = {}
        abstracts: dict[str, _Definition] = {}
        for a in numbering.findall(_W + "abstractNum") if numbering is not None else ():
            abstracts[a.get(_W + "abstractNumId", "")] = _Definition(
                {int(x.get(_W + "ilvl", "0")): _level(x) for x in a.findall(_W + "lvl")}
            )
        for n in numbering.findall(_W + "num") if numbering is not None else ():
            number = n.get(_W + "numId", "")
            self._lists[number] = abstracts.get(_of(n, "abstractNumId") or "", _Definition())
            for o in n.findall(_W + "lvlOverride"):
                start = _of(o, "startOverride")
                if start is not None and start.isdigit():
                    self._restarts.setdefault(number, {})[int(o.get(_W + "ilvl", "0"))] = int(start)
        for s in styles.findall(_W + "style") if styles is not None else ():
            ppr = s.find(_W + "pPr/" + _W + "numPr")
            own = (_of(ppr, "numId"), _of(ppr, "ilvl")) if ppr is not None else (None, None)
            self._styles[s.get(_W + "styleId", "")] = (*own, _of(s, "basedOn"))

    def next(self, p: etree._Element) -> str:
        """The label of a paragraph with a space after it, "" when it has none."""
        number, depth = self._numbering(p)
        found = self._lists.get(number or "")
        if found is None or number is None or number == "0":
            return ""
        for at, start in self._restarts.pop(number, {}).items():
            found.counts[at] = start - 1
        level = found.levels.get(depth, _Level())
        found.counts[depth] = found.counts.get(depth, level.start - 1) + 1
        for deeper in [k for k in found.counts if k > depth]:
            del found.counts[deeper]
        if level.shape == "bullet":
            return _BULLETS.get(level.text.strip(), "-") + " "
        if level.shape == "none":
            return ""

        def label(m: re.Match[str]) -> str:
            at = int(m[1]) - 1
            other = found.levels.get(at, _Level())
            return number_label(found.counts.get(at, other.start), other.shape)

        return re.sub(r"%(\d)", label, level.text) + " "

    def _numbering(self, p: etree._Element) -> tuple[str | None, int]:
        ppr = p.find(_W + "pPr")
        own = ppr.find(_W + "numPr") if ppr is not None else None
        if own is not None and _of(own, "numId") is not None:
            return _of(own, "numId"), int(_of(own, "ilvl") or 0)
        style = _of(ppr, "pStyle") if ppr is not None else None
        seen: set[str] = set()
        while style and style not in seen:
            seen.add(style)
            number, depth, base = self._styles.get(style, (None, None, None))
            if number is not None:
                return number, int(depth or 0)
            style = base
        return None, 0


def _of(node: etree._Element, name: str) -> str | None:
    child = node.find(_W + name)
    return child.get(_W + "val") if child is not None else None


def _level(node: etree._Element) -> _Level:
    start = _of(node, "start")
    return _Level(_of(node, "numFmt") or "decimal", _of(node, "lvlText") or "", int(start) if start and start.isdigit() else 1)
