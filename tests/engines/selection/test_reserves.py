from __future__ import annotations

from dataclasses import replace

import pytest
from selection_oracle import applied, ask, instance

from vinhdanh.engines.selection import Bounds, Candidate, Category, Relaxation, Rules, Target, select, verify
from vinhdanh.errors import UserError


def test_a_reserve_who_keeps_the_target_goes_before_a_higher_score() -> None:
    women = Target("w", "Nữ", "woman", ("1",), count=1)
    people = [
        Candidate("W1", score=50, attributes={"woman": ("1",)}),
        Candidate("M1", score=90, attributes={"woman": ("0",)}),
        Candidate("W2", score=10, attributes={"woman": ("1",)}),
        Candidate("M2", score=40, attributes={"woman": ("0",)}),
    ]
    result = select(people, Rules(2, targets=(women,), reserves=2))
    assert result.reserves == ("W2", "M2")
    assert result.substitutes == {"M1": "W2", "W1": "W2"}
    assert next(p for p in result.placed if p.id == "W2").why == "Dự khuyết thứ 1."


def test_nobody_in_reserve_who_could_never_step_in() -> None:
    people = [Candidate("A", "U", 2), Candidate("B", "U", 1), Candidate("C", "V", 5)]
    result = select(people, Rules(2, unit_default=Bounds(1, 1), reserves=9))
    assert result.reserves == ("B",)
    assert result.substitutes == {"A": "B"}


def test_the_next_reserve_is_for_those_not_covered_yet() -> None:
    people = [Candidate("P1", "P", 90), Candidate("P2", "P", 80), Candidate("P3", "P", 70), Candidate("P4", "P", 60)]
    people += [Candidate("Q1", "Q", 50), Candidate("Q2", "Q", 10)]
    result = select(people, Rules(3, units={"P": Bounds(2, 2), "Q": Bounds(1, 1)}, reserves=4))
    assert result.chosen == ("P1", "P2", "Q1")
    assert result.reserves == ("P3", "Q2", "P4")
    assert result.substitutes == {"P1": "P3", "P2": "P3", "Q1": "Q2"}
    assert select(people, Rules(3, units={"P": Bounds(2, 2), "Q": Bounds(1, 1)}, reserves=1)).reserves == ("P3",)


def test_when_everyone_is_covered_the_count_starts_again() -> None:
    people = [Candidate("A", "U", 100), Candidate("B", "V", 90)]
    people += [Candidate("X1", "W", 50), Candidate("X2", "W", 5), Candidate("Y", "U", 10)]
    result = select(people, Rules(2, units={"U": Bounds(0, 1)}, reserves=3))
    assert result.chosen == ("A", "B")
    assert result.reserves == ("X1", "X2", "Y"), "a second one for both goes before a higher score for one of them"
    assert result.substitutes == {"A": "X1", "B": "X1"}


@pytest.mark.parametrize("seed", range(300, 360))
def test_every_substitution_keeps_bounds_and_levels(seed: int) -> None:
    people, rules = instance(seed)
    try:
        result = select(people, replace(rules, reserves=4))
    except UserError:
        return
    answer = ask(people, applied(rules, result))
    rows = {tuple(row): k for k, row in enumerate(answer.lists.tolist())}
    base = len(result.chosen)

    def levels(ids: set[str]) -> tuple[int, ...] | None:
        k = rows.get(tuple(int(i in ids) for i in answer.ids))
        return None if k is None or answer.broken[k].any() else tuple(answer.misses[base, k])

    now = levels(set(result.chosen))
    for gone in set(result.chosen) - set(rules.must_include):
        clean = []
        for r in result.reserves:
            after = levels(set(result.chosen) - {gone} | {r})
            if after is not None and all(a <= b for a, b in zip(after, now or (), strict=True)):
                clean.append(r)
        assert result.substitutes.get(gone) == (clean[0] if clean else None)


def test_verify_sees_what_is_wrong() -> None:
    people, rules = instance(314)
    result = select(people, rules)
    assert verify(people, rules, result) == ()
    assert verify(people, rules, replace(result, merit=result.merit + 1))
    assert verify(people, rules, replace(result, chosen=result.chosen[1:]))
    assert verify(people, replace(rules, must_include={p.id: "x" for p in people}), result)
    assert verify(people, replace(rules, must_exclude=dict.fromkeys(result.chosen, "x")), result)
    assert verify(people, replace(rules, size=0), result)
    assert verify(people, replace(rules, unit_default=Bounds(9), units={}), result)
    wrong = tuple(replace(t, count=t.count + 1) for t in result.targets)
    assert bool(verify(people, rules, replace(result, targets=wrong))) == bool(wrong)
    assert verify(people, rules, replace(result, levels=((1, 99),)))


