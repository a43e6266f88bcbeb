"""Counts instances in which the large method equals brute force, and certificates of worse lists that pass as proved."""

from __future__ import annotations

import hashlib
import json
import random
from typing import TYPE_CHECKING

import numpy as np
from selection_direct import direct
from selection_files import as_files
from selection_oracle import ask, instance

from vinhdanh.engines.selection import InfeasibleError, checker
from vinhdanh.engines.selection.certificate import canonical, written
from vinhdanh.engines.selection.large.bridge import from_model
from vinhdanh.engines.selection.model import build
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable


def run(seeds: Iterable[int]) -> tuple[int, int, int]:
    """Equal, asked, wrongly accepted."""
    equal = asked = accepted = 0
    for seed in seeds:
        people, rules = instance(seed, 18 if seed % 50 == 0 else 11)
        try:
            model = build(people, rules)
        except UserError:
            continue
        asked += 1
        answer = ask(people, rules)
        _, value = answer.best(np.arange(len(answer.lists)))
        try:
            found = from_model(model, rules.targets).solve()
        except InfeasibleError:
            equal += any(value[:4])
            continue
        mine = [0, 0, 0, 0, -len(found.chosen), *(p.best for p in found.levels[1:]), found.merit * model.unit_score]
        equal += mine == value
        if seed % 4 or rules.exact or not len(found.chosen):
            continue
        columns, rows, ruled = as_files(people, rules)
        table = canonical(columns, rows)
        other = np.sort(random.Random(seed).sample(range(model.n), len(found.chosen)))
        merit = int(model.scores[other].sum())
        if merit < found.merit:
            ids = "\n".join(model.ids[i] for i in other)
            fake = written(found, other, ids=ids, table=hashlib.sha256(table).hexdigest(), rules=ruled)
            body = {k: v for k, v in fake.items() if k != "seal"} | {"merit": merit}
            body["seal"] = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
            accepted += checker.verdict(json.dumps(body).encode(), table, ruled) == "proved"
    return equal, asked, accepted


def against_programs(seeds: Iterable[int], largest: int = 40) -> tuple[int, int]:
    """Instances in which the large method equals HiGHS given the whole model, of those asked."""
    equal = asked = 0
    for seed in seeds:
        # scores that floating point holds: the peer adds them up
        people, rules = instance(seed, largest if seed % 3 else 18, spreads=(1, 3, 40, 9973))
        try:
            model = build(people, rules)
        except UserError:
            continue
        asked += 1
        expected = direct(people, rules)
        try:
            found = from_model(model, rules.targets).solve()
        except InfeasibleError:
            equal += expected is None
            continue
        equal += expected == [-len(found.chosen), *(p.best for p in found.levels[1:]), found.merit * model.unit_score]
    return equal, asked
