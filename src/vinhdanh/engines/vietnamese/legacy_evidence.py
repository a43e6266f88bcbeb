"""What the words of a string say about its encoding, word by word."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from vinhdanh.engines.vietnamese import legacy_tables as tables
from vinhdanh.engines.vietnamese.syllables import is_nearly_syllable, is_syllable, is_tone_in_place

if TYPE_CHECKING:
    from collections.abc import Collection

Encoding = Literal["unicode", "tcvn3", "vni", "mojibake"]
"""unicode; tcvn3 (TCVN 5712:1993, fonts .Vn…); vni (VNI for Windows); mojibake (UTF-8 taken for Windows-1252 or -1258)."""

Old = Literal["tcvn3", "vni"]
OLD: tuple[Old, Old] = ("tcvn3", "vni")

WORD = re.compile("[A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]+")
"""A word: letters, and the signs of Windows-1252 that are letters in an old encoding (¨ © ­ ¸ …)."""

_STRONG, _SOME, _LITTLE, _AGAINST_VALID, _AGAINST = 3.0, 1.5, 0.75, -0.5, -1.0
_SIGN = re.compile("[\u00a1-\u00af\u00b5-\u00bf×÷]")
_INNER_CAPITAL = re.compile(r"[a-zß-öø-ÿ][À-ÖØ-Þ]")
_UNIT = re.compile("µ[a-zA-Z]|[A-Za-z]{1,2}ª|[A-Za-z]{1,3}[°²³´]")
"""Micrometres, María, square metres: sound text with signs."""

_PAIR = re.compile(r"[aeouyôö][ùøûõïâáàåãäêéèúüë]", re.IGNORECASE)
_FOREIGN_PAIRS = frozenset({"aï", "eï", "oï", "uï", "yï", "aë", "aü", "aé", "aè", "aú", "où", "oá", "oà", "oé", "oè", "aá"})
"""Pairs that other languages write too (Loïc, Saúl)."""

_SHORT = re.compile("[A-ZÑ]*Ñ[A-ZÑ]*")
"""Capitals with Đ as VNI types them; in TCVN3 the sign § speaks for itself."""

_SOFT_HYPHEN = "\u00ad"
_MOST_LITTLE = 1.5
_MANY = 4
"""So many words in an old encoding carry the words between and beside them."""

_SOUND, _HASTY = 2, 1


@dataclass(frozen=True, slots=True)
class Reading:
    """One word read in one old encoding."""

    text: str
    valid: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Word:
    """One word: how sound it is as it stands (2 a syllable, 1 nearly, 0 none), and its readings."""

    typed: str
    sound: int
    beyond: bool
    """It has letters that no old encoding can show (ễ, ư, đ)."""
    tcvn3: Reading
    vni: Reading

    def reading(self, encoding: Old) -> Reading:
        """The word in one of the old encodings."""
        return self.tcvn3 if encoding == "tcvn3" else self.vni

    @property
    def surely_unicode(self) -> bool:
        """It is sound as it stands, and in no old encoding."""
        fits = any(r.valid for r in (self.tcvn3, self.vni))
        return not fits and (self.beyond or self.sound == _SOUND)

    def stays(self, encoding: Old) -> bool:
        """Whether it is left as it stands in a string of this encoding."""
        reading = self.reading(encoding)
        return not reading.valid and (self.beyond or self.sound == _SOUND)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What all words of a string say. `words` has their places; words in plain ASCII are left out."""

    text: str
    words: tuple[tuple[int, Word], ...]
    strange: float
    """What words in plain ASCII say against any Vietnamese text (Durand)."""

    @property
    def unicode_words(self) -> bool:
        """Whether any word is surely Unicode."""
        return any(w.surely_unicode for _, w in self.words)

    @property
    def surely_unicode(self) -> bool:
        """Whether words are surely Unicode and none speaks for an old encoding."""
        return self.unicode_words and not any(w.reading(e).weight > 0 for _, w in self.words for e in OLD)

    @property
    def may_be_old(self) -> bool:
        """Whether the whole text could be Vietnamese in an old encoding."""
        return any(self.changes(e) and all(w.reading(e).valid for _, w in self.words) for e in OLD)

    def changes(self, encoding: Old) -> bool:
        """Whether the text reads otherwise in this encoding, and makes sense so."""
        return any(w.reading(encoding).text != w.typed and (w.reading(encoding).valid or not w.sound) for _, w in self.words)

    def reads_alike(self, encoding: Old) -> bool:
        """Whether the text is the same in this encoding and in Unicode (Lý, Chính)."""
        return all(w.reading(encoding).valid and w.reading(encoding).text == w.typed for _, w in self.words)

    def total(self, encoding: Old) -> float:
        """The sum of the words' evidence; weak words together count at most as one ordinary one."""
        weights = [w.reading(encoding).weight for _, w in self.words]
        little = sum(x for x in weights if x == _LITTLE)
        rest = sum(x for x in weights if x != _LITTLE)
        return rest + min(little, _MOST_LITTLE) + (self.strange if rest + little > 0 else 0.0)

    def excused(self, encoding: Old, known: Collection[str]) -> float:
        """What words say against the encoding that are no syllables but known there, or abbreviations with Đ (LĐTT)."""
        readings = ((w.typed, w.reading(encoding)) for _, w in self.words)
        return -sum(
            r.weight
            for typed, r in readings
            if r.weight < 0 and r.text != typed and (r.text.lower() in known or (encoding == "vni" and _SHORT.fullmatch(typed)))
        )

    def convert(self, encoding: Old, *, half: bool | None) -> tuple[str, bool]:
        """The text in Unicode, and whether words are in it that are sound both ways.

        Args:
            encoding: What the text is converted from.
            half: True: some of the text is Unicode already, so words that are sound both ways stay. False: none is, so they are
                converted. None: nobody knows; they are converted between words that surely are in the old encoding, or beside many.
        """
        old = [start for start, word in self.words if word.reading(encoding).weight > 0]
        many = len(old) >= _MANY
        unsure = False
        parts: list[str] = []
        converted: list[tuple[int, str]] = []
        end = 0
        for start, word in self.words:
            reading = word.reading(encoding)
            both = word.sound == _SOUND and reading.valid and reading.text != word.typed
            inside = half is False or (half is None and (many or old[:1] < [start] < old[-1:]))
            unsure |= both and not (inside and many)
            keep = (both and not inside) or word.stays(encoding)
            parts += [self.text[end:start], word.typed if keep else reading.text]
            converted += [] if keep else [(start, word.typed)]
            end = start + len(word.typed)
        written = "".join([*parts, self.text[end:]])
        return (_capitals(self.text, written, converted) if encoding == "tcvn3" and not half else written), unsure


