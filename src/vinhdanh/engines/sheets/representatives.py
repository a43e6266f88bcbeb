"""A collective whose representative stands in the row below it: the row is told from a nominee's, and read as the representative."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vinhdanh.engines.sheets import records
from vinhdanh.engines.sheets.cells import text_of
from vinhdanh.engines.sheets.keys import match_key, repair
from vinhdanh.engines.sheets.rows import names_collective, names_person

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Nominee
    from vinhdanh.engines.sheets.log import Log
    from vinhdanh.engines.sheets.rows import Row

_LABEL = re.compile(r"[\s(\-–+*]*(?:người|cá nhân)?\s*đại diện(?:\s+(?:cho\s+)?tập thể)?\s*(?:là\s*)?[:：\-–]?\s*", re.IGNORECASE)
_END = re.compile(r"[\s)]+$")
_HUMAN = frozenset({"sex", "birth", "birth_male", "birth_female", "honorific"})
_OF_REPRESENTATIVE = frozenset(
    {
        "rep_name",
        "rep_post",
        "rep_sex",
        "rep_birth",
        "rep_birth_male",
        "rep_birth_female",
        "rep_ethnicity",
        "rep_labour_group",
        "rep_manager",
        "note",
    }
)


def stands_in(row: Row) -> bool:
    """Whether the row, below a collective without representative, is that representative and no nominee.

    It has no running number, and either says "Đại diện: …", or fills only columns of a representative, or holds a person's name with sex
    or birth in a table of both kinds.
    """
    if re.search(r"\d", row.number()):
        return False
    name = repair(row.typed_name())
    filled = row.filled()
    if not name:
        return "rep_name" in filled and filled <= _OF_REPRESENTATIVE
    told = _labelled(name)
    if told:
        first = repair(re.split(r"[,;–]|\s-\s", records.without_address(told))[0])
        return names_person(first) and not names_collective(first)
    return row.table.kind == "mixed" and bool(filled & _HUMAN) and names_person(name) and not names_collective(name)


def represented(collective: Nominee, row: Row, log: Log, setting: records.Setting) -> Nominee:
    """The collective with the representative of the row."""
    name = repair(row.typed_name())
    if not name:
        place, raw = row.place("rep_name"), text_of(row.cell("rep_name"))
    else:
        place, raw = row.place("collective" if row.table.kind == "collective" else "name"), _labelled(name) or name
    # In a table of both kinds the columns of a person speak of the representative.
    prefix = "" if row.table.kind != "collective" and not row.table.columns_of("rep_sex") else "rep_"
    found = records.representative_of(raw, place, row, log, setting, (collective.name, prefix))
    note = "; ".join(filter(None, (collective.note, row.text("note"))))
    return replace(collective, representative=found, note=note)


def _labelled(name: str) -> str:
    """What follows "Đại diện:", "" when the cell does not begin so."""
    found = _LABEL.match(name)
    return _END.sub("", name[found.end() :]) if found and "dai dien" in match_key(found.group()) else ""
