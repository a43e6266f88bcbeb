"""The text of a PDF: lines that were wrapped at the right margin joined again into paragraphs, page numbers left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

import pypdfium2

from vinhdanh.engines.plan.package import splits_years, table_lines
from vinhdanh.engines.plan.pdf_tables import Box, Table, tables
from vinhdanh.errors import UserError

_MARKER = re.compile(
    r"(?:[A-HĐ][.)]\s|[IVXLC]{1,6}\s*(?:[.)]|[/-]\s)|\d{1,2}(?:\.\d{1,2})+\.?\s|\d{1,2}(?:[.)]\s|[/-]\s)|[a-zđ]\)|[-–+•*\uf000-\uf0ff]\s)"
)
_DATE_WORDS = (" ngày", " tháng", " năm")
_LABEL = re.compile(r"(?:Nơi\s*nhận|Căn cứ|Kính gửi)\b")
_BLANK = re.compile(r"(\b[Ss]ố|\bngày|\btháng|\bnăm)\s*\t\s*(tháng|năm|/)")
"""A gap left to be filled in by hand is no column."""
_GAP = 2.0
"""A gap of so many heights of the letters parts two columns (head and foot of the paper)."""
MAX_PAGES = 200
"""No plan is longer; the rest is not read."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line: its words, its edges in points, the width of its first word, its page, the table that stands in its place."""

    text: str
    left: float
    right: float
    first: float
    height: float
    page: int
    table: Table | None = None


def pdf_text(data: bytes, filename: str) -> str:
    """The text of a .pdf, one line a paragraph.

    Args:
        data: The file, whole.
        filename: Its name, for messages.

    Raises:
        UserError: The file is damaged, has a password, or holds pictures of pages only.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise UserError(
            f"Tệp “{filename}” đã hỏng hoặc có mật khẩu, không đọc được. Đề nghị xuất lại tệp PDF không đặt mật khẩu.",
            f"“{filename}” is damaged or has a password and cannot be read. Export the PDF again without a password.",
        ) from None
    try:
        lines = [line for number in range(min(len(document), MAX_PAGES)) for line in _page(document, number)]
    finally:
        document.close()
    if sum(c.isalnum() for line in lines for c in line.text) < 20:
        raise UserError(
            f"Tệp “{filename}” là bản chụp (scan), không có chữ để đọc. Đề nghị dùng bản Word của kế hoạch, hoặc nhập nội dung vào một tệp .txt.",
            f"“{filename}” is a scan without text. Use the Word file of the plan, or type its words into a .txt file.",
        )
    return _joined(lines)


def _page(document: pypdfium2.PdfDocument, number: int) -> list[_Line]:
    page = document[number]
    textpage = page.get_textpage()
    ruled = tables(page)
    lines: list[_Line] = []
    chars: list[tuple[str, Box]] = []
    inside: Table | None = None
    begun: set[int] = set()
    for index in range(textpage.count_chars()):
        char = chr(pypdfium2.raw.FPDFText_GetUnicode(textpage, index))
        if char in "\r\n":
            _add(lines, chars, number)
            chars = []
            if inside:
                inside.space()
        elif char != "\x00":
            # The reader marks a hyphen at the end of a line so; in Vietnamese it is a real one.
            char = "-" if char in "\x02\ufffe" else char
            box = textpage.get_charbox(index, loose=True)
            if char.isspace():
                if inside:
                    inside.space()
                else:
                    chars.append((char, box))
                continue
            at, inside = next(((cell, t) for t in ruled if (cell := t.place(box))), (None, None))
            if inside is None or at is None:
                chars.append((char, box))
                continue
            if id(inside) not in begun:
                begun.add(id(inside))
                _add(lines, chars, number)
                chars = []
                lines.append(_Line("", 0, 0, 0, 0, number, inside))
            inside.add(at, char, box)
    _add(lines, chars, number)
    textpage.close()
    page.close()
    return _without_number([filled for line in lines for filled in _filled(line)])


def _filled(line: _Line) -> list[_Line]:
    """The line itself; in the place of a table its rows. The words of a wrapped cell flow again; a cell with a list in it keeps its lines."""
    if line.table is None:
        return [line]
    rows = [[_flowing(cell) for cell in cells] for cells in line.table.texts()]
    return [replace(line, text=text) for text in table_lines(rows) if text.strip()]


def _flowing(lines: list[str]) -> list[str]:
    made: list[str] = []
    for line in (" ".join(x.split()) for x in lines):
        if made and not (_MARKER.match(line) and not line[0].isdigit()):
            made[-1] += " " + line
        else:
            made.append(line)
    return made


def _add(lines: list[_Line], chars: list[tuple[str, Box]], page: int) -> None:
    text, right = "", 0.0
    for c, box in chars:
        if not c.isspace() and right and box[0] - right > _GAP * (box[3] - box[1]):
            text += "\t"
        text += c
        right = right if c.isspace() else box[2]
    words = text.split()
    if not words:
        return
    boxes = [box for c, box in chars if not c.isspace()]
    left = min(b[0] for b in boxes)
    head = boxes[: len(words[0])]
    first = max(b[2] for b in head) - min(b[0] for b in head)
    text = _BLANK.sub(r"\1 \2", text)
    cells = (" ".join(cell.split()) for cell in text.split("\t"))
    lines.append(_Line("\t".join(filter(None, cells)), left, right, first, max(b[3] - b[1] for b in boxes), page))


def _without_number(lines: list[_Line]) -> list[_Line]:
    """The lines of a page without its number, which stands alone first or last."""
    if not lines:
        return lines
    if re.fullmatch(r"-?\s*\d{1,3}\s*-?", lines[0].text):
        lines = lines[1:]
    if lines and re.fullmatch(r"-?\s*\d{1,3}\s*-?", lines[-1].text):
        lines = lines[:-1]
    return lines


def _joined(lines: list[_Line]) -> str:
    free = [line for line in lines if line.table is None] or lines
    margin = sorted(line.right for line in free)[-max(1, len(free) // 20)]
    edge = Counter(round(line.left) for line in free).most_common(1)[0][0]
    out: list[str] = []
    before: _Line | None = None
    for line in lines:
        if before is not None and _wraps(before, line, margin, edge):
            out[-1] += " " + line.text
        else:
            out.append(line.text)
        before = line
    return "\n".join(out) + "\n"


def _wraps(before: _Line, line: _Line, margin: float, edge: float) -> bool:
    """Whether a line goes on with the one before: its first word would not have fitted there, and it begins nothing new."""
    if before.table or line.table:
        return False
    if splits_years(before.text, line.text) or (before.text.endswith(_DATE_WORDS) and line.text[0].isdigit()):
        return True
    if "\t" in before.text and "\t" not in line.text and line.left > edge + 2 * line.height and line.text[0].islower():
        return True  # the last cell of a row of a table goes on
    if _MARKER.match(line.text) or _LABEL.match(line.text) or line.left > before.right or "\t" in before.text + line.text:
        return False
    if line.left > edge + line.height / 2 and before.left <= edge + 1 and not _MARKER.match(before.text):
        return False  # the indent of a first line
    return before.right + before.height / 4 + line.first > margin + 0.5
