"""Tells what a row below the headings is: a nominee, or a group, total, signature, example or numbering row."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar, cast

from vinhdanh.engines.sheets.cells import shown, text_of
from vinhdanh.engines.sheets.keys import accent_key, match_key, repair

if TYPE_CHECKING:
    from collections.abc import Callable

    from vinhdanh.engines.campaign.grid import Cell
    from vinhdanh.engines.sheets.log import Log
    from vinhdanh.engines.sheets.tables import Column, Merged, Table

T = TypeVar("T")
_MANY = 65_536
_NAME_FIELDS = ("name", "family", "given", "collective", "mixed")
_CONTINUED = frozenset({"achievements", "initiatives", "summary", "note", "post", "unit"})

_NUMBER = re.compile(r"\s*\d{1,6}\s*[.)]?\s*")
_ORDER = re.compile(r"\s*(?:[IVXL]{1,6}|[A-HĐ])\s*[.)/-]?\s*")
_GROUP = re.compile(r"(?:[ivxl]+|[a-h]) .+|(?:khoi|cum|nhom|phan|danh sach|ca nhan|tap the|don vi|cong doan|truong|cac)\b.*")
_TOTAL = re.compile(
    r"(?:tổng cộng|tổng số|cộng|cộng chung)(?: .*)?|tổng(?: \d.*)?|(?:ấn định )?danh sách (?:này )?(?:gồm )?(?:có )?.*\d+.*"
)
_TOTAL_PLAIN = re.compile(r"(?:tong cong|tong so|cong)(?: \d.*)?")
_SIGNATURE = re.compile(
    r"(?:tm|kt|tl|tuq|t m|k t) .+|(?:người|cán bộ) (?:lập|tổng hợp)\b.*|thủ trưởng.*|(?:phó )?chủ tịch(?: (?:công đoàn|cđcs).*)?"
    r"|xác nhận.*|nơi nhận.*|(?:phó )?(?:giám đốc|hiệu trưởng|bí thư).*|(?:\()?kí(?: tên)?(?:,)? .*|kí tên|ban chấp hành.*|lập biểu.*"
    r"|.*\bngày .*tháng .*năm\b.*|đại diện (?:ban|công đoàn|lãnh đạo|đơn vị).*|chủ tọa|thư kí|người duyệt.*"
)
_COLLECTIVE = re.compile(
    r"(?:tổ|đội|tập thể|công đoàn|cđcs|cđbp|cđ|nghiệp đoàn|phòng|trường|ban|phân xưởng|xưởng|nông trường|nhà máy|khoa|trạm|trung tâm"
    r"|chi nhánh|công ti|hợp tác xã|văn phòng|bộ phận|liên đoàn|ủy ban|ubnd|chuyền|nhóm|chi bộ|đoàn thể)\b.*"
)
_COLLECTIVE_FIRST = re.compile(
    r"(?:tổ|đội|tập|công|cđcs|cđbp|cđ|nghiệp|phòng|trường|ban|phân|xưởng|nông|nhà|khoa|trạm|trung|chi|hợp|văn|bộ|liên|ủy|ubnd|chuyền|nhóm|đoàn)\b"
)
"""How `_COLLECTIVE` begins, so that names of persons are told by their first word."""
_PERSON = re.compile(r"(?:[^\W\d_]|['’ʼ\-]){1,15}(?: (?:[^\W\d_]|['’ʼ.\-]){1,15}){1,7}")


class Role(StrEnum):
    """What a row is."""

    BLANK = "blank"
    NOMINEE = "nominee"
    GROUP = "group"
    TOTAL = "total"
    SIGNATURE = "signature"
    NUMBERING = "numbering"
    EXAMPLE = "example"
    CONTINUED = "continued"
    NAMELESS = "nameless"
    ODD = "odd"


class Row:
    """A row of a table, asked by field.

    Args:
        table: The table; its columns say where a field stands.
        merged: The sheet.
        index: 0-based row of the sheet.
    """

    __slots__ = ("_alone", "_columns", "_typed", "cells", "index", "merged", "plain", "table")

    def __init__(self, table: Table, merged: Merged, index: int) -> None:
        self.table, self.merged, self.index = table, merged, index
        self.cells = merged.row(index)
        self.plain = self.cells is merged.grid.cells[index]
        self._typed: str | None = None
        self._columns = table.by_field
        self._alone = table.alone

    def found(self, field: str) -> tuple[Column, Cell] | None:
        """The first column of the field that is filled in this row, with its cell."""
        columns = self._columns.get(field)
        if columns is None:
            return None
        for column in columns:
            cell = self.cells[column.index]
            if cell is not None:
                return column, cell
        return None

    def cell(self, field: str) -> Cell:
        """The first filled cell of the field, None when there is none."""
        for column in self._columns.get(field, ()):
            cell = self.cells[column.index]
            if cell is not None:
                return cell
        return None

    def text(self, field: str) -> str:
        """All filled cells of the field as one repaired text."""
        index = self._alone.get(field)
        if index is not None:
            cell = self.cells[index]
            return "" if cell is None else shown(cell)
        columns = self._columns.get(field)
        if not columns:
            return ""
        return repair("; ".join(t for t in (text_of(self.cells[c.index]) for c in columns) if t.strip()))

    def place(self, field: str) -> tuple[int, int]:
        """Row and column where the field stands in this row: its first filled column, else its first column, else the row's start."""
        found = self.found(field)
        columns = self.table.columns_of(field)
        return self.index, found[0].index if found else columns[0].index if columns else 0

    def typed_name(self) -> str:
        """The name as typed, from one column or from two."""
        if self._typed is None:
            self._typed = self._typed_name()
        return self._typed

    def _typed_name(self) -> str:
        for field in ("name", "collective", "mixed"):
            found = self.found(field)
            if found and self.owns(found[0]):
                return text_of(found[1])
        parts = (self.cell("family"), self.cell("given"))
        return " ".join(text_of(p) for p in parts if p is not None)

    def number(self) -> str:
        """The running number as typed; "" where the row only continues a merged one."""
        found = self.found("stt")
        return text_of(found[1]) if found and self.owns(found[0]) else ""

    def owns(self, column: Column) -> bool:
        """Whether what the column shows here does not come down from a row above."""
        return self.plain or self.merged.origin(self.index, column.index)[0] == self.index

    def values(self) -> list[tuple[int, Cell]]:
        """The filled cells of the row itself, unmerged."""
        cells = self.merged.grid.cells[self.index]
        return [(col, cell) for col, cell in enumerate(cells) if cell is not None]

    def filled(self) -> set[str]:
        """Fields that are filled in this row itself, without running number and name."""
        cells = self.merged.grid.cells[self.index]
        return {c.field for c in self.table.columns if c.field and cells[c.index] is not None} - {"stt", *_NAME_FIELDS}


