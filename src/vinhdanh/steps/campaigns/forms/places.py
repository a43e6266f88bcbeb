"""Places of units as a page posts them: box by box with what was looked at, or a preview as one field."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from vinhdanh.steps.campaigns.forms.simple import whole_or_none

if TYPE_CHECKING:
    from django.http import QueryDict

    from vinhdanh.steps.campaigns.services.units import Places

MOST_UNITS = 10_000
LARGEST = 1_000_000
LONGEST = 400_000


def posted_places(data: QueryDict) -> tuple[dict[int, Places], dict[int, Places], dict[int, str]]:
    """What stands in the boxes of a page, what stood there when it was opened, and what cannot be read: by unit id.

    Args:
        data: `unit` as often as there are rows; `least-1`, `most-1`, and `was-1` ("3,5") for unit 1.
    """
    places: dict[int, Places] = {}
    seen: dict[int, Places] = {}
    errors: dict[int, str] = {}
    for text in data.getlist("unit")[:MOST_UNITS]:
        if not text.isdecimal() or len(text) > 15:
            continue
        unit = int(text)
        try:
            places[unit] = (whole_or_none(data.get(f"least-{unit}", "")), whole_or_none(data.get(f"most-{unit}", "")))
            least, _comma, most = data.get(f"was-{unit}", "").partition(",")
            seen[unit] = (whole_or_none(least), whole_or_none(most))
        except ValidationError as e:
            errors[unit] = " ".join(e.messages)
    return places, seen, errors


def posted_plan(text: str) -> tuple[dict[int, Places], dict[int, Places], dict[int, str]]:
    """A preview that comes back: {unit id: [least seen, most seen, least, most]}. A text that is none changes nothing."""
    places: dict[int, Places] = {}
    seen: dict[int, Places] = {}
    try:
        rows = json.loads(text) if len(text) < LONGEST else {}
    except (ValueError, RecursionError):
        rows = {}
    for key, numbers in (rows if isinstance(rows, dict) else {}).items():
        if key.isdecimal() and len(key) < 15 and isinstance(numbers, list) and len(numbers) == 4 and all(map(_whole, numbers)):
            seen[int(key)], places[int(key)] = (numbers[0], numbers[1]), (numbers[2], numbers[3])
    return places, seen, {}


def _whole(value: object) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST)