def weigh(text: str) -> Evidence:
    """What the words of a text in NFC say about its encoding."""
    words: list[tuple[int, Word]] = []
    strange = 0.0
    for match in WORD.finditer(text):
        typed = match.group()
        if not typed.isascii():
            words.append((match.start(), _word(typed)))
        elif len(typed) > 2 and not typed.isupper() and not is_nearly_syllable(typed):
            strange -= 0.5
    return Evidence(text, tuple(words), max(strange, -1.0))


def glance(text: str) -> bool | None:
    """A quick look at a text in NFC: surely Unicode (True), no evidence of anything else (False), or to be weighed (None)."""
    if tables.MOJIBAKE_RUN.search(text):
        return None
    surely = False
    for typed in WORD.findall(text):
        if typed.isascii():
            continue
        found = _glance_at(typed)
        if found is None:
            return None
        surely = surely or found
    return surely


def soundness(text: str) -> int:
    """How many words with an accent are Vietnamese syllables, less those that are none."""
    return sum(1 if is_syllable(w) else -1 for w in WORD.findall(text) if not w.isascii())


def is_quiet(text: str) -> bool:
    """Whether all text of a file, in NFC, is Unicode beyond doubt: no word speaks for an old encoding, and some cannot be in one."""
    words = {w for w in WORD.findall(text) if not w.isascii()}
    looks = [_glance_at(w) for w in words]
    return None not in looks and looks.count(True) >= _MANY and not tables.MOJIBAKE_RUN.search(text)


