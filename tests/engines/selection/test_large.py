from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from selection_oracle import ask, instance

from vinhdanh.engines.selection import Aim, InfeasibleError, Quota, engine, select, select_arrays
from vinhdanh.engines.selection.engine import solve as engine_solve
from vinhdanh.engines.selection.large import sift, solve
from vinhdanh.engines.selection.large.bridge import from_model
from vinhdanh.engines.selection.model import build
from vinhdanh.errors import UserError

TIGHT = (("woman", 0.42, 50), ("minority", 0.2, 30), ("worker", 0.35, 45))


def equals_brute_force(seed: int, largest: int) -> None:
    people, rules = instance(seed, largest)
    try:
        model = build(people, rules)
    except UserError:
        return
    answer = ask(people, rules)
    _, value = answer.best(np.arange(len(answer.lists)))
    try:
        found = from_model(model, rules.targets).solve()
    except InfeasibleError:
        assert any(value[:4])
        return
    mine = [0, 0, 0, 0, -len(found.chosen), *(p.best for p in found.levels[1:]), found.merit * model.unit_score]
    assert mine == value
    assert found.bound >= found.merit
    assert all(p.least <= p.best for p in found.levels)
    assert found.proof in {"proved", "core"}


@pytest.mark.parametrize("block", range(10))
def test_small_random_instances_equal_brute_force(block: int) -> None:
    for seed in range(20_000 + block * 30, 20_000 + block * 30 + 30):
        equals_brute_force(seed, 12)


@pytest.mark.parametrize("seed", range(9010, 9013))
def test_eighteen_candidates(seed: int) -> None:
    equals_brute_force(seed, 18)


