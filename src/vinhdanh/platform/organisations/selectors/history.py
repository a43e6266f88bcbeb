"""The tree as it was on an earlier day: which unions there were, what they were called, where they stood.

Names are no secret, pages are: a union that stood below one of the scope on that day is named though it has moved away since.
Level and figures are those that were kept with a day (`UnionState`); what was in force before the first change that is kept is what it changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import BigIntegerField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from vinhdanh.engines.vietnamese import sort_key
from vinhdanh.platform.organisations.models import Level, Succession, Union, UnionName, UnionPlace, UnionState
from vinhdanh.platform.organisations.models.unions import prefixes
from vinhdanh.platform.organisations.selectors import unions as selectors
from vinhdanh.platform.organisations.selectors.groups import lasting

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import UnionGroup
    from vinhdanh.platform.organisations.models.unions import UnionQuerySet

DEEPEST = 60
"""So many steps up are followed."""


@dataclass(slots=True)
class Then:
    """A union on an earlier day. `seen`: its page is in the reader's scope; `below`: how many stood right below it, where that was counted.

    `state` and `groups` are set by `described`: its level and figures, and the groups of unions ("khối, cụm") in which it was.
    """

    union: Union
    name: str
    seen: bool
    below: int = 0
    state: Union | UnionState | None = None
    groups: list[UnionGroup] = field(default_factory=list)

    @property
    def renamed(self) -> bool:
        """Whether it bears another name today."""
        return self.name != self.union.name


@dataclass(frozen=True, slots=True)
class Former:
    """What a union has left: "name" or "place", until when (the first day after), what it was, by which decision."""

    kind: str
    until: date
    was: str
    decision: str


@dataclass(frozen=True, slots=True)
class Structure:
    """The levels of a time. None: without a first day, or until further notice; `until` is the first day after."""

    since: date | None
    until: date | None
    levels: list[Level]


def then(found: UnionQuerySet, day: date) -> UnionQuerySet:
    """Adds `parent_then` and `name_then`: what stood above each and how it was called on a day."""
    places = UnionPlace.objects.filter(union=OuterRef("pk"), until__gt=day).order_by("until", "pk")
    names = UnionName.objects.filter(union=OuterRef("pk"), until__gt=day).order_by("until", "pk")
    return found.select_related("level").annotate(
        parent_then=Coalesce(Subquery(places.values("parent")[:1]), F("parent"), output_field=BigIntegerField()),
        name_then=Coalesce(Subquery(names.values("name")[:1]), F("name")),
    )


def _standing(parents: Iterable[int], day: date) -> UnionQuerySet:
    """Unions that stood right below some on a day. By index: those that stand there now, and those of which a former place tells so."""
    keys = list(parents)
    moved = UnionPlace.objects.filter(parent__in=keys, until__gt=day).values("union")
    near = Union.objects.on(day).filter(Q(parent__in=keys) | Q(pk__in=moved))
    return then(near, day).filter(Q(parent_then__in=keys))


def children(reader: Reader, parent: Union, day: date) -> list[Then]:
    """What stood right below a union on a day, in Vietnamese order of the names of then."""
    rows = [_then(reader, row) for row in _standing([parent.pk], day)]
    return sorted(rows, key=lambda row: (sort_key(row.name), row.union.pk))


def counted(rows: list[Then], day: date) -> list[Then]:
    """The same rows, each with how many stood right below it. One query."""
    standing = _standing([row.union.pk for row in rows], day)
    counts = Counter(standing.values_list("parent_then", flat=True))  # type: ignore[misc]  # added by `then`
    for row in rows:
        row.below = counts[row.union.pk]
    return rows


def described(rows: list[Then], day: date) -> list[Then]:
    """The same rows, each with its level, figures and groups of the day. Two queries."""
    keys = [row.union.pk for row in rows]
    states: dict[int, UnionState] = {}
    for state in UnionState.objects.filter(union__in=keys, until__gt=day).select_related("level").order_by("until", "pk"):
        states.setdefault(state.union_id, state)
    groups: dict[int, list[UnionGroup]] = defaultdict(list)
    found = lasting(day).filter(union__in=keys).select_related("group").order_by("group__position", "group__sort_key", "pk")
    for membership in found:
        groups[membership.union_id].append(membership.group)
    for row in rows:
        row.state, row.groups = states.get(row.union.pk, row.union), groups[row.union.pk]
    return rows


def roots(reader: Reader, day: date) -> list[Then]:
    """The topmost unions of the reader's scope of today as they were; of one that was not there yet, those from which it came."""
    tops = list(selectors.roots(reader))
    young = [top.pk for top in tops if top.valid_from is not None and top.valid_from > day]
    came = Succession.objects.filter(successor__in=young).values("predecessor") if young else []
    found = then(Union.objects.on(day).filter(Q(pk__in=[top.pk for top in tops]) | Q(pk__in=came)), day)
    return [_then(reader, row) for row in found.order_by("path")]


