"""Plans that somebody spoiled: lines lost or doubled, words glued, digits changed. Whatever is read, its quotes are exact."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

import plan_truth
from hypothesis import given, settings
from hypothesis import strategies as st

from vinhdanh.engines.plan import KEYS, reading

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = {name: plan_truth.text(name) for name, kind in plan_truth.PLANS.items() if kind != "made"}


def _drop(r: random.Random, text: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if r.random() > 0.1)


def _double(r: random.Random, text: str) -> str:
    return "".join(line * (2 if r.random() < 0.1 else 1) for line in text.splitlines(keepends=True))


def _swap(r: random.Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    for _ in range(len(lines) // 10):
        i, j = r.randrange(len(lines)), r.randrange(len(lines))
        lines[i], lines[j] = lines[j], lines[i]
    return "".join(lines)


def _glue(r: random.Random, text: str) -> str:
    return "".join("" if c == " " and r.random() < 0.05 else c for c in text)


def _digits(r: random.Random, text: str) -> str:
    return re.sub(r"\d", lambda m: str(r.randrange(10)) if r.random() < 0.2 else m[0], text)


def _break(r: random.Random, text: str) -> str:
    return "".join(r.choice("\n\t\f  ") if c == " " and r.random() < 0.05 else c for c in text)


def _litter(r: random.Random, text: str) -> str:
    return "".join(c + r.choice("*|\u200b…()%/-\u0301") if r.random() < 0.01 else c for c in text)


def _cut(r: random.Random, text: str) -> str:
    return text[r.randrange(len(text) // 2 + 1) :][: r.randrange(len(text) + 1)]


WAYS: tuple[Callable[[random.Random, str], str], ...] = (_drop, _double, _swap, _glue, _digits, _break, _litter, _cut)


@settings(deadline=None, max_examples=60)
@given(
    name=st.sampled_from(sorted(TEXTS)),
    seed=st.integers(0, 2**32),
    ways=st.lists(st.sampled_from(WAYS), min_size=1, max_size=3),
)
def test_a_spoiled_plan_is_read_without_a_crash_and_with_exact_quotes(
    name: str, seed: int, ways: list[Callable[[random.Random, str], str]]
) -> None:
    r = random.Random(seed)
    text = TEXTS[name]
    for way in ways:
        text = way(r, text)
    read = reading(text)
    assert read.text == text
    for key in KEYS:
        assert key.many or len(read.all(key.key)) <= 1
        assert (key.key in read.missing) != bool(read.all(key.key))
    for v in read.values:
        assert text[v.start : v.end] == v.quote
        assert 0 < v.confidence <= 1
    assert reading(text) == read
