from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from selection_oracle import Answer, applied, ask, instance

from vinhdanh.engines.selection import select
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from vinhdanh.engines.selection import Selection


def check(seed: int, largest: int = 12) -> None:
    people, rules = instance(seed, largest)
    try:
        result = select(people, rules, exact=True)
    except UserError:
        columns = {c for p in people for c in p.keys}
        assert any(t.column not in columns for t in rules.tie_breaks)
        return
    answer = ask(people, rules)
    everything = np.arange(len(answer.lists))
    _, value = answer.best(everything)
    broken = {"unit_cap": 0, "category_cap": 0, "category_floor": 0, "unit_floor": 0}
    for r in result.relaxations:
        if r.kind != "size":
            broken[r.kind] += abs(r.asked - r.applied)
    mine = [*broken.values(), -len(result.chosen), *(miss for _, miss in result.levels), result.merit]
    assert mine == value
    again = ask(people, applied(rules, result))
    assert not again.broken[(again.lists == [i in result.chosen for i in again.ids]).all(axis=1)].any()
    possible = np.flatnonzero((again.broken == 0).all(axis=1))
    best, _ = again.best(possible)
    final = again.after_ties(best)
    names = [frozenset(i for i, bit in zip(again.ids, row, strict=True) if bit) for row in again.lists[final]]
    assert frozenset(result.chosen) in names
    assert set(result.tied) == frozenset.union(*names) - frozenset.intersection(*names)
    reasons(again, result, possible)


def reasons(answer: Answer, result: Selection, possible: np.ndarray) -> None:
    _, value = answer.best(possible)
    chosen = len(result.chosen)
    for placed in result.placed:
        if placed.standing in {"chosen", "excluded"}:
            continue
        k = answer.ids.index(placed.id)
        mine = possible[answer.lists[possible, k] == 1]
        reason = placed.reason
        if len(mine) == 0:
            assert reason.kind == "unit", (placed, value)
            continue
        _, other = answer.best(mine)
        if other[:-1] == value[:-1]:
            short = value[-1] - other[-1]
            assert (reason.kind, reason.low, reason.high) == (("points", short, short) if short else ("tie", None, None))
            continue
        assert reason.kind == "target"
        if other[4] != value[4]:
            assert (reason.target, reason.worse) == ("size", chosen + other[4])
        else:
            level = next(i for i in range(5, len(value)) if other[i] != value[i])
            assert reason.worse == other[level] - value[level]
        assert reason.low is None
        assert reason.high is None


@pytest.mark.parametrize("block", range(20))
def test_small_random_selections_equal_brute_force(block: int) -> None:
    for seed in range(block * 15, block * 15 + 15):
        check(seed)


@pytest.mark.parametrize("seed", range(9000, 9004))
def test_eighteen_candidates_equal_brute_force(seed: int) -> None:
    check(seed, 18)
