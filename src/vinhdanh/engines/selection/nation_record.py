"""The result of a selection of any size, written piece by piece in the same form as `record` (docs/selection.md)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from vinhdanh.engines.selection import sentences, words
from vinhdanh.engines.selection.dual import NEVER
from vinhdanh.engines.selection.reasons import POINTS, TIE, UNIT, Verdict
from vinhdanh.engines.selection.record import FORMAT, placed_record, points, target_record, to_json
from vinhdanh.engines.selection.types import Candidate, Placed, TargetResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.nation import Chosen, Nation

    Ints = NDArray[np.int64]

BLOCK = 1 << 14


@dataclass(frozen=True, slots=True)
class NationRecord:
    """A selection over columns as plain data; `head` is the record without those placed."""

    nation: Nation
    chosen: Chosen
    order: dict[str, Ints]
    head: dict[str, Any]
    context: sentences.Context
    exact: Mapping[int, Verdict]

    @classmethod
    def of(cls, nation: Nation, chosen: Chosen, title: str, exact: Mapping[int, Verdict]) -> NationRecord:
        """Ranks everyone, finds the reserves and counts the targets; `exact` are reasons that are known better than by the bounds."""
        ranked = nation.ranked()
        spare, covered = nation.spare(chosen, ranked)
        aside = np.zeros(nation.n, dtype=bool)
        aside[spare] = True
        order = {
            "chosen": ranked[chosen.standing[ranked]],
            "reserve": np.array(spare, dtype=np.int64),
            "out": ranked[~chosen.standing[ranked] & ~aside[ranked]],
        }
        choice = _choice(nation, chosen, title, order, covered)
        head = {"format": FORMAT, "commitment": nation.commitment(), "seed": nation.rules.seed, "choices": [choice]}
        nobody = np.empty(0, dtype=np.int64)
        model, _ = nation.part(nobody, np.zeros(nation.n, dtype=bool))
        return cls(nation, chosen, order, head, sentences.Context(nation.rules, model, chosen.levels, {}), exact)

    def count(self, standing: str) -> int:
        """How many have a standing."""
        return len(self.nation.rules.must_exclude) if standing == "excluded" else len(self.order[standing])

    def people(self, standing: str, most: int | None = None) -> Iterator[dict[str, Any]]:
        """Those of one standing in printed order, at most `most`."""
        rules = self.nation.rules
        before = {"chosen": 0, "reserve": self.count("chosen"), "out": self.count("chosen") + self.count("reserve")}
        if standing == "excluded":
            yield from self._excluded(most)
            return
        index = self.order[standing][:most]
        for start in range(0, len(index), BLOCK):
            part = index[start : start + BLOCK]
            for k, (i, candidate) in enumerate(zip(part.tolist(), self._candidates(self.nation.kept[part]), strict=True), 1):
                tied = bool(self.chosen.tied[i]) and not self.chosen.drawn
                place = Placed(candidate.id, standing, before[standing] + start + k, candidate.score, tied=tied)  # type: ignore[arg-type]  # one of the keys above
                if standing == "chosen":
                    place = replace(
                        place, why=sentences.chosen(candidate, rules, int(self.chosen.lost[i]), drawn=self.chosen.drawn)
                    )
                else:
                    reason = sentences.not_chosen(candidate, self._verdict(i), self.context)
                    why = sentences.reserve(start + k) if standing == "reserve" else reason.sentence
                    place = replace(place, reason=reason, why=why)
                yield placed_record(place, candidate, 10**rules.decimals)

    def _verdict(self, i: int) -> Verdict:
        if i in self.exact:
            return self.exact[i]
        lost, needed = int(self.chosen.lost[i]), int(self.chosen.needed[i])
        if lost:
            return Verdict(TIE, stage=lost, drawn=self.chosen.drawn)
        return Verdict(UNIT) if needed < 0 else Verdict(POINTS, needed, NEVER)

    def _excluded(self, most: int | None) -> Iterator[dict[str, Any]]:
        rules = self.nation.rules
        inside = np.zeros(self.nation.columns.n, dtype=bool)
        inside[self.nation.kept] = True
        for k, candidate in enumerate(self._candidates(np.flatnonzero(~inside)[:most]), self.nation.n + 1):
            reason = sentences.excluded(candidate, rules)
            place = Placed(candidate.id, "excluded", k, candidate.score, why=reason.sentence, reason=reason)
            yield placed_record(place, candidate, 10**rules.decimals)

    def _candidates(self, places: Ints) -> Iterator[Candidate]:
        """Rows of the table as candidates without attributes."""
        columns = self.nation.columns
        named = columns.names is not columns.ids
        ids, names = columns.ids.gather(places).to_list(), columns.names.gather(places).to_list()
        units, scores = columns.unit.codes[places].tolist(), columns.score[places].tolist()
        for id_, name, unit, score in zip(ids, names, units, scores, strict=True):
            yield Candidate(id_, columns.unit.texts[unit], score, name=name if named else "")

    def chunks(self) -> Iterator[str]:
        """The JSON of the whole result, the same bytes as `to_json` of the whole would be."""
        before, _, after = to_json(self.head).rpartition('"placed": []')
        yield before + '"placed": ['
        comma = ""
        for standing in ("chosen", "reserve", "out", "excluded"):
            lines: list[str] = []
            for place in self.people(standing):
                lines.append(comma + _indented(place))
                comma = ","
                if len(lines) == BLOCK:
                    yield "".join(lines)
                    lines = []
            yield "".join(lines)
        yield "\n   ]" + after


def _indented(place: dict[str, Any]) -> str:
    """One of those placed as JSON at its depth; written by hand, for the library's own indented writer takes five times as long."""
    lines = []
    for key, value in place.items():
        if isinstance(value, dict):
            inner = ",\n".join(f'      "{k}": {json.dumps(v, ensure_ascii=False)}' for k, v in value.items())
            lines.append(f'     "{key}": {{\n{inner}\n     }}')
        else:
            lines.append(f'     "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "\n    {\n" + ",\n".join(lines) + "\n    }"


def _choice(nation: Nation, chosen: Chosen, title: str, order: Mapping[str, Ints], covered: Mapping[int, int]) -> dict[str, Any]:
    """The choice as its record says it, without the people."""
    rules, unit = nation.rules, 10**nation.rules.decimals
    targets = tuple(_targets(nation, chosen))
    ids = nation.columns.ids

    def names(index: Ints) -> list[str]:
        return list(ids.gather(nation.kept[index]).to_list())

    way = nation.way
    changed = () if way is None else words.relaxations(way.asked, way.applied, way.rules, chosen.levels.chosen)
    conflicts = () if way is None else way.conflicts
    tied = np.flatnonzero(chosen.tied)
    score = int(nation.score[chosen.standing].sum()) * nation.unit_score
    return {
        "key": "select",
        "title": title,
        "status": "relaxed" if changed else "optimal",
        "places": rules.size,
        "chosen": names(order["chosen"]),
        "reserves": names(order["reserve"]),
        "merit": points(score, unit),
        "bound": points(max(chosen.found.bound * nation.unit_score, score), unit),
        "levels": [
            {"priority": rules.targets[g[0]].priority, "shortfall": best}
            for g, best in zip(chosen.levels.groups, chosen.levels.best, strict=True)
        ],
        "targets": [target_record(t) for t in targets],
        "tied": names(tied),
        "substitutes": dict(
            zip(
                names(np.array(sorted(covered), dtype=np.int64)),
                names(np.array([covered[p] for p in sorted(covered)], dtype=np.int64)),
                strict=True,
            )
        ),
        "relaxations": [
            {"kind": r.kind, "of": r.of, "asked": r.asked, "applied": r.applied, "sentence": r.sentence} for r in changed
        ],
        "conflicts": list(conflicts),
        "notes": list(words.notes(rules, chosen.levels.chosen, conflicts, changed, len(tied), drawn=chosen.drawn)),
        "warnings": list(words.warnings(rules, targets)),
        "placed": [],
    }


def _targets(nation: Nation, chosen: Chosen) -> Iterator[TargetResult]:
    levels = chosen.levels
    ranges = nation.reachable(levels.chosen)
    for target, limits, reach in zip(nation.rules.targets, levels.bands, ranges, strict=True):
        count = int((nation.mask(target) & chosen.standing).sum())
        wanted = target.share if target.share is not None else Fraction(target.count or 0)
        miss = limits.miss(count)
        yield TargetResult(
            target.id, target.label, wanted, count, levels.chosen, target.direction, limits.lo, limits.hi, miss == 0, miss, reach
        )
