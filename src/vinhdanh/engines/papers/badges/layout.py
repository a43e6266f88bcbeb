"""Sizes and places on badges and plates, in mm and pt: found once, printed alike by both writers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.papers.breaks import balanced
from vinhdanh.engines.papers.certificates.fit import Fitted, Step, fit
from vinhdanh.engines.papers.measures import width

if TYPE_CHECKING:
    from vinhdanh.engines.papers.badges.batch import Badge, BadgeBatch, Plate

SHEET = (210.0, 297.0)
BADGE = (85.0, 120.0)
BLEED = 3.0
CELL = (BADGE[0] + 2 * BLEED, BADGE[1] + 2 * BLEED)
"""A badge with its bleed; four fill a sheet, two beside two."""
LEFT, TOP = (SHEET[0] - 2 * CELL[0]) / 2, (SHEET[1] - 2 * CELL[1]) / 2
"""Where the bleed of the first badge begins."""
BAND, FOOT = 37.0, 19.0
"""Height of the coloured bands with their bleed."""
ROOM = BADGE[0] - 10.0
CODE = 24.0
MIDDLE = CELL[1] - BAND - FOOT
LEAD = 0.06
DOTS = "…" * 11
"""Where a hand writes the name on a blank badge."""
ISSUER_STEPS = (Step(1, 9.5, 8), Step(2, 8.5, 6), Step(3, 6, 4.5))
MOTTO_SIZES = (10.0, 9.5, 9.0, 8.5)
MOTTO_STEPS = (Step(3, 9, 6.5), Step(4, 6.5, 4))
NAME_STEPS = (Step(1, 24, 18), Step(2, 20, 13), Step(3, 13, 9), Step(5, 9, 6))
POST_STEPS = (Step(1, 11.5, 10.5), Step(2, 11.5, 9.5), Step(3, 9.5, 7), Step(5, 7, 4.5))
USED = 4.0 + 3.0 + CODE + 6.0
"""Of the middle: air above the name, between the blocks, the code and the number under it."""
PLATE = (SHEET[1], SHEET[0] / 2)
PLATE_ROOM = PLATE[0] - 40.0
PLATE_NAME = (Step(1, 60, 40), Step(2, 44, 28), Step(3, 28, 16))
PLATE_POST = (Step(1, 26, 20), Step(2, 24, 15), Step(4, 15, 8))
PLATE_EVENT = (Step(1, 13, 10), Step(2, 10, 7))


@dataclass(frozen=True, slots=True)
class Shared:
    """What all badges of a batch share, laid out."""

    issuer: Fitted
    motto: Fitted


@dataclass(frozen=True, slots=True)
class Card:
    """One badge, laid out."""

    name: Fitted
    post: Fitted
    unit: Fitted


def shared(batch: BadgeBatch) -> Shared:
    """Lays out the words in the upper band."""
    return Shared(fit(batch.issuer, ROOM, "", ISSUER_STEPS), _motto(batch.motto))


def _motto(words: str) -> Fitted:
    """The conference on two lines or three, broken where the sense allows; smaller when it is long."""
    for size in MOTTO_SIZES:
        lines = balanced(words, ROOM, size, "b") if words else ()
        if len(lines) <= (2 if size > MOTTO_SIZES[-1] else 3) and all(width(line, size, "b") <= ROOM for line in lines):
            return Fitted(size, lines)
    return fit(words, ROOM, "b", MOTTO_STEPS)


def card(item: Badge) -> Card:
    """Lays out name, post and unit: as large as usual, or smaller until the middle holds them."""
    scale = 1.0
    while True:
        name = fit(item.name, ROOM, "display", _scaled(NAME_STEPS, scale)) if item.name else Fitted(14, (DOTS,))
        post, unit = fit(item.post, ROOM, "", _scaled(POST_STEPS, scale)), fit(item.unit, ROOM, "b", _scaled(POST_STEPS, scale))
        # the display face takes more height in Word than its line box
        tall = name.height(0.26) + post.height(LEAD) + unit.height(LEAD)
        if tall + USED <= MIDDLE or scale < 0.4:
            return Card(name, post, unit)
        scale -= 0.06


def _scaled(steps: tuple[Step, ...], scale: float) -> tuple[Step, ...]:
    """The steps smaller by `scale`, in half points: Word knows no finer sizes."""
    return tuple(Step(s.lines, int(s.largest * scale * 2) / 2, int(s.smallest * scale * 2) / 2) for s in steps)


def plate(item: Plate) -> tuple[Fitted, Fitted]:
    """Lays out name and post of a plate."""
    return fit(item.name, PLATE_ROOM, "display", PLATE_NAME), fit(item.post, PLATE_ROOM, "b", PLATE_POST)
