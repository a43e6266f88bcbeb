"""Names taken apart for matching: keys word by word, slips of the keyboard undone, the orders in which columns are swapped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from vinhdanh.engines.vietnamese import accent_key, strip_accents

LONGEST = 8
"""Words of a name that are looked at; what follows is one word with the eighth."""

_SYLLABLE = re.compile(
    r"(?:b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x)?[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t)?"
)
_DOUBLED = re.compile(r"([aeod])\1+")
_TONE_KEY = re.compile(r"(?<=[aeiouy])([a-z]*?)[sfrxj](?![aeiouy])")


@dataclass(frozen=True, slots=True)
class Name:
    """A name's words: with accents, without, and whether a slip of the keyboard was undone in them.

    Args:
        typed: Words as typed, to show.
        accented: Words of `accent_key`.
        base: The same words in plain ASCII, Telex and VNI keystrokes undone.
        slipped: Whether such keystrokes were found.
        plain: Whether the name has no accent at all: typed without, or without by nature (Kim Lan).
    """

    typed: tuple[str, ...]
    accented: tuple[str, ...]
    base: tuple[str, ...]
    slipped: bool
    plain: bool

    @property
    def squeezed(self) -> str:
        """The plain words without spaces, y as i: which of them stands in a syllable hangs on where the syllable ends."""
        return "".join(self.base).replace("y", "i")

    def arranged(self, order: tuple[int, ...]) -> Name:
        """The same name with its words in another order."""
        typed, accented, base = (tuple(words[i] for i in order) for words in (self.typed, self.accented, self.base))
        return Name(typed, accented, base, self.slipped, self.plain)


def parse(name: str) -> Name:
    """Takes a name apart. A name without a letter has no words."""
    words = accent_key(name).split()
    if len(words) > LONGEST:
        words = [*words[: LONGEST - 1], "".join(words[LONGEST - 1 :])]
    base, slipped = [], False
    for word in words:
        plain, slip = _plain(word)
        base.append(plain)
        slipped |= slip
    typed = name.split()
    shown = typed if len(typed) == len(words) else words
    return Name(tuple(shown), tuple(words), tuple(base), slipped, all(map(str.isascii, words)))


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> tuple[str, bool]:
    """The word in ASCII, and whether keystrokes had to be undone: "huwowng", "huo7ng" → "huong"; "thij" → "thi"."""
    bare = "".join(c for c in strip_accents(word) if c.isascii()) or word
    if _SYLLABLE.fullmatch(bare):
        return bare, False
    letters = re.sub(r"\d", "", bare)
    if letters and letters != bare and _SYLLABLE.fullmatch(letters):
        return letters, True
    once = _DOUBLED.sub(r"\1", bare.replace("w", ""))
    for undone in (once, _TONE_KEY.sub(r"\1", once, count=1)):
        if undone != bare and _SYLLABLE.fullmatch(undone):
            return undone, True
    return bare, False


@lru_cache(maxsize=LONGEST + 1)
def orders(length: int) -> tuple[tuple[int, ...], ...]:
    """Orders of a name's words when columns are swapped: every rotation ("Hương | Nguyễn Thị"), and backwards as in the West."""
    straight = tuple(range(length))
    turned = [straight[i:] + straight[:i] for i in range(1, length)]
    return tuple(dict.fromkeys([*turned, straight[::-1]]))
