"""The words of a described paper."""

from __future__ import annotations

from vinhdanh.engines.papers.model import Bullets, DataTable, Grounds, Heading, Paper, Para, plain


def said(paper: Paper) -> str:
    """All words of a paper, one block or row a line."""
    out: list[str] = []
    for part in paper.parts:
        if part.head:
            out += [part.head.parent, *part.head.issuer, part.head.number, part.head.place_date]
        if part.title:
            out += [part.title.kind, part.title.subject, part.title.note]
        out += part.dear
        for block in part.blocks:
            match block:
                case Grounds(lines):
                    out += lines
                case Para() | Heading():
                    out.append(plain(block.text))
                case Bullets(items):
                    out += [plain(item) for item in items]
                case DataTable():
                    out.append(" | ".join(c.head for c in block.columns))
                    out += [" | ".join(plain(c) for c in row.cells) for row in block.rows]
        if part.ending:
            out += [*map(plain, part.ending.last), *part.ending.recipients]
            out += [w for s in part.ending.signatures for w in (*s.posts, s.name, s.date)]
    return "\n".join(out).replace("\u00a0", " ")
