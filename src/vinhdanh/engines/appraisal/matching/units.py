"""Units by name, however they are spelled: prefixes dropped, abbreviations read by their initials."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from vinhdanh.engines.appraisal.matching.frequencies import prior
from vinhdanh.engines.vietnamese import match_key, repair

if TYPE_CHECKING:
    from collections.abc import Sequence

LONG_WORD = 4
"""Words of at least this many letters may have one typing error; in shorter ones (A, B, 10, số) it may be another unit."""


@cache
def words(unit: str) -> tuple[str, ...]:
    """The words of a unit's name that tell which unit it is, as matching keys; y as i, for "YT" is short for "y tế" (key "i te")."""
    key = match_key(unit)
    for prefix in prior().unit_prefixes:
        if key.startswith(f"{prefix} "):
            key = key.removeprefix(f"{prefix} ")
            break
    return tuple(key.replace("y", "i").split())


@cache
def initials(unit: str) -> str:
    """First letters of all words, abbreviations and numbers whole: "Trường TH Long Hà A" and "trường Tiểu học Long Hà A" → "tthlha"."""
    text = repair(unit)
    short = (
        {match_key(word).replace("y", "i") for word in text.replace("-", " ").split() if word.isupper()}
        if text != text.upper()
        else set()
    )
    return "".join(word if word in short or word[0].isdigit() else word[:1] for word in words(unit))


@cache
def alike(one: str, other: str) -> bool:
    """Whether two names may be spellings of one unit: abbreviations by initials, at most one typing error in a long word."""
    return _walk(words(one), words(other), slips=1)


def _walk(one: Sequence[str], other: Sequence[str], slips: int) -> bool:
    if not one or not other:
        return not one and not other
    if one[0] == other[0]:
        return _walk(one[1:], other[1:], slips)
    for short, long in ((one, other), (other, one)):
        count = len(short[0])
        if count > 1 and [w[0] for w in long[:count]] == list(short[0]):
            rest = (short[1:], long[count:]) if short is one else (long[count:], short[1:])
            if _walk(*rest, slips):
                return True
    typed = min(len(one[0]), len(other[0])) >= LONG_WORD and OSA.distance(one[0], other[0], score_cutoff=1) <= 1
    return typed and slips > 0 and _walk(one[1:], other[1:], slips - 1)
