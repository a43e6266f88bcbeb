"""The commands new and check, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from vinhdanh.cli import main

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_new_says_what_to_do_next_and_check_what_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Hội nghị 2026"
    assert main(["new", str(folder)]) == 0
    assert f"vinhdanh check {folder}" in capsys.readouterr().out
    assert 'id = "hoi-nghi-2026"' in (folder / "campaign.toml").read_text(encoding="utf-8")
    assert main(["check", str(folder)]) == 3
    said = capsys.readouterr().out
    assert "PHẢI XỬ LÝ (4)" in said
    assert "host.name" in said
    assert "[unions.xlsx]" in said


def test_new_takes_an_id_and_refuses_a_folder_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "a"), "--id", "dot-1"]) == 0
    assert main(["new", str(tmp_path / "a")]) == 2
    error = capsys.readouterr().err
    assert "Lỗi: " in error
    assert "Error: " in error
    assert 'id = "dot-1"' in (tmp_path / "a" / "campaign.toml").read_text(encoding="utf-8")


def test_check_prints_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", str(tmp_path / "a")])
    capsys.readouterr()
    assert main(["check", str(tmp_path / "a"), "--json"]) == 3
    record = json.loads(capsys.readouterr().out)
    assert record["campaign"] == "a"
    assert record["ok"] is False
    assert record["counts"]["blocking"] == sum(f["severity"] == "blocking" for f in record["findings"])
    assert set(record["findings"][0]) == {"code", "severity", "message", "remedy", "file", "sheet", "cell", "union", "nominee"}


def test_check_is_content_with_a_good_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ROOT / "examples" / "2026-xa")]) == 0
    said = capsys.readouterr().out
    assert "Đơn vị: 8 · Tệp danh sách: 7" in said
    assert "Không có nội dung nào phải xử lý" in said


def test_check_refuses_what_is_no_campaign(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "tệp.txt").write_text("x")
    for path in (tmp_path / "không có", tmp_path / "tệp.txt", tmp_path):
        assert main(["check", str(path)]) == 2
        assert "Error: " in capsys.readouterr().err
