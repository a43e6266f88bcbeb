from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import polars as pl
import pytest

from vinhdanh.cli.main import main
from vinhdanh.engines.selection import checker, files, nation_relax, record, select_files
from vinhdanh.engines.selection.files import SmallRecord, choose_files
from vinhdanh.engines.selection.large.solve import UnfinishedError
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

RULES = """title = "Toàn quốc"
size = 40
reserves = 5
[units]
at_most = 4
[units.by.U3]
at_least = 2
[[categories]]
id = "sang_tao"
values = ["sang_tao"]
at_least = 3
at_most = 9
[[targets]]
column = "woman"
share = 55
[[targets]]
column = "area"
values = ["a", "b"]
share = 40
direction = "about"
priority = 2
[[targets]]
column = "area"
id = "c"
values = ["c"]
count = 30
priority = 2
[[must_include]]
id = "P007"
reason = "Quyết định"
[[must_exclude]]
id = "P011"
reason = "Xin rút"
[ties]
order = ["votes desc", {column = "birth", order = "asc"}]
then = "lottery"
seed = "12 34"
"""


def table(seed: int, n: int = 400) -> str:
    r = random.Random(seed)
    lines = ["id;name;unit;score;woman;area;category;votes;birth;home"]
    for i in r.sample(range(n), n):
        score = f"{r.randrange(40, 60)},{r.randrange(0, 100, 50):02d}"
        area, kind = r.choice("abcd"), r.choice(["", "sang_tao", "khac|sang_tao", "khac"])
        birth = r.choice(["", "1980", "1981-05"])
        lines.append(
            f'P{i:03d};"Nguyễn ""{i}""";U{r.randrange(20)};{score};{r.randrange(2)};{area};{kind};{r.choice(["", "3", "4"])};{birth};h{r.randrange(150)}'
        )
    return "\n".join(lines) + "\n"


def write(tmp_path: Path, seed: int, rules: str = RULES) -> tuple[Path, Path]:
    (tmp_path / "t.csv").write_text(table(seed), encoding="utf-8")
    (tmp_path / "r.toml").write_text(rules, encoding="utf-8")
    return tmp_path / "t.csv", tmp_path / "r.toml"


