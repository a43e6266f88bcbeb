"""Sizes and places on a ballot, in mm and pt: found once, printed alike by both writers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.papers import measures
from vinhdanh.engines.papers.breaks import balanced
from vinhdanh.engines.papers.certificates.fit import Fitted, Step, fit
from vinhdanh.engines.papers.model import plain

if TYPE_CHECKING:
    from vinhdanh.engines.papers.ballots.batch import Candidate, Form

SHEET = (210.0, 297.0)
LEFT, RIGHT, EDGE = 20.0, 15.0, 9.0
"""Margins of a half sheet; a whole sheet has those of the decree."""
HALF = SHEET[1] / 2 - 2 * EDGE
HEIGHTS = (8.9, 8.2, 7.5, 7.0)
"""Heights of a row: the first that lets the ballot fit a half sheet."""
TICK, NUMBER = 22.0, 11.0
BOX = 5.2
INSTRUCTION, FOOT = 13.0, 10.5
LEAD = 0.06
NAME_STEPS = (Step(1, 13, 12), Step(2, 12, 12), Step(3, 12, 9), Step(6, 9, 6))
POST_STEPS = (Step(1, 13, 11), Step(2, 11, 10), Step(4, 10, 7), Step(8, 7, 5))
AIR = 2.5
TALL = 1.18
"""Pitch of a line in em, a little more than it is, so that both writers keep inside the half sheet."""
HEADS = {
    "tick": (("TT",), ("Họ và tên, tên tập thể",), ("Chức vụ, đơn vị",), ("Đồng ý",), ("Không", "đồng ý")),
    "cross": (("TT",), ("Họ và tên, tên tập thể",), ("Chức vụ, đơn vị",)),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the ballot."""

    name: Fitted
    post: Fitted
    height: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A ballot, laid out. Lengths in mm, sizes in pt."""

    half: bool
    size: float
    motto: float
    parent: tuple[str, ...]
    issuer: tuple[str, ...]
    subject: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[Line, ...]
    room: float


def sheet(form: Form) -> Sheet:
    """A half sheet when everything fits one, else whole sheets."""
    for row in HEIGHTS:
        made = _sheet(form, row, half=True)
        if _height(form, made) <= HALF:
            return made
    return _sheet(form, HEIGHTS[0], half=False)


def _sheet(form: Form, row: float, *, half: bool) -> Sheet:
    room = SHEET[0] - LEFT - RIGHT if half else measures.text_width(landscape=False)
    size = 12.0 if half else 13.0
    left = room * measures.HEAD_LEFT
    boxes = (TICK, TICK) if form.style == "tick" else ()
    rest = room - NUMBER - sum(boxes)
    widths = (NUMBER, rest * 0.47, rest * 0.53, *boxes)
    return Sheet(
        half=half,
        size=size,
        motto=measures.motto_size(room - left, size),
        parent=balanced(form.parent, left, size) if form.parent else (),
        issuer=tuple(line for words in form.issuer for line in balanced(words, left, size, "b")),
        subject=balanced(form.subject, 140, 14, "b") if form.subject else (),
        widths=widths,
        rows=tuple(_line(c, widths, row) for c in form.candidates),
        room=room,
    )


def _line(candidate: Candidate, widths: tuple[float, ...], row: float) -> Line:
    """Names of one size as far as can be, so that none looks less than another; a row grows with the lines in it."""
    name = fit(candidate.name, widths[1] - 3.5, "b", NAME_STEPS)
    post = fit(candidate.post, widths[2] - 3.5, "", POST_STEPS)
    return Line(name, post, max(row, name.height(LEAD) + 1.4, post.height(LEAD) + 1.4))


def _height(form: Form, made: Sheet) -> float:
    """Height of a ballot in mm."""

    def lines(count: int, size: float) -> float:
        return count * size * TALL * measures.MM

    head = max(lines(len(made.parent) + len(made.issuer), made.size), lines(2, made.size + 1)) + 2 + 3 + lines(1, made.size) + 2
    title = lines(1 + len(made.subject), 14) + 2 + AIR
    said = len(fit(plain(form.rules), made.room - 4, "b", (Step(99, INSTRUCTION, INSTRUCTION),)).lines)
    foot = len(fit(form.invalid, made.room - 2, "i", (Step(99, FOOT, FOOT),)).lines)
    columns = max(len(head_) for head_ in HEADS[form.style])
    table = lines(columns, 13) + 2 + sum(line.height + 0.2 for line in made.rows)
    return head + title + lines(said, INSTRUCTION) + AIR + table + 2 + lines(foot, FOOT)
