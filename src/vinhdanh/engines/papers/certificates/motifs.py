"""The motifs of honour, drawn by computation: drum face, lotus, frame of the certificate, strip of the invitation.

The drum follows the bronze drums of Đông Sơn: a sun, circles joined by slanting tangents, birds in flight, rings of teeth.
Each motif is one SVG, embedded once in a paper whatever the number of its pages. Colours lie within what office printers can print.
"""

from __future__ import annotations

from functools import cache
from math import cos, pi, sin

from vinhdanh.engines.papers.typst_run import compile_png

RED, GOLD, PALE, MIST = "#9B1C1F", "#B8862B", "#E9CF8F", "#F9F2E0"
PRESS = {RED: "#9B3234", GOLD: "#B88640"}
"""Tones of the motifs that lie outside what the four inks of a press reach (SWOP), and the nearest that do not."""
OUT, BAND = 8.0, 7.0
"""The lacquer band of the frame: its distance from the edge of the sheet and its breadth, in mm. Office printers reach 6.8 mm."""
NS = "http://www.w3.org/2000/svg"

# A bird of the drum in flight, to the left: long bill, crest, spread wing, fan of a tail. About 24 x 11 units.
BIRD = (
    "M-13 1.1L-6.6-.7C-6.2-1.5-5.6-1.9-4.9-2L-2.3-3.7L-3.3-1.5C-2.2-1.2-1.4-1-.6-1C.5-3.6 2.7-5.7 5.9-6.6"
    "C5-4.5 4.6-2.8 4.7-1.1C5.6-1.2 6.5-1.5 7.4-2L12-3.2L10.3-1L12.3 .2L10.2 1.3L11.7 3.3L7.3 1.7C5.7 2.1 4 2.3 2.3 2.2"
    "C2.7 3.4 3.6 4.5 5 5.4C2.3 5.5 .2 4.3-1 2.1C-2.7 1.7-4.1 1.2-5.3 .5L-6.6 .3Z"
)


def _point(radius: float, turn: float) -> str:
    """A point on a circle around the middle; turn 0 is up, 1 is once around."""
    return f"{radius * sin(2 * pi * turn):.2f} {-radius * cos(2 * pi * turn):.2f}"


def _star(inner: float, outer: float, rays: int) -> str:
    return "M" + "L".join(_point(inner if i % 2 else outer, i / rays / 2) for i in range(rays * 2)) + "Z"


def _beads(path: str, step: float, size: float, colour: str, *, ground: str = "#FFFFFF") -> str:
    """Circles with a dot, `step` apart along `path`: round-capped dashes of no length, three times over one another.

    A writer draws a dashed line in one stroke; as shapes of their own they would cost each page of a batch a thousand curves.
    """
    widths = ((2 * size + 0.28 * size / 1.45, colour), (2 * size - 0.28 * size / 1.45, ground), (size * 0.7, colour))
    return "".join(
        f'<path fill="none" stroke="{paint}" stroke-width="{breadth:.2f}" stroke-linecap="round" '
        f'stroke-dasharray="0 {step:.5f}" d="{path}"/>'
        for breadth, paint in widths
    )


def _slants(radius: float, n: int, size: float) -> str:
    """The tangents that join the circles of a ring."""
    return "".join(f"M{_point(radius + size, i / n)}L{_point(radius - size, (i + 1) / n)}" for i in range(n))


def _teeth(radius: float, n: int, height: float) -> str:
    return "".join(
        f"M{_point(radius, (i - 0.42) / n)}L{_point(radius + height, i / n)}L{_point(radius, (i + 0.42) / n)}Z" for i in range(n)
    )


def _svg(box: str, body: str) -> str:
    return f'<svg xmlns="{NS}" viewBox="{box}">{body}</svg>'


def _round(radius: float) -> str:
    """A circle around the middle that begins and ends at the right."""
    return f"M{radius} 0A{radius} {radius} 0 1 1 {-radius} 0A{radius} {radius} 0 1 1 {radius} 0"


@cache
def drum(colour: str) -> str:
    """The face of the drum in one colour, 164 units across."""
    birds = "".join(f'<path transform="rotate({i * 30}) translate(0 -50) scale(1.02)" d="{BIRD}"/>' for i in range(12))
    strokes = "".join(_round(r) for r in (25.5, 28.5, 38, 41, 59, 61.5, 70.5, 73, 80.5))
    strokes += _slants(66, 48, 3) + _slants(33, 24, 2.6)
    # The path begins at the right, a quarter of the way round: a whole number of circles there, so that they meet the tangents.
    beads = _beads(_round(66), 2 * pi * 66 / 48, 3, colour) + _beads(_round(33), 2 * pi * 33 / 24, 2.6, colour)
    return _svg(
        "-82 -82 164 164",
        f'<path fill="none" stroke="{colour}" stroke-width=".7" d="{strokes}"/>{beads}'
        f'<g fill="{colour}">{birds}<path d="{_star(7, 24, 14) + _teeth(74, 72, 5)}"/></g>',
    )


def _petal(turn: float, length: float, breadth: float) -> str:
    """A petal from the heart of the flower, leaning by `turn` degrees."""
    low, high, side = f"{-length * 0.3:.2f}", f"{-length * 0.66:.2f}", f"{breadth * 0.95:.2f}"
    d = f"M0 0C{-breadth} {low} -{side} {high} 0 {-length}C{side} {high} {breadth} {low} 0 0Z"
    return f'<path transform="rotate({turn})" d="{d}"/>'


