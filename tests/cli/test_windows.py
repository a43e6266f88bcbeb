"""The server says politely that it is not for Windows; the commands on folders are not held back."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from vinhdanh.cli import main, serve


@pytest.mark.parametrize("command", ["serve", "web", "work"])
def test_the_server_is_refused_before_anything_is_written(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.chdir(tmp_path)
    assert main([command, "--data", str(tmp_path / "data")]) == 2
    said = capsys.readouterr().err
    assert "Linux" in said
    assert "not supported on Windows" in said
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_the_commands_on_folders_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "sys", SimpleNamespace(platform="win32"))
    assert main(["new", str(tmp_path / "dot")]) == 0
    assert (tmp_path / "dot").is_dir()


@pytest.mark.parametrize("page", ["README.md", "docs/operator.md"])
def test_the_pages_say_so(page: str) -> None:
    words = (Path(__file__).parents[2] / page).read_text(encoding="utf-8")
    assert "not supported" in words
    assert "WSL2" in words
