"""`vinhdanh forms blank` and `vinhdanh forms read`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from vinhdanh.cli import main
from vinhdanh.engines import campaign
from vinhdanh.engines.campaign.types import Body, Campaign, Settings, Union
from vinhdanh.engines.sheets import read_form

if TYPE_CHECKING:
    from pathlib import Path

LIST = "STT;Họ và tên;Năm sinh;;Dân tộc\n;;Nam;Nữ;\n1;LÊ AN;1980;;kinh\n2;Thị Lan;;12/5/1985;Stieng\n3;Lê Ba;1990;;Sao Hỏa\n"
GROUPS = "STT;Tên tập thể;Người đại diện;;Ghi chú\n;;Họ tên;Nam/nữ;\n1;Tổ 2;Lê Thị Tư;nữ;\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    settings = Settings(id="thu-2020", name="Hội nghị thử", rule_set="2017-2023", host=Body("Liên đoàn Lao động"), year=2020)
    unions = (Union("A-1", "CĐCS Trường A"), Union("A-2", "CĐCS Trường B"))
    target = tmp_path / "dot"
    campaign.dump(Campaign(settings, unions), target)
    return target


def read_json(capsys: pytest.CaptureFixture[str], *names: str) -> dict[str, Any]:
    assert main(["forms", "read", *names, "--json"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def test_json_of_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ds.csv"
    path.write_text(LIST + GROUPS, "utf-8")
    result = read_json(capsys, str(path))
    assert list(result) == ["files"]
    (file,) = result["files"]
    assert list(file) == ["file", "persons", "collectives", "findings"]
    assert file["file"] == str(path)
    people = [(p["row"], p["name"], p["sex"], p["birth"], p["ethnicity"]) for p in file["persons"]]
    assert people == [
        (3, "Lê An", "nam", "1980", "Kinh"),
        (4, "Thị Lan", "nữ", "1985-05-12", "Xtiêng"),
        (5, "Lê Ba", "nam", "1990", None),
    ]
    (group,) = file["collectives"]
    assert (group["row"], group["name"], group["representative"], group["representative_sex"]) == (8, "Tổ 2", "Lê Thị Tư", "nữ")
    (finding,) = file["findings"]
    assert list(finding) == ["sheet", "cell", "code", "severity", "message", "remedy"]
    assert (finding["sheet"], finding["cell"], finding["code"]) == ("ds", "E5", "sheets.ethnicity-unknown")
    assert finding["severity"] == "warning"


def test_one_unreadable_file_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "b.csv").write_text(LIST, "utf-8")
    first, second = read_json(capsys, str(tmp_path / "a.xlsx"), str(tmp_path / "b.csv"))["files"]
    assert (first["persons"], first["collectives"]) == ([], [])
    assert [(f["code"], f["severity"]) for f in first["findings"]] == [("sheets.to-type-in", "warning")]
    assert len(second["persons"]) == 3


def test_for_a_human(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "A-1.csv").write_text(LIST + GROUPS, "utf-8")
    (tmp_path / "A-2.csv").write_text("Đơn vị không có đề nghị\n", "utf-8")
    assert main(["forms", "read", str(tmp_path / "A-1.csv"), str(tmp_path / "A-2.csv"), "--campaign", str(folder)]) == 0
    out = capsys.readouterr().out
    for words in (
        "3 cá nhân, 1 tập thể, đơn vị A-1",
        "Thị Lan",
        "12/5/1985",
        "đại diện: Lê Thị Tư",
        "Cần xem lại [A-1, E5]",
        "Không có đề nghị",
    ):
        assert words in out


def test_missing_and_wrong_paths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "read", str(tmp_path / "không có.xlsx")]) == 2
    error = capsys.readouterr().err
    assert "Không tìm thấy tệp" in error
    assert "There is no file" in error
    assert main(["forms", "read", str(tmp_path)]) == 2


def test_blank_forms(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "blank", str(folder)]) == 0
    assert sorted(p.name for p in (folder / "forms").iterdir()) == ["A-1.xlsx", "A-2.xlsx"]
    assert read_form((folder / "forms" / "A-2.xlsx").read_bytes(), "x.xlsx").union_code == "A-2"
    assert main(["forms", "blank", str(folder), "--union", "A-1", "--out", str(tmp_path / "mau")]) == 0
    assert [p.name for p in (tmp_path / "mau").iterdir()] == ["A-1.xlsx"]
    assert "Đã tạo 1 mẫu" in capsys.readouterr().out


def test_a_filled_form_is_never_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "forms").mkdir(exist_ok=True)
    filled = folder / "forms" / "A-1.xlsx"
    filled.write_bytes(b"filled")
    assert main(["forms", "blank", str(folder)]) == 0
    assert filled.read_bytes() == b"filled"
    assert "Giữ nguyên 1 tệp" in capsys.readouterr().out
    assert main(["forms", "blank", str(folder), "--force"]) == 0
    assert filled.read_bytes() != b"filled"


def test_wrong_use_of_blank(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forms", "blank", str(folder), "--union", "Z"]) == 2
    assert "Không có đơn vị mang mã «Z»" in capsys.readouterr().err
    taken = tmp_path / "tệp"
    taken.write_text("x", "utf-8")
    assert main(["forms", "blank", str(folder), "--out", str(taken)]) == 2
    assert main(["forms", "blank", str(tmp_path / "trống")]) == 2
    bare = tmp_path / "bare"
    campaign.dump(Campaign(Settings(id="x", name="x", rule_set="2017-2023", host=Body("x"))), bare)
    assert main(["forms", "blank", str(bare)]) == 2
    assert "Chưa có đơn vị nào" in capsys.readouterr().err


def test_an_interrupted_write_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("vinhdanh.cli.forms.os.fdopen", stop)
    assert main(["forms", "blank", str(folder)]) == 130
    assert list((folder / "forms").iterdir()) == []
