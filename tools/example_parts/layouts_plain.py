"""Lists made without any form: a text file, and a table in a hurry."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from example_parts.layouts import Book, Written, birth_text, collective_sheet, office_head, person_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from example_parts.people import Collective, Person
    from vinhdanh.engines.campaign.types import Union

_ODD_SPELLINGS = {"Xtiêng": "S'Tiêng", "Khơ-me": "Khmer", "Mnông": "M'Nông"}

UNMARKED = frozenset({"CS-04"})
"""Unions whose text file bears no byte-order mark."""

_DAY_ZERO = date(1899, 12, 30)
"""The day from which Excel counts."""

SHORT = [
    "STT",
    "Họ tên",
    "Giới tính",
    "Năm sinh",
    "Dân tộc",
    "Chức vụ",
    "Đối tượng",
    "Danh hiệu đã đạt",
    "Sáng kiến",
    "Tóm tắt thành tích",
    "Đề nghị",
    "Tham dự HN",
    "Dự ĐH cấp trên",
]


def short_row(number: int, p: Person) -> list[str]:
    """The cells of a person, below `SHORT`."""
    v = person_values(p)
    own = [str(number), p.name, p.sex, birth_text(p), v["ethnicity"], p.post, v["labour_group"]]
    return [*own, *(v[key] for key in ("achievements", "initiatives", "summary", "commend", "attend", "upward"))]


def text_file(union: Union, persons: Sequence[Person], _: Sequence[Collective], stem: str) -> Written:
    """A semicolon-separated file in UTF-8: with a byte-order mark, as Excel saves it, or without one, as other programs do."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([union.name])
    writer.writerow(SHORT)
    for i, p in enumerate(persons, start=1):
        writer.writerow(short_row(i, p))
    data = out.getvalue().encode("utf-8" if union.code in UNMARKED else "utf-8-sig")
    return Written("csv", data, tuple((stem, i + 3) for i in range(len(persons))), ())


def careless(union: Union, persons: Sequence[Person], collectives: Sequence[Collective], head: int) -> Written:
    """Capitals, decomposed letters, stray spaces, the old spellings of peoples, two-digit years, dates that became numbers, a blank row within the list."""
    b = Book()
    sheet = b.book.add_worksheet("Sheet1")
    top = office_head(sheet, union, "DANH SÁCH", head)
    for c, heading in enumerate(SHORT):
        sheet.write_string(top, c, heading.upper() if c == 1 else heading, b.bold)
    rows = []
    for i, p in enumerate(persons):
        r = top + 1 + i + (1 if i >= 3 else 0)
        rows.append(("Sheet1", r + 1))
        for c, text in enumerate(short_row(i + 1, p)):
            odd = text
            if c == 3 and "birth" not in p.typed and i % 2 == 0:
                if not p.year_only:  # a date whose format was lost: the number that Excel keeps
                    sheet.write_number(r, c, (p.birth - _DAY_ZERO).days, b.cell)
                    continue
                odd = f"{p.birth.year % 100:02d}"
            if c == 1:
                odd = unicodedata.normalize("NFD", text.upper() if i % 2 else f" {text}  ")
            elif c == 4 and "ethnicity" not in p.typed:
                odd = _ODD_SPELLINGS.get(text, text)
            sheet.write_string(r, c, odd, b.cell)
    sheet.write_string(top + len(persons) + 3, 1, f"Tổng cộng danh sách có {len(persons)} người")
    found = collective_sheet(b, union, collectives)
    return Written("xlsx", b.done(), tuple(rows), found)


def windows_1258(text: str) -> bytes:
    """Tones stand behind their letter in Windows-1258, horns, breves and circumflexes in it."""
    out = bytearray()
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tones = [c for c in parts[1:] if c in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
            out += (base + "".join(tones)).encode("cp1258")
    return bytes(out)
