"""A paper in the office's own template: fields, blocks, repeated rows; values are data, the same paper gives the same bytes."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace as changed
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from vinhdanh.engines.papers import measures, word_parts, word_photo
from vinhdanh.engines.papers.measures import clean, width
from vinhdanh.engines.papers.model import DataTable, Para, Part
from vinhdanh.engines.papers.tables import annex
from vinhdanh.engines.papers.template import lists, marks, vocabulary
from vinhdanh.engines.papers.template.package import open_template
from vinhdanh.engines.papers.typst_run import UNDATED
from vinhdanh.engines.papers.word import page_header, save_docx
from vinhdanh.engines.papers.word_xml import paragraph, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document as DocumentType
    from lxml.etree import _Element

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.papers.model import Block, Paper

SECT: Final = qn("w:sectPr")
TWIPS: Final = 20 / measures.MM
"""Twentieths of a point in a mm."""
_DONE: Final = "filled"
"""Marks a paragraph while the rest is filled; taken off again."""
_BEFORE_NUMBERS: Final = tuple(qn(f"w:{name}") for name in ("pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType"))


def render_with_template(paper: Paper, template_bytes: bytes, outcome: Outcome) -> bytes:
    """The paper as .docx in a template of the office.

    Each part with a head of its own (a letter to each unit) fills the template once; its annexes follow it, whether or not the template
    says where. Unknown placeholders stay as they stand: `check` names them.

    Args:
        paper: As its kind builds it.
        template_bytes: A .docx with placeholders (`vocabulary`).
        outcome: What the placeholders of the campaign, the lists and the statistical tables are taken from.

    Raises:
        UserError: The template is no .docx, or holds macros or what is fetched from elsewhere.
    """
    document = open_template(template_bytes)
    body = document.element.body
    section = body.find(SECT)
    if section is None:
        section = body.makeelement(SECT)
    content = [child for child in body if child is not section]
    for child in list(body):
        body.remove(child)
    groups = _groups(paper)
    header = page_header(document) if any(len(g) > 1 for g in groups) else ""
    for i, group in enumerate(groups):
        last = i + 1 == len(groups)
        own = _numbered(section) if i else deepcopy(section)
        filled = [deepcopy(child) for child in content]
        body.extend(filled)
        fill(filled, _Filling(group, outcome, _room(section)))
        _close(body, own, group[1:], header, last=last)
    _around(document, _Filling(groups[0], outcome, _room(section)))
    word_photo.add(document, paper)
    core = document.core_properties
    core.title, core.author, core.last_modified_by = clean(paper.title)[:255], clean(paper.author)[:255], ""
    core.created = core.modified = datetime.combine(paper.day or UNDATED, time())
    core.revision = 1
    return save_docx(document)


def _groups(paper: Paper) -> list[tuple[Part, ...]]:
    """Parts with a head, each with the annexes that follow it."""
    out: list[tuple[Part, ...]] = []
    for part in paper.parts:
        if part.head is not None or not out:
            out.append((part,))
        else:
            out[-1] = (*out[-1], part)
    return out


def _numbered(section: _Element) -> _Element:
    """The section for a further filling: its pages begin with 1."""
    own = deepcopy(section)
    for old in own.findall(qn("w:pgNumType")):
        own.remove(old)
    at = max((i + 1 for i, child in enumerate(own) if child.tag in _BEFORE_NUMBERS), default=len(own))
    own.insert(at, own.makeelement(qn("w:pgNumType"), {qn("w:start"): "1"}))
    return own


def _close(body: _Element, own: _Element, annexes: Sequence[Part], header: str, *, last: bool) -> None:
    """End the filling's section and set its annexes, each with its own."""
    if last and not annexes:
        body.append(own)
        return
    mark = parse_xml(paragraph("", pitch=1).replace("<w:p>", f"<w:p {nsdecls('w')}>", 1))
    properties = mark[0]
    properties.append(own)
    body.append(mark)
    for i, part in enumerate(annexes):
        final = last and i + 1 == len(annexes)
        for element in _parsed(word_parts.part(part, header=header, first=False, last=final)):
            body.append(element)


def _parsed(xml: str) -> list[_Element]:
    return list(parse_xml(f"<w:body {nsdecls('w', 'r', 'wp', 'a', 'pic')}>{xml}</w:body>"))