def arrays(seed: int, n: int, harder: int = 0) -> tuple[dict[str, object], int]:
    r = np.random.default_rng(seed)
    marks = {name: (r.random(n) < share).astype(np.int64) for name, share, _ in TIGHT}
    score = r.integers(0, 6000, n) + 4000 - 700 * sum(marks.values())
    unit = r.integers(0, n // 8, n)
    size = n // 12
    at_most = np.maximum(r.integers(1, 3, n // 8), 1)
    at_least = np.zeros(n // 8, dtype=np.int64)
    at_least[: n // 80] = np.minimum(1, np.bincount(unit, minlength=n // 8)[: n // 80])
    columns = {**marks, "kind": r.integers(0, 4, n)}
    given = {
        "score": score,
        "unit": np.minimum(unit, n // 8 - 1),
        "columns": columns,
        "quotas": [Quota("kind", (k,), size // 5, size // 3) for k in range(4)],
        "aims": [
            Aim(name, (1,), share=Fraction(min(100, share + harder)), priority=k) for k, (name, _, share) in enumerate(TIGHT, 1)
        ],
        "at_least": at_least,
        "at_most": at_most,
    }
    given["unit"][0] = n // 8 - 1  # type: ignore[index]
    return given, size


@pytest.mark.parametrize(("seed", "harder"), [(1, 0), (2, 0), (3, 45), (4, 60)])
def test_sifting_in_small_cores_equals_everyone_at_once(seed: int, harder: int, monkeypatch: pytest.MonkeyPatch) -> None:
    given, size = arrays(seed, 1_600, harder)
    whole = select_arrays(size=size, **given)  # type: ignore[arg-type]
    for module, name, value in ((sift, "CORE", 120), (sift, "SMALLEST", 100), (solve, "FIRST", 60)):
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(sift.sift, "__kwdefaults__", {**sift.sift.__kwdefaults__, "core": 120})
    parts = select_arrays(size=size, **given)  # type: ignore[arg-type]
    assert (parts.merit, [p.best for p in parts.levels]) == (whole.merit, [p.best for p in whole.levels])
    assert parts.proof in {"proved", "core"}
    assert bool(harder) == any(p.best for p in parts.levels)


def test_the_same_as_the_engine_for_candidates() -> None:
    for seed in range(700, 725):
        people, rules = instance(seed, 60)
        mine = engine_solve(people, rules)
        if mine.asked is not mine.model:
            continue
        other = from_model(mine.model, rules.targets).solve()
        assert other.merit == mine.best.merit
        assert tuple(p.best for p in other.levels[1:]) == mine.levels.best
        assert select(people, rules).merit == other.merit * mine.model.unit_score


def test_above_the_threshold_the_large_method_chooses_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(40):
        people, rules = instance(seed, 40)
        try:
            usual = select(people, rules)
        except UserError:
            continue
        with monkeypatch.context() as patch:
            patch.setattr(engine, "LARGE", 0)
            large = select(people, rules)
        assert (large.merit, large.levels, large.status) == (usual.merit, usual.levels, usual.status)
        assert set(large.tied) == set(usual.tied)
        if usual.status == "relaxed":
            continue
        exact = {p.id: p.reason for p in usual.placed}
        for placed in large.placed:
            reason, true = placed.reason, exact[placed.id]
            if reason and true and reason.kind == true.kind == "points":
                assert (reason.low or 0) <= (true.high or 0)


def test_costs_bound_what_changing_sides_loses() -> None:
    given, size = arrays(5, 400)
    found = select_arrays(size=size, **given)  # type: ignore[arg-type]
    outside = np.setdiff1d(np.arange(400), found.chosen)[::29]
    for i in outside:
        must = np.zeros(400, dtype=bool)
        must[i] = True
        try:
            forced = select_arrays(size=size, must_include=must, **given)  # type: ignore[arg-type]
        except InfeasibleError:
            continue
        if [p.best for p in forced.levels] == [p.best for p in found.levels]:
            assert forced.merit <= (found.value - int(found.costs[i])) >> found.shift


def test_one_union_of_all_and_excluded_ones() -> None:
    score = np.arange(3_000) * 10**7
    out = np.zeros(3_000, dtype=bool)
    out[-5:] = True
    found = select_arrays(score, np.zeros(3_000, dtype=int), 10, must_exclude=out)
    assert found.chosen.tolist() == list(range(2_985, 2_995))
    assert found.proof == "proved"


def test_families_are_coupled() -> None:
    family = np.array([1, 1, 2, 2, 0])
    found = select_arrays(
        [9, 8, 7, 6, 1], np.arange(5), 3, columns={"family": family}, quotas=[Quota("family", (k,), at_most=1) for k in (1, 2)]
    )
    assert found.chosen.tolist() == [0, 2, 4]


@pytest.mark.parametrize(
    "wrong",
    [
        {"score": []},
        {"score": [1.5, 2, 3]},
        {"score": [float("nan"), 2, 3]},
        {"score": ["a", "b", "c"]},
        {"score": [10**12, 2, 3]},
        {"unit": [0, -1, 0]},
        {"unit": [0, 1]},
        {"size": -1},
        {"aims": [Aim("nowhere", (1,), count=1)]},
        {"must_include": [True, False, False], "must_exclude": [True, False, False]},
    ],
)
def test_bad_arrays_are_refused_in_words(wrong: dict[str, object]) -> None:
    good: dict[str, object] = {"score": [3, 2, 1], "unit": [0, 0, 1], "size": 2}
    with pytest.raises(UserError):
        select_arrays(**{**good, **wrong})  # type: ignore[arg-type]


def test_what_cannot_hold_is_said() -> None:
    for wrong in ({"at_least": 3}, {"columns": {"c": [0, 1, 1]}, "quotas": [Quota("c", (0,), 2)]}):
        with pytest.raises(InfeasibleError):
            select_arrays([3, 2, 1], [0, 0, 0], 2, **wrong)  # type: ignore[arg-type]


def test_one_union_of_all_with_scores_of_a_milliard_points_does_not_overflow() -> None:
    r = np.random.default_rng(1)
    n, size = 100_000, 2_500
    score, woman = r.integers(0, 10**11, n), r.integers(0, 2, n)
    found = select_arrays(
        score, np.zeros(n, dtype=np.int64), size, columns={"woman": woman}, aims=[Aim("woman", (1,), share=Fraction(60))]
    )
    women, men = np.sort(score[woman == 1])[-1500:], np.sort(score[woman == 0])[-1000:]
    assert found.merit == sum(women.tolist()) + sum(men.tolist()) == found.bound
