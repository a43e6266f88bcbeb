"""Sizes and places of the sheets, in mm and pt: found once, printed alike by both writers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.papers.certificates.fit import LINE, Face, Fitted, Step, fit, lines, width
from vinhdanh.engines.papers.measures import MM

if TYPE_CHECKING:
    from vinhdanh.engines.papers.certificates.batch import Certificate, CertificateBatch, Invitation, InvitationBatch

SHEET = (297.0, 210.0)
"""A4, landscape."""
SIDE, TOP, BOTTOM = 26.0, 22.0, 21.0
ROOM = SHEET[0] - 2 * SIDE
UPPER = 115.0
"""Height of the upper part of a certificate: all but the foot, which stands on the lower margin whatever the length of the name."""
AIR = 10.0
"""Least sum of the gaps in the upper part."""
LEAD, CITE_LEAD = 0.06, 0.16
GAPS = {"lotus": 0.8, "issuer": 1.0, "verb": 0.6, "name": 1.1, "unit": 0.3, "citation": 0.8}
"""What is left of the upper part goes into the gaps above these blocks, in this proportion."""
UNDER_VERB = 2.2
"""Gap between verb and word of honour, mm: the accents of the display face rise above its line box."""
RULE_DROP = 0.9
MOTTO_SIZE, CREED_SIZE = 13.0, 14.0
NAME_STEPS = (Step(1, 34, 26), Step(2, 30, 20), Step(3, 22, 14))
UNIT_STEPS = (Step(1, 15, 14), Step(2, 15, 13.5), Step(4, 13.5, 10))
CITE_STEPS = (Step(1, 15.5, 15), Step(2, 15.5, 13), Step(3, 13, 11))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One certificate, laid out. Sizes in pt, `lotus` and `gap` (one unit of `GAPS`) in mm."""

    lotus: float
    issuer: Fitted
    verb: float
    word: float
    name: Fitted
    unit: Fitted
    citation: Fitted
    gap: float
    beside: bool
    """Whether the honorific stands on the name's line; else it has its own line above."""


def sheet(batch: CertificateBatch, item: Certificate) -> Sheet:
    """Lays out one certificate: everything as large as usual, or evenly smaller until the upper part holds it."""
    scale = 1.0
    while True:
        made = _sheet(batch, item, scale)
        if made.gap * sum(GAPS.values()) >= AIR or scale < 0.4:
            return made
        scale -= 0.04


def _scaled(text: str, room: float, face: Face, steps: tuple[Step, ...], scale: float) -> Fitted:
    return fit(text, room, face, tuple(Step(s.lines, s.largest * scale, s.smallest * scale) for s in steps))


def _sheet(batch: CertificateBatch, item: Certificate, scale: float) -> Sheet:
    verb, word, lotus = 13.0, 50.0 * scale, 13.0 * scale
    while width(batch.word, word, "display") + len(batch.word) * 4 * MM > ROOM:
        word -= 1
    issuer = _issuer(batch.issuer, 14.0)
    before = width(f"{item.honorific}\u00a0\u00a0", 17 * scale) if item.honorific else 0.0
    name = _scaled(item.name, ROOM - before - 6, "display", NAME_STEPS, scale)
    beside = len(name.lines) <= 1
    unit = _scaled(item.unit, ROOM - 10, "", UNIT_STEPS, scale)
    citation = _scaled(batch.citation, ROOM - 40, "i", CITE_STEPS, scale)
    heading = (LINE * (MOTTO_SIZE + CREED_SIZE) + LEAD * CREED_SIZE) * MM + RULE_DROP
    used = heading + lotus + issuer.height(LEAD) + (verb + word) * LINE * MM + UNDER_VERB
    used += name.height(LEAD) + unit.height(LEAD) + citation.height(CITE_LEAD)
    used += 0 if beside or not item.honorific else 17 * scale * LINE * MM
    return Sheet(lotus, issuer, verb, word, name, unit, citation, max(0.0, (UPPER - used) / sum(GAPS.values())), beside)


def _issuer(lines: tuple[str, ...], size: float) -> Fitted:
    """Each given line on a line of its own; one that is too long is broken evenly."""
    out: list[str] = []
    for line in lines:
        out += fit(line, ROOM, "b", (Step(1, size, size), Step(3, size, size))).lines
    return Fitted(size, tuple(out))


LEAF = SHEET[0] / 2
INSIDE = LEAF - 14 - 11
"""Text width of an inner leaf: 14 mm to the edge, 11 mm to the fold."""
COVER = LEAF - 2 * 9 - 2 * 2 - 2 * 3
ISSUER = INSIDE * 0.4 - 1
"""Room of the issuer in the head of the inner leaf, beside quốc hiệu."""
INSIDE_STEPS = (Step(2, 10, 9.5), Step(3, 9.5, 8.5), Step(5, 8.5, 6))
GUEST_STEPS = (Step(1, 20, 16), Step(2, 18, 13), Step(4, 13, 9))
POST_STEPS = (Step(1, 12, 11.5), Step(2, 12, 11), Step(4, 10.5, 8))
MOTTO_STEPS = (Step(1, 13.5, 13.5), Step(2, 13.5, 12), Step(4, 12, 9))
REST_STEPS = (Step(2, 12, 11), Step(4, 11, 8))
HEAD_STEPS = (Step(1, 11, 11), Step(2, 11, 9), Step(4, 9, 7))


