"""The paper as paragraphs: cleaned for reading, every character of them still knowing its place in the text as it came.

Rules match on a paragraph's `low` (lower case, one spelling for tones, dashes and quotation marks) or on its `text`; both have the same
length, and `span` leads any stretch of them back to offsets of the original. So a quote is always an exact slice of what was read.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.package import splits_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FRACTION = re.compile(r"\$?\\[td]?frac\{(\d)\}\{(\d)\}\$?")
_FRACTIONS = {("1", "2"): "½", ("1", "4"): "¼", ("3", "4"): "¾", ("1", "3"): "⅓", ("2", "3"): "⅔"}
_INVISIBLE = frozenset("\ufeff\u200b\u200c\u200d\u00ad\u2060*")
_SECTION = re.compile(r"phần\s+(?:thứ\s+)?\w+\s*(?::|$|-)|(?:buổi (?:sáng|chiều)|phiên (?:trù bị|chính thức|thứ \w+))\s*(?::|$)")
"""Sections of a list that bear no number of its kind."""
_CLOCK = re.compile(r"\d{1,2}\s*(?:h|g|giờ|:)\s*\d{0,2}\s*(?:phút)?\s*(?::|-)\s*\S")
"""An item of a programme that begins with its hour instead of a marker."""
_HEADS = r"(?i:mục đích|yêu cầu|nội dung|thời gian|địa điểm|thành phần|chương trình|số lượng|đối tượng|hình thức|kinh phí|tổ chức thực hiện|phân công)(?!\w)"
"""Words by which a number without a dot is known to head a part."""
_MARKER = re.compile(
    r"(?:(?P<part>[A-HĐ])\s*[.)]\s+(?=[^\W\d_])"
    r"|(?P<roman>[IVX]{1,6})(?:\s*(?:[.):]\s*|/\s+|[-–]\s+)(?=\S)|\s+(?=" + _HEADS + r"))"
    r"|(?P<number>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=\D)"
    r"|(?P<single>\d{1,2})(?:\s*[.)](?!\d)\s*|/\s+|[-–]\s+(?=[^\W\d_])|\s[-–]\s+(?=[^\W\d_a-z](?:[^\W\d_A-Z]|\s))|\s+(?="
    + _HEADS
    + r"))(?=\D)"
    r"|(?P<letter>[a-zđ])\s*[.)]\s+"
    r"|(?P<bullet>(?:[-–—+•●○▪■◦·→\uf000-\uf0ff][ \t]*)+)(?=[^\s\d]|\d))",
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”„‟«»〝〞″"), '"') | dict.fromkeys(map(ord, "‘’‚‛′`"), "'")
_TONES = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
} | {
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}
_TONE = re.compile(r"(?<!q)(?:" + "|".join(_TONES) + r")(?!\w)")
_SPELLINGS = (("tỉ lệ", "tỷ lệ"), ("chiến sỹ", "chiến sĩ"), ("kỉ niệm", "kỷ niệm"), ("bảo đảm", "đảm bảo"))
_BLANK = re.compile(r"(?:số|ngày|tháng|năm)\s*:?\s*$")
_END = re.compile(r"(?<!\bTP)(?<!\bTX)(?<!\bTM)(?<!\bKT)(?<!\bTL)(?<!\bThS)(?<!\bTS)[.!?](?=\s+[^\s\d\W_])|[;](?=\s|$)")
_LONGEST = 4000
"""Characters of a paragraph."""
_RAGGED = 6
"""Characters by which a line that was wrapped by hand may end too early."""
_RANK = {"part": 0, "roman": 1, "single": 2, "letter": 5, "bullet": 6}


def fold(text: str) -> str:
    """Lower case, one place for tone marks, one kind of dash, quotation mark and space; the length stays the same."""
    low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    low = low.translate(_DASHES | _QUOTES | {0xA0: " ", 0x2009: " ", 0x202F: " "})
    low = _TONE.sub(lambda m: _TONES[m[0]], low)
    for other, usual in _SPELLINGS:
        low = low.replace(other, usual)
    return low


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph without its marker.

    Args:
        text: Clean words: NFC, single spaces, no emphasis marks.
        low: `fold(text)`.
        starts, ends: For each character of `text` the offsets of its source in the original.
        marker: Kind of the marker: `part`, `roman`, `number`, `single`, `letter`, `bullet`, or "".
        label: The marker as typed, e.g. "II", "1.2", "a", "-", "+".
        rank: Depth of the marker, 0 = a capital letter, 1 = Roman; 9 without one.
        index: Place in the document.
        row: Number of the line it stands on, when that line holds several cells; else -1.
        path: Indices of the headings above it, outermost first.
    """

    text: str
    low: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    marker: str = ""
    label: str = ""
    rank: int = 9
    index: int = -1
    row: int = -1
    path: tuple[int, ...] = ()

    def span(self, a: int, b: int) -> tuple[int, int]:
        """Offsets in the original of the characters a to b (b excluded) of this paragraph."""
        return self.starts[a], self.ends[b - 1]

    @property
    def upper(self) -> bool:
        """Whether it is written in capitals."""
        letters = [c for c in self.text if c.isalpha()]
        return len(letters) > 1 and all(c.isupper() for c in letters)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Stretches (a, b) of the sentences and of the parts between semicolons."""
        a = 0
        for m in _END.finditer(self.text):
            if self.text[a : m.start()].count("(") == self.text[a : m.start()].count(")"):
                yield a, m.end()
                a = m.end()
                while a < len(self.text) and self.text[a] == " ":
                    a += 1
        if a < len(self.text):
            yield a, len(self.text)


@dataclass(frozen=True, slots=True)
class Document:
    """The text as it came and its paragraphs."""

    raw: str
    paragraphs: tuple[Paragraph, ...]

    def above(self, p: Paragraph) -> str:
        """The folded words of the headings above a paragraph, outermost first, one a line."""
        return "\n".join(self.paragraphs[i].low for i in p.path)

    def below(self, p: Paragraph) -> tuple[Paragraph, ...]:
        """The list under a heading: what follows until the next paragraph of its rank or a higher one, or a paragraph without a marker."""
        found: list[Paragraph] = []
        nested = 0
        # A list that counts from 1 anew under a heading in capitals: conversion gave both one kind of numbers.
        after = next(iter(self.paragraphs[p.index + 1 : p.index + 2]), None)
        restarts = p.upper and p.marker == "single" and after is not None and after.marker == "single" and after.label == "1"
        for q in self.paragraphs[p.index + 1 :]:
            if q.row >= 0:
                found.append(q)
            elif not q.marker and _SECTION.match(q.low):
                continue
            elif not q.marker and _CLOCK.match(q.low):
                found.append(q)
            elif not q.marker or (restarts and q.marker == "single" and q.upper):
                break
            elif (q.rank > p.rank and not nested) or (restarts and q.marker == "single"):
                found.append(q)
            elif (
                q.marker == p.marker == "single"
                and int(q.label) == nested + 1
                and (nested + 1 != int(p.label) + 1 or self._again(q))
            ):
                # Conversion flattened the numbering: the list under heading 3 counts 1, 2, 3 again.
                nested += 1
                found.append(q)
            else:
                break
        return tuple(found)

    def _again(self, p: Paragraph) -> bool:
        """Whether the number of a paragraph comes once more before the count begins anew: then this one is an item, the next the heading."""
        for q in self.paragraphs[p.index + 1 :]:
            if q.marker == "single" and q.label in {p.label, "1"}:
                return q.label == p.label
            if q.marker == "roman":
                break
        return False


def merge(paragraphs: Iterable[Paragraph]) -> Paragraph:
    """Several paragraphs as one, joined by a space that stands for what lies between them."""
    parts = list(paragraphs)
    text, starts, ends = parts[0].text, list(parts[0].starts), list(parts[0].ends)
    for p in parts[1:]:
        starts += [ends[-1], *p.starts]
        ends += [p.starts[0], *p.ends]
        text += " " + p.text
    return Paragraph(text, fold(text), tuple(starts), tuple(ends), parts[0].marker, parts[0].label, parts[0].rank, parts[0].index)


@dataclass(slots=True)
class _Line:
    """A line of the text with its clean characters; `blank` says whether an empty line stands before it."""

    chars: list[tuple[str, int, int]]
    blank: bool
    cell: int
    width: int

    @property
    def text(self) -> str:
        return "".join(c for c, _, _ in self.chars)


def _clean(raw: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """The clean characters of raw[start:end], each with the offsets it came from; runs of spaces become one."""
    out: list[tuple[str, int, int]] = []
    i = start
    while i < end:
        m = _FRACTION.match(raw, i, end)
        if m and (m[1], m[2]) in _FRACTIONS:
            out.append((_FRACTIONS[m[1], m[2]], i, m.end()))
            i = m.end()
            continue
        j = i + 1
        while j < end and unicodedata.combining(raw[j]):
            j += 1
        piece = unicodedata.normalize("NFC", raw[i:j])
        if raw[i].isspace():
            if out and out[-1][0] != " ":
                out.append((" ", i, j))
        elif raw[i] not in _INVISIBLE and unicodedata.category(raw[i]) != "Cc":
            # A cluster that does not compose to one character keeps the same source for each of its characters.
            out.extend((c, i, j) for c in piece)
        i = j
    while out and out[-1][0] == " ":
        out.pop()
    return out


def _cells(raw: str, start: int, end: int, *, columns: bool) -> list[tuple[int, int]]:
    """Where the cells of a line stand: parted by tabs or by the bars of a written table; in head and tail by three spaces, too."""
    line = raw[start:end]
    if line.lstrip().startswith("|"):
        pattern = re.compile(r"\|")
    elif columns:
        pattern = re.compile(r"\t+|(?<=\S)[ \u00a0]{3,}(?=\S)")
    else:
        pattern = re.compile(r"\t+")
    cells, a = [], 0
    for m in pattern.finditer(line):
        if _BLANK.search(line[: m.start()].lower()) or line[m.end() :].lstrip().startswith(("/", "tháng", "năm")):
            continue  # a gap to be filled in by hand parts nothing
        cells.append((start + a, start + m.start()))
        a = m.end()
    cells.append((start + a, end))
    return [(s, e) for s, e in cells if any(c.isalnum() for c in raw[s:e])]


def _after_hashes(raw: str, start: int, end: int) -> int:
    """Where a line begins behind the hashes that make it a heading in Markdown."""
    m = re.compile(r"\s*#{1,6}\s+").match(raw, start, end)
    return m.end() if m else start


def _chunks(chars: list[tuple[str, int, int]]) -> Iterator[list[tuple[str, int, int]]]:
    """The characters of a line in pieces of `_LONGEST`: no plan has such lines, and rules stay quick on what only looks like one."""
    for a in range(0, len(chars), _LONGEST):
        piece = chars[a : a + _LONGEST]
        while piece and piece[-1][0] == " ":
            piece.pop()
        if piece:
            yield piece


def _lines(raw: str) -> list[_Line]:
    lines: list[_Line] = []
    blank, columns, number = True, True, 0
    for m in re.finditer(r"[^\r\n\f\v\u2028\u2029]+|\r\n|[\r\n\f\v\u2028\u2029]", raw):
        if m[0] in {"\r\n", "\r", "\n", "\f", "\v", "\u2028", "\u2029"}:
            blank = blank or (m.start() > 0 and raw[m.start() - 1] in "\r\n")
            continue
        if fold(unicodedata.normalize("NFC", m[0])).strip(" *#") in PAPER_KINDS:
            columns = False
        elif fold(unicodedata.normalize("NFC", m[0])).lstrip(" *_").startswith("nơi nhận"):
            columns = True
        cells = _cells(raw, m.start(), m.end(), columns=columns)
        if not cells:
            blank = True
        number += 1
        for s, e in cells:
            for chars in _chunks(_clean(raw, _after_hashes(raw, s, e), e)):
                lines.append(_Line(chars, blank, number if len(cells) > 1 else -1, len(m[0])))
                blank = False
    return lines


PAPER_KINDS = {
    "kế hoạch": "Kế hoạch",
    "hướng dẫn": "Hướng dẫn",
    "thông báo": "Thông báo",
    "quyết định": "Quyết định",
    "đề án": "Đề án",
    "chương trình": "Chương trình",
    "công văn": "Công văn",
    "thông tri": "Thông tri",
    "phương án": "Phương án",
}
"""Names of papers that lay down such a campaign, folded -> as written (Nghị định 30/2020, annex III)."""


def _continues(before: _Line, line: _Line, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before it: a page break, or text wrapped by hand or by conversion."""
    a, b = before.text, line.text
    if splits_years(a, b):
        return before.cell < 0
    if before.cell >= 0 or line.cell >= 0 or _MARKER.match(b) or a[-1] in ".;:!?…":
        return False
    if _MARKER.fullmatch(a + " x") or (a.isupper() and not b.isupper()):
        return False
    if b[0].islower():
        return True
    # Wrapped at a fixed width: the first word of this line would not have fitted on the one before.
    return (
        not line.blank and not a.isupper() and width <= 130 and before.width + 1 + max(len(b.split(" ", 1)[0]), _RAGGED) > width
    )


