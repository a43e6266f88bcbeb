"""Reads of people and posts. What is sensitive stands in `platform.personal`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from vinhdanh.engines.vietnamese import PartialDate
from vinhdanh.platform.organisations.models import Person, Post, Union
from vinhdanh.platform.organisations.selectors.unions import LONGEST_WORDS, matching

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.engines.appraisal import matching as engine
    from vinhdanh.platform.accounts.reader import Reader

MOST_COMPARED = 20_000
"""People among whom doubles are looked for at once."""
MOST_PAIRS = 100


def people(reader: Reader) -> QuerySet[Person]:
    """People of the unions in scope; records merged into others or erased are left out."""
    return Person.objects.filter(union__in=reader.unions(), merged_into=None, erased_at=None)


def person(reader: Reader, pk: int) -> QuerySet[Person]:
    """One person: of a union in scope, with a post there, or the reader. Also a record that was merged, to lead on from it."""
    posts = Post.objects.filter(person=OuterRef("pk"), union__in=reader.unions())
    mine = Q(pk=reader.user.person_id) | Q(union__in=reader.unions()) | Exists(posts)
    return Person.objects.filter(mine, pk=pk).select_related("union", "merged_into")


def of_union(reader: Reader, union: Union, *, words: str = "", below: bool = False) -> QuerySet[Person]:
    """People of a union, or of its whole branch, by name, each with the posts of today (`held`)."""
    found = people(reader)
    found = found.filter(union__in=Union.objects.below(union)) if below else found.filter(union=union)
    if words:
        found = found.filter(matching(words[:LONGEST_WORDS]))
    return with_posts(found, reader.day).select_related("union").order_by("sort_key", "pk")


def with_posts(found: QuerySet[Person], day: date) -> QuerySet[Person]:
    """Adds `held`: the posts of a day, with their unions."""
    held = Post.objects.on(day).select_related("union").order_by("union__path", "pk")
    return found.prefetch_related(Prefetch("posts", queryset=held, to_attr="held"))


def posts(reader: Reader, holder: Person) -> list[Post]:
    """All posts of a person in unions that the reader sees, those of today first."""
    found = Post.objects.filter(person=holder).select_related("union").order_by("valid_to", "pk")
    if holder.pk != reader.user.person_id:
        found = found.filter(union__in=reader.unions())
    return sorted(found, key=lambda post: post.valid_to is not None and post.valid_to <= reader.day)


def post(reader: Reader, pk: int) -> QuerySet[Post]:
    """One post in a union of the scope."""
    return Post.objects.filter(pk=pk, union__in=reader.unions()).select_related("union", "person__union")


def doubles(reader: Reader, union: Union) -> list[tuple[Person, Person, float, tuple[str, ...]]]:
    """Pairs of records in a branch that may be one person, the surest first: proposals for a human (docs/matching.md)."""
    from vinhdanh.engines.appraisal import matching as engine  # noqa: PLC0415  # heavy: loaded when first needed, not at start

    rows = list(of_union(reader, union, below=True)[:MOST_COMPARED])
    by_id = {str(row.pk): row for row in rows}
    found = engine.matches([record(row) for row in rows])[:MOST_PAIRS]
    return [(by_id[match.first.id], by_id[match.second.id], match.score, match.reasons) for match in found]


def record(row: Person) -> engine.Person:
    """A person as matching needs it."""
    from vinhdanh.engines.appraisal import matching as engine  # noqa: PLC0415  # as above

    birth = PartialDate(row.birth_year, row.birth_month, row.birth_day) if row.birth_year else None
    sex = row.sex if row.sex in {"nam", "nữ"} else None
    return engine.Person(str(row.pk), row.name, birth, sex, row.union.name)  # type: ignore[arg-type]  # the column's choices are these two


def responsible(day: date, unions: QuerySet[Union]) -> dict[int, Post]:
    """Who answers for each of some unions (R60), by union; those without are not in it. One query."""
    found = Post.objects.on(day).filter(union__in=unions, responsible=True).select_related("person").order_by("-pk")
    return {post.union_id: post for post in found}
