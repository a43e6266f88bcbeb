from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from docx import Document

from vinhdanh.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


def test_a_template_is_written_and_is_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "request.docx"
    assert main(["papers", "template", "request", "-o", str(out)]) == 0
    assert main(["papers", "check-template", str(out), "--kind", "request"]) == 0
    assert "Mẫu dùng được cho “Tờ trình khen thưởng”." in capsys.readouterr().out
    assert main(["papers", "template", "request", "-o", str(out)]) == 2
    assert main(["papers", "template", "request", "-o", str(out), "--force"]) == 0
    assert main(["papers", "template", "request", "-o", str(tmp_path / "a.pdf")]) == 2
    assert main(["papers", "template", "gi-do", "-o", str(out)]) == 2


def test_problems_are_told_with_code_three(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document, made, file = Document(), io.BytesIO(), tmp_path / "x.docx"
    document.add_paragraph("{{nguoi_ki}}")
    document.save(made)
    file.write_bytes(made.getvalue())
    assert main(["papers", "check-template", str(file), "--kind", "delegates"]) == 3
    said = capsys.readouterr().out
    assert "Có phải đồng chí muốn dùng {{nguoi_ky}} không?" in said
    assert "Có 3 điểm cần sửa." in said
    assert main(["papers", "check-template", str(file), "--kind", "delegates", "--json"]) == 3
    assert [p["code"] for p in json.loads(capsys.readouterr().out)] == [
        "template-unknown",
        "template-missing",
        "template-missing",
    ]
    assert main(["papers", "check-template", str(tmp_path / "none.docx"), "--kind", "plan"]) == 2
    file.write_bytes(b"no")
    assert main(["papers", "check-template", str(file), "--kind", "plan"]) == 2


def test_the_fields_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["papers", "fields", "request"]) == 0
    said = capsys.readouterr().out
    assert "{{nguoi_ky}}" in said
    assert "{{dai_bieu.ho_ten}}" in said
    assert main(["papers", "fields"]) == 0
    assert "Cần có" not in capsys.readouterr().out
    assert main(["papers", "fields", "plan", "--json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["so_van_ban"]["needed"]
    assert not rows["kinh_gui"]["needed"]
