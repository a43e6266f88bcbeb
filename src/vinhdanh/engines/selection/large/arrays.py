"""The library entry for those who hold numpy arrays: any size, the same method at every size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np

from vinhdanh.engines.selection.large.problem import EVERYONE, Problem, Row
from vinhdanh.engines.selection.large.solve import InfeasibleError, Large, Solution
from vinhdanh.engines.selection.model import band
from vinhdanh.engines.selection.types import SCORE_LIMIT, Target
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    from vinhdanh.engines.selection.large.conflict import Bound

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Quota:
    """A hard row: at least … at most … of those chosen have one of `codes` in `column`; also couples people (a column of families)."""

    column: str
    codes: tuple[int, ...]
    at_least: int = 0
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """A target by priority: a share in percent of those chosen, or a count; as `Target` with codes instead of values."""

    column: str
    codes: tuple[int, ...]
    share: Fraction | None = None
    count: int | None = None
    tolerance: Fraction = Fraction(0)
    direction: Literal["at_least", "about", "at_most"] = "at_least"
    priority: int = 1

    def target(self) -> Target:
        """The same for the rule of rounding that every size shares."""
        return Target("", "", self.column, (), self.share, self.count, self.tolerance, self.direction, self.priority)


def select_arrays(
    score: ArrayLike,
    unit: ArrayLike,
    size: int,
    *,
    columns: Mapping[str, ArrayLike] | None = None,
    quotas: Sequence[Quota] = (),
    aims: Sequence[Aim] = (),
    at_least: ArrayLike = 0,
    at_most: ArrayLike | None = None,
    must_include: ArrayLike | None = None,
    must_exclude: ArrayLike | None = None,
) -> Solution:
    """Chooses at most `size` of n candidates: most places, then the aims by priority, then the greatest sum of scores.

    Args:
        score: Shape (n,), whole numbers up to 10¹¹ (hundredths of a point, say).
        unit: Shape (n,), units 0 … U−1.
        size: Places.
        columns: Name -> codes of shape (n,), whole numbers from 0.
        quotas: Hard rows over the columns.
        aims: Targets by priority.
        at_least: Floors of the units, one figure or shape (U,).
        at_most: Caps of the units; None: no cap.
        must_include: Truth values of shape (n,).
        must_exclude: Truth values of shape (n,).

    Returns:
        `chosen` (indices, ascending) with the certified bound, proof, levels, multipliers; `costs` per candidate who is not excluded.

    Raises:
        UserError: arrays that do not fit, scores that are not finite, an unknown column.
        InfeasibleError: the hard bounds cannot hold together.
    """
    points, units = _whole(score, "score"), _whole(unit, "unit")
    codes = {name: _whole(column, name) for name, column in (columns or {}).items()}
    must, out = _marks(must_include, len(points)), _marks(must_exclude, len(points))
    _check(points, units, size, {**codes, "must_include": must, "must_exclude": out}, [*quotas, *aims])
    _apart(must, out)
    floor, cap = _bounds(at_least, at_most, size, int(units.max()) + 1)
    kept = np.flatnonzero(~out) if out.any() else slice(None)
    rows, first, groups = _rows(list(codes), quotas, aims, size, int((~out).sum()))
    widths = _widths(codes, [*quotas, *aims])
    narrow = tuple(_narrow(c[kept], w) for c, w in zip(codes.values(), widths, strict=True))
    problem = Problem(points[kept], units[kept].astype(np.int32), floor, cap, must[kept], narrow, rows, widths)
    try:
        found = Large(problem, ((first - 1,), *groups), _bands(aims, first)).solve()
    except InfeasibleError as error:
        raise InfeasibleError(tuple(_placed(b, kept) for b in error.bounds), _words(quotas, first)) from error
    return found if isinstance(kept, slice) else found.placed(kept)


def _bands(aims: Sequence[Aim], first: int) -> Callable[[int], dict[int, tuple[int, int]]]:
    """For a number of chosen people: row of each aim -> the counts between which it is met."""
    targets = [a.target() for a in aims]

    def bands(chosen: int) -> dict[int, tuple[int, int]]:
        return {first + k: (limits.lo, limits.hi) for k, limits in enumerate(band(t, chosen) for t in targets)}

    return bands


def _words(quotas: Sequence[Quota], first: int) -> dict[int, tuple[str, str]]:
    """What each hard row counts, in both languages."""
    everyone = ("tổng số", "the number chosen")
    codes = [(", ".join(map(str, q.codes)), q.column) for q in quotas]
    named = {k: (f"cột “{column}” mã {code}", f"“{column}” {code}") for k, (code, column) in enumerate(codes, 1)}
    return {0: everyone, **named, first - 1: everyone}


def _placed(bound: Bound, kept: Ints | slice) -> Bound:
    """A decision about somebody, with the place in the arrays that were given."""
    return bound if isinstance(kept, slice) or bound.kind != "include" else replace(bound, of=int(kept[bound.of]))


def _bounds(at_least: ArrayLike, at_most: ArrayLike | None, size: int, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Floors and caps of `count` units, shape (count,) each; no cap lets a unit take every place."""
    floor = np.broadcast_to(np.asarray(at_least, dtype=np.int64), count).copy()
    return floor, np.minimum(size, np.broadcast_to(np.asarray(size if at_most is None else at_most, dtype=np.int64), count))