def once(row: Row, log: Log, fields: tuple[str, ...], read: Callable[[], T]) -> T:
    """What `read` makes of the row's columns of some fields; rows of a table that show the same there are read once.

    What is found with a finding is not kept: each row has its own.

    Args:
        row: The row.
        log: Takes the findings of `read`.
        fields: All fields that `read` looks at; with the table they stand for `read` itself.
        read: Depends on the cells of these columns alone, but for its findings.
    """
    memo = row.table.memos.get(fields)
    if memo is None:
        indices = [c.index for f in fields for c in row.table.columns_of(f)] or [0]
        # One place twice, so that there is always a tuple.
        memo = row.table.memos[fields] = (itemgetter(*indices, indices[0]), {})
    pick, known = memo
    cells = pick(row.cells)
    key = (cells, *map(type, cells))
    if key in known:
        return cast("T", known[key])
    before = len(log.findings)
    result = read()
    if len(log.findings) == before and len(known) < _MANY:
        known[key] = result
    return result


@lru_cache(maxsize=65_536)
def names_collective(name: str) -> bool:
    """Whether a name begins as names of collectives do."""
    first = accent_key(name.split(maxsplit=1)[0]) if name else ""
    return (not first or _COLLECTIVE_FIRST.match(first) is not None) and _COLLECTIVE.fullmatch(accent_key(name)) is not None


def names_person(name: str) -> bool:
    """Whether a text looks like the name of a person: two to eight words of letters."""
    return _PERSON.fullmatch(repair(name)) is not None


def is_signature(text: str) -> bool:
    """Whether a text belongs to the block of signatures."""
    return len(text) <= 120 and _SIGNATURE.fullmatch(accent_key(text)) is not None


def role_of(row: Row, *, ended: bool, before: bool) -> Role:
    """What the row is.

    Args:
        row: The row.
        ended: The block of signatures has begun above: what follows is only read when it is clearly a row of the list.
        before: There is a nominee above whom the row may continue.
    """
    if _plain_nominee(row):
        return Role.NOMINEE
    values = row.values()
    return _role_of(row, values, ended=ended, before=before) if values else Role.BLANK