PEOPLE = (
    Candidate("A", "U", 50, attributes={"woman": ("1",), "kind": ("x", "y")}),
    Candidate("B", "U", 40, attributes={"woman": ("0",), "kind": ("y",)}),
    Candidate("C", "V", 30, attributes={"woman": ("1",)}),
    Candidate("D", "V", 20, attributes={"woman": ("0",), "kind": ("z",)}),
)
WOMEN = Target("w", "Nữ", "woman", ("1",), count=1)


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (Rules(2), []),
        (Rules(3), []),
        (Rules(1), ["2 chosen for 1 places"]),
        (Rules(2, must_include={"A": "", "C": ""}), ["C is not included"]),
        (Rules(2, must_exclude={"B": "", "C": ""}), ["B is not excluded"]),
        (Rules(2, unit_default=Bounds(0, 2)), []),
        (Rules(2, unit_default=Bounds(0, 1)), ["unit U: 2 is outside 0–1"]),
        (Rules(2, unit_default=Bounds(1)), ["unit V: 0 is outside 1–None"]),
        (Rules(2, unit_default=Bounds(0, 1), units={"U": Bounds(2, 2), "W": Bounds(1)}), ["unit W: 0 is outside 1–None"]),
        (Rules(2, categories=(Category("k", "K", "kind", ("x", "z"), 1, 1),)), []),
        (Rules(2, categories=(Category("k", "K", "kind", ("x", "z"), 2, 3),)), ["k: 1 is outside 2–3"]),
        (Rules(2, categories=(Category("k", "K", "none", ("x",), 0, 1),)), []),
        (Rules(2, categories=(Category("k", "K", "kind", ("y",), 0, 1),)), ["k: 2 is outside 0–1"]),
        (Rules(2, categories=(Category("g", "G", "", (), 0, 1, members=frozenset("ABD")),)), ["g: 2 is outside 0–1"]),
    ],
)
def test_each_fault_is_said_by_its_name(rules: Rules, said: list[str]) -> None:
    assert list(verify(PEOPLE, rules, select(PEOPLE, Rules(2)))) == said


def test_merit_bound_targets_and_levels_are_counted_anew() -> None:
    rules = Rules(2, targets=(WOMEN,))
    result = select(PEOPLE, rules)
    (told,) = result.targets
    assert (result.chosen, result.merit, told.count, result.levels) == (("A", "B"), 90, 1, ((1, 0),))

    def said(**other: object) -> list[str]:
        return list(verify(PEOPLE, rules, replace(result, **other)))

    assert said() == said(bound=result.merit + 1) == []
    assert said(merit=91) == said(merit=89) == said(bound=89) == ["the merit is not the sum of the scores"]
    assert said(levels=()) == ["levels [(1, 0)], not ()"]
    for wrong in ({"count": 0}, {"base": 3}, {"shortfall": 1}, {"met": False}):
        shown = replace(told, **wrong)
        assert said(targets=(shown,)) == [f"target w: 1 of 2, not {shown.count} of {shown.base}"]
    none = replace(told, low=3, high=3, shortfall=2, met=False)
    assert said(targets=(none,), levels=((1, 2),)) == []
    many = replace(told, low=0, high=0, shortfall=1, met=False)
    assert said(targets=(many,), levels=((1, 1),)) == []


def test_bounds_that_gave_way_count_as_they_gave_way() -> None:
    rules = Rules(2, unit_default=Bounds(1, 1), categories=(Category("k", "K", "kind", ("y",), 3, 1),))
    result = replace(
        select(PEOPLE, Rules(2)),
        relaxations=(
            Relaxation("unit_cap", "U", 1, 2, ""),
            Relaxation("unit_floor", "V", 1, 0, ""),
            Relaxation("category_floor", "k", 3, 2, ""),
            Relaxation("category_cap", "k", 1, 2, ""),
        ),
    )
    assert verify(PEOPLE, rules, result) == ()
    assert [said.partition(":")[0] for said in verify(PEOPLE, rules, replace(result, relaxations=()))] == [
        "unit U",
        "unit V",
        "k",
    ]
