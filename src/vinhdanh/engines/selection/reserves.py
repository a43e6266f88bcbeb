"""Reserves that keep the targets: an ordered list such that whoever withdraws, someone on it can take the place.

A reserve *covers* a chosen one when exchanging the two keeps every hard bound and makes no target level worse. The list is greedy: the
next reserve is the one who covers the most of those not yet covered, then the higher score, the tie-breaks, the id; when nobody adds
cover, the count starts again (a second reserve for everyone). So the first r reserves cover at least 1 − (1 − 1/r)^r ≥ 63 % of what the
best r could (Nemhauser, Wolsey, Fisher 1978), and everyone when one or two kinds of reserve are enough, as is usual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection.swaps import swaps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.levels import Classes, Levels
    from vinhdanh.engines.selection.model import Model

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


def reserves(
    model: Model, group: Classes, levels: Levels, chosen: Bools, *, ranked: Ints, wanted: int, entering: Ints | None = None
) -> tuple[list[int], dict[int, int]]:
    """The reserve list and, for each chosen one who is covered, the first reserve who covers.

    Args:
        model: The hard bounds.
        group: Its classes.
        levels: What the list keeps.
        chosen: The list.
        ranked: Candidates by merit, tie-breaks and id, the best first.
        wanted: Length of the list; shorter only when nobody else may replace anyone.
        entering: Classes to look among; None: all.

    Returns:
        Indices of the reserves in order; chosen -> reserve.
    """
    if wanted == 0 or not chosen.any() or chosen.all():
        return [], {}
    pairs = swaps(model, group, levels, chosen, chosen, entering=entering)
    clean = pairs.clean
    people = np.bincount(group.of[chosen], minlength=len(group.count))[pairs.inside]
    place = {int(c): k for k, c in enumerate(pairs.outside)}
    queues: list[list[int]] = [[] for _ in pairs.outside]
    rank = np.empty(model.n, dtype=np.int64)
    rank[ranked] = np.arange(model.n)
    for i in ranked[::-1]:
        if not chosen[i] and int(group.of[i]) in place:
            queues[place[int(group.of[i])]].append(int(i))
    usable = pairs.hard.any(axis=1)
    uncovered = np.ones(len(pairs.inside), dtype=bool)
    found: list[int] = []
    substitutes: dict[int, int] = {}
    inside_of = {int(c): np.flatnonzero(chosen & (group.of == c)) for c in pairs.inside}
    while len(found) < wanted:
        alive = np.array([bool(q) for q in queues]) & usable
        if not alive.any():
            break
        gain = np.where(alive, clean @ (people * uncovered), -1)
        if gain.max() <= 0 and not uncovered.all():
            uncovered[:] = True
            continue
        best = min(np.flatnonzero(gain == gain.max()), key=lambda k: rank[queues[k][-1]])
        reserve = queues[best].pop()
        found.append(reserve)
        for k in np.flatnonzero(clean[best]):
            for person in inside_of[int(pairs.inside[k])]:
                substitutes.setdefault(int(person), reserve)
        uncovered &= ~clean[best]
    return found, substitutes
