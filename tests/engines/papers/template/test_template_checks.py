"""What is said of a template that is wrong, and which files are refused."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from word_templates import OUTCOME, REQUEST, in_row, lines, made_of, saved

from vinhdanh.engines.papers import KINDS, render_docx
from vinhdanh.engines.papers.template import check, findings, render_with_template, starting_template
from vinhdanh.errors import UserError

# ---------------------------------------------------------------------------------------- checking


@pytest.mark.parametrize(
    ("texts", "code", "says"),
    [
        (("{{noi_dung}}", "{{nguoi_ki}}"), "template-unknown", "{{nguoi_ky}}"),
        (("{{noi_dung}}", "{{Tên hội nghị}}"), "template-unknown", "{{ten_hoi_nghi}}"),
        (("{{noi_dung}}", "{{bang:b9}}"), "template-unknown", "{{bang:"),
        (("{{noi_dung}}", "{{hoàn toàn khác xyzw}}"), "template-unknown", "vinhdanh papers fields"),
        (("{{noi_dung}}", "{{so"), "template-braces", "hai dấu đóng"),
        (("{{noi_dung}}", "{so}"), "template-braces", "hai dấu đóng"),
        (("{{noi_dung}}", "{{{so}}}"), "template-braces", "hai dấu đóng"),
        (("Nội dung: {{noi_dung}}",), "template-block", "dòng riêng"),
        (("{{noi_dung}}", "{{dai_bieu.ho_ten}}"), "template-row", "dòng của bảng"),
        (("{{noi_dung}}", "{{phu_luc}}", "Sau"), "template-annexes", "dòng cuối cùng"),
        (("Chỉ có chữ",), "template-missing", "{{noi_dung}}"),
    ],
)
def test_what_is_wrong_is_said_with_its_remedy(texts: tuple[str, ...], code: str, says: str) -> None:
    (problem,) = check(made_of(*texts), "minh-hoa")
    assert problem.code == code
    assert says in problem.remedy


def test_what_a_kind_needs_is_asked_for() -> None:
    missing = [p.message for p in check(made_of("{{noi_dung}}"), "request")]
    assert [m.removeprefix("mẫu thiếu ") for m in missing] == [
        "số, ký hiệu văn bản.", "địa danh, ngày tháng.", "phần “Kính gửi”.", "người ký.", "danh sách, phụ lục kèm theo.",
    ]  # fmt: skip
    whole = made_of("{{dau_van_ban}}", "{{tieu_de}}", "{{kinh_gui}}", "{{noi_dung}}", "{{chu_ky}}", "{{phu_luc}}")
    assert check(whole, "request") == ()
    assert lines(render_with_template(REQUEST, whole, OUTCOME)) == lines(render_docx(REQUEST))


def test_two_lists_in_one_row_are_told() -> None:
    (problem,) = check(in_row("{{dai_bieu.ho_ten}}", "{{khach_moi.ho_ten}}"), "minh-hoa")
    assert problem.code == "template-two-lists"


def test_blocks_and_rows_have_no_place_in_headers() -> None:
    document = Document()
    document.add_paragraph("{{noi_dung}}")
    document.sections[0].header.paragraphs[0].text = "{{chu_ky}}"
    document.sections[0].footer.paragraphs[0].text = "{{dai_bieu.tt}}"
    assert [p.code for p in check(saved(document), "minh-hoa")] == ["template-block", "template-row"]


def test_the_templates_of_a_campaign_become_findings() -> None:
    made = findings(
        {
            "request.docx": starting_template("request", ""),
            "requests.docx": b"",
            "gì đó.docx": b"",
            "decision.docx": b"no",
            "plan.docx": made_of("{{noi_dun}}"),
        },
        KINDS,
    )
    assert [(f.code, f.file) for f in made][:3] == [
        ("papers.template-name", "templates/requests.docx"),
        ("papers.template-name", "templates/gì đó.docx"),
        ("papers.template-unreadable", "templates/decision.docx"),
    ]
    assert "request.docx" in made[0].remedy
    assert {f.file for f in made[3:]} == {"templates/plan.docx"}


# ---------------------------------------------------------------------------------------- what is refused


def with_part(name: str, data: bytes, *, types: bytes | None = None, rels: bytes | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made_of("{{noi_dung}}"))) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.namelist():
            content = source.read(entry)
            if entry == "[Content_Types].xml" and types:
                content = content.replace(*types.split(b"=>"))
            if entry == "word/_rels/document.xml.rels" and rels:
                content = content.replace(b"</Relationships>", rels + b"</Relationships>")
            target.writestr(entry, content)
        if name:
            target.writestr(name, data)
    return made.getvalue()


LINK = b'<Relationship Id="rIdX" Type="http://x/relationships/%s" Target="http://example.invalid/a" TargetMode="External"/>'


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "không phải là tệp Word"),
        (b"PK\x03\x04 broken", "không phải là tệp Word"),
        (with_part("word/vbaProject.bin", b"x"), "macro"),
        (with_part("word/embeddings/oleObject1.bin", b"x"), "macro"),
        (
            with_part(
                "", b"", types=b"wordprocessingml.document.main+xml=>wordprocessingml.template.macroEnabledTemplate.main+xml"
            ),
            "macro",
        ),
        (with_part("", b"", types=b"document.main+xml=>template.main+xml"), "không phải là tệp Word"),
        (with_part("", b"", rels=LINK % b"attachedTemplate"), "từ nơi khác"),
    ],
)
def test_what_is_no_plain_word_file_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(UserError, match=says):
        check(data, "request")
    with pytest.raises(UserError, match=says):
        render_with_template(REQUEST, data, OUTCOME)


def test_a_link_to_a_page_is_allowed() -> None:
    assert check(with_part("", b"", rels=LINK % b"hyperlink"), "minh-hoa") == ()


def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from vinhdanh.engines.papers.template import package  # noqa: PLC0415

    monkeypatch.setattr(package, "MAX_UNPACKED", 100)
    with pytest.raises(UserError, match="giải nén"):
        check(made_of("x"), "plan")
    monkeypatch.setattr(package, "MAX_FILE", 100)
    with pytest.raises(UserError, match="lớn hơn"):
        check(made_of("x"), "plan")


def test_a_broken_inside_is_refused() -> None:
    whole = made_of("{{noi_dung}}")
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.namelist():
            target.writestr(entry, b"<w:document" if entry == "word/document.xml" else source.read(entry))
    with pytest.raises(UserError, match="hỏng"):
        check(made.getvalue(), "plan")


def test_the_file_tells_nothing_of_who_made_the_template() -> None:
    document = Document()
    document.add_paragraph("{{noi_dung}}")
    document.core_properties.author = document.core_properties.last_modified_by = "Một người"
    made = Document(io.BytesIO(render_with_template(REQUEST, saved(document), OUTCOME)))
    assert made.core_properties.author == REQUEST.author
    assert made.core_properties.last_modified_by == ""
