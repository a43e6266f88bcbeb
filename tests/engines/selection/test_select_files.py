from __future__ import annotations

import json
from fractions import Fraction
from typing import TYPE_CHECKING

import polars as pl
import pytest

from vinhdanh.engines.selection import Bounds, Candidate, Category, Family, Rules, Target, TieBreak, select, select_files, to_json
from vinhdanh.engines.selection.rules_file import DIRECTIONS, read_rules
from vinhdanh.engines.selection.table_file import candidates, read_table
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "id,name,unit,score,woman,kind,votes\nA,An,U1,9.5,1,x|y,3\nB,Bình,U1,8,0,x,\nC,Chi,U2,7.25,1,,5\n"
RULES = """
title = "Đại biểu"
size = 2
reserves = 1
[units]
at_least = 0
at_most = 1
[units.by.U2]
at_most = 2
[units.names]
U1 = "CĐCS Một"
[[targets]]
column = "woman"
label = "Nữ"
values = ["1"]
share = 50.5
tolerance = 0.5
[[categories]]
id = "x"
column = "kind"
at_most = 1
[[must_include]]
id = "A"
reason = "Bảo lưu"
[[must_exclude]]
id = "B"
reason = "Xin rút"
[ties]
order = ["votes desc", {column = "votes", order = "asc", label = "số phiếu"}]
then = "lottery"
seed = "hạt"
"""


def write(folder: Path, table: str = TABLE, rules: str = RULES, name: str = "t.csv") -> tuple[Path, Path]:
    (folder / name).write_text(table, encoding="utf-8")
    (folder / "r.toml").write_text(rules, encoding="utf-8")
    return folder / name, folder / "r.toml"


def refused(folder: Path, table: str = TABLE, rules: str = RULES) -> str:
    with pytest.raises(UserError) as error:
        select_files(*write(folder, table, rules))
    assert error.value.en
    return error.value.vi


def test_rules_are_read_whole(tmp_path: Path) -> None:
    read = read_rules(write(tmp_path)[1])
    assert read.title == "Đại biểu"
    assert read.rules == Rules(
        size=2,
        targets=(Target("woman", "Nữ", "woman", ("1",), share=Fraction(101, 2), tolerance=Fraction(1, 2), priority=1),),
        unit_default=Bounds(0, 1),
        units={"U2": Bounds(0, 2)},
        unit_names={"U1": "CĐCS Một"},
        categories=(Category("x", "x", "kind", ("x",), 0, 1),),
        must_include={"A": "Bảo lưu"},
        must_exclude={"B": "Xin rút"},
        reserves=1,
        tie_breaks=(TieBreak("votes"), TieBreak("votes", descending=False, label="số phiếu")),
        then="lottery",
        seed="hạt",
    )


def test_json_rules_equal_toml_rules(tmp_path: Path) -> None:
    (tmp_path / "r.json").write_text(
        '{"size": 1, "targets": [{"column": "woman", "share": 37.5, "values": [true]}]}', encoding="utf-8"
    )
    (tmp_path / "r.toml").write_text('size = 1\n[[targets]]\ncolumn = "woman"\nshare = 37.5\nvalues = [true]\n', encoding="utf-8")
    assert read_rules(tmp_path / "r.json") == read_rules(tmp_path / "r.toml")
    assert read_rules(tmp_path / "r.json").rules.targets[0].values == ("true", "1")


def test_a_table_is_read_as_it_is(tmp_path: Path) -> None:
    people, decimals = candidates(read_table(write(tmp_path)[0]), {}, ["kind"], ["votes"])
    assert decimals == 2
    assert people[0] == Candidate("A", "U1", 950, "An", {"kind": ("x", "y")}, {"votes": 3_000_000})
    assert people[2].attributes == {"kind": ()}
    assert people[1].keys == {}


