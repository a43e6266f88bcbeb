"""An office's own template dresses the Word paper of a run; one that cannot be used costs no paper."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from vinhdanh.engines.campaign import load
from vinhdanh.engines.papers import KINDS, render_docx
from vinhdanh.engines.papers.template import starting_template
from vinhdanh.engines.pipeline import compute
from vinhdanh.engines.pipeline.files import word

MARK = "Mẫu riêng của văn phòng"


def marked() -> bytes:
    """The starting template of the plan with a line of the office's own."""
    document = docx.Document(io.BytesIO(starting_template("plan", "Kế hoạch")))
    document.add_paragraph(MARK)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def words(data: bytes) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)


def test_the_office_template_dresses_the_paper(village: Path) -> None:
    campaign, found = load(village)
    outcome = compute(replace(campaign, templates={"plan.docx": marked()}), found)
    (paper,) = KINDS["plan"].build(outcome)
    assert MARK in words(word("plan", paper, outcome))
    assert outcome.campaign.settings.name.split()[-1] in words(word("plan", paper, outcome))


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04 broken", b"%PDF"])
def test_a_template_that_cannot_be_used_is_said_and_costs_no_paper(village: Path, broken: bytes) -> None:
    campaign, found = load(village)
    outcome = compute(replace(campaign, templates={"plan.docx": broken}), found)
    (paper,) = KINDS["plan"].build(outcome)
    assert word("plan", paper, outcome) == render_docx(paper)
    assert "papers.template-unreadable" in {f.code for f in outcome.findings}
