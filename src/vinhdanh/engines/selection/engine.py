"""One selection from beginning to end: fill, targets by priority, merit, ties, reserves, reasons."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection import sentences, words
from vinhdanh.engines.selection.commitment import commitment
from vinhdanh.engines.selection.dual import bound
from vinhdanh.engines.selection.families import groups, touched
from vinhdanh.engines.selection.large.bridge import from_model
from vinhdanh.engines.selection.large.solve import InfeasibleError, UnfinishedError
from vinhdanh.engines.selection.levels import Classes, Levels, classes, fill, reachable, solve_levels
from vinhdanh.engines.selection.merit import Best, Merit
from vinhdanh.engines.selection.model import Model, band, build
from vinhdanh.engines.selection.reasons import Inquiry, at_least
from vinhdanh.engines.selection.recount import verify
from vinhdanh.engines.selection.relax import Row, conflict, loosened
from vinhdanh.engines.selection.reserves import reserves
from vinhdanh.engines.selection.ties import Settled, key_arrays, optimal_face, settle
from vinhdanh.engines.selection.types import Placed, Reason, Rules, Selection, TargetResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.large.solve import Solution
    from vinhdanh.engines.selection.types import Candidate, StandingName


LARGE = 10_000
"""Above so many candidates the large-scale method chooses. Measured at 8,000: 0.12 s against 0.87 s; below it, figures for everyone are exact."""
NEAR = 300
"""Candidates above that size, the nearest to the list, among whom reserves are looked for."""


@dataclass(frozen=True, slots=True)
class Solved:
    """A selection in arrays: what reserves, reasons and words are made from."""

    asked: Model
    model: Model
    group: Classes
    levels: Levels
    merit: Merit
    best: Best
    settled: Settled
    conflicts: tuple[Row, ...]
    rules: Rules
    """With the groups of families that had to be looked at among the categories."""


def select(candidates: Sequence[Candidate], rules: Rules, *, exact: bool = False) -> Selection:
    """Chooses the best list under the rules.

    Args:
        candidates: The pool, in any order.
        rules: Hard bounds, targets by priority, decisions, ties.
        exact: Work on the points that people lack until each figure is exact, however long it takes.

    Returns:
        The list with its targets, ties, reserves and a reason for everyone who is not chosen. The same input gives the same result.

    Raises:
        UserError: what was given has no meaning (`model.check`).
    """
    solved = solve(candidates, rules)
    selection = replace(_result(candidates, solved.rules, solved, exact=exact), commitment=commitment(candidates, rules))
    coupled = groups(candidates, rules)
    faults = verify(candidates, replace(rules, categories=(*rules.categories, *coupled)), selection)
    if faults:
        raise AssertionError(f"selection: {faults}")
    return selection


def solve(candidates: Sequence[Candidate], rules: Rules, start: Solved | None = None) -> Solved:
    """The chosen list in arrays; `start`: of nearly the same problem, whose multipliers are tried first. Of a large pool only those groups of families are rows that a list near the best one could break."""
    waiting = groups(candidates, rules)
    active = () if len(candidates) > LARGE else waiting
    while True:
        solved = _solve(candidates, replace(rules, categories=(*rules.categories, *active), families=()), start)
        open_ = np.flatnonzero(solved.settled.chosen | solved.settled.tied | (solved.settled.lost > 0))
        more = touched([g for g in waiting if g not in active], {solved.model.ids[i] for i in open_})
        if not more:
            return solved
        active = (*active, *more)


def _solve(candidates: Sequence[Candidate], rules: Rules, start: Solved | None) -> Solved:
    asked = build(candidates, rules)
    if asked.n > LARGE:
        with suppress(UnfinishedError):
            return _many(asked, candidates, rules)
    model, group = asked, classes(asked)
    chosen = fill(model, group)
    conflicts: tuple[Row, ...] = ()
    if chosen is None:
        conflicts = conflict(asked, fill=False)
        model = loosened(asked, rules.targets)
        chosen = fill(model, group)
    elif rules.exact and chosen < rules.size and asked.n:
        conflicts = conflict(asked, fill=True)
    if chosen is None:
        raise AssertionError("engine: the relaxed bounds hold")
    levels = solve_levels(model, group, rules.targets, chosen)
    merit = Merit(model, levels)
    best = merit.best(_moved(start, merit) if start else None)
    settled = _settled(model, candidates, rules, merit, best)
    return Solved(asked, model, group, levels, merit, best, settled, conflicts, rules)


def _many(asked: Model, candidates: Sequence[Candidate], rules: Rules) -> Solved:
    """The list by the large-scale method; bounds that cannot hold give way in the cheapest way.

    Raises:
        UnfinishedError: the search found no list.
    """
    conflicts: tuple[Row, ...] = ()
    try:
        model, found = asked, from_model(asked, rules.targets).solve()
    except InfeasibleError:
        conflicts = conflict(asked, fill=False)
        model = loosened(asked, rules.targets)
        found = from_model(model, rules.targets).solve()
    if rules.exact and len(found.chosen) < rules.size and not conflicts:
        conflicts = conflict(asked, fill=True)
    levels, merit, best = _proved(model, rules, found)
    settled = _settled(model, candidates, rules, merit, best)
    return Solved(asked, model, classes(model), levels, merit, best, settled, conflicts, rules)


def _proved(model: Model, rules: Rules, found: Solution) -> tuple[Levels, Merit, Best]:
    """What the large-scale method found, in the words of the smaller one."""
    order = sorted({t.priority for t in rules.targets})
    groups = tuple(tuple(i for i, t in enumerate(rules.targets) if t.priority == rank) for rank in order)
    bands = tuple(band(t, len(found.chosen)) for t in rules.targets)
    levels = Levels(len(found.chosen), bands, groups, tuple(p.best for p in found.levels[1:]))
    merit = Merit(model, levels)
    # the places are two rows there (a cap and a level) and one here
    places = 1 + model.categories
    multipliers = np.delete(found.multipliers, places)
    multipliers[0] += found.multipliers[places]
    multipliers = (
        multipliers << (merit.shift - found.shift) if merit.shift >= found.shift else multipliers >> (found.shift - merit.shift)
    )
    chosen = np.zeros(model.n, dtype=bool)
    chosen[found.chosen] = True
    best = Best(chosen, found.merit, bound(model, merit.rows, multipliers, merit.shift, model.must), multipliers)
    return levels, merit, best


def _moved(start: Solved, merit: Merit) -> NDArray[np.int64]:
    """The multipliers of another problem in this one's units."""
    factor = start.model.unit_score / merit.model.unit_score * 2.0 ** (merit.shift - start.merit.shift)
    moved: NDArray[np.int64] = np.rint(start.best.multipliers * factor).astype(np.int64)
    return moved


