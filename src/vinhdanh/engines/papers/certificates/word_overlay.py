"""The words for printed forms as the body of a Word file: each place a frame that stands on the page in mm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.papers.certificates.fit import LINE
from vinhdanh.engines.papers.certificates.marks import TALL, paragraph, run
from vinhdanh.engines.papers.measures import MM
from vinhdanh.engines.papers.word_xml import tw

if TYPE_CHECKING:
    from vinhdanh.engines.papers.certificates.overlay import Overlay, Spot

FEET = 0.8
"""Word and LibreOffice put the feet of the letters at this part of a line of exact height."""
SPARE = 1.0
"""mm on each side of the words, so that no program breaks a line anew."""


def body(made: Overlay) -> str:
    """All pages: on each an empty paragraph, the frames, and an empty paragraph that holds them."""
    out = []
    for i, spots in enumerate(made.items):
        out.append(paragraph("", pitch=1, new_page=i > 0))
        out += [_frame(spot, n) for spot in spots for n in range(len(spot.lines))]
        out.append(paragraph("", pitch=1))  # a frame belongs to the page of the paragraph that follows it
    return "".join(out)


def _frame(spot: Spot, n: int) -> str:
    """One line of words in a frame of its own, so that its feet stand where they shall."""
    pitch = spot.size * (TALL if spot.face == "display" else LINE)
    left = {"left": 0.0, "center": SPARE, "right": 2 * SPARE}[spot.align]
    top = spot.y + n * spot.pitch - FEET * pitch * MM
    frame = (
        f'<w:framePr w:w="{tw(spot.width + 2 * SPARE)}" w:h="{tw(pitch * MM)}" w:hRule="exact" w:hSpace="0" w:wrap="around" '
        f'w:vAnchor="page" w:hAnchor="page" w:x="{tw(spot.x - left) or 1}" w:y="{tw(top) or 1}"/>'
    )
    return paragraph(run(spot.lines[n], spot.size, spot.face), pitch=pitch, align=spot.align, frame=frame)