def test_semicolons_decimal_commas_bom_and_vietnamese_headings(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("Mã;Họ và tên;Đơn vị;Điểm\nA;  An   Bình;U1;9,125\n\nB;B;U1;-1\n".encode("utf-8-sig"))
    people, decimals = candidates(read_table(path), {}, [], [])
    assert decimals == 3
    assert [(p.name, p.score) for p in people] == [("An Bình", 9125), ("B", -1000)]


def test_parquet_gives_what_csv_gives(tmp_path: Path) -> None:
    table, rules = write(tmp_path)
    frame = pl.DataFrame(
        {
            "id": ["A", "B", "C"],
            "name": ["An", "Bình", "Chi"],
            "unit": ["U1", "U1", "U2"],
            "score": [9.5, 8.0, 7.25],
            "woman": [1, 0, 1],
            "kind": [["x", "y"], ["x"], []],
            "votes": [3, None, 5],
        }
    )
    frame.write_parquet(tmp_path / "t.parquet")
    assert select_files(tmp_path / "t.parquet", rules) == select_files(table, rules)


def test_flags_of_parquet_count_without_values(tmp_path: Path) -> None:
    pl.DataFrame({"id": ["A", "B"], "score": [1, 2], "woman": [True, False]}).write_parquet(tmp_path / "t.parquet")
    (tmp_path / "r.toml").write_text('size = 1\n[[targets]]\ncolumn = "woman"\ncount = 1\n', encoding="utf-8")
    assert select_files(tmp_path / "t.parquet", tmp_path / "r.toml")["choices"][0]["chosen"] == ["A"]


def test_dates_break_ties(tmp_path: Path) -> None:
    table = "id,score,birth\nA,1,1970-05-02\nB,1,1970-05\nC,1,1971\n"
    rules = 'size = 1\n[ties]\norder = ["birth asc"]\n'
    assert select_files(*write(tmp_path, table, rules))["choices"][0]["chosen"] == ["B"]


def test_the_result_has_the_shape_of_a_runs_selection(tmp_path: Path) -> None:
    result = select_files(*write(tmp_path))
    choice = result["choices"][0]
    assert (result["format"], choice["key"], choice["title"], choice["status"]) == (1, "select", "Đại biểu", "optimal")
    assert choice["chosen"] == ["A", "C"]
    first = choice["placed"][0]
    assert (first["id"], first["name"], first["unit"], first["points"], first["standing"]) == ("A", "An", "U1", 9.5, "chosen")
    excluded = choice["placed"][-1]["reason"]
    assert excluded["kind"] == "excluded"
    assert excluded["points_low"] is None
    assert json.loads(to_json(result)) == result


def test_finer_scores_keep_their_digits(tmp_path: Path) -> None:
    result = select_files(*write(tmp_path, "id,score\nA,1.0005\nB,1.0001\n", "size = 1"))
    reason = result["choices"][0]["placed"][1]["reason"]
    assert (reason["points_low"], reason["points_high"]) == (0.0004, 0.0004)
    assert "thiếu 0,0004 điểm" in reason["sentence"]


def test_scores_up_to_a_billion_do_not_overflow(tmp_path: Path) -> None:
    rows = [f"C{i},U{i % 3},{1_000_000_000 - i}.{i:02d}" for i in range(60)]
    rules = "size = 20\n[units]\nat_least = 1\nat_most = 9\n"
    choice = select_files(*write(tmp_path, "id,unit,score\n" + "\n".join(rows), rules))["choices"][0]
    assert choice["chosen"] == [f"C{i}" for i in range(20)]
    assert choice["merit"] == choice["bound"]


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("", "trống"),
        ("id,score\n", "đang trống"),
        ("id,score\nA,NaN\n", "cột “score”, dòng 2: “NaN” không phải là số"),
        ("id,score\nA,1\nB,chín\n", "dòng 3: “chín” không phải là số"),
        ("id,score\nA,\n", "dòng 2: “” không phải là số"),
        ("id,score\nA,1e3\n", "không phải là số"),
        ("id,score\nA,1\nA,2\n", "dòng 3: “A” đã có ở dòng 2"),
        ("id,score\n,1\n", "dòng 2: còn trống"),
        ("id,score\nA,1,2\n", "dòng 2: có 3 ô"),
        ("id,score\nA,1.1234567\n", "quá 6 chữ số thập phân"),
        ("id,score\nA,99999999999\n", "vượt quá giới hạn điểm"),
        ("name,score\nA,1\n", "không có cột “id”"),
        ("id,name\nA,1\n", "không có cột “score”"),
        ("id,score,score\nA,1,2\n", "hai cột cùng tên “score”"),
        ('id,score\n"A,1\n', "không đọc được dòng này"),
    ],
)
def test_bad_tables_are_refused_with_the_place(tmp_path: Path, table: str, words: str) -> None:
    assert words in refused(tmp_path, table, "size = 1")


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ("", "mục “size” còn thiếu"),
        ("size = ", "cú pháp"),
        ("size = -1", "số nguyên không âm"),
        ("size = true", "số nguyên không âm"),
        ("size = 1\nformat = 2", "chỉ hỗ trợ bản 1"),
        ("size = 1\nexact = 1", "true hoặc false"),
        ("size = 1\nsizes = 2", "“sizes” là khoá không được hỗ trợ"),
        ("size = 1\ntargets = 3", "“targets” phải là một danh sách"),
        ("size = 1\n[[targets]]\nshare = 3", "“targets[1].column” còn thiếu"),
        ('size = 1\n[[targets]]\ncolumn = "nowhere"\nshare = 3', "cột “nowhere”"),
        ('size = 1\n[[targets]]\ncolumn = "woman"', "tỷ lệ từ 0 đến 100"),
        ('size = 1\n[[targets]]\ncolumn = "woman"\nshare = 101', "tỷ lệ từ 0 đến 100"),
        ('size = 1\n[[targets]]\ncolumn = "woman"\nshare = nan', "phải là số"),
        ('size = 1\n[[targets]]\ncolumn = "woman"\nshare = 1\ndirection = "up"', "phải là một trong"),
        ('size = 1\n[[targets]]\ncolumn = "woman"\nshare = 1\nvalues = []', "đang trống"),
        ('size = 1\n[[must_include]]\nid = "Q"\nreason = "x"', "“Q” không có trong danh sách"),
        ('size = 1\n[[must_include]]\nid = "A"', "“must_include[1].reason” còn thiếu"),
        (
            'size = 1\n[[must_include]]\nid = "A"\nreason = "x"\n[[must_exclude]]\nid = "A"\nreason = "x"',
            "vừa thuộc diện phải chọn vừa thuộc diện không chọn",
        ),
        (
            'size = 1\n[[must_include]]\nid = "A"\nreason = "x"\n[[must_include]]\nid = "B"\nreason = "x"',
            "Có 2 đồng chí thuộc diện phải chọn nhưng chỉ có 1 chỗ",
        ),
        ("size = 1\n[units]\nat_least = 3\nat_most = 2", "không được nhỏ hơn mức tối thiểu"),
        ("size = 1\n[units.by]\nU1 = 3", "“units.by.U1” phải là một bảng"),
        ('size = 1\n[ties]\norder = ["age"]', "cột “age”"),
        ('size = 1\n[ties]\norder = ["name"]', "không phải là số hoặc ngày"),
        ('size = 1\n[ties]\nthen = "dice"', "phải là một trong"),
        ("size = 1\ntitle = 3", "phải là chữ"),
        ('size = 1\n[columns]\nid = "ID"', "không có cột “ID”"),
    ],
)
def test_bad_rules_are_refused_with_the_key(tmp_path: Path, rules: str, words: str) -> None:
    assert words in refused(tmp_path, TABLE, rules)


