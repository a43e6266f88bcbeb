from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from selection_oracle import ask, instance

from vinhdanh.engines.selection import (
    Bounds,
    Candidate,
    Category,
    InfeasibleError,
    Quota,
    Rules,
    Target,
    engine,
    relax,
    select,
    select_arrays,
)
from vinhdanh.engines.selection.large import bridge
from vinhdanh.engines.selection.large import conflict as conflicts
from vinhdanh.engines.selection.large.solve import UnfinishedError
from vinhdanh.engines.selection.levels import classes, fill, hard_program
from vinhdanh.engines.selection.model import Model, build
from vinhdanh.engines.selection.relax import Row, conflict
from vinhdanh.errors import UserError


def possible(model: Model, asked: tuple[Row, ...]) -> bool:
    """Whether these bounds alone can hold: one integer program over named people's classes."""
    free = model.n + 1
    bounds = {
        "unit_floor": np.zeros_like(model.unit_lo),
        "unit_cap": np.full_like(model.unit_hi, free),
        "category_floor": np.zeros_like(model.cat_lo),
        "category_cap": np.full_like(model.cat_hi, free),
    }
    must, size = np.zeros(model.n, dtype=bool), {"size_floor": 0, "size_cap": free}
    for row in asked:
        if row.kind == "include":
            must[row.of] = True
        elif row.kind in size:
            size[row.kind] = row.bound
        else:
            bounds[row.kind][row.of] = row.bound
    part = replace(
        model,
        must=must,
        unit_lo=bounds["unit_floor"],
        unit_hi=bounds["unit_cap"],
        cat_lo=bounds["category_floor"],
        cat_hi=bounds["category_cap"],
    )
    group = classes(part)
    program = hard_program(part, group, size["size_floor"], size["size_cap"])
    return program.maximise(np.zeros(len(group.count), dtype=np.int64)) is not None


@pytest.mark.parametrize("fill_all", [False, True])
@pytest.mark.parametrize("block", range(4))
def test_a_conflict_cannot_hold_and_without_any_one_of_its_bounds_it_can(block: int, fill_all: bool) -> None:
    seen = 0
    for seed in range(block * 30, block * 30 + 30):
        try:
            model = build(*instance(seed, 12 if seed % 3 else 60))
        except UserError:
            continue
        model = replace(model, masks=model.masks[: model.categories])
        rows = conflict(model, fill=fill_all)
        if not rows:
            group = classes(model)
            program = hard_program(model, group, model.size if fill_all else 0, model.size)
            assert program.maximise(np.zeros(len(group.count), dtype=np.int64)) is not None
            continue
        seen += 1
        assert not possible(model, rows)
        for k in range(len(rows)):
            assert possible(model, rows[:k] + rows[k + 1 :])
    assert seen > 2


def test_the_cheapest_way_out_of_the_large_method_equals_brute_force() -> None:
    seen = 0
    for seed in range(200):
        people, rules = instance(seed, 12)
        try:
            model = build(people, rules)
        except UserError:
            continue
        if model.n == 0 or fill(model, classes(model)) is not None:
            continue
        listed = bridge.loosened(model, rules.targets)
        assert listed is not None
        seen += 1
        answer = ask(people, rules)
        _, value = answer.best(np.arange(len(answer.lists)))
        row = np.flatnonzero((answer.lists == listed).all(axis=1))
        assert answer.best(row)[1] == value
    assert seen > 40


def crowd(n: int, units: int, seed: int = 1) -> list[Candidate]:
    r = random.Random(seed)
    return [
        Candidate(
            f"C{i:05d}", f"U{r.randrange(units):03d}", r.randrange(10_000), attributes={"woman": (str(int(r.random() < 0.4)),)}
        )
        for i in range(n)
    ]


