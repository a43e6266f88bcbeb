"""Matching: people of one list with each other, or with those of earlier lists. It proposes; a human merges (design.md §4)."""

from __future__ import annotations

from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING, Final

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from vinhdanh.engines.appraisal.matching import blocking, units
from vinhdanh.engines.appraisal.matching.births import Agreement, Births, weigh
from vinhdanh.engines.appraisal.matching.blocking import Columns
from vinhdanh.engines.appraisal.matching.frequencies import Frequencies
from vinhdanh.engines.appraisal.matching.names import parse
from vinhdanh.engines.appraisal.matching.types import THRESHOLD, Match
from vinhdanh.engines.appraisal.matching.weights import Likeness, likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from vinhdanh.engines.appraisal.matching.names import Name
    from vinhdanh.engines.appraisal.matching.types import Person

    Ints = npt.NDArray[np.int64]

EDITS: Final = 2
RATE: Final = 0.01
STRANGERS: Final = 5000
"""A list begins with the belief that one person in a hundred stands there twice, held as if seen among so many others."""

ROUNDS: Final = 5
PART: Final = 100_000
"""So many pairs are sifted at a time."""

TWINS: Final = 0.35
"""The most that a pair of two real given names (An – Anh) can score: they may be twins, or cousins, as well as one of them misspelt."""

UNITS: Final = 30
"""A list that shows fewer units is held as part of so many."""

UNIT_SAME, UNIT_NEAR, UNIT_OTHER = 0.6, 0.5, 0.4
"""How often two records of one person name the same unit (in the same spelling or nearly), and how often another (`weights`)."""


def matches(people: Sequence[Person], *, threshold: float = THRESHOLD) -> tuple[Match, ...]:
    """Pairs of records within one list that may be one person.

    Two people of different told sexes, or with birth dates that cannot be one (beyond swapped day and month, or one wrong digit), are
    never proposed. 50,000 people take a few seconds.

    Args:
        people: In the order of the lists.
        threshold: Least score, 0 to 1.

    Returns:
        The surest first, then in the order of the list; of each pair the earlier record is `first`.
    """
    return _found(people, 0, threshold) if len(people) > 1 else ()


def against(people: Sequence[Person], earlier: Sequence[Person], *, threshold: float = THRESHOLD) -> tuple[Match, ...]:
    """Pairs of a record of `people` (`first`) and one of `earlier` (`second`) that may be one person; see `matches`."""
    return _found((*people, *earlier), len(people), threshold) if people and earlier else ()


def _found(everyone: Sequence[Person], border: int, threshold: float) -> tuple[Match, ...]:
    """`border`: number of the first record of the other side; 0: there is one side only."""
    weighing = _Weighing(everyone)
    found = weighing.pairs(border)
    if not found:
        return ()
    bits = np.array([pair.bits for pair in found])
    limits = np.array([TWINS if pair.twins else 1.0 for pair in found])
    exact = limits * _probable(bits, border or len(everyone), (len(everyone) - border) if border else None)
    scores: list[float] = [round(score, 3) for score in exact.tolist()]
    made = []
    surest = sorted(range(len(found)), key=lambda i: (-scores[i], found[i].rows))
    for place in (i for i in surest if scores[i] >= threshold):
        pair = found[place]
        one, other = pair.rows
        made.append(Match(everyone[one], everyone[other], scores[place], pair.reasons))
    return tuple(made)


def _probable(bits: npt.NDArray[np.float64], people: int, earlier: int | None) -> npt.NDArray[np.float64]:
    """Scores of the pairs. How many doubles a list holds is learned from the list (expectation and maximisation, a few rounds)."""
    opposite = ((people + STRANGERS) / 2) if earlier is None else (earlier + STRANGERS)
    rate = RATE
    scores = np.zeros(bits.shape)
    for _ in range(ROUNDS):
        scores = 1 / (1 + np.exp2(-np.clip(bits + log2(rate / opposite), -60, 60)))
        rate = min(0.5, (float(scores.sum()) + RATE * STRANGERS) / (people + STRANGERS))
    return scores


@dataclass(frozen=True, slots=True)
class _Pair:
    rows: tuple[int, int]
    bits: float
    reasons: tuple[str, ...]
    twins: bool


