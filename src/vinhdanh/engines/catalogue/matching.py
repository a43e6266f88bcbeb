"""Finds the row that a typed text means."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar

from vinhdanh.engines.catalogue.loading import CatalogueError
from vinhdanh.engines.catalogue.rows import Honour, Spelled
from vinhdanh.engines.vietnamese import match_key, squeeze_key

if TYPE_CHECKING:
    from collections.abc import Iterable

S = TypeVar("S", bound=Spelled)

_BRACKET = re.compile(r"\(.*?\)")


class Index(Generic[S]):
    """Rows by all their spellings. Accents, case, spaces and punctuation do not count.

    Args:
        rows: The rows; two rows may not share a spelling.
        extra: Names of further fields that count as spellings, such as `short`.
        prefixes: Words that people put before ("dân tộc"), to be left out.

    Raises:
        CatalogueError: Two rows share a spelling.
    """

    def __init__(self, rows: Iterable[S], *, extra: tuple[str, ...] = (), prefixes: tuple[str, ...] = ()) -> None:
        self._found: dict[str, S] = {}
        self._prefixes = tuple(match_key(p) + " " for p in prefixes)
        for row in rows:
            sure = (row.name, *row.spellings, *(getattr(row, f) for f in extra))
            for word in sure:
                self._add(word, row)
            for word in row.ask_spellings:
                self._add(word, replace(row, ask=True))

    def _add(self, word: str, row: S) -> None:
        key = squeeze_key(word)
        if not key:
            return
        other = self._found.setdefault(key, row)
        if other.code != row.code:
            raise CatalogueError(row.table, row.code, f"shares the spelling {word!r} with {other.code}")

    def find(self, text: str) -> S | None:
        """The row that the whole text means, None when there is none. `ask` is set on it when a person should confirm."""
        for candidate in (text, _BRACKET.sub(" ", text)):
            key = match_key(candidate)
            for prefix in self._prefixes:
                key = key.removeprefix(prefix)
            row = self._found.get(key.replace(" ", ""))
            if row is not None:
                return row
        return None


class Phrases(Generic[S]):
    """Finds rows whose spellings occur inside a longer text, whole words only, longest first and without overlap."""

    def __init__(self, rows: Iterable[S], *, extra: tuple[str, ...] = ()) -> None:
        words: dict[str, S] = {}
        for row in rows:
            for word in (row.name, *row.spellings, *(getattr(row, f) for f in extra)):
                if key := match_key(word):
                    words.setdefault(key, row)
        self._words = words
        longest_first = sorted(words, key=lambda w: (-len(w), w))
        self._pattern = re.compile(r"(?<![a-z0-9])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![a-z0-9])")

    def find_all(self, text: str) -> tuple[S, ...]:
        """The rows in the order in which the text names them, each once."""
        return tuple(dict.fromkeys(self._words[m.group()] for m in self._pattern.finditer(match_key(text))))

    def find_one(self, text: str) -> S | None:
        """The row that the text names first; `ask` is set on it when the text names others, too."""
        rows = self.find_all(text)
        if not rows:
            return None
        return replace(rows[0], ask=True) if len(rows) > 1 else rows[0]


def honour_in(text: str, honours: Iterable[Honour]) -> Honour | None:
    """The honour that a longer text means ("Bằng khen của Thủ tướng Chính phủ năm 2019"), None when none fits.

    An honour fits when the text holds one phrase of each of its groups and none of those that rule it out. Of several the one with more groups is taken, then the one whose
    last phrase comes first (in an address the body named first decides), then the higher one.
    """
    key = f" {match_key(text)} "
    best: tuple[int, int, int] | None = None
    chosen: Honour | None = None
    for honour in honours:
        place = -1
        for group in honour.phrases:
            place = _first(key, group)
            if place < 0:
                break
        if place < 0 or _first(key, honour.unless) >= 0:
            continue
        rank = (-len(honour.phrases), place, honour.order)
        if best is None or rank < best:
            best, chosen = rank, honour
    return chosen


def _first(key: str, group: tuple[str, ...]) -> int:
    """Where the first phrase of the group begins, -1 when none occurs."""
    places = [key.find(_padded(phrase)) for phrase in group]
    return min((p for p in places if p >= 0), default=-1)


@cache
def _padded(phrase: str) -> str:
    return f" {match_key(phrase)} "
