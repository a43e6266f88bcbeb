"""A model of the engine as a large problem: categories and targets are columns of two codes, the places are the first level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection.large.problem import EVERYONE, Problem, Row
from vinhdanh.engines.selection.large.solve import Large
from vinhdanh.engines.selection.model import band

if TYPE_CHECKING:
    from vinhdanh.engines.selection.model import Model
    from vinhdanh.engines.selection.types import Target


def from_model(model: Model, targets: tuple[Target, ...]) -> Large:
    """The same selection for the large method."""
    rows = [Row(EVERYONE, (), 0, model.size)]
    rows += [Row(c, (1,), int(model.cat_lo[c]), int(model.cat_hi[c])) for c in range(model.categories)]
    rows.append(Row(EVERYONE, (), model.size, model.size))
    first = len(rows)
    rows += [Row(model.categories + t, (1,), 0, model.n) for t in range(len(targets))]
    order = sorted({t.priority for t in targets})
    groups = [tuple(first + t for t, target in enumerate(targets) if target.priority == rank) for rank in order]

    def bands(chosen: int) -> dict[int, tuple[int, int]]:
        found = {}
        for t, target in enumerate(targets):
            limits = band(target, chosen)
            found[first + t] = (limits.lo, limits.hi)
        return found

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
    return Large(problem, ((first - 1,), *groups), bands)