@pytest.mark.parametrize("seed", range(4))
def test_columns_and_candidates_give_the_same_result(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = write(tmp_path, seed)
    small = select_files(*given)["choices"][0]
    commitment = select_files(*given)["commitment"]
    monkeypatch.setattr(files, "LARGE", 50)
    whole = select_files(*given)
    large = whole["choices"][0]
    assert not isinstance(choose_files(*given), SmallRecord)
    assert whole["commitment"] == commitment
    for key in ("status", "places", "merit", "levels", "tied", "title", "warnings", "notes"):
        assert large[key] == small[key], key
    assert sorted(large["chosen"]) == sorted(small["chosen"])
    assert [{**t, "reachable": 0} for t in large["targets"]] == [{**t, "reachable": 0} for t in small["targets"]]
    assert [t["reachable"] for t in large["targets"]] == [t["reachable"] for t in small["targets"]]
    assert set(large["placed"][0]) == set(small["placed"][0])
    there = {p["id"]: p for p in small["placed"]}
    assert [p["order"] for p in large["placed"]] == list(range(1, 401))
    for place in large["placed"]:
        other = there[place["id"]]
        assert (place["name"], place["unit"], place["points"], place["tied"]) == tuple(
            other[k] for k in ("name", "unit", "points", "tied")
        )
        if place["standing"] in {"chosen", "excluded"}:
            assert (place["standing"], place["why"]) == (other["standing"], other["why"])
        reason, exact = place["reason"], other["reason"]
        if reason and exact and exact["kind"] == "points" and reason["kind"] == "points":
            assert reason["points_low"] <= exact["points_high"]
    assert len(large["reserves"]) == 5


def test_the_streamed_json_is_what_the_writer_of_small_results_would_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = write(tmp_path, 1)
    monkeypatch.setattr(files, "LARGE", 50)
    text = "".join(choose_files(*given).chunks())
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"


def test_families_of_a_large_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = RULES + '[[families]]\ncolumn = "home"\nlabel = "Cùng hộ"\n'
    given = write(tmp_path, 2, rules)
    small = select_files(*given)["choices"][0]
    monkeypatch.setattr(files, "LARGE", 50)
    large = select_files(*given)["choices"][0]
    assert (large["merit"], large["levels"], sorted(large["chosen"])) == (
        small["merit"],
        small["levels"],
        sorted(small["chosen"]),
    )
    for odd in ('column = "nothing"', 'column = "home"\nby = "id"', 'members = ["P001", "P002"]'):
        given[1].write_text(RULES + f"[[families]]\n{odd}\n", encoding="utf-8")
        with pytest.raises(UserError):
            select_files(*given)


def test_parquet_and_csv_of_a_large_table_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = write(tmp_path, 3)
    pl.read_csv(given[0], separator=";", infer_schema=False).write_parquet(tmp_path / "t.parquet")
    monkeypatch.setattr(files, "LARGE", 50)
    assert select_files(*given) == select_files(tmp_path / "t.parquet", given[1])


def test_bad_rows_of_a_large_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    table_, rules = write(tmp_path, 1, RULES.partition("[[must_include]]")[0] + '[ties]\norder = ["votes desc"]\n')
    lines = table_.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(";U", ";U;", 1)
    lines[5] = "P900;x;U1;NaN;1;a;;;;h1"
    lines[9] = ";x;U1;50;1;a;;;;h1"
    lines[12] = lines[20]
    lines[30] = "P901;x;U1;50;1;a;;viele;;h1"
    table_.write_text("\n".join(lines), encoding="utf-8")
    names = [str(table_), str(rules)]
    out = {}
    for limit in (10_000, 50):
        monkeypatch.setattr(files, "LARGE", limit)
        assert main(["select", *names]) == 2
        assert "line 4" in capsys.readouterr().err
        left = tmp_path / f"bad{limit}.csv"
        result = tmp_path / f"o{limit}.json"
        assert main(["select", *names, "--skip-bad", "--bad", str(left), "-o", str(result), "--progress"]) == 0
        err = capsys.readouterr().err
        rows = left.read_text(encoding="utf-8-sig").splitlines() if left.exists() else []
        out[limit] = [row.split(",")[:2] for row in rows]
        assert "Đã bỏ qua 5 dòng" in err
    assert out[50] == out[10_000]
    assert out[50] == [["dong", "cot"], ["4", ""], ["6", "score"], ["10", "id"], ["21", "id"], ["31", "votes"]]
    assert main(["select", *names, "--skip-bad", "--bad", str(rules)]) == 2
    assert main(["select", *names, "--skip-bad", "--bad", str(tmp_path / "bad50.csv"), "--certificate", str(tmp_path / "c")]) == 2


def test_bounds_of_a_large_table_that_cannot_hold_give_way_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = RULES.replace("size = 40", "size = 12").replace("at_most = 4\n", "at_least = 1\nat_most = 4\n", 1)
    given = write(tmp_path, 1, rules)
    small = select_files(*given)["choices"][0]
    assert small["status"] == "relaxed"
    monkeypatch.setattr(files, "LARGE", 50)
    large = select_files(*given)["choices"][0]
    for key in ("status", "merit", "levels", "conflicts", "notes"):
        assert large[key] == small[key], key
    assert len(large["relaxations"]) == len(small["relaxations"]) > 0
    assert large["relaxations"][0]["sentence"]


def test_decisions_families_and_empty_places_of_a_large_table_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = 'size = 30\nexact = true\n[units]\nat_most = 1\n[[families]]\ncolumn = "home"\nlabel = "Cùng một hộ"\n'
    decided = together.replace("exact = true\n", "") + "".join(
        f'[[must_include]]\nid = "P{i:03d}"\nreason = "Quyết định"\n' for i in range(25)
    )
    for rules in (together, decided):
        given = write(tmp_path, 2, rules)
        small = select_files(*given)["choices"][0]
        with monkeypatch.context() as less:
            less.setattr(files, "LARGE", 50)
            large = select_files(*given)["choices"][0]
        assert small["status"] == large["status"] == "relaxed"
        assert (large["merit"], len(large["chosen"])) == (small["merit"], len(small["chosen"]))
        assert [(r["kind"], r["asked"] - r["applied"]) for r in large["relaxations"]] == [
            (r["kind"], r["asked"] - r["applied"]) for r in small["relaxations"]
        ]
        assert large["conflicts"]


def test_a_large_table_without_a_proved_way_out_names_the_conflict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_: object) -> None:
        raise UnfinishedError

    given = write(tmp_path, 1, "size = 5\n[units]\nat_least = 3\n")
    monkeypatch.setattr(files, "LARGE", 50)
    monkeypatch.setattr(nation_relax, "loosened", lost)
    with pytest.raises(UserError, match="tổng số không quá 5"):
        select_files(*given)


