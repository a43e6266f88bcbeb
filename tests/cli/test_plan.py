"""`vinhdanh plan read`: for people, for programs, and into a campaign.toml."""

from __future__ import annotations

import json
import os
from pathlib import Path

import plan_truth
import pytest

from vinhdanh.cli import plan
from vinhdanh.cli.main import Parser
from vinhdanh.errors import UserError

SEED = Path(__file__).parents[1] / "engines" / "plan" / "data" / "phu-rieng-2020.txt"


def _run(*words: object) -> int:
    root = Parser(prog="vinhdanh")
    plan.add(root.add_subparsers(required=True, parser_class=Parser))
    arguments = root.parse_args(["plan", "read", *map(str, words)])
    result = arguments.func(arguments)
    assert isinstance(result, int)
    return result


def test_a_person_reads_values_with_their_words_and_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(SEED) == 0
    out = capsys.readouterr().out
    assert "Số đại biểu tối đa" in out
    assert "dòng 53, chắc chắn (95%): “Tối đa không quá 250 đại biểu”" in out
    assert "trước ngày 03/03/2020" in out
    assert "trong tháng 05/2020" in out
    assert "0,5 ngày" in out
    missing = out.split("Kế hoạch không nêu")[1]
    assert "- Ngày tổ chức\n" in missing
    assert "Số đại biểu được phân bổ" in missing


def test_a_doubtful_value_is_shown_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = tmp_path / "a.md"
    paper.write_text("KẾ HOẠCH\nTổ chức Hội nghị\n\n1. Thời gian tổ chức: thứ Hai, ngày 17/5/2024.\n", encoding="utf-8")
    assert _run(paper) == 0
    out = capsys.readouterr().out
    assert "ngày 17/05/2024 (?)" in out
    assert "! Thứ trong tuần không khớp với ngày" in out


def test_json_points_into_the_text_that_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "text.txt"
    assert _run(SEED, "--json", "--text", written) == 0
    made = json.loads(capsys.readouterr().out)
    assert written.read_bytes() == SEED.read_bytes()
    text = written.read_bytes().decode()
    for row in made["values"]:
        assert text[row["start"] : row["end"]] == row["quote"]
    assert [r["value"] for r in made["values"] if r["key"] == "cap.delegates"] == [250]
    assert "conference.date" in made["missing"]


def test_text_goes_to_the_screen_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(SEED, "--text", "-") == 0
    assert capsys.readouterr().out == SEED.read_bytes().decode()


def test_a_campaign_is_written_and_never_replaced_unasked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "campaign.toml"
    assert _run(SEED, "-o", target) == 0
    assert "Đã ghi" in capsys.readouterr().out
    first = target.read_bytes()
    assert _run(SEED, "-o", target) == 0
    target.write_text("# sửa tay\n", encoding="utf-8")
    with pytest.raises(UserError, match="--force"):
        _run(SEED, "-o", target)
    assert target.read_text(encoding="utf-8") == "# sửa tay\n"
    assert _run(SEED, "-o", target, "--force") == 0
    assert target.read_bytes() == first
    assert [p.name for p in tmp_path.iterdir()] == ["campaign.toml"]


def test_the_plan_itself_is_never_replaced(tmp_path: Path) -> None:
    paper = tmp_path / "plan.txt"
    paper.write_bytes(SEED.read_bytes())
    for option in ("--text", "-o"):
        with pytest.raises(UserError, match="chính là tệp kế hoạch"):
            _run(paper, option, paper, "--force")
    assert paper.read_bytes() == SEED.read_bytes()


def test_places_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="thư mục"):
        _run(SEED, "-o", tmp_path)
    with pytest.raises(UserError, match="Không ghi được"):
        _run(SEED, "-o", tmp_path / "none" / "campaign.toml")


def test_a_write_that_breaks_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(UserError, match="No space"):
        _run(SEED, "-o", tmp_path / "campaign.toml")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_told() -> None:
    with pytest.raises(UserError, match="Không tìm thấy"):
        _run("khong-co.docx")


@pytest.mark.parametrize("name", plan_truth.PLANS)
def test_every_plan_can_be_shown(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, filename = plan_truth.paper(name)
    (tmp_path / filename).write_bytes(data)
    assert _run(tmp_path / filename) == 0
    out = capsys.readouterr().out
    for target in plan_truth.truth(name).get("target", []):
        words = {"at_least": "ít nhất", "about": "khoảng", "at_most": "không quá"}[target["sense"]]
        assert f"{target['label']}: {words} {target['share']} %" in out
