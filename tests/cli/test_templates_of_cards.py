"""Which kinds take a Word template, and how the kind is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from vinhdanh.cli.main import main
from vinhdanh.engines.papers import KINDS
from vinhdanh.engines.pipeline.cards import CARDS
from vinhdanh.engines.pipeline.on_demand import ON_DEMAND


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_and_list_takes_a_template_named_by_its_kind(kind: str, tmp_path: Path) -> None:
    file = tmp_path / f"{kind}.docx"
    assert main(["papers", "template", kind, "-o", str(file)]) == 0
    assert main(["papers", "check-template", str(file)]) == 0
    assert main(["papers", "check-template", str(file), "--kind", kind]) == 0


@pytest.mark.parametrize("kind", [*CARDS, *ON_DEMAND])
def test_what_is_set_to_the_millimetre_says_why_it_takes_none(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["papers", "template", kind, "-o", str(tmp_path / "a.docx")]) == 2
    told = capsys.readouterr().err
    assert "không nhận mẫu Word" in told
    assert "certificate-overlay" in told


def test_a_name_of_no_kind_is_refused_with_the_kinds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mau.docx").write_bytes(b"")
    assert main(["papers", "check-template", str(tmp_path / "mau.docx")]) == 2
    assert "request" in capsys.readouterr().err