@cache
def lotus() -> str:
    """A lotus on still water, in outline."""
    petals = "".join(_petal(t, 31, 8.5) for t in (-78, 78, -54, 54))
    petals += "".join(_petal(t, 33, 9.5) for t in (-30, 30)) + _petal(0, 35, 10.5)
    water = '<path fill="none" d="M-34 4.5Q-17 8 0 4.5T34 4.5M-22 9Q-11 11.5 0 9T22 9"/>'
    return _svg(
        "-38 -38 76 51", f'<g fill="#FFFFFF" stroke="{GOLD}" stroke-width="1.1" stroke-linejoin="round">{petals}{water}</g>'
    )


BEAD, APART = 1.45, 5.5
"""Radius of the circles in the lacquer band, and about how far apart they are."""


def _side(length: float, across: float, *, upright: bool, start: float) -> tuple[str, str]:
    """One side of the frame: (tangents, circles)."""
    n = round((length - 2 * start) / APART)
    step = (length - 2 * start) / n

    def put(along: float, over: float) -> str:
        return f"{over:.2f} {along:.2f}" if upright else f"{along:.2f} {over:.2f}"

    slants = "".join(f"M{put(start + i * step, across - BEAD)}L{put(start + (i + 1) * step, across + BEAD)}" for i in range(n))
    path = f"M{put(start, across)}L{put(length - start + 0.1, across)}"
    return slants, _beads(path, step, BEAD, PALE, ground=RED)


@cache
def frame(breadth: float = 297, height: float = 210) -> str:
    """A lacquer band with the tangent circles in gold, a sun in each corner, gold hairlines; sizes in mm."""
    middle, inside = OUT + BAND / 2, OUT + BAND
    sides = (
        (breadth, middle, False),
        (breadth, height - middle, False),
        (height, middle, True),
        (height, breadth - middle, True),
    )
    parts = [_side(length, across, upright=upright, start=inside + 2.4) for length, across, upright in sides]
    corners = [(x, y) for x in (middle, breadth - middle) for y in (middle, height - middle)]
    suns = "".join(f'<path transform="translate({x} {y})" d="{_star(0.8, 2.5, 8)}"/>' for x, y in corners)
    squares = "".join(
        f'<rect x="{x - BAND / 2}" y="{y - BAND / 2}" width="{BAND}" height="{BAND}" fill="none" stroke="{PALE}" stroke-width=".3"/>'
        for x, y in corners
    )

    def box(inset: float, stroke: float, colour: str) -> str:
        return (
            f'<rect x="{inset:.2f}" y="{inset:.2f}" width="{breadth - 2 * inset:.2f}" height="{height - 2 * inset:.2f}" '
            f'fill="none" stroke="{colour}" stroke-width="{stroke}"/>'
        )

    return _svg(
        f"0 0 {breadth} {height}",
        box(middle, BAND, RED)
        + f'<path fill="none" stroke="{PALE}" stroke-width=".28" d="{"".join(slants for slants, _ in parts)}"/>'
        + "".join(beads for _, beads in parts)
        + f'<g fill="{PALE}">{suns}</g>{squares}'
        + box(OUT - 1.2, 0.45, GOLD)
        + box(inside + 1.2, 0.45, GOLD)
        + box(inside + 2.3, 0.2, GOLD),
    )


@cache
def strip(length: float = 120) -> str:
    """A strip of tangent circles on a lacquer ground, 7 units high, for the cover of the invitation."""
    n, middle = round(length / APART), 3.5
    step = length / n
    xs = [step * (i + 0.5) for i in range(n)]
    slants = "".join(f"M{x:.2f} {middle - BEAD}L{x + step:.2f} {middle + BEAD}" for x in xs[:-1])
    return _svg(
        f"0 0 {length} 7",
        f'<rect width="{length}" height="7" fill="{RED}"/><path fill="none" stroke="{PALE}" stroke-width=".28" d="{slants}"/>'
        + _beads(f"M{xs[0]:.2f} {middle}L{xs[-1] + 0.1:.2f} {middle}", step, BEAD, PALE, ground=RED),
    )


def _placed(drawing: str, x: float, y: float, breadth: float, height: float) -> str:
    """A motif inside another drawing."""
    return drawing.replace("<svg ", f'<svg x="{x:.2f}" y="{y:.2f}" width="{breadth:.2f}" height="{height:.2f}" ', 1)


@cache
def ground() -> str:
    """What lies behind the words of a certificate: the frame, and the drum face in a pale tint; 297 x 210."""
    return _svg("0 0 297 210", _placed(drum(MIST), 84.5, 45, 128, 128) + _placed(frame(), 0, 0, 297, 210))


def for_press(drawing: str) -> str:
    """A motif in tones that the four inks of a press reach."""
    for tone, printable in PRESS.items():
        drawing = drawing.replace(tone, printable)
    return drawing


@cache
def emblem() -> str:
    """The drum face with the lotus in its middle, for the cover of the invitation; 66 x 66."""
    disc = '<circle cx="33" cy="33" r="11.2" fill="#FFFFFF"/>'
    return _svg("0 0 66 66", _placed(drum(PALE), 0, 0, 66, 66) + disc + _placed(lotus(), 24.5, 27.3, 17, 17 * 51 / 76))


@cache
def png(drawing: str, breadth: float, height: float, ppi: int) -> bytes:
    """A motif as a picture of dots on white, `breadth` x `height` mm, for Word, which shows no SVG without one."""
    return compile_png(drawing, breadth, height, ppi)
