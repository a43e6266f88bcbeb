"""The lists of a Word file as rows of texts: every table row is a row, every paragraph outside a table a row of one cell.

Runs inside `child` and imports nothing of the project.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

Rows = list[list[str]]
Ranges = list[list[int]]

LEADING = 12
"""Of a long text before the first table so many of its first and of its last paragraphs are kept: whose list it is, and its title."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-"}
_THROUGH = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml", f"{_W}smartTag", f"{_W}moveTo"}


def document(data: bytes) -> tuple[Rows, Ranges]:
    """Rows and merged ranges (first row, first column, last row, last column; 0-based, inclusive) of a .docx file.

    Raises:
        Exception: Whatever the zip or XML reader raises for a broken file.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        xml = package.read("word/document.xml")
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
    body = root.find(f"{_W}body")
    reader = _Reader()
    for block in _blocks(body) if body is not None else ():
        if block.tag == f"{_W}tbl":
            reader.table(block)
        else:
            reader.paragraph(block)
    return reader.rows, reader.merged


class _Reader:
    def __init__(self) -> None:
        self.rows: Rows = []
        self.merged: Ranges = []
        self._leading = True
        self._counted: Counter[str] = Counter()

    def paragraph(self, node: etree._Element) -> None:
        text = _text(node)
        if not text.strip():
            return
        self.rows.append([text])
        if self._leading and len(self.rows) > 2 * LEADING:
            del self.rows[LEADING]

    def table(self, node: etree._Element) -> None:
        above: dict[int, list[int]] = {}
        for row in _children(node, "tr"):
            # A letterhead is a table too: what comes before the list itself is a table of at least three columns.
            cells = list(_children(row, "tc"))
            self._leading = self._leading and len(cells) < 3
            texts: list[str] = []
            for col, width, down, cell in self._placed(row, cells):
                texts += [""] * (col - len(texts))
                place = len(self.rows)
                if down == "continue" and col in above:
                    above[col][2] = place
                    texts += [""] * width
                    continue
                texts += [self._cell(cell), *[""] * (width - 1)]
                above.pop(col, None)
                if width > 1 or down == "restart":
                    above[col] = [place, col, place, col + width - 1]
                    self.merged.append(above[col])
            self.rows.append(texts)
        self.merged = [m for m in self.merged if m[2] > m[0] or m[3] > m[1]]

    def _placed(self, row: etree._Element, cells: list[etree._Element]) -> Iterator[tuple[int, int, str, etree._Element]]:
        """Column, width and vertical merge ("restart", "continue", "") of each cell of a row."""
        before = row.find(f"{_W}trPr/{_W}gridBefore")
        col = _number(before, 0)
        for cell in cells:
            width = max(1, min(_number(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1), 64))
            down = cell.find(f"{_W}tcPr/{_W}vMerge")
            yield col, width, "" if down is None else down.get(f"{_W}val") or "continue", cell
            col += width

    def _cell(self, cell: etree._Element) -> str:
        parts = []
        for block in _blocks(cell):
            if block.tag == f"{_W}tbl":
                parts += [self._cell(inner) for row in _children(block, "tr") for inner in _children(row, "tc")]
            else:
                parts.append(_text(block) or self._list_number(block))
        return "\n".join(p for p in parts if p.strip())

    def _list_number(self, paragraph: etree._Element) -> str:
        """The number that Word shows in an empty paragraph of a numbered list: running numbers are often made so."""
        list_id = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if list_id is None or (key := list_id.get(f"{_W}val", "0")) == "0":
            return ""
        self._counted[key] += 1
        return str(self._counted[key])


def _blocks(node: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in a body or cell, also those in content controls and insertions."""
    for child in node:
        if child.tag in {f"{_W}p", f"{_W}tbl"}:
            yield child
        elif child.tag in _THROUGH:
            yield from _blocks(child)


def _children(node: etree._Element, name: str) -> Iterator[etree._Element]:
    for child in node:
        if child.tag == _W + name:
            yield child
        elif child.tag in _THROUGH:
            yield from _children(child, name)


def _number(node: etree._Element | None, default: int) -> int:
    value = node.get(f"{_W}val", "") if node is not None else ""
    return int(value) if value.isdigit() else default


def _text(node: etree._Element) -> str:
    """The text of a paragraph as it prints: deleted text left out, a text box once."""
    parts: list[str] = []
    for child in node:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        elif child.tag not in {_FALLBACK, f"{_W}del", f"{_W}moveFrom"}:
            parts.append(_text(child))
    return "".join(parts)
