from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from vinhdanh.engines.selection.lottery import FINE, Pool, draw, fair
from vinhdanh.engines.selection.program import Program
from vinhdanh.errors import UserError


def pool(seed: int, n: int) -> Pool:
    r = random.Random(seed)
    codes = tuple((int(r.random() < 0.3), min(2, int(r.random() * 3))) for _ in range(n))
    return Pool(codes, {(0, 1): (n // 8, n), (1, 0): (1, n // 5)})


@pytest.mark.parametrize("seed", range(6))
def test_the_least_probability_is_the_greatest_possible(seed: int) -> None:
    given, size = pool(seed, 14), 4
    drawn = fair(given, size)
    lists = [s for s in itertools.combinations(range(14), size) if kept(given, s)]
    # maximin over every list there is, by the multipliers of the bound: no list is worth more under uniform weights of the least ones
    table = np.zeros((len(lists), 14))
    for k, s in enumerate(lists):
        table[k, list(s)] = 1
    assert drawn.least <= drawn.bound + 1e-9
    assert drawn.bound - drawn.least < 1e-3
    assert drawn.chances.sum() == FINE
    weights = np.ones(14)
    best = 0.0
    for _ in range(3_000):  # multiplicative weights give an upper bound from every list
        value = (table @ (weights / weights.sum())).max()
        best = value if best == 0 else min(best, value)
        weights *= np.exp(-0.05 * table[int(np.argmax(table @ weights))])
    assert drawn.least <= best + 1e-9
    assert drawn.least >= best - 0.03


def kept(given: Pool, chosen: tuple[int, ...]) -> bool:
    return all(lo <= sum(given.codes[i][a] == v for i in chosen) <= hi for (a, v), (lo, hi) in given.bounds.items())


def test_the_same_seed_draws_the_same_people_and_all_bounds_hold() -> None:
    given = pool(3, 40)
    drawn = fair(given, 8)
    assert draw(drawn, "12 34 56") == draw(fair(given, 8), "12 34 56")
    for k in range(50):
        chosen = draw(drawn, str(k))
        assert len(set(chosen)) == 8
        assert kept(given, chosen)
    assert len({draw(drawn, str(k)) for k in range(50)}) > 30


def test_chances_are_kept_over_many_draws() -> None:
    given = pool(4, 20)
    drawn = fair(given, 5)
    seen = np.zeros(20)
    for k in range(2_000):
        seen[list(draw(drawn, f"s{k}"))] += 1
    assert seen.min() / 2_000 > drawn.least - 0.04


def test_bounds_that_cannot_hold_are_said() -> None:
    with pytest.raises(UserError):
        fair(Pool(((0,), (0,)), {(0, 1): (1, 2)}), 1)


def test_programs_without_columns() -> None:
    empty = Program(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    assert empty.maximise(np.zeros(0, dtype=np.int64)) is not None
