"""What if: one figure of the rules is another, or somebody must be in or out. Who comes, who goes, what it costs."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from vinhdanh.engines.selection.engine import solve
from vinhdanh.engines.selection.rules_file import counted_columns, plain_rules, rules_from
from vinhdanh.engines.selection.table_file import KNOWN, Table, candidates, find, plain, read_table
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from vinhdanh.engines.selection.engine import Solved
    from vinhdanh.engines.selection.types import Candidate, Rules, Target


@dataclass(frozen=True, slots=True)
class Change:
    """The list under other rules beside the list before.

    Args:
        come, go: Ids, sorted.
        merit, merit_before: Sums of scores in the unit of the scores.
        levels: (priority, miss) under the other rules.
        relaxed: True when the other rules cannot all hold and bounds gave way.
        decimals: Digits after the point in a score.
        targets: (id, label, count before, count now) of each target.
    """

    come: tuple[str, ...]
    go: tuple[str, ...]
    merit: int
    merit_before: int
    levels: tuple[tuple[int, int], ...]
    relaxed: bool
    decimals: int
    targets: tuple[tuple[str, str, int, int], ...] = ()


class Session:
    """A list that stands, and what becomes of it under other rules or with other people; the multipliers found once start every search."""

    def __init__(self, people: Sequence[Candidate], rules: Rules, before: Collection[str] | None = None) -> None:
        """Chooses once; `before` is the list to compare with, when it is not that one."""
        self.people, self.rules = people, rules
        self.solved = solve(people, rules)
        self.before = frozenset(_listed(self.solved) if before is None else before)

    def change(self, rules: Rules | None = None, people: Sequence[Candidate] | None = None) -> Change:
        """Who comes and who goes."""
        return changed(people or self.people, rules or self.rules, self.before, self.solved)


def _listed(solved: Solved) -> set[str]:
    return {solved.model.ids[i] for i in np.flatnonzero(solved.settled.chosen)}


def changed(people: Sequence[Candidate], rules: Rules, before: Collection[str], start: Solved | None = None) -> Change:
    """Chooses under other rules and compares with the list before; reasons and reserves are not worked out."""
    solved = solve(people, rules, start)
    model = solved.model
    now = _listed(solved)
    score = {p.id: p.score for p in people}
    listed = [p for p in people if p.id in now]
    earlier = [p for p in people if p.id in set(before)]
    return Change(
        come=tuple(sorted(now - set(before))),
        go=tuple(sorted(set(before) - now)),
        merit=sum(score[i] for i in now),
        merit_before=sum(score.get(i, 0) for i in before),
        levels=tuple(
            (rules.targets[g[0]].priority, best) for g, best in zip(solved.levels.groups, solved.levels.best, strict=True)
        ),
        relaxed=solved.asked is not model or (rules.exact and len(now) < rules.size),
        decimals=rules.decimals,
        targets=tuple((t.id, t.label, _count(t, earlier), _count(t, listed)) for t in rules.targets),
    )


def _count(target: Target, people: Sequence[Candidate]) -> int:
    values = set(target.values)
    return sum(not values.isdisjoint(p.attributes.get(target.column, ())) for p in people)


def what_if(result: dict[str, Any], table: Path, rules: Path, settings: Sequence[str]) -> Change:
    """What changes if `settings` (KEY=VALUE, docs/selection.md) replace what the rules or the table say.

    Raises:
        UserError: a file or a setting cannot be used.
    """
    value = copy.deepcopy(plain_rules(rules))
    grid, columns = read_table(table), rules_from(value, rules.name).columns
    for setting in settings:
        if setting.startswith("person."):
            grid = _person(grid, columns, setting)
        else:
            apply(value, setting)
    read = rules_from(value, rules.name)
    wanted = read.rules
    people, decimals = candidates(grid, read.columns, counted_columns(wanted), [t.column for t in wanted.tie_breaks])
    choice = result["choices"][0]
    before = [p["id"] for p in choice["placed"] if p["standing"] == "chosen"]
    seed = str(result.get("seed") or wanted.seed)
    change = changed(people, replace(wanted, decimals=decimals, seed=seed), before)
    scale = Fraction(10**decimals)
    counted = {t["id"]: int(t["count"]) for t in choice.get("targets", ())}
    targets = tuple((i, label, counted.get(i, earlier), now) for i, label, earlier, now in change.targets)
    return replace(change, merit_before=int(Fraction(str(choice["merit"])) * scale), targets=targets)


def _person(grid: Table, columns: Mapping[str, str], setting: str) -> Table:
    """The table with one cell of one person changed: `person.C12.score=95`, `person.C12.woman=1`."""
    key, equals, text = setting.partition("=")
    id_, _, heading = key.strip().removeprefix("person.").rpartition(".")
    at = find(grid, "id", columns)
    row = next((k for k, cells in enumerate(grid.rows) if cells[at] == plain(id_)), None)
    if not equals or row is None:
        raise _bad(setting)
    column = find(grid, heading, columns) if heading in KNOWN else grid.columns.index(heading) if heading in grid.columns else -1
    if column < 0 or heading == "id":
        raise _bad(setting)
    cells = list(grid.rows[row])
    cells[column] = plain(text)
    return replace(grid, rows=(*grid.rows[:row], tuple(cells), *grid.rows[row + 1 :]))


def apply(value: Any, setting: str) -> None:
    """Sets one figure in the plain rules: `size=180`, `units.at_most=4`, `units.by.CD07.at_most=5`, `targets.women.share=45`, `include=C12`.

    Raises:
        UserError: there is no such figure.
    """
    key, equals, text = setting.partition("=")
    parts, text = key.strip().split("."), text.strip()
    if not equals or not text or not isinstance(value, dict):
        raise _bad(setting)
    if parts in (["include"], ["exclude"]):
        _decide(value, parts[0], plain(text))
        return
    at: Any = value
    for part in parts[:-1]:
        if isinstance(at, list):
            at = next((row for row in at if isinstance(row, dict) and (row.get("id") or row.get("column")) == part), None)
        elif isinstance(at, dict):
            at = at.setdefault(part, {}) if part in {"units", "by"} or at is value.get("units", {}).get("by") else at.get(part)
        if at is None:
            raise _bad(setting)
    if not isinstance(at, dict):
        raise _bad(setting)
    if parts[-1] in {"share", "count"}:
        # a target has one of the two
        at.pop("share", None)
        at.pop("count", None)
    at[parts[-1]] = _figure(text)


def _decide(value: dict[str, Any], word: str, id_: str) -> None:
    for key in ("must_include", "must_exclude"):
        value[key] = [row for row in value.get(key, []) if plain(row.get("id", "")) != id_]
    value[f"must_{word}"].append({"id": id_, "reason": "Thử phương án khác"})


def _figure(text: str) -> object:
    if text in {"true", "false"}:
        return text == "true"
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return text
    return int(number) if number.is_finite() and number == int(number) else number


def _bad(setting: str) -> UserError:
    return UserError(
        f"Không hiểu “--set {setting}”. Ví dụ đúng: size=180, units.at_most=4, units.by.CD07.at_most=5, targets.women.share=45, include=C12, person.C12.score=95.",
        f"“--set {setting}” names nothing in the rules.",
    )
