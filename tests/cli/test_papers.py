"""`vinhdanh papers list` and `vinhdanh paper`: one paper at a time, nothing replaced unasked."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from vinhdanh.cli import papers
from vinhdanh.engines.papers import KINDS
from vinhdanh.engines.pipeline.cards import CARDS
from vinhdanh.engines.pipeline.on_demand import ON_DEMAND
from vinhdanh.errors import UserError

VILLAGE = Path(__file__).parents[2] / "examples" / "2026-xa"


def run(*words: object) -> int:
    parser = argparse.ArgumentParser()
    papers.add(parser.add_subparsers(required=True))
    arguments = parser.parse_args([str(word) for word in words])
    return int(arguments.func(arguments))


def refused(*words: object) -> UserError:
    with pytest.raises(UserError) as caught:
        run(*words)
    assert caught.value.vi
    assert caught.value.en
    return caught.value


def test_the_list_names_every_kind_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("papers", "list", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"key": "plan", "name": "Kế hoạch", "file": "01-ke-hoach"} in rows
    assert {row["key"] for row in rows} == {*KINDS, *CARDS, *ON_DEMAND}
    assert len({row["file"] for row in rows}) == len(rows)
    assert run("papers", "list") == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(rows)
    assert said[0].split() == ["plan", "Kế", "hoạch", "01-ke-hoach"]


@pytest.mark.parametrize(("name", "start"), [("a.pdf", b"%PDF-"), ("a.DOCX", b"PK")])
@pytest.mark.parametrize("kind", ["rollout", *CARDS])
def test_a_paper_by_its_ending(kind: str, name: str, start: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / name
    assert run("paper", kind, VILLAGE, "-o", out) == 0
    assert out.read_bytes().startswith(start)
    assert [p.name for p in tmp_path.iterdir()] == [name]
    assert f"Đã ghi: {out}" in capsys.readouterr().out


def test_nothing_is_replaced_unless_asked(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    out.write_text("mine", encoding="utf-8")
    assert "--force" in refused("paper", "plan", VILLAGE, "-o", out).vi
    assert out.read_text(encoding="utf-8") == "mine"
    assert run("paper", "plan", VILLAGE, "-o", out, "--force") == 0
    assert out.read_bytes().startswith(b"%PDF-")


def test_several_papers_stand_side_by_side_and_none_is_replaced(tmp_path: Path) -> None:
    second = tmp_path / "a-2.pdf"
    second.write_text("mine", encoding="utf-8")
    assert "a-2.pdf" in refused("paper", "payments", VILLAGE, "-o", tmp_path / "a.pdf").vi
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a-2.pdf"]
    second.unlink()
    assert run("paper", "payments", VILLAGE, "-o", tmp_path / "a.pdf") == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a-2.pdf", "a.pdf"]


def test_slips_are_told_before_anything_is_read(tmp_path: Path) -> None:
    missing = tmp_path / "no-such"
    unknown = refused("paper", "love-letter", missing, "-o", tmp_path / "a.pdf")
    assert all(key in unknown.vi for key in KINDS)
    assert ".docx" in refused("paper", "plan", missing, "-o", tmp_path / "a.odt").vi
    assert "no-such" in refused("paper", "plan", missing, "-o", missing / "a.pdf").vi
    (tmp_path / "d.pdf").mkdir()
    assert "thư mục" in refused("paper", "plan", missing, "-o", tmp_path / "d.pdf").vi
    assert "no-such" in refused("paper", "plan", missing, "-o", tmp_path / "a.pdf").vi
    assert [p.name for p in tmp_path.iterdir()] == ["d.pdf"]


def test_a_kind_that_the_campaign_does_not_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "_made", lambda _kind, _outcome: [])
    assert "Công văn đôn đốc" in refused("paper", "reminder", VILLAGE, "-o", tmp_path / "a.pdf").vi
    assert list(tmp_path.iterdir()) == []


def test_a_failure_of_the_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _mode: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "chmod", full)
    with pytest.raises(OSError, match="No space"):
        run("paper", "plan", VILLAGE, "-o", tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []
