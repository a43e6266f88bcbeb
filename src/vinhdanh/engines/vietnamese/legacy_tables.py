"""Tables of the encodings before Unicode, and what they look like in a program that takes their bytes for Windows-1252.

TCVN3 (also "ABC", fonts .Vn…): TCVN 5712:1993, set VN3: one byte a letter, 67 small letters and seven capitals (Ă Â Đ Ê Ô Ơ Ư).
Capitals with a tone are no letters of the set: they are small letters shown in a font of capitals (.VnTimeH). Set VN2 of the same
standard adds five tone marks that stand after their vowel (bytes B0 to B4); they are read too.

VNI for Windows (fonts VNI-…): the encoding of VNI Software, one or two bytes a letter: a vowel, then a mark that is a letter of
Windows-1252. The mark has the case of its vowel.

Both tables were compared letter by letter with public tables of converters (the TCVN5712-1 table of the GNU C library, the VNI
table of xvnkb).

Mojibake is UTF-8 taken for Windows-1252, Windows-1258 or ISO 8859-1; no table of its own is needed.
"""

from __future__ import annotations

import re
import unicodedata

_VN3 = {
    **dict(zip("ĂÂÊÔƠƯĐăâêôơưđ", range(0xA1, 0xAF), strict=True)),
    **dict(zip("àảãáạ", range(0xB5, 0xBA), strict=True)),
    "ằ": 0xBB,
    "ẳ": 0xBC,
    "ẵ": 0xBD,
    "ắ": 0xBE,
    "ặ": 0xC6,
    "ầ": 0xC7,
    "ẩ": 0xC8,
    "ẫ": 0xC9,
    "ấ": 0xCA,
    "ậ": 0xCB,
    "è": 0xCC,
    "ẻ": 0xCE,
    "ẽ": 0xCF,
    "é": 0xD0,
    "ẹ": 0xD1,
    "ề": 0xD2,
    "ể": 0xD3,
    "ễ": 0xD4,
    "ế": 0xD5,
    "ệ": 0xD6,
    "ì": 0xD7,
    "ỉ": 0xD8,
    "ĩ": 0xDC,
    "í": 0xDD,
    "ị": 0xDE,
    "ò": 0xDF,
    "ỏ": 0xE1,
    "õ": 0xE2,
    "ó": 0xE3,
    "ọ": 0xE4,
    **dict(zip("ồổỗốộờởỡớợù", range(0xE5, 0xF0), strict=True)),
    **dict(zip("ủũúụừửữứựỳỷỹýỵ", range(0xF1, 0xFF), strict=True)),
}

TCVN3_BY_LETTER = {letter: chr(code) for letter, code in _VN3.items()}
"""Letter in Unicode (NFC) → the character that stands for its byte."""

TCVN3_LETTERS = {typed: letter for letter, typed in TCVN3_BY_LETTER.items()}
"""The other way."""

TCVN3_TONES = dict(zip("\u00b0\u00b1\u00b2\u00b3\u00b4", "\u0300\u0309\u0303\u0301\u0323", strict=True))
"""Set VN2: marks that follow their vowel → combining marks of Unicode."""

TCVN3_TONED = frozenset(t for t, letter in TCVN3_LETTERS.items() if letter not in "ĂÂÊÔƠƯĐăâêôơưđ")
"""Characters that stand for a letter with a tone: in VN3 they may be meant as capitals."""

_TONES = "\u0301\u0300\u0309\u0303\u0323"
_PLAIN_MARKS = dict(zip("ùøûõï", _TONES, strict=True))
_CIRCUMFLEX = dict(zip("âáàåãä", ("", *_TONES), strict=True))
_BREVE = dict(zip("êéèúüë", ("", *_TONES), strict=True))


def _vni() -> dict[str, str]:
    single = {
        "i\u0301": "í",
        "i\u0300": "ì",
        "i\u0309": "æ",
        "i\u0303": "ó",
        "i\u0323": "ò",
        "y\u0323": "î",
        "đ": "ñ",
        "ơ": "ô",
        "ư": "ö",
    }
    table = {typed: unicodedata.normalize("NFC", letter) for letter, typed in single.items()}
    for vowel, written in {"a": "a", "e": "e", "o": "o", "u": "u", "y": "y", "ơ": "ô", "ư": "ö"}.items():
        for mark, tone in _PLAIN_MARKS.items():
            if vowel + tone != "y\u0323":
                table[written + mark] = unicodedata.normalize("NFC", vowel + tone)
    for vowels, sign, marks in (("aeo", "\u0302", _CIRCUMFLEX), ("a", "\u0306", _BREVE)):
        for vowel in vowels:
            for mark, tone in marks.items():
                table[vowel + mark] = unicodedata.normalize("NFC", vowel + sign + tone)
    return table | {typed.upper(): letter.upper() for typed, letter in table.items()}


VNI_LETTERS = _vni()
"""One or two characters as typed → the letter in Unicode (NFC)."""

VNI_BY_LETTER = {letter: typed for typed, letter in VNI_LETTERS.items()}
"""The other way."""


def _vni_pattern() -> re.Pattern[str]:
    """Pairs before single letters; the case of the mark does not count, for a clerk's caps lock does not either."""
    mixed = set(VNI_LETTERS) | {t[0] + t[1].swapcase() for t in VNI_LETTERS if len(t) == 2}
    return re.compile("|".join(sorted(mixed, key=lambda t: (-len(t), t))))


VNI_PATTERN = _vni_pattern()
"""One letter of VNI that is not plain ASCII."""


def _bytes_of() -> dict[str, int]:
    """Characters that a byte from 80 to FF can have become."""
    table = {chr(code): code for code in range(0x80, 0x100)}
    for page in ("cp1258", "cp1252"):
        for code in range(0x80, 0x100):
            char = bytes((code,)).decode(page, errors="ignore")
            if char and not unicodedata.combining(char):
                table[char] = code
    return table


MOJIBAKE_BYTES = _bytes_of()
"""Character → the byte that it was before somebody took UTF-8 for a code page of Windows."""

_LEADS = {"2": "ÃÄÅÆÂĂ", "3": "áâ"}
_FOLLOWING = "".join(c for c, code in MOJIBAKE_BYTES.items() if 0x80 <= code <= 0xBF)
MOJIBAKE_RUN = re.compile(
    f"[{re.escape(_LEADS['3'])}][{re.escape(_FOLLOWING)}]{{2}}|[{re.escape(_LEADS['2'])}][{re.escape(_FOLLOWING)}]",
)
"""What may be one letter of UTF-8 in mojibake: two or three characters."""

MOJIBAKE_SOFT = frozenset("\u00a0\u00ad\u201c\u201d\u2018\u2019\u2013\u2014\u2026\u2039\u203a«»²³¹")
"""Second characters that also follow a capital Ã or Ă in sound text, as a closing quotation mark does (“THỊ XÃ”)."""

QUOTES = {"”": "“", "’": "‘", "»": "«"}
"""Closing quotation mark → opening one."""