def _room(section: _Element) -> float:
    """Width of the text in mm; that of the built-in page when the template does not say."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    if size is None or margins is None:
        return measures.text_width(landscape=False)
    numbers = [size.get(qn("w:w")), margins.get(qn("w:left")), margins.get(qn("w:right"))]
    if not all(n is not None and n.lstrip("-").isdecimal() for n in numbers):
        return measures.text_width(landscape=False)
    total, left, right = (int(n) for n in numbers if n is not None)
    return (total - abs(left) - abs(right)) / TWIPS


def _around(document: DocumentType, filling: _Filling) -> None:
    """Words of headers and footers; blocks have no place there."""
    seen = set()
    for section in document.sections:
        for around in (
            section.header, section.footer, section.first_page_header, section.first_page_footer,
            section.even_page_header, section.even_page_footer,
        ):  # fmt: skip
            if not around.is_linked_to_previous and around.part.partname not in seen:
                seen.add(around.part.partname)
                for p in list(marks.paragraphs(around._element)):  # noqa: SLF001 - python-docx gives no other way to text boxes
                    _inline(p, filling)


class _Filling:
    """What one filling puts in the place of the placeholders."""

    def __init__(self, group: tuple[Part, ...], outcome: Outcome, room: float) -> None:
        self.part = group[0]
        self.outcome = outcome
        self.room = room
        self.words = vocabulary.words(self.part, outcome)
        self.tables = [b for part in group for b in part.blocks if isinstance(b, DataTable)]

    def block(self, name: str, room: float) -> str | None:
        """The XML of a block, "" when the paper has none, None when there is no such placeholder."""
        if name.startswith("bang:"):
            return self._table(name.removeprefix("bang:"), room)
        make = {
            "dau_van_ban": self._head,
            "gach:co_quan": self._head_rule,
            "tieu_de": self._title,
            "gach:trich_yeu": self._title_rule,
            "kinh_gui": self._addressees,
            "noi_dung": self._content,
            "chu_ky": self._signatures,
            "phu_luc": self._annexes,
        }.get(name)
        return make(room) if make else None

    def _head(self, room: float) -> str:
        return word_parts.fragment(self.part.head, room) if self.part.head else ""

    def _title(self, room: float) -> str:
        part = self.part
        return word_parts.fragment(part.title, room, landscape=part.landscape, top=part.head is None) if part.title else ""

    def _addressees(self, room: float) -> str:
        return word_parts.addressees(self.part.dear, room) if self.part.dear else ""

    def _annexes(self, _: float) -> str:
        return ""  # they have sections of their own, after this one

    def _content(self, room: float) -> str:
        last: tuple[Block, ...] = tuple(Para(text, keep=True) for text in self.part.ending.last) if self.part.ending else ()
        return "".join(word_parts.fragment(b, room) for b in (*self.part.blocks, *last))

    def _signatures(self, room: float) -> str:
        return word_parts.fragment(changed(self.part.ending, last=()), room) if self.part.ending else ""

    def _table(self, which: str, room: float) -> str | None:
        if which.isdecimal():
            at = int(which) - 1
            return word_parts.fragment(self.tables[at], room) if 0 <= at < len(self.tables) else ""
        if which not in vocabulary.TABLES:
            return None
        found = next((t for t in self.outcome.tables if t.code == which), None)
        if found is None:
            return ""
        return "".join(word_parts.fragment(b, room) for b in annex(found, "", "").blocks)

    def _head_rule(self, room: float) -> str:
        lines = vocabulary.issuer_lines(self.part)
        return rule(measures.HEAD_RULE * max(width(t, 13, "b") for t in lines), room, 2) if lines else ""

    def _title_rule(self, room: float) -> str:
        title = self.part.title
        if title is None:
            return ""
        lines = vocabulary.subject_lines(self.part) or (title.kind,)
        return rule(measures.TITLE_RULE * max(width(t, title.size, "b") for t in lines), room, 3, after=9)


def fill(elements: Sequence[_Element], filling: _Filling) -> None:
    """Fill the elements of a template. Each of its paragraphs is read once: what is put in is data and never read again."""
    for element in elements:
        for row in [r for r in element.iter(marks.TR) if _list_of(r)]:
            _repeat(row, filling)
        for p in [q for q in marks.paragraphs(element) if q.get(_DONE) is None]:
            name = marks.alone(p)
            made = filling.block(name, _room_of(p, filling.room)) if name else None
            if made is None:
                _inline(p, filling)
            else:
                _in_place(p, _parsed(made), restyle=name == "noi_dung")
        for p in marks.paragraphs(element):
            if _DONE in p.attrib:
                del p.attrib[_DONE]


def _inline(p: _Element, filling: _Filling) -> None:
    if marks.replace(p, filling.words.get):
        _drop(p)


def _room_of(p: _Element, room: float) -> float:
    """Width in mm for a block: that of its cell, else that of the page."""
    cell = next(p.iterancestors(marks.TC), None)
    wide = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") if cell is not None else None
    if wide is None or wide.get(qn("w:type")) != "dxa" or not str(wide.get(qn("w:w"))).isdecimal():
        return room
    return int(str(wide.get(qn("w:w")))) / TWIPS


def _drop(p: _Element) -> None:
    """Take a paragraph away; the last one of a cell stays, empty, and so does one that ends a section."""
    parent = p.getparent()
    assert parent is not None  # it stands in a body, a cell or a header
    following = [c for c in parent if c.tag == marks.P]
    if p.find(f"{qn('w:pPr')}/{SECT}") is None and (len(following) > 1 or parent.tag == qn("w:body")):
        parent.remove(p)


def _in_place(p: _Element, made: Sequence[_Element], *, restyle: bool) -> None:
    """Put elements in the place of a paragraph, in the look that the paragraph has when it asks for one."""
    parent = p.getparent()
    assert parent is not None  # it stands in a body or in a cell
    if not made:
        for t in marks.texts(p):
            t.text = ""
        _drop(p)
        return
    if restyle:
        _restyled(p, made)
    at = parent.index(p)
    for offset, element in enumerate(made):
        parent.insert(at + 1 + offset, element)
    if p.find(f"{qn('w:pPr')}/{SECT}") is None:
        parent.remove(p)
    if parent.tag == marks.TC and parent[-1].tag != marks.P:
        parent.append(_parsed(paragraph("", pitch=1))[0])


def _restyled(p: _Element, made: Iterable[_Element]) -> None:
    """Give the body the distances, the font and the size of the paragraph that holds its placeholder."""
    properties = p.find(qn("w:pPr"))
    run = p.find(f".//{qn('w:rPr')}/..[{qn('w:t')}]")
    look = run.find(qn("w:rPr")) if run is not None else None
    for element in made:
        if element.tag != marks.P:
            continue
        own = element.find(qn("w:pPr"))
        if properties is not None and own is not None:
            _take(own, properties, "w:spacing")
            if own.find(qn("w:ind")) is not None:
                _take(own, properties, "w:ind")
        for inner in element.iter(qn("w:rPr")):
            if look is not None and inner.getparent() is not own:
                _font(inner, look)


def _take(own: _Element, other: _Element, name: str) -> None:
    """Replace one property by that of another paragraph, if it has one."""
    old, new = own.find(qn(name)), other.find(qn(name))
    if old is not None and new is not None:
        own.replace(old, deepcopy(new))


def _font(own: _Element, look: _Element) -> None:
    font = look.find(qn("w:rFonts"))
    if font is not None:
        own.insert(0, deepcopy(font))
    for name in ("w:sz", "w:szCs"):
        _take(own, look, name)


# ------------------------------------------------------------------------------------------ repeated rows


def _repeat(row: _Element, filling: _Filling) -> None:
    """Repeat a row that holds fields of a list, once for each of its items; with no items the row goes."""
    parent = row.getparent()
    assert parent is not None  # a row stands in a table
    name = _list_of(row)
    made = lists.items(filling.outcome, name)
    at = parent.index(row)
    if not made and len(parent.findall(marks.TR)) == 1:  # a table without rows is none: the only row stays, empty
        made = [{}]
    for offset, item in enumerate(made):
        copy = deepcopy(row)
        given = {f"{name}.{field}": value for field, value in item.items()}
        for p in list(marks.paragraphs(copy)):
            marks.replace(p, lambda field, given=given: _of_item(field, given, name, filling))  # type: ignore[misc]  # the default binds
            p.set(_DONE, "")
        parent.insert(at + 1 + offset, copy)
    parent.remove(row)


def _of_item(field: str, given: dict[str, str], listed: str, filling: _Filling) -> str | None:
    """Words of a field in a repeated row: of its item, else of the paper."""
    if field in given:
        return given[field]
    return "" if field.removeprefix(f"{listed}.") in lists.LISTS[listed][1] and not given else filling.words.get(field)


def _list_of(row: _Element) -> str:
    """The list whose fields stand in this row and in no row inside it; "" for none."""
    for p in marks.paragraphs(row):
        if marks.row_of(p) is row:
            for name in marks.names(p):
                listed, dot, _ = name.partition(".")
                if dot and listed in lists.LISTS:
                    return listed
    return ""
