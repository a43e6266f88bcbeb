"""The list of bad input that the selection must answer rightly or refuse in words: by candidates, by files of either size, by arrays."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from vinhdanh.engines.selection import (
    Aim,
    Bounds,
    Candidate,
    InfeasibleError,
    Quota,
    Rules,
    Target,
    files,
    select,
    select_arrays,
    select_files,
)
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

PEOPLE = [Candidate(f"C{i}", f"U{i % 2}", 100 * i, attributes={"woman": (str(i % 2),)}) for i in range(6)]
ROWS = "".join(f"C{i},U{i % 2},{i},{i % 2}\n" for i in range(6))
HEAD = "id,unit,score,woman\n"


@pytest.fixture(params=[10_000, 2], ids=["small", "large"])
def by_file(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(files, "LARGE", request.param)

    def choose(table: str, rules: str) -> dict[str, Any]:
        (tmp_path / "t.csv").write_text(table, encoding="utf-8")
        (tmp_path / "r.toml").write_text(rules, encoding="utf-8")
        found: dict[str, Any] = select_files(tmp_path / "t.csv", tmp_path / "r.toml")["choices"][0]
        return found

    return choose


def test_an_empty_pool(by_file: Any) -> None:
    with pytest.raises(UserError, match="trống"):
        select([], Rules(3))
    with pytest.raises(UserError, match="trống"):
        select_arrays([], [], 3)
    with pytest.raises(UserError, match=r"trống|không có dòng"):
        by_file(HEAD, "size = 3\n")


def test_fewer_candidates_than_seats(by_file: Any) -> None:
    assert len(select(PEOPLE, Rules(9)).chosen) == 6
    found = select(PEOPLE, Rules(9, exact=True))
    assert (found.status, found.relaxations[0].kind, len(found.chosen)) == ("relaxed", "size", 6)
    assert len(select_arrays([1, 2], [0, 0], 9).chosen) == 2
    assert "để trống" in " ".join(by_file(HEAD + ROWS, "size = 9\n")["notes"])
    relaxed = by_file(HEAD + ROWS, "size = 9\nexact = true\n")
    assert (relaxed["status"], relaxed["relaxations"][0]["kind"]) == ("relaxed", "size")
    assert relaxed["conflicts"]


def test_a_target_on_a_column_that_is_not_there(by_file: Any) -> None:
    target = Target("t", "Trẻ", "young", ("1",), share=Fraction(30))
    with pytest.raises(UserError, match="young"):
        select(PEOPLE, Rules(3, targets=(target,)))
    for rows in ({"quotas": [Quota("young", (1,), 1)]}, {"aims": [Aim("young", (1,), count=1)]}):
        with pytest.raises(UserError, match="young"):
            select_arrays([1, 2], [0, 0], 1, **rows)  # type: ignore[arg-type]  # one of two keywords
    with pytest.raises(UserError, match="young"):
        by_file(HEAD + ROWS, 'size = 3\n[[targets]]\ncolumn = "young"\nshare = 30\n')


def test_shares_that_add_up_to_more_than_everyone(by_file: Any) -> None:
    wanted = [Target(v, v, "woman", (v,), share=Fraction(70), priority=k) for k, v in enumerate("01", 1)]
    found = select(PEOPLE, Rules(3, targets=tuple(wanted)))
    assert "vượt quá 100" in " ".join(found.warnings)
    assert [miss for _, miss in found.levels] == [0, 3]
    asked = "".join(f'[[targets]]\nid = "w{v}"\ncolumn = "woman"\nvalues = ["{v}"]\nshare = 70\n' for v in "01")
    told = by_file(HEAD + ROWS, "size = 3\n" + asked)
    assert "vượt quá 100" in " ".join(told["warnings"])
    assert [level["shortfall"] for level in told["levels"]] == [0, 3]
    aims = [Aim("w", (v,), share=Fraction(70), priority=1 + v) for v in (0, 1)]
    assert [level.best for level in select_arrays(range(6), [0] * 6, 3, columns={"w": [0, 1] * 3}, aims=aims).levels] == [0, 0, 3]


def test_a_cap_below_the_must_includes(by_file: Any) -> None:
    must = {"C0": "Quyết định", "C2": "Quyết định"}
    found = select(PEOPLE, Rules(3, unit_default=Bounds(0, 1), must_include=must))
    assert found.status == "relaxed"
    assert [(r.kind, r.of, r.applied) for r in found.relaxations] == [("unit_cap", "U0", 2)]
    decided = "".join(f'[[must_include]]\nid = "{i}"\nreason = "Quyết định"\n' for i in must)
    told = by_file(HEAD + ROWS, "size = 3\n[units]\nat_most = 1\n" + decided)
    assert [(r["kind"], r["of"], r["applied"]) for r in told["relaxations"]] == [("unit_cap", "U0", 2)]
    assert any("theo quyết định" in phrase for phrase in told["conflicts"])
    with pytest.raises(InfeasibleError, match="đơn vị 0 có nhiều nhất 1"):
        select_arrays([1, 2, 3], [0, 0, 1], 2, at_most=1, must_include=[True, True, False])
    with pytest.raises(UserError):
        select(PEOPLE, Rules(1, must_include=must))
    with pytest.raises(UserError):
        by_file(HEAD + ROWS, "size = 1\n" + decided)


@pytest.mark.parametrize("cell", ["nan", "inf", "abc", "", "1e5", "1.000.000", "١٢"])
def test_scores_that_are_no_numbers(by_file: Any, cell: str) -> None:
    with pytest.raises(UserError, match="dòng 8"):
        by_file(HEAD + ROWS + f"X,U1,{cell},0\n", "size = 3\n")


def test_scores_that_are_no_numbers_in_arrays() -> None:
    for scores in ([1.0, np.nan], [np.inf, 1.0], ["a", "b"], [0.5, 1.0], [[1, 2]]):
        with pytest.raises(UserError):
            select_arrays(scores, [0, 0], 1)


def test_one_person_twice(by_file: Any) -> None:
    with pytest.raises(UserError, match="C1"):
        select([*PEOPLE, PEOPLE[1]], Rules(3))
    with pytest.raises(UserError, match=r"dòng 8.*đã có ở dòng 3"):
        by_file(HEAD + ROWS + "C1,U0,5,1\n", "size = 3\n")


def test_scores_up_to_a_milliard(by_file: Any) -> None:
    best = [Candidate(f"C{i}", "U", 10**11 - i) for i in range(6)]
    found = select(best, Rules(3))
    assert (found.merit, found.bound) == (3 * 10**11 - 3,) * 2
    rows = "".join(f"C{i},U,{10**9 - i},0\n" for i in range(6))
    told = by_file(HEAD + rows, "size = 3\n")
    assert told["merit"] == told["bound"] == 3 * 10**9 - 3
    with pytest.raises(UserError, match="dòng 8"):
        by_file(HEAD + rows + "X,U,1000000001,0\n", "size = 3\n")
    top = select_arrays(np.full(2_000, 10**11) - np.arange(2_000), np.zeros(2_000, dtype=int), 1_000)
    assert top.merit == 1_000 * 10**11 - 999 * 500
    with pytest.raises(UserError):
        select_arrays([10**11 + 1], [0], 1)


def test_one_union_of_five_hundred_thousand() -> None:
    n, r = 500_000, np.random.default_rng(1)
    score, woman = r.integers(0, 10**11, n), r.integers(0, 2, n)
    found = select_arrays(
        score, np.zeros(n, dtype=int), 1_000, columns={"w": woman}, quotas=[Quota("w", (1,), 700)], at_most=900, at_least=10
    )
    assert len(found.chosen) == 900
    women = np.sort(score[woman == 1])[::-1][:700]
    rest = np.sort(np.concatenate([np.sort(score[woman == 1])[::-1][700:], score[woman == 0]]))[::-1][:200]
    assert found.merit == int(women.sum()) + int(rest.sum())
    assert found.proof in {"proved", "core"}


def test_one_union_of_many_by_file(by_file: Any) -> None:
    r = random.Random(2)
    rows = [f"C{i:05d},U,{r.randrange(10**6)},{r.randrange(2)}" for i in range(3_000)]
    told = by_file(HEAD + "\n".join(rows) + "\n", "size = 300\n[units]\nat_most = 200\n")
    best = sorted((int(row.split(",")[2]) for row in rows), reverse=True)[:200]
    assert told["merit"] == sum(best)
