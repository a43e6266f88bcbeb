"""Text in the encodings before Unicode, brought to Unicode: TCVN3, VNI, and UTF-8 that somebody took for Windows-1252.

A string that is sound Unicode is never changed but to NFC. What cannot be decided is left as it is, with a low confidence, so that
a person is asked: a wrong letter in a name is worse than an unread one. Call this before `repair`, which drops invisible
characters: ư of TCVN3 is the byte of the soft hyphen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from vinhdanh.engines.vietnamese import legacy_tables as tables
from vinhdanh.engines.vietnamese.legacy_evidence import (
    OLD,
    Encoding,
    Evidence,
    Old,
    glance,
    is_quiet,
    mend_mojibake,
    soundness,
    weigh,
    write_out,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

DOUBTFUL = 0.75
"""Below this confidence a person should look at the text."""

_ENOUGH = 2.0
"""Evidence that decides alone: one word that is a syllable only in the old encoding, and nothing else so written."""

_CONTEXT = 2.0
"""What a file in one encoding adds to each of its cells."""

_SHARE = 0.8
"""The share of the decided cells that makes a file's encoding, with one more cell counted against it."""

_MIXED = 0.5
_HALF = 0.6
_OPEN = 0.8
_FOREIGN = 0.9
_SURE = 0.99
_WINDOWS = {code: bytes((code,)).decode("cp1252", errors="ignore") or chr(code) for code in range(0x80, 0xA0)}
_TONE_MARKS = {mark: typed for typed, mark in tables.TCVN3_TONES.items()}
_TCVN3_FONT = re.compile(r"\.vn", re.IGNORECASE)
_CAPITAL_FONT = re.compile(r"\.vn.*h", re.IGNORECASE)
_VNI_FONT = re.compile(r"vni[- ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Detection:
    """What a string is written in, and how sure that is, from 0 to 1."""

    encoding: Encoding
    confidence: float


@dataclass(frozen=True, slots=True)
class Modernised:
    """A string in Unicode (NFC), what it was written in, and how sure that is, from 0 to 1."""

    text: str
    encoding: Encoding
    confidence: float

    @property
    def doubtful(self) -> bool:
        """Whether a person should look at it: it may have been left as it was although it is in an old encoding."""
        return self.confidence < DOUBTFUL


def encode(text: str, encoding: Encoding, *, as_typed: bool = False) -> str:
    """The characters that a program shows which takes the bytes of this encoding for Windows-1252.

    Args:
        text: Vietnamese text in Unicode.
        encoding: TCVN3 writes capitals with a tone as set VN2 does (vowel, then mark), so that `decode` gives them back.
        as_typed: TCVN3 as typing programs wrote it: a capital with a tone becomes its small letter.
    """
    text = unicodedata.normalize("NFC", text)
    if encoding == "tcvn3":
        return "".join(_tcvn3_of(c, as_typed=as_typed) for c in text)
    if encoding == "vni":
        return "".join(tables.VNI_BY_LETTER.get(c, c) for c in text)
    if encoding == "mojibake":
        return "".join(_mojibake_of(c) for c in text)
    return text


def decode(text: str, encoding: Encoding) -> str:
    """The text in Unicode (NFC), when it is known to be in this encoding. Characters that the encoding does not know stay."""
    text = unicodedata.normalize("NFC", text)
    if encoding == "mojibake":
        return mend_mojibake(text, soft=True)[0]
    return write_out(text, encoding)


def detect(text: str) -> Detection:
    """What a single string is written in, without any context.

    A string that shows no evidence of an old encoding is "unicode"; a low confidence says that there is some, but too little.
    """
    found = modernise(text)
    return Detection(found.encoding, found.confidence)


def modernise(text: str, *, font: str = "", context: Encoding | None = None, known: Collection[str] = ()) -> Modernised:
    """The text in Unicode (NFC), converted when there is evidence enough that it is in an old encoding.

    Args:
        text: One cell, or one line, as it was read.
        font: The font's name, when it is known: .Vn… says TCVN3, VNI-… says VNI; a .Vn font that ends in H shows capitals only.
        context: The encoding of most of the file, when it is known.
        known: Words in small letters that are no Vietnamese syllables and yet to be expected (xtiêng).
    """
    return _settle(unicodedata.normalize("NFC", text), font, context, mixed=False, known=known)


def modernise_cells(cells: Sequence[str], fonts: Sequence[str] = (), *, known: Collection[str] = ()) -> tuple[Modernised, ...]:
    """All texts of one file (or of one sheet) in Unicode: cells that say too little by themselves follow the rest.

    Args:
        cells: The texts, in any order; the answer has the same order.
        fonts: The font of each cell, when fonts are known; as many as cells.
        known: As for `modernise`.

    Raises:
        ValueError: There are fonts, but not one for each cell.
    """
    if fonts and len(fonts) != len(cells):
        raise ValueError("one font for each cell")
    if not fonts and is_quiet(unicodedata.normalize("NFC", "\n".join(cells))):
        return tuple(map(_sure, cells))
    keys = [(c, f) for c, f in zip(cells, fonts or [""] * len(cells), strict=True) if f or not c.isascii()]
    looks = {key: _vote(*key) for key in dict.fromkeys(keys)}
    context, mixed = _context(Counter(vote for key in keys if (vote := looks[key]) is not None))
    found: dict[tuple[str, str], Modernised] = {}
    for (text, font), vote in looks.items():
        composed = unicodedata.normalize("NFC", text)
        plain = vote == "unicode" or (vote is None and not font and glance(composed) is False)
        if context == "unicode" and plain:
            found[text, font] = _sure(text)
        else:
            found[text, font] = _settle(composed, font, context, mixed=mixed, known=known)
    return tuple(
        found[c, f] if f or not c.isascii() else _sure(c) for c, f in zip(cells, fonts or [""] * len(cells), strict=True)
    )


def read_eight_bit(data: bytes) -> str:
    """The text of a file with one byte a letter (.txt, .csv, old .xls), when it is not UTF-8.

    Windows-1258 gives its text in NFC. Bytes of TCVN3 and VNI come as Windows-1252 shows them, ready for `modernise_cells`: taken
    for Windows-1258, some of them would become tones and join the letter before, beyond repair.
    """
    western = data.decode("latin-1").translate(_WINDOWS)
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    old = max(soundness(write_out(western, e)) for e in OLD)
    return western if old > soundness(vietnamese) else vietnamese


def _vote(text: str, font: str) -> Encoding | None:
    """The encoding of a cell that is decided by itself."""
    text = unicodedata.normalize("NFC", text)
    look = None if font else glance(text)
    if look is not None:
        return "unicode" if look else None
    if mend_mojibake(text, soft=False)[1]:
        return "mojibake"
    encoding, total = _best(_weigh(text), _font_context(font))
    return encoding if total >= _ENOUGH else None


def _font_context(font: str) -> Encoding | None:
    if _TCVN3_FONT.match(font):
        return "tcvn3"
    return "vni" if _VNI_FONT.match(font) else None


def _sure(text: str) -> Modernised:
    if text.isascii():
        return Modernised(text, "unicode", 1.0)
    return Modernised(unicodedata.normalize("NFC", text), "unicode", _SURE)


def _context(votes: Counter[Encoding]) -> tuple[Encoding | None, bool]:
    """The encoding of most decided cells; with none, whether old encodings and Unicode, or two old ones, stand side by side."""
    for encoding, count in votes.most_common(1):
        if count / (votes.total() + 1) >= _SHARE:
            return encoding, False
    return None, any(encoding != "unicode" for encoding in votes)


def _settle(text: str, font: str, context: Encoding | None, *, mixed: bool, known: Collection[str] = ()) -> Modernised:
    capital = bool(_CAPITAL_FONT.fullmatch(font))
    if text.isascii():
        return Modernised(text.upper(), "tcvn3", _SURE) if capital and text.strip() else Modernised(text, "unicode", 1.0)
    mended, hard, soft = mend_mojibake(text, soft=context == "mojibake")
    if hard or (soft and context == "mojibake"):
        return Modernised(unicodedata.normalize("NFC", mended), "mojibake", _SURE if hard > 1 or context == "mojibake" else 0.9)
    context = _font_context(font) or context
    evidence = _weigh(text)
    encoding, total = _best(evidence, context, known)
    enough = _ENOUGH + (1.0 if context == "unicode" else 0.0)
    if total < enough:
        return Modernised(text, "unicode", _MIXED if soft else _left(evidence, context, mixed=mixed))
    whole = False if context == encoding else None
    half = True if context == "unicode" or evidence.unicode_words else whole
    written, unsure = evidence.convert(encoding, half=half)
    if capital and not evidence.unicode_words:
        written = written.upper()
    confidence = 1 - 0.5 ** (1 + total / 1.5)
    if unsure and half is not False:
        confidence = min(confidence, _HALF)
    return Modernised(written, encoding, round(confidence, 3))


_weigh = lru_cache(maxsize=65536)(weigh)


def _best(evidence: Evidence, context: Encoding | None, known: Collection[str] = ()) -> tuple[Old, float]:
    """The old encoding with most evidence, and how much; none when the two are too near each other."""
    tcvn3, vni = (
        evidence.total(e) + (_CONTEXT + evidence.excused(e, known) if e == context and evidence.changes(e) else 0.0) for e in OLD
    )
    if abs(tcvn3 - vni) < 1:
        return "tcvn3", 0.0
    return ("tcvn3", tcvn3) if tcvn3 > vni else ("vni", vni)


def _left(evidence: Evidence, context: Encoding | None, *, mixed: bool) -> float:
    """How sure it is that a text which stays as it is should stay."""
    if max(evidence.total(e) for e in OLD) > 0:
        return _MIXED
    if evidence.surely_unicode or context == "unicode" or any(e == context and evidence.reads_alike(e) for e in OLD):
        return _SURE
    if mixed or context is not None:
        return _MIXED
    return _OPEN if evidence.may_be_old else _FOREIGN


def _tcvn3_of(char: str, *, as_typed: bool) -> str:
    known = tables.TCVN3_BY_LETTER.get(char)
    if known is not None:
        return known
    small = tables.TCVN3_BY_LETTER.get(char.lower())
    if small is None:
        return char
    if as_typed:
        return small
    parts = unicodedata.normalize("NFD", char)
    tone = next(c for c in parts if c in _TONE_MARKS)
    vowel = unicodedata.normalize("NFC", parts.replace(tone, ""))
    return tables.TCVN3_BY_LETTER.get(vowel, vowel) + _TONE_MARKS[tone]


def _mojibake_of(char: str) -> str:
    if char.isascii():
        return char
    return "".join(bytes((b,)).decode("cp1252", errors="ignore") or chr(b) for b in char.encode("utf-8"))
