from __future__ import annotations

import hashlib
import itertools
import json
import random
from typing import TYPE_CHECKING

import pytest

from vinhdanh.cli.main import main
from vinhdanh.engines.selection import Bounds, Candidate, Category, Family, Rules, engine, select
from vinhdanh.engines.selection.families import groups, touched
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "id,score,home,spouse\na,9,h1,\nb,8,h1,e\nc,7,h2,\nd,6,h2,\ne,5,,b\nf,4,,\n"


def pool(seed: int, n: int = 11) -> list[Candidate]:
    r = random.Random(seed)
    return [
        Candidate(f"c{i:02d}", r.choice("AB"), r.randrange(1, 40), attributes={"home": (f"h{r.randrange(4)}",), "spouse": ()})
        for i in range(n)
    ]


def brute(people: list[Candidate], size: int, cap: int, per_home: int) -> tuple[int, int]:
    """Most places, then the greatest merit."""
    best = (-1, 0)
    for k in range(size + 1):
        for some in itertools.combinations(people, k):
            homes = [c.attributes["home"] for c in some]
            units = [c.unit for c in some]
            if all(homes.count(h) <= per_home for h in homes) and all(units.count(u) <= cap for u in units):
                best = max(best, (k, sum(c.score for c in some)))
    return best


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_the_best_list_of_all_that_keep_families_apart(seed: int, large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if large:
        monkeypatch.setattr(engine, "LARGE", 5)
    people, per_home = pool(seed), 1 + seed % 2
    rules = Rules(5, unit_default=Bounds(0, 3), families=(Family("home", "Cùng hộ", per_home, "home"),))
    found = select(people, rules)
    assert (len(found.chosen), found.merit) == brute(people, 5, 3, per_home)


def test_nobody_else_of_a_full_family_comes_by_points() -> None:
    people = pool(3)
    found = select(people, Rules(3, families=(Family("home", "Cùng hộ", 1, "home"),)))
    assert len(found.chosen) == 3
    for placed in found.placed:
        if placed.reason and placed.reason.kind == "points" and placed.reason.high is not None:
            raised = [
                Candidate(c.id, c.unit, c.score + placed.reason.high * (c.id == placed.id), attributes=c.attributes)
                for c in people
            ]
            merit = select(raised, Rules(3, families=(Family("home", "Cùng hộ", 1, "home"),))).merit
            assert merit == found.merit


def test_chains_of_spouses_and_named_groups() -> None:
    people = [
        Candidate("a", score=9, attributes={"spouse": ("b",)}),
        Candidate("b", score=8, attributes={"spouse": ("a",)}),
        Candidate("c", score=7, attributes={"spouse": ("nobody",)}),
        Candidate("d", score=6, attributes={"spouse": ()}),
        Candidate("e", score=5, attributes={"spouse": ("d",)}),
    ]
    pairs = Family("spouse", "Vợ chồng", column="spouse", by_id=True)
    assert set(select(people, Rules(3, families=(pairs,))).chosen) == {"a", "c", "d"}
    named = Family("x", "Cùng phòng", members=("a", "c"))
    assert set(select(people, Rules(3, families=(pairs, named))).chosen) == {"b", "c", "d"}
    with pytest.raises(UserError):
        select(people, Rules(3, families=(Family("x", "x", members=("a", "zz")),)))
    with pytest.raises(UserError):
        select(people, Rules(3, families=(Family("x", "x", column="home"),)))


def test_two_of_a_family_by_decision_are_said_to_conflict() -> None:
    people = pool(1)
    home = people[0].attributes["home"]
    two = [c.id for c in people if c.attributes["home"] == home][:2]
    found = select(people, Rules(4, must_include=dict.fromkeys(two, "QĐ"), families=(Family("home", "Cùng hộ", 1, "home"),)))
    assert found.status == "relaxed"
    assert any("Cùng hộ: h" in c for c in found.conflicts)
    assert any("nhóm “Cùng hộ" in r.sentence or "Nhóm “Cùng hộ" in r.sentence for r in found.relaxations)


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    return tmp_path / "t.csv", tmp_path / "r.toml"


def test_in_a_rules_file(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    table, rules = files

    def chosen(families: str) -> list[str]:
        rules.write_text("size = 3\n" + families, encoding="utf-8")
        assert main(["select", str(table), str(rules), "--json"]) == 0
        return sorted(json.loads(capsys.readouterr().out)["choices"][0]["chosen"])

    assert chosen("") == ["a", "b", "c"]
    assert chosen('[[families]]\ncolumn = "home"\nlabel = "Cùng hộ"\n') == ["a", "c", "e"]
    assert chosen('[[families]]\ncolumn = "home"\nat_most = 2\n') == ["a", "b", "c"]
    assert chosen('[[families]]\ncolumn = "home"\n[[families]]\nmembers = ["a", "c", "d"]\n') == ["b", "c", "e"]
    assert chosen('[[families]]\ncolumn = "spouse"\nby = "id"\n[[families]]\nmembers = ["a", "c"]\n') == ["a", "b", "d"]


@pytest.mark.parametrize(
    "families",
    [
        "[[families]]\n",
        '[[families]]\ncolumn = "nothing"\n',
        '[[families]]\nmembers = ["a"]\n',
        '[[families]]\ncolumn = "home"\nmembers = ["a", "b"]\n',
        '[[families]]\ncolumn = "home"\nby = "age"\n',
    ],
)
def test_what_couples_nobody_is_refused(families: str, files: tuple[Path, Path]) -> None:
    table, rules = files
    rules.write_text("size = 3\n" + families, encoding="utf-8")
    assert main(["select", str(table), str(rules)]) == 2


def test_a_certificate_covers_families(files: tuple[Path, Path], tmp_path: Path) -> None:
    table, rules = files
    paper, result = tmp_path / "c.json", tmp_path / "o.json"
    rules.write_text('size = 3\n[[families]]\ncolumn = "home"\nlabel = "Cùng hộ"\n', encoding="utf-8")
    assert main(["select", str(table), str(rules), "--certificate", str(paper), "-o", str(result)]) == 0
    asked = ["check-selection", str(paper), str(table), str(rules)]
    assert main(asked) in {0, 1}
    # a list of two of one household is rejected, whatever else it says
    loose = tmp_path / "loose.toml"
    loose.write_text("size = 3\n", encoding="utf-8")
    forged = tmp_path / "forged.json"
    assert main(["select", str(table), str(loose), "--certificate", str(forged)]) == 0
    body = json.loads(forged.read_text())
    body["rules"] = json.loads(paper.read_text())["rules"]
    body.pop("seal")
    body["seal"] = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    forged.write_text(json.dumps(body))
    assert main(["check-selection", str(forged), str(table), str(rules)]) == 3
    rules.write_text('size = 3\n[[families]]\ncolumn = "spouse"\nby = "id"\n', encoding="utf-8")
    assert main(["select", str(table), str(rules), "--certificate", str(tmp_path / "none.json")]) == 2


def couples(at_most: int = 1, **more: object) -> Family:
    return Family("f", "Gia đình", column="home", at_most=at_most, **more)


HOMES = [
    Candidate("A", attributes={"home": ("1",)}),
    Candidate("B", attributes={}),
    Candidate("C", attributes={"home": ("1",)}),
    Candidate("D", attributes={"home": ("2",)}),
    Candidate("E", attributes={"home": ("2",)}),
]


def test_groups_that_can_be_broken_are_rows_with_their_names() -> None:
    first = Category("f:1", "Gia đình: 1", "home", ("1",), 0, 1, frozenset("AC"))
    second = Category("f:2", "Gia đình: 2", "home", ("2",), 0, 1, frozenset("DE"))
    assert groups(HOMES, Rules(3, families=(couples(),))) == (first, second)
    assert groups(HOMES, Rules(3, families=(couples(at_most=2),))) == ()
    assert groups(HOMES, Rules(3, families=(couples(),), must_exclude={"A": ""})) == (second,)
    named = Family("g", "Nhóm", members=("A", "D", "B"), at_most=2)
    assert groups(HOMES, Rules(3, families=(named,))) == (Category("g", "Nhóm", "", ("",), 0, 2, frozenset("ABD")),)


def test_chains_go_by_the_first_id_and_over_who_is_no_candidate() -> None:
    people = [
        Candidate("A", attributes={"spouse": ("Z", "C")}),
        Candidate("B", attributes={}),
        Candidate("C", attributes={}),
        Candidate("D", attributes={"spouse": ("B",)}),
    ]
    found = groups(people, Rules(3, families=(Family("f", "Vợ chồng", column="spouse", by_id=True),)))
    assert [(row.id, sorted(row.members)) for row in found] == [("f:A", ["A", "C"]), ("f:B", ["B", "D"])]


@pytest.mark.parametrize(("open_", "rows"), [("A", 0), ("AC", 1), ("ACDE", 2), ("CD", 0), ("", 0)])
def test_only_groups_with_more_than_their_cap_on_the_list_are_touched(open_: str, rows: int) -> None:
    waiting = groups(HOMES, Rules(3, families=(couples(),)))
    assert touched(waiting, set(open_)) == waiting[:rows]
    assert touched((Category("k", "K", "home", ("1",), 0, None, frozenset("AC")),), set(open_)) == ()