EVERY = """
format = 1
size = 1000000000
exact = true
[[targets]]
id = "w"
label = "Nữ"
column = "woman"
values = ["1", "x"]
count = 3
direction = "exactly"
priority = 7
[[targets]]
column = "kind"
[[categories]]
id = "k"
label = "Ngành"
values = ["a", "b"]
at_least = 1
[[families]]
id = "home"
label = "Cùng hộ"
column = "household"
at_most = 2
[[families]]
column = "spouse"
by = "id"
[[families]]
members = ["A", "B", "A"]
"""


def test_every_key_has_its_meaning_and_its_default(tmp_path: Path) -> None:
    (tmp_path / "r.toml").write_text(EVERY.replace("exactly", DIRECTIONS[-1]), encoding="utf-8")
    assert read_rules(tmp_path / "r.toml").rules == Rules(
        size=10**9,
        exact=True,
        targets=(
            Target("w", "Nữ", "woman", ("1", "x"), count=3, direction=DIRECTIONS[-1], priority=7),  # type: ignore[arg-type]  # as the file says
            Target("kind", "kind", "kind", ("1", "true", "yes", "x", "X", "có", "Có"), priority=2),
        ),
        categories=(Category("k", "Ngành", "category", ("a", "b"), 1, None),),
        families=(
            Family("home", "Cùng hộ", 2, "household"),
            Family("spouse", "spouse", 1, "spouse", by_id=True),
            Family("family3", "family3", 1, members=("A", "B")),
        ),
    )


