"""What each agreement and each difference weighs, in bits for or against the two records being one person.

The model is that of I. P. Fellegi and A. B. Sunter, "A theory for record linkage", Journal of the American Statistical Association 64
(328), 1969: a field weighs log2(m / u), where m is how often it looks so in two records of one person and u how often in those of two.
u comes from the list (frequencies.py); the m below are the engine's settings, chosen by hand and tried on invented lists.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from vinhdanh.engines.appraisal.matching.names import orders

if TYPE_CHECKING:
    from vinhdanh.engines.appraisal.matching.frequencies import Frequencies
    from vinhdanh.engines.appraisal.matching.names import Name

SAME: Final = 0.9
"""How often a word agrees, in two records of one person. A way of typing that shows by itself (no accents at all, Telex keys, swapped
columns) is as frequent among strangers as among doubles: it costs nothing, but only the plain letters count."""

TONES, OTHER_TONES = 0.5, 0.03
"""Tones differ: one form is nobody's name, so that it is an error of some name; or both are names (Thủy – Thúy)."""

ONE_EDIT, TWO_EDITS, OTHER_NAME = 0.5, 0.3, 0.003
"""Letters differ: one form is nobody's name; or both are names (An – Anh)."""

SHORTENED, SWAPPED, LOST_WORD, JOINED = 0.05, 0.5, 0.01, 0.5
INITIAL_BY_CHANCE: Final = 0.1
"""How often a word begins with a given letter."""

TWO_FOR_ONE: Final = 6
"""So many times more words lie within two edits of a word than within one."""

SUBSET_BY_CHANCE: Final = 0.1
"""How often one person's middle words are among those of another with the same family and given name."""

SHORTEST: Final = 3
"""Words shorter than this may have one edit, not two: two turn any short word into any other."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are.

    Args:
        bits: Weight.
        reasons: In Vietnamese.
        two_names: The given names are two different names that people bear (An – Anh), as twins and cousins have.
    """

    bits: float
    reasons: tuple[str, ...]
    two_names: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    bits: float
    kind: str


def likeness(one: Name, other: Name, shares: Frequencies) -> Likeness | None:
    """Weighs two names, in the order written or, if that is no match, as if columns were swapped; None: two different names."""
    straight = _aligned(one, other, shares)
    if straight is not None and not straight.two_names:
        return straight
    if len({*one.base} & {*other.base}) < len({*other.base}) - 1:
        return straight
    best = straight
    for order in orders(len(other.base)):
        found = _turned(one, other, order, shares)
        if found is not None and (best is None or found.bits > best.bits):
            best = found
    return best


def _turned(one: Name, other: Name, order: tuple[int, ...], shares: Frequencies) -> Likeness | None:
    """The names with the words of one of them in another order; the more common reading counts: nobody's family name is Hương."""
    turned = other.arranged(order)
    if turned.base == other.base or len(one.base) != len(other.base):
        return None
    back = one.arranged(tuple(order.index(i) for i in range(len(order))))
    found = _aligned(one, turned, shares), _aligned(back, other, shares)
    if found[0] is None or found[1] is None:
        return None
    likely = min(found[0], found[1], key=lambda likeness: likeness.bits)
    return Likeness(likely.bits + log2(SWAPPED), (*likely.reasons, "họ và tên đảo thứ tự"), likely.two_names)


def _aligned(one: Name, other: Name, shares: Frequencies) -> Likeness | None:
    if len(one.base) == len(other.base):
        return _word_by_word(one, other, shares)
    if one.squeezed == other.squeezed:
        longer = max(one, other, key=lambda name: len(name.base))
        return Likeness(
            _agreement(longer, shares, plain=longer.plain or "".join(one.accented) != "".join(other.accented)) + log2(JOINED),
            ("họ tên chỉ khác chỗ cách chữ", *_spread(longer, shares)),
        )
    return _shortened(one, other, shares)


def _place(index: int, length: int) -> str:
    return "given" if index == length - 1 else "middle" if index else "family"


def _agreement(name: Name, shares: Frequencies, *, plain: bool) -> float:
    """Bits of a name that agrees whole: what its words tell, and no more than the whole name tells where many bear it."""
    bits = 0.0
    for index, (accented, base) in enumerate(zip(name.accented, name.base, strict=True)):
        place = _place(index, len(name.base))
        bits += log2(SAME / (shares.base(place, base) if plain else shares.accented(place, accented)))
    known = shares.others(name)
    return min(bits, log2(1 / known)) if known else bits


