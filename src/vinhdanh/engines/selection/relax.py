"""When the hard bounds cannot hold together: the cheapest way out by priority, and an irreducible set of bounds in conflict.

The places and the decisions about people (must-include, must-exclude) never give way. The rest does in this order, each kind as little as
possible before the next is touched: caps of units, caps of categories, floors of categories, floors of units (an elastic program, Chinneck
2008). Among equally cheap ways the one with the most places filled, then the best targets, then the greatest merit is applied.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection.large import bridge
from vinhdanh.engines.selection.large.conflict import conflict as irreducible
from vinhdanh.engines.selection.large.solve import DIRECT, UnfinishedError
from vinhdanh.engines.selection.levels import Classes, Levels, by_unit, classes, slack_columns, solve_levels
from vinhdanh.engines.selection.program import Program

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.large.conflict import Bound
    from vinhdanh.engines.selection.model import Model
    from vinhdanh.engines.selection.types import Target

    Ints = NDArray[np.int64]


MANY = 1_000
"""Above so many candidates the large-scale method looks for the cheapest way out."""
KINDS = ("size_cap", "include", "unit_cap", "category_cap", "category_floor", "unit_floor", "size_floor")
"""The order in which the bounds of a conflict are told."""


@dataclass(frozen=True, slots=True)
class Row:
    """One hard bound: its kind, what it is about (index of unit, category or candidate), its figure."""

    kind: str
    of: int
    bound: int


def loosened(model: Model, targets: tuple[Target, ...]) -> Model:
    """The model with the cheapest bounds that can hold; only called when the bounds asked for cannot.

    Raises:
        UnfinishedError: more than `DIRECT` candidates, and the large-scale method proved no way to be the cheapest.
    """
    listed = bridge.loosened(model, targets) if model.n > MANY else None
    if listed is None and model.n > DIRECT:
        raise UnfinishedError
    return _applied(model, listed.astype(np.int64)) if listed is not None else _elastic_list(model, targets)


def _elastic_list(model: Model, targets: tuple[Target, ...]) -> Model:
    """The same by integer programs over everyone."""
    group = classes(model)
    width, units = len(group.count), len(model.unit_codes)
    kinds = _slack_kinds(width, units, model.categories)
    fixed: list[tuple[Ints, Ints, int, int]] = []
    for columns in kinds:
        objective = np.zeros(_columns(model, group, 0), dtype=np.int64)
        objective[columns] = -1
        y = _elastic(model, group, fixed, None).maximise(objective)
        total = int(_needed(y)[columns].sum())
        fixed.append((columns, np.ones(len(columns), dtype=np.int64), 0, total))
    objective = np.zeros(_columns(model, group, 0), dtype=np.int64)
    objective[:width] = 1
    y = _needed(_elastic(model, group, fixed, None).maximise(objective))
    levels = _levels(model, group, fixed, targets, int(y[:width].sum()))
    everyone = _singles(model)
    wide = _slack_kinds(model.n, units, model.categories)
    moved = [(columns, ones, lo, hi) for columns, (_, ones, lo, hi) in zip(wide, fixed, strict=True)]
    objective = np.zeros(_columns(model, everyone, len(levels.bands)), dtype=np.int64)
    objective[: model.n] = model.scores
    y = _needed(_elastic(model, everyone, moved, levels).maximise(objective))
    return _applied(model, y[: model.n])


def _applied(model: Model, y: Ints) -> Model:
    per_unit = np.bincount(model.unit, weights=y, minlength=len(model.unit_codes)).astype(np.int64)
    per_category = model.masks[: model.categories].astype(np.int64) @ y
    return replace(
        model,
        unit_lo=np.minimum(model.unit_lo, per_unit),
        unit_hi=np.maximum(model.unit_hi, per_unit),
        cat_lo=np.minimum(model.cat_lo, per_category),
        cat_hi=np.maximum(model.cat_hi, per_category),
    )


def _needed(y: Ints | None) -> Ints:
    if y is None:
        raise AssertionError("relax: the elastic program always has a list")
    return y


def _singles(model: Model) -> Classes:
    every = np.arange(model.n, dtype=np.int64)
    return Classes(every, model.unit, model.masks, np.ones(model.n, dtype=np.int64), model.must.astype(np.int64), every)


def _slack_kinds(width: int, units: int, categories: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Columns of the four kinds of slack, in the order in which they give way last to first."""
    base = width + 2 * units
    u, c = np.arange(units, dtype=np.int64), np.arange(categories, dtype=np.int64)
    return width + 2 * u + 1, base + 2 * c + 1, base + 2 * c, width + 2 * u


