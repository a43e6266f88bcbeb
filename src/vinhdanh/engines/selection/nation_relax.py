"""A table of any size whose hard bounds cannot hold together: the conflict and the cheapest way out, in the words of the rules."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection import words
from vinhdanh.engines.selection.large.solve import UnfinishedError
from vinhdanh.engines.selection.relax import conflict, loosened
from vinhdanh.engines.selection.types import Candidate, Category
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.selection.model import Model
    from vinhdanh.engines.selection.nation import Nation
    from vinhdanh.engines.selection.relax import Row
    from vinhdanh.engines.selection.types import Rules


@dataclass(frozen=True, slots=True)
class Way:
    """Bounds as they were asked for and as they were applied; the conflict as noun phrases; the rules with the families that are rows."""

    asked: Model
    applied: Model
    conflicts: tuple[str, ...]
    rules: Rules


def way_out(nation: Nation) -> Way:
    """The cheapest bounds that can hold.

    Raises:
        UserError: the search proved the conflict but no cheapest way out.
    """
    asked = _whole(nation)
    rules = coupled(nation)
    conflicts = _phrases(nation, asked, rules, conflict(asked, fill=False))
    try:
        applied = loosened(asked, rules.targets)
    except UnfinishedError as error:
        raise UserError(
            f"Các giới hạn sau không thể cùng được giữ: {words.several(conflicts)}. Đề nghị nới ít nhất một trong các giới hạn này.",
            f"These bounds cannot hold together: {words.several(conflicts)}.",
        ) from error
    return Way(asked, applied, conflicts, rules)


def unfilled(nation: Nation) -> Way:
    """Why places stay empty that the rules ask to fill; nothing gives way."""
    asked = _whole(nation)
    rules = coupled(nation)
    return Way(asked, asked, _phrases(nation, asked, rules, conflict(asked, fill=True)), rules)


def coupled(nation: Nation) -> Rules:
    """The rules with the families that are rows among the categories."""
    labels = {f.column: f.label for f in nation.rules.families}
    found = []
    for column, codes, cap in nation.families:
        texts = [nation.columns.counted[column].texts[code] for code in codes]
        # a group of people who belong together: whoever they are, their number is what the sentence needs
        found.append(
            Category(f"{column}:{texts[0]}", f"{labels[column]}: {texts[0]}", column, tuple(texts), 0, cap, frozenset(texts))
        )
    return replace(nation.rules, categories=(*nation.rules.categories, *found), families=())


def _whole(nation: Nation) -> Model:
    """Everyone, with the bounds that the rules ask for."""
    before, nation.way = nation.way, None
    model, _ = nation.part(np.arange(nation.n), np.zeros(nation.n, dtype=bool))
    nation.way = before
    return model


def _phrases(nation: Nation, asked: Model, rules: Rules, rows: Sequence[Row]) -> tuple[str, ...]:
    decided = [asked.ids[r.of] for r in rows if r.kind == "include"]
    names = {i: i for i in decided}
    if nation.columns.names is not nation.columns.ids:
        for r in (r for r in rows if r.kind == "include"):
            names[asked.ids[r.of]] = str(nation.columns.names[int(nation.kept[r.of])])
    said = {i: words.who(Candidate(i, name=name)) for i, name in names.items()}
    return tuple(words.row(r, asked, rules, said) for r in rows)
