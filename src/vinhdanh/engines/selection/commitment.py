"""The hash that is published before a seed is drawn: nobody can fit rules or table to the lot afterwards."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from vinhdanh.engines.selection.table_file import values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from vinhdanh.engines.selection.columns import Coded, Columns
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


def of_columns(columns: Columns, rules: Rules) -> str:
    """The same as `commitment` for a table in columns."""
    sum_ = hashlib.sha256(head_of(rules).encode())
    attributes = {
        h: _jsons(c, lambda text: json.dumps(list(values_of(text)), ensure_ascii=False, separators=(",", ":")))
        for h, c in sorted(columns.counted.items())
    }
    names = None if columns.names is columns.ids else columns.names
    units = np.array([json.dumps(t, ensure_ascii=False) for t in columns.unit.texts], dtype=object)
    for start in range(0, columns.n, 1 << 15):
        part = slice(start, start + (1 << 15))
        ids = columns.ids[part].to_list()
        named = [""] * len(ids) if names is None else names[part].to_list()
        marks = [[f"{json.dumps(h)}:" + t for t in texts[columns.counted[h].codes[part]]] for h, texts in attributes.items()]
        keys = [(json.dumps(h, ensure_ascii=False), v[part].tolist()) for h, v in sorted(columns.keys.items())]
        rows = []
        for k, (i, name, unit, score) in enumerate(
            zip(ids, named, units[columns.unit.codes[part]], columns.score[part].tolist(), strict=True)
        ):
            own = ",".join([m[k] for m in marks])
            key = ",".join([f"{h}:{v[k]}" for h, v in keys if v[k] > -(1 << 60)])
            rows.append(f"[{_quoted(i)},{unit},{score},{_quoted(name)},{{{own}}},{{{key}}}]")
        sum_.update((("," if start else "") + ",".join(rows)).encode())
    sum_.update(b"]]")
    return sum_.hexdigest()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _jsons(coded: Coded, write: Callable[[str], str]) -> NDArray[Any]:
    return np.array([write(t) for t in coded.texts] or [""], dtype=object)
