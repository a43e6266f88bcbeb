"""Badges and name plates: words, places in mm, kinds, bleed, archive, Word, long and hostile names."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import pdf_reading
import pikepdf
import pypdfium2
import pytest
import word_reading
from docx.oxml.ns import qn
from outcome_factory import make_outcome, settings

from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.engines.campaign.types import Body
from vinhdanh.engines.papers.badges import BadgeBatch, badges, layout, plates, render_docx, render_pdf
from vinhdanh.engines.papers.badges.batch import DELEGATE, GUEST, KINDS, PRESS, STAFF
from vinhdanh.engines.papers.certificates import invitations

OUTCOME = make_outcome()
OUTCOME = replace(OUTCOME, guests_in=(*OUTCOME.guests_in[:-1], replace(OUTCOME.guests_in[-1], group="bao_chi", confirmed=True)))
HOSTILE = 'A<b>&"#pagebreak() $x$ \\ *x* _y_ \ufffe]]>'
LONG = "Nguyễn Hoàng Phúc Thiên Ân Bảo Khánh Tôn Nữ Huyền Trân Công Tằng"
LONG_UNIT = "Công đoàn cơ sở Công ty Trách nhiệm hữu hạn Một thành viên Cao su Phú Trung, Nông trường Cao su số 10, Đội sản xuất số 3, Tổ khai thác mủ"


def awkward() -> BadgeBatch:
    batch = badges(OUTCOME)
    first, second, *rest = batch.items
    changed = (
        replace(first, name=LONG, post=LONG_UNIT, unit=LONG_UNIT, seat="D-07"),
        replace(second, name=HOSTILE, unit=HOSTILE),
    )
    return replace(batch, items=(*changed, *rest))


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    made = [" ".join(page.get_textpage().get_text_range().replace("\u00a0", " ").split()) for page in document]
    document.close()
    return made


def test_who_gets_which_badge() -> None:
    batch = badges(OUTCOME, seats={OUTCOME.attend.placed[0].nominee: "A-01"})
    by_kind = {kind: [b for b in batch.items if b.kind is kind] for kind in KINDS}
    assert [b.key for b in by_kind[DELEGATE]] == [p.nominee for p in OUTCOME.attend.by(Standing.CHOSEN)]
    assert len(by_kind[GUEST]) == len(OUTCOME.guests_in) - 1
    assert [b.key for b in by_kind[PRESS]] == [OUTCOME.guests_in[-1].id]
    assert [(b.number, b.name, b.check) for b in by_kind[STAFF]] == [(f"BTC-{n:02d}", "", "") for n in (1, 2, 3, 4)]
    assert by_kind[DELEGATE][0].number == "ĐB-001"
    assert [b.seat for b in batch.items if b.seat] == ["A-01"]


def test_a_badge_carries_the_code_of_the_invitation() -> None:
    codes = {item.key: item.check for item in invitations(OUTCOME).items}
    assert {b.key: b.check for b in badges(OUTCOME).items if b.key} == codes
    assert len(set(codes.values())) == len(codes)


def test_a_collective_sends_its_head_and_a_guest_without_a_name_gets_room_for_it() -> None:
    collective = next(n for n in OUTCOME.nominees if n.kind == "collective")
    people = tuple(replace(n, representative=None) if n.kind == "collective" and n != collective else n for n in OUTCOME.nominees)
    nameless = replace(OUTCOME.guests_in[0], name="", confirmed=True)
    made = badges(replace(OUTCOME, nominees=people, guests_in=(nameless,)), blanks=0)
    by_key = {b.key: b for b in made.items}
    badge = by_key[collective.id]
    assert collective.representative is not None
    assert (badge.name, badge.post) == (collective.representative.name, "Tổ trưởng, đại diện tập thể")
    assert badge.unit.startswith("Tổ công đoàn số 1, CĐCS ")
    assert by_key[nameless.id].name == ""
    headless = [b for b in made.items if b.post == "Đại diện tập thể"]
    assert headless
    assert all(b.name == "" for b in headless)
    assert layout.DOTS in pages(render_pdf(made))[-1]


def test_who_declined_gets_none_and_nobody_makes_one_page() -> None:
    declined = replace(OUTCOME, guests_in=tuple(replace(g, confirmed=False) for g in OUTCOME.guests_in))
    assert not [b for b in badges(declined).items if b.kind in {GUEST, PRESS}]
    empty = make_outcome(empty=True, campaign_settings=settings(host=Body("Công đoàn xã"), ordinal=None, year=None))
    for batch in (badges(empty), plates(empty)):
        assert not batch.items
        assert "Danh sách chưa có" in pages(render_pdf(batch))[0]
        assert render_docx(batch)


def test_four_a_sheet_with_their_words() -> None:
    batch = awkward()
    made = pages(render_pdf(batch))
    assert len(made) == -(-len(batch.items) // 4)
    whole = " ".join(made)
    for item in batch.items[1:]:
        assert " ".join((item.name or layout.DOTS).replace("\ufffe", "").split()).split()[0] in whole
        assert item.number in whole
        assert item.kind.word in whole
    assert "Ghế D-07" in made[0]
    assert pdf_reading.sizes(render_pdf(batch))[0] == pytest.approx((210, 297), abs=0.1)


@pytest.mark.parametrize("which", ["badges", "plates"])
def test_archived_tagged_and_repeatable(which: str) -> None:
    batch = badges(OUTCOME) if which == "badges" else plates(OUTCOME)
    data = render_pdf(batch)
    assert data == render_pdf(batch)
    assert render_docx(batch) == render_docx(batch)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        xmp = pdf.open_metadata()
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")
        assert str(pdf.Root.Lang) == "vi-VN"


def test_colour_runs_into_the_bleed_and_crop_marks_stand_outside() -> None:
    page = pypdfium2.PdfDocument(render_pdf(badges(OUTCOME)))[0]
    scale = 300 / 72
    picture = page.render(scale=scale).to_pil().convert("RGB")

    def at(x: float, y: float) -> tuple[int, int, int]:
        colour = picture.getpixel((round(x / 25.4 * 300), round(y / 25.4 * 300)))
        assert isinstance(colour, tuple)
        return colour[0], colour[1], colour[2]

    left, top = layout.LEFT, layout.TOP
    assert at(left + 1, top + 1) == (0x9B, 0x1C, 0x1F)
    assert at(left - 1, top - 0.5) == (255, 255, 255)
    assert max(at(left + layout.BLEED, top - 3.5)) < 200
    assert at(left + 1, top + 60) == (255, 255, 255)
    assert at(left + layout.CELL[0] / 2, top + layout.BLEED + 5.5) == (255, 255, 255)


@pytest.mark.parametrize("item", awkward().items[:3])
def test_everything_keeps_inside_its_badge(item: object) -> None:
    made = layout.card(item)  # type: ignore[arg-type]  # a badge, as the list holds them
    tall = made.name.height(0.26) + made.post.height(layout.LEAD) + made.unit.height(layout.LEAD)
    assert tall + layout.USED <= layout.MIDDLE
    assert made.name.size * 2 == int(made.name.size * 2)


def test_a_very_long_motto_and_issuer_shrink() -> None:
    batch = replace(badges(OUTCOME), motto="HỘI NGHỊ " * 20, issuer="LIÊN ĐOÀN " * 15)
    made = layout.shared(batch)
    assert made.motto.size < 8.5
    assert layout.shared(replace(batch, motto="")).motto.lines == ()
    assert made.issuer.height(layout.LEAD) + made.motto.height(layout.LEAD) < 30


def test_word_has_the_sheet_the_colours_and_the_codes() -> None:
    batch = awkward()
    data = render_docx(batch)
    document = docx.Document(io.BytesIO(data))
    (section,) = document.sections
    assert section.page_width is not None
    assert abs(section.page_width.mm - 210) < 0.1
    fills = {shade.get(qn("w:fill")) for shade in document.element.body.iter(qn("w:shd"))}
    assert fills == {kind.colour.removeprefix("#") for kind in KINDS}
    told = " ".join(" ".join(word_reading.paragraphs(word_reading.part(data))).split())
    assert "Ghế D-07" in told
    assert 'A<b>&"#pagebreak' in told
    heights = [row.get(qn("w:val")) for row in document.element.body.iter(qn("w:trHeight"))]
    assert len(heights) % 3 == 0


def test_plates_stand_for_the_first_rows_and_the_host() -> None:
    batch = plates(OUTCOME)
    assert [p.key for p in batch.items][-1] == "host"
    assert batch.items[-1].name == "Đồng chí Lương Đình Khải"
    assert batch.items[-1].post == "Chủ tịch, Liên đoàn Lao động huyện Phú Riềng"
    front = [g.id for g in OUTCOME.guests_in if g.group in {"cap_tren", "dang", "hdnd_ubnd", "mttq"}]
    assert [p.key for p in batch.items[:-1]] == front
    long = replace(batch, items=(replace(batch.items[0], name=LONG, post=""), *batch.items[1:]))
    made = pages(render_pdf(long))
    assert len(made) == len(batch.items)
    assert "Khánh Tôn Nữ" in made[0]
    told = word_reading.paragraphs(word_reading.part(render_docx(long)))
    assert sum("Lương Đình Khải" in line for line in told) == 2
