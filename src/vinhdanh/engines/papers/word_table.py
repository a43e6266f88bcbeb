"""Tables of WordprocessingML: unruled ones for layout, ruled ones for data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.papers import measures, word_photo
from vinhdanh.engines.papers.measures import clean
from vinhdanh.engines.papers.word_xml import paragraph, run, text_runs, tw

if TYPE_CHECKING:
    from vinhdanh.engines.papers.model import Column, DataTable, Row

ROOM = 0.8
"""mm above and below what a cell of given height holds."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def _open(widths: tuple[float, ...], *, ruled: bool, inset: float) -> str:
    borders = "".join(f'<w:{s} w:val="single" w:sz="5" w:space="0" w:color="auto"/>' for s in _SIDES)
    margins = "".join(f'<w:{side} w:w="{tw(inset)}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(tw, widths))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        + (f"<w:tblBorders>{borders}</w:tblBorders>" if ruled else "")
        + f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{tw(w)}"/>' for w in widths)
        + "</w:tblGrid>"
    )


def _cell(content: str, width: float, *, across: int = 1, merge: str = "", middle: bool = False, no_wrap: bool = False) -> str:
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{tw(width)}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{across}"/>' if across > 1 else "")
        + merge
        + ("<w:noWrap/>" if no_wrap else "")
        + f'<w:vAlign w:val="{"center" if middle else "top"}"/></w:tcPr>{content}</w:tc>'
    )


def _row(cells: str, *, height: float | None = None, head: bool = False) -> str:
    tall = f'<w:trHeight w:val="{tw(height)}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def layout(widths: tuple[float, ...], rows: list[list[str]], *, no_wrap: bool = False) -> str:
    """A table without rules that only places its cells (paragraphs, ready made)."""
    made = "".join(_row("".join(_cell(c, w, no_wrap=no_wrap) for c, w in zip(row, widths, strict=True))) for row in rows)
    return f"{_open(widths, ruled=False, inset=0)}{made}</w:tbl>"


def data(table: DataTable, room: float) -> str:
    """A ruled table whose head repeats on each page."""
    widths = measures.column_widths(table.columns, room)
    pad = 1.9 if table.size < 12 else 2.5
    rows = [*_heads(table, widths, pad)]
    for i, row in enumerate(table.rows):
        keep = row.sticky or (table.whole and i + 1 < len(table.rows))
        rows.append(_data_row(table, row, widths, pad, keep=keep))
    return f"{_open(widths, ruled=True, inset=table.inset)}{''.join(rows)}</w:tbl>"


def _data_row(table: DataTable, row: Row, widths: tuple[float, ...], pad: float, *, keep: bool) -> str:
    pitch = round(table.size * 1.167 * 2) / 2
    cells = []
    at = 0
    for i, text in enumerate(row.cells):
        across = row.span if i == 0 else 1
        align = "left" if across > 1 else table.columns[at].align
        if row.photo and row.photo.column == i:
            content = word_photo.cell(row.photo, keep=keep)
        else:
            words = text_runs(text, table.size, strong=row.bold, keep=False)
            content = paragraph(words, pitch=pitch, align=align, before=pad, after=pad, keep=keep)
        cells.append(_cell(content, sum(widths[at : at + across]), across=across, middle=True))
        at += across
    return _row("".join(cells), height=row.height and row.height + 2 * ROOM)


def _head_cell(words: str, table: DataTable, pad: float) -> str:
    pitch = round(table.size * 1.167 * 2) / 2
    return paragraph(run(clean(words), table.size, "b", keep=False), pitch=pitch, before=pad, after=pad, keep=True)


def _heads(table: DataTable, widths: tuple[float, ...], pad: float) -> list[str]:
    columns = table.columns
    if not table.two_levels():
        cells = [_cell(_head_cell(c.head, table, pad), w, middle=True) for c, w in zip(columns, widths, strict=True)]
        return [_row("".join(cells), head=True)]
    upper, lower = [], []
    at = 0
    while at < len(columns):
        across = _run_of_group(columns, at)
        total = sum(widths[at : at + across])
        if columns[at].group:
            upper.append(_cell(_head_cell(columns[at].group, table, pad), total, across=across, middle=True))
            lower += [_cell(_head_cell(columns[i].head, table, pad), widths[i], middle=True) for i in range(at, at + across)]
        else:
            upper.append(_cell(_head_cell(columns[at].head, table, pad), total, merge='<w:vMerge w:val="restart"/>', middle=True))
            lower.append(_cell(_head_cell("", table, pad), total, merge="<w:vMerge/>", middle=True))
        at += across
    return [_row("".join(upper), head=True), _row("".join(lower), head=True)]


def _run_of_group(columns: tuple[Column, ...], at: int) -> int:
    """How many columns from `at` stand under one group heading (1 without group)."""
    across = 1
    while columns[at].group and at + across < len(columns) and columns[at + across].group == columns[at].group:
        across += 1
    return across
