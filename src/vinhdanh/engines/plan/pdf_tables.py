"""Tables of a PDF page by their ruled lines: which cell a letter stands in, whatever order the file draws it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2

if TYPE_CHECKING:
    from collections.abc import Iterable

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""

_THIN = 3.0
"""Points: what is thinner is a line, not an area."""
_NEAR = 3.0
"""Points between lines that are meant as one."""
_MOST = 4000
"""Drawn shapes of a page; a page with more is a drawing."""


@dataclass(slots=True)
class Table:
    """A ruled table.

    Args:
        columns: Upright lines as (x, bottom, top), from left to right.
        rows: Heights of the level lines, from the top down.
        cells: (row, column) -> the lines of words in it.
    """

    columns: list[tuple[float, float, float]]
    rows: list[float]
    cells: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    _last: tuple[tuple[int, int], float] | None = None

    def place(self, box: Box) -> tuple[int, int] | None:
        """Row and column of a letter, None when it stands outside."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not (self.columns[0][0] < x < self.columns[-1][0] and self.rows[-1] < y < self.rows[0]):
            return None
        row = sum(y < r for r in self.rows) - 1
        middle = (self.rows[row] + self.rows[row + 1]) / 2
        return row, sum(x > c for c, bottom, top in self.columns if bottom - 1 <= middle <= top + 1)

    def add(self, cell: tuple[int, int], char: str, box: Box) -> None:
        """Puts a letter into its cell; one that stands lower than the letter before it begins a new line."""
        y, height = (box[1] + box[3]) / 2, box[3] - box[1]
        lines = self.cells.setdefault(cell, [""])
        if self._last and self._last[0] == cell and abs(self._last[1] - y) > height / 2:
            lines.append("")
        lines[-1] += char
        self._last = (cell, y)

    def space(self) -> None:
        """Parts two words of the cell that was written last."""
        if self._last:
            self.cells[self._last[0]][-1] += " "

    def texts(self) -> list[list[list[str]]]:
        """For each row its cells, for each cell its lines."""
        made = []
        for row in range(len(self.rows) - 1):
            cells = [self.cells[at] for at in sorted(self.cells) if at[0] == row]
            made.append([[line.strip() for line in cell if line.strip()] for cell in cells])
        return [[cell for cell in cells if cell] for cells in made]


def tables(page: pypdfium2.PdfPage) -> list[Table]:
    """The ruled tables of a page that have at least two columns."""
    level, upright = _rulings(page)
    found = []
    for group in _touching(level, upright):
        rows = _apart(sorted({y for y, _, _ in group[0]}, reverse=True))
        xs = _apart(sorted({x for x, _, _ in group[1]}))
        columns = [
            (x, min(b for v, b, _ in group[1] if abs(v - x) <= _NEAR), max(t for v, _, t in group[1] if abs(v - x) <= _NEAR))
            for x in xs
        ]
        if len(rows) > 1 and len(columns) > 2:
            found.append(Table(columns, rows))
    return found


def _rulings(page: pypdfium2.PdfPage) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    """Level lines (y, left, right) and upright ones (x, bottom, top); of a framed area its four edges."""
    level: list[tuple[float, float, float]] = []
    upright: list[tuple[float, float, float]] = []
    for number, shape in enumerate(page.get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_PATH,))):
        if number >= _MOST:
            return [], []
        left, bottom, right, top = shape.get_bounds()
        if top - bottom <= _THIN and right - left > 2 * _THIN:
            level.append(((bottom + top) / 2, left, right))
        elif right - left <= _THIN and top - bottom > 2 * _THIN:
            upright.append(((left + right) / 2, bottom, top))
        elif right - left > 2 * _THIN and top - bottom > 2 * _THIN:
            level += [(bottom, left, right), (top, left, right)]
            upright += [(left, bottom, top), (right, bottom, top)]
    return level, upright


def _touching(
    level: list[tuple[float, float, float]], upright: list[tuple[float, float, float]]
) -> list[tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]]:
    """Lines that cross or meet, together: each group is one table."""
    groups: list[tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]] = []
    for x, bottom, top in upright:
        mine: tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]] = (
            [r for r in level if r[1] - _NEAR <= x <= r[2] + _NEAR and bottom - _NEAR <= r[0] <= top + _NEAR],
            [(x, bottom, top)],
        )
        for other in [g for g in groups if set(g[0]) & set(mine[0])]:
            groups.remove(other)
            mine = ([*other[0], *(r for r in mine[0] if r not in other[0])], [*other[1], *mine[1]])
        if mine[0]:
            groups.append(mine)
    return groups


def _apart(values: Iterable[float]) -> list[float]:
    """Sorted values without those that stand by the one before."""
    kept: list[float] = []
    for v in values:
        if not kept or abs(v - kept[-1]) > _NEAR:
            kept.append(v)
    return kept
