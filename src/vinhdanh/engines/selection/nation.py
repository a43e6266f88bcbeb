"""The selection of a table of any size: columns in, list and figures out, nobody an object (docs/selection-large.md).

The large-scale method chooses. What comes after it looks at few: ties at those who may stand on either side at the same merit, reserves at
the ones nearest to the list. The points needed at the least come from the certified costs, for everyone at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from vinhdanh.engines.selection.commitment import of_columns
from vinhdanh.engines.selection.dual import Quotas
from vinhdanh.engines.selection.large.problem import EVERYONE, Problem, Row
from vinhdanh.engines.selection.large.sift import cheapest
from vinhdanh.engines.selection.large.solve import InfeasibleError, Large, Solution
from vinhdanh.engines.selection.levels import Levels, classes
from vinhdanh.engines.selection.model import Model, band, check_columns, check_decisions, check_numbers
from vinhdanh.engines.selection.nation_relax import Way, unfilled, way_out
from vinhdanh.engines.selection.reserves import reserves
from vinhdanh.engines.selection.table_file import values_of
from vinhdanh.engines.selection.ties import Face, Settled, settle
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.columns import Columns
    from vinhdanh.engines.selection.types import Category, Rules, Target

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

PAIRS = 2_500_000
"""Candidates on the list times candidates near it that are compared for reserves."""
NEAR = 300
DECISIVE = 256
"""How much more than all merit one person of a target weighs when merit tells equal lists apart."""


@dataclass(slots=True)
class Nation:
    """One selection over columns.

    Args:
        columns: Everyone, sorted by id.
        rules: Without families by id.
        kept: Places in `columns` of those who are not excluded; candidates below are numbered within it.
        families: Active rows: (heading, codes, cap).
        way: The bounds that hold instead, when those asked for cannot.
    """

    columns: Columns
    rules: Rules
    kept: Ints
    must: Bools
    unit: NDArray[np.int32]
    unit_codes: tuple[str, ...]
    score: Ints
    unit_score: int
    families: list[tuple[str, tuple[int, ...], int]]
    way: Way | None = None

    @classmethod
    def of(cls, columns: Columns, rules: Rules) -> Nation:
        """Checks the rules against the table.

        Raises:
            UserError: as `model.check`; or families by id, which need everybody as an object.
        """
        if any(f.by_id or f.members for f in rules.families):
            raise UserError(
                'Mục “families” theo mã người (by = "id" hoặc members) chỉ dùng được với bảng đến 10.000 người; với bảng lớn hơn, '
                "đề nghị ghi một cột mã gia đình và dùng “column”.",
                "“families” by ids works up to 10,000 candidates; above that give the table a column of families and use “column”.",
            )
        decided = {**rules.must_include, **rules.must_exclude}
        place = _places(columns, list(decided))
        check_numbers(rules)
        check_decisions(place.keys(), rules)
        known = {f.column for f in rules.families} - set(columns.counted)
        if known:
            column = min(known)
            raise UserError(
                f"Mục “families” cần cột “{column}” nhưng bảng không có cột này. Đề nghị thêm cột hoặc sửa tên cột.",
                f"“families” needs the column “{column}”, which the table does not have.",
            )
        check_columns(columns.counted, columns.keys, rules)
        out = np.zeros(columns.n, dtype=bool)
        out[[place[i] for i in rules.must_exclude]] = True
        must = np.zeros(columns.n, dtype=bool)
        must[[place[i] for i in rules.must_include]] = True
        kept = np.flatnonzero(~out)
        codes = tuple(sorted(set(columns.unit.texts) | set(rules.units)))
        at = {code: k for k, code in enumerate(codes)}
        table = np.array([at[t] for t in columns.unit.texts], dtype=np.int32)
        score = columns.score[kept]
        unit_score = int(np.gcd.reduce(score)) or 1
        return cls(columns, rules, kept, must[kept], table[columns.unit.codes[kept]], codes, score // unit_score, unit_score, [])

    def places(self, ids: Sequence[str]) -> dict[str, int]:
        """Id -> place in the table of those who are there."""
        return _places(self.columns, list(ids))

    @property
    def n(self) -> int:
        """Candidates who are not excluded."""
        return len(self.kept)

    # ------------------------------------------------------------------------------------------ the problem

    def unit_bounds(self) -> tuple[Ints, Ints]:
        """Floors and caps, shape (U,)."""
        if self.way:
            return self.way.applied.unit_lo, self.way.applied.unit_hi
        size = self.rules.size
        bounds = [self.rules.units.get(code, self.rules.unit_default) for code in self.unit_codes]
        low = np.array([b.at_least for b in bounds], dtype=np.int64)
        return low, np.array([size if b.at_most is None else min(size, b.at_most) for b in bounds], dtype=np.int64)

    def codes_of(self, row: Category | Target) -> tuple[int, ...]:
        """The codes of a column that a row counts."""
        asked = frozenset(row.values)
        return tuple(k for k, text in enumerate(self.columns.counted[row.column].texts) if not asked.isdisjoint(values_of(text)))

    def hard(self) -> list[tuple[str, tuple[int, ...], int, int]]:
        """Categories, then active families: heading, codes, least, most."""
        size = self.rules.size
        rows = [
            (c.column, self.codes_of(c), c.at_least, size if c.at_most is None else min(size, c.at_most))
            for c in self.rules.categories
        ]
        rows += [(h, codes, 0, min(size, cap)) for h, codes, cap in self.families]
        if self.way:
            bounds = zip(self.way.applied.cat_lo.tolist(), self.way.applied.cat_hi.tolist(), strict=False)
            rows = [(h, codes, *bound) for (h, codes, _, _), bound in zip(rows, bounds, strict=False)] + rows[
                len(self.way.applied.cat_lo) :
            ]
        return rows

    def problem(self, targets: Sequence[Target], score: Ints | None = None, places: int | None = None) -> Large:
        """The problem for the large method; `score` and `places` ask for something else than merit."""
        rules, columns = self.rules, self.columns
        hard = self.hard()
        headings = list(dict.fromkeys([h for h, *_ in hard] + [t.column for t in targets]))
        at = {h: k for k, h in enumerate(headings)}
        size = rules.size if places is None else places
        rows = [
            Row(EVERYONE, (), 0, size),
            *(Row(at[h], codes, lo, hi) for h, codes, lo, hi in hard),
            Row(EVERYONE, (), size, size),
        ]
        first = len(rows)
        rows += [Row(at[t.column], self.codes_of(t), 0, self.n) for t in targets]
        order = sorted({t.priority for t in targets})
        groups = [tuple(first + k for k, t in enumerate(targets) if t.priority == rank) for rank in order]

        def bands(chosen: int) -> dict[int, tuple[int, int]]:
            return {first + k: (b.lo, b.hi) for k, b in enumerate(band(t, chosen) for t in targets)}

        low, high = self.unit_bounds()
        widths = tuple(max(1, len(columns.counted[h].texts)) for h in headings)
        codes = tuple(_narrow(columns.counted[h].codes[self.kept], w) for h, w in zip(headings, widths, strict=True))
        problem = Problem(self.score if score is None else score, self.unit, low, high, self.must, codes, tuple(rows), widths)
        return Large(problem, ((first - 1,), *groups), bands)

    def mask(self, row: Category | Target) -> Bools:
        """Whom a row counts, shape (n,)."""
        coded = self.columns.counted[row.column]
        table = np.zeros(max(1, len(coded.texts)), dtype=bool)
        table[list(self.codes_of(row))] = True
        return table[coded.codes[self.kept]]

    # ------------------------------------------------------------------------------------------ the list

    def solve(self) -> Chosen:
        """The list after the ties; families that the list or an equally good one could break become rows until none does.

        Bounds that cannot hold together give way in the cheapest way (`way`).

        Raises:
            UserError: no way out was found.
        """
        while True:
            try:
                found = self.problem(self.rules.targets).solve()
            except InfeasibleError:
                if self.way and len(self.way.asked.cat_lo) == len(self.hard()):
                    raise
                self.way = way_out(self)
                continue
            open_, settled = self._ties(found)
            standing = np.zeros(self.n, dtype=bool)
            standing[found.chosen] = True
            standing[open_] = settled.chosen
            both = standing.copy()
            both[open_[settled.tied | (settled.lost > 0)]] = True
            more = self.broken(both)
            if not more:
                if self.rules.exact and len(found.chosen) < self.rules.size and not self.way:
                    self.way = unfilled(self)
                return self._chosen(found, standing, open_, settled)
            self.families += more

    def broken(self, both: Bools) -> list[tuple[str, tuple[int, ...], int]]:
        """Rows of the families of which too many stand in `both`."""
        found: list[tuple[str, tuple[int, ...], int]] = []
        for family in self.rules.families:
            coded = self.columns.counted[family.column]
            counts = np.bincount(coded.codes[self.kept[both]], minlength=len(coded.texts))
            several = any(";" in t or "|" in t for t in coded.texts)
            cells: dict[str, list[int]] = {}
            for code in np.arange(len(coded.texts)) if several else np.flatnonzero(counts > family.at_most):
                for value in values_of(coded.texts[code]):
                    cells.setdefault(value, []).append(int(code))
            for codes in cells.values():
                row = (family.column, tuple(codes), family.at_most)
                if int(counts[codes].sum()) > family.at_most and row not in self.families:
                    found.append(row)
        return found

    def _chosen(self, found: Solution, standing: Bools, open_: Ints, settled: Settled) -> Chosen:
        lost, tied = np.zeros(self.n, dtype=np.int64), np.zeros(self.n, dtype=bool)
        lost[open_], tied[open_] = settled.lost, settled.tied
        reach = (found.value - np.minimum(found.costs, 1 << 61)) >> found.shift
        needed = np.maximum(found.merit - reach, 1)
        needed[found.costs >= 1 << 61] = -1
        return Chosen(found, standing, lost, tied, settled.drawn, needed, self._levels(found), len(self.families))

    def _levels(self, found: Solution) -> Levels:
        order = sorted({t.priority for t in self.rules.targets})
        groups = tuple(tuple(i for i, t in enumerate(self.rules.targets) if t.priority == rank) for rank in order)
        number = len(found.chosen)
        return Levels(number, tuple(band(t, number) for t in self.rules.targets), groups, tuple(p.best for p in found.levels[1:]))

    def _ties(self, found: Solution) -> tuple[Ints, Settled]:
        """Who may stand on either side at this merit, as a small problem of its own."""
        levels = self._levels(found)
        spare = 2 * max([0, *levels.best]) + 1
        count = int((found.costs <= found.value - (found.merit << found.shift)).sum())
        open_ = np.sort(cheapest(found.costs, min(self.n, max(count, spare))))
        inside = np.zeros(self.n, dtype=bool)
        inside[found.chosen] = True
        model, held = self.part(open_, inside)
        rules = self.rules
        lo = np.concatenate([[levels.chosen], model.cat_lo, np.zeros(len(rules.targets), dtype=np.int64)])
        hi = np.concatenate([[levels.chosen], model.cat_hi, np.full(len(rules.targets), levels.chosen)])
        first, shared = 1 + model.categories, []
        for members, best in zip(levels.groups, levels.best, strict=True):
            alone = best if len(members) == 1 else 0
            for t in members:
                lo[first + t], hi[first + t] = max(0, levels.bands[t].lo - alone), levels.bands[t].hi + alone
            if len(members) > 1 and best > 0:
                shared.append((tuple(first + t for t in members), best))
        rows = np.vstack([np.ones((1, model.n), dtype=np.int64), model.masks.astype(np.int64)])
        face = Face(model, Quotas(rows, lo - held, hi - held, tuple(shared)), inside[open_], np.arange(model.n), [model.scores])
        face.narrow()
        return open_, settle(face, self._keys(open_), lottery=rules.then == "lottery", seed=rules.seed)

    def part(self, index: Ints, inside: Bools) -> tuple[Model, Ints]:
        """The model of some candidates; unit bounds without what the others on the list take, and the counts of the rows that they take."""
        rules = self.rules
        others = inside.copy()
        others[index] = False
        masks = [self.mask(row) for row in rules.categories]
        masks += [np.isin(self.columns.counted[heading].codes[self.kept], codes) for heading, codes, _ in self.families]
        masks += [self.mask(t) for t in rules.targets]
        held = np.array([int(others.sum()), *(int((m & others).sum()) for m in masks)], dtype=np.int64)
        units, local = np.unique(self.unit[index], return_inverse=True)
        low, high = self.unit_bounds()
        used = np.bincount(self.unit[others], minlength=len(low))
        bounds = self.hard()
        model = Model(
            ids=tuple(self.columns.ids.gather(self.kept[index]).to_list()),
            scores=self.score[index],
            unit_score=self.unit_score,
            unit=local.reshape(-1).astype(np.int64),
            unit_codes=tuple(self.unit_codes[u] for u in units),
            unit_lo=np.maximum(0, (low - used)[units]),
            unit_hi=(high - used)[units],
            must=self.must[index],
            masks=np.array([m[index] for m in masks], dtype=bool).reshape(len(masks), len(index)),
            categories=len(bounds),
            cat_lo=np.array([lo for _, _, lo, _ in bounds], dtype=np.int64),
            cat_hi=np.array([hi for _, _, _, hi in bounds], dtype=np.int64),
            size=rules.size,
        )
        return model, held

    def _keys(self, index: Ints | None = None) -> list[Ints]:
        """One array per tie-break, the larger the better; who has no value stands last."""
        found = []
        for t in self.rules.tie_breaks:
            values = self.columns.keys[t.column][self.kept]
            there = values > -(1 << 60)
            signed = values if t.descending else -values
            worst = int(signed[there].min(initial=0)) - 1
            signed = np.where(there, signed, worst)
            found.append(signed if index is None else signed[index])
        return found

    def ranked(self) -> Ints:
        """Everyone by score, tie-breaks and id, the best first."""
        keys = self._keys()
        return np.lexsort([np.arange(self.n), *(-k for k in reversed(keys)), -self.score])

    def spare(self, chosen: Chosen, ranked: Ints) -> tuple[list[int], dict[int, int]]:
        """Reserves among those nearest to the list, and for each chosen one the first who covers."""
        if not self.rules.reserves or not chosen.standing.any():
            return [], {}
        costs = np.where(chosen.standing, 1 << 62, chosen.found.costs)
        number = int(chosen.standing.sum())
        few = cheapest(costs, min(self.n - number, NEAR, max(2 * self.rules.reserves, PAIRS // number)))
        index = np.sort(np.concatenate([np.flatnonzero(chosen.standing), few]))
        model, _ = self.part(index, chosen.standing)
        group = classes(model)
        order = np.empty(self.n, dtype=np.int64)
        order[ranked] = np.arange(self.n)
        local = np.argsort(order[index], kind="stable")
        found, covered = reserves(model, group, chosen.levels, chosen.standing[index], ranked=local, wanted=self.rules.reserves)
        return [int(index[i]) for i in found], {int(index[p]): int(index[r]) for p, r in covered.items()}

    def reachable(self, number: int) -> tuple[tuple[int, int], ...]:
        """Least and greatest count of each target in any list of `number` people under the hard bounds alone."""
        ranges = []
        for target in self.rules.targets:
            mask = self.mask(target).astype(np.int64)
            ends = [self._end(sign * mask, number) for sign in (-1, 1)]
            ranges.append((int(mask[ends[0]].sum()), int(mask[ends[1]].sum())))
        return tuple(ranges)

    def _end(self, weight: Ints, number: int) -> Ints:
        """The list of `number` with the greatest weight; merit tells the many that are alike apart, else the relaxation has no hold."""
        least = int(self.score.min())
        decisive = DECISIVE * (int(self.score.max()) - least + 1)
        return self.problem((), weight * decisive + self.score - least, number).solve().chosen

    def commitment(self) -> str:
        """The same as `commitment.commitment` for the same table and rules."""
        return of_columns(self.columns, self.rules)


@dataclass(frozen=True, slots=True)
class Chosen:
    """The list.

    Args:
        found: What the large method says; its list may differ from `standing` among the tied.
        standing: Who is chosen, shape (n,).
        lost: As in `Settled`.
        needed: Points needed at the least, −1: no list under the bounds; only of those outside.
        families: How many families were rows.
    """

    found: Solution
    standing: Bools
    lost: Ints
    tied: Bools
    drawn: bool
    needed: Ints
    levels: Levels
    families: int = 0


def _narrow(codes: NDArray[np.int32], width: int) -> NDArray[np.integer[Any]]:
    return codes.astype(np.uint8 if width <= 256 else np.uint16 if width <= 1 << 16 else np.int32)


def _places(columns: Columns, asked: list[str]) -> dict[str, int]:
    """Id -> place of those asked for who are there."""
    import polars as pl  # noqa: PLC0415  # as above

    if not asked:
        return {}
    where = np.flatnonzero(columns.ids.is_in(pl.Series(asked, dtype=pl.String).implode()).to_numpy())
    return dict(zip(columns.ids.gather(where).to_list(), where.tolist(), strict=True))
