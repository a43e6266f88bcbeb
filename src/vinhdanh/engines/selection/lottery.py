"""A fair lottery for a campaign that wants chance and not merit: the smallest probability of anyone is as large as the quotas allow.

People with the same values in every quota are of one type and are treated alike, so the programs count people per type (Flanigan, Gölz,
Gupta, Hennig, Procaccia, *Fair algorithms for selecting citizens' assemblies*, Nature 596, 2021: maximin by column generation). A list is a
number per type; the distribution over lists is the linear program max z: Σ_l p_l·y_lt/n_t ≥ z; a new list maximises Σ_t w_t·y_t/n_t with the
program's multipliers w. It ends when no list is worth more than z: then no distribution does better.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import highspy
import numpy as np

from vinhdanh.engines.selection.program import Program, solver
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

FINE = 1 << 20
"""Weights of types and probabilities of lists are multiples of 1/FINE."""
CLOSE = 1e-5
START = 60
"""Lists before the first linear program."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Volunteers: the codes of each in every attribute, and (attribute, code) -> least and greatest number chosen."""

    codes: tuple[tuple[int, ...], ...]
    bounds: Mapping[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Fair:
    """The lottery: types, lists (a number per type) with their probabilities, the least probability of anyone and a bound of it.

    Args:
        types: The codes of each type.
        members: The volunteers of each type, by index.
        lists: Shape (L, types).
        chances: Of each list, in units of 1/FINE; they add up to FINE.
        least: The smallest probability of a volunteer.
        bound: No lottery gives a larger one.
    """

    types: tuple[tuple[int, ...], ...]
    members: tuple[tuple[int, ...], ...]
    lists: Ints
    chances: Ints
    least: float
    bound: float


def fair(pool: Pool, size: int) -> Fair:
    """The maximin lottery.

    Raises:
        UserError: no list of `size` keeps the bounds.
    """
    count = Counter(pool.codes)
    types = tuple(sorted(count))
    many = np.array([count[t] for t in types], dtype=np.int64)
    members = tuple(tuple(i for i, c in enumerate(pool.codes) if c == t) for t in types)
    program = _program(pool, types, many, size)
    lists = _first(program, many)
    if not lists:
        raise UserError(
            "Không có danh sách nào giữ được tất cả các giới hạn. Đề nghị nới giới hạn hoặc mời thêm người.",
            "No list keeps every bound.",
        )
    while True:
        chances, weights, least = _master(np.array(lists), many)
        gains = np.rint(weights / many * FINE * FINE).astype(np.int64)
        y = program.maximise(gains)
        if y is None:
            raise AssertionError("lottery: there was a list before")
        bound = float(weights @ (y / many))
        if bound <= least + CLOSE or any((y == known).all() for known in lists):
            break
        lists.append(y)
    kept = chances > 0
    table = np.array(lists)[kept]
    whole = _rounded(chances[kept])
    given = (whole @ table) / FINE / many
    return Fair(types, members, table, whole, float(given.min()), max(bound, float(given.min())))


def _program(pool: Pool, types: tuple[tuple[int, ...], ...], many: Ints, size: int) -> Program:
    program = Program(np.zeros(len(types), dtype=np.int64), many)
    program.row(np.arange(len(types)), np.ones(len(types), dtype=np.int64), size, size)
    for (a, v), (lo, hi) in sorted(pool.bounds.items()):
        mine = np.flatnonzero([t[a] == v for t in types])
        program.row(mine, np.ones(len(mine), dtype=np.int64), lo, hi)
    return program


def _first(program: Program, many: Ints) -> list[Ints]:
    """Lists to begin with: by multiplicative weights, so that every type that can be chosen is on one of them."""
    lists: list[Ints] = []
    weights = np.ones(len(many))
    for _ in range(min(4 * len(many), START)):
        y = program.maximise(np.rint(weights / weights.max() / many * FINE).astype(np.int64))
        if y is None:
            return []
        weights *= np.exp(-0.7 * y / many / (y / many).max())
        if not any((y == known).all() for known in lists):
            lists.append(y)
    return lists


def _master(lists: Ints, many: Ints) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Probabilities of the lists, multipliers of the types, the least probability."""
    shares = lists / many[None, :]
    width, types = shares.shape
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = width + 1, types + 1
    lp.col_cost_ = np.concatenate([np.zeros(width), [-1.0]])
    lp.col_lower_, lp.col_upper_ = np.zeros(width + 1), np.full(width + 1, np.inf)
    lp.row_lower_, lp.row_upper_ = np.concatenate([np.zeros(types), [1.0]]), np.concatenate([np.full(types, np.inf), [1.0]])
    dense = np.vstack([np.hstack([shares.T, -np.ones((types, 1))]), np.append(np.ones(width), 0.0)])
    rows, columns = np.nonzero(dense)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.num_col_, lp.a_matrix_.num_row_ = width + 1, types + 1
    lp.a_matrix_.start_ = np.searchsorted(rows, np.arange(types + 2)).astype(np.int32)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = columns.astype(np.int32), dense[rows, columns]
    h = solver(integer=False)
    h.passModel(lp)
    h.run()
    solution = h.getSolution()
    values = np.array(solution.col_value)
    return values[:width], np.maximum(0.0, np.array(solution.row_dual[:types])), float(values[width])


def _rounded(chances: NDArray[np.float64]) -> Ints:
    """Whole units of 1/FINE that add up to FINE: largest remainders."""
    scaled = chances / chances.sum() * FINE
    whole: Ints = np.floor(scaled).astype(np.int64)
    order = np.argsort(-(scaled - whole), kind="stable")
    whole[order[: FINE - int(whole.sum())]] += 1
    return whole


def draw(lottery: Fair, seed: str) -> tuple[int, ...]:
    """The volunteers chosen by a public seed: first a list by its chance, then the members of each type by their lots; indices, ascending."""
    lot = Fraction(int.from_bytes(hashlib.sha256(f"{seed}|list".encode()).digest(), "big"), 1 << 256) * FINE
    which = int(np.searchsorted(np.cumsum(lottery.chances), int(lot), side="right"))
    chosen: list[int] = []
    for members, number in zip(lottery.members, lottery.lists[which], strict=True):
        ranked = sorted(members, key=lambda i: hashlib.sha256(f"{seed}|{i}".encode()).digest())
        chosen += ranked[: int(number)]
    return tuple(sorted(chosen))
