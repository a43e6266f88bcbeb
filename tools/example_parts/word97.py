"""The list of a union in a Word file of the kind before .docx, apart from the campaigns: only where LibreOffice is there can it be read."""

from __future__ import annotations

import json
from random import Random

from example_parts import district
from example_parts.layouts import Written
from example_parts.layouts_fixed import FIXED, convert, old_excel_source, old_word_source
from example_parts.names import Names
from example_parts.register import unions

FOLDER = "word-97"
CODE = "TH-04"
"""Whose list is written once more as .doc."""
_NAME = f"{CODE} danh sach.doc"


def made() -> dict[str, bytes]:
    """The file, and beside it its truth, as in the truth of a campaign."""
    _, union, (persons, collectives) = _listed(CODE)
    written = Written("doc", (FIXED / f"{CODE}.doc").read_bytes(), (("", 0),) * len(persons), (("", 0),) * len(collectives))
    truth = district.told(_NAME, union, "word", (persons, collectives), written)
    text = json.dumps({"files": [truth]}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return {_NAME: written.data, "truth.json": text.encode()}


def convert_anew() -> None:
    """Makes the files anew that only LibreOffice can write."""
    FIXED.mkdir(exist_ok=True)
    for code, layout in district.HANDS.items():
        if layout == "old_excel":
            place, union, (persons, collectives) = _listed(code)
            source = old_excel_source(union, persons, collectives, 3 + place * 5 % 9)
            (FIXED / f"{code}.xls").write_bytes(convert(source, code, "xlsx", "xls"))
    _, union, (persons, collectives) = _listed(CODE)
    (FIXED / f"{CODE}.doc").write_bytes(convert(old_word_source(union, persons, collectives), CODE, "docx", "doc"))


def _listed(code: str) -> tuple[int, district.Union, tuple[list[district.Person], list[district.Collective]]]:
    """A union of the district with its place among the senders and whom it puts forward."""
    chance = Random(district.SEED)
    names = Names(chance)
    register = unions(chance, names)
    lists = district.lists_of(chance, names, register)
    place, union = next((i, u) for i, u in enumerate(u for u in register if u.code in lists) if u.code == code)
    return place, union, lists[code]
