"""Statistical tables of the outcome as annexes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import Share
from vinhdanh.engines.papers import measures
from vinhdanh.engines.papers.model import Align, Column, DataTable, Para, Part, Row, Title, italic
from vinhdanh.engines.vietnamese import decimal_comma, money, percent

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Table, Value

MOST_UPRIGHT = 7
"""Tables with more columns are set landscape."""
INSET = 1.0
HEAD_LINES = 3
NARROWEST, WIDEST = 9.0, 80.0
MARK = 10
"""A text of at most so many letters is a mark or a date and stands in the middle."""


def value(of: Value) -> str:
    """A value as it is printed; a share as its percent, "-" without a base."""
    if of is None:
        return ""
    if isinstance(of, Share):
        return percent(of.fraction) if of.fraction is not None else "-"
    if isinstance(of, Decimal):
        return decimal_comma(of)
    return money(of) if isinstance(of, int) else of


def annex(table: Table, label: str, note: str) -> Part:
    """The table on pages of its own, with the footnote that names its bases."""
    landscape = len(table.columns) > MOST_UPRIGHT
    size = 11.0 if landscape else 12.0
    columns = _columns(table, size, measures.text_width(landscape=landscape))
    rows = [Row(tuple(value(v) for v in row)) for row in table.rows]
    if table.total is not None:
        rows.append(Row(tuple(value(v) for v in table.total), bold=True))
    blocks = (DataTable(columns, tuple(rows), size=size, inset=INSET),)
    foot = (Para((italic(f"Ghi chú: {table.footnote}"),), align="left", indent=False),) if table.footnote else ()
    return Part(title=Title(label, table.title, note, size=13), blocks=(*blocks, *foot), landscape=landscape)


def _columns(table: Table, size: float, room: float) -> tuple[Column, ...]:
    """Widths by content: no word is broken, heads take about three lines, and what is left goes where text still wraps."""
    least, wanted = zip(*(_needs(table, i, size) for i in range(len(table.columns))), strict=True)
    if sum(wanted) <= room:
        widths = [w * room / sum(wanted) for w in wanted]
    else:
        share = max(0.0, room - sum(least)) / (sum(wanted) - sum(least) or 1)
        widths = [low + (high - low) * share for low, high in zip(least, wanted, strict=True)]
    return tuple(Column(head, width, _align(table, i)) for i, (head, width) in enumerate(zip(table.columns, widths, strict=True)))


def _needs(table: Table, index: int, size: float) -> tuple[float, float]:
    """Least width of a column (its longest word) and the width that it would like, in mm with its insets."""
    head = table.columns[index]
    texts = [value(row[index]) for row in (*table.rows, *((table.total,) if table.total else ()))]
    word = max((measures.width(w, size, "b") for t in (head, *texts) for w in t.split(" ")), default=0.0)
    whole = max((measures.width(t, size) for t in texts), default=0.0)
    like = max(word, measures.width(head, size, "b") / HEAD_LINES, min(whole, WIDEST))
    return max(NARROWEST, word + 2 * INSET + 0.5), max(NARROWEST, like + 2 * INSET + 1)


def _align(table: Table, index: int) -> Align:
    """Words stand left; numbers, shares and short marks in the middle."""
    texts = [cell for row in table.rows if isinstance(cell := row[index], str)]
    wordy = any(len(words) > MARK for words in texts)
    return "left" if wordy else "center"
