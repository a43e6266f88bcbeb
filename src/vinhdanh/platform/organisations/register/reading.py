"""Reads a register: rows with their values, and what does not fit, row by row. No database is touched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from vinhdanh.engines.campaign.grid import read_workbook
from vinhdanh.engines.campaign.tables_in import read_table
from vinhdanh.errors import UserError
from vinhdanh.platform.organisations.forms.fields import FIRST_DAY, LARGEST, LAST_DAY
from vinhdanh.platform.organisations.forms.unions import CODE
from vinhdanh.platform.organisations.register.table import COUNTS, LENGTHS, heading, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.campaign.tables_in import Row
    from vinhdanh.engines.campaign.types import Finding

Problem = tuple[str, str, str]
"""Cell, reason, remedy."""

_ROW = re.compile(r"\d+\Z")
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

    def add(self, name: str, reason: str, remedy: str) -> None:
        """Notes what is wrong with a field."""
        self.problems.append((self.cells.get(name, ""), reason, remedy))


def read(data: bytes, filename: str) -> list[ReadRow]:
    """All rows of a register, in the order of the sheet.

    Raises:
        UserError: The file is no table, or none of its sheets has the column of names, or it has no rows.
    """
    findings: list[Finding] = []
    rows = [_row(row) for row in read_table(table(), read_workbook(data, filename), findings)]
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
        row = by_number.setdefault(number, ReadRow(number, {"name": ""}))
        row.problems.append((finding.cell, _PLACE.sub(_field, finding.message), finding.remedy))
    if not by_number:
        raise UserError("Tệp không có dòng nào.", "The file has no rows.")
    if len(by_number) > MOST_ROWS:
        raise UserError(f"Tệp có hơn {MOST_ROWS} dòng. Đồng chí chia nhỏ tệp.", f"The file has more than {MOST_ROWS} rows.")
    ordered = sorted(by_number.values(), key=lambda row: row.number)
    for row in ordered:
        for name, reason, remedy in _misfits(row.values):
            row.add(name, reason, remedy)
    return ordered


def _field(place: re.Match[str]) -> str:
    """The heading of the column alone."""
    return f"{place[1]}: " if place[1] else ""


def _row(row: Row) -> ReadRow:
    return ReadRow(row.row + 1, dict(row.values), {name: row.cell(name) for name in row.at})


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
