"""Who is asking: an account, the posts it holds today, and for whom it acts. Every selector and service takes a `Reader` first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from vinhdanh.platform.database.prepared import Prepared
from vinhdanh.platform.organisations.models import Post, Role, Union
from vinhdanh.platform.organisations.models.unions import successor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.models import User
    from vinhdanh.platform.organisations.models.unions import UnionQuerySet

BELOW: frozenset[str] = frozenset({Role.OFFICER, Role.LEADER, Role.COUNCIL, Role.AUDITOR, Role.ADMIN})
"""Roles whose holder also sees the unions below."""


@dataclass(frozen=True, slots=True)
class Held:
    """A post as far as permissions need it."""

    role: str
    union_id: int
    path: str
    title: str


def _held(person: int, day: date) -> QuerySet[Post, tuple[str, int, str, str]]:
    rows = Post.objects.on(day).filter(person_id=person).order_by("union__path", "role")
    return rows.values_list("role", "union_id", "union__path", "title")


HELD = Prepared(_held, int, date)


class Reader:
    """An account with its posts of a day. `acting_for`: the union without a computer on whose behalf it works, for the journal."""

    def __init__(self, user: User, day: date | None = None, acting_for: Union | None = None) -> None:
        self.user = user
        self.day = day or timezone.localdate()
        self.acting_for = acting_for

    @cached_property
    def posts(self) -> tuple[Held, ...]:
        """The posts held today, one query."""
        if self.user.person_id is None or not self.user.is_active:
            return ()
        return tuple(Held(*held) for held in HELD(self.user.person_id, self.day))

    @property
    def roles(self) -> frozenset[str]:
        """Roles held anywhere."""
        return frozenset(held.role for held in self.posts)

    def holds(self, roles: Iterable[str], union: Union) -> bool:
        """Whether one of `roles` is held in `union` itself."""
        wanted = frozenset(roles)
        return any(held.role in wanted and held.union_id == union.pk for held in self.posts)

    def holds_over(self, roles: Iterable[str], union: Union) -> bool:
        """Whether one of `roles` is held in `union` or, for roles that reach below, in a union above it."""
        wanted = frozenset(roles)
        return any(
            held.role in wanted and (held.union_id == union.pk or (held.role in BELOW and union.path.startswith(held.path)))
            for held in self.posts
        )

    def unions(self) -> UnionQuerySet:
        """The unions that this reader sees: where posts are held, and below for roles that reach below. One query, by index."""
        tops: list[str] = []
        for held in self.posts:
            if held.role in BELOW and not any(held.path.startswith(top) for top in tops):
                tops.append(held.path)
        # What a range of paths covers is not named again by key: with both, a database reads the whole table.
        apart = {held.union_id for held in self.posts if not any(held.path.startswith(top) for top in tops)}
        scope = Q(pk__in=sorted(apart)) if apart or not tops else Q()
        for top in tops:
            scope |= Q(path__gte=top, path__lt=successor(top))
        return Union.objects.filter(scope)

    def sees(self, union: Union) -> bool:
        """Whether `union` is in `unions()`, without a query."""
        return any(held.union_id == union.pk or (held.role in BELOW and union.path.startswith(held.path)) for held in self.posts)
