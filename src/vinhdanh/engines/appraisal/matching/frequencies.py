"""How common each name and each birth date is: counted in the list, leaning on general shares where the list is short.

Agreement on a rare value says much, on a common one little (W. E. Winkler, "Frequency-based matching in Fellegi–Sunter model of record
linkage", Research Report RR2000/06, U.S. Census Bureau, 2000).
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING, Final

from rapidfuzz.distance import OSA

from vinhdanh.engines.appraisal.matching.names import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from vinhdanh.engines.appraisal.matching.names import Name
    from vinhdanh.engines.vietnamese import PartialDate

POSITIONS: Final = ("family", "middle", "given")
PSEUDO: Final = 500
"""So many imaginary people with the general shares stand beside the list's own."""

UNSEEN: Final = 2e-5
"""Least share of any word: that of a word which neither the list nor the table of shares knows."""

REAL: Final = 3e-4
"""A word of at least this share is a name that people bear, not a typing error."""

NEAR_BY_CHANCE: Final = (1.0, 0.1, 0.01, 0.01, 0.003, 0.001)
"""Least share of the words one letter away from a word of so many letters: no list shows all the names that there are."""

BEARERS: Final = 3
"""And at least so many people: two may be the one person whose name was mistyped twice."""

_YEARS: Final = 45
"""Years over which the births of working people are spread, for lists too short to show it."""


@dataclass(frozen=True, slots=True)
class Prior:
    """The table names.toml: share of each word by position, prefixes of units' names."""

    shares: Mapping[str, Mapping[str, float]]
    unit_prefixes: tuple[str, ...]


@cache
def prior() -> Prior:
    """Reads the table once; words as `accent_key`."""
    table = tomllib.loads((files(__package__) / "names.toml").read_text(encoding="utf-8"))
    shares = {p: {" ".join(parse(word).accented): share / 1000 for word, share in table[p].items()} for p in POSITIONS}
    return Prior(shares, tuple(table["unit_prefixes"]))


class Frequencies:
    """Shares of name words (with and without accents), whole names, years and dates of birth in one list."""

    def __init__(self, names: Sequence[Name], births: Sequence[PartialDate | None]) -> None:
        self._weight = len(names) + PSEUDO
        self._accented = {p: Counter({w: s * PSEUDO for w, s in prior().shares[p].items()}) for p in POSITIONS}
        self._people = Counter(name.base for name in names)
        self._base: dict[str, Counter[str]] = {p: Counter() for p in POSITIONS}
        by_name = Counter(names)
        self._bare: dict[str, str] = {w: b for name in by_name for w, b in zip(name.accented, name.base, strict=True)}
        for position, counter in self._accented.items():
            for word, weight in counter.items():
                self._base[position][self.bare(word)] += weight
        for name, count in by_name.items():
            for position, accented, base in _placed(name):
                self._base[position][base] += count
                # A name typed without accents tells nothing of how often "Thi" is meant as such.
                self._accented[position][accented] += 0 if name.plain else count
        self._near: dict[str, dict[str, float]] = {}
        known = [birth for birth in births if birth is not None]
        self._births = len(known)
        self._years = Counter(birth.year for birth in known)
        told = {(name.base, birth) for name, birth in zip(names, births, strict=True) if birth is not None}
        self._namesakes = _distinct(told)
        self._dates = Counter(birth for _, birth in {(tuple(sorted(base)), birth) for base, birth in told})

    def bare(self, word: str) -> str:
        """The word in plain ASCII."""
        found = self._bare.get(word)
        if found is None:
            found = self._bare[word] = parse(word).base[0]
        return found

    def accented(self, position: str, word: str) -> float:
        """Share of people who bear this word, accents and all, at this place of their name."""
        return max(UNSEEN, self._accented[position][word] / self._weight)

    def base(self, position: str, word: str) -> float:
        """Share of people whose word at this place is this one when accents are left away."""
        return max(UNSEEN, self._base[position][word] / self._weight)

    def near(self, position: str, word: str, *, plain: bool) -> float:
        """Share of people whose word at this place is one letter away from this one (added, lost, other, changed places).

        Args:
            position: "family", "middle" or "given".
            word: With accents, or without where `plain`.
            plain: Whether accents are left away on both sides.
        """
        key = f"{position}/{'base' if plain else 'accented'}"
        if key not in self._near:
            self._near[key] = _neighbours((self._base if plain else self._accented)[position], self._weight)
        return max(NEAR_BY_CHANCE[min(len(word), 5)], self._near[key].get(word, 0.0))

    def real(self, position: str, word: str, *, plain: bool) -> bool:
        """Whether people bear this word as a name, so that it is hardly a typing error of another; `plain` as in `near`."""
        if word in prior().shares[position]:
            return True
        borne = (self._base if plain else self._accented)[position][word]
        return borne >= max(BEARERS, REAL * self._weight)

    def bearers(self, name: Name) -> int:
        """How many records bear this name, accents left away."""
        return self._people[name.base]

    def others(self, name: Name) -> float:
        """Share of people who bear this name, accents left away, but were born another day: several records of one are no namesakes."""
        return max(0, self._namesakes[name.base] - 2) / self._weight

    def year(self, year: int) -> float:
        """Share of people born in this year."""
        return (self._years[year] + PSEUDO / _YEARS) / (self._births + PSEUDO)

    def date(self, birth: PartialDate) -> float:
        """Share of people born on this day; days at which births heap up (the first of January) count as what they are."""
        heaped = (self._dates[birth] - 2) / (self._births + PSEUDO)
        return max(self.year(birth.year) / 365, heaped)


def _distinct(told: Iterable[tuple[tuple[str, ...], PartialDate]]) -> Counter[tuple[str, ...]]:
    """For each name the number of its bearers with different births; a birth told in part is one with a full one of its year."""
    whole = {(base, birth) for base, birth in told if birth.day is not None}
    years = {(base, birth.year) for base, birth in whole}
    part = {(base, birth.year) for base, birth in told if (base, birth.year) not in years}
    return Counter(base for base, _ in (*whole, *part))


def _placed(name: Name) -> Iterator[tuple[str, str, str]]:
    """Place, word with and without accents: the last is given, the first family, those between middle."""
    last = len(name.accented) - 1
    for index, (word, base) in enumerate(zip(name.accented, name.base, strict=True)):
        yield ("given" if index == last else "middle" if index else "family"), word, base


def _neighbours(shares: Counter[str], weight: float) -> dict[str, float]:
    """For each word the share of all words one edit away, found over their deletions.

    F. J. Damerau, CACM 7(3), 1964 (the four edits); M. Mor and A. S. Fraenkel, CACM 25(12), 1982 (words one error apart share a deletion).
    """
    shared: dict[str, list[str]] = defaultdict(list)
    for word in shares:
        for key in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
            shared[key].append(word)
    mass: dict[str, float] = defaultdict(float)
    pairs = {pair for words in shared.values() for pair in combinations(sorted(words), 2)}
    for one, other in sorted(pairs):
        if OSA.distance(one, other, score_cutoff=1) <= 1:
            mass[one] += shares[other] / weight
            mass[other] += shares[one] / weight
    return mass
