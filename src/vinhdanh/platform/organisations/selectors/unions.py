"""Reads along the tree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.vietnamese import accent_key, match_key, strip_accents
from vinhdanh.platform.organisations.models import Level, Post, Succession, Union

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models.unions import UnionQuerySet

PAGE = 50
"""Rows of a page."""
LONGEST_WORDS = 200
"""Letters of a search that are looked at."""


def unions(reader: Reader, *, ended: bool = False) -> UnionQuerySet:
    """The unions in the reader's scope that exist on the reader's day; with `ended` also those that are no more."""
    found = reader.unions()
    return found if ended else found.on(reader.day)


def union(reader: Reader, pk: int) -> UnionQuerySet:
    """One union in scope, living or ended, with its level and the one above it: for `get_object_or_404(union(reader, pk))`."""
    return reader.unions().filter(pk=pk).select_related("level", "parent")


def roots(reader: Reader) -> UnionQuerySet:
    """The topmost unions of the reader's scope."""
    tops: list[str] = []
    for held in reader.posts:
        if not any(held.path.startswith(top) for top in tops):
            tops.append(held.path)
    return reader.unions().filter(path__in=tops).order_by("path")


def children(reader: Reader, parent: Union, *, ended: bool = False) -> UnionQuerySet:
    """The unions right below one, in Vietnamese order, each with `below`: how many stand right below it."""
    return with_counts(unions(reader, ended=ended).filter(parent=parent), reader.day)


def with_counts(found: UnionQuerySet, day: date) -> UnionQuerySet:
    """Adds `below`, the number of living unions right below each: counted for the rows of the page alone."""
    living = Union.objects.on(day).filter(parent=OuterRef("pk")).order_by().values("parent")
    count = Subquery(living.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return found.annotate(below=Coalesce(count, 0)).select_related("level").order_by("sort_key", "pk")


def descendants(reader: Reader, top: Union, *, itself: bool = False) -> UnionQuerySet:
    """All living unions below one, as far as the reader sees them."""
    return unions(reader).below(top, itself=itself)


def ancestors(reader: Reader, below: Union) -> list[tuple[Union, bool]]:
    """The unions above one from the top, each with whether the reader sees it: names are no secret, pages are."""
    return [(above, reader.sees(above)) for above in Union.objects.above(below).only("pk", "path", "name", "short")]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of unions is narrowed to. `without`: "responsible" – unions for which nobody answers."""

    words: str = ""
    level: str = ""
    group: int | None = None
    ended: bool = False
    without: str = ""


def search(reader: Reader, wanted: Filter, *, top: Union | None = None) -> UnionQuerySet:
    """The unions of the scope that fit, in Vietnamese order. Words with accents must match with them, words without match any."""
    found = unions(reader, ended=wanted.ended)
    if top is not None:
        found = found.below(top)
    if wanted.words:
        found = found.filter(matching(wanted.words[:LONGEST_WORDS]) | Q(code__istartswith=_plain(wanted.words)))
    if wanted.level:
        found = found.filter(level__code=wanted.level)
    if wanted.group is not None:
        found = found.filter(pk__in=_members(reader.day, wanted.group))
    if wanted.without == "responsible":
        posts = Post.objects.on(reader.day).filter(union=OuterRef("pk"), responsible=True)
        found = found.filter(~Exists(posts), level__grassroots=True)
    return found.order_by("sort_key", "pk")


def _members(day: date, group: int) -> QuerySet[Union, int]:
    lasting = (Q(memberships__valid_from=None) | Q(memberships__valid_from__lte=day)) & (
        Q(memberships__valid_to=None) | Q(memberships__valid_to__gt=day)
    )
    return Union.objects.filter(lasting, memberships__group=group).values_list("pk", flat=True)


def matching(words: str, of: str = "") -> Q:
    """Every word is in the name; abbreviations of the catalogue count as what they are short for.

    Args:
        words: As typed; accents count where they are typed.
        of: Before the names of the columns `search_key` and `accent_key`: "union__".
    """
    words = words.replace("\0", " ")
    both = {words, catalogue().expand(words)}
    fits = Q()
    for text in sorted(both):
        one = Q()
        for word in match_key(text).split():
            one &= Q(**{f"{of}search_key__contains": word})
        if strip_accents(text) != text:
            for word in accent_key(text).split():
                if strip_accents(word) != word:
                    one &= Q(**{f"{of}accent_key__contains": word})
        if one:
            fits |= one
    return fits or Q(pk=None)


def _plain(words: str) -> str:
    return words.replace("\0", "").strip() or "\uffff"


def levels(day: date) -> list[Level]:
    """Levels that exist on a day, from the top."""
    lasting = (Q(valid_from=None) | Q(valid_from__lte=day)) & (Q(valid_to=None) | Q(valid_to__gt=day))
    return list(Level.objects.filter(lasting))


def all_levels() -> QuerySet[Level]:
    """Every level, from the top; levels are no secret."""
    return Level.objects.all()


def level(pk: int) -> QuerySet[Level]:
    """One level."""
    return Level.objects.filter(pk=pk)


def levels_below(parent: Union, day: date) -> list[Level]:
    """Levels that a union under `parent` may have."""
    return [level for level in levels(day) if level.rank >= parent.level.rank]


def used_levels(reader: Reader) -> list[Level]:
    """Levels of the unions in scope, for a filter."""
    return list(Level.objects.filter(Exists(reader.unions().filter(level=OuterRef("pk")))))


def successions(union: Union) -> tuple[list[Succession], list[Succession]]:
    """What became of a union, and what it came from. One query; the names are no secret."""
    rows = Succession.objects.filter(Q(predecessor=union) | Q(successor=union)).select_related("predecessor", "successor")
    ordered = list(rows.order_by("day", "pk"))
    return [r for r in ordered if r.predecessor_id == union.pk], [r for r in ordered if r.successor_id == union.pk]
