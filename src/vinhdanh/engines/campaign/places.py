"""Where the rows of the workbooks stand, so that a finding can name the cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.tables_in import Row

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Finding

Places = dict[tuple[str, int], tuple[str, Row]]
"""(table, number of the record from 0) -> (file, row)."""


def placed(finding: Finding, places: Places, table: str, number: int, field: str) -> Finding:
    """The finding with file, sheet and cell of a record's field, as far as they are known."""
    at = places.get((table, number))
    if at is None:
        return finding
    file, row = at
    return replace(finding, file=file, sheet=row.sheet, cell=row.cell(field))
