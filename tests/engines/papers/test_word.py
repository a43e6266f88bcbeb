"""The Word file: order of the schema, settings, the same bytes, the same words as the PDF."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import paper_sample
import pdf_reading
import pytest
import word_reading
from docx import Document
from word_reading import W

from vinhdanh.engines.papers.measures import width
from vinhdanh.engines.papers.model import Paper, Part, Signature
from vinhdanh.engines.papers.pdf import render_pdf
from vinhdanh.engines.papers.word import render_docx

DOCX = render_docx(paper_sample.sample(extra=paper_sample.HOSTILE))
ROOT = word_reading.part(DOCX)


def squeezed(text: str) -> str:
    """Without spaces, and without the dots on which a hand writes: Word has a tab there."""
    return re.sub(r"\.{3,}", "", "".join(text.split()))


def test_children_stand_in_the_order_of_the_schema() -> None:
    assert list(word_reading.misplaced(ROOT)) == []
    assert list(word_reading.misplaced(word_reading.part(DOCX, "word/header1.xml"))) == []


def test_times_new_roman_vietnamese_and_no_compatibility_mode() -> None:
    styles = word_reading.part(DOCX, "word/styles.xml")
    for fonts in styles.iter(f"{W}rFonts"):
        assert {fonts.get(f"{W}{key}") for key in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}
        assert len(fonts.attrib) == 4
    assert {lang.get(f"{W}val") for lang in styles.iter(f"{W}lang")} == {"vi-VN"}
    settings = word_reading.part(DOCX, "word/settings.xml")
    modes = [s.get(f"{W}val") for s in settings.iter(f"{W}compatSetting") if s.get(f"{W}name") == "compatibilityMode"]
    assert modes == ["15"]


def test_properties_are_of_the_paper_alone() -> None:
    core = Document(io.BytesIO(DOCX)).core_properties
    assert (core.title, core.author, core.language) == (
        "Tờ trình về việc đề nghị khen thưởng",
        "Liên đoàn Lao động huyện Phú Riềng",
        "vi-VN",
    )
    assert core.comments == core.last_modified_by == ""
    assert core.created == core.modified
    assert core.created.isoformat().startswith("2020-04-16T00:00:00")


def test_pages_margins_and_own_numbers() -> None:
    first, second = Document(io.BytesIO(DOCX)).sections
    assert [round(length.mm) for length in (first.page_width, first.page_height)] == [210, 297]
    assert [round(length.mm) for length in (second.page_width, second.page_height)] == [297, 210]
    margins = [round(length.mm) for length in (first.top_margin, first.bottom_margin, first.left_margin, first.right_margin)]
    assert margins == [20, 20, 30, 15]
    assert round(second.left_margin.mm) == 20
    numbers = [section.find(f"{W}pgNumType") for section in ROOT.iter(f"{W}sectPr")]
    assert numbers[0] is None
    assert numbers[1] is not None
    assert numbers[1].get(f"{W}start") == "1"
    assert first.different_first_page_header_footer
    assert "PAGE" in "".join(word_reading.part(DOCX, "word/header1.xml").itertext())


def test_symbols_do_not_break() -> None:
    runs = ["".join(node.tag.removeprefix(W) + "," for node in run) for run in ROOT.iter(f"{W}r")]
    assert any("noBreakHyphen" in run for run in runs)
    assert any("năm\u00a02020" in (t.text or "") for t in ROOT.iter(f"{W}t"))


def test_rows_do_not_split_and_heads_repeat() -> None:
    tables = list(ROOT.iter(f"{W}tbl"))
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in ROOT.iter(f"{W}tr"))
    heads = [len(list(t.iter(f"{W}tblHeader"))) for t in tables]
    assert heads == [0, 1, 0, 2]  # head of the paper, counts, signature, list of two levels


def test_two_runs_are_byte_identical_and_the_zip_has_no_clock() -> None:
    assert render_docx(paper_sample.sample(extra=paper_sample.HOSTILE)) == DOCX
    with zipfile.ZipFile(io.BytesIO(DOCX)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.namelist()[0] == "[Content_Types].xml"


@pytest.mark.parametrize("landscape", [True, False])
def test_both_writers_say_the_same(landscape: bool) -> None:
    paper = paper_sample.sample(annex_landscape=landscape, extra=paper_sample.HOSTILE)
    words = word_reading.paragraphs(word_reading.part(render_docx(paper)))
    text = squeezed(pdf_reading.text(render_pdf(paper)))
    assert [w for w in words if squeezed(w) not in text] == []
    # nothing stands in the PDF alone, but page numbers
    assert len(text) - len(squeezed("".join(words))) <= 2


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_lists_of_any_length(count: int) -> None:
    made = word_reading.part(render_docx(paper_sample.sample(count=count)))
    assert sum("Người Thứ" in w for w in word_reading.paragraphs(made)) == count
    assert list(word_reading.misplaced(made)) == []


def test_a_part_may_be_bare_and_several_may_sign() -> None:
    paper = paper_sample.sample()
    first = paper.parts[0]
    assert first.ending
    signers = (
        Signature(("THƯ KÝ",), "Phan Thị Lài", note="(Ký, ghi rõ họ tên)"),
        Signature(("TRƯỞNG BAN",), date="ngày 20 tháng 02 năm 2020"),
    )
    ending = replace(first.ending, recipients=(), signatures=signers)
    bare = replace(first.ending, recipients=(), signatures=())
    single = replace(first.ending, recipients=(), signatures=signers[:1])
    letter = replace(first, title=None, head=first.head and replace(first.head, subject="V/v gửi danh sách"), ending=ending)
    parts = (letter, Part(ending=bare), Part(ending=single, dear=("Ủy ban nhân dân huyện",)), Part())
    made = Paper("Thư", "LĐLĐ", parts)
    root = word_reading.part(render_docx(made))
    assert list(word_reading.misplaced(root)) == []
    words = word_reading.paragraphs(root)
    assert "V/v gửi danh sách" in words
    assert "…" * 12 in words
    text = squeezed(pdf_reading.text(render_pdf(made)))
    assert [w for w in words if squeezed(w) not in text] == []


@pytest.mark.parametrize(
    ("start", "size", "style"),
    [
        ("CỘNG HÒA", 13, "b"),
        ("Độc lập", 14, "b"),
        ("LĐLĐ TỈNH", 13, ""),
        ("LIÊN ĐOÀN", 13, "b"),
        ("Số:", 13, ""),
        ("Phú Riềng, ngày", 13, "i"),
        ("TỜ TRÌNH", 14, "b"),
        ("Căn cứ", 14, "i"),
        ("Ban Thường vụ", 14, ""),
        ("1. Nội dung", 14, "b"),
        ("Nơi nhận", 12, "bi"),
        ("- Như trên", 11, ""),
        ("TM. BAN", 14, "b"),
    ],
)
def test_sizes_and_faces(start: str, size: float, style: str) -> None:
    run = next(r for r in ROOT.iter(f"{W}r") if "".join(r.itertext()).replace("\u00a0", " ").startswith(start))
    look = run.find(f"{W}rPr")
    assert look is not None
    assert look.find(f"{W}sz").get(f"{W}val") == str(round(size * 2))
    assert "".join(mark for mark in "bi" if look.find(f"{W}{mark}") is not None) == style


def test_rules_have_the_lengths_of_the_decree() -> None:
    twips = 1440 / 25.4
    ruled = [p for p in ROOT.iter(f"{W}p") if p.find(f"{W}pPr/{W}pBdr") is not None]
    sides = [int(p.find(f"{W}pPr/{W}ind").get(f"{W}left")) / twips for p in ruled[:3]]
    issuer, creed, title = (room - 2 * side for room, side in zip((69.3, 95.7, 165), sides, strict=True))
    assert creed == pytest.approx(60.46, abs=0.1)
    assert 1 / 3 <= issuer / width("HUYỆN PHÚ RIỀNG", 13, "b") <= 1 / 2
    assert 1 / 3 <= issuer / width("LIÊN ĐOÀN LAO ĐỘNG", 13, "b") <= 1 / 2
    assert 1 / 3 <= title / width("lao động huyện Phú Riềng giai đoạn 2016 - 2020", 14, "b") <= 1 / 2


def test_the_body_has_the_pitch_and_indent_of_the_pdf() -> None:
    body = next(p for p in ROOT.iter(f"{W}p") if "".join(p.itertext()).startswith("Ban Thường vụ"))
    spacing, indent = body.find(f"{W}pPr/{W}spacing"), body.find(f"{W}pPr/{W}ind")
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule"), spacing.get(f"{W}after")) == ("360", "exact", "120")
    assert indent.get(f"{W}firstLine") == "720"
