"""`vinhdanh inbox` and `vinhdanh forms read --annotate`, as a user runs them."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from vinhdanh.cli import inbox, main
from vinhdanh.engines import campaign
from vinhdanh.engines.campaign.types import Body, Campaign, Settings, Union
from vinhdanh.engines.pipeline.earlier import known_people
from vinhdanh.engines.pipeline.read import read_nominations
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from vinhdanh.engines.pipeline.read import Readings

HEAD = "STT;Họ và tên;Năm sinh\n"
UNIONS = (Union("A-1", "CĐCS Trường Mầm non Hoa Mai"), Union("A-2", "CĐCS Trường Tiểu học Kim Đồng", responsible="Trần Bình"))
LISTS = {
    "A-1.csv": f"{HEAD}1;Lê An;1980\n",
    "ds moi sua lan 3.csv": f"{HEAD}1;Lê Bảo;1981\n;;\n;TM. BAN CHẤP HÀNH;\n;Trần Bình;\n",
    "la.csv": f"CĐCS Trường THPT Bù Đốp;;\n{HEAD}1;Lê Cúc;1982\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    settings = Settings(id="thu-2020", name="Hội nghị thử", rule_set="2017-2023", host=Body("Liên đoàn Lao động"), year=2020)
    target = tmp_path / "dot"
    campaign.dump(Campaign(settings, UNIONS, nominations={name: text.encode() for name, text in LISTS.items()}), target)
    return target


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    inbox.add(parser.add_subparsers())
    arguments = parser.parse_args(["inbox", *words])
    code: int = arguments.func(arguments)
    return code


def decide(folder: Path, **decisions: str) -> None:
    book = openpyxl.load_workbook(folder / "inbox.xlsx")
    sheet = book["Hộp thư đến"]
    for row in sheet.iter_rows(min_row=4):
        for start, decision in decisions.items():
            if str(row[1].value).startswith(start):
                row[5].value = decision
    book.save(folder / "inbox.xlsx")


def read(folder: Path) -> Readings:
    return read_nominations(campaign.load(folder)[0])


def test_doubtful_files_wait_for_a_word_which_the_run_then_uses(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(folder)) == 3
    said = capsys.readouterr().out
    assert "3 tệp, 2 tệp chờ quyết định" in said
    assert "A-2 – CĐCS Trường Tiểu học Kim Đồng · cần xác nhận (60 %): người ký là Trần Bình" in said
    found = read(folder)
    assert [n.name for n in found.nominees] == ["Lê An"]
    assert sorted(f.code for f in found.findings) == ["sheets.union-foreign", "sheets.union-unclear"]
    loaded, findings = campaign.load(folder)
    assert [(r.file, r.decision) for r in loaded.inbox] == [("ds moi sua lan 3.csv", ""), ("la.csv", "")]
    assert [f for f in findings if f.file == "inbox.xlsx"] == []

    decide(folder, ds="A-2 – CĐCS Trường Tiểu học Kim Đồng", la="Không dùng")
    assert run(str(folder)) == 0
    assert "ĐÃ QUYẾT ĐỊNH (2)" in capsys.readouterr().out
    found = read(folder)
    assert [(n.id, n.name) for n in found.nominees] == [("A-1-P01", "Lê An"), ("A-2-P01", "Lê Bảo")]
    assert [f.code for f in found.findings] == ["sheets.file-not-used"]
    assert [r.decision for r in campaign.load(folder)[0].inbox] == ["A-2 – CĐCS Trường Tiểu học Kim Đồng", "Không dùng"]


def test_what_a_person_typed_is_never_lost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(str(folder))
    decide(folder, ds="A-2", la="đơn vị nào đó")
    (folder / "nominations" / "ds moi sua lan 3.csv").unlink()
    assert run(str(folder)) == 3
    assert "không phải đơn vị nào trong danh bạ" in capsys.readouterr().out
    loaded, findings = campaign.load(folder)
    assert {r.file: r.decision for r in loaded.inbox} == {"la.csv": "đơn vị nào đó", "ds moi sua lan 3.csv": "A-2"}
    codes = [(f.code, f.cell[:1]) for f in findings if f.file == "inbox.xlsx"]
    assert codes == [("campaign.inbox-decision-unclear", "F"), ("campaign.inbox-file-missing", "B")]


def test_two_words_about_one_file(folder: Path) -> None:
    run(str(folder))
    book = openpyxl.load_workbook(folder / "inbox.xlsx")
    book["Hộp thư đến"].append([9, "la.csv", None, None, None, "A-1"])
    book.save(folder / "inbox.xlsx")
    decide(folder, la="A-2")
    book = openpyxl.load_workbook(folder / "inbox.xlsx")
    sheet = book["Hộp thư đến"]
    sheet.cell(sheet.max_row, 6).value = "CĐCS Trường Mầm non Hoa Mai"
    book.save(folder / "inbox.xlsx")
    assert "campaign.inbox-decision-twice" in [f.code for f in campaign.load(folder)[1]]
    assert [n.union for n in read(folder).nominees] == ["A-1", "A-1"]


def test_json_and_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(folder), "--json", "--all") == 3
    files: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["files"]
    assert [(f["file"], f["union"], f["state"], f["waits"]) for f in files] == [
        ("ds moi sua lan 3.csv", None, "doubtful", True),
        ("la.csv", None, "foreign", True),
        ("A-1.csv", "A-1", "sure", False),
    ]
    assert len(campaign.load(folder)[0].inbox) == 3
    before = (folder / "inbox.xlsx").stat().st_mtime_ns
    run(str(folder), "--all")
    assert (folder / "inbox.xlsx").stat().st_mtime_ns == before


def test_several_files_of_one_union_are_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "nominations" / "A-1 bo sung.csv").write_text(f"{HEAD}1;Lê Em;1990\n", encoding="utf-8")
    run(str(folder))
    assert "A-1 – CĐCS Trường Mầm non Hoa Mai: A-1 bo sung.csv, A-1.csv" in capsys.readouterr().out
    assert [n.name for n in read(folder).nominees] == ["Lê Em", "Lê An"]


def test_a_heap_without_doubts_makes_no_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in list(LISTS)[1:]:
        (folder / "nominations" / name).unlink()
    assert run(str(folder)) == 0
    assert "1 tệp, 0 tệp chờ" in capsys.readouterr().out
    assert not (folder / "inbox.xlsx").exists()


def test_a_table_that_is_open_or_broken_is_left_alone(folder: Path) -> None:
    (folder / "~$inbox.xlsx").write_bytes(b"")
    with pytest.raises(UserError):
        run(str(folder))
    (folder / "~$inbox.xlsx").unlink()
    (folder / "inbox.xlsx").write_bytes(b"no workbook")
    with pytest.raises(UserError):
        run(str(folder))
    assert (folder / "inbox.xlsx").read_bytes() == b"no workbook"


def test_annotated_copies_never_lie_over_what_was_read(tmp_path: Path) -> None:
    one, other = tmp_path / "a", tmp_path / "b"
    for where in (one, other):
        where.mkdir()
        book = openpyxl.Workbook()
        book.worksheets[0].append(["STT", "Họ và tên", "Năm sinh"])
        book.worksheets[0].append([1, "Lê An", "31/02/1985"])
        book.save(where / "ds.xlsx")
    before = (one / "ds.xlsx").read_bytes()
    assert main(["forms", "read", str(one / "ds.xlsx"), str(other / "ds.xlsx"), "--annotate", str(one)]) == 0
    assert sorted(p.name for p in one.iterdir()) == ["ds-ý kiến (2).xlsx", "ds-ý kiến.xlsx", "ds.xlsx"]
    assert (one / "ds.xlsx").read_bytes() == before
    out = tmp_path / "out"
    assert main(["forms", "read", str(one / "ds.xlsx"), str(other / "ds.xlsx"), "--annotate", str(out)]) == 0
    assert sorted(p.name for p in out.iterdir()) == ["ds (2).xlsx", "ds.xlsx"]
    assert openpyxl.load_workbook(out / "ds.xlsx").worksheets[0]["C2"].comment is not None
    assert main(["forms", "read", str(one / "ds.xlsx"), "--annotate", str(one / "ds.xlsx")]) == 2


def test_people_of_earlier_years_tell_whose_a_list_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = "".join(f"{i};{name};198{i}\n" for i, name in enumerate(("Lê Văn Tư", "Trần Thị Năm", "Bùi Văn Sáu"), 1))

    def year(ident: str, number: int, file: str, unions: tuple[Union, ...]) -> Path:
        settings = Settings(id=ident, name="Hội nghị", rule_set="2017-2023", host=Body("Liên đoàn Lao động"), year=number)
        target = tmp_path / "nam" / ident
        campaign.dump(Campaign(settings, unions, nominations={file: (HEAD + people).encode()}), target)
        return target

    # The same union had another code then.
    year("nam-2015", 2015, "M-9.csv", (Union("M-9", "CĐCS Trường Mầm non Hoa Mai"), Union("M-8", "CĐCS Trạm Y tế")))
    today = year("nam-2020", 2020, "ds moi.csv", UNIONS)
    assert run(str(today), "--json") == 3
    assert json.loads(capsys.readouterr().out)["files"][0]["state"] == "unknown"
    assert run(str(today), "--json", "--years", str(tmp_path / "nam")) == 0
    (one,) = json.loads(capsys.readouterr().out)["files"]
    assert (one["union"], one["state"]) == ("A-1", "sure")
    loaded, _ = campaign.load(today)
    known = known_people(loaded, tmp_path / "nam", today)
    assert known == (("A-1", "Lê Văn Tư"), ("A-1", "Trần Thị Năm"), ("A-1", "Bùi Văn Sáu"))
    assert [n.union for n in read_nominations(loaded, known).nominees] == ["A-1"] * 3
    assert read_nominations(loaded).nominees == ()
