"""The changes that remarks need inside the parts of an .xlsx: colours in a sheet and its styles, comments with their drawing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from vinhdanh.engines.campaign.grid import a1
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.sheets.package import UnpatchableError
from vinhdanh.engines.sheets.xml_parts import MAIN, RELATIONS, Element, Finder, Patch, tag

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Style = Callable[[int, Severity], int]

AUTHOR = "Ý kiến"
COLOURS = {Severity.BLOCKING: "FFF8D7DA", Severity.WARNING: "FFFFF3CD", Severity.NOTE: "FFE7F1FB"}
_AFTER_DRAWING = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)

Place = tuple[int, int]
"""0-based row and column."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said at a cell: the words, the gravest severity, and whether the cell itself is coloured."""

    text: str
    severity: Severity
    coloured: bool = True


class Styles:
    """styles.xml with fills added; asked for a coloured variant of a style, it makes it once."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.finder = Finder(data, {"fills", "fill", "cellXfs", "xf"})
        fills, formats = self.finder.first("fills"), self.finder.first("cellXfs")
        if fills is None or formats is None:
            raise UnpatchableError("styles.xml has no fills or formats")
        self._fills, self._formats = fills, formats
        self._known = self.finder.all("xf", "cellXfs")
        self._first_fill = len(self.finder.all("fill", "fills"))
        self._used: list[Severity] = []
        self._made: dict[tuple[int, Severity], int] = {}

    def coloured(self, base: int, severity: Severity) -> int:
        """Index of the format that is `base` with the colour of the severity."""
        if severity not in self._used:
            self._used.append(severity)
        return self._made.setdefault((base, severity), len(self._known) + len(self._made))

    def done(self) -> bytes:
        """styles.xml with what was asked for."""
        if not self._made:
            return self.data
        patch = Patch(self.data)
        p = self._fills.prefix
        fills = "".join(
            f'<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{COLOURS[s]}"/><{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
            for s in self._used
        )
        self._grow(patch, self._fills, fills, self._first_fill + len(self._used))
        formats = "".join(self._variant(base, severity) for base, severity in self._made)
        self._grow(patch, self._formats, formats, len(self._known) + len(self._made))
        return patch.done()

    def _grow(self, patch: Patch, element: Element, text: str, count: int) -> None:
        empty = element.inside == element.end
        if empty:
            raise UnpatchableError("styles.xml has an empty list")
        patch.replace(element.start, element.inside, tag(element, {"count": str(count)}, empty=False))
        patch.insert(element.close, text)

    def _variant(self, base: int, severity: Severity) -> str:
        xf = self._known[base] if base < len(self._known) else self._known[0]
        changed = {"fillId": str(self._first_fill + self._used.index(severity)), "applyFill": "1"}
        if xf.inside == xf.end:
            return tag(xf, changed, empty=True)
        inner = self.data[xf.inside : xf.end].decode()
        return tag(xf, changed, empty=False) + inner


def colour_cells(patch: Patch, sheet: Finder, remarks: Mapping[Place, Remark], style: Style) -> None:
    """Gives the cells of remarks their colours; cells and rows that the sheet does not have are put in.

    Args:
        patch: Of the sheet.
        sheet: The sheet with its rows and columns found.
        remarks: By place.
        style: The coloured variant of a style.
    """
    data = sheet.first("sheetData")
    if data is None:
        raise UnpatchableError("the sheet has no cells")
    rows = _numbered(sheet.all("row", "sheetData"))
    wanted: dict[int, dict[int, Severity]] = {}
    for (row, col), remark in sorted(remarks.items()):
        if remark.coloured:
            wanted.setdefault(row + 1, {})[col] = remark.severity
    new: list[str] = []
    for number, cells in wanted.items():
        if number in rows:
            _colour_row(patch, sheet, (number, rows[number]), cells, style)
            continue
        inner = "".join(_cell(data.prefix, number, col, style(_column_style(sheet, col), s)) for col, s in cells.items())
        text = f'<{data.prefix}row r="{number}">{inner}</{data.prefix}row>'
        later = next((e for n, e in sorted(rows.items()) if n > number), None)
        if later is not None:
            patch.insert(later.start, text)
        else:
            new.append(text)
    if new:
        patch.append_to(data, "".join(new))


def _numbered(rows: list[Element]) -> dict[int, Element]:
    """Rows by their number; a row that does not tell its number follows the one before."""
    found: dict[int, Element] = {}
    last = 0
    for row in rows:
        last = int(row.attributes.get("r", last + 1))
        found[last] = row
    return found


def _colour_row(patch: Patch, sheet: Finder, numbered: tuple[int, Element], cells: Mapping[int, Severity], style: Style) -> None:
    number, row = numbered
    offset = row.start
    inside = Finder(patch.data[row.start : row.end], {"c"})
    known: dict[int, Element] = {}
    last = -1
    for cell in inside.all("c", "row"):
        found = _REFERENCE.fullmatch(cell.attributes.get("r", ""))
        last = column_index(found[1]) if found else last + 1
        known[last] = cell
    own = row.attributes.get("s", "0") if row.attributes.get("customFormat") in {"1", "true"} else None
    new: list[str] = []
    for col, severity in cells.items():
        if col in known:
            cell = known[col]
            index = style(int(cell.attributes.get("s", "0")), severity)
            empty = cell.inside == cell.end
            patch.replace(offset + cell.start, offset + cell.inside, tag(cell, {"s": str(index)}, empty=empty))
            continue
        text = _cell(row.prefix, number, col, style(int(own) if own is not None else _column_style(sheet, col), severity))
        later = next((e for c, e in sorted(known.items()) if c > col), None)
        if later is not None:
            patch.insert(offset + later.start, text)
        else:
            new.append(text)
    if new:
        patch.append_to(row, "".join(new))


def _cell(prefix: str, number: int, col: int, style: int) -> str:
    return f'<{prefix}c r="{a1(number - 1, col)}" s="{style}"/>'


def _column_style(sheet: Finder, col: int) -> int:
    for element in sheet.all("col", "cols"):
        a = element.attributes
        if int(a.get("min", "0")) <= col + 1 <= int(a.get("max", "0")):
            return int(a.get("style", "0"))
    return 0


def column_index(letters: str) -> int:
    """0-based index of a column: "A" is 0, "AB" 27."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def add_drawing(patch: Patch, sheet: Finder, relation: str) -> None:
    """Points the sheet at the drawing of its comments, in the place that the order of a sheet's elements wants."""
    root = sheet.root
    if root is None:
        raise UnpatchableError("the sheet has no root")
    text = f'<{root.prefix}legacyDrawing xmlns:vdr="{RELATIONS}" vdr:id="{relation}"/>'
    after = [
        e
        for e in sheet.found
        if e.parent == root.name and e is not root and (e.name in _AFTER_DRAWING or e.name == "AlternateContent")
    ]
    patch.insert(min((e.start for e in after), default=root.close), text)


