"""When the hard bounds cannot hold together: the cheapest way out by priority, and an irreducible set of bounds in conflict.

The places and the decisions about people (must-include, must-exclude) never give way. The rest does in this order, each kind as little as
possible before the next is touched: caps of units, caps of categories, floors of categories, floors of units (an elastic program, Chinneck
2008). Among equally cheap ways the one with the most places filled, then the best targets, then the greatest merit is applied.
The conflict is found by QuickXplain (Junker 2004): leave any one of its bounds out and the rest can hold.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection.levels import Classes, Levels, by_unit, classes, hard_program, slack_columns, solve_levels
from vinhdanh.engines.selection.program import Program, solver

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.model import Model
    from vinhdanh.engines.selection.types import Target

    Ints = NDArray[np.int64]


SLIGHT = 1e-7
"""What counts as nothing in floating point."""


@dataclass(frozen=True, slots=True)
class Row:
    """One hard bound: its kind, what it is about (index of unit, category or candidate), its figure."""

    kind: str
    of: int
    bound: int


def loosened(model: Model, targets: tuple[Target, ...]) -> Model:
    """The model with the cheapest bounds that can hold; only called when the bounds asked for cannot."""
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
    plain = replace(model, masks=model.masks[: model.categories])
    group = classes(plain)
    rows = _rows(model, fill=fill)

    def holds(active: Sequence[Row]) -> bool:
        return _feasible(plain, group, active)

    few = _support(plain, group, rows)
    if len(few) < len(rows) and not holds(few):
        rows = few
    return tuple(sorted(_explain([], [], rows, holds), key=rows.index))


def _support(model: Model, group: Classes, rows: list[Row]) -> list[Row]:
    """The rows that the linear relaxation needs to be impossible (those with a multiplier); all when it is possible."""
    lo = next((row.bound for row in rows if row.kind == "size_floor"), 0)
    program = hard_program(model, group, lo, model.size)
    lp, _ = program.lp(np.zeros(len(group.count), dtype=np.int64), integer=False)
    count = lp.num_row_
    # every row, but not the columns, may be missed at a price of 1
    lp.num_col_ += 2 * count
    lp.col_cost_ = np.concatenate([np.zeros(len(group.count)), np.ones(2 * count)])
    lp.col_lower_ = np.concatenate([lp.col_lower_, np.zeros(2 * count)])
    lp.col_upper_ = np.concatenate([lp.col_upper_, np.full(2 * count, np.inf)])
    width, starts = len(group.count), np.array(program.starts)
    index = np.insert(np.concatenate(program.indices), np.repeat(starts[1:], 2), width + np.arange(2 * count))
    value = np.insert(np.concatenate(program.values), np.repeat(starts[1:], 2), np.tile([1, -1], count))
    lp.a_matrix_.num_col_ = lp.num_col_
    lp.a_matrix_.start_ = (starts + 2 * np.arange(count + 1)).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = index.astype(np.int32), value.astype(np.float64)
    h = solver(integer=False)
    h.passModel(lp)
    h.run()
    if h.getInfo().objective_function_value < SLIGHT:
        return rows
    dual = np.array(h.getSolution().row_dual)
    units = len(model.unit_codes)
    place = {"unit_cap": 1, "unit_floor": 1, "category_cap": 1 + units, "category_floor": 1 + units}
    return [
        row for row in rows if row.kind in {"size_cap", "size_floor", "include"} or abs(dual[place[row.kind] + row.of]) > SLIGHT
    ]


def _rows(model: Model, *, fill: bool) -> list[Row]:
    rows = [Row("size_cap", 0, model.size)]
    rows += [Row("include", int(i), 1) for i in np.flatnonzero(model.must)]
    whole = np.bincount(model.unit, minlength=len(model.unit_codes))
    rows += [Row("unit_cap", u, int(h)) for u, h in enumerate(model.unit_hi) if h < min(whole[u], model.size)]
    rows += [Row("category_cap", c, int(h)) for c, h in enumerate(model.cat_hi) if h < model.size]
    rows += [Row("category_floor", c, int(low)) for c, low in enumerate(model.cat_lo) if low > 0]
    rows += [Row("unit_floor", u, int(low)) for u, low in enumerate(model.unit_lo) if low > 0]
    return [*rows, Row("size_floor", 0, model.size)] if fill else rows


def _feasible(model: Model, group: Classes, active: Sequence[Row]) -> bool:
    free = model.n + 1
    bounds = {
        "unit_floor": np.zeros_like(model.unit_lo),
        "unit_cap": np.full_like(model.unit_hi, free),
        "category_floor": np.zeros_like(model.cat_lo),
        "category_cap": np.full_like(model.cat_hi, free),
    }
    must = np.zeros(model.n, dtype=bool)
    lo, hi = 0, free
    for row in active:
        if row.kind == "include":
            must[row.of] = True
        elif row.kind == "size_cap":
            hi = row.bound
        elif row.kind == "size_floor":
            lo = row.bound
        else:
            bounds[row.kind][row.of] = row.bound
    part = replace(
        model,
        unit_lo=bounds["unit_floor"],
        unit_hi=bounds["unit_cap"],
        cat_lo=bounds["category_floor"],
        cat_hi=bounds["category_cap"],
    )
    forced = np.bincount(group.of[must], minlength=len(group.count)).astype(np.int64)
    program = hard_program(part, replace(group, must=forced), lo, hi)
    return program.maximise(np.zeros(len(group.count), dtype=np.int64)) is not None


def _explain(held: list[Row], added: list[Row], rows: list[Row], holds: Callable[[Sequence[Row]], bool]) -> list[Row]:
    """QuickXplain: `held` is taken for granted, `added` its newest part; returns the part of `rows` that completes the conflict."""
    if added and not holds(held):
        return []
    if len(rows) == 1:
        return rows
    half = len(rows) // 2
    first, second = rows[:half], rows[half:]
    later = _explain(held + first, first, second, holds)
    earlier = _explain(held + later, later, first, holds)
    return earlier + later