def _word_by_word(one: Name, other: Name, shares: Frequencies) -> Likeness | None:
    length = len(one.base)
    if one.accented == other.accented:
        return Likeness(_agreement(one, shares, plain=one.plain), ("cùng họ tên", *_spread(one, shares)))
    plain = one.plain != other.plain
    if one.base == other.base and plain and not (one.slipped or other.slipped):
        bits = _agreement(one, shares, plain=True)
        return Likeness(bits, ("họ tên chỉ khác dấu", *_spread(one, shares)))
    bits, edits, two_names = 0.0, 0, False
    kinds: dict[str, list[str]] = {}
    for index in range(length):
        place = _place(index, length)
        word = _word(place, one, other, index, shares, plain=plain)
        if word is None:
            return None
        bits += word.bits
        if word.kind:
            kinds.setdefault(word.kind, []).append(f"{one.typed[index]} – {other.typed[index]}")
            edits += {"one": 1, "turned": 1, "two": 2, "other": 1}.get(word.kind, 0)
            two_names |= word.kind == "other" and place == "given"
    if edits > 2:
        return None
    if one.base == other.base and (known := shares.others(one)):
        bits = min(bits, log2(1 / known))
    return Likeness(bits, tuple(_said(kind, words) for kind, words in kinds.items()), two_names)


_WORDS: Final = {
    "tones": "khác dấu",
    "keys": "còn phím gõ Telex hoặc VNI",
    "one": "khác một chữ cái",
    "other": "khác một chữ cái",
    "turned": "hai chữ cái đảo chỗ",
    "two": "khác hai chữ cái",
    "short": "viết tắt",
}


def _said(kind: str, words: list[str]) -> str:
    return f"họ tên {_WORDS[kind]} ({', '.join(words)})"


def _word(place: str, one: Name, other: Name, index: int, shares: Frequencies, *, plain: bool) -> _Word | None:
    """One word beside another: what it weighs and in which way they differ ("" when they do not)."""
    a, b = one.base[index], other.base[index]
    if a == b:
        return _same_letters(place, one, other, index, shares, plain=plain)
    if not (a.isalpha() and b.isalpha()) or len(a) == len(b) == 1:
        return None  # numbers and single letters tell people apart (An 1, An 2): they are no slips
    if 1 in {len(a), len(b)} and a[:1] == b[:1] and place != "given":
        return _Word(log2(SHORTENED / INITIAL_BY_CHANCE), "short")
    return _misspelt(place, (one, other), index, shares)


def _misspelt(place: str, names: tuple[Name, Name], index: int, shares: Frequencies) -> _Word | None:
    a, b = (name.base[index] for name in names)
    accented = [name.accented[index] for name in names]
    real = [shares.real(place, name.base[index] if name.plain else name.accented[index], plain=name.plain) for name in names]
    distance = OSA.distance(a, b, score_cutoff=2)
    # Accents that survived the slip tell the more: "Hùnng" is near to Hùng, not to Hưng and Hương.
    plain = OSA.distance(*accented, score_cutoff=2) != distance
    words = (a, b) if plain else accented
    # The word that nobody bears is the error: what it may have been meant for is among its own neighbours.
    chance = max(shares.near(place, word, plain=plain) for word, known in zip(words, real, strict=True) if not known or all(real))
    if distance == 1 and all(real):
        return _Word(log2(OTHER_NAME / chance), "other")
    if distance == 1:
        return _Word(log2(ONE_EDIT / chance), "turned" if sorted(a) == sorted(b) else "one")
    if distance == 2 and max(len(a), len(b)) >= SHORTEST and not all(real):
        return _Word(log2(TWO_EDITS / min(1.0, TWO_FOR_ONE * chance)), "two")
    return None


def _same_letters(place: str, one: Name, other: Name, index: int, shares: Frequencies, *, plain: bool) -> _Word:
    x, y, base = one.accented[index], other.accented[index], one.base[index]
    common = shares.base(place, base)
    if x == y:
        return _Word(log2(SAME / (common if one.plain or other.plain else shares.accented(place, x))), "")
    if one.slipped or other.slipped:
        return _Word(log2(SAME / common), "keys")
    if plain:
        return _Word(log2(SAME / common), "")
    both = all(shares.real(place, word, plain=False) for word in (x, y))
    return _Word(log2((OTHER_TONES if both else TONES) / common), "tones")


def _shortened(one: Name, other: Name, shares: Frequencies) -> Likeness | None:
    """A middle word lost: "Nguyễn Thị Thu Hà" – "Nguyễn Thu Hà". Family and given name must stand in both."""
    long, short = (one, other) if len(one.base) > len(other.base) else (other, one)
    if len(short.base) < 2:
        return None
    ends = (0, -1)
    if any(long.base[i] != short.base[i] for i in ends):
        return None
    rest = list(long.base[1:-1])
    for word in short.base[1:-1]:
        if word not in rest:
            return None
        rest.remove(word)
    bits = sum(log2(SAME / shares.base(place, word)) for place, word in (("family", short.base[0]), ("given", short.base[-1])))
    bits += sum(log2(SAME / shares.base("middle", word)) for word in short.base[1:-1])
    lost = [long.typed[i] for i in range(1, len(long.base) - 1) if long.base[i] in rest]
    return Likeness(bits + log2(LOST_WORD / SUBSET_BY_CHANCE), (f"một bên thiếu chữ đệm ({', '.join(lost)})",))


def _spread(name: Name, shares: Frequencies) -> tuple[str, ...]:
    """Says when a name is so common that it tells little."""
    count = shares.bearers(name)
    return (f"tên phổ biến: {count} người trong danh sách",) if count >= COMMON else ()


COMMON: Final = 10
"""From so many bearers on, the reasons say that the name is common."""
