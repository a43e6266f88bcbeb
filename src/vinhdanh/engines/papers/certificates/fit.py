"""How wide a text is, and how it is broken so that its lines are alike and stay inside their room.

Both writers print the lines that are found here: PDF and Word break alike, whatever the program that shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from fontTools.ttLib import TTFont

from vinhdanh.engines.papers import measures

Face = Literal["", "b", "i", "display"]
"""Tinos upright, bold, italic (as in `measures`), and Playfair Display Bold for names and titles of honour."""

DISPLAY = measures.FONTS / "PlayfairDisplay_700Bold.ttf"
LINE = 1.107
"""Height of a line box in em: 0.891 above the baseline and 0.216 below, as Word has it for Times New Roman."""


@dataclass(frozen=True, slots=True)
class Step:
    """A manner of setting a text: in at most `lines` lines, from `largest` down to `smallest` pt."""

    lines: int
    largest: float
    smallest: float


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text as it is printed: its lines and their size in pt."""

    size: float
    lines: tuple[str, ...]

    def height(self, lead: float = 0.0) -> float:
        """Height of the block in mm; `lead` is the distance between two line boxes in em."""
        n = len(self.lines)
        return (n * LINE + max(n - 1, 0) * lead) * self.size * measures.MM


@cache
def _display() -> tuple[dict[int, float], float]:
    """Advance of each character of the display face in em, and the one to assume for a character that it has not."""
    with TTFont(DISPLAY, lazy=True) as font:
        units, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: widths[glyph][0] / units for code, glyph in font.getBestCmap().items()}, 1.0


@lru_cache(maxsize=65536)
def _em(text: str, face: Face) -> float:
    """Width of a text in em."""
    if face != "display":
        return measures.width(text, 1 / measures.MM, face)
    advances, unknown = _display()
    return sum(advances.get(ord(c), unknown) for c in text)


def width(text: str, size: float, face: Face = "") -> float:
    """Width of one line in mm at `size` pt, without kerning (as Word sets it, and as our PDF does)."""
    return (
        sum(_em(word, face) for word in text.split(" ")) * size * measures.MM
        + text.count(" ") * _em(" ", face) * size * measures.MM
    )


def _pieces(word: str, room: float, face: Face) -> list[str]:
    """A word that is wider than the room (in em), cut where it must be; any other word as it is."""
    if _em(word, face) <= room:
        return [word]
    out = [""]
    for c in word:
        if out[-1] and _em(out[-1] + c, face) > room:
            out.append("")
        out[-1] += c
    return out


def _wrap(words: tuple[str, ...], room: float, face: Face) -> tuple[str, ...]:
    """The lines of `words` in `room` em, each as full as it can be."""
    lines: list[list[str]] = []
    space, at = _em(" ", face), 0.0
    for word in words:
        for piece in _pieces(word, room, face):
            long = _em(piece, face)
            if lines and at + space + long <= room:
                lines[-1].append(piece)
                at += space + long
            else:
                lines.append([piece])
                at = long
    return tuple(" ".join(line) for line in lines)


def _balanced(words: tuple[str, ...], room: float, face: Face) -> tuple[str, ...]:
    """As few lines as `room` em allow, as even as they can be: the narrowest room that needs no line more."""
    best = _wrap(words, room, face)
    low, high = room * 0.2, room
    while len(best) > 1 and high - low > 0.1:
        middle = (low + high) / 2
        lines = _wrap(words, middle, face)
        if len(lines) > len(best):
            low = middle
        else:
            best, high = lines, middle
    return best


def lines(text: str, room: float, size: float, face: Face = "") -> tuple[str, ...]:
    """The lines of a text of fixed size in `room` mm, as few as can be.

    They are broken after semicolons when that costs no line more; else they are as full as can be, or even when the last one would hold
    a word alone.
    """
    ems = room / (size * measures.MM)
    full = _wrap(tuple(word for word in text.split(" ") if word), ems, face)
    clauses = [part for part in text.replace("; ", ";\n").split("\n") if part]
    apart = tuple(line for part in clauses for line in _wrap(tuple(part.split(" ")), ems, face))
    if len(clauses) > 1 and 1 < len(full) == len(apart):
        return apart
    alone = len(full) > 1 and " " not in full[-1]
    return _balanced(tuple(word for word in text.split(" ") if word), ems, face) if alone else full


def _lines(phrases: tuple[tuple[str, ...], ...], room: float, face: Face, most: int) -> tuple[str, ...] | None:
    """The phrases in at most `most` lines of `room` em: on one line, else broken between phrases, else anywhere; None when too long."""
    words = tuple(word for phrase in phrases for word in phrase)
    if max((_em(word, face) for word in words), default=0.0) > room:
        return None
    whole = _wrap(words, room, face)
    if len(whole) <= 1:
        return whole
    apart = tuple(line for phrase in phrases for line in _balanced(phrase, room, face))
    if len(apart) <= most:
        return apart
    return _balanced(words, room, face) if len(whole) <= most else None


@lru_cache(maxsize=8192)
def fit(text: str, room: float, face: Face, steps: tuple[Step, ...]) -> Fitted:
    """The first manner of `steps` in which `text` keeps within `room` mm, as large as it can be there, in lines as even as they can be.

    A line feed in `text` is where it is broken by preference when one line does not hold it. Sizes go down by half points; words are cut
    only when no manner fits: the text is then set in the last manner's smallest size, in as many lines as it takes. Empty text has no line.
    """
    phrases = tuple(words for part in text.split("\n") if (words := tuple(word for word in part.split(" ") if word)))
    size = 1.0
    for step in steps:
        size = step.largest
        while size >= step.smallest:
            lines = _lines(phrases, room / (size * measures.MM), face, step.lines)
            if lines is not None:
                return Fitted(size, lines)
            size -= 0.5
        size = step.smallest
    words = tuple(word for phrase in phrases for word in phrase)
    return Fitted(size, _balanced(words, room / (size * measures.MM), face))