def _role_of(row: Row, values: list[tuple[int, Cell]], *, ended: bool, before: bool) -> Role:
    number = row.number()
    numbered = _NUMBER.fullmatch(number) is not None
    name = repair(row.typed_name())
    filled = row.filled()
    if match_key(number) in {"vd", "vi du", "mau"} or match_key(name).startswith("vi du"):
        return Role.EXAMPLE
    special = _special(values, name, numbered=numbered, filled=filled)
    if special:
        return special
    if name and not ended:
        return _named(row, name, number, filled, numbered=numbered)
    if ended:
        again = names_person(name) and (numbered or len(filled) >= 2)
        return Role.NOMINEE if again else Role.SIGNATURE
    return _unnamed(values, filled, numbered=numbered, before=before)


def _plain_nominee(row: Row) -> bool:
    """Whether the row begins as nearly all do, with a number and the name of a person: no other rule can then say otherwise."""
    number = row.found("stt")
    name = row.found("name")
    if number is None or name is None or not isinstance(name[1], str) or not _plain_name(name[1]):
        return False
    cell = number[1]
    plain = 0 <= cell <= 999_999 if cell.__class__ is int else isinstance(cell, str) and _NUMBER.fullmatch(cell) is not None
    return plain and row.owns(number[0]) and row.owns(name[0])


@lru_cache(maxsize=65_536)
def _plain_name(name: str) -> bool:
    """Whether a name, with a number before it, cannot be an example or a total."""
    if not names_person(name):
        return False
    # The first word alone tells that nearly all names are neither; first words are few.
    if not match_key(name.split(maxsplit=1)[0]).startswith(("vi", "tong", "cong")):
        return True
    key = match_key(name)
    return not key.startswith("vi du") and _TOTAL_PLAIN.fullmatch(key) is None


def _is_numbering(values: list[tuple[int, Cell]]) -> bool:
    """A row such as "1 2 3 …", "(1) (2) (3)" or "A B 1 2" below the headings."""
    texts = [re.sub(r"[\s()\[\]]", "", text_of(v)) for _, v in values]
    if len(texts) < 3 or not all(re.fullmatch(r"\d{1,2}|[A-Za-z]", t) for t in texts):
        return False
    figures = [int(t) for t in texts if t.isdigit()]
    return not figures or figures == list(range(figures[0], figures[0] + len(figures)))


def _special(values: list[tuple[int, Cell]], name: str, *, numbered: bool, filled: set[str]) -> Role | None:
    if _is_numbering(values):
        return Role.NUMBERING
    texts = [repair(v) for _, v in values if isinstance(v, str)]
    if len(values) == len(texts) == 2 and _ORDER.fullmatch(texts[0]):
        return Role.GROUP
    if numbered and name and not _TOTAL_PLAIN.fullmatch(match_key(name)):
        return None
    for text in texts[:3]:
        if _TOTAL.fullmatch(accent_key(text)) or _TOTAL_PLAIN.fullmatch(match_key(text)):
            return Role.TOTAL
    if (not name or is_signature(name) or (len(filled) < 2 and not names_person(name))) and any(map(is_signature, texts)):
        return Role.SIGNATURE
    return None


def _named(row: Row, name: str, number: str, filled: set[str], *, numbered: bool) -> Role:
    if numbered or len(filled) >= 2:
        return Role.NOMINEE
    if _ORDER.fullmatch(number) or _spans(row):
        return Role.GROUP
    if filled and not _GROUP.fullmatch(match_key(name)):
        return Role.NOMINEE
    if row.table.kind == "collective" and names_collective(name):
        return Role.NOMINEE
    if _GROUP.fullmatch(match_key(name)):
        return Role.GROUP
    return Role.NOMINEE if names_person(name) else Role.ODD


def _spans(row: Row) -> bool:
    """Whether the name's cell is merged over columns of other fields."""
    names = {c.index for c in row.table.columns if c.field in _NAME_FIELDS}
    here = {row.merged.origin(row.index, i) for i in names}
    return any(row.merged.origin(row.index, c.index) in here for c in row.table.columns if c.index not in names)


def _unnamed(values: list[tuple[int, Cell]], filled: set[str], *, numbered: bool, before: bool) -> Role:
    only = [text_of(v) for _, v in values]
    if _ORDER.fullmatch(only[0]) and 2 <= len(only) <= 3:
        return Role.GROUP
    if not filled:
        if numbered and len(only) == 1:
            return Role.BLANK
        return Role.GROUP if any(_GROUP.fullmatch(match_key(t)) for t in only) else Role.ODD
    if before and not numbered and filled <= _CONTINUED:
        return Role.CONTINUED
    if not numbered and len(values) == 1:
        return Role.GROUP if _GROUP.fullmatch(match_key(only[0])) else Role.ODD
    return Role.NAMELESS
