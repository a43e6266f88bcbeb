"""A small union world of invented people for tests of the platform, the steps and the pages.

    nation ─ province-a ─ district-a1 ─ base-a11, base-a12
                        └ district-a2 ─ base-a21
           └ province-b ─ district-b1
Every union has one account per role that makes sense there: `world.user("officer", "district-a1")`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from vinhdanh.engines.vietnamese import match_key, name_sort_key, sort_key
from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.organisations.models import Level, Person, Post, Role, Union
from vinhdanh.platform.organisations.models.unions import step

TREE = {
    "nation": ("", "Tổng Liên đoàn", "top"),
    "province-a": ("nation", "Liên đoàn Lao động tỉnh Sơn Hà", "province"),
    "province-b": ("nation", "Liên đoàn Lao động tỉnh Bình Lâm", "province"),
    "district-a1": ("province-a", "Liên đoàn Lao động huyện Phú An", "district"),
    "district-a2": ("province-a", "Liên đoàn Lao động huyện Đồng Xuân", "district"),
    "district-b1": ("province-b", "Liên đoàn Lao động huyện Long Mỹ", "district"),
    "base-a11": ("district-a1", "CĐCS Trường Tiểu học Hoa Sen", "base"),
    "base-a12": ("district-a1", "CĐCS Nông trường Cao su Phú Thịnh", "base"),
    "base-a21": ("district-a2", "CĐCS Trạm Y tế Đồng Xuân", "base"),
}
LEVELS = {
    "top": ("Tổng Liên đoàn", 0),
    "province": ("Liên đoàn Lao động tỉnh", 1),
    "district": ("Liên đoàn Lao động huyện", 2),
    "base": ("Công đoàn cơ sở", 3),
}
PASSWORD = "mật khẩu dài để thử 7"


def make_union(code: str, name: str, parent: Union | None, level: str) -> Union:
    """A union placed as the next child of `parent`."""
    words, rank = LEVELS[level]
    row, _ = Level.objects.get_or_create(code=level, defaults={"name": words, "rank": rank, "grassroots": level == "base"})
    number = Union.objects.filter(parent=parent).count()
    path = (parent.path if parent else "") + step(number)
    return Union.objects.create(
        path=path,
        parent=parent,
        level=row,
        code=code,
        name=name,
        search_key=match_key(name),
        sort_key=sort_key(name),
        members=40,
        women=22,
    )


def make_person(union: Union, name: str, role: str = "", *, title: str = "", responsible: bool = False) -> Person:
    """A person, with a post when `role` is told."""
    person = Person.objects.create(union=union, name=name, sort_key=name_sort_key(name), search_key=match_key(name))
    if role:
        Post.objects.create(person=person, union=union, title=title or Role(role).label, role=role, responsible=responsible)
    return person


def make_user(username: str, person: Person | None) -> User:
    """An account with the password of all test accounts."""
    return User.objects.create_user(username=username, password=PASSWORD, person=person)


@dataclass
class World:
    """The unions by code, and accounts made when asked for."""

    unions: dict[str, Union] = field(default_factory=dict)
    users: dict[tuple[str, str], User] = field(default_factory=dict)

    def user(self, role: str, code: str) -> User:
        """The account that holds `role` in the union `code`."""
        key = (role, code)
        if key not in self.users:
            union = self.unions[code]
            person = make_person(
                union,
                f"Nguyễn {Role(role).name.title()} {code.replace('-', ' ').title()}",
                role,
                responsible=role == Role.GRASSROOTS,
            )
            self.users[key] = make_user(f"{role}.{code}", person)
        return self.users[key]

    def reader(self, role: str, code: str) -> Reader:
        """The reader of that account."""
        return Reader(self.user(role, code))


def make_world() -> World:
    """All unions of `TREE`."""
    world = World()
    for code, (parent, name, level) in TREE.items():
        world.unions[code] = make_union(code, name, world.unions.get(parent), level)
    return world


@contextlib.contextmanager
def passing_world(blocker: Any) -> Iterator[World]:
    """A world for one example of a property, gone after it: a test's own database is for all examples together."""
    with blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)
