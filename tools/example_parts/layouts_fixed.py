"""Hands whose files only another program can write: .xls and .doc, converted once by LibreOffice and kept as they came.

`python tools/examples.py --convert` makes the files in `fixed/` anew from what the
generator gives. Their bytes differ from one version of LibreOffice to the next, so that the examples only copy them.
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from example_parts.layouts import Book, Written, office_head
from example_parts.layouts_odd import GROUP_SHEET, group_rows, word
from example_parts.layouts_plain import SHORT, short_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from example_parts.people import Collective, Person
    from vinhdanh.engines.campaign.types import Union

FIXED = Path(__file__).with_name("fixed")
_SHEET = "Danh sach"


def old_excel(union: Union, persons: Sequence[Person], collectives: Sequence[Collective], head: int) -> Written:
    """A workbook of Excel 97 with a hidden row, days without leading zeros, and formulas whose saved values are read."""
    path = FIXED / f"{union.code}.xls"
    rows = tuple((_SHEET, head + 2 + i) for i in range(len(persons)))
    groups = tuple((GROUP_SHEET, i + 2) for i in range(len(collectives)))
    return Written("xls", path.read_bytes() if path.exists() else b"", rows, groups)


def old_excel_source(union: Union, persons: Sequence[Person], collectives: Sequence[Collective], head: int) -> bytes:
    """The same list as .xlsx, from which LibreOffice makes the .xls."""
    b = Book()
    sheet = b.book.add_worksheet(_SHEET)
    top = office_head(sheet, union, "DANH SÁCH", head)
    for c, heading in enumerate(SHORT):
        sheet.write_string(top, c, heading, b.bold)
    for i, p in enumerate(persons):
        r = top + 1 + i
        for c, text in enumerate(short_row(i + 1, p)):
            if c == 0 and i:
                sheet.write_formula(r, c, f"=A{r}+1", b.cell, i + 1)
            elif c == 3 and not p.year_only and "birth" not in p.typed:
                sheet.write_string(r, c, f"{p.birth.day}/{p.birth.month}/{p.birth.year}", b.cell)
            else:
                sheet.write_string(r, c, text, b.cell)
    group_rows(b, collectives)
    sheet.set_row(top + 2, None, None, {"hidden": True})
    return b.done()


def old_word_source(union: Union, persons: Sequence[Person], collectives: Sequence[Collective]) -> bytes:
    """The list as .docx, from which LibreOffice makes the .doc."""
    return word(union, persons, collectives, 0).data


def convert(data: bytes, stem: str, ending: str, to: str) -> bytes:
    """A file in another kind, as LibreOffice writes it.

    Args:
        data: The file.
        stem: Its name without ending.
        ending: Its ending.
        to: The ending wanted.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / f"{stem}.{ending}").write_bytes(data)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        order = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", name, str(folder / f"{stem}.{ending}")]
        subprocess.run(order, check=True, capture_output=True, timeout=120)  # noqa: S603 - found on the path by its own name
        return (folder / f"{stem}.{to}").read_bytes()
