"""Plan papers for tests: the same words as .docx, .odt and .pdf, and an invented district's plan with a full NĐ 30 head."""

from __future__ import annotations

import itertools
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import docx
import typst

if TYPE_CHECKING:
    from collections.abc import Iterator

_FONTS = Path(__file__).parents[2] / "src" / "vinhdanh" / "engines" / "papers" / "fonts"
_SPACES = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'


def _blocks(text: str) -> Iterator[list[list[str]]]:
    """The lines of a text; lines that follow each other with a tab in each are the rows of a table, its number of columns that of the widest."""
    for tabbed, lines in itertools.groupby(text.splitlines(), key=lambda line: "\t" in line):
        if not tabbed:
            yield from ([[line]] for line in lines)
            continue
        rows = [line.split("\t") for line in lines]
        width = max(map(len, rows))
        yield [[*row, *[""] * (width - len(row))] for row in rows]


def as_docx(text: str) -> bytes:
    """Each line a paragraph; lines with tabs the rows of a table."""
    paper = docx.Document()
    for rows in _blocks(text):
        if len(rows[0]) == 1:
            paper.add_paragraph(rows[0][0])
            continue
        table = paper.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    return _saved(paper)


def odt(body: str, styles: str = "") -> bytes:
    """An OpenDocument text around the XML of its body and its automatic styles."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
    return out.getvalue()


def as_odt(text: str) -> bytes:
    """Each line a paragraph; further spaces as OpenDocument keeps them."""
    lines = (escape(line).replace("   ", ' <text:s text:c="2"/>') for line in text.splitlines())
    return odt("".join(f"<text:p>{line}</text:p>" for line in lines))


def as_pdf(text: str) -> bytes:
    """Set as an office sets it: A4, justified, page numbers at the top, one paragraph a line of the text, tables with wrapped cells."""
    source = (
        '#set page("a4", margin: (left: 3cm, right: 2cm, y: 2cm), numbering: "1", number-align: top + center)\n'
        '#set text(font: "Tinos", size: 13pt, lang: "vi")\n#set par(justify: true, first-line-indent: (amount: 1cm, all: true))\n'
        + "".join(map(_set, _blocks(text)))
    )
    return typst.compile(source.encode(), font_paths=[str(_FONTS)], ignore_system_fonts=True)


def _set(rows: list[list[str]]) -> str:
    quoted = [[json.dumps(cell, ensure_ascii=False) for cell in row] for row in rows]
    if len(rows[0]) == 1:
        return f"#par({quoted[0][0]})\n" if rows[0][0].strip() else ""
    columns = ", ".join(["auto"] * (len(rows[0]) - 2) + ["1fr", "1fr"])
    cells = ", ".join(f"[#{cell}]" for row in quoted for cell in row)
    return f"#[#set par(first-line-indent: 0pt, justify: false)\n#table(columns: ({columns}), stroke: 0.5pt, {cells})]\n"


def picture_pdf() -> bytes:
    """A page without any words, as a scanner makes it."""
    return typst.compile(b'#set page("a4")\n#rect(width: 10cm, height: 10cm)', ignore_system_fonts=True)


def _saved(paper: docx.document.Document) -> bytes:
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _fill(cell: docx.table._Cell, lines: list[str]) -> None:
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def thanh_lam_2025() -> bytes:
    """The invented plan of the town of Thanh Lâm, 2025: head and foot in tables, counted lists, a timed programme."""
    paper = docx.Document()
    head = paper.add_table(rows=2, cols=2)
    _fill(head.cell(0, 0), ["LIÊN ĐOÀN LAO ĐỘNG TỈNH AN SƠN", "LIÊN ĐOÀN LAO ĐỘNG", "THỊ XÃ THANH LÂM"])
    _fill(head.cell(0, 1), ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"])
    _fill(head.cell(1, 0), ["Số: 09/KH-LĐLĐ"])
    _fill(head.cell(1, 1), ["Thanh Lâm, ngày 15 tháng 01 năm 2025"])
    paper.add_paragraph("KẾ HOẠCH")
    paper.add_paragraph(
        "Tổ chức Hội nghị biểu dương điển hình tiên tiến\ntrong công nhân, viên chức, lao động thị xã Thanh Lâm\nlần thứ III, năm 2025"
    )
    for line in _PREAMBLE:
        paper.add_paragraph(line)
    paper.add_paragraph("I. MỤC ĐÍCH, YÊU CẦU")
    for line in (
        "Tổng kết phong trào thi đua yêu nước giai đoạn 2020-2025, đề ra phương hướng giai đoạn 2025-2030.",
        "Hội nghị được tổ chức trang trọng, tiết kiệm.",
    ):
        paper.add_paragraph(line, style="List Number")
    for line in _BODY:
        paper.add_paragraph(line)
    programme = paper.add_table(rows=1, cols=3)
    for cell, word in zip(programme.rows[0].cells, ("TT", "Thời gian", "Nội dung"), strict=True):
        cell.text = word
    for number, (hour, item) in enumerate(_PROGRAMME, 1):
        for cell, word in zip(programme.add_row().cells, (str(number), hour, item), strict=True):
            cell.text = word
    for line in _TASKS:
        paper.add_paragraph(line)
    for line in ("Báo cáo kết quả Hội nghị;", "Danh sách trích ngang đại biểu;", "Ảnh tư liệu."):
        paper.add_paragraph(line, style="List Bullet")
    paper.add_paragraph("Trên đây là Kế hoạch tổ chức Hội nghị, đề nghị các đơn vị nghiêm túc triển khai thực hiện./.")
    foot = paper.add_table(rows=1, cols=2)
    _fill(foot.cell(0, 0), ["Nơi nhận:", "- LĐLĐ tỉnh (để b/c);", "- Thường trực Thị ủy;", "- Các CĐCS;", "- Lưu: VT."])
    _fill(foot.cell(0, 1), ["TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "", "Hoàng Thị Mai Lan"])
    return _saved(paper)


_PREAMBLE = (
    "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022;",
    "Căn cứ Hướng dẫn số 112/HD-TLĐ ngày 30 tháng 9 năm 2024 của Đoàn Chủ tịch Tổng Liên đoàn Lao động Việt Nam về tổ chức hội nghị điển hình tiên tiến các cấp công đoàn;",
    "Thực hiện Công văn số     /LĐLĐ ngày     tháng 11 năm 2024 của Liên đoàn Lao động tỉnh An Sơn về việc tổ chức Đại hội Thi đua yêu nước lần thứ VI,",
    "Ban Thường vụ Liên đoàn Lao động thị xã Thanh Lâm ban hành Kế hoạch tổ chức Hội nghị, cụ thể như sau:",
)
_BODY = (
    "II. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN",
    "1. Thời gian: 01 buổi, bắt đầu lúc 7 giờ 30 phút, thứ Sáu, ngày 16/5/2025.",
    "2. Địa điểm: Hội trường Trung tâm Văn hóa thị xã.",
    "3. Thành phần, số lượng",
    "- Số lượng: không quá180 đại biểu. Mỗi công đoàn cơ sở cử tối đa 03 đại biểu.",
    "- Đại biểu khách mời: Lãnh đạo LĐLĐ tỉnh; đại diện Thị ủy, HĐND, UBND thị xã; các phòng, ban.",
    "- Khi lựa chọn đại biểu cần quan tâm tỷ lệ nữ từ 40% trở lên; ưu tiên công nhân, người lao động trực tiếp sản xuất.",
    "III. CHƯƠNG TRÌNH",
)
_PROGRAMME = (
    ("7h00 - 7h30", "Đón tiếp đại biểu"),
    ("7h30 - 7h45", "Chào cờ, giới thiệu đại biểu"),
    ("7h45 - 8h30", "Báo cáo tổng kết"),
    ("8h30 - 10h30", "Biểu dương, khen thưởng"),
    ("10h30 - 11h00", "Bế mạc"),
)
_TASKS = (
    "IV. TỔ CHỨC THỰC HIỆN",
    "1. Công đoàn cơ sở lập hồ sơ gửi về LĐLĐ thị xã trước 17h00 ngày 31/3/2025. Đơn vị nào gửi chậm thì Chủ tịch công đoàn cơ sở chịu trách nhiệm.",
    "2. LĐLĐ thị xã trình Chủ tịch UBND thị xã tặng Giấy khen cho các tập thể, cá nhân tiêu biểu.",
    "3. Sau khi kết thúc Hội nghị, LĐLĐ thị xã gửi hồ sơ về LĐLĐ tỉnh chậm nhất ngày 30/5/2025. Hồ sơ gồm có:",
)
