"""Parts of a paper as WordprocessingML text, children in the order of the schema."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.papers import measures, word_table
from vinhdanh.engines.papers.breaks import balanced
from vinhdanh.engines.papers.measures import joined, width
from vinhdanh.engines.papers.model import (
    Bullets,
    DataTable,
    Ending,
    Grounds,
    Head,
    Heading,
    Para,
    Part,
    Run,
    Text,
    Title,
    punctuated,
    runs,
)
from vinhdanh.engines.papers.word_xml import page_field, paragraph, rule, run, text_runs, tw

if TYPE_CHECKING:
    from vinhdanh.engines.papers.model import Block, Signature

__all__ = ["addressees", "fragment", "page_field", "paragraph", "part"]


def part(described: Part, *, header: str, first: bool, last: bool) -> str:
    """One part with its section: page size, margins, page numbers from 1."""
    room = measures.text_width(landscape=described.landscape)
    out = []
    if described.head:
        out.append(_head(described.head, room))
    if described.title:
        out.append(_title(described.title, room, landscape=described.landscape, top=described.head is None))
    if described.dear:
        out.append(_dear(described.dear, room))
    out += [_block(block, room) for block in described.blocks]
    if described.ending:
        out.append(_ending(described.ending, room))
    section = _section(header, landscape=described.landscape, restart=not first)
    # The mark that carries a section stands in a paragraph of its own, as low as Word allows: a table may not end a section.
    out.append(paragraph("", pitch=1, section="" if last else section))
    return "".join(out) + (section if last else "")


def fragment(of: Head | Title | Ending | Block, room: float, *, landscape: bool = False, top: bool = False) -> str:
    """One element of a part alone, for a template that places it itself; `room` in mm, `top`: a title with no head above it."""
    if isinstance(of, Head):
        return _head(of, room)
    if isinstance(of, Title):
        return _title(of, room, landscape=landscape, top=top)
    if isinstance(of, Ending):
        return _ending(of, room)
    return _block(of, room)


def addressees(to: tuple[str, ...], room: float) -> str:
    """The lines "Kính gửi" of a part alone."""
    return _dear(to, room)


def _section(header: str, *, landscape: bool, restart: bool) -> str:
    short, long = measures.PORTRAIT
    size = (long, short) if landscape else (short, long)
    turned = ' w:orient="landscape"' if landscape else ""
    m = measures.MARGINS
    left = measures.LANDSCAPE_LEFT if landscape else m["left"]
    numbers = '<w:pgNumType w:start="1"/>' if restart else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{tw(size[0])}" w:h="{tw(size[1])}"{turned}/>'
        f'<w:pgMar w:top="{tw(m["top"])}" w:right="{tw(m["right"])}" w:bottom="{tw(m["bottom"])}" w:left="{tw(left)}"'
        f' w:header="{tw(6.9)}" w:footer="{tw(6.9)}" w:gutter="0"/>{numbers}<w:titlePg/></w:sectPr>'
    )


def line(words: str, size: float, face: str = "", **form: object) -> str:
    """A single-spaced line, pitch rounded to half points."""
    return paragraph(run(words, size, face), pitch=single(size), **form)  # type: ignore[arg-type] # passed through


def single(size: float) -> float:
    """Pitch of single spacing for a size."""
    return round(size * 1.227 * 2) / 2


def _head(head: Head, room: float) -> str:
    left = room * measures.HEAD_LEFT
    right = room - left
    issuer = [made for words in head.issuer for made in balanced(words, left, 13, "b")]
    longest = max((width(words, 13, "b") for words in issuer), default=0)
    size = measures.motto_size(right)
    cells = [
        "".join(line(words, 13) for words in (balanced(head.parent, left, 13) if head.parent else ()))
        + "".join(line(words, 13, "b") for words in issuer)
        + rule(measures.HEAD_RULE * longest, left, 2),
        line(measures.MOTTO, size, "b")
        + line(measures.CREED, size + 1, "b")
        + rule(width(measures.CREED, size + 1, "b"), right, 2),
    ]
    rows = [cells]
    if head.number or head.place_date:
        rows.append([line(head.number, 13, before=7), line(head.place_date, 13, "i", before=7)])
    if head.subject:
        words = balanced(head.subject, left, 12)
        rows.append(["".join(line(w, 12, before=6 if i == 0 else 0) for i, w in enumerate(words)), line("", 12)])
    return word_table.layout((left, right), rows, no_wrap=True)


def _title(title: Title, room: float, *, landscape: bool, top: bool) -> str:
    space = title.width or (200 if landscape else 132)
    subject = balanced(title.subject, space, title.size, "b") if title.subject else ()
    note = balanced(title.note, space, title.size, "i") if title.note else ()
    last, face = (note, "i") if note else (subject or (title.kind,), "b")
    out = [line(title.kind, title.size, "b", before=0 if top else 22, level=0)]
    out += [line(words, title.size, "b") for words in subject]
    out += [line(words, title.size, "i") for words in note]
    out.append(rule(measures.TITLE_RULE * max(width(w, title.size, face) for w in last), room, 3, after=9))
    return "".join(out)


def _dear(to: tuple[str, ...], room: float) -> str:
    label = "Kính gửi:"
    lines = [joined(to[0])] if len(to) == 1 else [f"- {joined(t)}" for t in punctuated(to)]
    shift = width(label + " ", 14)
    start = max(0.0, (room - shift - max(width(t, 14) for t in lines)) / 2)
    out = []
    for i, words in enumerate(lines):
        before = run(label if i == 0 else "", 14) + "<w:r><w:tab/></w:r>"
        out.append(
            paragraph(
                before + run(words, 14),
                pitch=single(14),
                align="left",
                before=0 if i else 3,
                after=10 if i + 1 == len(lines) else 0,
                left=start + shift,
                hanging=shift,
                tab=start + shift,
            )
        )
    return "".join(out)


def _body(
    text: Text,
    *,
    align: str = "both",
    indent: bool = True,
    keep: bool = False,
    level: int | None = None,
    dots: float | None = None,
) -> str:
    filled = run(" ", 14) + "<w:r><w:tab/></w:r>" if dots is not None else ""
    return paragraph(
        text_runs(text, 14) + filled,
        pitch=measures.PITCH,
        align=align,
        after=measures.GAP,
        indent=measures.INDENT if indent else 0,
        keep=keep,
        level=level,
        dots=dots,
    )


def _block(block: Block, room: float) -> str:
    match block:
        case Grounds(lines):
            return "".join(_body((Run(words, italic=True),)) for words in punctuated(lines))
        case Para(text, align, indent, keep, fill):
            how = "left" if fill else "both" if align == "justify" else align
            return _body(text, align=how, indent=indent, keep=keep, dots=room if fill else None)
        case Heading(text, level):
            return _body((Run(text, bold=True),), keep=True, level=level)
        case Bullets(items, marker):
            return "".join(_body((f"{marker} ", *runs(item))) for item in items)
        case DataTable():
            return word_table.data(block, room) + paragraph("", pitch=6)


def _ending(ending: Ending, room: float) -> str:
    """The signature: one row that does not split, kept with the last words."""
    last = "".join(_body(text, keep=True) for text in ending.last)
    dated = any(s.date for s in ending.signatures)
    cells = [_signature(s) for s in ending.signatures]
    if ending.recipients:
        first = line("Nơi nhận:", 12, "bi", align="left", before=7 + (single(13) if dated else 0), keep=True)
        cells.insert(
            0, first + "".join(line(f"- {joined(t)}", 11, align="left", keep=True) for t in punctuated(ending.recipients))
        )
    elif len(cells) == 1:
        cells.insert(0, line("", 14, keep=True))
    if not cells:
        return last
    widths = (80.5, 84.5) if len(cells) == 2 and room == 165 else (room / len(cells),) * len(cells)
    return last + word_table.layout(widths, [cells])


def _signature(signature: Signature) -> str:
    out = [line(signature.date, 13, "i", before=5.5, keep=True)] if signature.date else []
    for i, post in enumerate(signature.posts):
        out.append(line(post, 14, "b", before=5.5 if i == 0 and not out else 0, keep=True))
    if signature.note:
        out.append(line(signature.note, 13, "i", keep=True))
    room = signature.room / measures.MM
    return "".join(out) + line(signature.name or measures.DOTS, 14, "b" if signature.name else "", before=room)
