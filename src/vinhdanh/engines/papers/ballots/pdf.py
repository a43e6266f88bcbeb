"""Ballots as PDF/A-2a with PDF/UA-1: words, lines and sizes go to Typst as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.engines.papers.ballots import layout
from vinhdanh.engines.papers.certificates.words import EMPTY
from vinhdanh.engines.papers.measures import CREED, MOTTO
from vinhdanh.engines.papers.model import runs
from vinhdanh.engines.papers.typst_run import compile_pdf

if TYPE_CHECKING:
    from vinhdanh.engines.papers.ballots.batch import BallotBatch, Form
    from vinhdanh.engines.papers.certificates.fit import Fitted


def render_pdf(batch: BallotBatch) -> bytes:
    """The ballots as one PDF: a short one twice on its sheet, a long one over whole sheets. The same batch gives the same bytes.

    A batch without ballots gives one page that says so.
    """
    data = {
        "title": batch.title,
        "author": batch.author,
        "empty": EMPTY,
        "forms": [_form(form) for form in batch.items],
    }
    return compile_pdf("ballots/ballots.typ", data, day=batch.day)


def _form(form: Form) -> dict[str, Any]:
    made = layout.sheet(form)
    return {
        "half": made.half,
        "size": made.size,
        "head": {
            "motto": MOTTO,
            "creed": CREED,
            "motto-size": made.motto,
            "parent": list(made.parent),
            "issuer": list(made.issuer),
            "seal": form.seal,
            "date": form.place_date,
        },
        "title": {"kind": "PHIẾU BÌNH CHỌN", "subject": list(made.subject), "note": [], "size": 14},
        "rules": [[run.text, "b" if run.bold else ""] for run in runs(form.rules)],
        "invalid": form.invalid,
        "heads": [list(lines) for lines in layout.HEADS[form.style]],
        "tick": form.style == "tick",
        "widths": list(made.widths),
        "rows": [[_lines(line.name), _lines(line.post), line.height] for line in made.rows],
    }


def _lines(fitted: Fitted) -> dict[str, Any]:
    return {"size": fitted.size, "lines": list(fitted.lines)}