class _Weighing:
    """One list being matched: its columns, its shares, and what was already compared."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._people = people
        parsed: dict[str, Name] = {}
        self._names = [parsed.get(p.name) or parsed.setdefault(p.name, parse(p.name)) for p in people]
        self._births = Births.of([p.birth for p in people])
        self._sex = np.array([{None: 0, "nam": 1, "nữ": 2}[p.sex] for p in people], dtype=np.int8)
        self._columns = Columns.of(self._names, (p.union for p in people), self._births)
        self._nameless = np.array([not name.base for name in self._names], dtype=bool)
        self._shares = Frequencies(self._names, [p.birth for p in people])
        self._squeezed = [name.squeezed for name in self._names]
        self._likeness: dict[tuple[Name, Name], Likeness | None] = {}
        self._unit_share = (np.bincount(self._columns.unit) + 1) / (len(people) + UNITS)

    def pairs(self, border: int) -> list[_Pair]:
        """Every pair that is worth a score, weighed, in the order of the list."""
        codes: list[Ints] = [np.zeros(0, dtype=np.int64)]
        size = len(self._people)
        for key in blocking.keys(self._names, self._columns):
            one, other = blocking.pairs(key, size)
            if border:
                across = (one < border) & (other >= border)
                one, other = one[across], other[across]
            # In parts, so that 50,000 people need no more memory than an old computer has.
            parts = [slice(start, start + PART) for start in range(0, len(one), PART)]
            codes.extend(self._sifted(one[part], other[part]) for part in parts)
        weighed = []
        one, other = np.divmod(np.unique(np.concatenate(codes)), size)
        for row in zip(one.tolist(), other.tolist(), self._births.agreement(one, other).tolist(), strict=True):
            pair = self._pair(*row)
            if pair is not None:
                weighed.append(pair)
        return weighed

    def _sifted(self, one: Ints, other: Ints) -> Ints:
        """Drops pairs that no reason could make a match; what stays as one number a pair, each once."""
        sexes = self._sex[one], self._sex[other]
        keep = (sexes[0] == sexes[1]) | (sexes[0] == 0) | (sexes[1] == 0)
        keep &= ~(self._nameless[one] | self._nameless[other])
        one, other = one[keep], other[keep]
        agreement = self._births.agreement(one, other)
        words = self._columns.words
        same = self._columns.squeezed[one] == self._columns.squeezed[other]
        # A wrong digit in the date is believed only beside the very same words.
        alike = (np.sort(words[one], axis=1) == np.sort(words[other], axis=1)).all(axis=1) | same
        keep = (agreement != Agreement.CONFLICT) & ((agreement != Agreement.SLIP) | alike)
        codes = np.unique(one[keep] * len(self._people) + other[keep])
        return codes[self._near(*np.divmod(codes, len(self._people)))]

    def _near(self, one: Ints, other: Ints) -> npt.NDArray[np.bool_]:
        """Whether the names of each pair are near enough to be looked at word by word."""
        words = self._columns.words
        a, b = words[one], words[other]
        equal = (a[:, :, None] == b[:, None, :]) & (a[:, :, None] > 0)
        left = ((a > 0) & ~equal.any(axis=2)).sum(axis=1), ((b > 0) & ~equal.any(axis=1)).sum(axis=1)
        lengths = (a > 0).sum(axis=1), (b > 0).sum(axis=1)
        near = ((left[0] == 0) | (left[1] == 0)) & (np.minimum(*lengths) > 1)
        single = np.flatnonzero((left[0] == 1) & (left[1] == 1))
        near[single] |= self._one_word(a[single], b[single], equal[single])
        open_ = np.flatnonzero(~near)
        texts = [[self._squeezed[i] for i in rows[open_].tolist()] for rows in (one, other)]
        if open_.size:
            distances = cpdist(*texts, scorer=OSA.distance, score_cutoff=EDITS, dtype=np.uint8, workers=1)
            near[open_] = distances <= EDITS
        result: npt.NDArray[np.bool_] = near
        return result

    def _one_word(self, a: Ints, b: Ints, equal: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Of names with one word each that the other lacks, wherever it stands: whether these two words are near."""
        vocabulary = self._columns.vocabulary
        lone = (a * ~equal.any(axis=2)).sum(axis=1), (b * ~equal.any(axis=1)).sum(axis=1)
        codes, back = np.unique(lone[0] * (len(vocabulary) + 1) + lone[1], return_inverse=True)
        pairs = [divmod(code, len(vocabulary) + 1) for code in codes.tolist()]
        lookalike = [OSA.distance(vocabulary[x - 1], vocabulary[y - 1], score_cutoff=EDITS) <= EDITS for x, y in pairs]
        result: npt.NDArray[np.bool_] = np.array(lookalike, dtype=bool)[back]
        return result

    def _pair(self, one: int, other: int, agreement: int) -> _Pair | None:
        names = self._names[one], self._names[other]
        if names not in self._likeness:
            self._likeness[names] = likeness(*names, self._shares)
        alike = self._likeness[names]
        if alike is None:
            return None
        left, right = self._people[one], self._people[other]
        birth, of_birth = weigh(Agreement(agreement), left.birth, right.birth, self._shares)
        unit, of_unit = self._unit(one, other)
        return _Pair((one, other), alike.bits + birth + unit, (*alike.reasons, of_birth, *of_unit), alike.two_names)

    def _unit(self, one: int, other: int) -> tuple[float, tuple[str, ...]]:
        left, right = self._people[one].union, self._people[other].union
        if not left or not right:
            return 0.0, ()
        chance = max(self._unit_share[self._columns.unit[one]], self._unit_share[self._columns.unit[other]])
        if units.words(left) == units.words(right):
            return log2(UNIT_SAME / chance), ("cùng đơn vị",)
        if units.alike(left, right):
            return log2(UNIT_NEAR / chance), ("tên đơn vị gần giống",)
        return log2(UNIT_OTHER), ("khác đơn vị",)
