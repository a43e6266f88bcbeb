"""Rows that couple people: spouses, one household, one address; at most so many of those who belong together.

A group is a category that names its members. Only groups with more possible members than may be chosen become rows. Of a large pool even
these are rows only when a list near the best one could break them (`touched`): the others hold by themselves, which the list shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.selection.types import Category
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from vinhdanh.engines.selection.types import Candidate, Family, Rules


def groups(candidates: Sequence[Candidate], rules: Rules) -> tuple[Category, ...]:
    """The groups that can be broken, in the order of the rules and then by value (or by the first id).

    Raises:
        UserError: a family names a column or somebody who is not in the table.
    """
    found: list[Category] = []
    for family in rules.families:
        together = _members(candidates, family) if family.column else {"": _named(candidates, family)}
        for value, ids in sorted(together.items()):
            possible = frozenset(ids) - set(rules.must_exclude)
            if len(possible) > family.at_most:
                label = f"{family.label}: {value}" if value else family.label
                id_ = f"{family.id}:{value}" if value else family.id
                found.append(Category(id_, label, family.column, (value,), 0, family.at_most, possible))
    return tuple(found)


def touched(waiting: Iterable[Category], open_: AbstractSet[str]) -> tuple[Category, ...]:
    """Those groups of which more than their cap stand in `open_`: everyone who is on the list or could be on an equally good one."""
    return tuple(g for g in waiting if g.at_most is not None and len(g.members & open_) > g.at_most)


def _members(candidates: Sequence[Candidate], family: Family) -> dict[str, list[str]]:
    """Value (or first id of a chain) -> ids."""
    if not any(family.column in c.attributes for c in candidates):
        raise UserError(
            f"Mục “families” cần cột “{family.column}” nhưng bảng không có cột này. Đề nghị thêm cột hoặc sửa tên cột.",
            f"“families” needs the column “{family.column}”, which the table does not have.",
        )
    pairs = [(c.id, v) for c in candidates for v in c.attributes.get(family.column, ())]
    found: dict[str, list[str]] = {}
    if not family.by_id:
        for id_, value in pairs:
            found.setdefault(value, []).append(id_)
        return found
    leader = {c.id: c.id for c in candidates}
    for id_, other in pairs:
        if other not in leader:
            continue  # a spouse who is no candidate couples nobody
        first, second = sorted((_leader(leader, id_), _leader(leader, other)))
        leader[second] = first
    for c in candidates:
        found.setdefault(_leader(leader, c.id), []).append(c.id)
    return found


def _leader(leader: dict[str, str], id_: str) -> str:
    """The first id of the chain; halves the way for the next one who asks."""
    while leader[id_] != id_:
        leader[id_] = leader[leader[id_]]
        id_ = leader[id_]
    return id_


def _named(candidates: Sequence[Candidate], family: Family) -> tuple[str, ...]:
    known = {c.id for c in candidates}
    for id_ in family.members:
        if id_ not in known:
            raise UserError(
                f"Mục “families” nêu mã “{id_}” không có trong danh sách. Đề nghị kiểm tra lại mã.",
                f"“families” names “{id_}”, who is not in the table.",
            )
    return family.members
