"""Ballots: fair, anonymous, two a sheet when short; ticking and crossing out; the same in both files."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import docx
import pdf_reading
import pikepdf
import pypdfium2
import pytest
import word_reading
from outcome_factory import make_outcome, settings

from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.engines.papers.ballots import (
    BallotBatch,
    Candidate,
    Form,
    Style,
    ballots,
    layout,
    render_docx,
    render_pdf,
    unit_ballot,
)
from vinhdanh.engines.papers.model import plain
from vinhdanh.engines.vietnamese import name_sort_key

OUTCOME = make_outcome()
HOSTILE = 'A<b>&"#pagebreak() $x$ \\ *x* _y_ \ufffe]]>'
STYLES: tuple[Style, ...] = ("tick", "cross")


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    made = [" ".join(page.get_textpage().get_text_range().replace("\u00a0", " ").split()) for page in document]
    document.close()
    return made


def form(count: int, style: Style = "tick", **changes: object) -> Form:
    made = Form(
        "LĐLĐ HUYỆN PHÚ RIỀNG",
        ("CĐCS CÔNG TY CỔ PHẦN CHẾ BIẾN ĐIỀU BÙ NHO",),
        "(Dấu treo)",
        "Bù Nho, ngày 20 tháng 02 năm 2020",
        "Điển hình tiên tiến giai đoạn 2016 - 2020",
        style,
        3,
        tuple(Candidate(f"Nguyễn Thị Bích {n}", "Công nhân lò hấp, tổ 1") for n in range(1, count + 1)),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def batch(*forms: Form) -> BallotBatch:
    return BallotBatch("Phiếu bình chọn", "CĐCS", None, forms)


def test_the_host_votes_on_those_who_go_up_and_on_each_honour() -> None:
    made = ballots(OUTCOME).items
    assert [f.subject.split(" ")[0] for f in made] == ["Đại", "Xét", "Xét"]
    going = OUTCOME.upward[0].choice
    wanted = {OUTCOME.nominee(p.nominee).name for p in going.placed if p.standing in {Standing.CHOSEN, Standing.RESERVE}}
    assert {c.name for c in made[0].candidates} == wanted
    assert made[0].most == 4
    assert made[1].subject.startswith("Xét đề nghị Chủ tịch Ủy ban nhân dân huyện Phú Riềng tặng Giấy khen")
    assert made[1].most is None
    assert len(made[1].candidates) == len(OUTCOME.commend[0].choice.placed)


def test_names_stand_in_the_order_of_names_collectives_first() -> None:
    people = list(OUTCOME.nominees)
    made = ballots(OUTCOME).items[1]
    collectives = {n.name for n in people if n.kind == "collective"}
    kinds = [c.name in collectives for c in made.candidates]
    assert kinds == sorted(kinds, reverse=True)
    persons = [c.name for c in made.candidates if c.name not in collectives]
    assert persons == sorted(persons, key=name_sort_key)
    assert "đại diện: " in made.candidates[0].post


def test_a_union_has_its_own() -> None:
    union = OUTCOME.nominees[0].union
    (made,) = unit_ballot(OUTCOME, union, style="cross").items
    assert made.issuer == ("CĐCS XÃ BÌNH SƠN",)
    assert made.seal == "(Dấu treo của công đoàn cơ sở)"
    assert made.most is None
    tight = make_outcome(campaign_settings=settings(unit_cap=2))
    assert unit_ballot(tight, union).items[0].most == 2
    assert unit_ballot(make_outcome(empty=True), union).items == ()
    alone = make_outcome(campaign_settings=settings(parent=None))
    assert ballots(alone).items[0].parent == ""


@pytest.mark.parametrize(
    ("style", "most", "rules", "invalid"),
    [
        (
            "tick",
            3,
            "Đánh dấu X vào một ô của mỗi dòng; chọn Đồng ý cho nhiều nhất 03 trong 06 trường hợp. Không chọn ai cũng là phiếu hợp lệ.",
            "chọn quá 03 trường hợp, ghi thêm tên",
        ),
        ("tick", None, "chọn Đồng ý. Không chọn ai", "Phiếu không hợp lệ: ghi thêm tên"),
        (
            "cross",
            3,
            "Gạch ngang tên trường hợp không đồng ý; để lại nhiều nhất 03 trong 06 trường hợp.",
            "để lại quá 03 trường hợp, gạch hết",
        ),
        (
            "cross",
            None,
            "Gạch ngang tên trường hợp không đồng ý. Phiếu phải để lại ít nhất một tên.",
            "Phiếu không hợp lệ: gạch hết",
        ),
    ],
)
def test_how_to_vote(style: Style, most: int | None, rules: str, invalid: str) -> None:
    made = form(6, style, most=most)
    assert rules in plain(made.rules)
    assert invalid in made.invalid


@pytest.mark.parametrize("style", STYLES)
def test_a_short_ballot_stands_twice_on_its_sheet_exactly_alike(style: Style) -> None:
    data = render_pdf(batch(form(6, style)))
    lines = [line for line in pdf_reading.lines(data) if line.page == 1]
    assert len(pages(data)) == 1
    half = len(lines) // 2
    assert [line.text for line in lines[:half]] == [line.text for line in lines[half:]]
    assert pages(data)[0].count("PHIẾU BÌNH CHỌN") == 2
    told = word_reading.paragraphs(word_reading.part(render_docx(batch(form(6, style)))))
    assert sum("PHIẾU BÌNH CHỌN" in line for line in told) == 2


def test_nothing_on_it_tells_a_voter() -> None:
    whole = " ".join(pages(render_pdf(batch(form(6)))))
    assert not re.search(r"Số:|Mã|QR|\d{3,}/", whole.replace("2016 - 2020", ""))
    with pikepdf.open(io.BytesIO(render_pdf(batch(form(6))))) as pdf:
        images = [x for page in pdf.pages for x in page.get("/Resources", {}).get("/XObject", {}).values()]
        assert not [x for x in images if x.get("/Subtype") == "/Image"]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("count", [1, 6, 7, 12, 1000])
def test_any_number_of_names(style: Style, count: int) -> None:
    made = form(count, style)
    sheet = layout.sheet(made)
    assert sheet.half == (count < 9)
    text = " ".join(pages(render_pdf(batch(made))))
    assert text.count("Nguyễn Thị Bích") == count * (2 if sheet.half else 1)
    assert render_docx(batch(made))


def test_long_and_hostile_names_stay_data_and_rows_grow() -> None:
    long = Candidate("Nguyễn Hoàng Phúc Thiên Ân Bảo Khánh Tôn Nữ Huyền Trân", "Công nhân khai thác mủ, " * 6)
    made = form(2, candidates=(long, Candidate(HOSTILE, HOSTILE)), subject="")
    sheet = layout.sheet(made)
    assert sheet.rows[0].height > sheet.rows[1].height
    assert {line.name.size for line in sheet.rows} <= {12.0, 12.5, 13.0}
    assert 'A<b>&"#pagebreak()$x$' in pages(render_pdf(batch(made)))[0].replace(" ", "")
    assert 'A<b>&"#pagebreak()$x$' in "".join(word_reading.paragraphs(word_reading.part(render_docx(batch(made))))).replace(
        " ", ""
    )


def test_archived_and_repeatable_and_empty() -> None:
    made = ballots(OUTCOME, style="cross")
    data = render_pdf(made)
    assert data == render_pdf(made)
    assert render_docx(made) == render_docx(made)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        xmp = pdf.open_metadata()
        assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "A", "1")
    assert "Danh sách chưa có" in pages(render_pdf(batch()))[0]
    assert "Danh sách chưa có" in " ".join(word_reading.paragraphs(word_reading.part(render_docx(batch()))))


def test_each_ballot_has_its_own_section_in_word() -> None:
    document = docx.Document(io.BytesIO(render_docx(batch(form(6), form(20)))))
    first, second = document.sections
    assert (round(first.left_margin.mm), round(second.left_margin.mm)) == (20, 30)  # type: ignore[union-attr]
