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
    columns = tuple(_column(table, i) for i in range(len(table.columns)))
    rows = [Row(tuple(value(v) for v in row)) for row in table.rows]
    if table.total is not None:
        rows.append(Row(tuple(value(v) for v in table.total), bold=True))
    blocks = (DataTable(columns, tuple(rows), size=11 if landscape else 12, inset=1),)
    foot = (Para((italic(f"Ghi chú: {table.footnote}"),), align="left", indent=False),) if table.footnote else ()
    return Part(title=Title(label, table.title, note, size=13), blocks=(*blocks, *foot), landscape=landscape)


def _column(table: Table, index: int) -> Column:
    """Numbers stand narrow and centred; words share what is left, as long as there is a column of words."""
    head = table.columns[index]
    of = [row[index] for row in table.rows]
    wordy = [any(isinstance(row[i], str) and len(str(row[i])) > 12 for row in table.rows) for i in range(len(table.columns))]
    if wordy[index]:
        return Column(head)
    align: Align = "center"
    if head.upper() in {"TT", "STT"}:
        return Column(head, 10, align)
    if not any(wordy):
        return Column(head, None, align if any(not isinstance(v, str) for v in of) else "left")
    words = max(measures.width(w, 12, "b") for w in head.split(" "))
    values = max((measures.width(value(v), 12) for v in of), default=0.0)
    return Column(head, max(15.0, words + 3, values + 3), align)
