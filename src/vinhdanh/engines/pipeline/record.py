"""selection.json: the three choices with every figure that they rest on, for `vinhdanh why`, for tests and for the next program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vinhdanh.engines.campaign.outcome import Choice, Outcome, Placed, Standing
from vinhdanh.engines.pipeline.dossier import as_json

if TYPE_CHECKING:
    from decimal import Decimal


def number(value: Decimal) -> int | float:
    """A JSON number; points have at most two decimals, which a float carries exactly enough to print them again."""
    return int(value) if value == value.to_integral_value() else float(value)


def selection_json(outcome: Outcome) -> bytes:
    """The record of all choices, in the order attend, commend, upward."""
    choices = [outcome.attend, *(r.choice for r in outcome.commend), *(r.choice for r in outcome.upward)]
    settings = outcome.campaign.settings
    awards = [
        {"nominee": a.nominee, "honour": a.honour, "authority": a.authority, "prize": a.prize}
        for r in outcome.commend
        for a in r.awards
    ]
    return as_json(
        {
            "format": 1,
            "campaign": settings.id,
            "name": settings.name,
            "rule_set": settings.rule_set,
            "seed": outcome.seed,
            "cap": settings.cap_delegates,
            "delegates": len(outcome.attend.by(Standing.CHOSEN)) + len(outcome.guests_in),
            "guests": [g.id for g in outcome.guests_in],
            "guests_out": [g.id for g in outcome.guests_out],
            "choices": [_choice(outcome, c) for c in choices],
            "awards": awards,
        }
    )


def _choice(outcome: Outcome, choice: Choice) -> dict[str, Any]:
    return {
        "key": choice.key,
        "title": choice.title,
        "places": choice.places,
        "status": choice.status,
        "notes": list(choice.notes),
        "targets": [
            {
                "id": t.id,
                "label": t.label,
                "wanted": number(t.wanted),
                "direction": t.direction,
                "count": t.count,
                "base": t.base,
                "base_label": t.base_label,
                "met": t.met,
                "shortfall": t.shortfall,
                "reachable": list(t.reachable) if t.reachable else None,
            }
            for t in choice.targets
        ],
        "placed": [_placed(outcome, p) for p in choice.placed],
    }


def _placed(outcome: Outcome, placed: Placed) -> dict[str, Any]:
    nominee = outcome.nominee(placed.nominee)
    reason = placed.reason
    return {
        "id": placed.nominee,
        "name": nominee.name,
        "union": nominee.union,
        "standing": placed.standing.value,
        "order": placed.order,
        "points": number(placed.points),
        "lines": [{"label": line.label, "basis": line.basis, "points": number(line.points)} for line in placed.lines],
        "why": placed.why,
        "reason": None
        if reason is None
        else {
            "kind": reason.kind.value,
            "sentence": reason.sentence,
            "points_low": None if reason.points_low is None else number(reason.points_low),
            "points_high": None if reason.points_high is None else number(reason.points_high),
        },
    }
