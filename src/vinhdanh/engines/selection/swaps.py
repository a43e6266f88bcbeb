"""Exchanging one chosen for one who is not: which pairs keep every hard bound, and what they do to each target level.

Pairs are of classes (candidates alike in unit, categories and targets), so that a district or a province of 5,000 needs one small matrix.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.levels import Classes, Levels
    from vinhdanh.engines.selection.model import Model

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Swaps:
    """Classes of those outside (rows) against classes of those inside (columns).

    Args:
        outside, inside: Class numbers of rows and columns.
        hard: Pairs that keep every hard bound.
        level: First level that the pair makes worse, or the number of levels when none.
        worse: By how many people, 0 when none.
    """

    outside: Ints
    inside: Ints
    hard: Bools
    level: Ints
    worse: Ints

    @property
    def clean(self) -> Bools:
        """Pairs that keep every hard bound and every target level."""
        kept: Bools = self.hard & (self.worse == 0)
        return kept


def swaps(model: Model, group: Classes, levels: Levels, chosen: Bools, leaving: Bools, *, entering: Ints | None = None) -> Swaps:
    """All pairs of a class with someone outside (`entering`: only these classes) and a class with someone who may leave."""
    outside = np.unique(group.of[~chosen])
    if entering is not None:
        outside = np.intersect1d(outside, entering)
    inside = np.unique(group.of[leaving & chosen])
    per_unit = np.bincount(model.unit[chosen], minlength=len(model.unit_codes))
    up, down = group.unit[outside], group.unit[inside]
    hard = (up[:, None] == down[None, :]) | ((per_unit < model.unit_hi)[up][:, None] & (per_unit > model.unit_lo)[down][None, :])
    counts = model.masks.astype(np.int64) @ chosen
    masks = group.masks.astype(np.int64)
    for c in range(model.categories):
        after = counts[c] + masks[c][outside][:, None] - masks[c][inside][None, :]
        hard &= (after >= model.cat_lo[c]) & (after <= model.cat_hi[c])
    level = np.full(hard.shape, len(levels.groups), dtype=np.int64)
    worse = np.zeros(hard.shape, dtype=np.int64)
    for number, (members, best) in enumerate(zip(levels.groups, levels.best, strict=True)):
        total = np.zeros(hard.shape, dtype=np.int64)
        for t in members:
            r = model.categories + t
            misses = np.array([levels.bands[t].miss(int(counts[r]) + d) for d in (-1, 0, 1)], dtype=np.int64)
            total += misses[masks[r][outside][:, None] - masks[r][inside][None, :] + 1]
        first = (worse == 0) & (total > best)
        level[first] = number
        worse[first] = (total - best)[first]
    return Swaps(outside, inside, hard, level, worse)