def _settled(model: Model, candidates: Sequence[Candidate], rules: Rules, merit: Merit, best: Best) -> Settled:
    face = optimal_face(model, merit.rows, best, merit.shift)
    by_id = {c.id: c for c in candidates}
    keys = key_arrays(model.ids, [by_id[i].keys for i in model.ids], [(t.column, t.descending) for t in rules.tie_breaks])
    return settle(face, keys, lottery=rules.then == "lottery", seed=rules.seed)


def _result(candidates: Sequence[Candidate], rules: Rules, solved: Solved, *, exact: bool) -> Selection:
    model, settled = solved.model, solved.settled
    by_id = {c.id: c for c in candidates}
    ranked = _ranked(model, [by_id[i] for i in model.ids], rules)
    near = None if model.n <= LARGE else np.unique(solved.group.of[np.argsort(solved.best.dual.flip, kind="stable")[:NEAR]])
    spare, covered = reserves(
        model, solved.group, solved.levels, settled.chosen, ranked=ranked, wanted=rules.reserves, entering=near
    )
    tied = tuple(model.ids[i] for i in np.flatnonzero(settled.tied))
    changed = words.relaxations(solved.asked, model, rules, solved.levels.chosen)
    names = {c.id: words.who(c) for c in candidates}
    conflicts = tuple(words.row(r, solved.asked, rules, names) for r in solved.conflicts)
    targets = _targets(rules, solved)
    placed = _placed(by_id, rules, solved, ranked=ranked, spare=spare, reasons=_reasons(by_id, rules, solved, exact=exact))
    return Selection(
        status="relaxed" if changed else "optimal",
        places=rules.size,
        chosen=tuple(p.id for p in placed if p.standing == "chosen"),
        reserves=tuple(model.ids[i] for i in spare),
        placed=placed,
        targets=targets,
        levels=tuple(
            (rules.targets[g[0]].priority, best) for g, best in zip(solved.levels.groups, solved.levels.best, strict=True)
        ),
        merit=solved.best.merit * model.unit_score,
        bound=(solved.best.dual.value >> solved.merit.shift) * model.unit_score,
        tied=tied,
        substitutes={model.ids[p]: model.ids[r] for p, r in sorted(covered.items())},
        relaxations=changed,
        conflicts=conflicts,
        notes=words.notes(rules, solved.levels.chosen, conflicts, changed, len(tied), drawn=settled.drawn),
        warnings=words.warnings(rules, targets),
    )


