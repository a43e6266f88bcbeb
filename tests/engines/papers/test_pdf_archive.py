"""The PDF as a file: PDF/A-2a, UA-1, text that copies, the same bytes each time."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import paper_sample
import pdf_reading
import pikepdf
import pytest

from vinhdanh.engines.papers import typst_run
from vinhdanh.engines.papers.pdf import render_pdf

PDF = render_pdf(paper_sample.sample(extra=paper_sample.HOSTILE))


def test_it_is_tagged_and_archived_in_vietnamese() -> None:
    with pikepdf.open(io.BytesIO(PDF)) as pdf:
        assert str(pdf.Root.Lang) == "vi-VN"
        assert pdf.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in pdf.Root
        assert "/OutputIntents" in pdf.Root
        xmp = pdf.open_metadata()
        assert xmp.get("pdfaid:part") == "2"
        assert xmp.get("pdfaid:conformance") == "A"
        assert xmp.get("pdfuaid:part") == "1"
        assert xmp.get("dc:title") == "Tờ trình về việc đề nghị khen thưởng"


def test_all_fonts_are_embedded() -> None:
    with pikepdf.open(io.BytesIO(PDF)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        inner = [font.DescendantFonts[0] if "/DescendantFonts" in font else font for font in fonts]
        assert inner
        assert all({"/FontFile2", "/FontFile3"} & set(font.FontDescriptor.keys()) for font in inner)


def test_tables_and_headings_are_in_the_tree() -> None:
    with pikepdf.open(io.BytesIO(PDF)) as pdf:
        kinds = {
            str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/StructElem"
        }
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/TR", "/P"} <= kinds


def test_text_copies_and_is_found() -> None:
    text = pdf_reading.text(PDF)
    assert unicodedata.is_normalized("NFC", text)
    for words in ("Độc lập - Tự do - Hạnh phúc", "Nguyễn Thị Người Thứ 2", "Số: 09/TTr-LĐLĐ", "quyết định./.", "54,2 %"):
        assert words in text


def test_nothing_in_the_text_is_markup() -> None:
    flat = "".join(pdf_reading.text(PDF).split())
    assert "".join(paper_sample.HOSTILE.split()) in flat


def test_decomposed_and_control_characters_are_cleaned() -> None:
    made = render_pdf(paper_sample.sample(extra=unicodedata.normalize("NFD", "Điểu Sơn") + "\x00\x1f\u200b."))
    assert "Điểu Sơn." in pdf_reading.text(made)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Hồ 中 Sơn", "Hồ □ Sơn"),
        ("Khá 😀", "Khá □"),
        ("\uf0b7 Điểm", "- Điểm"),
        ("a\ue000b", "ab"),
        ("x\u3000y\ufe0f", "x y"),
        ("10 m\u00b2", "10 m²"),
    ],
)
def test_letters_that_the_fonts_lack_never_cost_the_paper(typed: str, printed: str) -> None:
    assert printed in pdf_reading.text(render_pdf(paper_sample.sample(extra=typed)))


def test_two_runs_are_byte_identical() -> None:
    assert render_pdf(paper_sample.sample(extra=paper_sample.HOSTILE)) == PDF
    typst_run._compiler.cache_clear()
    assert render_pdf(paper_sample.sample(extra=paper_sample.HOSTILE)) == PDF


def test_without_a_date_no_clock_is_read() -> None:
    undated = replace(paper_sample.sample(), day=None)
    assert render_pdf(undated) == render_pdf(undated)
    with pikepdf.open(io.BytesIO(render_pdf(undated))) as pdf:
        assert str(pdf.docinfo.CreationDate).startswith("D:20200101")


@pytest.mark.parametrize("count", [0, 1, 1000])
def test_lists_of_any_length(count: int) -> None:
    made = render_pdf(paper_sample.sample(count=count))
    text = pdf_reading.text(made)
    assert text.count("Người Thứ") == count
    assert "TỔNG CỘNG" in text


def test_a_compiler_that_gives_no_bytes_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Odd:
        def compile(self, **_: object) -> None:
            return None

    monkeypatch.setattr(typst_run, "_compiler", Odd)
    with pytest.raises(TypeError):
        typst_run.compile_pdf("templates/paper.typ", {})


def test_memory_of_a_large_paper_is_given_back_where_the_system_can(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    class Library:
        @staticmethod
        def malloc_trim(pad: int) -> None:
            asked.append(pad)

    monkeypatch.setattr(typst_run.ctypes, "CDLL", lambda _name: Library)
    typst_run._forget()
    assert asked == [0]
    monkeypatch.setattr(typst_run.ctypes, "CDLL", lambda _name: object())
    typst_run._forget()  # a C library without that call: nothing happens
    assert asked == [0]
