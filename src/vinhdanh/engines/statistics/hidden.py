"""Small cells of tables that anybody may read: hidden, with as many others as keep them from being reckoned out (domain.md §8)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vinhdanh.engines.campaign.outcome import Table, Value

LEAST: Final = 3
"""The smallest count that is published."""
HIDDEN: Final = "…"
NOTE: Final = f"“{HIDDEN}” thay cho số liệu dưới {LEAST} và số liệu có thể làm lộ số liệu đó."


def concealed(counts: Sequence[int], rest: int = 0) -> frozenset[int]:
    """Which of the counts of one partition to hide.

    Args:
        counts: The counts that are printed with their total.
        rest: What the total has beyond them; it can be reckoned and counts as a cell that is always hidden.

    Every count from 1 to `LEAST` - 1 is hidden; then the smallest others, until what is hidden is at least two cells that together are
    at least twice `LEAST`, so that a difference from the total tells none of them.
    """
    hidden = {i for i, n in enumerate(counts) if 0 < n < LEAST}
    if not hidden and not 0 < rest < LEAST:
        return frozenset()
    for i in sorted((i for i, n in enumerate(counts) if n >= LEAST), key=lambda i: (counts[i], i)):
        cells = len(hidden) + (rest > 0)
        if cells > 1 and sum(counts[h] for h in hidden) + rest >= 2 * LEAST:
            break
        hidden.add(i)
    return frozenset(hidden)


def public(
    table: Table, counts: Sequence[int], partitions: Iterable[Sequence[int]], shares: dict[int, int] | None = None
) -> Table:
    """The table as anybody may read it.

    Args:
        table: With its total.
        counts: Columns that count people.
        partitions: Rows that part a list among them; a list may be parted in several ways.
        shares: Column of counts -> its column of shares, which is hidden with it.
    """
    rows: list[list[Value]] = [list(row) for row in table.rows]
    for group in map(tuple, partitions):
        for column in counts:
            cells = [_number(table.rows[i][column]) for i in group]
            total = _number(table.total[column]) if table.total else sum(cells)
            for at in concealed(cells, max(0, total - sum(cells))):
                rows[group[at]][column] = HIDDEN
                if shares and column in shares:
                    rows[group[at]][shares[column]] = HIDDEN
    made = tuple(map(tuple, rows))
    if made == table.rows:
        return table
    return replace(table, rows=made, footnote=f"{table.footnote} {NOTE}".strip())


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
