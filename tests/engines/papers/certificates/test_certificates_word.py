from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from vinhdanh.engines.papers.certificates import certificates, invitations, render_docx
from vinhdanh.engines.papers.certificates.marks import Piece, column
from vinhdanh.engines.papers.certificates.word import _obfuscated

if TYPE_CHECKING:
    from docx.document import Document

    from vinhdanh.engines.campaign.outcome import Outcome

RANK = [
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "pBdr", "tabs", "spacing", "ind", "jc", "outlineLvl", "rPr", "sectPr"
]  # fmt: skip


def words(document: Document) -> str:
    """All text in the order of the file, spaces made plain."""
    paragraphs = ("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p")))
    return " ".join(" ".join(paragraphs).replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def merit(awkward: Outcome) -> bytes:
    return render_docx(certificates(awkward, awkward.commend[1]))


@pytest.fixture(scope="module")
def invited(awkward: Outcome) -> bytes:
    return render_docx(invitations(awkward))


@pytest.mark.parametrize("which", ["merit", "invited"])
def test_sheet_and_properties(which: str, request: pytest.FixtureRequest) -> None:
    document = docx.Document(io.BytesIO(request.getfixturevalue(which)))
    (section,) = document.sections
    assert abs(section.page_width - Mm(297)) < Mm(0.05)
    assert abs(section.page_height - Mm(210)) < Mm(0.05)
    assert document.core_properties.language == "vi-VN"


@pytest.mark.parametrize("which", ["merit", "invited"])
def test_properties_of_paragraphs_stand_in_the_order_of_the_schema(which: str, request: pytest.FixtureRequest) -> None:
    document = docx.Document(io.BytesIO(request.getfixturevalue(which)))
    for props in document.element.body.iter(qn("w:pPr")):
        order = [RANK.index(etree.QName(child).localname) for child in props]
        assert order == sorted(order)
    for cell in document.element.body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")


@pytest.mark.parametrize("which", ["merit", "invited"])
def test_each_picture_has_a_number_of_its_own(which: str, request: pytest.FixtureRequest) -> None:
    document = docx.Document(io.BytesIO(request.getfixturevalue(which)))
    ids = [int(d.get("id")) for d in document.element.body.iter(qn("wp:docPr"))]
    assert ids == list(range(2, len(ids) + 2))


def test_each_certificate_begins_a_page_and_says_its_words(awkward: Outcome, merit: bytes) -> None:
    batch = certificates(awkward, awkward.commend[1])
    document = docx.Document(io.BytesIO(merit))
    assert sum(1 for _ in document.element.body.iter(qn("w:pageBreakBefore"))) == len(batch.items) - 1
    text = words(document)
    for item in batch.items:
        assert item.name in text
        assert f"Vào Sổ khen thưởng số: {item.number}" in text
        assert item.unit.replace("\n", " ").replace("\u00a0", " ") in text


def test_the_frame_is_stored_once_and_each_code_once(awkward: Outcome, merit: bytes) -> None:
    batch = certificates(awkward, awkward.commend[1])
    with zipfile.ZipFile(io.BytesIO(merit)) as file:
        pictures = [name for name in file.namelist() if name.startswith("word/media/")]
        assert sum("ground" in name for name in pictures) == 1
        assert len(pictures) == len(batch.items) + 2  # the frame, the lotus
    assert len(merit) < 700_000


def test_each_invitation_is_two_rows_of_sheet_height(awkward: Outcome, invited: bytes) -> None:
    batch = invitations(awkward)
    document = docx.Document(io.BytesIO(invited))
    assert len(document.tables) == 2 * len(batch.items)
    text = words(document)
    for item in batch.items:
        assert f"Giấy mời số: {item.number} Mã: {item.code}" in text
        assert item.name in text
    drawings = [d.get("descr") for d in document.element.body.iter(qn("wp:docPr")) if d.get("descr")]
    assert drawings == [f"Mã QR điểm danh: {item.check}" for item in batch.items]


def test_a_draft_is_marked_outside_and_inside(settled: Outcome) -> None:
    settings = replace(
        settled.campaign.settings, conference=replace(settled.campaign.settings.conference, place="", contact=""), agenda=()
    )
    batch = invitations(replace(settled, campaign=replace(settled.campaign, settings=settings)))
    document = docx.Document(io.BytesIO(render_docx(replace(batch, items=batch.items[:1]))))
    assert words(document).count("BẢN NHÁP – chưa xác nhận địa điểm") == 2


def test_the_same_batch_gives_the_same_bytes(settled: Outcome) -> None:
    for batch in (certificates(settled, settled.commend[1]), invitations(settled)):
        assert render_docx(batch) == render_docx(batch)


def test_an_empty_batch_says_so(settled: Outcome) -> None:
    for batch in (certificates(settled, settled.commend[0]), replace(invitations(settled), items=())):
        assert "chưa có tập thể, cá nhân nào" in words(docx.Document(io.BytesIO(render_docx(batch))))


def test_the_display_face_travels_with_the_file(merit: bytes) -> None:
    key, stored = _obfuscated()
    with zipfile.ZipFile(io.BytesIO(merit)) as file:
        assert file.read("word/fonts/display.odttf") == stored
        assert key in file.read("word/fontTable.xml").decode()
        assert b"embedTrueTypeFonts" in file.read("word/settings.xml")
    mask = bytes.fromhex(key.replace("-", ""))[::-1]
    assert bytes(b ^ mask[i % 16] for i, b in enumerate(stored[:4])) == b"\x00\x01\x00\x00"


def test_a_column_shares_what_is_left() -> None:
    made: list[float] = []
    pieces = [Piece(10, lambda b: made.append(b) or "", share=1), Piece(10, lambda b: made.append(b) or "", 5, 3)]
    column(pieces, 65)
    assert [round(b * 25.4 / 72, 3) for b in made] == [10, 35]
    made.clear()
    column([Piece(10, lambda b: made.append(b) or "")], 5)
    assert made == [0]
