"""The text of an OpenDocument text: paragraphs, lists with their labels, and tables in their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.package import number_label, part, table_lines

if TYPE_CHECKING:
    from lxml import etree

_O = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_B = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_S = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_SKIP = frozenset(
    {_T + "note", _O + "annotation", _T + "tracked-changes", _T + "deletion", _T + "sequence-decls", _T + "soft-page-break"}
)
_SHAPES = {"1": "decimal", "I": "upperRoman", "i": "lowerRoman", "A": "upperLetter", "a": "lowerLetter"}
_INNER = frozenset({_T + "section", _T + "index-body", _T + "table-of-content", _T + "numbered-paragraph", _DRAW + "text-box"})


def odt_text(data: bytes, filename: str) -> str:
    """The text of an .odt: one line a paragraph, tables row by row, notes and deleted text left out.

    Args:
        data: The file, whole.
        filename: Its name, for messages.

    Raises:
        UserError: The file is damaged.
    """
    root = part(data, filename, "content.xml", needed=True)
    body = root.find(f"{_O}body/{_O}text") if root is not None else None
    if root is None or body is None:
        return ""
    styles = part(data, filename, "styles.xml")
    reader = _Reader({**_list_styles(styles), **_list_styles(root)})
    return "\n".join(reader.blocks(body)) + "\n"


@dataclass(frozen=True, slots=True)
class _Level:
    shape: str
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1


def _list_styles(root: etree._Element | None) -> dict[str, dict[int, _Level]]:
    found: dict[str, dict[int, _Level]] = {}
    for style in root.iter(_T + "list-style") if root is not None else ():
        levels = found.setdefault(style.get(_S + "name", ""), {})
        for x in style:
            depth = x.get(_T + "level", "")
            if not depth.isdigit():
                continue
            if x.tag == _T + "list-level-style-number":
                levels[int(depth)] = _Level(
                    _SHAPES.get(x.get(_S + "num-format", ""), ""),
                    x.get(_S + "num-prefix", ""),
                    x.get(_S + "num-suffix", ""),
                    int(x.get(_T + "display-levels", "1")),
                    int(x.get(_T + "start-value", "1")),
                )
            elif x.tag == _T + "list-level-style-bullet":
                levels[int(depth)] = _Level("bullet", prefix="+" if x.get(_T + "bullet-char") == "+" else "-")
    return found


@dataclass(slots=True)
class _Reader:
    styles: dict[str, dict[int, _Level]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def blocks(self, parent: etree._Element) -> list[str]:
        """The lines of what stands in a container."""
        out: list[str] = []
        for node in parent:
            if node.tag in {_T + "p", _T + "h"}:
                out += self.paragraph(node)
            elif node.tag == _T + "list":
                out += self.list(node, "", 1)
            elif node.tag == _B + "table":
                rows = [
                    [self.blocks(cell) for cell in row if cell.tag == _B + "table-cell"]
                    for row in node.iter(_B + "table-row")
                    if next(iter(row.iterancestors(_B + "table")), None) is node
                ]
                out += table_lines(rows)
            elif node.tag in _INNER:
                out += self.blocks(node)
        return out

    def paragraph(self, node: etree._Element) -> list[str]:
        """The lines of a paragraph, then those of the text boxes in it."""
        words: list[str] = []
        boxes: list[etree._Element] = []
        _collect(node, words, boxes)
        return [*"".join(words).split("\n"), *(x for box in boxes for x in self.blocks(box))]

    def list(self, node: etree._Element, inherited: str, depth: int) -> list[str]:
        """The lines of a list, each item with its label."""
        name = node.get(_T + "style-name", inherited)
        counts = self.counts.setdefault(name, {})
        level = self.styles.get(name, {}).get(depth, _Level(""))
        continued = node.get(_T + "continue-numbering") == "true" or node.get(_T + "continue-list")
        if not continued:
            counts.pop(depth, None)
        out: list[str] = []
        for item in node:
            if item.tag not in {_T + "list-item", _T + "list-header"}:
                continue
            labelled = item.tag == _T + "list-header"
            for child in item:
                if child.tag == _T + "list":
                    out += self.list(child, name, depth + 1)
                elif child.tag in {_T + "p", _T + "h"}:
                    lines = self.paragraph(child)
                    if not labelled:
                        start = item.get(_T + "start-value", "")
                        counts[depth] = int(start) if start.isdigit() else counts.get(depth, level.start - 1) + 1
                        lines[0] = self._label(name, counts, depth) + lines[0]
                        labelled = True
                    out += lines
        return out

    def _label(self, name: str, counts: dict[int, int], depth: int) -> str:
        levels = self.styles.get(name, {})
        level = levels.get(depth, _Level(""))
        if level.shape == "bullet":
            return level.prefix + " "
        if not level.shape:
            return ""
        shown = range(max(1, depth - level.shown + 1), depth + 1)
        numbers = [number_label(counts.get(d, 1), levels.get(d, level).shape or "decimal") for d in shown]
        return f"{level.prefix}{'.'.join(numbers)}{level.suffix} "


def _collect(node: etree._Element, words: list[str], boxes: list[etree._Element]) -> None:
    words.append(_spaces(node.text))
    for child in node:
        if child.tag == _T + "s":
            words.append(" " * int(child.get(_T + "c", "1")))
        elif child.tag == _T + "tab":
            words.append("\t")
        elif child.tag == _T + "line-break":
            words.append("\n")
        elif child.tag == _DRAW + "text-box":
            boxes.append(child)
        elif child.tag not in _SKIP and isinstance(child.tag, str):
            _collect(child, words, boxes)
        words.append(_spaces(child.tail))


def _spaces(text: str | None) -> str:
    """Runs of white space count as one space in OpenDocument."""
    return " ".join((text or "").replace("\n", " ").split(" ")) if text else ""
