"""What is made only when asked for, never by a run: the words of certificates for printed forms, and the test sheet of the form."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NoReturn

from vinhdanh.engines.papers import certificates
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


def _no_word() -> NoReturn:
    raise UserError(
        "Tờ thử chỉ có dạng .pdf, để in đúng từng mm. Đề nghị đổi đuôi tên tệp thành .pdf.",
        "The test sheet is made as .pdf only, so that each mm is true. Name a .pdf file.",
    )


ON_FORMS = {
    kind.key: kind
    for kind in (
        CardKind("certificate-overlay", "Chữ giấy khen in trên phôi", "09-giay-khen-tren-phoi", _overlays),
        CardKind("certificate-test-sheet", "Tờ thử in trên phôi giấy khen", "09-giay-khen-to-thu", _test_sheet),
    )
}
"""By key, in the order of their use."""