def _paragraph(lines: list[_Line], index: int) -> Paragraph:
    chars = list(lines[0].chars)
    for line in lines[1:]:
        chars.append((" ", chars[-1][2], line.chars[0][1]))
        chars += line.chars
    text = "".join(c for c, _, _ in chars)
    m = _MARKER.match(text)
    kind, label, rank = "", "", 9
    if m and m.lastgroup and m.end() < len(text):
        kind = m.lastgroup
        label = m[kind].strip()
        rank = 2 + label.count(".") if kind == "number" else _RANK[kind]
        rank = 7 if kind == "bullet" and label.replace(" ", "").endswith("+") else rank
        chars, text = chars[m.end() :], text[m.end() :]
    return Paragraph(
        text, fold(text), tuple(s for _, s, _ in chars), tuple(e for _, _, e in chars), kind, label, rank, index, lines[0].cell
    )


def _above(stack: list[Paragraph], p: Paragraph) -> tuple[int, ...]:
    """Headings above a paragraph; one without a marker stands under the headings, not under the last dash before it."""
    return tuple(q.index for q in stack if p.marker or q.rank < _RANK["bullet"])


def document(raw: str) -> Document:
    """Cuts a text into paragraphs with their markers and the headings above them.

    Args:
        raw: The text as it came, of any line ends and normalisation.
    """
    lines = _lines(raw)
    width = max((x.width for x in lines), default=0)
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, width) and sum(len(x.chars) for x in groups[-1]) < _LONGEST:
            groups[-1].append(line)
        else:
            groups.append([line])
    paragraphs: list[Paragraph] = []
    stack: list[Paragraph] = []
    for group in groups:
        p = _paragraph(group, len(paragraphs))
        if p.marker:
            while stack and stack[-1].rank >= p.rank:
                stack.pop()
        p = Paragraph(p.text, p.low, p.starts, p.ends, p.marker, p.label, p.rank, p.index, p.row, _above(stack, p))
        if p.marker:
            stack.append(p)
        paragraphs.append(p)
    return Document(raw, tuple(paragraphs))
