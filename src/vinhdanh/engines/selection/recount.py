"""Recounts a finished list in plain integers: no solver, no arrays, nothing shared with the code that made it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vinhdanh.engines.selection.types import Bounds, Candidate, Category, Rules, Selection


def verify(candidates: Sequence[Candidate], rules: Rules, selection: Selection) -> tuple[str, ...]:
    """What is wrong with a list, in English; empty when it keeps every bound it claims to keep.

    Checks the size, must-include and must-exclude, floors and caps (as relaxed), the counts and misses of the targets and levels, the merit
    and that its certified bound is not below it. That no better list exists is the solver's part.
    """
    return tuple(_faults(candidates, rules, selection))


def _faults(candidates: Sequence[Candidate], rules: Rules, selection: Selection) -> Iterator[str]:
    by_id = {c.id: c for c in candidates}
    people = [by_id[i] for i in selection.chosen]
    if len(set(selection.chosen)) != len(people) or len(people) > rules.size:
        yield f"{len(people)} chosen for {rules.size} places"
    yield from (f"{i} is not included" for i in rules.must_include if i not in selection.chosen)
    yield from (f"{i} is not excluded" for i in rules.must_exclude if i in selection.chosen)
    relaxed = {(r.kind, r.of): r.applied for r in selection.relaxations}
    units = Counter(c.unit for c in people)
    for code in sorted({c.unit for c in candidates} | set(rules.units)):
        bounds = rules.units.get(code, rules.unit_default)
        yield from _outside(
            f"unit {code}", units[code], bounds, relaxed.get(("unit_floor", code)), relaxed.get(("unit_cap", code))
        )
    for row in rules.categories:
        if row.members:
            count = sum(c.id in row.members for c in people)
        else:
            count = sum(not set(row.values).isdisjoint(c.attributes.get(row.column, ())) for c in people)
        yield from _outside(row.id, count, row, relaxed.get(("category_floor", row.id)), relaxed.get(("category_cap", row.id)))
    if sum(c.score for c in people) != selection.merit or selection.bound < selection.merit:
        yield "the merit is not the sum of the scores"
    yield from _targets(people, rules, selection)


def _outside(name: str, count: int, asked: Bounds | Category, low: int | None, high: int | None) -> Iterator[str]:
    least = asked.at_least if low is None else low
    most = asked.at_most if high is None else high
    if count < least or (most is not None and count > most):
        yield f"{name}: {count} is outside {least}–{most}"


def _targets(people: Sequence[Candidate], rules: Rules, selection: Selection) -> Iterator[str]:
    misses: Counter[int] = Counter()
    for target, result in zip(rules.targets, selection.targets, strict=True):
        count = sum(not set(target.values).isdisjoint(c.attributes.get(target.column, ())) for c in people)
        miss = max(0, result.low - count, count - result.high)
        misses[target.priority] += miss
        if (count, miss, len(people)) != (result.count, result.shortfall, result.base) or result.met != (miss == 0):
            yield f"target {target.id}: {count} of {len(people)}, not {result.count} of {result.base}"
    if tuple(sorted(misses.items())) != selection.levels:
        yield f"levels {sorted(misses.items())}, not {selection.levels}"