@pytest.mark.parametrize(
    ("rules", "at"),
    [
        ("size = 1000000001", "size"),
        ("size = 1\nreserves = -1", "reserves"),
        ("size = 1\n[[targets]]\ncolumn = 'a'\nid = 3", "targets[1].id"),
        ("size = 1\n[[targets]]\ncolumn = 'a'\n[[targets]]\ncolumn = 'a'\nlabel = 3", "targets[2].label"),
        ("size = 1\n[[targets]]\ncolumn = 'a'\nvalues = 3", "targets[1].values"),
        ("size = 1\n[[targets]]\ncolumn = 'a'\nshare = 'x'", "targets[1].share"),
        ("size = 1\n[[targets]]\ncolumn = 'a'\ntolerance = true", "targets[1].tolerance"),
        ("size = 1\n[[targets]]\ncolumn = 'a'\ncount = 'x'", "targets[1].count"),
        ("size = 1\n[[targets]]\ncolumn = 'a'\npriority = 'x'", "targets[1].priority"),
        ("size = 1\n[[targets]]\ncolumn = 'a'\ndirection = 'x'", "targets[1].direction"),
        ("size = 1\n[[categories]]\nlabel = 'a'", "categories[1].id"),
        ("size = 1\n[[categories]]\nid = 'a'\ncolumn = 3", "categories[1].column"),
        ("size = 1\n[[categories]]\nid = 'a'\nlabel = 3", "categories[1].label"),
        ("size = 1\n[[categories]]\nid = 'a'\nat_most = 'x'", "categories[1].at_most"),
        ("size = 1\n[[families]]\nlabel = 'a'", "families[1]"),
        ("size = 1\n[[families]]\ncolumn = 'a'\nmembers = ['A', 'B']", "families[1]"),
        ("size = 1\n[[families]]\nmembers = ['A', 'A']", "families[1].members"),
        ("size = 1\n[[families]]\ncolumn = 'a'\nid = 3", "families[1].id"),
        ("size = 1\n[[families]]\ncolumn = 'a'\nlabel = 3", "families[1].label"),
        ("size = 1\n[[families]]\ncolumn = 'a'\nat_most = 'x'", "families[1].at_most"),
        ("size = 1\n[[families]]\ncolumn = 'a'\nby = 'x'", "families[1].by"),
        ("size = 1\nties = 3", "ties"),
        ("size = 1\n[ties]\norder = 3", "ties.order"),
        ("size = 1\n[ties]\norder = ['a', {order = 'asc'}]", "ties.order[2].column"),
        ("size = 1\n[ties]\nseed = 3", "ties.seed"),
        ("size = 1\n[units]\nby = 3", "units.by"),
        ("size = 1\n[units]\nat_least = 'x'", "units.at_least"),
        ("size = 1\n[columns]\nid = 3", "columns.id"),
        ("size = 1\n[[must_exclude]]\nreason = 'x'", "must_exclude[1].id"),
    ],
)
def test_the_place_is_told_to_the_key(tmp_path: Path, rules: str, at: str) -> None:
    (tmp_path / "r.toml").write_text(rules, encoding="utf-8")
    with pytest.raises(UserError) as error:
        read_rules(tmp_path / "r.toml")
    assert error.value.vi.startswith(f"Tệp “r.toml”, mục “{at}” ")
    assert error.value.vi.endswith(". Đề nghị sửa rồi chạy lại.")
    assert error.value.en.startswith(f"“r.toml”, key “{at}” ")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    table, rules = write(tmp_path)
    (tmp_path / "t.txt").write_text(TABLE, encoding="utf-8")
    (tmp_path / "latin.csv").write_bytes("id,score\nA,1\n\xe9,2\n".encode("latin-1"))
    (tmp_path / "bad.parquet").write_bytes(b"nothing")
    (tmp_path / "r.yaml").write_text("size: 1", encoding="utf-8")
    for name, words in (
        ("t.txt", "không phải .csv hoặc .parquet"),
        ("latin.csv", "không phải mã UTF-8 (dòng 3)"),
        ("bad.parquet", "không phải tệp parquet"),
        ("gone.csv", "Không đọc được tệp"),
    ):
        with pytest.raises(UserError, match="/") as error:
            select_files(tmp_path / name, rules)
        assert words in error.value.vi
    for name in ("gone.toml", "r.yaml"):
        with pytest.raises(UserError):
            select_files(table, tmp_path / name)


def test_the_library_refuses_what_means_nothing() -> None:
    one = Candidate("A", score=1)
    for people, rules in (
        ([], Rules(1)),
        ([one, one], Rules(1)),
        ([Candidate("A", score=10**12)], Rules(1)),
        ([one], Rules(-1)),
        ([one], Rules(1, must_exclude={"A": " "})),
    ):
        with pytest.raises(UserError):
            select(people, rules)