def _apart(must: NDArray[np.bool_], out: NDArray[np.bool_]) -> None:
    if (must & out).any():
        raise UserError("Có người vừa phải chọn vừa không được chọn.", "Somebody must be both included and excluded.")


def _marks(given: ArrayLike | None, n: int) -> NDArray[np.bool_]:
    """Truth values of shape (n,); none given: nobody is marked."""
    return np.zeros(n, dtype=bool) if given is None else np.asarray(given, dtype=bool)


def _rows(
    names: Sequence[str], quotas: Sequence[Quota], aims: Sequence[Aim], size: int, people: int
) -> tuple[tuple[Row, ...], int, tuple[tuple[int, ...], ...]]:
    """The cap, the quotas, the filling of the places, the aims; where the aims begin, and which of them form one level."""
    rows = [Row(EVERYONE, (), 0, size)]
    rows += [Row(names.index(q.column), q.codes, q.at_least, size if q.at_most is None else min(size, q.at_most)) for q in quotas]
    rows.append(Row(EVERYONE, (), size, size))
    first = len(rows)
    rows += [Row(names.index(a.column), a.codes, 0, people) for a in aims]
    ranks = sorted({a.priority for a in aims})
    groups = tuple(tuple(first + k for k, a in enumerate(aims) if a.priority == rank) for rank in ranks)
    return tuple(rows), first, groups


def _widths(codes: Mapping[str, NDArray[np.int64]], asked: Sequence[Quota | Aim]) -> tuple[int, ...]:
    """How many codes each column can hold: those that occur and those that are asked for."""
    return tuple(
        1 + max([int(c.max(initial=0)), *(max(r.codes, default=0) for r in asked if r.column == name)])
        for name, c in codes.items()
    )


def _whole(values: ArrayLike, name: str) -> NDArray[np.int64]:
    array = np.asarray(values)
    if (
        array.ndim != 1
        or array.dtype.kind not in "iubf"
        or (array.dtype.kind == "f" and not (np.isfinite(array) & (array == np.rint(array))).all())
    ):
        raise UserError(f"Cột “{name}” phải gồm toàn số nguyên.", f"“{name}” must be one row of whole numbers.")
    return array if array.dtype.kind == "i" and name not in {"score", "unit"} else array.astype(np.int64)


def _narrow(codes: Ints, width: int) -> NDArray[np.unsignedinteger]:
    return codes.astype(np.uint8 if width <= 256 else np.uint16 if width <= 1 << 16 else np.uint32)


def _check(
    points: Ints, units: Ints, size: int, columns: Mapping[str, NDArray[np.int64] | Bools], rows: Sequence[Quota | Aim]
) -> None:
    n = len(points)
    if n == 0:
        raise UserError("Danh sách đề nghị đang trống nên chưa thể lựa chọn.", "The pool of candidates is empty.")
    if size < 0:
        raise UserError("Số lượng cần chọn không được âm.", "Places must not be negative.")
    if int(np.abs(points).max()) > SCORE_LIMIT:
        raise UserError("Có điểm vượt quá giới hạn.", "A score is too large.")
    for name, column in (("unit", units), *columns.items()):
        if len(column) != n or (column.dtype.kind != "b" and column.min(initial=0) < 0):
            raise UserError(
                f"Cột “{name}” phải có đúng {n} số không âm.", f"“{name}” must hold {n} numbers that are not negative."
            )
    for row in rows:
        if row.column not in columns:
            raise UserError(f"Không có cột “{row.column}”.", f"There is no column “{row.column}”.")


__all__ = ["Aim", "InfeasibleError", "Quota", "Solution", "select_arrays"]
