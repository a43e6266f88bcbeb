"""The Lagrangian bound in exact integers: for any multipliers on the quota rows the rest splits by unit and is solved in closed form.

`L(λ) = Σ_j (λ_j·hi_j if λ_j > 0 else λ_j·lo_j) + Σ_levels best·max|λ| + Σ_units best`, an upper bound of the merit for every λ
(Geoffrion 1974, doi:10.1007/BFb0120690). Multipliers are multiples of 2^-shift, so L and every flip cost are exact in int64.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.levels import Levels
    from vinhdanh.engines.selection.model import Model

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

NEVER = 1 << 62
"""Flip cost of what cannot be flipped."""


@dataclass(frozen=True, slots=True)
class Quotas:
    """Rows that couple units: people (row 0), categories, targets at their levels.

    `rows` has shape (1 + C + T, n). `shared` are the levels whose miss is shared by several targets: (rows, best); the miss of a level with
    one target is already inside `lo` and `hi`.
    """

    rows: Ints
    lo: Ints
    hi: Ints
    shared: tuple[tuple[tuple[int, ...], int], ...]


def quotas(model: Model, levels: Levels, upto: int | None = None) -> Quotas:
    """The quota rows of a model whose first `upto` levels are fixed (None: all); later targets are free."""
    first = 1 + model.categories
    rows = np.vstack([np.ones((1, model.n), dtype=np.int64), model.masks.astype(np.int64)])
    lo = np.concatenate([[levels.chosen], model.cat_lo, np.zeros(len(levels.bands), dtype=np.int64)]).astype(np.int64)
    hi = np.concatenate([[levels.chosen], model.cat_hi, np.full(len(levels.bands), levels.chosen)]).astype(np.int64)
    shared: list[tuple[tuple[int, ...], int]] = []
    for members, best in list(zip(levels.groups, levels.best, strict=False))[:upto]:
        alone = best if len(members) == 1 else 0
        for t in members:
            lo[first + t] = max(0, levels.bands[t].lo - alone)
            hi[first + t] = levels.bands[t].hi + alone
        if len(members) > 1 and best > 0:
            shared.append((tuple(first + t for t in members), best))
    return Quotas(rows, lo, hi, tuple(shared))


@dataclass(frozen=True, slots=True)
class Bound:
    """L(λ), the list it takes apart from the quotas, and what flipping each candidate costs; all times 2^shift."""

    value: int
    taken: Bools
    flip: Ints


def shift_for(model: Model) -> int:
    """The finest multiplier, 2^-shift, that keeps every sum inside 63 bits."""
    largest = int(np.abs(model.scores).max(initial=1)) * (model.n + 1) * 4
    return max(0, min(24, 61 - largest.bit_length()))


def bound(model: Model, rows: Quotas, multipliers: Ints, shift: int, must: Bools) -> Bound:
    """The bound at integer multipliers (already times 2^shift), with `must` forced in."""
    adjusted = (model.scores << shift) - multipliers @ rows.rows
    value = int(np.where(multipliers > 0, multipliers * rows.hi, multipliers * rows.lo).sum())
    value += sum(best * int(np.abs(multipliers[list(members)]).max()) for members, best in rows.shared)
    free = np.flatnonzero(~must)
    units = len(model.unit_codes)
    forced = np.bincount(model.unit[must], minlength=units)
    lo, hi = np.maximum(0, model.unit_lo - forced), model.unit_hi - forced
    order = free[np.lexsort((-adjusted[free], model.unit[free]))]
    unit = model.unit[order]
    size = np.bincount(unit, minlength=units)
    start = np.concatenate([[0], np.cumsum(size)[:-1]])
    rank = np.arange(len(order)) - start[unit]
    gain = adjusted[order]
    inside = (rank < lo[unit]) | ((rank < hi[unit]) & (gain > 0))
    count = np.bincount(unit[inside], minlength=units)
    taken = must.copy()
    taken[order[inside]] = True
    value += int(adjusted[taken].sum())
    padded = np.append(gain, 0)
    last = np.where(count > 0, padded[np.maximum(start + count - 1, 0)], 0)
    more = count < size
    following = np.where(more, padded[np.minimum(start + count, len(gain))], 0)
    # going in: push the last one out of a full unit; at the floor the last one may leave if it only fills the floor
    displaced = np.where(count == hi, np.where(count > 0, last, NEVER), np.where(count == lo, np.minimum(0, last), 0))
    # going out: at the floor the next one has to come; above it only if that one is worth it
    replaced = np.where(count == lo, np.where(more, following, -NEVER), np.where(more, np.maximum(0, following), 0))
    flip = np.full(model.n, NEVER, dtype=np.int64)
    flip[order] = np.where(inside, gain - replaced[unit], displaced[unit] - gain)
    blocked = np.where(inside, replaced[unit] == -NEVER, displaced[unit] == NEVER)
    flip[order[blocked]] = NEVER
    return Bound(value, taken, flip)
