"""How right the readings of plans are: precision and recall per key over every plan that has a truth beside it.

Precision counts what is said and not marked doubtful; a value that is doubted aloud deceives nobody. `python plan.py` prints the table of
docs/plan.md; `python plan.py --wrong` what was not read as the truth says.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "kit"))

import plan_truth as truth

from vinhdanh.engines.plan import KEYS


def measured() -> dict[str, truth.Score]:
    """Key -> its score over all plans."""
    found: dict[str, truth.Score] = defaultdict(truth.Score)
    for name in truth.PLANS:
        for key, score in truth.scores(name, truth.read(name)).items():
            found[key] += score
    return {k.key: found[k.key] for k in KEYS if k.key in found}


def percent(part: int, whole: int) -> float:
    """Percent with two decimals; of nothing all is right."""
    return round(100 * part / whole, 2) if whole else 100.0


def rows() -> list[dict[str, Any]]:
    """`plan.truth`: values of the truth that were read right, in percent; `plan.wrong`: wrong values that are not marked doubtful."""
    whole = sum(measured().values(), truth.Score())
    name = f"values of the seed and {len(truth.PLANS) - 1} invented plans read right"
    return [
        {"id": "plan.truth", "name": name, "value": percent(whole.right, whole.right + whole.missed), "unit": "%"},
        {"id": "plan.wrong", "name": "wrong values not marked doubtful", "value": float(whole.wrong), "unit": "values"},
    ]


def table() -> str:
    """The table of docs/plan.md."""
    found = measured()
    whole = sum(found.values(), truth.Score())
    lines = ["| key | right | wrong | doubted | missed | precision | recall |", "|---|---|---|---|---|---|---|"]
    for key, s in [*((f"`{key}`", s) for key, s in found.items()), ("all", whole)]:
        precision, recall = percent(s.right, s.right + s.wrong), percent(s.right, s.right + s.missed)
        lines.append(f"| {key} | {s.right} | {s.wrong} | {s.doubted} | {s.missed} | {precision:g} % | {recall:g} % |")
    return "\n".join(lines)


def wrong() -> str:
    """What was not read as the truth says, plan by plan."""
    lines = []
    for name in truth.PLANS:
        found = truth.read(name)
        said, told = truth.said(found), truth.truth(name)
        lines += [
            f"{name} {key}\n  said: {said.get(key)}\n  true: {told.get(key)}"
            for key in sorted({*said, *told})
            if said.get(key) != told.get(key)
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(wrong() if "--wrong" in sys.argv else table())
