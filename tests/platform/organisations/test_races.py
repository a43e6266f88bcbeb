"""Several people at once: places in the tree, codes, forms sent twice."""

from __future__ import annotations

import threading
import uuid
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Outdated
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations import services
from vinhdanh.platform.organisations.models import Level, Reorganisation, Union
from vinhdanh.platform.organisations.models.unions import WIDTH
from vinhdanh.platform.organisations.services import UnionData

if TYPE_CHECKING:
    from collections.abc import Callable

    from world import World

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 6


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Does all at the same moment, each in a thread with a connection of its own; what was raised stands in place of a result."""
    gate = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=20)
            results[place] = act()
        except Exception as error:  # noqa: BLE001 - told to the test
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def sound() -> bool:
    """The paths say the same as the parents, and none stands twice."""
    by_pk = {union.pk: union for union in Union.objects.all()}
    above = [by_pk[u.parent_id].path if u.parent_id else "" for u in by_pk.values()]
    return all(u.path[:-WIDTH] == path for u, path in zip(by_pk.values(), above, strict=True))


def test_unions_made_at_once_get_places_of_their_own(world: World) -> None:
    parent, user = world.unions["district-a1"], world.user("officer", "district-a1")
    level = world.unions["base-a11"].level

    def make(number: int) -> Union:
        return services.create(Reader(user), parent, UnionData(name=f"CĐCS {number}", code=f"R{number}", level=level))

    made = at_once(*[lambda n=n: make(n) for n in range(PEOPLE)])
    assert all(isinstance(union, Union) for union in made), made
    assert len({union.path for union in made}) == PEOPLE
    assert sound()


def test_a_form_sent_many_times_at_once_makes_one(world: World) -> None:
    parent, user, once = world.unions["district-a1"], world.user("officer", "district-a1"), uuid.uuid4()
    data = UnionData(name="CĐCS Một", code="ONE", level=world.unions["base-a11"].level)
    made = at_once(*[lambda: services.create(Reader(user), parent, data, once=once)] * PEOPLE)
    assert {union.pk for union in made} == {Union.objects.get(code="ONE").pk}


def test_of_two_with_one_code_the_second_is_refused(world: World) -> None:
    user, level = world.user("officer", "province-a"), world.unions["base-a11"].level
    data = UnionData(name="CĐCS", code="SAME", level=level)
    parents = (world.unions["district-a1"], world.unions["district-a2"])
    results = at_once(*[lambda p=p: services.create(Reader(user), p, data) for p in parents])
    assert sorted(type(result).__name__ for result in results) == ["Union", "UserError"]


def test_a_child_is_made_while_its_branch_moves(world: World) -> None:
    user, level = world.user("admin", "nation"), world.unions["base-a11"].level
    branch, target = world.unions["district-a1"], world.unions["province-b"]
    acts: list[Callable[[], Any]] = [lambda: services.move(Reader(user), branch, target)]
    acts += [
        lambda n=n: services.create(Reader(user), branch, UnionData(name="CĐCS", code=f"M{n}", level=level)) for n in range(3)
    ]
    results = at_once(*acts)
    assert all(isinstance(result, Union) for result in results), results
    assert sound()
    assert Union.objects.below(target).filter(code__startswith="M").count() == 3


def test_two_moves_at_once_make_no_circle(world: World) -> None:
    user, a1, a2 = world.user("admin", "nation"), world.unions["district-a1"], world.unions["district-a2"]
    results = at_once(lambda: services.move(Reader(user), a1, a2), lambda: services.move(Reader(user), a2, a1))
    assert sorted(type(result).__name__ for result in results) == ["Union", "UserError"]
    assert sound()


def test_a_merger_is_taken_back_once_by_two_at_once(world: World) -> None:
    user, a1, a2 = world.user("admin", "nation"), world.unions["district-a1"], world.unions["district-a2"]
    services.merge(Reader(user), a2, [a1], day=date(2025, 7, 1), decision="QĐ")
    held = Reorganisation.objects.get()
    results = at_once(*[lambda: services.take_back(Reader(user), held, reason="Ghi nhầm")] * 2)
    assert [type(result).__name__ for result in results] == ["Reorganisation"] * 2
    assert Entry.objects.filter(verb="organisations.merger_taken_back").count() == 2
    assert sound()
    assert {union.code for union in a1.children.all()} == {"base-a11", "base-a12"}


def test_a_merger_taken_back_while_one_below_moves_away(world: World) -> None:
    user, a1, a2 = world.user("admin", "nation"), world.unions["district-a1"], world.unions["district-a2"]
    services.merge(Reader(user), a2, [a1], day=date(2025, 7, 1), decision="QĐ")
    held, base, b1 = Reorganisation.objects.get(), world.unions["base-a11"], world.unions["district-b1"]
    results = at_once(
        lambda: services.take_back(Reader(user), held, reason="Ghi nhầm"), lambda: services.move(Reader(user), base, b1)
    )
    assert isinstance(results[1], Union)
    assert isinstance(results[0], Reorganisation | UserError), results
    assert sound()
    assert Union.objects.get(pk=base.pk).parent == b1


def test_of_two_editors_at_once_one_is_told(world: World) -> None:
    user, union = world.user("officer", "district-a1"), world.unions["base-a11"]
    acts = [lambda n=n: services.edit_contacts(Reader(user), union, phone=str(n), email="", revision=1) for n in (1, 2)]
    results = at_once(*acts)
    assert sorted(type(result).__name__ for result in results) == ["Outdated", "Union"]
    assert issubclass(Outdated, UserError)


def test_the_first_union_is_founded_by_one() -> None:
    level = Level.objects.get(code="tld")
    results = at_once(*[lambda n=n: services.found(UnionData(name=f"Đầu tiên {n}", code=f"F{n}", level=level)) for n in (1, 2)])
    assert sorted(type(result).__name__ for result in results) == ["Union", "UserError"]
    assert Union.objects.count() == 1
