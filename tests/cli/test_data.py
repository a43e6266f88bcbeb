"""Commands on the data folder: a wrong name is no empty folder, a wrong passphrase writes nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import processes
import pytest


def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    ours = ("VINHDANH", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    told = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return processes.command(*words, told=told | more)


@pytest.mark.parametrize("words", [("backup", "x.vdb"), ("journal", "verify"), ("journal", "seal"), ("dump", "out")])
def test_a_folder_without_data_is_said_and_not_made(tmp_path: Path, words: tuple[str, ...]) -> None:
    folder = tmp_path / "nham"
    done = run(*words, "--data", str(folder))
    assert done.returncode == 2
    assert "holds no data" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_passphrase_is_refused_whichever_command_came_first(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = run("work", "--once", "--data", str(folder), "--passphrase", VINHDANH_PASSPHRASE="một câu dài để thử")
    assert first.returncode == 0, first.stderr
    assert (folder / "data-key.check").exists()
    example = Path(__file__).parents[2] / "examples" / "phu-rieng-2020"
    for words in (("load", str(example)), ("backup", str(tmp_path / "x.vdb")), ("work", "--once")):
        done = run(*words, "--data", str(folder), "--passphrase", VINHDANH_PASSPHRASE="một câu khác để thử")
        assert done.returncode == 2, words
        assert "not the one of this data folder" in done.stderr
    assert not (tmp_path / "x.vdb").exists()


def test_the_first_key_of_a_folder_is_noted_by_load_too(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    empty = tmp_path / "khong-phai-dot"
    empty.mkdir()
    assert run("load", str(empty), "--data", str(folder)).returncode == 2
    assert (folder / "data-key.check").exists()
