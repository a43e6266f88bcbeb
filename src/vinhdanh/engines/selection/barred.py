"""Those whom points cannot help: which hard bound, or which target level and by how many people.

Asked per class. An exchange of two shows how little may be lost; the linear relaxation of the level, with one of the class forced in, shows
that less is impossible. Only where the two do not meet is an integer program solved.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import highspy
import numpy as np

from vinhdanh.engines.selection.levels import Levels, hard_program, slack_columns, target_program
from vinhdanh.engines.selection.program import solver
from vinhdanh.engines.selection.relax import Row, conflict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.levels import Classes
    from vinhdanh.engines.selection.model import Model
    from vinhdanh.engines.selection.swaps import Swaps

    Ints = NDArray[np.int64]

SLACK = 1e-6
"""What floating point may add to a bound on a whole number."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What choosing one of a class costs: `level` −1 is the number of places; no level and no people: impossible because of `rows`."""

    level: int = -1
    worse: int = 0
    rows: tuple[Row, ...] = ()


@dataclass(slots=True)
class LevelBound:
    """The relaxation of one level with the earlier ones fixed, kept in HiGHS to force one class after the other."""

    highs: highspy.Highs
    lower: Ints
    upper: Ints
    basis: highspy.HighsBasis | None = None

    @classmethod
    def of(cls, model: Model, group: Classes, levels: Levels, level: int) -> LevelBound:
        """Lays it out; nothing is solved yet."""
        fixed = replace(levels, best=levels.best[:level])
        program = target_program(model, group, fixed)
        objective = np.zeros(len(program.lower), dtype=np.int64)
        objective[slack_columns(len(group.count), levels.groups[level])] = -1
        lp, _ = program.lp(objective, integer=False)
        h = solver(integer=False)
        h.setOptionValue("presolve", "off")
        h.passModel(lp)
        return cls(h, program.lower, program.upper)

    def least(self, c: int) -> int | None:
        """A lower bound of the level's miss with one more of class `c` forced in; None when the relaxation cannot say."""
        h = self.highs
        h.changeColBounds(c, float(self.lower[c] + 1), float(self.upper[c]))
        if self.basis is not None:
            h.setBasis(self.basis)
        h.run()
        found = None
        if h.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            found = math.ceil(h.getInfo().objective_function_value - SLACK)
            self.basis = self.basis or h.getBasis()
        h.changeColBounds(c, float(self.lower[c]), float(self.upper[c]))
        return found


@dataclass(slots=True)
class Barred:
    """Answers for one model at its levels."""

    model: Model
    group: Classes
    levels: Levels
    pairs: Swaps
    bounds: dict[int, LevelBound] = field(default_factory=dict)
    seen: dict[int, tuple[int, int]] = field(default_factory=dict)

    def forced(self, c: int) -> Classes:
        """The classes with one more of class `c` who must be chosen."""
        must = self.group.must.copy()
        must[c] += 1
        return replace(self.group, must=must)

    def loss(self, c: int, i: int) -> Loss:
        """What choosing candidate `i` of class `c` costs, knowing that no list at the same levels holds one more of the class."""
        ways = [way for way in (self._exchange(c), self.seen.get(c)) if way is not None]
        if not ways:
            return self._without_exchange(c, i)
        shown, worse = max(ways, key=lambda way: (way[0], -way[1]))
        level, least = self._first_loss(c, shown)
        if level == shown and least >= self.levels.best[level] + worse:
            return Loss(level, worse)
        group = self.forced(c)
        miss = self._miss(group, level)
        if miss is not None and miss > self.levels.best[level]:
            return Loss(level, miss - self.levels.best[level])
        return self._from_level(group, shown)

    def _first_loss(self, c: int, start: int) -> tuple[int, int]:
        """The first level from `start` on that must lose by its relaxation, with the least miss there; else the last level."""
        least = -1
        for level in range(start, len(self.levels.groups)):
            if level not in self.bounds:
                self.bounds[level] = LevelBound.of(self.model, self.group, self.levels, level)
            found = self.bounds[level].least(c)
            least = -1 if found is None else found
            if found is None or least > self.levels.best[level]:
                return level, least
        return len(self.levels.groups) - 1, least

    def _exchange(self, c: int) -> tuple[int, int] | None:
        """The exchange of two that keeps the hard bounds and loses least: (first level that loses, people)."""
        r = int(np.searchsorted(self.pairs.outside, c))
        possible = np.flatnonzero(self.pairs.hard[r])
        if len(possible) == 0:
            return None
        level, worse = self.pairs.level[r][possible], self.pairs.worse[r][possible]
        best = np.lexsort((worse, -level))[0]
        return int(level[best]), int(worse[best])

    def _from_level(self, group: Classes, first: int) -> Loss:
        """The first level from `first` on that loses, and how much, by integer programs."""
        for level in range(first, len(self.levels.groups)):
            miss = self._miss(group, level)
            if miss is None:
                raise AssertionError("barred: the levels before this one can be kept")
            if miss > self.levels.best[level]:
                return Loss(level, miss - self.levels.best[level])
        raise AssertionError("barred: no level loses, so there was a list")

    def _miss(self, group: Classes, level: int) -> int | None:
        """The least miss of a level with the earlier ones kept; None when they cannot be kept."""
        width = len(group.count)
        program = target_program(self.model, group, replace(self.levels, best=self.levels.best[:level]))
        objective = np.zeros(len(program.lower), dtype=np.int64)
        objective[slack_columns(width, self.levels.groups[level])] = -1
        y = program.maximise(objective)
        if y is None:
            return None
        people = y[:width]
        miss = self.levels.misses(group.masks[self.model.categories :].astype(np.int64) @ people)[level]
        if miss > self.levels.best[level]:
            self._remember(people, level, miss - self.levels.best[level])
        return miss

    def _remember(self, people: Ints, level: int, worse: int) -> None:
        """The list that was found shows the same loss for every other class it holds one more of."""
        for other in np.flatnonzero(people > self.group.must):
            known = self.seen.get(int(other), (-1, 0))
            self.seen[int(other)] = max(known, (level, worse), key=lambda way: (way[0], -way[1]))

    def _without_exchange(self, c: int, i: int) -> Loss:
        model, chosen, group = self.model, self.levels.chosen, self.forced(c)
        ones = np.ones(len(group.count), dtype=np.int64)
        if hard_program(model, group, chosen, chosen).maximise(0 * ones) is not None:
            return self._from_level(group, 0)
        y = hard_program(model, group, 0, chosen).maximise(ones)
        if y is not None:
            return Loss(-1, chosen - int(y.sum()))
        must = model.must.copy()
        must[i] = True
        rows = conflict(replace(model, must=must, size=chosen), fill=False)
        return Loss(rows=tuple(r for r in rows if not (r.kind == "include" and r.of == i)))
