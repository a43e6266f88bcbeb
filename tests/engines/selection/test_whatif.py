from __future__ import annotations

import argparse
import json
import random
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from vinhdanh.cli import whatif
from vinhdanh.cli.main import main
from vinhdanh.engines.selection import Bounds, Candidate, Rules, Target
from vinhdanh.engines.selection.whatif import Session, changed
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "id,unit,score,woman\na,A,9,0\nb,A,8,0\nc,A,7,1\nd,B,6,1\ne,B,5.5,0\n"
RULES = """size = 3
[units]
at_most = 2
[[targets]]
id = "women"
column = "woman"
count = 1
[[must_include]]
id = "e"
reason = "Quyết định"
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / "r.toml").write_text(RULES)
    names = [str(tmp_path / n) for n in ("result.json", "t.csv", "r.toml")]
    assert main(["select", *names[1:], "-o", names[0]]) == 0
    return names


def run(files: list[str], *words: str) -> int:
    parser = argparse.ArgumentParser()
    whatif.add(parser.add_subparsers())
    arguments = parser.parse_args(["what-if", *files, *words])
    return int(arguments.func(arguments))


def change(files: list[str], capsys: pytest.CaptureFixture[str], *settings: str) -> dict[str, object]:
    capsys.readouterr()
    assert run(files, "--json", *(w for s in settings for w in ("--set", s))) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_who_comes_and_who_goes(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    one = change(files, capsys, "size=4")
    assert (one["come"], one["go"], one["merit"], one["merit_before"]) == (["b", "d"], ["c"], 28.5, 21.5)
    two = change(files, capsys, "exclude=e")
    assert (two["come"], two["go"], two["relaxed"]) == (["b", "d"], ["c", "e"], False)
    assert change(files, capsys, "units.by.A.at_most=3", "targets.women.count=0", "exclude=e")["come"] == ["b"]
    assert change(files, capsys, "targets.women.count=3")["levels"] == [{"priority": 1, "shortfall": 1}]
    assert change(files, capsys, "units.at_least=2")["relaxed"] is True


def test_one_person_is_another(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    one = change(files, capsys, "person.b.score=12,5")
    assert (one["come"], one["go"]) == (["b"], ["a"])
    assert one["cost"] == 21.5 - one["merit"]
    assert change(files, capsys, "person.a.woman=1")["targets"] == [{"id": "women", "label": "woman", "before": 1, "after": 1}]
    assert change(files, capsys, "person.b.unit=B", "size=4")["come"] == ["b"]


def test_in_words(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(files, "--set", "include=d", "--set", "targets.women.share=100") == 0
    assert "Vào danh sách: 1 – d" in capsys.readouterr().out
    assert run(files, "--set", "units.at_least=2") == 0
    assert "phải nới" in capsys.readouterr().out


@pytest.mark.parametrize(
    "setting",
    [
        "size",
        "size=",
        "targets.men.share=3",
        "columns.id.x=1",
        "size=many",
        "exact.deep.er=1",
        "person.zz.score=1",
        "person.a.shoe=1",
        "person.a.id=q",
    ],
)
def test_what_names_nothing_is_refused(files: list[str], setting: str) -> None:
    with pytest.raises(UserError):
        run(files, "--set", setting)


@pytest.mark.parametrize("seed", range(8))
def test_a_warm_start_gives_the_list_of_a_cold_one(seed: int) -> None:
    r = random.Random(seed)
    people = [
        Candidate(
            f"c{i:03d}",
            f"U{r.randrange(12)}",
            r.randrange(1_000),
            attributes={"w": (str(r.randrange(2)),), "m": (str(r.randrange(4)),)},
        )
        for i in range(120)
    ]
    targets = (
        Target("w", "Nữ", "w", ("1",), share=Fraction(60), priority=1),
        Target("m", "Dân tộc", "m", ("0",), share=Fraction(30), priority=2),
    )
    rules = Rules(40, unit_default=Bounds(1, 6), targets=targets)
    session = Session(people, rules)
    for other in (
        replace(rules, size=43),
        replace(rules, unit_default=Bounds(2, 5)),
        replace(rules, targets=(replace(targets[0], share=Fraction(70)), targets[1])),
        replace(rules, targets=targets[:1]),
        replace(rules, must_exclude={min(session.before): "thử"}),
    ):
        assert session.change(other) == changed(people, other, session.before)
    richer = [replace(p, score=p.score * 3 + 1) for p in people]
    assert session.change(people=richer) == changed(richer, rules, session.before)
