"""An oracle for selections of up to 18 candidates: looks at every list there is; and the random instances it is asked about."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection import Bounds, Candidate, Category, Rules, Target, TieBreak
from vinhdanh.engines.selection.model import band

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.selection import Selection

FLAGS = ("woman", "minority", "worker")


def instance(seed: int, largest: int = 12, spreads: tuple[int, ...] = (1, 3, 40, 9973, 10**11)) -> tuple[list[Candidate], Rules]:
    """A small random selection in which everything may happen: ties, musts, overlapping categories, bounds that cannot hold."""
    r = random.Random(seed)
    n, units = r.randint(1, largest), r.randint(1, 4 if largest < 20 else 9)
    spread = r.choice(spreads)
    people = []
    for i in range(n):
        attributes = {flag: ("1",) if r.random() < r.choice((0.2, 0.5)) else ("0",) for flag in FLAGS}
        attributes["kind"] = tuple(sorted(set(r.choices("abc", k=r.randint(0, 2)))))
        score = r.randint(-1 if r.random() < 0.1 else 0, spread)
        keys = {"votes": r.randint(0, 3), "birth": r.randint(1960, 1963)}
        if r.random() < 0.1:
            del keys["birth"]
        people.append(Candidate(f"C{i:02d}", f"U{r.randrange(units)}", score, f"Người {i}", attributes, keys))
    r.shuffle(people)
    size = r.randint(0, n)
    return people, Rules(
        size=size,
        exact=r.random() < 0.3,
        targets=tuple(_target(r, k, size) for k in range(r.randint(0, 3))),
        unit_default=Bounds(int(r.random() < 0.3), r.choice((None, 1, 2, 3))),
        units={f"U{r.randrange(units)}": Bounds(r.randint(0, 2), r.choice((None, 2, 3)))} if r.random() < 0.5 else {},
        categories=tuple(
            Category(f"k{v}", f"Loại {v}", "kind", (v,), r.choice((0, 0, 1)), r.choice((None, 1, 2)))
            for v in "abc"
            if r.random() < 0.3
        ),
        must_include={p.id: "Theo đề nghị" for p in people[: r.choice((0, 0, 1, 2))]} if size >= 2 else {},
        must_exclude={p.id: "Chưa đủ hồ sơ" for p in people[n - r.choice((0, 0, 1)) :] if n > 3},
        reserves=r.randint(0, 3),
        tie_breaks=tuple(TieBreak(*t) for t in (("votes", True), ("birth", False))[: r.choice((0, 0, 1, 2))]),
    )


def _target(r: random.Random, k: int, size: int) -> Target:
    shared = {"id": f"t{k}", "label": f"Chỉ tiêu {k}", "column": r.choice((*FLAGS, "kind")), "priority": r.choice((k + 1, 1))}
    values = ("1", "a") if r.random() < 0.8 else ("1", "b", "c")
    direction = r.choice(("at_least", "at_least", "about", "at_most"))
    if r.random() < 0.3:
        return Target(
            values=values, count=r.randint(0, size), tolerance=Fraction(r.choice((0, 1))), direction=direction, **shared
        )
    share, tolerance = Fraction(r.choice((10, 30, 50, 70, 100))), Fraction(r.choice((0, 0, 5, 10)))
    return Target(values=values, share=share, tolerance=tolerance, direction=direction, **shared)


@dataclass(frozen=True)
class Answer:
    """All lists that keep the decisions, as rows of bits; the columns are the candidates sorted by id, nobody excluded."""

    ids: tuple[str, ...]
    lists: np.ndarray
    broken: np.ndarray
    people: np.ndarray
    misses: np.ndarray
    merit: np.ndarray
    keys: np.ndarray

    def best(self, among: np.ndarray) -> tuple[np.ndarray, list[int]]:
        """Rows of `among` that are best by broken bounds, places, levels, merit; and that vector."""
        value: list[int] = []
        for column in (*self.broken.T, -self.people):
            among = among[column[among] == column[among].min()]
            value.append(int(column[among[0]]))
        chosen = int(self.people[among[0]])
        for column in self.misses[chosen].T:
            among = among[column[among] == column[among].min()]
            value.append(int(column[among[0]]))
        among = among[self.merit[among] == self.merit[among].max()]
        return among, [*value, int(self.merit[among[0]])]

    def after_ties(self, among: np.ndarray) -> np.ndarray:
        """The rows left by the tie-breaks."""
        for column in self.keys.T:
            among = among[column[among] == column[among].max()]
        return among


def ask(people: Sequence[Candidate], rules: Rules) -> Answer:
    """Looks at every list."""
    pool = sorted((p for p in people if p.id not in rules.must_exclude), key=lambda p: p.id)
    n = len(pool)
    lists = ((np.arange(2**n)[:, None] >> np.arange(n)[None, :]) & 1).astype(np.int64)
    keep = lists.sum(axis=1) <= rules.size
    for k, p in enumerate(pool):
        if p.id in rules.must_include:
            keep &= lists[:, k] == 1
    lists = lists[keep]
    size = lists.sum(axis=1)
    cap, floor = np.zeros(len(lists), dtype=np.int64), np.zeros(len(lists), dtype=np.int64)
    for code in {p.unit for p in people} | set(rules.units):
        b = rules.units.get(code, rules.unit_default)
        count = lists @ np.array([p.unit == code for p in pool], dtype=np.int64).reshape(n)
        floor += np.maximum(0, b.at_least - count)
        cap += 0 if b.at_most is None else np.maximum(0, count - b.at_most)
    category_cap, category_floor = np.zeros_like(cap), np.zeros_like(cap)
    for c in rules.categories:
        count = lists @ _mask(pool, c.column, c.values)
        category_floor += np.maximum(0, c.at_least - count)
        category_cap += 0 if c.at_most is None else np.maximum(0, count - c.at_most)
    broken = np.stack([cap, category_cap, category_floor, floor], axis=1)
    order = sorted({t.priority for t in rules.targets})
    misses = np.zeros((rules.size + 1, len(lists), len(order)), dtype=np.int64)
    for chosen in range(rules.size + 1):
        for t in rules.targets:
            limits = band(t, chosen)
            count = lists @ _mask(pool, t.column, t.values)
            misses[chosen, :, order.index(t.priority)] += np.maximum(0, np.maximum(limits.lo - count, count - limits.hi))
    merit = lists @ np.array([p.score for p in pool], dtype=np.int64).reshape(n)
    keys = np.stack([lists @ _key(pool, t) for t in rules.tie_breaks], axis=1) if rules.tie_breaks else np.zeros((len(lists), 0))
    return Answer(tuple(p.id for p in pool), lists, broken, size, misses, merit, keys)


def _mask(pool: Sequence[Candidate], column: str, values: Sequence[str]) -> np.ndarray:
    return np.array([bool(set(values) & set(p.attributes.get(column, ()))) for p in pool], dtype=np.int64).reshape(len(pool))


def _key(pool: Sequence[Candidate], t: TieBreak) -> np.ndarray:
    sign = 1 if t.descending else -1
    known = [sign * p.keys[t.column] for p in pool if t.column in p.keys]
    worst = min(known, default=0) - 1
    return np.array([sign * p.keys[t.column] if t.column in p.keys else worst for p in pool], dtype=np.int64).reshape(len(pool))


def applied(rules: Rules, selection: Selection) -> Rules:
    """The rules with the relaxation that the result applied."""
    units, categories = dict(rules.units), {c.id: c for c in rules.categories}
    for r in selection.relaxations:
        side = {"unit_floor": "at_least", "unit_cap": "at_most", "category_floor": "at_least", "category_cap": "at_most"}.get(
            r.kind, ""
        )
        if r.kind.startswith("unit"):
            units[r.of] = replace(units.get(r.of, rules.unit_default), **{side: r.applied})
        elif r.kind.startswith("category"):
            categories[r.of] = replace(categories[r.of], **{side: r.applied})
    return replace(rules, units=units, categories=tuple(categories[c.id] for c in rules.categories))