@lru_cache(maxsize=65536)
def _glance_at(typed: str) -> bool | None:
    word = _word(typed)
    return None if any(word.reading(e).weight > 0 for e in OLD) else word.surely_unicode


def write_out(text: str, encoding: Encoding) -> str:
    """Every character by the table of the encoding."""
    if encoding == "tcvn3":
        letters = [tables.TCVN3_LETTERS.get(c, c) for c in text]
        for i in range(1, len(text)):
            tone = tables.TCVN3_TONES.get(text[i])
            if tone and _is_vowel(letters[i - 1]):
                letters[i] = tone
        return unicodedata.normalize("NFC", "".join(letters))
    if encoding == "vni":
        return tables.VNI_PATTERN.sub(lambda m: _vni_letter(m.group()), text)
    return text


def mend_mojibake(text: str, *, soft: bool) -> tuple[str, int, int]:
    """The text with mojibake undone, the number of sequences that can be nothing else, and of those that can.

    Args:
        text: Any text in NFC.
        soft: Undo also what may be sound text (“THỊ XÃ”); it is undone anyway beside what can be nothing else.
    """
    if text.isascii():
        return text, 0, 0
    counts = [0, 0]
    for match in tables.MOJIBAKE_RUN.finditer(text):
        if _from_bytes(match.group()) is not None and not _is_quoted(text, match):
            counts[_is_soft(text, match)] += 1
    hard, unsure = counts
    if not hard and not (soft and unsure):
        return text, hard, unsure
    return tables.MOJIBAKE_RUN.sub(lambda m: _from_bytes(m.group()) or m.group(), text), hard, unsure


def _is_soft(text: str, match: re.Match[str]) -> bool:
    """Whether the sequence can be sound text: Ã or Ă, a capital at the end of a word, then a sign."""
    run, inside = match.group(), text[max(match.start() - 1, 0) : match.start()] + text[match.end() : match.end() + 1]
    return len(run) == 2 and run[0] in "ÃÂĂ" and run[1] in tables.MOJIBAKE_SOFT and not any(c.islower() for c in inside)


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    """Whether the second sign closes a quotation that is open."""
    opening = tables.QUOTES.get(match.group()[-1])
    return opening is not None and opening in text[: match.start()]


@lru_cache(maxsize=1024)
def _from_bytes(run: str) -> str | None:
    """The letter or the sign of print that the sequence stands for; None for any other character."""
    char = bytes(tables.MOJIBAKE_BYTES[c] for c in run).decode("utf-8")
    letter = char.lower() in tables.TCVN3_BY_LETTER
    return char if letter or char in "\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u2022°²³«»" else None


@lru_cache(maxsize=65536)
def _word(typed: str) -> Word:
    bare = typed.replace(_SOFT_HYPHEN, "")
    sound = _SOUND if is_syllable(bare) else _HASTY if is_nearly_syllable(bare) else 0
    if any(not c.isalpha() for c in bare):
        sound = 0
    elif sound == _SOUND and not ((bare.islower() or bare.isupper() or bare[1:].islower()) and is_tone_in_place(bare)):
        sound = _HASTY
    beyond = any(ord(c) > 0xFF and c.isalpha() for c in typed)
    hidden = sound > 0 and bare != typed
    return Word(typed, sound, beyond, _read_tcvn3(typed, sound, hidden, beyond), _read_vni(typed, sound, beyond))


