"""Certificates as the body of a Word file: the upper part in paragraphs, the foot in a row that stands on the lower margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.papers.certificates import layout, motifs, qr
from vinhdanh.engines.papers.certificates.fit import Fitted, width
from vinhdanh.engines.papers.certificates.layout import CITE_LEAD, CREED_SIZE, GAPS, MOTTO_SIZE, ROOM, SHEET, UPPER
from vinhdanh.engines.papers.certificates.marks import Cell, Piece, column, one, paragraph, picture, rule, run, table, text
from vinhdanh.engines.papers.measures import CREED, MOTTO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.papers.certificates.batch import Certificate, CertificateBatch
    from vinhdanh.engines.papers.certificates.word import Pictures

FOOT = SHEET[1] - layout.TOP - layout.BOTTOM - UPPER - 1.5
"""Height of the foot; 1.5 mm stay free, so that rounding never makes a second page."""
CODE, SIGNS = 17.0, 96.0
LOTUS = 76 / 51


def body(batch: CertificateBatch, pictures: Pictures) -> str:
    """All certificates, each on a page of its own."""
    lotus = pictures.add(motifs.png(motifs.lotus(), 13 * LOTUS, 13, 400))
    out = []
    for i, item in enumerate(batch.items):
        out.append(column(_upper(batch, item, lotus, new_page=i > 0), UPPER))
        out.append(_foot(batch, item, pictures))
    # A table may not end a section: the last mark is as low as Word allows.
    return "".join(out) + paragraph("", pitch=1)


def _upper(batch: CertificateBatch, item: Certificate, lotus: str, *, new_page: bool) -> Iterator[Piece]:
    made = layout.sheet(batch, item)
    yield one(MOTTO, MOTTO_SIZE, "b", new_page=new_page)
    yield one(CREED, CREED_SIZE, "b")
    yield rule(width(CREED, CREED_SIZE, "b"), ROOM)
    drawn = picture(lotus, made.lotus * LOTUS, made.lotus, "")
    yield Piece(made.lotus, lambda before: paragraph(drawn, pitch=None, before=before), share=GAPS["lotus"])
    yield text(made.issuer, "b", share=GAPS["issuer"])
    yield one(batch.verb, made.verb, tracking=2, share=GAPS["verb"])
    yield one(batch.word, made.word, "display", colour=motifs.RED, tracking=4, level=0)
    small = made.name.size / 2
    beside = run(f"{item.honorific}\u00a0\u00a0", small) if item.honorific and made.beside else ""
    if item.honorific and not made.beside:
        yield one(item.honorific, small, share=GAPS["name"])
        yield text(made.name, "display", level=1)
    else:
        yield text(made.name, "display", share=GAPS["name"], prefix=beside, level=1)
    if made.unit.lines:
        yield text(made.unit, share=GAPS["unit"])
    yield text(made.citation, "i", lead=CITE_LEAD, share=GAPS["citation"])


def _foot(batch: CertificateBatch, item: Certificate, pictures: Pictures) -> str:
    code = picture(pictures.add(qr.png(item.check)), CODE, CODE, f"Mã QR tra cứu: {item.check}")
    register = paragraph(run("Vào Sổ khen thưởng số: ", 11.5) + run(item.number, 11.5, "b"), pitch=15, align="left")
    said = "".join(one(words, 11.5, lead=0.2, align="left").write(0) for words in (batch.decision, batch.decision_day))
    signs = one(batch.place_date, 13, "i").write(0)
    signs += text(Fitted(13.5, batch.signer.posts), "b").write(2.8)
    signs += one(batch.signer.name or "\u00a0", 13.5, "b").write(73.7)
    lift = paragraph("", pitch=3.5)
    row = (
        Cell(paragraph(code, pitch=None, align="left"), 25, left=3, align="bottom"),
        Cell(said + register + lift, ROOM - 25 - SIGNS, align="bottom"),
        Cell(signs, SIGNS, right=2, align="bottom"),
    )
    return table([row], [FOOT])
