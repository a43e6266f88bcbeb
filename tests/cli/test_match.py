"""`vinhdanh match`: proposals for people and for programs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from vinhdanh.cli import match
from vinhdanh.cli.main import Parser
from vinhdanh.errors import UserError

EXAMPLES = Path(__file__).parents[2] / "examples"
VILLAGE = EXAMPLES / "2026-xa"
ROWS = "Trịnh Hữu Nghĩa,Nam,07/03/1985,Kinh,Công nhân", "Nghĩa Trịnh Hữu,Nam,07/03/1985,Kinh,Công nhân"


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """The small example with one list in which one person stands twice, the second time with swapped columns."""
    folder = tmp_path / "hai-lan"
    shutil.copytree(VILLAGE, folder, ignore=shutil.ignore_patterns("nominations", "votes.xlsx"))
    (folder / "nominations").mkdir()
    rows = "".join(f"{i},{row}\n" for i, row in enumerate(ROWS, 1))
    head = "STT,Họ và tên,Giới tính,Ngày sinh,Dân tộc,Chức vụ\n"
    (folder / "nominations" / "D-02.csv").write_text(head + rows, encoding="utf-8")
    return folder


def _run(*words: object) -> int:
    root = Parser(prog="vinhdanh")
    match.add(root.add_subparsers(required=True, parser_class=Parser))
    arguments = root.parse_args(["match", *map(str, words)])
    result = arguments.func(arguments)
    assert isinstance(result, int)
    return result


def test_a_person_reads_who_and_where_and_why(twice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(twice) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "Đã đối chiếu 2 người của đợt này.\nCó thể trùng trong đợt: 1\n   100\u00a0%  Trịnh Hữu Nghĩa, sinh 07/3/1985, "
    )
    assert "[nominations/D-02.csv, dòng 2]\n          Nghĩa Trịnh Hữu, sinh 07/3/1985, " in out
    assert "→ cùng họ tên; họ và tên đảo thứ tự; cùng ngày sinh; cùng đơn vị" in out
    assert "không có dữ liệu nào bị gộp" in out


def test_earlier_years_are_named_and_what_is_none_is_passed_over(
    twice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    years = tmp_path / "years"
    shutil.copytree(twice, years / "2021")
    shutil.copytree(VILLAGE, years / "2022")
    (years / "khác").mkdir()
    assert _run(twice, "--years", years) == 0
    out = capsys.readouterr().out
    assert "2 người [2021]\nNgười có thể đã được đề nghị trong đợt đó: 4\n" in out
    assert "[2022]\nNgười có thể đã được đề nghị trong đợt đó: không có" in out
    assert "Bỏ qua “khác”: không có tệp campaign.toml" in out


def test_json_names_both_records(twice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(twice, tmp_path / "years" / "2021")
    assert _run(twice, "--years", tmp_path / "years", "--least", 1, "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["people"], made["skipped"]) == (2, [])
    assert [(year["folder"], year["people"]) for year in made["years"]] == [("2021", 2)]
    (inside,) = made["inside"]
    assert set(inside) == {"score", "reasons", "first", "second"}
    assert inside["first"] | {"union": ""} == {
        "folder": "",
        "id": "D-02-P01",
        "name": "Trịnh Hữu Nghĩa",
        "birth": "1985-03-07",
        "sex": "nam",
        "union": "",
        "place": "nominations/D-02.csv, dòng 2",
    }
    assert len(made["earlier"]) == 4
    assert {(p["second"]["folder"], p["second"]["id"]) for p in made["earlier"]} == {("2021", "D-02-P01"), ("2021", "D-02-P02")}


@pytest.mark.parametrize("words", [("--least", 0), ("--least", 101), ("--years", "/khong/co")])
def test_misuse_is_said_in_both_languages(words: tuple[object, ...]) -> None:
    with pytest.raises(UserError) as refused:
        _run(VILLAGE, *words)
    assert refused.value.vi != refused.value.en