@dataclass(frozen=True, slots=True)
class Leaves:
    """What all invitations of a batch share, laid out; sizes in pt."""

    parent: Fitted
    head: Fitted
    motto: Fitted
    rest: Fitted
    issuer: Fitted
    programme: float
    facts: float
    reply: Fitted
    parent_inside: Fitted
    head_inside: Fitted
    head_rule: float
    """Length in mm of the rule under the issuer: 0.4 of its longest line."""


def leaves(batch: InvitationBatch) -> Leaves:
    """Lays out the shared words of the invitations. The programme gets smaller until it fits its leaf."""
    inside = _head_inside(batch.head)
    return Leaves(
        parent=fit(batch.head_parent, COVER, "", HEAD_STEPS),
        head=_joined_head(batch.head),
        motto=_motto(batch.motto),
        rest=fit(batch.motto_rest, COVER, "", REST_STEPS),
        issuer=fit(f"{batch.issuer}\ntrân trọng kính mời", INSIDE, "", (Step(2, 12, 11), Step(4, 11, 8))),
        programme=_programme_size(batch),
        facts=_facts_size(batch),
        reply=fit(batch.reply, LEAF - 2 * 22, "", (Step(3, 11, 10), Step(5, 10, 7))),
        parent_inside=fit(batch.head_parent, ISSUER, "", INSIDE_STEPS),
        head_inside=inside,
        head_rule=0.4 * max((width(line, inside.size, "b") for line in inside.lines), default=0.0),
    )


def _head_inside(lines: tuple[str, ...]) -> Fitted:
    """The lines of the issuer as given when each fits, else broken anew."""
    if all(width(line, 10, "b") <= ISSUER for line in lines):
        return Fitted(10, lines)
    return fit(" ".join(lines), ISSUER, "b", INSIDE_STEPS)


def _joined_head(lines: tuple[str, ...]) -> Fitted:
    return fit(" ".join(lines), COVER, "b", HEAD_STEPS)


def _motto(text: str) -> Fitted:
    """The kind of meeting (the first two words) stands alone over the rest, as on printed covers."""
    words = text.split(" ")
    if len(words) < 5 or words[:2] not in (["HỘI", "NGHỊ"], ["ĐẠI", "HỘI"]):
        return fit(text, COVER, "b", MOTTO_STEPS)
    rest = fit(" ".join(words[2:]), COVER, "b", MOTTO_STEPS)
    return Fitted(rest.size, (" ".join(words[:2]), *rest.lines))


def programme_columns(batch: InvitationBatch, size: float) -> tuple[float, float]:
    """Widths in mm of time (or of a running number, when no line has a time) and matter."""
    times = [line.time for line in batch.programme if line.time]
    first = max((width(t, size) for t in times), default=0.0) + 3
    return (first, INSIDE - first) if times else (9.0, INSIDE - 9.0)


def _programme_size(batch: InvitationBatch) -> float:
    size = 12.0
    while size > 5 and programme_height(batch, size) > 148:
        size -= 0.5
    return size


def programme_lines(batch: InvitationBatch, size: float) -> list[tuple[str, ...]]:
    """The matter of each line of the programme, broken for its column."""
    _, room = programme_columns(batch, size)
    return [lines(line.text, room - 2, size) or ("",) for line in batch.programme]


def programme_height(batch: InvitationBatch, size: float) -> float:
    """Height of the table in mm: each row 1.75 mm of padding above and below."""
    rows = [("",), *programme_lines(batch, size)]
    return sum(len(row) * (LINE + 0.25) * size * MM + 3.7 for row in rows)


def _facts_size(batch: InvitationBatch) -> float:
    """The size at which the lines of the invitation leave room for name, hand and seal."""
    size = 12.0
    while size > 7 and sum(_fact_height(f"{a} {b}", size) for a, b in (*batch.facts, ("", batch.closing))) > 62:
        size -= 0.5
    return size


def _fact_height(text: str, size: float) -> float:
    return len(fit(text, INSIDE, "b", (Step(99, size, size),)).lines) * size * 17 / 12 * MM + 2.5


@dataclass(frozen=True, slots=True)
class Card:
    """The lines of one invitation that differ from the next."""

    name: Fitted
    post: Fitted
    beside: bool


def card(item: Invitation) -> Card:
    """Lays out name and post of one invitation."""
    before = width(f"{item.honorific}\u00a0\u00a0", 13) if item.honorific else 0.0
    name = fit(item.name, INSIDE - before - 2, "display", GUEST_STEPS)
    return Card(name, fit(item.post, INSIDE, "", POST_STEPS), len(name.lines) <= 1)
