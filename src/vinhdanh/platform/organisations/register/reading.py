"""Reads a register: rows with their values, and what does not fit, row by row. No database is touched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from vinhdanh.engines.campaign.grid import a1, read_workbook
from vinhdanh.engines.campaign.tables_in import read_table
from vinhdanh.engines.vietnamese import parse_date
from vinhdanh.errors import UserError
from vinhdanh.platform.organisations.forms.fields import FIRST_DAY, LARGEST, LAST_DAY
from vinhdanh.platform.organisations.forms.unions import CODE
from vinhdanh.platform.organisations.register.heads import CHAIR_TITLE, heads_chair, is_total, joined
from vinhdanh.platform.organisations.register.table import COUNTS, LENGTHS, heading, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from vinhdanh.engines.campaign.grid import Cell, Grid
    from vinhdanh.engines.campaign.tables_in import Row
    from vinhdanh.engines.campaign.types import Finding

Problem = tuple[str, str, str]
"""Cell, reason, remedy."""

_ROW = re.compile(r"\d+\Z")
_A1 = re.compile(r"([A-Z]+)(\d+)\Z")
_PLACE = re.compile(r"\A.{0,400}?, ô [A-Z]+\d+(?: \((.+?)\))?: ", re.DOTALL)
"""Where a finding of a folder's table begins: the preview tells the cell by itself."""
MOST_ROWS = 200_000


@dataclass(slots=True)
class ReadRow:
    """A row as read. `number` as Excel counts it."""

    number: int
    values: dict[str, Any]
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    """What a person should know of the row, which is written all the same."""

    def add(self, name: str, reason: str, remedy: str) -> None:
        """Notes what is wrong with a field."""
        self.problems.append((self.cells.get(name, ""), reason, remedy))


def read(data: bytes, filename: str) -> list[ReadRow]:
    """All rows of a register, in the order of the sheet.

    Raises:
        UserError: The file is no table, or none of its sheets has the column of names, or it has no rows.
    """
    findings: list[Finding] = []
    grids = [joined(table(), grid) for grid in read_workbook(data, filename)]
    rows = [_row(row) for row in read_table(table(), grids, findings)]
    _name_chairs(rows, grids)
    if not rows and any(finding.code != "campaign.missing-value" for finding in findings if not finding.cell):
        name = heading("name")
        raise UserError(
            f"Tệp không có cột “{name}” nên chưa đọc được. Đồng chí tải mẫu danh bạ ở trang này, chép danh sách vào rồi tải lên lại.",
            f"The file has no column “{name}”. Download the form on this page, copy the list into it and upload it again.",
        )
    by_number = {row.number: row for row in rows}
    for finding in findings:
        found = _ROW.search(finding.cell)
        if found is None:
            continue
        number = int(found.group())
        if number not in by_number and _lone(grids, finding, number):
            continue  # no union: the words of who signs, a note
        row = by_number.setdefault(number, ReadRow(number, {"name": ""}))
        raw = _cell(grids, finding)
        if f"({heading('valid_from')})" in finding.message and _in_part(raw):
            row.notes.append(
                (
                    finding.cell,
                    f"“{heading('valid_from')}” chỉ ghi “{raw}” nên để trống.",
                    "Biết đủ ngày, tháng, năm thì ghi sau.",
                )
            )
        else:
            row.problems.append((finding.cell, _PLACE.sub(_field, finding.message), finding.remedy))
    by_number = {number: row for number, row in by_number.items() if not is_total(row.values["name"])}
    if not by_number:
        raise UserError("Tệp không có dòng nào.", "The file has no rows.")
    if len(by_number) > MOST_ROWS:
        raise UserError(f"Tệp có hơn {MOST_ROWS} dòng. Đồng chí chia nhỏ tệp.", f"The file has more than {MOST_ROWS} rows.")
    ordered = sorted(by_number.values(), key=lambda row: row.number)
    for row in ordered:
        for name, reason, remedy in _misfits(row.values):
            row.add(name, reason, remedy)
    return ordered


def _cell(grids: Iterable[Grid], finding: Finding) -> Cell:
    """What stands in the cell of a finding."""
    place = _A1.match(finding.cell)
    grid = next((grid for grid in grids if grid.sheet == finding.sheet), None)
    if place is None or grid is None:
        return None
    return next((grid.at(int(place[2]) - 1, c) for c in range(grid.width) if a1(int(place[2]) - 1, c) == finding.cell), None)


def _lone(grids: Iterable[Grid], finding: Finding, number: int) -> bool:
    """Whether a row holds one cell alone."""
    grid = next((grid for grid in grids if grid.sheet == finding.sheet), None)
    return grid is not None and sum(grid.at(number - 1, c) not in (None, "") for c in range(grid.width)) == 1


def _in_part(cell: Cell) -> bool:
    """Whether a cell holds a year, or a month and a year, without the day."""
    found = parse_date(cell) if isinstance(cell, str | int) else None
    return found is not None and found.full is None


def _field(place: re.Match[str]) -> str:
    """The heading of the column alone."""
    return f"{place[1]}: " if place[1] else ""


def _row(row: Row) -> ReadRow:
    return ReadRow(row.row + 1, dict(row.values), {name: row.cell(name) for name in row.at})


def _name_chairs(rows: Sequence[ReadRow], grids: Sequence[Grid]) -> None:
    """Who stands under "Họ tên Chủ tịch" is the chair, where no column tells the post."""
    named = [row for row in rows if row.values.get("responsible") and not row.values.get("responsible_title")]
    if named and any(heads_chair(grid, named[0].cells["responsible"]) for grid in grids):
        for row in named:
            row.values["responsible_title"] = CHAIR_TITLE


def _misfits(values: dict[str, Any]) -> Iterator[Problem]:
    """What the database could not hold: field, reason, remedy."""
    for name, longest in LENGTHS.items():
        if len(values.get(name, "")) > longest:
            yield name, f"“{heading(name)}” dài quá {longest} ký tự.", "Viết ngắn lại."
    code = values.get("code")
    if code and len(code) <= LENGTHS["code"]:
        try:
            CODE(code)
        except ValidationError as error:
            yield "code", str(error.messages[0]), "Sửa lại mã."
    for name in COUNTS:
        if values.get(name, 0) > LARGEST:
            yield name, f"“{heading(name)}” quá lớn.", "Kiểm tra lại con số."
        elif name != "members" and values.get(name, 0) > values.get("members", LARGEST):
            yield name, f"“{heading(name)}” lớn hơn tổng số đoàn viên.", "Kiểm tra lại hai con số."
    if values.get("email"):
        try:
            validate_email(values["email"])
        except ValidationError:
            yield "email", "Địa chỉ thư điện tử chưa đúng.", "Ghi lại, ví dụ vidu@example.vn."
    for name in ("valid_from", "group_from"):
        day = values.get(name)
        if isinstance(day, date) and not FIRST_DAY <= day <= LAST_DAY:
            yield name, "Ngày ngoài khoảng từ năm 1900 đến năm 2200.", "Kiểm tra lại ngày."