def test_exact_reasons_of_named_people_in_a_large_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = RULES + '[[families]]\ncolumn = "home"\n'
    given = write(tmp_path, 3, rules)
    small = {p["id"]: p for p in select_files(*given, exact=True)["choices"][0]["placed"]}
    monkeypatch.setattr(files, "LARGE", 50)
    asked = [i for i, p in small.items() if p["standing"] in {"out", "reserve"} and p["reason"]["kind"] != "tie"]
    named = asked[::25]
    large = {p["id"]: p for p in select_files(*given, exact=named)["choices"][0]["placed"]}
    for id_ in named:
        assert large[id_]["reason"] == small[id_]["reason"], id_
    kinds = {large[i]["reason"]["kind"] for i in named}
    assert len(kinds) > 1
    nearest = select_files(*given, exact=True)["choices"][0]["placed"]
    exact = [p for p in nearest if p["reason"] and p["reason"]["kind"] == "points" and p["reason"]["points_high"] is not None]
    assert 5 < len(exact) <= 20
    assert all(p["reason"] == small[p["id"]]["reason"] for p in exact)
    with pytest.raises(UserError, match="20"):
        select_files(*given, exact=asked[:21])
    with pytest.raises(UserError, match="P999"):
        select_files(*given, exact=["P999"])


def test_the_certificate_of_a_large_table_comes_from_its_own_search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for rules in (RULES, RULES + '[[families]]\ncolumn = "home"\n'):
        given = write(tmp_path, 3, rules)
        monkeypatch.setattr(files, "LARGE", 50)
        certificate = files.certify(choose_files(*given), *given)
        said = checker.verdict(json.dumps(certificate).encode(), given[0].read_bytes(), given[1].read_bytes())
        assert said in {"proved", "proved except the core"}, said
    given = write(tmp_path, 1, "size = 5\n[units]\nat_least = 3\n")
    with pytest.raises(UserError, match="phải nới"):
        files.certify(choose_files(*given), *given)


def test_everyone_of_a_huge_result_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = write(tmp_path, 1)
    monkeypatch.setattr(files, "LARGE", 50)
    out = tmp_path / "result.json"
    out.write_text("".join(choose_files(*given).chunks()), encoding="utf-8")
    whole = [place for _, place in record.stream(out)]
    monkeypatch.setattr(record, "HUGE", 0)
    assert [place for _, place in record.stream(out)] == whole
    assert len(whole) == 400
    assert main(["why", str(out), whole[-1]["id"]]) == 0
    for other in ("{}", '{"format": 1,\n   "placed": [\n', "no"):
        out.write_text(other, encoding="utf-8")
        with pytest.raises(UserError, match="không phải là kết quả"):
            list(record.stream(out))
