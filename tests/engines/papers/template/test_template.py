"""Papers out of templates: the template to begin with, its words, its blocks and rows."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from paper_sample import HOSTILE, sample
from word_reading import W, misplaced, part
from word_templates import NOBODY, OUTCOME, REQUEST, filled, in_row, lines, made_of, saved

from vinhdanh.engines.papers import KINDS, render_docx
from vinhdanh.engines.papers.template import check, fields, render_with_template, starting_template
from vinhdanh.engines.papers.template.lists import LISTS, items
from vinhdanh.engines.papers.template.marks import name_of
from vinhdanh.engines.papers.template.shapes import shape, shapes
from vinhdanh.engines.papers.template.vocabulary import words
from vinhdanh.engines.statistics import figures, tables

# ---------------------------------------------------------------------------------------- the template to begin with


@pytest.mark.parametrize("kind", KINDS)
def test_a_starting_template_is_right_and_its_filling_is_the_built_in_paper(kind: str) -> None:
    template = starting_template(kind, KINDS[kind].name)
    assert check(template, kind) == ()
    assert template == starting_template(kind, KINDS[kind].name)
    assert list(misplaced(part(template))) == []
    for paper in KINDS[kind].build(OUTCOME)[:1]:
        made = render_with_template(paper, template, OUTCOME)
        assert lines(made) == lines(render_docx(paper))
        assert made == render_with_template(paper, template, OUTCOME)
        assert list(misplaced(part(made))) == []
        sections = [len(list(part(data).iter(f"{W}sectPr"))) for data in (made, render_docx(paper))]
        assert sections[0] == sections[1]


@pytest.mark.parametrize("kind", sorted(shapes()))
def test_the_shape_of_a_kind_is_that_of_its_papers(kind: str) -> None:
    of = shape(kind)
    for paper in KINDS[kind].build(OUTCOME)[:1]:
        first = paper.parts[0]
        assert first.head is not None
        assert first.ending is not None
        head = {"number": first.head.number, "day": first.head.place_date, "subject": first.head.subject}
        assert of.head == tuple(key for key, text in head.items() if text)
        assert (of.to, of.landscape) == (bool(first.dear), first.landscape)
        assert of.annexes == any(p.head is None for p in paper.parts)
        one = len(first.ending.signatures) == 1 and bool(first.ending.recipients) and not first.ending.signatures[0].date
        assert of.room == (first.ending.signatures[0].room if one else 0)


def test_the_page_number_of_annexes_has_a_header_of_its_own() -> None:
    made = render_with_template(REQUEST, made_of("{{noi_dung}}"), OUTCOME)
    document = Document(io.BytesIO(made))
    assert len(document.sections) == len(REQUEST.parts)
    assert "PAGE" in etree.tostring(document.sections[-1].header._element).decode()
    assert document.sections[0].header.is_linked_to_previous


def test_annexes_are_never_lost_and_come_after_the_text() -> None:
    built = lines(render_docx(REQUEST))
    made = filled(made_of("{{noi_dung}}", "Hết"))
    annex = built[built.index("DANH SÁCH") :]
    assert made[-len(annex) :] == annex
    assert made[-len(annex) - 1] == "Hết"


def test_each_letter_of_a_paper_fills_the_template_and_begins_with_page_one() -> None:
    letters = KINDS["results"].build(OUTCOME)[0]
    made = render_with_template(letters, made_of("{{kinh_gui}}", "{{noi_dung}}", "Người ký: {{nguoi_ky}}"), OUTCOME)
    assert sum(line.startswith("Người ký: ") for line in lines(made)) == len(letters.parts)
    starts = [s.find(f"{W}pgNumType") for s in part(made).iter(f"{W}sectPr")]
    assert starts[0] is None
    assert all(s is not None and s.get(f"{W}start") == "1" for s in starts[1:])
    assert list(misplaced(part(made))) == []


# ---------------------------------------------------------------------------------------- words


def test_fields_are_the_papers_and_the_campaigns_words() -> None:
    made = filled(made_of("{{ten_hoi_nghi}}", "Số hiệu {{so}} ngày {{ Dia_Danh_Ngay }}", "{{noi_dung}}"))
    assert made[0].replace("\u00a0", " ").startswith("Hội nghị tuyên dương")
    assert made[1] == "Số hiệu 09/TTr-LĐLĐ ngày Phú Riềng, ngày 16 tháng 4 năm 2020".replace("năm 2020", "năm\u00a02020")


@pytest.mark.parametrize("pieces", [["{", "{ten_", "hoi", "_nghi}", "}"], ["A {{ten_hoi_ng", "hi}} B"], ["{{ten_hoi_nghi}}"]])
def test_a_field_that_word_cut_into_runs_is_found_and_keeps_the_look_of_its_begin(pieces: list[str]) -> None:
    document = Document()
    p = document.add_paragraph()
    for i, piece in enumerate(pieces):
        p.add_run(piece).bold = i == 0
    made = render_with_template(REQUEST, saved(document), OUTCOME)
    (root,) = (q for q in part(made).iter(f"{W}p") if "Hội nghị" in "".join(t.text or "" for t in q.iter(f"{W}t")))
    text = "".join(t.text or "" for t in root.iter(f"{W}t"))
    assert words(REQUEST.parts[0], OUTCOME)["ten_hoi_nghi"] in text.replace("\u00a0", " ")
    assert "{" not in text
    (run,) = (r for r in root.iter(f"{W}r") if "Hội nghị" in "".join(t.text or "" for t in r.iter(f"{W}t")))
    assert run.find(f"{W}rPr/{W}b") is not None


LETTER = replace(REQUEST, parts=REQUEST.parts[:1])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 6), max_size=12))
def test_however_it_is_cut_a_field_is_found(cuts: list[int]) -> None:
    text = "Trước {{nam}} giữa {{so}} sau"
    document = Document()
    p = document.add_paragraph()
    for size in cuts:
        p.add_run(text[:size])
        text = text[size:]
    p.add_run(text)
    assert filled(saved(document), paper=LETTER)[0] == "Trước 2020 giữa 09/TTr-LĐLĐ sau"


def test_values_are_data_and_are_read_once() -> None:
    hostile = HOSTILE + " {{nguoi_ky}} {{bang:1}}"
    host = replace(OUTCOME.campaign.settings, name=hostile, ordinal=None, year=None, audience="{{noi_dung}}")
    union = replace(OUTCOME.campaign.unions[0], name="{{nam}} & <w:p/>")
    units = (replace(OUTCOME.units[0], union=union), *OUTCOME.units[1:])
    outcome = replace(OUTCOME, campaign=replace(OUTCOME.campaign, settings=host), units=units)
    made = filled(made_of("{{ten_hoi_nghi}}", "{{doi_tuong}}", "{{noi_dung}}"), paper=sample(extra="{{nam}}"), outcome=outcome)
    assert made[0] == hostile
    assert made[1] == "{{noi_dung}}"
    rows = filled(in_row("{{don_vi.ten}}", "{{nam}}"), outcome=outcome)
    assert "{{nam}} & <w:p/>" in rows


def test_a_line_whose_fields_are_all_empty_goes() -> None:
    part_ = replace(REQUEST.parts[0], head=replace(REQUEST.parts[0].head, parent=""))  # type: ignore[type-var]  # it has a head
    paper = replace(REQUEST, parts=(part_,))
    made = render_with_template(paper, made_of("{{co_quan_cap_tren}}", "Giữ {{ghi_chu_tieu_de}}", "{{nam}}"), OUTCOME)
    texts = [p.text for p in Document(io.BytesIO(made)).paragraphs]
    assert texts == ["Giữ ", "2020"]


def test_fields_in_headers_footers_and_text_boxes_are_filled() -> None:
    document = Document()
    document.add_paragraph("{{noi_dung}}")
    document.sections[0].header.paragraphs[0].text = "Kèm {{so}}"
    document.sections[0].footer.paragraphs[0].text = "{{don_vi_to_chuc}}"
    box = f"<w:p {nsdecls('w')}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{{{{nam}}}}</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
    document.element.body.insert(0, parse_xml(box))
    assert check(saved(document), "minh-hoa") == ()
    made = Document(io.BytesIO(render_with_template(REQUEST, saved(document), OUTCOME)))
    assert made.sections[0].header.paragraphs[0].text == "Kèm 09/TTr-LĐLĐ"
    assert made.sections[0].footer.paragraphs[0].text == OUTCOME.campaign.settings.host.name
    assert "2020" in [t.text for t in made.element.body.iter(f"{W}t")]


def test_figures_are_those_of_the_outcome_and_unknown_ones_leave_room() -> None:
    told = replace(OUTCOME, figures=figures(OUTCOME), tables=tables(OUTCOME))
    share = told.figures["attend.women"]
    made = filled(made_of("{{so_dai_bieu_nu}} là {{ty_le_dai_bieu_nu}}", "{{bang:B4}}", "{{bang:KP}}"), outcome=told)
    assert made[0].startswith(f"{share.count:02d} là ")
    assert "Công chức" in made
    bare = filled(made_of("{{so_dai_bieu_nu}}", "{{bang:B4}}"), outcome=NOBODY)
    assert bare[0] == "…………"
    assert filled(made_of("{{so_khach_moi}} {{tien_thuong_bang_chu}}"), outcome=NOBODY)[0] == "0 Không đồng"


def test_every_field_has_words_for_every_outcome() -> None:
    listed = {f.name for f in fields() if f.shape == "words"}
    for outcome in (OUTCOME, NOBODY):
        for kind in KINDS.values():
            for paper in kind.build(outcome)[:1]:
                assert words(paper.parts[0], outcome).keys() == listed
    assert len({f.name for f in fields()}) == len(fields())
    assert all(name_of(f.name) == f.name and f.vi for f in fields())
    assert not any(re.search(r"ton_giao|dang_vien", f.name) for f in fields())


# ---------------------------------------------------------------------------------------- blocks and rows


def test_the_body_takes_the_look_that_its_paragraph_asks_for() -> None:
    document = Document()
    p = document.add_paragraph()
    run = p.add_run("{{noi_dung}}")
    run.font.name, run.font.size = "Arial", 12 * 12_700
    p.paragraph_format.space_after, p.paragraph_format.first_line_indent = 3 * 12_700, 0
    root = part(render_with_template(REQUEST, saved(document), OUTCOME))
    (body,) = (q for q in root.iter(f"{W}p") if "kính trình" in "".join(t.text or "" for t in q.iter(f"{W}t")))
    assert body.find(f"{W}pPr/{W}spacing").get(f"{W}after") == "60"
    looks = [r.find(f"{W}rPr") for r in body.iter(f"{W}r")]
    assert {look.find(f"{W}sz").get(f"{W}val") for look in looks} == {"24"}
    assert {look.find(f"{W}rFonts").get(f"{W}ascii") for look in looks} == {"Arial"}
    assert list(misplaced(root)) == []


def test_a_table_stands_where_it_is_called_in_the_room_that_there_is() -> None:
    cell = in_row("{{bang:1}}", "Cạnh")
    made = render_with_template(REQUEST, cell, OUTCOME)
    outer = part(made).find(f".//{W}tbl")
    assert outer is not None
    inner = outer.find(f".//{W}tc//{W}tbl")
    assert inner is not None
    room = int(outer.findall(f"{W}tr")[1].find(f"{W}tc/{W}tcPr/{W}tcW").get(f"{W}w"))  # type: ignore[union-attr]  # it has one
    assert abs(int(inner.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) - room) < 40
    assert filled(made_of("{{bang:9}}", "x"))[0] == "x"


@pytest.mark.parametrize("name", LISTS)
def test_a_row_repeats_for_each_item(name: str) -> None:
    of = LISTS[name][1]
    template = in_row(f"{{{{{name}.tt}}}}", " ".join(f"{{{{{name}.{f}}}}}" for f in of if f != "tt"))
    assert check(template, "minh-hoa") == ()
    rows = items(OUTCOME, name)
    assert rows
    assert all(row.keys() == of.keys() for row in rows)
    document = Document(io.BytesIO(render_with_template(REQUEST, template, OUTCOME)))
    assert [r.cells[0].text for r in document.tables[0].rows] == ["Đầu bảng", *(str(i) for i in range(1, len(rows) + 1))]
    empty = Document(io.BytesIO(render_with_template(REQUEST, template, NOBODY)))
    assert len(empty.tables[0].rows) == 1


def test_a_table_that_is_one_row_stays_when_there_is_nobody() -> None:
    document = Document()
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{dai_bieu.ho_ten}} {{nam}}"
    made = Document(io.BytesIO(render_with_template(REQUEST, saved(document), NOBODY)))
    assert made.tables[0].rows[0].cells[0].text.strip() == "2020"


def test_a_page_that_does_not_tell_its_size_is_the_built_in_one() -> None:
    document = Document()
    document.add_paragraph("{{bang:1}}")
    section = document.element.body.sectPr
    for child in list(section):
        section.remove(child)
    assert filled(saved(document))
    document.element.body.remove(section)
    assert filled(saved(document))
