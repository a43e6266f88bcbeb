"""Finds elements in an XML part by their place in the bytes, so that a few of them can be changed and all else stays as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from vinhdanh.engines.sheets.package import UnpatchableError

if TYPE_CHECKING:
    from collections.abc import Iterable

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*+>""")


@dataclass(slots=True)
class Element:
    """An element as it lies in the bytes.

    Args:
        name: Local name; `prefix` stands before it ("" or "x:").
        attributes: As typed, with prefixes.
        start, inside, close, end: Offsets of `<`, of the first byte after the start tag, of `</` and after the element. Of an empty
            element `inside` is the offset after `/>`, and so are the last two.
    """

    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inside: int = 0
    close: int = 0
    end: int = 0
    parent: str = ""


class Finder:
    """Parses a part and keeps the elements that are asked for.

    Args:
        data: The part, in UTF-8.
        wanted: Local names of elements to keep, wherever they stand; the root is always kept.
        depth: Elements down to this depth below the root are kept too.

    Raises:
        UnpatchableError: The part is no XML in UTF-8, or declares a document type.
    """

    def __init__(self, data: bytes, wanted: Iterable[str], depth: int = 0) -> None:
        self.data, self.wanted, self.depth = data, frozenset(wanted), depth
        self.found: list[Element] = []
        self.root: Element | None = None
        self._open: list[Element | None] = []
        self._names: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse
        if not _utf8(data):
            raise UnpatchableError("the part is not UTF-8")
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as e:
            raise UnpatchableError("the part is no XML") from e

    def _refuse(self, *_: object) -> None:
        raise UnpatchableError("the part declares a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        kept: Element | None = None
        if not self._names or local in self.wanted or len(self._names) <= self.depth:
            start = self._parser.CurrentByteIndex
            kept = Element(local, f"{prefix}:" if prefix else "", attributes, start, self._after_tag(start))
            kept.parent = self._names[-1] if self._names else ""
            self.found.append(kept)
            self.root = self.root or kept
        self._names.append(local)
        self._open.append(kept)

    def _end(self, _: str) -> None:
        self._names.pop()
        kept = self._open.pop()
        if kept is None:
            return
        at = self._parser.CurrentByteIndex
        empty = self.data[kept.inside - 2 : kept.inside] == b"/>"
        kept.close = kept.inside if empty else at
        kept.end = kept.inside if empty else self._after_tag(at)

    def _after_tag(self, start: int) -> int:
        """Offset after the tag that begins at `start`; a `>` inside quotes does not end it."""
        found = _TAG.match(self.data, start)
        if found is None:
            raise UnpatchableError("a tag does not end")
        return found.end()

    def all(self, name: str, parent: str = "") -> list[Element]:
        """Elements of a local name, in their order; with `parent` only those directly in one of that name."""
        return [e for e in self.found if e.name == name and (not parent or e.parent == parent)]

    def first(self, name: str) -> Element | None:
        """The first element of a local name."""
        return next((e for e in self.found if e.name == name), None)


def _utf8(data: bytes) -> bool:
    head = data[:200].lower()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return b"encoding" not in head.split(b"?>")[0] or b"utf-8" in head or b"us-ascii" in head


@dataclass(slots=True)
class Patch:
    """Changes to a part, applied all at once: bytes put in at an offset, or in place of a range."""

    data: bytes
    edits: list[tuple[int, int, bytes]] = field(default_factory=list)

    def insert(self, at: int, text: str) -> None:
        """Puts text in; at one place the earlier comes first."""
        self.edits.append((at, at, text.encode()))

    def replace(self, start: int, end: int, text: str) -> None:
        """Puts text in place of a range."""
        self.edits.append((start, end, text.encode()))

    def append_to(self, element: Element, text: str) -> None:
        """Puts text before the end of an element, which opens if it was empty."""
        if self.data[element.inside - 2 : element.inside] == b"/>":
            name = f"{element.prefix}{element.name}"
            self.replace(element.inside - 2, element.inside, f">{text}</{name}>")
        else:
            self.insert(element.close, text)

    def done(self) -> bytes:
        """The part with all changes."""
        out, at = [], 0
        for start, end, text in sorted(self.edits, key=lambda e: (e[0], e[1])):
            out += [self.data[at:start], text]
            at = max(at, end)
        return b"".join([*out, self.data[at:]])


def tag(element: Element, changed: dict[str, str], *, empty: bool) -> str:
    """The start tag of an element with some attributes changed or added."""
    attributes = {**element.attributes, **changed}
    inner = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{element.prefix}{element.name}{inner}{'/' if empty else ''}>"
