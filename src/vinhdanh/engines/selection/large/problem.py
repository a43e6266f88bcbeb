"""The selection of many as numpy arrays: what may be asked, checked once.

Nothing here is a dense matrix: a row counts the candidates whose code in one column belongs to a set of codes, so that twelve attributes of a
million candidates are twelve small arrays. Columns are merged while the product of their codes stays small (one gather instead of six).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

EVERYONE = -1
"""Column of a row that counts everyone."""
MERGED = 1 << 16
"""Most codes of merged columns: their tables stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Row:
    """lo ≤ number of chosen candidates whose code in `column` is one of `codes` ≤ hi; `EVERYONE` counts all."""

    column: int
    codes: tuple[int, ...]
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One selection over n candidates, U units and the codes of A columns.

    Args:
        score: Shape (n,), whole numbers (hundredths of a point, say).
        unit: Shape (n,), 0 … U−1.
        unit_lo, unit_hi: Shape (U,).
        must: Shape (n,).
        columns: A arrays of shape (n,) with codes from 0.
        rows: Rows to keep; the first counts everyone.
        widths: Number of codes per column.
    """

    score: Ints
    unit: NDArray[np.int32]
    unit_lo: Ints
    unit_hi: Ints
    must: Bools
    columns: tuple[NDArray[np.integer[Any]], ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]

    @property
    def n(self) -> int:
        """Number of candidates."""
        return len(self.score)

    @property
    def units(self) -> int:
        """Number of units."""
        return len(self.unit_lo)


@dataclass(frozen=True, slots=True)
class Part:
    """Merged columns: the last of them changes fastest."""

    members: tuple[int, ...]
    widths: tuple[int, ...]
    code: NDArray[np.integer[Any]]


class Gather:
    """Sums per candidate of figures per row, and counts per row of a list: the columns merged, one gather for several."""

    def __init__(self, rows: tuple[Row, ...], parts: tuple[Part, ...], n: int) -> None:
        """Lays out where each row finds its codes."""
        self.rows, self.parts, self.n = rows, parts, n
        self.by_column: dict[int, list[tuple[int, Ints]]] = {}
        for r, row in enumerate(rows):
            self.by_column.setdefault(row.column, []).append((r, np.array(row.codes, dtype=np.int64)))

    @classmethod
    def of(cls, problem: Problem) -> Gather:
        """Merges the columns that the rows use."""
        used = sorted({row.column for row in problem.rows} - {EVERYONE}, key=lambda a: (problem.widths[a], a))
        parts = []
        while used:
            members = [used.pop(0)]
            product = problem.widths[members[0]]
            while used and product * problem.widths[used[0]] <= MERGED:
                product *= problem.widths[used[0]]
                members.append(used.pop(0))
            code: NDArray[Any] = problem.columns[members[0]].astype(np.uint16 if product <= MERGED else np.int32)
            for a in members[1:]:
                code *= code.dtype.type(problem.widths[a])
                code += problem.columns[a].astype(code.dtype, copy=False)
            parts.append(Part(tuple(members), tuple(problem.widths[a] for a in members), code))
        return cls(problem.rows, tuple(parts), problem.n)

    def take(self, index: Ints | None, rows: tuple[Row, ...] | None = None) -> Gather:
        """The same for some of the candidates (None: all) or for other rows on the same columns."""
        if index is None:
            return Gather(rows or self.rows, self.parts, self.n)
        parts = tuple(Part(p.members, p.widths, p.code[index]) for p in self.parts)
        return Gather(rows or self.rows, parts, len(index))

    def sums(self, figures: Ints) -> Ints:
        """Shape (n,): for each candidate the sum of the figures of the rows that count it."""
        total = np.zeros(self.n, dtype=np.int64)
        everyone = sum(int(figures[r]) for r, _ in self.by_column.get(EVERYONE, ()))
        for part in self.parts:
            table = np.zeros(1, dtype=np.int64)
            for a, width in zip(part.members, part.widths, strict=True):
                own = np.zeros(width, dtype=np.int64)
                for r, codes in self.by_column.get(a, ()):
                    own[codes] += figures[r]
                table = (table[:, None] + own[None, :]).reshape(-1)
            if table.any():
                total += table.take(part.code)
        if everyone:
            total += everyone
        return total

    def counts(self, index: Ints) -> Ints:
        """Shape (rows,): how many of the candidates at `index` each row counts."""
        found = np.zeros(len(self.rows), dtype=np.int64)
        for r, _ in self.by_column.get(EVERYONE, ()):
            found[r] = len(index)
        for a, own in self._codes(index):
            per = np.bincount(own, minlength=1 + max((int(c.max(initial=0)) for _, c in self.by_column.get(a, ())), default=0))
            for r, codes in self.by_column.get(a, ()):
                found[r] = int(per[codes].sum())
        return found

    def members(self, index: Ints) -> list[Ints]:
        """For each row the places in `index` that it counts."""
        found: list[Ints] = [np.empty(0, dtype=np.int64)] * len(self.rows)
        for r, _ in self.by_column.get(EVERYONE, ()):
            found[r] = np.arange(len(index), dtype=np.int64)
        for a, own in self._codes(index):
            order = np.argsort(own, kind="stable")
            cuts = np.searchsorted(own[order], np.arange(int(own.max(initial=0)) + 2))
            for r, codes in self.by_column.get(a, ()):
                pieces = [order[cuts[c] : cuts[c + 1]] for c in codes if c < len(cuts) - 1]
                found[r] = np.concatenate(pieces) if pieces else np.empty(0, dtype=np.int64)
        return found

    def _codes(self, index: Ints) -> Iterator[tuple[int, Ints]]:
        """Every column's codes of some candidates, taken apart again."""
        for part in self.parts:
            code = part.code[index].astype(np.int64)
            for a, width in zip(reversed(part.members), reversed(part.widths), strict=True):
                yield a, code % width
                code //= width
