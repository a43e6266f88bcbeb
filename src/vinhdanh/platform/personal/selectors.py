"""The only way to sensitive values: checks the role, logs who looked, at how many people, for what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.organisations.models import Person, Union
from vinhdanh.platform.personal import boxes, rules
from vinhdanh.platform.personal.models import Access, Ethnicity, PersonKey, SensitiveValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.platform.accounts.reader import Reader

ETHNICITY = "ethnicity"


@dataclass(frozen=True, slots=True)
class EthnicCounts:
    """People by ethnic group: of how many (`base`), of how many it is not known, and the groups in the order of the catalogue."""

    base: int
    unknown: int
    minority: int
    groups: tuple[tuple[str, int], ...]


def people(reader: Reader) -> QuerySet[Person]:
    """People whose data the reader may export or erase, and the reader's own record."""
    mine = Q(pk=reader.user.person_id) if reader.user.person_id else Q(pk__in=[])
    tops = [held.union_id for held in reader.posts if held.role in rules.KEEPERS]
    within = Q(union__in=reader.unions()) if tops else Q(pk__in=[])
    return Person.objects.filter(mine | within).select_related("union")


def sensitive_of(reader: Reader, people: Iterable[Person], kind: str, purpose: str) -> dict[int, str]:
    """Values of one kind, for those people who have one.

    Args:
        reader: Who looks.
        people: Whose.
        kind: A `SensitiveValue.Kind`, or "ethnicity" (the name of the group).
        purpose: What for, at most 200 characters; kept in the log.

    Returns:
        Person id -> value.

    Raises:
        Forbidden: one of them is out of the reader's reach.
        ValueError: no purpose, or an unknown kind.
    """
    wanted = list(people)
    if not purpose.strip() or len(purpose) > 200 or kind not in {ETHNICITY, *SensitiveValue.Kind.values}:
        raise ValueError(kind)
    unions = Union.objects.in_bulk({person.union_id for person in wanted})
    if not all(rules.may_read(reader, union) for union in unions.values()):
        raise Forbidden
    with transaction.atomic():
        if wanted:
            union = next(iter(unions.values())) if len(unions) == 1 else None
            Access.objects.create(user=reader.user, union=union, kind=kind, people=len(wanted), purpose=purpose)
        return values([person.pk for person in wanted], kind)


def values(people: list[int], kind: str) -> dict[int, str]:
    """The values themselves; only for this app, behind a check and a log."""
    if kind == ETHNICITY:
        groups = {group.code: group.name for group in catalogue().ethnic_groups}
        codes = Ethnicity.objects.filter(person__in=people).values_list("person_id", "code")
        return {person: groups.get(code, code) for person, code in codes}
    found = {}
    held = {key.person_id: key for key in PersonKey.objects.filter(person__in=people)}
    for value in SensitiveValue.objects.filter(person__in=people, kind=kind):
        key = held.get(value.person_id)
        opened = boxes.open_(key, kind, value.box) if key else None
        if opened is not None:
            found[value.person_id] = opened
    return found


def kinds_held(person: Person) -> list[str]:
    """Which kinds are kept of a person, without any value."""
    kinds = list(SensitiveValue.objects.filter(person=person).order_by("kind").values_list("kind", flat=True))
    return [*kinds, *([ETHNICITY] if Ethnicity.objects.filter(person=person).exists() else [])]


def ethnic_counts(reader: Reader, people: QuerySet[Person]) -> EthnicCounts:
    """Counts of people by ethnic group, of those in the reader's scope; no name, no row.

    Raises:
        Forbidden: the reader's posts give no counts.
    """
    if not rules.may_count(reader):
        raise Forbidden
    scoped = people.filter(union__in=reader.unions()).order_by()
    base = scoped.count()
    counted = Ethnicity.objects.filter(person__in=scoped.values("pk")).values_list("code").annotate(number=Count("id"))
    by_code = dict(counted.values_list("code", "number"))
    groups = [group for group in catalogue().ethnic_groups if by_code.get(group.code)]
    return EthnicCounts(
        base=base,
        unknown=base - sum(by_code.values()),
        minority=sum(by_code[group.code] for group in groups if group.minority),
        groups=tuple((group.name, by_code[group.code]) for group in groups),
    )
