"""The text of each kind of file, and a clear word for each file that has none."""

from __future__ import annotations

import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pikepdf
import plan_papers
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.plan import read_plan, read_text, reading, text_of
from vinhdanh.engines.plan.package import number_label
from vinhdanh.errors import UserError

SEED = (Path(__file__).parent / "data" / "phu-rieng-2020.txt").read_bytes()


def _zip(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def _locked_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out, encryption=pikepdf.Encryption(user="bí mật", owner="bí mật"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "rỗng"),
        ("a.docx", b"", "rỗng"),
        ("a.txt", b" \r\n\t ", "không có chữ"),
        ("a.txt", b"\x00\x01\x02\x03" * 300, "không phải tệp chữ"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "không phải tệp chữ"),
        ("a.txt", b"caf\xe9 \x81\x8d", "không phải tệp chữ"),
        ("a.xlsx", b"PK\x03\x04", "loại tệp"),
        ("a", b"abc", "loại tệp"),
        ("a.txt", b"a " * 600_000, "quá dài"),
        ("a.doc", b"\xd0\xcf\x11\xe0", ".docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1", ".docx"),
        ("a.docx", SEED, "không phải loại đó"),
        ("a.pdf", SEED, "không phải loại đó"),
        ("a.odt", b"PK\x03\x04 broken", "đã hỏng"),
        ("a.docx", b"PK\x03\x04 broken", "đã hỏng"),
        ("a.docx", _zip(word__other=b"<x/>"), "đã hỏng"),
        ("a.docx", _zip(word__document=b""), "đã hỏng"),
        ("a.docx", _zip(**{"word/document.xml": b"<not closed"}), "đã hỏng"),
        ("a.docx", _zip(**{"word/document.xml": b"<x/>"}), "không có chữ"),
        ("a.odt", _zip(**{"content.xml": b"<x/>"}), "không có chữ"),
        ("a.docx", _zip(**{"word/document.xml": b"<x>" + b" " * (49 * 2**20) + b"</x>"}), "quá lớn"),
        ("a.pdf", b"%PDF-1.7 broken", "đã hỏng"),
        ("a.pdf", _locked_pdf(), "mật khẩu"),
        ("a.pdf", plan_papers.picture_pdf(), "scan"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_both_languages(name: str, data: bytes, words: str) -> None:
    with pytest.raises(UserError) as caught:
        text_of(data, name)
    assert words in caught.value.vi
    assert name in caught.value.vi
    assert name in caught.value.en


def test_missing_files_folders_and_too_large_ones(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Không tìm thấy"):
        read_plan(tmp_path / "none.txt")
    with pytest.raises(UserError, match="thư mục"):
        read_plan(tmp_path)
    with pytest.raises(UserError, match="Không mở được"):
        read_plan(tmp_path / ("a" * 300 + ".txt"))
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(65 * 2**20)
    with pytest.raises(UserError, match="lớn hơn"):
        read_plan(big)


def test_entities_are_not_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    xml = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>Kế hoạch &e;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert text_of(_zip(**{"word/document.xml": xml.encode()}), "a.docx") == "Kế hoạch \n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_encodings_of_text(encoding: str) -> None:
    text = SEED.decode()
    assert text_of(text.encode(encoding), "a.txt").lstrip("\ufeff") == text


def test_windows_1258_is_recognised_by_its_words() -> None:
    # The code page writes some vowels as letter and tone mark.
    data = "".join(
        c
        if c in "ăâđêôơưĂÂĐÊÔƠƯ"
        else "".join(x if x not in "\u0302\u0306\u031b" else "" for x in unicodedata.normalize("NFD", c))
        for c in ("Kế hoạch tổ chức hội nghị của công đoàn")
        .replace("ế", "ê\u0301")
        .replace("ổ", "ô\u0309")
        .replace("ộ", "ô\u0323")
    ).encode("cp1258")
    assert "kế hoạch" in unicodedata.normalize("NFC", text_of(data, "a.txt")).lower()


def test_text_files_stay_as_they_are() -> None:
    text = "\ufeff  Kế hoạch\r\n\r\n\tMột\rHai \n"
    assert text_of(text.encode(), "a.md") == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_is_kept_and_every_quote_is_a_slice(text: str) -> None:
    read = reading(text)
    assert read.text == text
    for v in read.values:
        assert text[v.start : v.end] == v.quote


def test_word_counts_its_lists() -> None:
    paper = docx.Document()
    numbering = paper.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (shape, text) in enumerate(
            [
                ("upperRoman", "%1."),
                ("decimal", "%2."),
                ("decimal", "%2.%3."),
                ("lowerLetter", "%4)"),
                ("bullet", "+"),
                ("none", ""),
            ]
        )
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>'
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="92"><w:abstractNumId w:val="90"/>{override}</w:num>'))

    def add(text: str, depth: int, number: int = 91) -> None:
        p = paper.add_paragraph(text)
        p._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
        )

    for text, depth in (
        ("Một", 0),
        ("Hai", 1),
        ("Ba", 2),
        ("Bốn", 2),
        ("Năm", 3),
        ("Sáu", 4),
        ("Bảy", 5),
        ("Tám", 0),
        ("Chín", 1),
    ):
        add(text, depth)
    add("Mười", 0, 92)
    add("Không", 0, 0)
    out = BytesIO()
    paper.save(out)
    assert text_of(out.getvalue(), "a.docx").split("\n")[:-1] == [
        "I. Một", "1. Hai", "1.1. Ba", "1.2. Bốn", "a) Năm", "+ Sáu", "Bảy", "II. Tám", "1. Chín", "IV. Mười", "Không",
    ]  # fmt: skip


def test_word_leaves_out_deleted_text_and_reads_boxes() -> None:
    paper = docx.Document()
    p = paper.add_paragraph("Còn ")
    p._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>bỏ</w:delText></w:r></w:del>"))
    p._p.append(
        parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>lại</w:t><w:tab/><w:t>x</w:t><w:br/><w:noBreakHyphen/></w:r></w:ins>")
    )
    p._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        )
    )
    box = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p><w:r><w:t>Trong ô</w:t></w:r></w:p></w:sdtContent></w:sdt>")
    paper.element.body.insert(1, box)
    out = BytesIO()
    paper.save(out)
    assert text_of(out.getvalue(), "a.docx") == "Còn lại\tx\n-\nTrong khung\nTrong ô\n"


