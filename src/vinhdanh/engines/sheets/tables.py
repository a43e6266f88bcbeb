"""Finds the tables of a sheet: where the headings stand, in one to three levels, and which column holds which field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from vinhdanh.engines.sheets import lookups
from vinhdanh.engines.sheets.keys import match_key
from vinhdanh.engines.sheets.vocabulary import GROUPS, NAMING, OTHER, field_of, in_collective, under

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from operator import itemgetter

    from vinhdanh.engines.campaign.grid import Cell, Grid

HEADING_ROWS = 30
"""The first heading of a sheet stands in its first rows; further ones (second table, repeated heads) anywhere."""

_MANY = 50_000
"""More merged cells than this are not unfolded: no list has them."""

_DAY = re.compile(r"\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\s*$")

_LOOKED_AT = 12
"""So many rows are looked at where the values must tell what a column is."""

Kind = Literal["person", "collective", "mixed"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: 0-based index, field ("" when not known), what the column itself says, and its heading as typed."""

    index: int
    field: str
    option: str
    heading: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a sheet: headings from row `top`, data from row `first` up to before row `end` (0-based)."""

    kind: Kind
    columns: tuple[Column, ...]
    top: int
    first: int
    end: int
    by_field: Mapping[str, tuple[Column, ...]] = field(compare=False)
    alone: Mapping[str, int] = field(compare=False)
    """Field -> index of its column, for fields that stand in one column only."""
    memos: dict[tuple[str, ...], tuple[itemgetter[Any], dict[Any, Any]]] = field(default_factory=dict, compare=False)
    """What rows with the same cells were found to say (`rows.once`)."""

    def columns_of(self, field: str) -> tuple[Column, ...]:
        """All columns of a field, from left to right."""
        return self.by_field.get(field, ())


def _by_field(columns: tuple[Column, ...]) -> dict[str, tuple[Column, ...]]:
    return {c.field: tuple(o for o in columns if o.field == c.field) for c in columns}


class Merged:
    """Which cell speaks for a merged one."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._origin: dict[tuple[int, int], tuple[int, int]] = {}
        for top, left, last_row, last_col in grid.merged:
            bottom, right = min(last_row, grid.height - 1), min(last_col, grid.width - 1)
            if (bottom - top + 1) * (right - left + 1) + len(self._origin) > _MANY:
                continue
            self._origin |= {(r, c): (top, left) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        self._rows = {row for row, _ in self._origin}

    def origin(self, row: int, col: int) -> tuple[int, int]:
        """The place whose value the cell shows; its own when it is not merged."""
        return self._origin.get((row, col), (row, col))

    def at(self, row: int, col: int) -> Cell:
        """The value that the cell shows."""
        place = self._origin.get((row, col)) if self._origin else None
        return self.grid.at(*place) if place else self.grid.at(row, col)

    def row(self, index: int) -> tuple[Cell, ...]:
        """The values that the row shows; the row of the grid itself where nothing in it is merged."""
        cells = self.grid.cells[index]
        return tuple(self.at(index, col) for col in range(len(cells))) if index in self._rows else cells


def find_tables(grid: Grid, merged: Merged) -> tuple[Table, ...]:
    """The tables of a sheet from top to bottom; empty when no heading is found in its first 30 rows."""
    heads: list[Table] = []
    row = 0
    while row < grid.height and (heads or row < HEADING_ROWS):
        table = _table_at(grid, merged, row, heads[-1].first if heads else 0) if _could_be_heading(grid.cells[row]) else None
        if table is None:
            row += 1
        else:
            heads.append(table)
            row = table.first
    ends = [h.top for h in heads[1:]] + [grid.height]
    return tuple(replace(h, end=end) for h, end in zip(heads, ends, strict=False))


def first_heading(grid: Grid, merged: Merged) -> int | None:
    """The 0-based row in which the headings of the first table begin, None when the sheet has none."""
    for row in range(min(grid.height, HEADING_ROWS)):
        table = _table_at(grid, merged, row, 0) if _could_be_heading(grid.cells[row]) else None
        if table is not None:
            return table.top
    return None


def _could_be_heading(cells: tuple[Cell, ...]) -> bool:
    """A quick look that keeps most rows of data from being compared with the vocabulary."""
    texts = 0
    for cell in cells:
        if isinstance(cell, str):
            if (not texts and cell.strip().isdigit()) or _DAY.match(cell):
                return False
            texts += 1
        elif cell is not None:
            return False
    return texts >= 2


def _table_at(grid: Grid, merged: Merged, row: int, floor: int) -> Table | None:
    """The table whose headings (their row that names persons or collectives) stand in this row, None when there is none."""
    fields = [field_of(c) if isinstance(c, str) else "" for c in grid.cells[row]]
    known = {f for f in fields if f}
    if len(known) < 2 or not known & (NAMING | {"given"}) or _sentences(grid.cells[row]):
        return None
    if _is_sub_row(grid, merged, row):
        columns = list(_two_levels(grid, merged, row))
        top, first = row, row + 2
    elif row > floor and _is_upper_row(grid, row):
        columns = list(_two_levels(grid, merged, row - 1))
        top, first = row - 1, row + 1
    else:
        columns = [Column(c, fields[c], "", text) for c, text in enumerate(grid.cells[row]) if isinstance(text, str)]
        top, first = row, row + 1
    columns = [_ticked_group(c) for c in _name_in_two(columns, merged, row)]
    first, columns = _deeper(grid, merged, (top, first), columns)
    columns = [_by_values(c, grid, first) for c in columns]
    kind, columns = _settle_kind(columns)
    by_field = _by_field(tuple(columns))
    alone = {f: cs[0].index for f, cs in by_field.items() if len(cs) == 1}
    return Table(kind, tuple(columns), top, first, grid.height, by_field, alone)


def _deeper(grid: Grid, merged: Merged, rows: tuple[int, int], columns: list[Column]) -> tuple[int, list[Column]]:
    """Headings of a third level, where the heading of the names is merged further down than two rows.

    Returns:
        The first row of data, and the columns with what the lowest row of headings says.
    """
    top, first = rows
    named = next((c.index for c in columns if c.field in NAMING), None)
    if named is None or first >= grid.height or merged.origin(first, named)[0] >= first:
        return first, columns
    by_index = {c.index: c for c in columns}
    last_group = None
    for col in range(grid.width):
        own = by_index.get(col)
        # A group may be open to the right, or merged: then only its first column is known so far.
        over = own or by_index.get(merged.origin(first - 1, col)[1]) or last_group
        last_group = over if over is not None and over.field in GROUPS else None
        low = grid.at(first, col) if merged.origin(first, col)[0] >= first else None
        if low is None or over is None:
            continue
        text = str(low)
        field, option = under(over.field, text) if over.field in GROUPS else (field_of(text) or over.field, "")
        by_index[col] = Column(col, field, option, f"{over.heading} – {text}")
    deeper = [by_index[col] for col in sorted(by_index)]
    return _deeper(grid, merged, (top, first + 1), deeper)


def _by_values(column: Column, grid: Grid, first: int) -> Column:
    """The column "ĐT" is a telephone or the labour group: its first values tell."""
    if column.field != "phone" or match_key(column.heading) != "dt":
        return column
    values = [v for row in grid.cells[first : first + _LOOKED_AT] if isinstance(v := row[column.index], str)]
    return replace(column, field="labour_group") if any(lookups.labour_group(v) for v in values) else column


def _sentences(cells: tuple[Cell, ...]) -> bool:
    """Whether more than half of the texts are no headings at all: then this is a row of data."""
    texts = [c for c in cells if isinstance(c, str)]
    return sum(not field_of(c) and lookups.labour_group(c) is None for c in texts) > len(texts) / 2


def _parent(grid: Grid, merged: Merged, row: int, col: int) -> int:
    """The column whose heading in `row` stands over `col`: its own, that of the merged range, or of the open group to its left."""
    own_row, own_col = merged.origin(row, col)
    if own_row == row and grid.at(row, own_col) is not None:
        return own_col
    for left in range(col - 1, -1, -1):
        text = grid.at(row, left)
        if text is not None:
            return left if isinstance(text, str) and field_of(text) in GROUPS else col
    return col


def _is_sub_row(grid: Grid, merged: Merged, row: int) -> bool:
    """Whether the row below holds second-level headings: each stands below a group or an empty place, none below a name."""
    below = row + 1
    if below >= grid.height:
        return False
    found = False
    for col, cell in enumerate(grid.cells[below]):
        if cell is None or merged.origin(below, col)[0] <= row:
            continue
        over = grid.at(row, _parent(grid, merged, row, col))
        parent = field_of(over) if isinstance(over, str) else ""
        field, option = under(parent, str(cell)) if parent in GROUPS else (field_of(str(cell)), "")
        if not field or (parent == "name" and field not in {"family", "given"}) or (parent and parent not in GROUPS):
            return False
        if parent in GROUPS:
            if not option and not field_of(str(cell)):
                return False
            found = True
    return found


def _is_upper_row(grid: Grid, row: int) -> bool:
    """Whether the row above holds nothing but group headings over columns of this row (the other headings stand in the lower row)."""
    above = [(col, c) for col, c in enumerate(grid.cells[row - 1]) if c is not None]
    return bool(above) and all(isinstance(c, str) and _heads(field_of(c), grid.at(row, col)) for col, c in above)


def _heads(parent: str, below: Cell) -> bool:
    """Whether a group heading may stand over this one."""
    if parent not in GROUPS - {"name"} or not isinstance(below, str):
        return False
    return field_of(below) in {"", "male", "female"} or parent in {"rep_name", "education", "members", "commend"}


def _two_levels(grid: Grid, merged: Merged, top: int) -> Iterator[Column]:
    for col in range(grid.width):
        upper = grid.at(top, _parent(grid, merged, top, col))
        lower = grid.at(top + 1, col) if merged.origin(top + 1, col)[0] > top else None
        over = field_of(upper) if isinstance(upper, str) else ""
        if lower is None:
            own = grid.at(top, col)
            if isinstance(own, str):
                yield Column(col, over, "", own)
        else:
            text = str(lower)
            field, option = under(over, text) if over in GROUPS else (field_of(text), "")
            yield Column(col, field, option, text if not isinstance(upper, str) else f"{upper} – {text}")


def _name_in_two(columns: list[Column], merged: Merged, row: int) -> list[Column]:
    """A heading "Họ và tên" merged over two columns means family name and given name."""
    taken = {c.index for c in columns}
    result = []
    for column in columns:
        right = column.index + 1
        if column.field == "name" and right not in taken and merged.origin(row, right) == merged.origin(row, column.index):
            result += [replace(column, field="family"), replace(column, index=right, field="given")]
        else:
            result.append(column)
    return result


def _ticked_group(column: Column) -> Column:
    """A heading that is itself a labour group ("CN trực tiếp") is a column to tick."""
    group = None if column.field else lookups.labour_group(column.heading)
    if group is None or group[2]:
        return column
    return replace(column, field="labour_group", option=group[1])


def _settle_kind(columns: list[Column]) -> tuple[Kind, list[Column]]:
    fields = {c.field for c in columns}
    named = bool(fields & {"name", "given"})
    if "mixed" in fields:
        other = "kind" if named or "collective" in fields else "mixed"
        return "mixed", [replace(c, field=other) if c.field == "mixed" else _of_person(c) for c in columns]
    if "collective" in fields and named and "rep_name" not in fields:
        return "mixed", [_of_person(c) for c in columns]
    if named and "collective" not in fields:
        return "person", [_of_person(c) for c in columns]
    if "collective" not in fields:
        columns = [replace(c, field="collective") if c.field == "unit" else c for c in columns]
    return "collective", [replace(c, field=in_collective(c.field)) for c in columns]


def _of_person(column: Column) -> Column:
    """In a table of persons a lone "Nam" or "Nữ" is the column of that sex."""
    field = {"male": "birth_male", "female": "birth_female"}.get(column.field, column.field)
    return replace(column, field=field)


def ignored(table: Table) -> tuple[Column, ...]:
    """Columns whose content is not read: unknown headings, and known ones that a campaign does not need."""
    return tuple(c for c in table.columns if c.field in {"", OTHER})
