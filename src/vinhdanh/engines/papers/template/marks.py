"""Finds placeholders in paragraphs, although Word cuts them into many runs, and puts words in their place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

from vinhdanh.engines.papers.measures import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

P, R, T, BR, TR, TC, TBL = (qn(f"w:{name}") for name in ("p", "r", "t", "br", "tr", "tc", "tbl"))
MARK: Final = re.compile(r"\{\{([^{}]*)\}\}")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def name_of(inside: str) -> str:
    """The name of a placeholder: Word's capitals at the beginning of a line and spaces do not matter, but in codes of tables."""
    name = "".join(inside.split())
    head, colon, code = name.partition(":")
    return head.lower() + colon + (code.upper() if head.lower() == "bang" else code.lower())


def texts(paragraph: _Element) -> list[_Element]:
    """The pieces of text of a paragraph, not those of text boxes that hang on it; a break or a tab parts them."""
    return [t for t in paragraph.iter(T) if next(t.iterancestors(P)) is paragraph]


def words(paragraph: _Element) -> str:
    """The text of a paragraph, its pieces joined."""
    return "".join(t.text or "" for t in texts(paragraph))


def names(paragraph: _Element) -> list[str]:
    """The placeholders of a paragraph, in order."""
    return [name_of(m[1]) for m in MARK.finditer(words(paragraph))]


def alone(paragraph: _Element) -> str:
    """The placeholder that is the whole paragraph, "" when there is more or none."""
    found = MARK.fullmatch(words(paragraph).strip())
    return name_of(found[1]) if found else ""


@dataclass(slots=True)
class _Piece:
    element: _Element
    start: int
    end: int


def _pieces(paragraph: _Element) -> list[_Piece]:
    out, at = [], 0
    for t in texts(paragraph):
        length = len(t.text or "")
        out.append(_Piece(t, at, at + length))
        at += length
    return out


def replace(paragraph: _Element, value: Callable[[str], str | None]) -> bool:
    r"""Put words in the place of the placeholders; they take the look of the run in which the placeholder begins.

    Args:
        paragraph: Its runs are changed in place.
        value: Words for a name, None to leave it as it stands. "\n" becomes a break of the line.

    Returns:
        Whether the paragraph held placeholders and nothing else, and all their words are empty.
    """
    whole = words(paragraph)
    found = [(m.start(), m.end(), given) for m in MARK.finditer(whole) if (given := value(name_of(m[1]))) is not None]
    pieces = _pieces(paragraph)
    for start, end, given in reversed(found):
        first = True
        for piece in pieces:
            if piece.end <= start or piece.start >= end:
                continue
            text = piece.element.text or ""
            low, high = max(start, piece.start) - piece.start, min(end, piece.end) - piece.start
            piece.element.text = text[:low] + (joined(given) if first else "") + text[high:]
            first = False
    for piece in pieces:
        _broken(piece.element)
    return bool(found) and not any(given for _, _, given in found) and not MARK.sub("", whole).strip()


def _broken(piece: _Element) -> None:
    """Set the breaks of lines in a piece of text, and keep its spaces."""
    lines = (piece.text or "").split("\n")
    piece.text = lines[0]
    piece.set(_SPACE, "preserve")
    at = piece
    for line in lines[1:]:
        parent = at.getparent()
        assert parent is not None  # a text stands in a run
        place = parent.index(at)
        line_break, text = parent.makeelement(BR), parent.makeelement(T)
        text.text = line
        text.set(_SPACE, "preserve")
        parent.insert(place + 1, line_break)
        parent.insert(place + 2, text)
        at = text


def paragraphs(root: _Element) -> Iterator[_Element]:
    """Every paragraph, also those of tables and text boxes."""
    yield from root.iter(P)


def row_of(paragraph: _Element) -> _Element | None:
    """The innermost row of a table in which a paragraph stands."""
    return next(paragraph.iterancestors(TR), None)


def in_table(paragraph: _Element) -> bool:
    """Whether a paragraph stands in a table."""
    return row_of(paragraph) is not None
