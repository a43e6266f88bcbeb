"""The large method beside HiGHS given the whole model, and the check itself: a wrong answer is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
import selection_exact
from selection_direct import direct
from selection_oracle import instance


def test_random_instances_equal_the_whole_model_in_one_program() -> None:
    assert selection_exact.against_programs(range(700, 780)) == (80, 80)


def test_another_answer_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = selection_exact.from_model

    def worse(model: object, targets: object) -> object:
        large = real(model, targets)  # type: ignore[arg-type]  # as they come
        large.problem = replace(large.problem, score=-large.problem.score)
        return large

    monkeypatch.setattr(selection_exact, "from_model", worse)
    equal, asked = selection_exact.against_programs(range(700, 720))
    assert equal < asked


def test_instances_without_a_list_are_among_them() -> None:
    answers = [direct(*instance(seed, 40, spreads=(1, 3, 40, 9973))) for seed in range(700, 740) if seed != 0]
    assert None in answers
    assert any(answers)
