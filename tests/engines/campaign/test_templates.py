from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from nominees import campaign

from vinhdanh.engines.campaign import dump, folder, load
from vinhdanh.errors import UserError


def test_templates_go_to_the_folder_and_back(tmp_path: Path) -> None:
    whole = replace(campaign(), templates={"decision.docx": b"PK\x03\x04 as it came", "request.DOCX": b""})
    dump(whole, tmp_path / "a")
    again, _ = load(tmp_path / "a")
    assert again.templates == whole.templates


def test_only_word_files_that_stand_there_themselves_are_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump(campaign(), tmp_path / "a")
    root = tmp_path / "a" / "templates"
    assert load(tmp_path / "a")[0].templates == {}
    (root / "cũ.docx").mkdir(parents=True)
    for name in ("~$request.docx", ".request.docx", "request.doc", "plan.docx"):
        (root / name).write_bytes(b"x")
    (root / "link.docx").symlink_to(root / "plan.docx")
    assert load(tmp_path / "a")[0].templates == {"plan.docx": b"x"}
    monkeypatch.setattr(folder, "LARGEST_FILE", 0)
    again, findings = load(tmp_path / "a")
    assert again.templates == {}
    assert "templates/plan.docx" in [f.file for f in findings if f.code == "campaign.file-too-large"]


def test_a_template_name_leads_nowhere_else(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="không hợp lệ"):
        dump(replace(campaign(), templates={"../../x.docx": b""}), tmp_path / "a")
