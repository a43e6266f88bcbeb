"""An instance as the files that the command reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from vinhdanh.engines.selection import Bounds, Candidate, Category, Rules

MARKS = ("woman", "minority", "worker")


def as_files(people: Sequence[Candidate], rules: Rules) -> tuple[list[str], list[list[str]], bytes]:
    """Headings, rows and rules (JSON)."""
    rows = [
        [p.id, p.unit, _points(p.score), *(p.attributes[m][0] for m in MARKS), "|".join(p.attributes["kind"])] for p in people
    ]
    targets = [
        {
            "id": t.id,
            "column": t.column,
            "values": list(t.values),
            "priority": t.priority,
            "direction": t.direction,
            "tolerance": _number(t.tolerance),
        }
        | ({"share": _number(t.share)} if t.share is not None else {"count": t.count})
        for t in rules.targets
    ]
    written = {
        "size": rules.size,
        "units": _bounds(rules.unit_default) | {"by": {k: _bounds(v) for k, v in rules.units.items()}},
        "targets": targets,
        "categories": [{"id": c.id, "column": c.column, "values": list(c.values)} | _bounds(c) for c in rules.categories],
        "must_include": [{"id": i, "reason": v} for i, v in rules.must_include.items()],
        "must_exclude": [{"id": i, "reason": v} for i, v in rules.must_exclude.items()],
    }
    return ["id", "unit", "score", *MARKS, "kind"], rows, json.dumps(written).encode()


def _points(score: int) -> str:
    whole, rest = divmod(abs(score), 100)
    return f"{'-' if score < 0 else ''}{whole}.{rest:02d}"


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else float(value)


def _bounds(bounds: Bounds | Category) -> dict[str, Any]:
    return {"at_least": bounds.at_least} | ({} if bounds.at_most is None else {"at_most": bounds.at_most})
