"""Word templates made for a test, and what stands in the papers that come out of them."""

from __future__ import annotations

import io
from dataclasses import replace

from docx import Document
from docx.document import Document as DocumentType
from outcome_factory import make_outcome
from word_reading import W, part

from vinhdanh.engines.campaign.outcome import Outcome
from vinhdanh.engines.papers import KINDS
from vinhdanh.engines.papers.model import Paper
from vinhdanh.engines.papers.template import render_with_template

OUTCOME = make_outcome()
REQUEST = KINDS["request"].build(OUTCOME)[0]
NOBODY = replace(
    OUTCOME, nominees=(), units=(), guests_in=(), commend=(), upward=(), attend=replace(OUTCOME.attend, placed=()), figures={}
)


def lines(data: bytes) -> list[str]:
    """Every line of the body that has words."""
    out: list[str] = []
    for p in part(data).iter(f"{W}p"):
        found = {f"{W}t": lambda e: e.text or "", f"{W}br": lambda _: "\n", f"{W}noBreakHyphen": lambda _: "-"}
        text = "".join(found[e.tag](e) for e in p.iter() if e.tag in found)
        out += [line for line in text.split("\n") if line.strip()]
    return out


def saved(document: DocumentType) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def made_of(*texts: str) -> bytes:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def filled(template: bytes, *, paper: Paper = REQUEST, outcome: Outcome = OUTCOME) -> list[str]:
    return lines(render_with_template(paper, template, outcome))


def in_row(*texts: str) -> bytes:
    document = Document()
    table = document.add_table(rows=2, cols=len(texts))
    table.rows[0].cells[0].text = "Đầu bảng"
    for cell, text in zip(table.rows[1].cells, texts, strict=True):
        cell.text = text
    return saved(document)