def _read_tcvn3(typed: str, sound: int, hidden: bool, beyond: bool) -> Reading:
    text = write_out(typed, "tcvn3")
    known = tables.TCVN3_LETTERS.keys() | tables.TCVN3_TONES.keys()
    complete = beyond or all(c.isascii() or c in known for c in typed)
    signs = _SIGN.search(typed) is not None or _INNER_CAPITAL.search(typed) is not None
    if _UNIT.fullmatch(typed):
        return Reading(text, is_syllable(text), _LITTLE if is_syllable(text) and "µ" not in typed else 0.0)
    if hidden and complete and is_syllable(text) and len(typed) > 1:
        return Reading(text, valid=True, weight=_SOME)
    strong = signs or "Þ" in typed[1:]
    return _reading(typed, text, sound, beyond, complete=complete, strong=strong, signs=signs)


def _read_vni(typed: str, sound: int, beyond: bool) -> Reading:
    text = write_out(typed, "vni")
    complete = beyond or tables.VNI_PATTERN.sub("", typed).isascii()
    pairs = {p.lower() for p in _PAIR.findall(typed)}
    return _reading(typed, text, sound, beyond, complete=complete, strong=bool(pairs - _FOREIGN_PAIRS), signs=False)


def _reading(typed: str, text: str, sound: int, beyond: bool, *, complete: bool, strong: bool, signs: bool) -> Reading:
    valid = complete and is_syllable(text)
    if beyond and (text == typed or sound or not valid):
        return Reading(typed, valid=False, weight=0.0)
    letters = sum(c.isalpha() for c in text)
    if valid and text != typed and ((strong and letters > 1) or any(c.isascii() and c.isalpha() for c in typed)):
        weight = (_STRONG if strong else _SOME) if sound == 0 else _LITTLE if sound == _HASTY else 0.0
    elif valid:
        weight = 0.0
    elif sound:
        weight = _AGAINST_VALID
    else:
        weight = 1.0 if signs and complete and len(typed) > 1 else _AGAINST
    return Reading(text, valid, weight)


def _is_vowel(letter: str) -> bool:
    return unicodedata.normalize("NFD", letter)[:1].lower() in set("aeiouy")


def _vni_letter(typed: str) -> str:
    known = tables.VNI_LETTERS.get(typed)
    return known if known is not None else tables.VNI_LETTERS[typed[0] + typed[1].swapcase()]


@lru_cache(maxsize=65536)
def _shouts(typed: str) -> bool:
    """Whether all letters of a word in TCVN3 are capitals but those that cannot be; one letter alone says nothing."""
    certain = [letter for c in typed if c not in tables.TCVN3_TONED and (letter := tables.TCVN3_LETTERS.get(c, c)).isalpha()]
    return len(certain) > 1 and all(c.isupper() for c in certain)


def _capitals(typed: str, written: str, converted: list[tuple[int, str]]) -> str:
    """TCVN3 has no capitals with a tone: they come back where the letters around them say so.

    Letters with a tone become capitals in words of capitals (NGUYÔN → NGUYỄN), at the start of the text, and at the start of a
    word when all its neighbours start so (Ph¹m ThÞ ¸nh → Phạm Thị Ánh).
    """
    if len(typed) != len(written):  # marks of set VN2: their capitals are capitals
        return written
    shouting = any(_shouts(word) for _, word in converted)
    if shouting and all(c.isupper() for t, c in zip(typed, written, strict=True) if c.isalpha() and t not in tables.TCVN3_TONED):
        return written.upper()
    starts = [start for start, word in converted if word[0] in tables.TCVN3_TONED]
    if not starts:
        return written
    words = [m.start() for m in WORD.finditer(typed)]
    titled = len(words) > 1 and all(i in starts or written[i].isupper() for i in words)
    out = list(written)
    for i in starts:
        if titled or i == words[0]:
            out[i] = written[i].upper()
    return "".join(out)
