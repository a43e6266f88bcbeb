"""NĐ 30/2020, Annex I, read back from the PDF to the millimetre."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import paper_sample
import pdf_reading
import pytest

from vinhdanh.engines.papers.model import Column, DataTable, Paper, Part, Row, Signature, Title
from vinhdanh.engines.papers.pdf import render_pdf

PDF = render_pdf(paper_sample.sample(count=60))
LINES = pdf_reading.lines(PDF)
RULES = pdf_reading.rules(PDF)
CAP = 0.3  # pdfium's bounds hold the stroke, half a line width and its cap on each side


def line(start: str) -> pdf_reading.Line:
    return next(found for found in LINES if found.text.startswith(start))


def rule_under(found: pdf_reading.Line) -> pdf_reading.Rule:
    near = [r for r in RULES if r.page == found.page and 0 < r.y - found.baseline < 5 and r.x0 < found.x1 and r.x1 > found.x0]
    return min(near, key=lambda r: r.y)


def test_pages_are_a4_upright_and_landscape() -> None:
    assert [(round(w), round(h)) for w, h in pdf_reading.sizes(PDF)] == [(210, 297)] * 2 + [(297, 210)] * 3


def test_margins() -> None:
    upright = [found for found in LINES if found.page == 1]
    assert min(found.x0 for found in upright) == pytest.approx(30, abs=0.3)
    assert max(found.x1 for found in upright) <= 195.1
    assert min(found.baseline for found in upright) > 20
    landscape = [found for found in LINES if found.page == 3]
    assert min(found.x0 for found in landscape) >= 20
    assert max(found.x1 for found in landscape) <= 282.1


@pytest.mark.parametrize(
    ("start", "size", "font"),
    [
        ("CỘNG HÒA", 13, "Tinos-Bold"),
        ("Độc lập", 14, "Tinos-Bold"),
        ("LĐLĐ TỈNH", 13, "Tinos-Regular"),
        ("LIÊN ĐOÀN", 13, "Tinos-Bold"),
        ("Số:", 13, "Tinos-Regular"),
        ("Phú Riềng, ngày", 13, "Tinos-Italic"),
        ("TỜ TRÌNH", 14, "Tinos-Bold"),
        ("Về việc", 14, "Tinos-Bold"),
        ("Kính gửi", 14, "Tinos-Regular"),
        ("Căn cứ", 14, "Tinos-Italic"),
        ("Ban Thường vụ", 14, "Tinos-Regular"),
        ("1. Nội dung", 14, "Tinos-Bold"),
        ("Nơi nhận", 12, "Tinos-BoldItalic"),
        ("- Như trên;", 11, "Tinos-Regular"),
        ("- Lưu: VT.", 11, "Tinos-Regular"),
        ("TM. BAN", 14, "Tinos-Bold"),
        ("Lương Đình Khải", 14, "Tinos-Bold"),
        ("DANH SÁCH", 13, "Tinos-Bold"),
        ("(Kèm theo", 13, "Tinos-Italic"),
    ],
)
def test_sizes_and_faces(start: str, size: float, font: str) -> None:
    found = line(start)
    assert found.size == pytest.approx(size, abs=0.01)
    assert found.font == font


def test_rules_have_the_lengths_of_the_decree() -> None:
    creed = line("Độc lập")
    assert rule_under(creed).width == pytest.approx(creed.width, abs=2 * CAP)
    issuer = line("HUYỆN PHÚ RIỀNG")
    longest = line("LIÊN ĐOÀN").width
    for width in (longest, issuer.width):
        assert 1 / 3 <= (rule_under(issuer).width - CAP) / width <= 1 / 2
    last = line("lao động huyện Phú Riềng giai đoạn")
    assert 1 / 3 <= (rule_under(last).width - CAP) / last.width <= 1 / 2


def test_number_and_date_stand_on_one_line_and_the_motto_on_one() -> None:
    assert line("Số:").baseline == pytest.approx(line("Phú Riềng, ngày").baseline, abs=0.02)
    assert line("CỘNG HÒA").text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert line("CỘNG HÒA").width == pytest.approx(95.67, abs=0.2)


def test_indent_pitch_and_gap_of_the_body() -> None:
    ground = [found for found in LINES if found.font == "Tinos-Italic" and found.page == 1 and found.size == 14]
    assert ground[0].x0 == pytest.approx(30 + 12.7, abs=0.1)
    steps = [round((b.baseline - a.baseline) / pdf_reading.MM, 1) for a, b in pairwise(ground)]
    assert 18.0 in steps  # between lines
    assert 24.0 in steps  # and with 6 pt between paragraphs


def test_signature_stands_level_with_recipients_and_has_room_for_hand_and_seal() -> None:
    assert line("Nơi nhận").baseline == pytest.approx(line("TM. BAN").baseline, abs=0.05)
    assert 30 <= line("Lương Đình Khải").baseline - line("CHỦ TỊCH").baseline <= 36


def test_page_numbers_stand_in_the_upper_margin_from_the_second_page_of_each_part() -> None:
    numbers = [(n.page, n.text, (n.x0 + n.x1) / 2) for n in LINES if n.text.isdigit() and n.baseline < 18]
    assert numbers == [
        (2, "2", pytest.approx(112.5, abs=0.5)),
        (4, "2", pytest.approx(151, abs=0.5)),
        (5, "3", pytest.approx(151, abs=0.5)),
    ]
    assert all(n.size == 13 for n in LINES if n.text.isdigit() and n.baseline < 18)


def test_the_head_of_a_list_repeats_on_each_page() -> None:
    assert [found.page for found in LINES if "Họ và tên, tên tập thể" in found.text] == [3, 4, 5]


def test_nothing_runs_off_the_page() -> None:
    words = " ".join(f"chữ{i}" for i in range(1500))
    narrow = DataTable((Column("TT", 10), Column("Tóm tắt", 30), Column("Ghi chú")), (Row(("1", words, "x")),), size=10.5)
    many = DataTable((Column("TT", 10), Column("Tên")), tuple(Row((str(i), f"tên{i}")) for i in range(90)), whole=True)
    pdf = render_pdf(Paper("a", "b", (Part(title=Title("X"), blocks=(narrow, many)),)))
    assert all(15 < g.baseline < 278 for g in pdf_reading.glyphs(pdf) if not g.text.isdigit())
    text = pdf_reading.text(pdf)
    assert "chữ1499" in text
    assert "tên89" in text


def test_a_narrow_text_takes_a_smaller_motto_and_long_issuers_break() -> None:
    paper = paper_sample.sample()
    first = paper.parts[0]
    assert first.head
    assert first.ending
    long = replace(
        first.head,
        parent="LIÊN ĐOÀN LAO ĐỘNG TỈNH BÌNH PHƯỚC VÀ CÁC HUYỆN LÂN CẬN",
        issuer=("CÔNG ĐOÀN CƠ SỞ CÔNG TY TRÁCH NHIỆM HỮU HẠN MỘT THÀNH VIÊN CHẾ BIẾN VÀ XUẤT NHẬP KHẨU HẠT ĐIỀU PHÚ RIỀNG",),
        subject="V/v đề nghị gửi danh sách điển hình tiên tiến tham dự Hội nghị",
    )
    ending = replace(
        first.ending, recipients=(), signatures=(Signature(("CHỦ TỊCH",), date="Phú Riềng, ngày 01 tháng 02 năm 2020"),)
    )
    part: Part = replace(first, head=long, ending=ending, title=None)
    made = pdf_reading.lines(render_pdf(replace(paper, parts=(part,))))
    issuer = [found for found in made if found.font == "Tinos-Bold" and found.x1 < 100 and found.baseline < 70]
    assert len(issuer) == 5
    assert all(found.x0 >= 29.9 and found.x1 <= 99.4 for found in issuer)
    assert any(found.text.startswith("V/v") and found.size == 12 for found in made)
    assert any(found.text.startswith("………") for found in made)
