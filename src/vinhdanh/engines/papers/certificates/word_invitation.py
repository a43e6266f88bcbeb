"""Invitations as the body of a Word file: two rows of sheet height for each, the outside and the inside, with the fold in the middle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.papers.certificates import layout, motifs, qr
from vinhdanh.engines.papers.certificates.fit import LINE, Face, Fitted, Step, fit, width
from vinhdanh.engines.papers.certificates.layout import INSIDE, LEAF, SHEET, Leaves
from vinhdanh.engines.papers.certificates.marks import Cell, Piece, boxed, column, one, paragraph, picture, rule, run, table, text
from vinhdanh.engines.papers.measures import CREED, MM, MOTTO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.papers.certificates.batch import Invitation, InvitationBatch
    from vinhdanh.engines.papers.certificates.word import Pictures

EDGE = 9.0
"""Margin of the sheet, and of the cover against the fold, in mm."""
TALL = SHEET[1] - 2 * EDGE
PAGE = LEAF - EDGE
"""Breadth of a leaf inside the margin."""
COVER = PAGE - EDGE
CODE, EMBLEM, STRIP = 34.0, 66.0, 7 / 120
RED, GOLD = motifs.RED, motifs.GOLD


@dataclass(frozen=True, slots=True)
class Art:
    """Relationship ids of the ornaments."""

    strip: str
    emblem: str
    lotus: str


def body(batch: InvitationBatch, pictures: Pictures) -> str:
    """All invitations. What is alike in all of them is written once."""
    wide = COVER - 4
    art = Art(
        pictures.add(motifs.png(motifs.strip(), wide, wide * STRIP, 200)),
        pictures.add(motifs.png(motifs.emblem(), EMBLEM, EMBLEM, 250)),
        pictures.add(motifs.png(motifs.lotus(), 20, 20 * 51 / 76, 300)),
    )
    shared = layout.leaves(batch)
    cover = column(_cover(batch, shared, art), TALL - 4)
    head = _head(batch, shared)
    programme = column(_programme(batch, shared, art), TALL - 6)
    mark = paragraph("", pitch=1)
    out = []
    for item in batch.items:
        code = pictures.add(qr.png(item.check))
        back = column(_back(batch, shared, item, picture(code, CODE, CODE, f"Mã QR điểm danh: {item.check}")), TALL - 13)
        outside = (
            Cell(back, PAGE, left=13, right=22),
            Cell(paragraph("", pitch=1), EDGE),
            Cell(cover, COVER, left=2, right=2, top=2, border=GOLD),
        )
        invitation = column(_invitation(batch, shared, item, head), TALL - 8)
        inside = (Cell(invitation, PAGE, left=5, right=11, top=5), Cell(programme, PAGE, left=11, right=5, top=5))
        # A row of this height fills the sheet: the next one stands on the next page without a break.
        out += [table([outside], [TALL]), mark, table([inside], [TALL]), mark]
    return "".join(out)


def _image(rel: str, breadth: float, height: float, *, gap: float = 0.0, share: float = 0.0) -> Piece:
    drawn = picture(rel, breadth, height, "")
    return Piece(height, lambda before: paragraph(drawn, pitch=None, before=before), gap, share)


def _draft(batch: InvitationBatch, room: float) -> Iterator[Piece]:
    if batch.draft:
        yield boxed(batch.draft, 10.5, room, width(batch.draft, 10.5, "b") + 6, RED)


def _cover(batch: InvitationBatch, shared: Leaves, art: Art) -> Iterator[Piece]:
    wide = COVER - 4
    yield _image(art.strip, wide, wide * STRIP)
    if shared.parent.lines:
        yield text(shared.parent, gap=9)
    yield text(shared.head, "b", gap=0 if shared.parent.lines else 9)
    yield _image(art.emblem, EMBLEM, EMBLEM, share=1)
    yield one("GIẤY MỜI", 42, "display", colour=RED, tracking=3, gap=3, level=0)
    yield text(shared.motto, "b", lead=0.35, share=0.9)
    yield text(shared.rest, lead=0.3, gap=1.5)
    yield one(batch.cover_date, 11.5, "i", gap=7)
    yield from _draft(batch, wide)
    yield _image(art.strip, wide, wide * STRIP, gap=3 if batch.draft else 8)


def _back(batch: InvitationBatch, shared: Leaves, item: Invitation, code: str) -> Iterator[Piece]:
    yield one("Khi đến Hội nghị", 12, "b", lead=0.35, share=1)
    yield one("kính mời đồng chí đưa mã này cho bộ phận đón tiếp", 12, lead=0.35)
    yield Piece(CODE, lambda before: paragraph(code, pitch=None, before=before), 4)
    yield _pair("Giấy mời số: ", item.number, 3)
    yield _pair("Mã: ", item.code, 0)
    if batch.reply:
        line = rule(30, PAGE - 35, colour=GOLD)
        yield Piece(line.height, line.write, share=1)
        yield text(shared.reply, lead=0.35, gap=3)
    else:
        yield Piece(0.4, lambda before: paragraph("", pitch=1, before=before), share=1)


def _pair(label: str, value: str, gap: float) -> Piece:
    inner = run(label, 12) + run(value, 12, "b")
    pitch = 12 * (LINE + 0.35)
    return Piece(pitch * MM, lambda before: paragraph(inner, pitch=pitch, before=before), gap)


def _head(batch: InvitationBatch, shared: Leaves) -> Piece:
    """Issuer and quốc hiệu, number, place and date: a table of four cells."""
    left = INSIDE * 0.4
    right = INSIDE - left
    issuer = (
        text(shared.parent_inside).write(0)
        + text(shared.head_inside, "b").write(0)
        + rule(shared.head_rule, left).write(0.9 / MM)
    )
    creed = rule(width(CREED, 11, "b"), right).write(0.9 / MM)
    motto = one(MOTTO, 10, "b").write(0) + one(CREED, 11, "b").write(0) + creed
    lines = len(shared.parent_inside.lines) + len(shared.head_inside.lines)
    height = lines * 10 * 1.17 * MM + 2 + 3 + 10 * 1.17 * MM
    made = table(
        [
            (Cell(issuer, left), Cell(motto, right)),
            (Cell(one(batch.number, 10).write(8.5), left), Cell(one(batch.place_date, 10, "i").write(8.5), right)),
        ],
        [None, None],
    )
    return Piece(height, lambda _before: made)


def _invitation(batch: InvitationBatch, shared: Leaves, item: Invitation, head: Piece) -> Iterator[Piece]:
    made = layout.card(item)
    yield head
    yield one("GIẤY MỜI", 15, "b", colour=RED, gap=5, level=1)
    yield text(shared.issuer, lead=0.3, gap=2)
    beside = run(f"{item.honorific}\u00a0\u00a0", 13) if item.honorific and made.beside else ""
    if item.honorific and not made.beside:
        yield one(item.honorific, 12, gap=2)
    yield text(made.name, "display", prefix=beside, gap=1.5, level=2)
    if made.post.lines:
        yield text(made.post, lead=0.15)
    for i, (label, words) in enumerate((*batch.facts, ("", batch.closing))):
        yield _fact(label, words, shared.facts, 3 if i == 0 else 2.5)
    yield _signature(batch)


def _fact(label: str, words: str, size: float, gap: float) -> Piece:
    """A line of the invitation, which Word breaks itself: only the whole of them must fit."""
    pitch = size * 17 / 12
    lines = len(fit(f"{label} {words}", INSIDE, "", (Step(99, size, size),)).lines)
    inner = (run(f"{label} ", size, "b") if label else "") + run(words, size)
    return Piece(lines * pitch * MM, lambda before: paragraph(inner, pitch=pitch, before=before, align="both"), gap)


def _signature(batch: InvitationBatch) -> Piece:
    left = INSIDE * 0.42
    to = run("Nơi nhận:", 10.5, "b")
    notes = paragraph(to.replace("<w:b/>", "<w:b/><w:i/>"), pitch=13, before=1, align="left")
    notes += "".join(one(words, 9.5, align="left").write(0) for words in ("- Như trên;", "- Lưu: VT."))
    signs = text(Fitted(11.5, batch.signer.posts), "b").write(0)
    signs += one(batch.signer.name or "\u00a0", 11.5, "b").write(24 / MM)
    height = (len(batch.signer.posts) + 1) * 11.5 * (LINE + 0.06) * MM + 24
    made = table([(Cell(notes, left), Cell(signs, INSIDE - left))], [None])
    return Piece(
        height + 1, lambda before: paragraph("", pitch=1, before=max(0.0, before - 2)) + made + paragraph("", pitch=1), share=1
    )


def _programme(batch: InvitationBatch, shared: Leaves, art: Art) -> Iterator[Piece]:
    yield one("CHƯƠNG TRÌNH", 15, "b", colour=RED, level=1)
    line = rule(22, INSIDE, colour=GOLD)
    yield Piece(line.height, line.write, 1)
    if batch.programme:
        yield _agenda(batch, shared.programme)
    first = True
    for piece in _draft(batch, INSIDE):
        yield Piece(piece.height, piece.write, share=1)
        first = False
    yield _image(art.lotus, 16.4, 11, gap=0 if first else 3, share=1 if first else 0)


def _agenda(batch: InvitationBatch, size: float) -> Piece:
    left, right = layout.programme_columns(batch, size)
    timed = any(line.time for line in batch.programme)

    def cell(words: tuple[str, ...], breadth: float, face: Face = "") -> Cell:
        made = text(Fitted(size, words), face, lead=0.25, align="left").write(0)
        return Cell(made, breadth, left=1, right=1, top=1.75, bottom=1.75, align="center")

    rows = [(cell(("Thời gian" if timed else "TT",), left, "b"), cell(("Nội dung",), right, "b"))]
    for i, (item, words) in enumerate(zip(batch.programme, layout.programme_lines(batch, size), strict=True), start=1):
        rows.append((cell((item.time if timed else str(i),), left), cell(words, right)))
    made = table(rows, [None] * len(rows), line=GOLD)
    height = layout.programme_height(batch, size)
    return Piece(height, lambda before: paragraph("", pitch=1, before=max(0.0, before - 1)) + made, 3)
