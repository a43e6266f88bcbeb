from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vinhdanh.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

WRONG = {
    "empty.csv": (b"", "empty"),
    "blank.csv": (b"\n\n", "empty"),
    "utf16.csv": ("id,score\na,1\n".encode("utf-16"), "UTF-16"),
    "utf16le.csv": ("id,score\na,1\n".encode("utf-16-le"), "UTF-16"),
    "excel.csv": (b"PK\x03\x04xx", "Excel"),
    "latin.csv": (b"id,score\na,1\n\xe0\x80b,2\n", "line 3"),
    "quote.csv": (b'id,score\nb,2\na,"1\nc,2\n', "line 3"),
    "ragged.csv": (b"id,score\na,1,2\n", "line 2"),
    "head.csv": (b"a,b\n1,2\n", "no column"),
    "twice.csv": (b"id,id,score\n1,2,3\n", "two columns"),
    "nan.csv": (b"id,score\na,1\nb,NaN\n", "column “score”, line 3"),
    "dup.csv": (b"id,score\na,1\na,2\n", "column “id”, line 3"),
    "big.csv": (b"id,score\na,1000000001\n", "line 2"),
    "only.csv": (b"id,score\n", "empty"),
    "junk.parquet": (b"PAR1junk", "parquet"),
    "t.txt": (b"id,score\n", "neither"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_files_are_named(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, said = WRONG[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "r.toml").write_text("size = 1\n")
    assert main(["select", str(tmp_path / name), str(tmp_path / "r.toml")]) == 2
    assert said in capsys.readouterr().err


def test_a_folder_and_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r.toml").write_text("size = 1\n")
    (tmp_path / "d.csv").mkdir()
    assert main(["select", str(tmp_path / "d.csv"), str(tmp_path / "r.toml")]) == 2
    assert "folder" in capsys.readouterr().err
    for name in ("none.csv", "none.parquet"):
        assert main(["select", str(tmp_path / name), str(tmp_path / "r.toml")]) == 2
        assert "Cannot read" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text", ["\ufeffid;score\na;1,5\nb;2\n", "id\tscore\na\t1.5\nb\t2\n", "\n\nid,score\r\n\r\na,1.5\r\nb,2\r\n"]
)
def test_marks_semicolons_and_tabs_are_read(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.csv").write_bytes(text.encode())
    (tmp_path / "r.toml").write_text("size = 2\n")
    assert main(["select", str(tmp_path / "t.csv"), str(tmp_path / "r.toml")]) == 0
    assert "tổng điểm 3,5" in capsys.readouterr().out