def union(reader: Reader, pk: int, day: date) -> UnionQuerySet:
    """One union in scope with what `then` adds: whether it stood on the day is said by `one`."""
    return then(selectors.union(reader, pk), day)


def one(reader: Reader, found: Union, day: date) -> Then | None:
    """A union on a day; None: there was no such union. No query for one that `union` gave."""
    row = _read(found, day)
    begun = row.valid_from is None or row.valid_from <= day
    return _then(reader, row) if begun and (row.valid_to is None or row.valid_to > day) else None


def _read(found: Union, day: date) -> Union:
    """The same union with what `then` adds."""
    return found if "parent_then" in found.__dict__ else then(Union.objects.filter(pk=found.pk), day).get()


def chain(reader: Reader, union: Union, day: date) -> list[Then]:
    """What stood above a union on a day, the top first. One query while nothing above has moved, then one more a step."""
    near = {row.pk: row for row in then(Union.objects.filter(path__in=prefixes(union.path)), day)}
    row: Union | None = _read(union, day)
    found: list[Then] = []
    passed = {union.pk}
    while row is not None and len(found) < DEEPEST:
        above = row.parent_then  # type: ignore[attr-defined]  # added by `then`
        if above is None or above in passed:
            break
        row = near.get(above) or then(Union.objects.filter(pk=above), day).first()
        if row is not None:
            passed.add(row.pk)
            found.insert(0, _then(reader, row))
    return found


def former(union: Union, after: date | None = None) -> list[Former]:
    """Names and places that a union has left, on a day after `after` when that is told, the earliest first. One query."""
    columns = ("pk", "until", "decision", "kind", "was")
    names = UnionName.objects.filter(union=union).annotate(kind=Value("name"), was=F("name"))
    places = UnionPlace.objects.filter(union=union).annotate(kind=Value("place"), was=F("parent__name"))
    if after is not None:
        names, places = names.filter(until__gt=after), places.filter(until__gt=after)
    rows = names.order_by().values_list(*columns).union(places.order_by().values_list(*columns), all=True)
    return [Former(kind, until, was, decision) for _pk, until, decision, kind, was in rows.order_by("until", "pk")]


def structures() -> list[Structure]:
    """The levels side by side: a structure for each time in which the same levels were in force, the latest first."""
    levels = list(selectors.all_levels())
    days = sorted({day for level in levels for day in (level.valid_from, level.valid_to) if day is not None})
    spans = zip([None, *days], [*days, None], strict=True)
    found = [Structure(start, end, [level for level in levels if _lasts(level, start, end)]) for start, end in spans]
    return found[::-1]


def _lasts(level: Level, start: date | None, end: date | None) -> bool:
    """Whether a level is in force in a time in which nothing begins or ends."""
    begun = level.valid_from is None or (start is not None and level.valid_from <= start)
    return begun and (level.valid_to is None or (end is not None and level.valid_to >= end))


def _then(reader: Reader, row: Union) -> Then:
    return Then(row, row.name_then, reader.sees(row))  # type: ignore[attr-defined]  # added by `then`
