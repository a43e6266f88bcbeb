"""The PDF writer: PDF/A-2a with PDF/UA-1, Vietnamese that copies and searches, byte for byte reproducible."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from vinhdanh.engines.papers import measures, photos
from vinhdanh.engines.papers.breaks import balanced
from vinhdanh.engines.papers.measures import clean, joined
from vinhdanh.engines.papers.model import (
    Block,
    Bullets,
    Column,
    DataTable,
    Ending,
    Grounds,
    Head,
    Heading,
    Paper,
    Para,
    Part,
    Photo,
    Run,
    Text,
    Title,
    plain,
    punctuated,
    runs,
)
from vinhdanh.engines.papers.typst_run import UNDATED, compile_pdf

Json = dict[str, Any]
LONG = 300
"""A cell of more letters may break over pages; else it could be higher than one."""
SHORT = 20
"""A table of more rows breaks over pages even when it would rather stay whole."""


def render_pdf(paper: Paper) -> bytes:
    """Write the paper as PDF/A-2a + UA-1; the same paper gives the same bytes."""
    day = paper.day or UNDATED
    data = {
        "title": clean(paper.title),
        "author": clean(paper.author),
        "date": [day.year, day.month, day.day],
        "parts": [_part(p) for p in paper.parts],
    }
    return compile_pdf("templates/paper.typ", data, day=paper.day)


def _part(part: Part) -> Json:
    room = measures.text_width(landscape=part.landscape)
    return {
        "landscape": part.landscape,
        "head": part.head and _head(part.head, room),
        "title": part.title and _title(part.title, landscape=part.landscape),
        "dear": [joined(t) for t in (punctuated(part.dear) if len(part.dear) > 1 else part.dear)],
        "blocks": [made for block in part.blocks for made in _block(block, room, titled=part.title is not None)],
        "ending": part.ending and _ending(part.ending),
    }


def _inline(text: Text, *, keep: bool = True, strong: bool = False, emphasised: bool = False) -> list[list[str]]:
    out: list[list[str]] = []
    for run in runs(text, strong=strong, emphasised=emphasised):
        flags = ("b" if run.bold else "") + ("i" if run.italic else "")
        if keep:
            out += [[piece, flags + ("k" if kept else "")] for piece, kept in measures.pieces(run.text)]
        else:
            out.append([clean(run.text), flags])
    return out


def _head(head: Head, room: float) -> Json:
    left = room * measures.HEAD_LEFT
    return {
        "parent": list(balanced(head.parent, left, 13)) if head.parent else [],
        "issuer": [line for words in head.issuer for line in balanced(words, left, 13, "b")],
        "motto": measures.MOTTO,
        "creed": measures.CREED,
        "motto-size": measures.motto_size(room - left),
        "number": clean(head.number),
        "date": joined(head.place_date),
        "subject": list(balanced(head.subject, left, 12)) if head.subject else [],
    }


def _title(title: Title, *, landscape: bool) -> Json:
    room = title.width or (200 if landscape else 132)
    return {
        "kind": clean(title.kind),
        "subject": list(balanced(title.subject, room, title.size, "b")) if title.subject else [],
        "note": list(balanced(title.note, room, title.size, "i")) if title.note else [],
        "size": title.size,
    }


def _block(block: Block, room: float, *, titled: bool) -> list[Json]:
    match block:
        case Grounds(lines):
            return [_para(Para((Run(line, italic=True),))) for line in punctuated(lines)]
        case Para():
            return [_para(block)]
        case Heading(text, level):
            return [{"type": "heading", "level": level + titled, "runs": _inline(text, strong=True)}]
        case Bullets(items, marker):
            return [_para(Para((f"{marker} ", *runs(item)))) for item in items]
        case DataTable():
            return [_table(block, room)]


def _para(para: Para) -> Json:
    return {
        "type": "para",
        "runs": _inline(para.text),
        "align": para.align,
        "indent": para.indent,
        "keep": para.keep,
        "fill": para.fill,
    }


def _table(table: DataTable, room: float) -> Json:
    rows = []
    for row in table.rows:
        columns = table.columns[row.span - 1 :]
        cells = [
            {
                "runs": _inline(text, keep=False, strong=row.bold),
                "across": row.span if i == 0 else 1,
                "align": "left" if row.span > 1 and i == 0 else column.align,
                "photo": _photo(row.photo) if row.photo and row.photo.column == i else None,
            }
            for i, (text, column) in enumerate(zip(row.cells, columns, strict=True))
        ]
        long = any(len(plain(text)) > LONG for text in row.cells)
        rows.append({"cells": cells, "height": row.height or 0, "sticky": row.sticky, "long": long})
    return {
        "type": "table",
        "widths": list(measures.column_widths(table.columns, room)),
        "heads": _heads(table.columns, two=table.two_levels()),
        "groups": [list(rows_) for _, rows_ in groupby(rows, key=lambda row: row["sticky"])],
        "size": table.size,
        "whole": table.whole and len(table.rows) <= SHORT,
        "inset": table.inset,
        "pad": 0.8 if table.size < 12 else 1.05,
    }


def _photo(photo: Photo) -> Json:
    return {"svg": photos.framed(photo.png) if photo.png else "", "alt": clean(photo.alt), "words": photos.EMPTY}


def _heads(columns: tuple[Column, ...], *, two: bool) -> list[list[Json]]:
    upper: list[Json] = []
    lower: list[Json] = []
    last = ""
    for column in columns:
        lines = clean(column.head).split("\n")
        if not column.group:
            upper.append({"lines": lines, "across": 1, "down": 2 if two else 1})
        else:
            if column.group == last:
                upper[-1]["across"] += 1
            else:
                upper.append({"lines": [clean(column.group)], "across": 1, "down": 1})
            lower.append({"lines": lines, "across": 1, "down": 1})
        last = column.group
    return [upper, lower] if two else [upper]


def _ending(ending: Ending) -> Json:
    return {
        "last": [_inline(text) for text in ending.last],
        "recipients": [joined(t) for t in punctuated(ending.recipients)],
        "signatures": [
            {
                "posts": [clean(p) for p in s.posts],
                "name": clean(s.name) or measures.DOTS,
                "dotted": not s.name,
                "room": s.room,
                "date": joined(s.date),
                "note": clean(s.note),
            }
            for s in ending.signatures
        ],
    }
