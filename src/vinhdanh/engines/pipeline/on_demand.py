"""What is made only when asked for, never by a run: words for printed forms, the test sheet of the form, sheets for a print shop, ballots."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NoReturn

from vinhdanh.engines.papers import ballots, certificates
from vinhdanh.engines.pipeline.cards import CardKind, Made
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.campaign.outcome import Outcome


def _overlays(outcome: Outcome) -> Iterator[Made]:
    """Of each round that the host itself decides."""
    for round_ in outcome.commend:
        batch = certificates.overlay(certificates.certificates(outcome, round_), outcome.campaign.settings.preprinted)
        if batch.items:
            yield Made(partial(certificates.render_docx, batch), partial(certificates.render_pdf, batch))


def _test_sheet(outcome: Outcome) -> Iterator[Made]:
    yield Made(_no_word, partial(certificates.overlay_test_sheet, outcome.campaign.settings.preprinted))


def _certificates(outcome: Outcome) -> Iterator[Made]:
    for round_ in outcome.commend:
        batch = certificates.certificates(outcome, round_)
        if batch.items:
            yield Made(_no_word, partial(certificates.render_pdf, batch, press=True))


def _invitations(outcome: Outcome) -> Iterator[Made]:
    batch = certificates.invitations(outcome)
    if batch.items:
        yield Made(_no_word, partial(certificates.render_pdf, batch, press=True))


def _ballots(style: ballots.Style, outcome: Outcome) -> Iterator[Made]:
    """Printed before a vote, so not by the run that follows the count."""
    batch = ballots.ballots(outcome, style=style)
    if batch.items:
        yield Made(partial(ballots.render_docx, batch), partial(ballots.render_pdf, batch))


def _no_word() -> NoReturn:
    raise UserError(
        "Loại này chỉ có dạng .pdf, để in đúng từng mm. Đề nghị đổi đuôi tên tệp thành .pdf.",
        "This kind is made as .pdf only, so that each mm is true. Name a .pdf file.",
    )


ON_DEMAND = {
    kind.key: kind
    for kind in (
        CardKind("certificate-overlay", "Chữ giấy khen in trên phôi", "09-giay-khen-tren-phoi", _overlays),
        CardKind("certificate-test-sheet", "Tờ thử in trên phôi giấy khen", "09-giay-khen-to-thu", _test_sheet),
        CardKind("certificate-press", "Giấy khen in tại nhà in", "09-giay-khen-nha-in", _certificates),
        CardKind("invitation-press", "Giấy mời in tại nhà in", "10-giay-moi-nha-in", _invitations),
        CardKind("ballots", "Phiếu bình chọn, đánh dấu", "13-phieu-binh-chon", partial(_ballots, "tick")),
        CardKind("ballots-cross", "Phiếu bình chọn, gạch tên", "13-phieu-binh-chon-gach-ten", partial(_ballots, "cross")),
    )
}
"""By key, in the order of their use."""
