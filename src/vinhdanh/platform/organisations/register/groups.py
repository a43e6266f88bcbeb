"""Groups ("khối, cụm thi đua") in a register: only those that its union has formed; a new one is offered, and made when a person agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.vietnamese import match_key, short_date
from vinhdanh.platform.organisations.register.table import heading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from vinhdanh.platform.organisations.models import UnionGroup
    from vinhdanh.platform.organisations.register.known import Knowledge
    from vinhdanh.platform.organisations.register.plan import Planned

NEW = 0
"""In place of a group's key: it is made when the register is written."""


def compare(knowledge: Knowledge, rows: Iterable[Planned], agreed: Collection[str]) -> None:
    """Notes for each row into which group it puts its union, from which day.

    Args:
        knowledge: The branch that the register is for.
        rows: With their unions found.
        agreed: Keys of the names of new groups that a person agreed to.
    """
    for row in rows:
        name = str(row.row.values.get("group") or "")
        if not name or row.problems:
            continue
        found = knowledge.groups.get(match_key(name), [])
        if row.known is not None and row.known.pk == knowledge.top:
            row.row.add("group", "Đơn vị lập các khối, cụm không đứng trong khối, cụm của chính mình.", "Để trống ô này.")
        elif len(found) > 1:
            row.row.add("group", f"Có {len(found)} khối, cụm tên “{name[:100]}”.", "Đổi tên một khối, cụm trước.")
        elif found:
            _join(knowledge, row, found[0])
        elif match_key(name) in agreed:
            _put(row, NEW, name, "")
        else:
            row.unknown_group = name
            row.row.add(
                "group", f"Chưa có khối, cụm tên “{name[:100]}”.", "Đồng ý lập khối, cụm này ở đầu trang, hoặc sửa lại tên."
            )


def _join(knowledge: Knowledge, row: Planned, group: UnionGroup) -> None:
    before = knowledge.group_of.get(row.known.pk) if row.known else None
    if before is not None and before.pk == group.pk:
        return
    day = row.row.values.get("group_from") or knowledge.day
    if (group.valid_from is not None and day < group.valid_from) or (group.valid_to is not None and day >= group.valid_to):
        row.row.add(
            "group_from", f"“{group.name[:100]}” chưa lập hoặc đã kết thúc vào ngày {short_date(day)}.", "Kiểm tra lại ngày."
        )
        return
    _put(row, group.pk, group.name, before.name if before else "")


def _put(row: Planned, key: int, name: str, before: str) -> None:
    day = row.row.values.get("group_from")
    row.new["group"] = [key, name]
    row.new["group_from"] = day
    row.changes.append((heading("group"), before, name))
    if day:
        row.changes.append((heading("group_from"), "", short_date(day)))
