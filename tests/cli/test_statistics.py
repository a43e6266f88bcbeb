from __future__ import annotations

import argparse
import io
from typing import TYPE_CHECKING

import openpyxl
import pytest
from outcomes import outcome

from vinhdanh.cli import statistics
from vinhdanh.engines.statistics.national import frame
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


def call(*words: str) -> int:
    parser = argparse.ArgumentParser()
    statistics.add(parser.add_subparsers())
    arguments = parser.parse_args(["statistics", *words])
    return int(arguments.func(arguments))


def test_a_table_becomes_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, out = tmp_path / "t.parquet", tmp_path / "bieu.xlsx"
    frame([outcome()]).write_parquet(table)
    assert call(str(table), "-o", str(out)) == 0
    book = openpyxl.load_workbook(io.BytesIO(out.read_bytes()))
    assert book.sheetnames == ["B1", "B2", "B2.1", "B3", "B4.1", "B7", "KP"]
    assert "B7    Tổng hợp các đợt: 1 dòng" in capsys.readouterr().out
    assert call(str(table), "-o", str(out), "--public") == 0
    assert openpyxl.load_workbook(io.BytesIO(out.read_bytes())).sheetnames == ["B1", "B3", "B4.1", "B7", "KP"]


def test_misuse_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="xlsx"):
        call(str(tmp_path / "t.parquet"), "-o", str(tmp_path / "bieu.ods"))
    with pytest.raises(UserError, match="đồng thời"):
        call(str(tmp_path / "t.parquet"), "-o", str(tmp_path / "b.xlsx"), "--public", "--private")
    with pytest.raises(UserError, match="parquet"):
        call(str(tmp_path / "t.parquet"), "-o", str(tmp_path / "b.xlsx"))
