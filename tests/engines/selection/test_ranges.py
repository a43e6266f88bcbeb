from __future__ import annotations

import itertools
import json
import random
from typing import TYPE_CHECKING

import pytest

from vinhdanh.cli.main import main
from vinhdanh.engines.selection import ranges
from vinhdanh.engines.selection.ranges import ranges_files

if TYPE_CHECKING:
    from pathlib import Path

RULES = """size = 4
[units]
at_most = 2
[[targets]]
column = "woman"
label = "Nữ"
share = 90
[[categories]]
id = "k"
column = "area"
values = ["a"]
at_most = 1
[[must_exclude]]
id = "p0"
reason = "Xin rút"
"""


def rows(seed: int) -> list[tuple[str, str, str, str]]:
    r = random.Random(seed)
    return [(f"p{i}", r.choice("UVW"), str(r.randrange(2)), r.choice(["a", "b", "b|c", ""])) for i in range(11)]


def brute(people: list[tuple[str, str, str, str]], column: int, value: str) -> tuple[int, int]:
    counts = []
    for some in itertools.combinations(people[1:], 4):
        units = [p[1] for p in some]
        if all(units.count(u) <= 2 for u in "UVW") and sum(p[3] == "a" for p in some) <= 1:
            counts.append(sum(value in p[column].split("|") for p in some))
    return min(counts), max(counts)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("seed", range(5))
def test_every_range_is_that_of_all_lists(seed: int, large: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if large:
        monkeypatch.setattr(ranges, "LARGE", 5)
    people = rows(seed)
    table, rules = tmp_path / "t.csv", tmp_path / "r.toml"
    table.write_text("id,unit,woman,area,score\n" + "".join(",".join(p) + ",5\n" for p in people))
    rules.write_text(RULES, encoding="utf-8")
    found = ranges_files(table, rules, ["area"])
    assert found["chosen"] == 4
    got = {r["id"]: (r["least"], r["greatest"]) for r in found["ranges"]}
    assert got.pop("woman") == brute(people, 2, "1")
    assert got == {f"area={v}": brute(people, 3, v) for v in sorted({v for p in people for v in p[3].split("|") if v})}


def test_by_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, rules = tmp_path / "t.csv", tmp_path / "r.toml"
    table.write_text("id,unit,woman,area,score\n" + "".join(",".join(p) + ",5\n" for p in rows(1)))
    rules.write_text(RULES, encoding="utf-8")
    names = [str(table), str(rules)]
    assert main(["select", *names, "--ranges"]) == 0
    assert "Nữ: từ " in capsys.readouterr().out
    assert main(["select", *names, "--of", "area", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)["ranges"][0]
    assert first["greatest_share"] == first["greatest"] * 25
    assert main(["select", *names, "--of", "nothing"]) == 2
    assert main(["select", *names, "--ranges", "-o", str(tmp_path / "x")]) == 2
    rules.write_text("size = 2\n[units]\nat_least = 3\n")
    assert main(["select", *names, "--ranges"]) == 2
    rules.write_text('size = 2\n[[families]]\ncolumn = "unit"\n')
    assert main(["select", *names, "--ranges"]) == 0
    assert "chưa có chỉ tiêu" in capsys.readouterr().out