def test_opendocument_counts_its_lists() -> None:
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="I" style:num-suffix="."/>'
        '<text:list-level-style-number text:level="2" style:num-format="1" style:num-suffix="." text:display-levels="2"/>'
        '<text:list-level-style-bullet text:level="3" text:bullet-char="+"/></text:list-style>'
    )

    def item(text: str, inner: str = "") -> str:
        return f"<text:list-item><text:p>{text}</text:p>{inner}</text:list-item>"

    deepest = f"<text:list>{item('Ba')}</text:list>"
    inner = f"<text:list>{item('Hai', deepest)}</text:list>"
    body = (
        f'<text:list text:style-name="L">{item("Một", inner)}</text:list><text:p>Giữa<text:line-break/>dòng<text:tab/>x<text:note>bỏ</text:note></text:p>'
        f'<text:list text:style-name="L" text:continue-numbering="true">{item("Bốn")}<text:list-header><text:p>Đầu</text:p></text:list-header></text:list>'
        f'<text:list text:style-name="L">{item("Năm")}</text:list><text:list text:style-name="none">{item("Trơn")}</text:list>'
        "<text:section><text:p>Mục</text:p></text:section>"
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>B</text:p></table:table-cell></table:table-row>"
        "<table:table-row><table:table-cell><text:p>C</text:p><text:p>D</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>"
    )
    assert text_of(plan_papers.odt(body, styles), "a.odt").split("\n")[:-1] == [
        "I. Một", "I.1. Hai", "+ Ba", "Giữa", "dòng\tx", "II. Bốn", "Đầu", "I. Năm", "Trơn", "Mục", "A\tB", "", "C", "D", "",
    ]  # fmt: skip


def test_numbers_of_lists() -> None:
    assert [number_label(n, "upperRoman") for n in (1, 4, 9, 14, 40)] == ["I", "IV", "IX", "XIV", "XL"]
    assert number_label(3, "lowerRoman") == "iii"
    assert number_label(2, "lowerLetter") == "b"
    assert number_label(28, "upperLetter") == "B"


def test_a_pdf_keeps_paragraphs_and_drops_page_numbers() -> None:
    long = "Các đơn vị lựa chọn, lập danh sách theo mẫu gửi về Liên đoàn Lao động huyện để tổng hợp, báo cáo. " * 5
    text = text_of(plan_papers.as_pdf("\n".join([long.strip()] * 30)), "a.pdf")
    assert text.splitlines() == [long.strip()] * 30


def test_the_seed_is_read_unchanged() -> None:
    path = Path(__file__).parent / "data" / "phu-rieng-2020.txt"
    assert read_text(path).encode() == SEED
