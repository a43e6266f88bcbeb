from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vinhdanh.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "id,name,unit,score,woman\n" + "".join(f"C{i},Người thứ {i},U{i % 3},{50 + i / 4},{i % 2}\n" for i in range(40))
RULES = """
title = "Đại biểu dự hội nghị"
size = 9
reserves = 2
[units]
at_most = 4
[[targets]]
column = "woman"
label = "Nữ"
share = 60
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "r.toml").write_text(RULES, encoding="utf-8")
    return str(tmp_path / "t.csv"), str(tmp_path / "r.toml")


def test_json_is_the_same_twice_and_in_the_file(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "result.json"
    assert main(["select", *files, "--json", "-o", str(out)]) == 0
    first = capsys.readouterr().out
    assert main(["select", *files, "--json", "-o", str(out)]) == 0
    assert capsys.readouterr().out == first == out.read_text(encoding="utf-8")
    assert len(json.loads(first)["choices"][0]["chosen"]) == 9


def test_a_person_reads_the_list(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["select", *files, "--seed", "x", "--exact"]) == 0
    said = capsys.readouterr().out
    assert "Đã chọn 9 trong 9 chỗ" in said
    assert "Chỉ tiêu “Nữ”: 6/9, đạt (có thể từ 0 đến 9)." in said
    assert "Dự khuyết: 2" in said


def test_why_says_one_sentence_then_the_figures(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "result.json")
    main(["select", *files, "-o", out])
    assert "Đã ghi:" in capsys.readouterr().out
    assert main(["why", out, "C0"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Đồng chí Người thứ 0 còn thiếu 8,5 điểm")
    assert "  Số điểm còn thiếu: 8,5" in lines
    assert "  Điểm: 50" in lines
    assert main(["why", out, "nguoi thu 39"]) == 0
    assert capsys.readouterr().out.startswith("Có mặt trong mọi danh sách tốt nhất")
    assert main(["why", out, "C39", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["choices"][0]["standing"] == "chosen"


def test_why_reads_the_record_of_a_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reason = {"kind": "points", "sentence": "Đồng chí A còn thiếu.", "points_low": 1.5, "points_high": 12000}
    place = {"id": "A", "name": "Nguyễn A", "standing": "out", "order": 3, "points": -2.25, "why": "x", "reason": reason}
    other = {"id": "A", "name": "Nguyễn A", "standing": "chosen", "why": "", "reason": None}
    twin = {"id": "B", "name": "nguyễn a", "standing": "excluded", "why": "Xin rút.", "reason": None}
    choices = [{"key": "attend", "title": "Dự", "placed": [place, twin]}, {"key": "upward:1", "title": "", "placed": [other]}]
    path = tmp_path / "selection.json"
    path.write_text(json.dumps({"format": 1, "choices": choices}), encoding="utf-8")
    assert main(["why", str(path), "A"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Đồng chí A còn thiếu.\n")
    assert "từ 1,5 đến 12.000" in said
    assert "Điểm: −2,25" in said
    assert "\n\nĐược chọn\n" in said
    assert main(["why", str(path), "B"]) == 0
    assert capsys.readouterr().out.startswith("Xin rút.\n")
    assert main(["why", str(path), "Nguyễn A"]) == 2
    assert "nhiều trường hợp cùng tên" in capsys.readouterr().err


def test_misuse_is_told_in_both_languages(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "result.json"
    main(["select", *files, "-o", str(out)])
    before = (tmp_path / "t.csv").read_bytes()
    (tmp_path / "list.json").write_text("[]", encoding="utf-8")
    (tmp_path / "odd.json").write_text('{"format": 1, "choices": [{"placed": [3]}]}', encoding="utf-8")
    (tmp_path / "none.json").write_text('{"format": 1, "choices": [3]}', encoding="utf-8")
    for arguments in (
        ["select", files[0], str(tmp_path / "gone.toml")],
        ["select", *files, "-o", files[0]],
        ["select", *files, "-o", str(tmp_path / "gone" / "x.json")],
        ["why", str(out), "nobody"],
        ["why", str(tmp_path / "gone.json"), "C1"],
        ["why", files[0], "C1"],
        ["why", str(tmp_path / "list.json"), "C1"],
        ["why", str(tmp_path / "odd.json"), "C1"],
        ["why", str(tmp_path / "none.json"), "C1"],
    ):
        capsys.readouterr()
        assert main(arguments) == 2
        error = capsys.readouterr().err
        assert error.startswith("Lỗi:")
        assert "\nError:" in error
    assert (tmp_path / "t.csv").read_bytes() == before


def test_long_lists_are_counted(files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r.toml").write_text('size = 1\n[[must_exclude]]\nid = "C3"\nreason = "Xin rút"', encoding="utf-8")
    assert main(["select", *files]) == 0
    said = capsys.readouterr().out
    assert "… và 8 trường hợp khác" in said
    assert "Không thuộc diện xét chọn: 1" in said
