"""The command line as a user meets it: bad input of every command gets a clear error in both languages, and nothing is lost."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import vinhdanh.cli.main  # noqa: F401 - the module, reached below through sys.modules
from vinhdanh.cli import main

MODULE = sys.modules["vinhdanh.cli.main"]
VILLAGE = Path(__file__).parents[2] / "examples" / "2026-xa"

MISSING = {
    "check": ["check", "no-such-folder"],
    "forms blank": ["forms", "blank", "no-such-folder"],
    "forms read": ["forms", "read", "no-such.xlsx", "--json"],
    "plan read": ["plan", "read", "no-such.docx"],
    "inbox": ["inbox", "no-such-folder"],
    "match": ["match", "no-such-folder"],
    "paper": ["paper", "plan", "no-such-folder", "-o", "a.pdf"],
    "run": ["run", "no-such-folder", "--out", "out"],
    "select": ["select", "no-such.csv", "no-such.toml", "--json"],
    "why": ["why", "no-such.json", "X-01-P01"],
}


@pytest.fixture(autouse=True)
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """The error stream, which has a Vietnamese and an English line and no traceback."""
    err = capsys.readouterr().err
    assert "Lỗi: " in err
    assert "Error: " in err
    assert "Traceback" not in err
    return err


@pytest.mark.parametrize("arguments", MISSING.values(), ids=MISSING)
def test_a_missing_file_is_named(arguments: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(arguments) == 2
    assert "no-such" in said(capsys)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\xff" * 300, b"%PDF-1.7 broken", b"PK\x03\x04 broken"], ids=["empty", "binary", "pdf", "zip"]
)
@pytest.mark.parametrize("name", ["plan.docx", "plan.odt", "plan.pdf", "plan.exe"])
def test_a_plan_of_the_wrong_kind(name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / name).write_bytes(content)
    assert main(["plan", "read", name]) == 2
    said(capsys)
    assert (tmp_path / name).read_bytes() == content


@pytest.mark.parametrize("arguments", [["check", "folder"], ["run", "folder", "--out", "out"], ["forms", "blank", "folder"]])
@pytest.mark.parametrize(
    "content", [None, b"", b"\xff\xfe\x00", b"format = 99\n", b"[broken"], ids=["none", "empty", "binary", "newer", "toml"]
)
def test_a_folder_that_is_no_campaign(
    arguments: list[str], content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    if content is not None:
        (tmp_path / "folder" / "campaign.toml").write_bytes(content)
    code = main(arguments)
    if code == 3:  # an empty campaign.toml can be checked: everything in it is missing
        assert content == b""
        return
    assert code == 2
    said(capsys)
    assert not (tmp_path / "out").exists()


def test_a_file_where_a_folder_is_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    assert main(["run", "file", "--out", "out"]) == 2
    said(capsys)
    assert main(["run", str(VILLAGE), "--out", "file"]) == 2
    said(capsys)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_new_does_not_touch_a_folder_in_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(["new", "used"]) == 2
    said(capsys)
    assert [p.name for p in (tmp_path / "used").iterdir()] == ["mine.txt"]


def test_a_refused_write_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def refused(*_arguments: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / "out"))

    monkeypatch.setattr("vinhdanh.engines.pipeline.place.tempfile.mkdtemp", refused)
    assert main(["run", str(VILLAGE), "--out", "out"]) == 2
    assert "Không ghi được kết quả" in said(capsys)
    assert list(tmp_path.iterdir()) == []


def test_a_run_says_its_figures_and_exits_with_three(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "campaign"
    shutil.copytree(VILLAGE, folder)
    code = main(["run", str(folder), "--out", "out"])
    seen = capsys.readouterr()
    assert code == (3 if "Nội dung chặn" in seen.out else 0)
    assert "[7/7]" in seen.err
    assert "Đại biểu: " in seen.out
    assert "report.html" in seen.out
    (first,) = (line for line in seen.out.splitlines() if line.startswith("Đại biểu: "))
    assert main(["why", "out/selection.json", "nobody"]) == 2
    said(capsys)
    assert first


def test_an_unknown_command_is_said_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["nonsense"])
    assert caught.value.code == 2
    said(capsys)


def test_interrupted(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def stop(*_arguments: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("vinhdanh.cli.run.run", stop)
    assert main(["run", str(VILLAGE), "--out", "out"]) == 130
    assert "Đã dừng theo yêu cầu" in capsys.readouterr().err


def test_any_other_refusal_of_the_system_names_the_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_arguments: object, **_more: object) -> None:
        raise OSError(5, "Input/output error", "disk")

    monkeypatch.setattr("vinhdanh.cli.run.run", refused)
    assert main(["run", str(VILLAGE), "--out", "out"]) == 2
    assert "disk" in said(capsys)


def test_version_and_help() -> None:
    done = subprocess.run([sys.executable, "-m", "vinhdanh.cli", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("vinhdanh ")
    for command in MODULE.COMMANDS:
        with pytest.raises(SystemExit) as caught:
            main([command, "--help"])
        assert caught.value.code == 0
