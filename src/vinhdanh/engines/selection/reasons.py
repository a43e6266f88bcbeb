"""Why not X, for everyone at once: the kind of reason, and for points a certified least and greatest figure.

With V the greatest merit and V_X the greatest merit of a list that holds X at the same target levels, X needs exactly V − V_X more points.
A lower figure comes from any upper bound of V_X: the flip cost at the multipliers of the chosen list for everyone at once, then at the
multipliers of the relaxation with X forced in. An upper figure comes from any list that holds X: an exchange of two, then the integer program
on the few in doubt. Work is counted, never timed, so that the same input gives the same figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection.barred import Barred
from vinhdanh.engines.selection.dual import NEVER, bound
from vinhdanh.engines.selection.levels import Levels, target_program
from vinhdanh.engines.selection.merit import solve_core
from vinhdanh.engines.selection.swaps import swaps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.dual import Bound
    from vinhdanh.engines.selection.levels import Classes
    from vinhdanh.engines.selection.merit import Best, Merit
    from vinhdanh.engines.selection.model import Model
    from vinhdanh.engines.selection.relax import Row
    from vinhdanh.engines.selection.swaps import Swaps
    from vinhdanh.engines.selection.ties import Settled

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

FORCED_COLUMNS = 200_000
"""Relaxations with one forced in, times candidates: beyond it the figures of the exchange and of the flip cost stand."""
FIRST = 40
"""Candidates in the first program for someone without any list."""
CORE_LIMIT = 150
CORE_COLUMNS = 12_000
"""Largest integer program tried for one figure, and all of them together."""

POINTS, TARGET, UNIT, TIE = "points", "target", "unit", "tie"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The reason of one candidate in numbers (points in units of `model.unit_score`).

    `level`: −1 for the number of places, else the index of the target level that would lose `worse` people. `stage`: what settled the tie; `drawn`: by lot.
    """

    kind: str
    low: int = 0
    high: int = 0
    level: int = 0
    worse: int = 0
    stage: int = 0
    drawn: bool = False
    rows: tuple[Row, ...] = ()


def at_least(shift: int, best: Best, settled: Settled) -> dict[int, Verdict]:
    """Verdicts for everyone at once from the flip costs alone: the points that are needed at the least (`high` is not known)."""
    reach = (best.dual.value - np.minimum(best.dual.flip, NEVER >> 1)) >> shift
    low = np.maximum(best.merit - reach, 1)
    found = {}
    for i in map(int, np.flatnonzero(~settled.chosen)):
        if settled.lost[i]:
            found[i] = Verdict(TIE, stage=int(settled.lost[i]), drawn=settled.drawn)
        elif best.dual.flip[i] >= NEVER:
            found[i] = Verdict(UNIT)
        else:
            found[i] = Verdict(POINTS, int(low[i]), NEVER)
    return found


