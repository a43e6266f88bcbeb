"""What if: one figure of the rules is another, or somebody must be in or out. Who comes, who goes, what it costs."""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

import numpy as np

from vinhdanh.engines.selection.engine import solve
from vinhdanh.engines.selection.rules_file import counted_columns, plain_rules, rules_from
from vinhdanh.engines.selection.table_file import candidates, plain, read_table
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from vinhdanh.engines.selection.types import Candidate, Rules


@dataclass(frozen=True, slots=True)
class Change:
    """The list under other rules beside the list before.

    Args:
        come, go: Ids, sorted.
        merit, merit_before: Sums of scores in the unit of the scores.
        levels: (priority, miss) under the other rules.
        relaxed: True when the other rules cannot all hold and bounds gave way.
        decimals: Digits after the point in a score.
    """

    come: tuple[str, ...]
    go: tuple[str, ...]
    merit: int
    merit_before: int
    levels: tuple[tuple[int, int], ...]
    relaxed: bool
    decimals: int


def changed(people: Sequence[Candidate], rules: Rules, before: Collection[str]) -> Change:
    """Chooses under other rules and compares with the list before; reasons and reserves are not worked out."""
    solved = solve(people, rules)
    model = solved.model
    now = {model.ids[i] for i in np.flatnonzero(solved.settled.chosen)}
    score = {p.id: p.score for p in people}
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
    )


def what_if(result: dict[str, Any], table: Path, rules: Path, settings: Sequence[str]) -> Change:
    """What changes if `settings` (KEY=VALUE, docs/selection.md) replace what the rules say.

    Raises:
        UserError: a file or a setting cannot be used.
    """
    value = copy.deepcopy(plain_rules(rules))
    for setting in settings:
        apply(value, setting)
    read = rules_from(value, rules.name)
    wanted = read.rules
    counted = counted_columns(wanted)
    people, decimals = candidates(read_table(table), read.columns, counted, [t.column for t in wanted.tie_breaks])
    choice = result["choices"][0]
    before = [p["id"] for p in choice["placed"] if p["standing"] == "chosen"]
    seed = str(result.get("seed") or wanted.seed)
    return changed(people, replace(wanted, decimals=decimals, seed=seed), before)


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
        f"Không hiểu “--set {setting}”. Ví dụ đúng: size=180, units.at_most=4, units.by.CD07.at_most=5, targets.women.share=45, include=C12.",
        f"“--set {setting}” names nothing in the rules.",
    )
