"""The result of a selection as JSON, and the way back: why one of those in it is in or out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction
    from pathlib import Path

    from vinhdanh.engines.selection.types import Candidate, Placed, Rules, Selection, TargetResult

FORMAT = 1
HUGE = 1 << 26
"""Bytes of a result above which nobody needs all of it at once."""


def number(value: Fraction) -> int | float:
    """A JSON number: a whole one without a point, else the shortest float that prints the same decimals."""
    return int(value) if value.denominator == 1 else float(value)


def record(candidates: Sequence[Candidate], rules: Rules, selection: Selection, title: str = "") -> dict[str, Any]:
    """The result as plain data; points are numbers of points, shares percent numbers (docs/selection.md)."""
    by_id = {c.id: c for c in candidates}
    unit = 10**rules.decimals
    choice = {
        "key": "select",
        "title": title,
        "status": selection.status,
        "places": selection.places,
        "chosen": list(selection.chosen),
        "reserves": list(selection.reserves),
        "merit": points(selection.merit, unit),
        "bound": points(selection.bound, unit),
        "levels": [{"priority": priority, "shortfall": miss} for priority, miss in selection.levels],
        "targets": [target_record(t) for t in selection.targets],
        "tied": list(selection.tied),
        "substitutes": dict(selection.substitutes),
        "relaxations": [
            {"kind": r.kind, "of": r.of, "asked": r.asked, "applied": r.applied, "sentence": r.sentence}
            for r in selection.relaxations
        ],
        "conflicts": list(selection.conflicts),
        "notes": list(selection.notes),
        "warnings": list(selection.warnings),
        "placed": [placed_record(p, by_id[p.id], unit) for p in selection.placed],
    }
    return {"format": FORMAT, "commitment": selection.commitment, "seed": rules.seed, "choices": [choice]}


def points(score: int | None, unit: int) -> int | float | None:
    """A score in points; `unit` is how many of its steps make one point."""
    return None if score is None else score // unit if score % unit == 0 else score / unit


def target_record(t: TargetResult) -> dict[str, Any]:
    """A target as plain data."""
    return {
        "id": t.id,
        "label": t.label,
        "wanted": number(t.wanted),
        "direction": t.direction,
        "low": t.low,
        "high": t.high,
        "count": t.count,
        "base": t.base,
        "met": t.met,
        "shortfall": t.shortfall,
        "reachable": list(t.reachable),
    }


def placed_record(p: Placed, candidate: Candidate, unit: int) -> dict[str, Any]:
    """One of those placed as plain data."""
    reason = p.reason
    return {
        "id": p.id,
        "name": candidate.name or p.id,
        "unit": candidate.unit,
        "standing": p.standing,
        "order": p.order,
        "points": points(p.score, unit),
        "tied": p.tied,
        "why": p.why,
        "reason": None
        if reason is None
        else {
            "kind": reason.kind,
            "sentence": reason.sentence,
            "points_low": points(reason.low, unit),
            "points_high": points(reason.high, unit),
            "target": reason.target or None,
            "worse": reason.worse,
        },
    }


def to_json(value: dict[str, Any]) -> str:
    """The same data always gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def read_record(path: Path) -> dict[str, Any]:
    """Reads a result: of `vinhdanh select` or the selection.json of a run.

    Raises:
        UserError: the file is missing, no JSON, or no result.
    """
    try:
        value = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UserError(
            f"Không đọc được tệp “{path}” ({error.strerror}). Đề nghị kiểm tra đường dẫn.",
            f"Cannot read “{path}” ({error.strerror}).",
        ) from error
    except (ValueError, RecursionError) as error:
        raise _no_result(path) from error
    if not is_record(value):
        raise _no_result(path)
    return dict(value)


def stream(path: Path) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Everyone in a result as (choice without those placed, place); of a file above `HUGE` bytes one after the other, never all at once.

    Raises:
        UserError: as `read_record`.
    """
    try:
        small = path.stat().st_size <= HUGE
    except OSError:
        small = True
    if small:
        yield from ((choice, place) for choice in read_record(path)["choices"] for place in choice["placed"])
        return
    with path.open(encoding="utf-8-sig") as lines:
        try:
            yield from _streamed(lines)
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise _no_result(path) from error


def _streamed(lines: Iterator[str]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """The same from the lines of our own writer: one choice, people at a depth of four."""
    head: list[str] = []
    for line in lines:
        head.append(line)
        if line == '   "placed": [\n':
            break
    record = json.loads("".join(head) + "]}]}")
    if not is_record(record):
        raise ValueError("no result")
    choice, own = record["choices"][0], list[str]()
    for line in lines:
        own.append(line)
        if line.startswith("    }"):
            yield choice, json.loads("".join(own).rstrip().rstrip(","))
            own = []


def is_record(value: object) -> bool:
    """Whether plain data has the shape of a result."""
    if not isinstance(value, dict) or value.get("format") != FORMAT or not isinstance(value.get("choices"), list):
        return False
    for choice in value["choices"]:
        if not isinstance(choice, dict) or not isinstance(choice.get("placed"), list):
            return False
        if not all(
            isinstance(p, dict) and isinstance(p.get("id"), str) and isinstance(p.get("standing"), str) for p in choice["placed"]
        ):
            return False
    return True


def _no_result(path: Path) -> UserError:
    return UserError(
        f"Tệp “{path.name}” không phải là kết quả lựa chọn (selection.json). Đề nghị chọn tệp do lệnh select hoặc run tạo ra.",
        f"“{path.name}” is not a result of a selection.",
    )
