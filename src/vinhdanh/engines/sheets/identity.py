"""Whose list a file is: the form's own mark first, then the union's code or name in the file name and above the headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vinhdanh.engines.campaign.grid import Grid
    from vinhdanh.engines.campaign.types import Union

VERSION = 1
"""Version of the blank form that this program writes."""

META_SHEET = "_vinhdanh"
"""The hidden sheet of a blank form that holds its mark, cell by cell."""

_VISIBLE = re.compile(r"\bVD(?P<version>\d{1,3}) · (?P<campaign>[^·]{1,80}?) · (?P<union>[^·]{1,40}?)\s*(?:·.*)?$")
_PREFIX = re.compile(r"^(?:cdcs|cong doan co so|cong doan|nghiep doan co so|nghiep doan|cd) ")
_HEAD_ROWS = 40


@dataclass(frozen=True, slots=True)
class FormMark:
    """What a blank form says of itself."""

    version: int
    campaign: str
    union: str

    @property
    def form_id(self) -> str:
        """The line that is printed on the form: "VD1 · phu-rieng-2020 · GD-07"."""
        return f"VD{self.version} · {self.campaign} · {self.union}"


def form_mark(grids: Sequence[Grid]) -> FormMark | None:
    """The mark of the form that the file was made from, None when there is none."""
    for grid in grids:
        if grid.sheet == META_SHEET:
            cells = {str(grid.at(r, 0)): str(grid.at(r, 1)) for r in range(min(grid.height, 20))}
            if cells.get("version", "").isdigit() and cells.get("campaign") and cells.get("union"):
                return FormMark(int(cells["version"]), cells["campaign"], cells["union"])
    for text in _head_texts(grids):
        found = _VISIBLE.search(text)
        if found:
            return FormMark(int(found["version"]), found["campaign"], found["union"])
    return None


def named_unions(filename: str, grids: Sequence[Grid], unions: Sequence[Union]) -> tuple[Union, ...]:
    """Unions whose code stands in the file name, else whose name stands there or above the headings; longer names hide those in them.

    One means a match; none or several are for a person to settle.
    """
    file_key = f" {match_key(filename.rsplit('/', 1)[-1].rsplit('.', 1)[0].replace('_', ' '))} "
    coded = tuple(u for u in unions if f" {match_key(u.code)} " in file_key)
    if coded:
        return coded
    texts = [file_key, *(f" {match_key(t)} " for t in _head_texts(grids))]
    for text in texts:
        found = [(key, u) for u in unions if (key := _name_key(u.name)) and f" {key} " in text]
        longest = [u for key, u in found if not any(key != other and f" {key} " in f" {other} " for other, _ in found)]
        if longest:
            return tuple(longest)
    return ()


def _name_key(name: str) -> str:
    return _PREFIX.sub("", match_key(name))


def _head_texts(grids: Sequence[Grid]) -> Iterable[str]:
    for grid in grids:
        for row in grid.cells[:_HEAD_ROWS]:
            for cell in row:
                if isinstance(cell, str) and len(cell) < 300:
                    yield cell
