"""A model of the engine as a large problem: categories and targets are columns of two codes, the places are the first level.

Where the hard bounds cannot hold together, floors become levels before the places: the categories' by rows of their own, the unions' by
stand-ins, as many in each union as its floor asks for, who count for the floor and for nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection.large.problem import EVERYONE, Problem, Row
from vinhdanh.engines.selection.large.solve import Large
from vinhdanh.engines.selection.model import band

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.model import Model
    from vinhdanh.engines.selection.types import Target


def from_model(model: Model, targets: tuple[Target, ...]) -> Large:
    """The same selection for the large method."""
    rows = [Row(EVERYONE, (), 0, model.size)]
    rows += [Row(c, (1,), int(model.cat_lo[c]), int(model.cat_hi[c])) for c in range(model.categories)]
    rows.append(Row(EVERYONE, (), model.size, model.size))
    first = len(rows)
    rows += [Row(model.categories + t, (1,), 0, model.n) for t in range(len(targets))]
    problem = Problem(
        score=model.scores,
        unit=model.unit.astype(np.int32),
        unit_lo=model.unit_lo,
        unit_hi=model.unit_hi,
        must=model.must,
        columns=tuple(mask.astype(np.uint8) for mask in model.masks),
        rows=tuple(rows),
        widths=(2,) * len(model.masks),
    )
    return Large(problem, ((first - 1,), *_groups(targets, first)), lambda chosen: _bands(targets, first, chosen))


def _groups(targets: tuple[Target, ...], first: int) -> list[tuple[int, ...]]:
    """The rows of each priority."""
    order = sorted({t.priority for t in targets})
    return [tuple(first + t for t, target in enumerate(targets) if target.priority == rank) for rank in order]


def _bands(targets: tuple[Target, ...], first: int, chosen: int) -> dict[int, tuple[int, int]]:
    limits = (band(target, chosen) for target in targets)
    return {first + t: (b.lo, b.hi) for t, b in enumerate(limits)}


def loosened(model: Model, targets: tuple[Target, ...]) -> NDArray[np.bool_] | None:
    """The list of the cheapest way out when the hard bounds cannot hold (docs/selection.md); None when the search did not prove it.

    Caps give way first of all for decisions about people, and for nothing else: who is not decided upon can stay out.
    """
    n, units = model.n, len(model.unit_codes)
    must_per_unit = np.bincount(model.unit[model.must], minlength=units)
    masks = model.masks[: model.categories]
    cat_hi = np.maximum(model.cat_hi, masks[:, model.must].sum(axis=1))
    wanted = np.maximum(0, model.unit_lo - must_per_unit)
    stand_in = np.repeat(np.arange(units), wanted)
    more = len(stand_in)
    counted = np.concatenate([np.zeros(n, dtype=np.uint8), np.ones(more, dtype=np.uint8)])
    columns = [np.concatenate([mask.astype(np.uint8), np.full(more, 2, dtype=np.uint8)]) for mask in model.masks]
    people, every = len(columns), n + more
    rows = [Row(people, (0,), 0, model.size)]
    rows += [Row(c, (1,), 0, int(h)) for c, h in enumerate(cat_hi)]
    floors = tuple(range(len(rows), len(rows) + model.categories))
    rows += [Row(c, (1,), 0, n) for c in range(model.categories)]
    short = len(rows)
    rows += [Row(people, (1,), 0, every), Row(people, (0,), model.size, model.size)]
    first = len(rows)
    rows += [Row(model.categories + t, (1,), 0, n) for t in range(len(targets))]
    before = [floors] if floors else []
    fixed = {short: (0, 0), **{r: (int(low), n) for r, low in zip(floors, model.cat_lo, strict=True)}}
    problem = Problem(
        score=np.concatenate([model.scores, np.zeros(more, dtype=np.int64)]),
        unit=np.concatenate([model.unit, stand_in]).astype(np.int32),
        unit_lo=model.unit_lo,
        unit_hi=np.maximum(np.maximum(model.unit_hi, model.unit_lo), must_per_unit),
        must=np.concatenate([model.must, np.zeros(more, dtype=bool)]),
        columns=(*columns, counted),
        rows=tuple(rows),
        widths=(3,) * people + (2,),
    )
    levels = (*before, (short,), (short + 1,), *_groups(targets, first))
    large = Large(problem, levels, lambda chosen: {**fixed, **_bands(targets, first, chosen)}, places=len(before) + 1)
    found = large.solve()
    if found.proof == "gap" or any(level.least < level.best for level in found.levels):
        return None
    listed = np.zeros(n, dtype=bool)
    listed[found.chosen[found.chosen < n]] = True
    return listed
