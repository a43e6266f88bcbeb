"""Reads of mergers and splits that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.platform.organisations import rules
from vinhdanh.platform.organisations.models import Reorganisation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Succession

COUNTED = ("organisations.Person", "organisations.Post", "organisations.UnionGroup")


def reorganisation(reader: Reader, pk: int) -> QuerySet[Reorganisation]:
    """One merger or split of the scope."""
    return Reorganisation.objects.filter(pk=pk, union__in=reader.unions()).select_related("union")


def may_take_back(reader: Reader, rows: Iterable[Succession]) -> set[int]:
    """Keys of those among the mergers and splits of a page that the reader may take back. No query."""
    old: dict[int, list[Succession]] = {}
    for row in rows:
        if row.reorganisation_id is not None:
            old.setdefault(row.reorganisation_id, []).append(row)
    return {
        key
        for key, found in old.items()
        if rules.may_take_back(reader, [row.predecessor for row in found], [row.successor for row in found])
    }


def counts(held: Reorganisation) -> dict[str, int]:
    """How much goes back: unions below, people, posts, groups."""
    changed = held.changes.get("changed", {})
    names = {"children": len(held.changes.get("children", ()))}
    return names | {label.rpartition(".")[2].lower(): len(changed.get(label, ())) for label in COUNTED}
