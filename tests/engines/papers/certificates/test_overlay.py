"""Words for printed forms stand where campaign.toml says, to a tenth of a millimetre, and nothing stands beside them."""

from __future__ import annotations

import ctypes
import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from vinhdanh.engines.campaign.types import Offset, Preprinted, PrintPlace
from vinhdanh.engines.papers.certificates import certificates, invitations, overlay, overlay_test_sheet, render_docx, render_pdf
from vinhdanh.engines.papers.certificates.fit import width
from vinhdanh.engines.papers.certificates.overlay import FIELDS
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.papers.certificates import CertificateBatch

MM = 25.4 / 72


def origins(pdf: bytes, number: int = 0) -> tuple[str, list[tuple[float, float]]]:
    """The text of a page, and where each of its characters stands: mm from the left and from the upper edge to its foot."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[number]
    text = page.get_textpage()
    found = []
    for i in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text.raw, i, x, y)
        found.append((x.value * MM, (page.get_height() - y.value) * MM))
    said = text.get_text_range()
    document.close()
    return said.replace("\u00a0", " "), found


def place_of(pdf: bytes, words: str) -> tuple[float, float]:
    said, found = origins(pdf)
    return found[said.index(words)]


@pytest.fixture(scope="module")
def batch(settled: Outcome) -> CertificateBatch:
    return certificates(settled, settled.commend[1])


def test_the_words_stand_at_their_places_in_mm(batch: CertificateBatch) -> None:
    form, first = Preprinted(), batch.items[0]
    pdf = render_pdf(overlay(batch, form))
    said, _ = origins(pdf)
    name = f"{first.honorific} {first.name}"
    room = float(form.name.width)
    middle = float(form.name.x) + (room - width(name, float(form.name.size), "display")) / 2
    assert place_of(pdf, name) == pytest.approx((middle, float(form.name.y)), abs=0.1)
    assert place_of(pdf, "21/QĐ-LĐLĐ ngày 05 tháng 5 năm 2020") == pytest.approx((28, 177), abs=0.1)
    assert place_of(pdf, first.number) == pytest.approx((28, 184), abs=0.1)
    for words, place in ((batch.place_date, form.place_date), (batch.signer.name, form.signer), (first.unit[:9], form.unit)):
        assert place_of(pdf, words.replace("\u00a0", " "))[1] == pytest.approx(float(place.y), abs=0.1)
    for printed in ("GIẤY KHEN", "TẶNG", "CỘNG HÒA", "Quyết định số", "Vào Sổ", *batch.issuer, *batch.signer.posts):
        assert printed not in said


def test_the_offsets_shift_every_word_alike(batch: CertificateBatch) -> None:
    still = origins(render_pdf(overlay(batch)))[1]
    shifted = replace(Preprinted(), offset_x_mm=Offset(Decimal("-2.5")), offset_y_mm=Offset(Decimal("1.5")))
    moved = origins(render_pdf(overlay(batch, shifted)))[1]
    real = [(a, b) for a, b in zip(still, moved, strict=True) if a != b]
    assert len(real) > 100
    assert all((b[0] - a[0], b[1] - a[1]) == pytest.approx((-2.5, 1.5), abs=0.02) for a, b in real)


def test_alignment_words_before_and_places_not_printed(batch: CertificateBatch) -> None:
    right = PrintPlace(Decimal(100), Decimal(50), Decimal(80), Decimal(13), "right", before="Số: ")
    form = replace(Preprinted(), number=right, signer=replace(right, width=Decimal(0)), page_width=Decimal(300))
    made = overlay(batch, form)
    pdf = render_pdf(made)
    x, y = place_of(pdf, f"Số: {batch.items[0].number}")
    assert (x + width(f"Số: {batch.items[0].number}", 13), y) == pytest.approx((180, 50), abs=0.1)
    assert batch.signer.name not in origins(pdf)[0]
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert len(file.pages) == len(batch.items)
        assert float(file.pages[0].MediaBox[2]) * MM == pytest.approx(300, abs=0.1)
        assert file.open_metadata()["pdfaid:part"] == "2"


def test_long_words_get_smaller_and_keep_to_the_lines_of_the_form(awkward: Outcome) -> None:
    form = Preprinted()
    made = overlay(certificates(awkward, awkward.commend[1]), form)
    for spots in made.items:
        assert [spot.key for spot in spots] == list(FIELDS)
        for spot in spots:
            assert len(spot.lines) <= getattr(form, spot.key).lines, spot
            assert all(width(line, spot.size, spot.face) <= spot.width + 0.01 for line in spot.lines)


def test_in_word_each_line_is_a_frame_at_its_place(batch: CertificateBatch) -> None:
    made = overlay(batch)
    data = render_docx(made)
    assert data == render_docx(made)
    assert render_pdf(made) == render_pdf(made)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        xml = file.read("word/document.xml").decode()
    frames = re.findall(r'<w:framePr [^>]*w:x="(\d+)" w:y="(\d+)"/>.*?w:line="(\d+)".*?<w:t[^>]*>([^<]*)<', xml)
    assert len(frames) == sum(len(spot.lines) for spots in made.items for spot in spots)
    by_words = {words: (int(x) / 56.69, (int(y) + 0.8 * int(line)) / 56.69) for x, y, line, words in frames}
    assert by_words[batch.items[0].number] == pytest.approx((28, 184), abs=0.1)
    assert by_words[batch.signer.name] == pytest.approx((172, 188), abs=0.1)
    assert xml.count("<w:pageBreakBefore/>") == len(batch.items) - 1
    assert 'w:orient="landscape"' in xml
    upright = replace(Preprinted(), page_width=Decimal(269), page_height=Decimal(297))
    with zipfile.ZipFile(io.BytesIO(render_docx(overlay(batch, upright)))) as file:
        assert 'w:orient="landscape"' not in file.read("word/document.xml").decode()


def test_a_print_shop_gets_the_same_sheet_in_the_middle_of_a_larger_page(settled: Outcome) -> None:
    batch = certificates(settled, settled.commend[1])
    for whole, words in ((batch, batch.word), (invitations(settled), "GIẤY MỜI")):
        made = replace(whole, items=whole.items[:1])
        plain, press = render_pdf(made), render_pdf(made, press=True)
        (x, y), (far, low) = place_of(plain, words), place_of(press, words)
        assert (far - x, low - y) == pytest.approx((10, 10), abs=0.02)
        assert origins(plain)[0] == origins(press)[0]
        with pikepdf.open(io.BytesIO(press)) as file:
            assert [float(v) * MM for v in file.pages[0].MediaBox[2:]] == pytest.approx([317, 230], abs=0.1)
            assert file.open_metadata()["pdfuaid:part"] == "1"
            for page in file.pages:
                assert [float(v) * MM for v in page.TrimBox] == pytest.approx([10, 10, 307, 220], abs=0.01)
                assert [float(v) * MM for v in page.BleedBox] == pytest.approx([7, 7, 310, 223], abs=0.01)
            assert file.check_pdf_syntax() == []
        # The cut runs at 10 mm: a mark of 6 mm ends 4 mm before the sheet, and nothing is drawn between them.
        picture = _picture(press)
        assert picture.getpixel((round(10 / MM * 4), round(3 / MM * 4))) < 160
        assert picture.getpixel((round(10 / MM * 4), round(8 / MM * 4))) == 255
        assert picture.getpixel((round(3 / MM * 4), round(220 / MM * 4))) < 160


def _picture(pdf: bytes) -> Any:
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=4).to_pil().convert("L")
    document.close()
    return picture


def test_an_empty_batch_says_so(batch: CertificateBatch) -> None:
    empty = overlay(replace(batch, items=()))
    assert "chưa có" in origins(render_pdf(empty))[0]
    assert render_docx(empty).startswith(b"PK")


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"page_width": Decimal(20)}, "page_width"),
        ({"page_height": Decimal(10**15)}, "page_height"),
        ({"name": PrintPlace(Decimal(200), Decimal(50), Decimal(98))}, "name"),
        ({"unit": PrintPlace(Decimal(20), Decimal(211), Decimal(98))}, "unit"),
        ({"signer": PrintPlace(Decimal(20), Decimal(50), Decimal(98), Decimal(0))}, "signer.size"),
        ({"number": PrintPlace(Decimal(20), Decimal(50), Decimal(98), lines=0)}, "number.lines"),
    ],
)
def test_a_form_that_cannot_be_is_refused_with_its_key(batch: CertificateBatch, wrong: dict[str, Any], key: str) -> None:
    form = replace(Preprinted(), **wrong)
    for make in (lambda: overlay(batch, form), lambda: overlay_test_sheet(form)):
        with pytest.raises(UserError, match=r"\[preprinted\]") as caught:
            make()
        assert f"khóa {key}:" in caught.value.vi
        assert f"key {key}:" in caught.value.en


def test_the_test_sheet_shows_every_place_and_how_to_shift() -> None:
    form = replace(Preprinted(), offset_x_mm=Offset(Decimal("-2.5")), unit=PrintPlace(Decimal(9), Decimal(9), Decimal(0)))
    pdf = overlay_test_sheet(form)
    first, second = origins(pdf)[0], origins(pdf, 1)[0]
    assert "offset_x_mm = -2.5, offset_y_mm = 0" in first
    for key in FIELDS:
        assert (f"{key} · " in first) is (key != "unit")
        assert key in second
    assert "x = 38, y = 108, width = 221, size = 28" in first
    assert "Nội dung" in second
    assert "(không in)" in second
    assert "offset_x_mm = -2," in " ".join(second.split())
    # The sample stands where the words will: 087 at x = 28 less the shift.
    assert place_of(pdf, "087") == pytest.approx((25.5, 184), abs=0.1)
    assert pdf == overlay_test_sheet(form)
    assert origins(overlay_test_sheet(None))[0]
