"""The ornaments of badges: strip of circles, slot for the strap, bars, crop marks; each one SVG of computed shapes."""

from __future__ import annotations

from functools import cache

from vinhdanh.engines.papers.badges.layout import BADGE, BLEED, CELL, LEFT, SHEET, TOP
from vinhdanh.engines.papers.certificates.motifs import BEAD, NS, PALE

APART = 5.05
STRIP = 3.6
"""Height of the strip in mm."""
SLOT = (14.0, 3.0)
BAR = (2.0, 6.0, 1.2)
"""Breadth and height of a bar, and the gap between two, in mm."""
MARK, OFF = 5.0, 1.0
"""Length of a crop mark, and how far from the bleed it begins."""


def _svg(breadth: float, height: float, body: str) -> str:
    return f'<svg xmlns="{NS}" viewBox="0 0 {breadth:g} {height:g}">{body}</svg>'


def _ground(breadth: float, height: float, colour: str) -> str:
    return f'<rect width="{breadth:g}" height="{height:g}" fill="{colour}"/>' if colour else ""


@cache
def strip(colour: str = "") -> str:
    """Circles joined by slanting tangents, as on the drums; over `colour` when a ground is wanted."""
    count = round(CELL[0] / APART)
    step, middle = CELL[0] / count, STRIP / 2
    xs = [step * (i + 0.5) for i in range(count)]
    slants = "".join(f"M{x:.2f} {middle - BEAD:.2f}L{x + step:.2f} {middle + BEAD:.2f}" for x in xs[:-1])
    rings = "".join(f'<circle cx="{x:.2f}" cy="{middle}" r="{BEAD}"/>' for x in xs)
    dots = "".join(f'<circle cx="{x:.2f}" cy="{middle}" r=".5"/>' for x in xs)
    body = f'<g fill="none" stroke="{PALE}" stroke-width=".28"><path d="{slants}"/>{rings}</g><g fill="{PALE}">{dots}</g>'
    return _svg(CELL[0], STRIP, _ground(CELL[0], STRIP, colour) + body)


@cache
def slot(colour: str) -> str:
    """The slot for the strap, to be punched out."""
    breadth, height = SLOT
    return _svg(
        breadth,
        height,
        _ground(breadth, height, colour) + f'<rect width="{breadth:g}" height="{height:g}" rx="{height / 2}" fill="#FFFFFF"/>',
    )


@cache
def bars(count: int, colour: str) -> str:
    """The bars beside the word of a kind."""
    breadth, height, gap = BAR
    drawn = "".join(
        f'<rect x="{i * (breadth + gap):g}" width="{breadth:g}" height="{height:g}" fill="#FFFFFF"/>' for i in range(count)
    )
    wide = bars_width(count)
    return _svg(wide, height, _ground(wide, height, colour) + drawn)


def bars_width(count: int) -> float:
    """Breadth of so many bars in mm."""
    return count * BAR[0] + (count - 1) * BAR[2]


@cache
def crop_marks() -> str:
    """Marks at each edge of the finished badges, outside the bleed; the whole sheet."""
    xs = [LEFT + BLEED + i * CELL[0] + j * BADGE[0] for i in (0, 1) for j in (0, 1)]
    ys = [TOP + BLEED + i * CELL[1] + j * BADGE[1] for i in (0, 1) for j in (0, 1)]
    down = [f"M{x:g} {y:g}v{MARK:g}" for x in xs for y in (TOP - OFF - MARK, TOP + 2 * CELL[1] + OFF)]
    across = [f"M{x:g} {y:g}h{MARK:g}" for y in ys for x in (LEFT - OFF - MARK, LEFT + 2 * CELL[0] + OFF)]
    paths = down + across
    return _svg(*SHEET, f'<path fill="none" stroke="#000000" stroke-width=".09" d="{"".join(paths)}"/>')
