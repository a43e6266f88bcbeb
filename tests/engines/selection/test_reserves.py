from __future__ import annotations

from dataclasses import replace

import pytest
from selection_oracle import applied, ask, instance

from vinhdanh.engines.selection import Bounds, Candidate, Rules, Target, select, verify
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
