"""The hash that is published before a seed is drawn: nobody can fit rules or table to the lot afterwards."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.selection.types import Candidate, Rules

METHOD = "selection-1"
"""Version of the method: changes whenever the same rules and table could give another list."""


def commitment(candidates: Sequence[Candidate], rules: Rules) -> str:
    """SHA-256 over method version, rules without the seed, and the table sorted by id; canonical JSON in UTF-8."""
    table = [[c.id, c.unit, c.score, c.name, dict(c.attributes), dict(c.keys)] for c in sorted(candidates, key=lambda c: c.id)]
    text = head_of(rules) + json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))[1:] + "]"
    return hashlib.sha256(text.encode()).hexdigest()


def head_of(rules: Rules) -> str:
    """The canonical JSON up to the first row of the table: rows joined by commas and two closing brackets follow."""
    ruled = dataclasses.asdict(dataclasses.replace(rules, seed=""))
    # what came later stands in the hash only where it is used: older commitments stay what they were
    ruled["categories"] = [{k: v for k, v in c.items() if k != "members"} for c in ruled["categories"]]
    if not ruled["families"]:
        del ruled["families"]
    return json.dumps([METHOD, _plain(ruled), []], ensure_ascii=False, sort_keys=True, separators=(",", ":")).removesuffix("]]")


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value
