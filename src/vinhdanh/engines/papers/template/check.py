"""Checks a template before it is used: what it holds, what it lacks, each with what to do."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from docx.oxml.ns import qn

from vinhdanh.engines.campaign.types import Finding, Severity
from vinhdanh.engines.papers.template import marks, vocabulary
from vinhdanh.engines.papers.template.lists import LISTS
from vinhdanh.engines.papers.template.package import open_template
from vinhdanh.engines.papers.template.shapes import REQUIRED, required
from vinhdanh.engines.vietnamese import match_key
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from docx.document import Document as DocumentType
    from lxml.etree import _Element

FOLDER: Final = "templates"
_LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend in a template: a stable code, where it stands ("" for the whole), what is wrong, what to do."""

    code: str
    place: str
    message: str
    remedy: str


def check(data: bytes, kind: str) -> tuple[Problem, ...]:
    """Everything that is wrong with a template of a kind, in the order of its text; empty when it can be used.

    Raises:
        UserError: It is no .docx, or holds macros or what is fetched from elsewhere.
    """
    document = open_template(data)
    body = document.element.body
    found: list[str] = []
    problems: list[Problem] = []
    for root, around in _roots(document):
        for p in marks.paragraphs(root):
            problems += _paragraph(p, around=around)
            found += marks.names(p)
    problems += _rows(body)
    problems += _end(body)
    return (*problems, *_missing(set(found), kind))


def findings(templates: Mapping[str, bytes], kinds: Collection[str]) -> tuple[Finding, ...]:
    """The problems of all templates of a campaign as findings; a template that cannot be used is a warning: the built-in look stands."""
    out: list[Finding] = []
    for name, data in templates.items():
        file = f"{FOLDER}/{name}"
        kind = name.removesuffix(".docx")
        if kind not in kinds:
            near = difflib.get_close_matches(kind, sorted(kinds), n=1)
            remedy = f"Đổi tên thành “{near[0]}.docx”." if near else "Đặt tên theo loại giấy tờ, xem: vinhdanh papers list."
            message = f"Mẫu “{name}” không mang tên của loại giấy tờ nào nên không được dùng."
            out.append(Finding("papers.template-name", Severity.WARNING, message, remedy, file=file))
            continue
        try:
            problems = check(data, kind)
        except UserError as error:
            message = f"{error.vi} Giấy tờ được lập theo mẫu có sẵn."
            out.append(Finding("papers.template-unreadable", Severity.WARNING, message, "Lưu lại mẫu theo hướng dẫn.", file=file))
            continue
        out += [
            Finding(
                f"papers.{p.code}", Severity.WARNING, f"{p.place}: {p.message}" if p.place else p.message, p.remedy, file=file
            )
            for p in problems
        ]
    return tuple(out)


def _roots(document: DocumentType) -> Iterator[tuple[_Element, bool]]:
    """The body, then headers and footers once each."""
    yield document.element.body, False
    seen = set()
    for section in document.sections:
        for around in (
            section.header, section.footer, section.first_page_header, section.first_page_footer,
            section.even_page_header, section.even_page_footer,
        ):  # fmt: skip
            if not around.is_linked_to_previous and around.part.partname not in seen:
                seen.add(around.part.partname)
                yield around._element, True  # noqa: SLF001 - python-docx gives no other way to text boxes of headers


def _paragraph(p: _Element, *, around: bool) -> Iterator[Problem]:
    text = marks.words(p)
    place = f"Dòng “{text.strip()[:_LONGEST]}”"
    known = vocabulary.known()
    if re.search(r"[{}]", marks.MARK.sub("", text)):
        yield Problem(
            "template-braces",
            place,
            "dấu ngoặc của trường không đủ cặp hoặc bị ngắt dòng ở giữa.",
            "Viết lại trường trên cùng một dòng, đúng hai dấu mở {{ và hai dấu đóng }}.",
        )
    for name in marks.names(p):
        field = known.get(name)
        if field is None:
            yield Problem("template-unknown", place, f"không có trường {{{{{name}}}}}.", _nearest(name, known))
        elif field.shape == "block" and (around or marks.alone(p) != name):
            yield Problem(
                "template-block",
                place,
                f"trường {{{{{name}}}}} phải đứng một mình trên một dòng trong thân văn bản.",
                "Chuyển trường này sang một dòng riêng, ngoài phần đầu trang, chân trang.",
            )
        elif field.shape == "row" and (around or not marks.in_table(p)):
            yield Problem(
                "template-row",
                place,
                f"trường {{{{{name}}}}} chỉ dùng trong một dòng của bảng.",
                "Đặt trường này vào một dòng của bảng; dòng đó lặp lại cho từng người hoặc từng đơn vị.",
            )


def _nearest(name: str, known: Collection[str]) -> str:
    """The nearest right placeholder: without regard to accents first, then by likeness."""
    plain = re.sub(r"[^a-z0-9.:]+", "_", match_key(name.replace("_", " ").replace(".", " . ").replace(":", " : "))).strip("_")
    keys = {re.sub(r"[^a-z0-9.:]+", "_", k.lower()): k for k in known}
    key = name.lower() if name.lower() in keys else plain
    near = [key] if key in keys else difflib.get_close_matches(key, sorted(keys), n=1, cutoff=0.6)
    if near:
        return f"Có phải đồng chí muốn dùng {{{{{keys[near[0]]}}}}} không?"
    return "Xem các trường dùng được bằng lệnh: vinhdanh papers fields KIND"


def _rows(body: _Element) -> Iterator[Problem]:
    for row in body.iter(marks.TR):
        names = [n for p in marks.paragraphs(row) if marks.row_of(p) is row for n in marks.names(p)]
        used = list(dict.fromkeys(n.partition(".")[0] for n in names if "." in n and n.partition(".")[0] in LISTS))
        if len(used) > 1:
            yield Problem(
                "template-two-lists",
                f"Dòng của bảng có {', '.join(used)}",
                "một dòng của bảng chỉ lặp lại theo một danh sách.",
                "Tách thành các dòng hoặc các bảng riêng.",
            )


def _end(body: _Element) -> Iterator[Problem]:
    content = [c for c in body if c.tag != qn("w:sectPr")]
    at = [i for i, c in enumerate(content) if c.tag == marks.P and marks.alone(c) == "phu_luc"]
    after = content[at[0] + 1 :] if at else []
    if any(marks.words(p).strip() for c in after for p in marks.paragraphs(c)):
        yield Problem(
            "template-annexes",
            "Dòng “{{phu_luc}}”",
            "danh sách, phụ lục luôn ở cuối văn bản, nhưng sau trường này còn nội dung.",
            "Chuyển {{phu_luc}} xuống dòng cuối cùng của mẫu.",
        )


def _missing(found: set[str], kind: str) -> Iterator[Problem]:
    if not any(n == "noi_dung" or n.startswith("bang:") or n.partition(".")[0] in LISTS for n in found):
        yield Problem(
            "template-missing",
            "",
            "mẫu không có nội dung văn bản.",
            "Thêm trường {{noi_dung}} trên một dòng riêng.",
        )
    for key in required(kind):
        choices, words = REQUIRED[key]
        if found.isdisjoint(choices):
            yield Problem("template-missing", "", f"mẫu thiếu {words}.", f"Thêm trường {{{{{choices[0]}}}}}.")
