from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from vinhdanh.engines.selection import Bounds, Candidate, Category, Rules, Target, reasons, select
from vinhdanh.engines.selection.engine import solve

MARKS = (("woman", 0.42, 50), ("minority", 0.2, 30), ("worker", 0.35, 45), ("plain", 0.5, 60), ("young", 0.3, 40))


def tight(seed: int, n: int = 120, harder: int = 0) -> tuple[list[Candidate], Rules]:
    """A district in small: merit set against the targets, caps that bind; `harder` percent more than can be had."""
    r = random.Random(seed)
    units = n // 7
    people = []
    for i in range(n):
        marks = {name: r.random() < share for name, share, _ in MARKS}
        score = int(r.randrange(10_000) * 0.6 + 4_000 * (1 - 0.16 * sum(marks.values())))
        attributes = {name: ("1",) if mark else ("0",) for name, mark in marks.items()} | {"kind": (r.choice("xyz"),)}
        people.append(Candidate(f"C{i:03d}", f"U{r.randrange(units):02d}", score, attributes=attributes))
    targets = tuple(
        Target(name, name, name, ("1",), share=Fraction(min(100, share + harder)), priority=1 + k // (2 if seed % 2 else 1))
        for k, (name, _, share) in enumerate(MARKS)
    )
    categories = (Category("x", "X", "kind", ("x",), 2, n // 8),) if seed % 3 else ()
    return people, Rules(n * 175 // 420, targets=targets, unit_default=Bounds(1, 3), categories=categories, reserves=5)


def forced(people: list[Candidate], rules: Rules, id_: str, more: int) -> tuple[int, tuple[int, ...], int]:
    """Merit, misses by level and length of the best list with this person, `more` points added: without the reasons of everyone else."""
    raised = [replace(p, score=p.score + more) if p.id == id_ else p for p in people]
    solved = solve(raised, replace(rules, must_include={id_: "Thử"}))
    assert id_ in {solved.model.ids[i] for i in solved.settled.chosen.nonzero()[0]}
    return solved.best.merit * solved.model.unit_score, tuple(solved.levels.best), int(solved.settled.chosen.sum())


@pytest.mark.parametrize("seed", range(6))
def test_with_the_figure_in_an_optimal_list_with_one_less_in_none(seed: int) -> None:
    people, rules = tight(seed)
    result = select(people, rules)
    short = [p for p in result.placed if p.reason and p.reason.kind == "points" and p.reason.low == p.reason.high]
    assert short
    for placed in short[:: max(1, len(short) // 4)]:
        assert placed.reason is not None
        points = placed.reason.high or 0
        misses = tuple(miss for _, miss in result.levels)
        assert forced(people, rules, placed.id, points) == (result.merit, misses, len(result.chosen))
        assert forced(people, rules, placed.id, points - 1)[0] == result.merit - 1


@pytest.mark.parametrize("seed", range(3))
def test_targets_out_of_reach_bar_and_say_by_how_many(seed: int) -> None:
    people, rules = tight(seed, harder=30)
    result = select(people, rules)
    barred = [p for p in result.placed if p.reason and p.reason.kind == "target"]
    assert barred
    for placed in barred[:: max(1, len(barred) // 6)]:
        assert placed.reason is not None
        _, misses, _ = forced(people, rules, placed.id, 10**9)
        level = next(k for k, (a, (_, b)) in enumerate(zip(misses, result.levels, strict=True)) if a != b)
        assert misses[level] - result.levels[level][1] == placed.reason.worse
        assert rules.targets[[t.id for t in rules.targets].index(placed.reason.target)].priority == result.levels[level][0]


@pytest.mark.parametrize("seed", range(4))
def test_less_work_gives_wider_figures_that_are_still_true(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    people, rules = tight(seed)
    exact = {p.id: p.reason for p in select(people, rules, exact=True).placed if p.reason}
    for name, value in (("FORCED_COLUMNS", 0), ("CORE_LIMIT", 0), ("FIRST", 3)):
        with monkeypatch.context() as patch:
            patch.setattr(reasons, name, value)
            rough = {p.id: p.reason for p in select(people, rules).placed if p.reason}
        assert rough.keys() == exact.keys()
        for id_, reason in rough.items():
            true = exact[id_]
            assert reason.kind == true.kind
            if reason.kind == "points":
                assert (reason.low or 0) <= (true.low or 0) == (true.high or 0) <= (reason.high or 0)


def test_the_same_input_gives_the_same_result_in_any_order() -> None:
    people, rules = tight(5)
    assert select(people, rules) == select(people[::-1], rules)
