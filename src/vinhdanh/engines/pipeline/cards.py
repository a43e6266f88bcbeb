"""What is printed in batches, a card or slip for each person: certificates, invitations, badges, name plates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from vinhdanh.engines.papers import badges, certificates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vinhdanh.engines.campaign.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Made:
    """A batch with its two writers."""

    docx: Callable[[], bytes]
    pdf: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class CardKind:
    """A kind of card: key, Vietnamese name, stem of its files, and its batches (none where the campaign has no need of one)."""

    key: str
    name: str
    stem: str
    build: Callable[[Outcome], Iterator[Made]]


def _certificates(outcome: Outcome) -> Iterator[Made]:
    """Of each round that the host itself decides."""
    for round_ in outcome.commend:
        batch = certificates.certificates(outcome, round_)
        if batch.items:
            yield Made(partial(certificates.render_docx, batch), partial(certificates.render_pdf, batch))


def _invitations(outcome: Outcome) -> Iterator[Made]:
    batch = certificates.invitations(outcome)
    if batch.items:
        yield Made(partial(certificates.render_docx, batch), partial(certificates.render_pdf, batch))


def _badges(outcome: Outcome) -> Iterator[Made]:
    badge_batch = badges.badges(outcome)
    if badge_batch.items:
        yield Made(partial(badges.render_docx, badge_batch), partial(badges.render_pdf, badge_batch))


def _plates(outcome: Outcome) -> Iterator[Made]:
    plate_batch = badges.plates(outcome)
    if plate_batch.items:
        yield Made(partial(badges.render_docx, plate_batch), partial(badges.render_pdf, plate_batch))


CARDS = {
    kind.key: kind
    for kind in (
        CardKind("certificate", "Giấy khen", "09-giay-khen", _certificates),
        CardKind("invitation", "Giấy mời", "10-giay-moi", _invitations),
        CardKind("badges", "Thẻ đại biểu", "11-the-dai-bieu", _badges),
        CardKind("plates", "Biển tên", "12-bien-ten", _plates),
    )
}
"""By key, in the order of their files."""
