"""Text as it is typed: repair, keys to match by, keys to sort by, file-safe names.

What a person typed is kept as typed elsewhere; these functions make what stands beside it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Tone marks in the order of Vietnamese collation: huyền, hỏi, ngã, sắc, nặng (none is 0)."""

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""The alphabet in the order of collation, f, j, w, z after their Latin place (CLDR `vi`)."""

_MARKS = {tone: mark for mark, tone in TONES.items()}
_PRIMARY = {c: i + 12 for i, c in enumerate(LETTERS)}
_PRIMARY |= {str(d): d + 2 for d in range(10)}
_OTHER_LETTER = 12 + len(LETTERS)
_DROPPED = {"Cf", "Cs"}
"""Categories that nobody sees: zero-width and direction marks, soft hyphens, half characters."""

_ETH = str.maketrans({"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼ‛′"))
_VOWELS = frozenset("aăâeêioôơuưy")
_MARKED = frozenset("ăâêôơư")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")


def repair(text: str) -> str:
    """The same text in NFC, without invisible characters, with single spaces and none at its ends.

    A no-break space, tab or line end becomes a space. The Icelandic letter Ð, which some keyboards give for Đ, becomes Đ.
    """
    if not text.isascii():
        if not text.isprintable():  # what is dropped or made a space is never printable
            text = "".join(c for c in text if unicodedata.category(c) not in _DROPPED)
        text = unicodedata.normalize("NFC", text).translate(_ETH)
    if not text.isprintable():  # control characters, line ends and tabs among them, are not printable
        text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return " ".join(text.split())


def split_tones(text: str) -> tuple[str, tuple[int, ...]]:
    """The text in NFC without tones (ă, â, ê, ô, ơ, ư, đ stay) and the tone of each of its characters, 0 to 5."""
    bases: list[str] = []
    tones: list[int] = []
    for char in unicodedata.normalize("NFC", text):
        rest, tone = _split(char)
        if not rest:  # a tone that stands alone belongs to the letter before it
            tones[-1:] = [tone] if bases else []
            continue
        bases.append(rest)
        tones.append(tone)
    return "".join(bases), tuple(tones)


@cache
def _split(char: str) -> tuple[str, int]:
    tone = 0
    rest = ""
    for part in unicodedata.normalize("NFD", char):
        if part in TONES:
            tone = TONES[part]
        else:
            rest += part
    return unicodedata.normalize("NFC", rest), tone


def strip_accents(text: str) -> str:
    """The text without any accent, đ as d; case, punctuation and spaces as they were."""
    parts = unicodedata.normalize("NFD", text.translate(_ETH))
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


@lru_cache(maxsize=65536)  # the same names, units and headings are asked for again and again
def accent_key(text: str) -> str:
    """A key that keeps accents: lower case, one place for the tone (hoà = hòa), i for y where both are written (Lý = Lí).

    Apostrophes are dropped, other punctuation counts as a space, spaces are single.
    """
    return " ".join(_canonical(word) for word in _words(text))


@lru_cache(maxsize=65536)
def match_key(text: str) -> str:
    """A plain ASCII key: as `accent_key` without accents. Two texts that a clerk would call the same have the same key.

    i and y are equal only as the one vowel of a syllable (kỹ = kĩ, quý = quí), so that Mai and May stay apart.
    """
    bare = strip_accents(accent_key(text))
    return " ".join("".join(c for c in bare if c.isascii()).split())


def squeeze_key(text: str) -> str:
    """`match_key` without spaces: for words that people write apart or together (Khơ me, Khơ-me, Khơme)."""
    return match_key(text).replace(" ", "")


def collate(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Two levels of Vietnamese collation (CLDR `vi`): letters first, then tones. Case and punctuation do not count."""
    bases, tones = split_tones(repair(text).lower())
    return tuple(_primary(c) for c in bases), tones


def sort_key(text: str) -> str:
    """A string of ASCII digits that sorts as Vietnamese does in any database and under any of its collations.

    Letters weigh first, then tones; numbers inside the text sort by value up to six digits ("Tổ 2" before "Tổ 10").
    """
    spread = _DIGITS.sub(lambda m: m.group().rjust(6, "0"), repair(text))
    primary, tones = collate(spread)
    return "".join(f"{p:02d}" for p in primary) + "00" + "".join(str(t + 1) for t in tones)


def slug(text: str, *, longest: int = 80) -> str:
    """A name that is safe in a file name on every system: lower ASCII letters, digits, single hyphens.

    Args:
        text: Any text; without a letter or digit the slug is "khong-ten".
        longest: Greatest length; the cut falls between words where it can.
    """
    bare = strip_accents(repair(text)).lower().translate(_APOSTROPHES)
    name = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    if len(name) > longest:
        cut = name[: longest + 1].rsplit("-", 1)[0]
        name = cut if len(cut) <= longest else name[:longest]
    name = name.strip("-") or "khong-ten"
    # Windows keeps these names for devices, and "con" is a common Vietnamese word.
    return f"{name}-" if _RESERVED.match(name) else name


def _words(text: str) -> list[str]:
    lowered = unicodedata.normalize("NFKC", repair(text)).lower().translate(_APOSTROPHES)
    return "".join(c if c.isalnum() or unicodedata.combining(c) else " " for c in lowered).split()


@lru_cache(maxsize=8192)
def _canonical(word: str) -> str:
    """The word with its tone on one agreed letter, and y as i where it is the only vowel."""
    base, tones = split_tones(word)
    marks = [t for t in tones if t]
    if _WORD.fullmatch(base) is None or len(marks) > 1:
        return word
    start, end = _nucleus(base)
    if end - start == 1 and base[start] == "y" and end == len(base):
        base = base[:start] + "i"
    if not marks or start == end:
        return base if not marks else word
    place = _tone_place(base, start, end)
    return unicodedata.normalize("NFC", base[: place + 1] + _MARKS[marks[0]] + base[place + 1 :])


def _nucleus(base: str) -> tuple[int, int]:
    """Where the vowels of a syllable begin and end; the u of qu and the i of gi belong to the consonant."""
    start = next((i for i, c in enumerate(base) if c in _VOWELS), len(base))
    if base[:2] in {"qu", "gi"} and len(base) > 2 and base[2] in _VOWELS:
        start = 2
    end = start
    while end < len(base) and base[end] in _VOWELS:
        end += 1
    return start, end


def _tone_place(base: str, start: int, end: int) -> int:
    marked = [i for i in range(start, end) if base[i] in _MARKED]
    if marked:
        return marked[-1]
    width = end - start
    if width == 3 or (width == 2 and end < len(base)):
        return start + 1
    return start


def _primary(char: str) -> int:
    known = _PRIMARY.get(char)
    if known is not None:
        return known
    return _OTHER_LETTER if char.isalpha() else 1