@dataclass(slots=True)
class Inquiry:
    """Everything known so far about those who are not chosen; `low` and `high` bound the points that each of them needs."""

    model: Model
    group: Classes
    levels: Levels
    merit: Merit
    best: Best
    settled: Settled
    exact: bool
    low: Ints = field(init=False)
    high: Ints = field(init=False)
    barred: dict[int, Verdict] = field(init=False, default_factory=dict)
    bars: Barred = field(init=False)

    def __post_init__(self) -> None:
        """Starts from the flip costs and from exchanges of two."""
        model, chosen = self.model, self.settled.chosen
        dual, shift = self.best.dual, self.merit.shift
        reach = (dual.value - np.minimum(dual.flip, NEVER >> 1)) >> shift
        self.low = np.maximum(self.best.merit - reach, 1)
        self.high = np.full(model.n, NEVER, dtype=np.int64)
        self.bars = Barred(model, self.group, self.levels, swaps(model, self.group, self.levels, chosen, ~model.must))
        self._exchange(chosen, self.bars.pairs)

    def _exchange(self, listed: Bools, pairs: Swaps) -> None:
        """Whoever may take the place of the lowest one on a list needs at most what the list then lacks."""
        model, of = self.model, self.group.of
        worst = np.full(len(self.group.count), NEVER, dtype=np.int64)
        may_leave = listed & ~model.must
        np.minimum.at(worst, of[may_leave], model.scores[may_leave])
        by_class = np.full(len(self.group.count), NEVER, dtype=np.int64)
        by_class[pairs.outside] = np.where(pairs.clean, worst[pairs.inside][None, :], NEVER).min(axis=1, initial=NEVER)
        leaving = by_class[of]
        lacks = self.best.merit - int(model.scores[listed].sum())
        reached = (leaving < NEVER) & ~listed
        self.high[reached] = np.minimum(self.high[reached], (lacks + leaving - model.scores)[reached])

    def learn(self, listed: Bools) -> None:
        """A list at the same levels: everyone on it needs at most what it lacks."""
        lacks = self.best.merit - int(self.model.scores[listed].sum())
        self.high[listed] = np.minimum(self.high[listed], lacks)
        open_ = (self.high >= NEVER) & ~self.settled.chosen
        if open_.any():
            classes = np.setdiff1d(np.unique(self.group.of[open_]), np.fromiter(self.barred, dtype=np.int64))
            if len(classes):
                pairs = swaps(self.model, self.group, self.levels, listed, ~self.model.must, entering=classes)
                self._exchange(listed, pairs)

    def verdicts(self) -> dict[int, Verdict]:
        """The reason of everyone who is not chosen and not excluded."""
        self._tighten()
        return {int(i): self._verdict(int(i)) for i in np.flatnonzero(~self.settled.chosen)}

    def _verdict(self, i: int) -> Verdict:
        if self.settled.lost[i]:
            return Verdict(TIE, stage=int(self.settled.lost[i]), drawn=self.settled.drawn)
        barred = self.barred.get(int(self.group.of[i]))
        return barred or Verdict(POINTS, int(self.low[i]), int(self.high[i]))

    # -------------------------------------------------------------------------------- those whom no exchange of two brings in

    def _settle_class(self, c: int, i: int) -> None:
        """Finds a list with one more of this class, `i`, or says that there is none."""
        y = target_program(self.model, self.bars.forced(c), self.levels).maximise(self._class_weights())
        if y is None:
            self._bar(c, i)
        else:
            self.learn(self._spread(y[: len(self.group.count)], i))

    def _bar(self, c: int, i: int) -> None:
        loss = self.bars.loss(c, i)
        self.barred[c] = Verdict(TARGET if loss.worse else UNIT, level=loss.level, worse=loss.worse, rows=loss.rows)

    def _class_weights(self) -> Ints:
        """The mean score of each class: a list that is only roughly good, made exact later."""
        total = np.bincount(self.group.of, weights=self.model.scores, minlength=len(self.group.count))
        mean = (total // self.group.count).astype(np.int64)
        return np.concatenate([mean, np.zeros(2 * len(self.levels.bands), dtype=np.int64)])

    def _spread(self, y: Ints, i: int) -> Bools:
        """The best people for a number per class, `i` among them."""
        model, of = self.model, self.group.of
        first = model.must.copy()
        first[i] = True
        order = np.lexsort((-model.scores, ~first, of))
        start = np.searchsorted(of[order], np.arange(len(y)))
        rank = np.arange(model.n) - start[of[order]]
        listed = np.zeros(model.n, dtype=bool)
        listed[order[rank < y[of[order]]]] = True
        return listed

    # -------------------------------------------------------------------------------- figures

    def _tighten(self) -> None:
        """The best first: what is learnt of them bounds the others of their class. Those without any list yet are always looked at."""
        model = self.model
        forced, columns = FORCED_COLUMNS // max(1, model.n), CORE_COLUMNS
        waiting = np.flatnonzero(~self.settled.chosen & (self.settled.lost == 0))
        for i in waiting[np.lexsort((waiting, -model.scores[waiting]))]:
            unknown = self.high[i] >= NEVER
            if self.low[i] >= self.high[i] or int(self.group.of[i]) in self.barred:
                continue
            if unknown or self.exact or forced > 0:
                forced -= 1
                columns -= self._force(int(i), columns)

    def _force(self, i: int, columns: int) -> int:
        """Forces one in: a better lower figure, a better list if the program is small; returns the columns of the programs."""
        model, merit = self.model, self.merit
        multipliers = merit.relaxation.multipliers(i)
        must = model.must.copy()
        must[i] = True
        if multipliers is not None:
            dual = bound(model, merit.rows, multipliers, merit.shift, must)
            self._lower(i, self.best.merit - (dual.value >> merit.shift))
        if multipliers is None:
            if self.high[i] >= NEVER:
                self._bar(int(self.group.of[i]), i)
            return 0
        if self.high[i] >= NEVER:
            if not any(self._rough(dual, must, i, size) for size in (FIRST, 4 * FIRST)):
                self._settle_class(int(self.group.of[i]), i)
            if self.high[i] >= NEVER:
                return 0
        used = 0
        if self.low[i] < self.high[i] and self._core(dual, i) > FIRST and (self.exact or columns >= FIRST):
            self._rough(dual, must, i, FIRST)
            used = FIRST
        core = self._core(dual, i)
        if self.low[i] < self.high[i] and (self.exact or core <= min(CORE_LIMIT, columns - used)):
            used += core
            better = merit.search(dual, must, self.best.merit - int(self.high[i]))
            if better is not None:
                self.learn(better)
            self._lower(i, int(self.high[i]))
        self._share(i, dual.value, dual.flip)
        return used

    def _core(self, dual: Bound, i: int) -> int:
        """How many candidates are in doubt beside the best list known with this one."""
        return self.merit.needed(dual, self.best.merit - int(self.high[i]))

    def _rough(self, dual: Bound, must: Bools, i: int, size: int) -> bool:
        """Learns the best list among those that differ in the few most in doubt; when nobody else is in doubt beside it, it is the best."""
        few = np.argsort(dual.flip, kind="stable")[:size]
        listed = solve_core(self.model, self.merit.rows, few, taken=dual.taken, must=must, weights=self.model.scores)
        if listed is None:
            return False
        self.learn(listed)
        if self._core(dual, i) <= size:
            self._lower(i, int(self.high[i]))
        return True

    def _lower(self, i: int, figure: int) -> None:
        self.low[i] = max(int(self.low[i]), figure)

    def _share(self, i: int, value: int, flip: Ints) -> None:
        """What is known of one candidate bounds the others of the class: they come in beside the better one or in the place of it."""
        model = self.model
        others = np.flatnonzero((self.group.of == self.group.of[i]) & ~self.settled.chosen & (model.scores <= model.scores[i]))
        gap = model.scores[i] - model.scores[others]
        self.high[others] = np.minimum(self.high[others], self.high[i] + gap)
        both = self.best.merit - ((value - np.minimum(flip[others], NEVER >> 1)) >> self.merit.shift)
        both[others == i] = self.low[i]
        self.low[others] = np.maximum(self.low[others], np.minimum(self.low[i] + gap, both))