def _columns(model: Model, group: Classes, targets: int) -> int:
    return len(group.count) + 2 * (len(model.unit_codes) + model.categories + targets)


def _elastic(model: Model, group: Classes, fixed: Sequence[tuple[Ints, Ints, int, int]], levels: Levels | None) -> Program:
    """Every unit and category bound with its own slack; with `levels` also the size and the targets."""
    width, units, cats = len(group.count), len(model.unit_codes), model.categories
    targets = len(levels.bands) if levels else 0
    room = np.full(2 * (units + cats + targets), model.n + model.size + int(model.unit_lo.max(initial=0)) + 1, dtype=np.int64)
    room = np.maximum(room, int(model.cat_lo.max(initial=0)) + 1)
    p = Program(np.concatenate([group.must, np.zeros(len(room), dtype=np.int64)]), np.concatenate([group.count, room]))
    every = np.arange(width, dtype=np.int64)

    def two_sided(mine: Ints, slack: int, lo: float, hi: float) -> None:
        ones = np.ones(len(mine), dtype=np.int64)
        p.row(np.append(mine, slack), np.append(ones, 1), lo, np.inf)
        p.row(np.append(mine, slack + 1), np.append(ones, -1), -np.inf, hi)

    p.row(every, np.ones(width, dtype=np.int64), levels.chosen if levels else 0, levels.chosen if levels else model.size)
    for u, mine in enumerate(by_unit(group, units)):
        two_sided(mine, width + 2 * u, float(model.unit_lo[u]), float(model.unit_hi[u]))
    for c in range(cats):
        two_sided(every[group.masks[c]], width + 2 * (units + c), float(model.cat_lo[c]), float(model.cat_hi[c]))
    for columns, ones, lo, hi in fixed:
        p.row(columns, ones, lo, hi)
    if levels:
        base = width + 2 * (units + cats)
        for t, limits in enumerate(levels.bands):
            two_sided(every[group.masks[cats + t]], base + 2 * t, limits.lo, limits.hi)
        for members, best in zip(levels.groups, levels.best, strict=False):
            columns = slack_columns(base, members)
            p.row(columns, np.ones(len(columns), dtype=np.int64), 0, best)
    return p


def _levels(
    model: Model, group: Classes, fixed: Sequence[tuple[Ints, Ints, int, int]], targets: tuple[Target, ...], chosen: int
) -> Levels:
    """The target levels over all lists of the cheapest relaxations."""

    def program(levels: Levels) -> Program:
        return _elastic(model, group, fixed, levels)

    return solve_levels(
        model, group, targets, chosen, program=program, width=len(group.count) + 2 * (len(model.unit_codes) + model.categories)
    )


# ------------------------------------------------------------------------------------------------ conflict


def conflict(model: Model, *, fill: bool) -> tuple[Row, ...]:
    """An irreducible set of bounds that cannot hold together; `fill`: all places must be filled as well."""
    problem = bridge.from_model(replace(model, masks=model.masks[: model.categories]), ()).problem
    first, *categories, last = problem.rows
    rows = (
        first,
        *(replace(row, hi=row.hi if row.hi < model.size else model.n) for row in categories),
        replace(last, lo=model.size if fill else 0, hi=model.n),
    )
    unit_hi = np.where(model.unit_hi < model.size, model.unit_hi, model.n)
    found = [_named(bound, len(rows)) for bound in irreducible(replace(problem, rows=rows, unit_hi=unit_hi))]
    return tuple(sorted(found, key=lambda row: (KINDS.index(row.kind), row.of)))


def _named(bound: Bound, rows: int) -> Row:
    """The bound in the words of the rules."""
    if not bound.kind.startswith("row"):
        return Row(bound.kind, bound.of, bound.bound)
    side = bound.kind.removeprefix("row_")
    return (
        Row(f"size_{side}", 0, bound.bound) if bound.of in {0, rows - 1} else Row(f"category_{side}", bound.of - 1, bound.bound)
    )