def _ranked(model: Model, pool: Sequence[Candidate], rules: Rules) -> NDArray[np.int64]:
    """Everyone by score, tie-breaks and id, the best first."""
    keys = key_arrays(model.ids, [c.keys for c in pool], [(t.column, t.descending) for t in rules.tie_breaks])
    return np.lexsort([np.arange(model.n), *(-k for k in reversed(keys)), -model.scores])


def _targets(rules: Rules, solved: Solved) -> tuple[TargetResult, ...]:
    model, levels = solved.model, solved.levels
    ranges = reachable(model, len(rules.targets), levels.chosen)
    counts = model.masks[model.categories :].astype(np.int64) @ solved.settled.chosen
    results = []
    for k, target in enumerate(rules.targets):
        limits, count = levels.bands[k], int(counts[k])
        wanted = target.share if target.share is not None else Fraction(target.count or 0)
        miss = limits.miss(count)
        results.append(
            TargetResult(
                target.id,
                target.label,
                wanted,
                count,
                levels.chosen,
                target.direction,
                limits.lo,
                limits.hi,
                miss == 0,
                miss,
                ranges[k],
            )
        )
    return tuple(results)


def _reasons(by_id: Mapping[str, Candidate], rules: Rules, solved: Solved, *, exact: bool) -> dict[int, Reason]:
    """The reason of everyone who is not chosen, by index."""
    model = solved.model
    names = {id_: words.who(c) for id_, c in by_id.items()}
    context = sentences.Context(rules, model, solved.levels, names)
    if model.n > LARGE:
        found = at_least(solved.merit.shift, solved.best, solved.settled)
        return {i: sentences.not_chosen(by_id[model.ids[i]], verdict, context) for i, verdict in found.items()}
    inquiry = Inquiry(model, solved.group, solved.levels, solved.merit, solved.best, solved.settled, exact)
    return {i: sentences.not_chosen(by_id[model.ids[i]], verdict, context) for i, verdict in inquiry.verdicts().items()}


def _placed(
    by_id: Mapping[str, Candidate],
    rules: Rules,
    solved: Solved,
    *,
    ranked: NDArray[np.int64],
    spare: list[int],
    reasons: Mapping[int, Reason],
) -> tuple[Placed, ...]:
    """Everyone in printed order: chosen by merit, reserves in their order, the others by merit, the excluded by id."""
    model, settled = solved.model, solved.settled
    order = [int(i) for i in ranked]
    reserve = set(spare)
    outside = [i for i in order if not settled.chosen[i] and i not in reserve]
    rows: list[tuple[int, StandingName, str]] = []
    for i in order:
        if settled.chosen[i]:
            why = sentences.chosen(by_id[model.ids[i]], rules, int(settled.lost[i]), drawn=settled.drawn)
            rows.append((i, "chosen", why))
    rows += [(i, "reserve", sentences.reserve(place)) for place, i in enumerate(spare, 1)]
    rows += [(i, "out", "") for i in outside]
    found = [
        Placed(
            model.ids[i],
            standing,
            place,
            by_id[model.ids[i]].score,
            why=why or reasons[i].sentence,
            reason=reasons.get(i),
            tied=bool(settled.tied[i]) and not settled.drawn,
        )
        for place, (i, standing, why) in enumerate(rows, 1)
    ]
    for id_ in sorted(rules.must_exclude):
        reason = sentences.excluded(by_id[id_], rules)
        found.append(Placed(id_, "excluded", len(found) + 1, by_id[id_].score, why=reason.sentence, reason=reason))
    return tuple(found)
