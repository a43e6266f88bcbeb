"""What differs between two states of a campaign, as sentences that a unit can read, in Vietnamese."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from vinhdanh.platform.design.language import in_vietnamese
from vinhdanh.steps.campaigns.codec import show
from vinhdanh.steps.campaigns.parts import PARTS, get

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.campaign.types import Settings


def differences(old: Settings, new: Settings) -> list[str]:
    """One sentence for each value that differs, in the order of the pages of the editor."""
    with in_vietnamese():  # it is told to the units and written into the journal
        return list(_sentences(old, new))


def _sentences(old: Settings, new: Settings) -> Iterator[str]:
    for part in PARTS.values():
        for spot in part.spots:
            before, after = get(old, spot.path), get(new, spot.path)
            if before != after:
                yield f"{spot.label}: {_quoted(before)} → {_quoted(after)}"
        for rows in part.rows:
            yield from _rows(str(rows.label), get(old, rows.path), get(new, rows.path))


def _rows(label: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[str]:
    for row in old:
        if row not in new:
            yield f"{label}: bỏ {_words(row)}"
    for row in new:
        if row not in old:
            yield f"{label}: thêm {_words(row)}"


def _words(row: Any) -> str:
    told = [show(getattr(row, f.name)).replace("\n", ", ") for f in fields(row) if getattr(row, f.name) not in (None, "", ())]
    return "“" + " · ".join(told[:4]) + "”"


def _quoted(value: Any) -> str:
    words = show(value).replace("\n", "; ")
    return f"“{words}”" if words else "(chưa có)"
