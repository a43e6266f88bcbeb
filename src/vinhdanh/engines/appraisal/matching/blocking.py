"""Which pairs are worth weighing: people who share a key, key by key, so that 50,000 people need no 1.25 billion looks.

A key is a few numbers a person; people with equal keys form a block. Blocks that are too large tell too little and are purged, largest
first (G. Papadakis et al., "Blocking and filtering techniques for entity resolution: a survey", ACM Computing Surveys 53(2), 2020).
Words one edit apart meet in a key of their deletions (M. Mor and A. S. Fraenkel, CACM 25(12), 1982).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from vinhdanh.engines.appraisal.matching.names import LONGEST
from vinhdanh.engines.appraisal.matching.units import initials

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from vinhdanh.engines.appraisal.matching.births import Births
    from vinhdanh.engines.appraisal.matching.names import Name

    Ints = npt.NDArray[np.int64]

PAIRS_PER_PERSON: Final = 40
FREE_PAIRS: Final = 200_000
"""A key may give so many pairs a person, and so many besides; beyond, its largest blocks are left out."""


class Numbers:
    """Gives each word or key a number, in the order of first sight."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def __getitem__(self, key: str) -> int:
        return self._known.setdefault(key, len(self._known) + 1)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)


@dataclass(frozen=True, slots=True)
class Columns:
    """What blocking knows of each person, as numbers; 0 is nothing.

    Args:
        words: Words of the name, one row a person, `LONGEST` columns.
        squeezed: The name without spaces.
        unit: Initials of the unit.
        births: Dates of birth.
        vocabulary: The words: word number n stands at n - 1.
    """

    words: Ints
    squeezed: Ints
    unit: Ints
    births: Births
    vocabulary: Sequence[str]

    @classmethod
    def of(cls, names: Sequence[Name], units: Iterable[str], births: Births) -> Columns:
        """Numbers for names, units, births."""
        number, whole, unit = Numbers(), Numbers(), Numbers()
        words = np.zeros((len(names), LONGEST), dtype=np.int64)
        for row, name in enumerate(names):
            words[row, : len(name.base)] = [number[word] for word in name.base]
        squeezed = np.array([whole[name.squeezed] for name in names], dtype=np.int64)
        united = np.array([unit[initials(u)] if u else 0 for u in units], dtype=np.int64)
        return cls(words, squeezed, united, births, tuple(number))


Key = tuple["Ints", "Ints"]
"""Rows of people and, beside each, a key; a person may stand there several times."""


def _mixed(*parts: Ints) -> Ints:
    """One number of several: a key that different parts share by accident only adds a pair that is then weighed away."""
    key = np.zeros(parts[0].shape, dtype=np.uint64)
    for part in parts:
        key = (key ^ part.astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    return key.view(np.int64)


def keys(names: Sequence[Name], columns: Columns) -> Iterator[Key]:
    """The keys, one after the other, each of which makes its own blocks."""
    everyone = np.arange(len(names))
    births = columns.births
    dated = everyone[births.day > 0]
    low, high = np.minimum(births.day, births.month), np.maximum(births.day, births.month)
    # The same day, or day and month changed: whatever the name.
    yield dated, _mixed(births.year, low, high)[dated]
    by_words = np.sort(columns.words, axis=1)
    whole = _mixed(*by_words.T)
    # The same words in any order, whatever the birth.
    yield everyone, whole
    yield everyone, _mixed(columns.squeezed)
    born = everyone[births.year > 0]
    united = everyone[columns.unit > 0]
    first, last = columns.words[:, 0], columns.words[np.arange(len(names)), [max(0, len(n.base) - 1) for n in names]]
    yield born, _mixed(births.year, last)[born]
    for rows, context in ((born, births.year), (united, -columns.unit)):
        yield _without_one(by_words, rows, context)
    between = _mixed(*_middle(columns.words, names).T)
    people, deletions = _deletions(names)
    year = births.year[people]
    known = year > 0
    # Two errors in two words: one stays whole, the given name shares a deletion.
    for kept in (first, between):
        yield people[known], _mixed(year, kept[people], deletions)[known]


def _middle(words: Ints, names: Sequence[Name]) -> Ints:
    middle = words.copy()
    middle[:, 0] = 0
    middle[np.arange(len(names)), [max(0, len(n.base) - 1) for n in names]] = 0
    return middle


def _without_one(by_words: Ints, rows: Ints, context: Ints) -> Key:
    """For each person and each word of the name: the key of the other words, beside the year of birth or the unit."""
    people, made = [], []
    for left_out in range(by_words.shape[1]):
        has = rows[by_words[rows, left_out] > 0]
        rest = np.sort(np.delete(by_words[has], left_out, axis=1), axis=1)
        some = rest[:, -1] > 0
        people.append(has[some])
        made.append(_mixed(context[has[some]], *rest[some].T))
        # The whole name as well: it is what is left when the other name has one word more.
    people.append(rows)
    made.append(_mixed(context[rows], *by_words[rows][:, 1:].T))
    return np.concatenate(people), np.concatenate(made)


def _deletions(names: Sequence[Name]) -> Key:
    """Each person beside the number of the given name, and of each of its forms with one letter left out."""
    number, forms = Numbers(), dict[str, "list[int]"]()
    people, made = [], []
    for row, name in enumerate(names):
        if not name.base:
            continue
        word = name.base[-1]
        if word not in forms:
            forms[word] = [number[key] for key in sorted({word, *(word[:i] + word[i + 1 :] for i in range(len(word)))})]
        made.extend(forms[word])
        people.extend([row] * len(forms[word]))
    return np.array(people, dtype=np.int64), np.array(made, dtype=np.int64)


def pairs(key: Key, people: int) -> tuple[Ints, Ints]:
    """All pairs of people who share a block, the earlier first; of purged blocks only neighbours. Pairs may come twice.

    Args:
        key: Rows and their keys.
        people: Number of people, which bounds the pairs.
    """
    rows, values = key
    order = np.lexsort((rows, values))
    rows, values = rows[order], values[order]
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]]) if len(values) else np.zeros(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(values)])
    starts, sizes = starts[sizes > 1], sizes[sizes > 1]
    by_size = np.argsort(sizes, kind="stable")
    starts, sizes = starts[by_size], sizes[by_size]
    fits = np.cumsum(sizes * (sizes - 1) // 2) <= PAIRS_PER_PERSON * people + FREE_PAIRS
    ones: list[Ints] = []
    others: list[Ints] = []
    for size in np.unique(sizes[fits]).tolist():
        block = rows[starts[fits & (sizes == size)][:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        ones.append(block[:, left].ravel())
        others.append(block[:, right].ravel())
    for start, size in zip(starts[~fits].tolist(), sizes[~fits].tolist(), strict=True):
        ones.append(rows[start : start + size - 1])
        others.append(rows[start + 1 : start + size])
    one = np.concatenate(ones) if ones else np.zeros(0, dtype=np.int64)
    other = np.concatenate(others) if others else np.zeros(0, dtype=np.int64)
    apart = one != other
    return np.minimum(one, other)[apart], np.maximum(one, other)[apart]