def test_more_than_ten_thousand_whose_bounds_cannot_hold_get_a_conflict_and_a_way_out_in_words() -> None:
    people = crowd(engine.LARGE + 500, 300)
    women = Target("women", "Nữ", "woman", ("1",), share=Fraction(50))
    result = select(people, Rules(200, unit_default=Bounds(1, 3), targets=(women,)))
    assert result.status == "relaxed"
    assert len(result.chosen) == 200
    assert len(result.conflicts) == 202  # 201 floors and the number of places
    assert result.conflicts[0] == "tổng số không quá 200"
    assert {(r.kind, r.asked - r.applied) for r in result.relaxations} == {("unit_floor", 1)}
    assert len(result.relaxations) == 100
    assert result.targets[0].met
    assert "không thể cùng được giữ" in result.notes[0]


def test_the_places_that_stay_empty_above_ten_thousand_are_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    people = crowd(300, 10)
    rules = Rules(40, exact=True, unit_default=Bounds(0, 3))
    usual = select(people, rules)
    monkeypatch.setattr(engine, "LARGE", 100)
    large = select(people, rules)
    assert (large.chosen, large.relaxations, large.conflicts) == (usual.chosen, usual.relaxations, usual.conflicts)
    assert len(large.chosen) == 30
    assert large.status == "relaxed"


def test_the_large_method_and_the_programs_give_way_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    people = crowd(120, 40)
    category = Category("k", "Nữ", "woman", ("1",), 20, None)
    rules = Rules(25, unit_default=Bounds(1, 2), categories=(category,))
    usual = select(people, rules)
    monkeypatch.setattr(relax, "MANY", 50)
    other = select(people, rules)
    assert (other.merit, other.levels, len(other.relaxations)) == (usual.merit, usual.levels, len(usual.relaxations))


def test_arrays_name_the_bounds_that_cannot_hold() -> None:
    column = np.array([0, 1, 1, 1])
    with pytest.raises(InfeasibleError, match="không thể cùng") as error:
        select_arrays([4, 3, 2, 1], [0, 0, 1, 1], 2, columns={"c": column}, quotas=[Quota("c", (1,), 2), Quota("c", (0,), 1)])
    assert [(b.kind, b.bound) for b in error.value.bounds] == [("row_cap", 2), ("row_floor", 2), ("row_floor", 1)]
    with pytest.raises(InfeasibleError) as error:
        select_arrays(np.ones(60), np.arange(60) // 2, 20, at_least=1)
    assert len(error.value.bounds) == 22
    assert "và 10 giới hạn khác" in error.value.vi
    assert "đơn vị 9 có ít nhất 1" in error.value.vi
    with pytest.raises(InfeasibleError, match="tổng số có nhiều nhất 2; phải chọn người thứ 1") as error:
        select_arrays(
            np.ones(5), np.arange(5), 2, must_include=[False, True, True, True, False], must_exclude=[True, *[False] * 4]
        )


def test_a_conflict_with_too_many_kinds_of_people_is_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts, "MOST_CELLS", -1)
    column = np.array([0, 1, 1, 1])
    with pytest.raises(UnfinishedError, match="chưa chứng minh được"):
        select_arrays(
            [4, 3, 2, 1], [0, 0, 1, 1], 2, columns={"c": column}, quotas=[Quota("c", (1,), 2), Quota("c", (0,), 1)], at_most=2
        )


def test_a_shared_level_of_several_thousand_meets_its_bound() -> None:
    r = np.random.default_rng(3)
    n = 6_000
    marks = {f"m{k}": (r.random(n) < 0.02).astype(np.int64) for k in range(3)}
    from vinhdanh.engines.selection import Aim  # noqa: PLC0415

    aims = [Aim(name, (1,), count=200, priority=1) for name in marks]
    found = select_arrays(r.integers(0, 9_000, n), r.integers(0, 700, n), 400, columns=marks, aims=aims, at_most=2)
    level = found.levels[1]
    assert level.best == level.least > 0
    assert found.proof in {"proved", "core"}