def comments_part(existing: bytes | None, remarks: Mapping[Place, Remark]) -> tuple[bytes, tuple[Place, ...]]:
    """The part of comments with the remarks added, and the places that had no comment yet and need a shape.

    Args:
        existing: The sheet's own comments, None when it has none. A comment that is there keeps its words; ours follow.
        remarks: By place.
    """
    if existing is None:
        inner = "".join(_comment("", place, remark, 0) for place, remark in sorted(remarks.items()))
        text = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}"><authors><author>{AUTHOR}</author></authors>'
            f"<commentList>{inner}</commentList></comments>"
        )
        return text.encode(), tuple(sorted(remarks))
    finder = Finder(existing, {"authors", "author", "commentList", "comment", "text"})
    authors, listed = finder.first("authors"), finder.first("commentList")
    if authors is None or listed is None:
        raise UnpatchableError("the comments have no authors or no list")
    patch = Patch(existing)
    p = listed.prefix
    patch.append_to(authors, f"<{p}author>{AUTHOR}</{p}author>")
    number = len(finder.all("author", "authors"))
    texts = finder.all("text", "comment")
    there = {c.attributes.get("ref", ""): t for c in finder.all("comment") for t in texts if c.start < t.start < c.end}
    new: list[Place] = []
    added: list[str] = []
    for place, remark in sorted(remarks.items()):
        kept = there.get(a1(*place))
        if kept is not None:
            patch.append_to(kept, _run(p, "\n\n" + remark.text))
        else:
            new.append(place)
            added.append(_comment(p, place, remark, number))
    if added:
        patch.append_to(listed, "".join(added))
    return patch.done(), tuple(new)


def _comment(prefix: str, place: Place, remark: Remark, author: int) -> str:
    return f'<{prefix}comment ref="{a1(*place)}" authorId="{author}"><{prefix}text>{_run(prefix, remark.text)}</{prefix}text></{prefix}comment>'


def _run(prefix: str, text: str) -> str:
    words = escape(_ILLEGAL.sub("", text))
    return f'<{prefix}r><{prefix}t xml:space="preserve">{words}</{prefix}t></{prefix}r>'


def drawing_part(existing: bytes | None, places: tuple[Place, ...], lines: Mapping[Place, int]) -> bytes:
    """The drawing with a box for each new comment.

    Args:
        existing: The sheet's own drawing of comments and controls, None when it has none; it is kept as it is, boxes are added.
        places: Where comments are new.
        lines: Number of lines of each comment, for the height of its box.
    """
    old = existing or b""
    numbers = [int(n) for n in re.findall(rb"_x0000_s(\d+)", old)]
    first = max([1024, *numbers]) + 1
    boxes = "".join(_box(first + i, place, lines.get(place, 4)) for i, place in enumerate(places))
    if existing is None:
        head = (
            '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
            'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        )
        return f"{head}{_SHAPE_TYPE}{boxes}</xml>".encode()
    at = old.rfind(b"</xml>")
    if at < 0:
        raise UnpatchableError("the drawing has no end")
    kind = "" if b'id="_x0000_t202"' in old else _SHAPE_TYPE
    return old[:at] + (kind + boxes).encode() + old[at:]


def _box(number: int, place: Place, lines: int) -> str:
    row, col = place
    top = max(row - 1, 0)
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:260pt;'
        f'height:{14 * lines + 12}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{col + 1}, 15, {top}, 2, {col + 5}, 15, {top + lines + 1}, 4'
        f"</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{col}</x:Column></x:ClientData></v:shape>"
    )
