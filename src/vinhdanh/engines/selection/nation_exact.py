"""Exact reasons of a few people of a large table, and its certificate: the list that stands is the start of every search."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vinhdanh.engines.selection.certificate import canonical_sha, written
from vinhdanh.engines.selection.large.solve import InfeasibleError, Solution, UnfinishedError
from vinhdanh.engines.selection.reasons import POINTS, TARGET, TIE, UNIT, Verdict
from vinhdanh.engines.selection.table_file import values_of
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.nation import Chosen, Nation

    Ints = NDArray[np.int64]

MOST = 20
"""People of a large table whose figures are worked out exactly: each is a selection of its own."""


def asked_for(nation: Nation, chosen: Chosen, ids: Sequence[str]) -> list[int]:
    """The candidates meant by `ids`, none chosen or excluded; no ids: the `MOST` outsiders who are nearest to the list.

    Raises:
        UserError: more than `MOST`, or somebody who is not in the table.
    """
    if len(ids) > MOST:
        raise UserError(
            f"Với bảng lớn, chỉ tính chính xác được cho {MOST} người mỗi lần; đề nghị nêu ít người hơn.",
            f"In a large table exact figures are worked out for {MOST} people at a time: name fewer.",
        )
    if not ids:
        costs = np.where(chosen.standing | (chosen.lost > 0), np.iinfo(np.int64).max, chosen.found.costs)
        return sorted(int(i) for i in np.argsort(costs, kind="stable")[:MOST] if costs[i] < np.iinfo(np.int64).max)
    places = nation.places(ids)
    for id_ in ids:
        if id_ not in places:
            raise UserError(f"Không có mã “{id_}” trong bảng. Đề nghị kiểm tra lại mã.", f"“{id_}” is not in the table.")
    at = {int(k): i for i, k in enumerate(nation.kept)}
    return [i for i in (at.get(places[id_]) for id_ in ids) if i is not None and not chosen.standing[i]]


def exact(nation: Nation, chosen: Chosen, i: int) -> Verdict | None:
    """The exact reason of candidate `i`; None when the search cannot say more than the bounds for everyone do."""
    if chosen.lost[i]:
        return Verdict(TIE, stage=int(chosen.lost[i]), drawn=chosen.drawn)
    if chosen.found.proof == "gap":
        return None
    try:
        found = _with(nation, chosen, i)
    except InfeasibleError:
        return Verdict(UNIT)
    except UnfinishedError:
        return None
    return _compared(chosen, found, i)


def _compared(chosen: Chosen, found: Solution, i: int) -> Verdict | None:
    """What the best list with candidate `i` loses."""
    short = len(chosen.found.chosen) - len(found.chosen)
    if short > 0:
        return Verdict(TARGET, level=-1, worse=short)
    for k, (level, best) in enumerate(zip(found.levels[1:], chosen.levels.best, strict=True)):
        if level.best > best:
            return Verdict(TARGET, level=k, worse=level.best - best) if level.least == level.best else None
    high = chosen.found.merit - found.merit
    low = high if found.proof != "gap" else max(int(chosen.needed[i]), chosen.found.merit - found.bound)
    return Verdict(POINTS, max(1, low), max(1, high))


def _with(nation: Nation, chosen: Chosen, i: int) -> Solution:
    """The best list that holds candidate `i`; families that it would break become rows."""
    must = nation.must.copy()
    must[i] = True
    while True:
        large = nation.problem(nation.rules.targets)
        large.problem = replace(large.problem, must=must)
        if len(large.problem.rows) == len(chosen.found.multipliers):
            large.start = chosen.found.multipliers
        found = large.solve()
        standing = np.zeros(nation.n, dtype=bool)
        standing[found.chosen] = True
        more = nation.broken(standing)
        if not more:
            return found
        nation.families += more


def certify(nation: Nation, chosen: Chosen, families: int, table: Path, rules: Path) -> dict[str, Any]:
    """The certificate of a large selection, from the search that chose it; `families` of the nation were rows then.

    Raises:
        UserError: bounds had to give way.
    """
    if nation.way is not None:
        raise UserError(
            "Không lập được chứng thư vì một số giới hạn đã phải nới; đề nghị sửa quy tắc rồi chạy lại.",
            "No certificate: some bounds had to give way.",
        )
    listed = np.flatnonzero(chosen.standing)
    place = _rows(nation, families)

    def spread(multipliers: Ints) -> Ints:
        wide = np.zeros(int(place.max()) + 1, dtype=np.int64)
        wide[place] = multipliers
        return wide

    found = replace(
        chosen.found,
        multipliers=spread(chosen.found.multipliers),
        levels=tuple(replace(level, multipliers=spread(level.multipliers)) for level in chosen.found.levels),
    )
    ids = "\n".join(nation.columns.ids.gather(nation.kept[listed]).to_list())
    return written(found, listed, ids=ids, table=canonical_sha(table), rules=rules.read_bytes())


def _rows(nation: Nation, families: int) -> Ints:
    """Where each row of the search stands among all rows: the checker knows every family that could be broken."""
    known = {(column, values_of_all(nation, column, codes)): k for k, (column, codes, _) in enumerate(nation.families[:families])}
    before = 1 + len(nation.rules.categories)
    place, at = [*range(before)], before
    own: dict[int, int] = {}
    for family in nation.rules.families:
        coded = nation.columns.counted[family.column]
        per = np.bincount(coded.codes[nation.kept], minlength=len(coded.texts))
        seen: dict[str, int] = {}
        for code in np.flatnonzero(per):
            for value in set(values_of(coded.texts[code])):
                seen[value] = seen.get(value, 0) + int(per[code])
        for value in sorted(v for v, count in seen.items() if count > family.at_most):
            if (family.column, value) in known:
                own[known[family.column, value]] = at
            at += 1
    place += [own[k] for k in range(families)]
    return np.array([*place, *range(at, at + 1 + len(nation.rules.targets))], dtype=np.int64)


def values_of_all(nation: Nation, column: str, codes: Sequence[int]) -> str:
    """The one value that all cells of a family's row have."""
    texts = nation.columns.counted[column].texts
    return min(set.intersection(*(set(values_of(texts[c])) for c in codes)))
