from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from vinhdanh.engines.campaign.types import AgendaItem, Signer
from vinhdanh.engines.papers.certificates import certificates, invitations, render_pdf
from vinhdanh.engines.papers.certificates.layout import AIR, GAPS, leaves, sheet

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome


def texts(pdf: bytes) -> list[str]:
    """The text of each page, spaces made plain."""
    document = pypdfium2.PdfDocument(pdf)
    made = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [" ".join(text.replace("\u00a0", " ").split()) for text in made]


@pytest.fixture(scope="module")
def merit(awkward: Outcome) -> bytes:
    return render_pdf(certificates(awkward, awkward.commend[1]))


@pytest.fixture(scope="module")
def invited(awkward: Outcome) -> bytes:
    return render_pdf(invitations(awkward))


@pytest.mark.parametrize("which", ["merit", "invited"])
def test_the_file_is_archived_tagged_vietnamese_with_its_fonts(which: str, request: pytest.FixtureRequest) -> None:
    with pikepdf.open(io.BytesIO(request.getfixturevalue(which))) as pdf:
        xmp = pdf.open_metadata()
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")
        assert str(pdf.Root.Lang) == "vi-VN"
        assert "/StructTreeRoot" in pdf.Root
        assert "/OutputIntents" in pdf.Root
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        inner = [font.DescendantFonts[0] for font in fonts if "/DescendantFonts" in font]
        assert inner
        assert all({"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()) for font in inner)


def test_each_certificate_is_one_landscape_page_with_its_words(awkward: Outcome, merit: bytes) -> None:
    batch = certificates(awkward, awkward.commend[1])
    pages = texts(merit)
    assert len(pages) == len(batch.items)
    for item, page in zip(batch.items, pages, strict=True):
        assert item.name in page
        assert item.unit.replace("\n", " ").replace("\u00a0", " ") in page
        assert f"Vào Sổ khen thưởng số: {item.number}" in page
        assert page == unicodedata.normalize("NFC", page)
        assert "GIẤY KHEN" in page
    with pikepdf.open(io.BytesIO(merit)) as pdf:
        assert all([round(float(v)) for v in page.MediaBox] == [0, 0, 842, 595] for page in pdf.pages)


def test_each_invitation_is_two_pages_with_its_number_and_code(awkward: Outcome, invited: bytes) -> None:
    batch = invitations(awkward)
    pages = texts(invited)
    assert len(pages) == 2 * len(batch.items)
    for i, item in enumerate(batch.items):
        outside, inside = pages[2 * i : 2 * i + 2]
        assert f"Giấy mời số: {item.number} Mã: {item.code}" in outside
        assert item.name in inside
        assert item.post.replace("\n", " ") in inside
        assert "BẢN NHÁP" not in outside + inside


def test_a_draft_bears_its_mark_on_each_page(settled: Outcome) -> None:
    settings = replace(settled.campaign.settings, conference=replace(settled.campaign.settings.conference, day=None, place=""))
    batch = invitations(replace(settled, campaign=replace(settled.campaign, settings=settings)))
    batch = replace(batch, items=batch.items[:2])
    assert all("BẢN NHÁP – chưa xác nhận thời gian, địa điểm" in page for page in texts(render_pdf(batch)))


def test_the_same_batch_gives_the_same_bytes(settled: Outcome) -> None:
    for batch in (certificates(settled, settled.commend[1]), invitations(settled)):
        assert render_pdf(batch) == render_pdf(batch)


def test_an_empty_batch_is_one_page_that_says_so(settled: Outcome) -> None:
    for batch in (certificates(settled, settled.commend[0]), replace(invitations(settled), items=())):
        (page,) = texts(render_pdf(batch))
        assert "chưa có tập thể, cá nhân nào" in page


def test_the_upper_part_holds_whatever_the_length_of_name_and_unit(awkward: Outcome) -> None:
    batch = certificates(awkward, awkward.commend[1])
    for item in batch.items:
        made = sheet(batch, item)
        assert made.gap * sum(GAPS.values()) >= AIR
        assert made.unit.size >= 7
    long = replace(batch.items[0], name="Nguyễn " * 60, unit="Công đoàn cơ sở " * 60)
    assert len(texts(render_pdf(replace(batch, items=(long,))))) == 1


def test_a_long_programme_gets_smaller_and_an_untimed_one_numbered(settled: Outcome) -> None:
    agenda = tuple(
        AgendaItem(f"Nội dung thứ {i} của chương trình Hội nghị tuyên dương điển hình tiên tiến lần này") for i in range(18)
    )
    settings = replace(settled.campaign.settings, agenda=agenda)
    batch = invitations(replace(settled, campaign=replace(settled.campaign, settings=settings)))
    batch = replace(batch, items=batch.items[:1])
    assert leaves(batch).programme < 12
    pages = texts(render_pdf(batch))
    assert len(pages) == 2
    assert "18 Nội dung thứ 17" in pages[1]


def test_what_the_office_left_empty_leaves_no_trace(settled: Outcome) -> None:
    host = replace(settled.campaign.settings.host, signer=Signer(), standing="", symbol="", head=())
    settings = replace(
        settled.campaign.settings,
        host=host,
        parent=None,
        agenda=(),
        conference=replace(settled.campaign.settings.conference, contact=""),
    )
    outcome = replace(settled, campaign=replace(settled.campaign, settings=settings))
    batch = invitations(outcome)
    assert len(texts(render_pdf(replace(batch, items=batch.items[:1])))) == 2
    (first, *_) = texts(render_pdf(certificates(outcome, outcome.commend[1])))
    assert "21/QĐ" in first
