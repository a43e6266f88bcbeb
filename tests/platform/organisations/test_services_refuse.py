"""Services refuse by themselves whom their rules keep out, whatever a page has asked before; and what has ended meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError
from world import World, make_person

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.accounts.models import Invitation
from vinhdanh.platform.accounts.services import acting, invitations
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations import selectors, services
from vinhdanh.platform.organisations.models import Level, Post, Union
from vinhdanh.platform.organisations.services import PersonData, PostData, UnionData

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
CHAIR = PostData(title="Chủ tịch", role="grassroots")


class Place:
    """A base union with a person and a post, and an auditor who may look and change nothing."""

    def __init__(self, world: World) -> None:
        self.union, self.other = world.unions["base-a11"], world.unions["base-a12"]
        self.person, self.twin = (make_person(self.union, "Trần Thị Hoa") for _ in range(2))
        self.post = Post.objects.create(person=self.person, union=self.union, title="Chủ tịch", role="grassroots")
        self.data = UnionData(name="CĐCS Mới", code="N1", level=self.union.level)
        self.auditor = world.reader("auditor", "district-a1")
        self.officer = world.reader("officer", "district-a1")


@pytest.fixture
def place(world: World) -> Place:
    return Place(world)


CHANGES: dict[str, Callable[[Any, Place], object]] = {
    "create": lambda r, p: services.create(r, p.union, p.data),
    "edit": lambda r, p: services.edit(r, p.union, p.data, revision=p.union.revision),
    "edit_contacts": lambda r, p: services.edit_contacts(r, p.union, phone="1", email="", revision=p.union.revision),
    "rename": lambda r, p: services.rename(r, p.union, "Mới", day=DAY, decision="", revision=p.union.revision),
    "move": lambda r, p: services.move(r, p.union, p.other),
    "add_person": lambda r, p: services.add_person(r, p.union, PersonData(name="Na")),
    "edit_person": lambda r, p: services.edit_person(r, p.person, PersonData(name="Na"), revision=p.person.revision),
    "edit_own_contacts": lambda r, p: services.edit_own_contacts(r, p.person, phone="1", email="", revision=p.person.revision),
    "move_person": lambda r, p: services.move_person(r, p.person, p.other, day=DAY),
    "merge_persons": lambda r, p: services.merge_persons(r, p.person, p.twin, reason="Một người"),
    "give_post": lambda r, p: services.give_post(r, p.person, p.union, CHAIR),
    "edit_post": lambda r, p: services.edit_post(r, p.post, CHAIR),
    "end_post": lambda r, p: services.end_post(r, p.post, day=DAY),
    "set_responsible": lambda r, p: services.set_responsible(r, p.post),
    "act_for": lambda r, p: acting.act_for(r, {}, p.union),
    "reset": lambda r, p: invitations.reset(r, p.person, once=uuid4()),
}


@pytest.mark.parametrize("name", CHANGES)
def test_who_only_looks_changes_nothing(place: Place, name: str) -> None:
    with pytest.raises(Forbidden):
        CHANGES[name](place.auditor, place)
    assert not Entry.objects.exists()
    assert not Invitation.objects.exists()


def test_links_are_for_who_may_give_the_post(place: Place) -> None:
    data = invitations.InvitationData(name="", person=place.twin, role="grassroots", title="Phó chủ tịch")
    made = invitations.invite(place.officer, place.union, data, once=uuid4())
    assert made is not None
    with pytest.raises(Forbidden):
        invitations.reissue(place.auditor, made, once=uuid4())
    with pytest.raises(Forbidden):
        invitations.withdraw(place.auditor, made)
    Invitation.objects.filter(pk=made.pk).update(used_at="2026-03-01T00:00Z")
    with pytest.raises(UserError):
        invitations.reissue(place.officer, made, once=uuid4())
    assert Invitation.objects.count() == 1


def test_of_two_clicks_at_once_the_second_gets_what_the_first_made(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    once, data = uuid4(), invitations.InvitationData(name="", person=place.twin, role="grassroots", title="Phó chủ tịch")
    first = invitations.invite(place.officer, place.union, data, once=once)
    look, looks = Invitation.objects.filter, []

    def not_yet(**wanted: object) -> object:
        looks.append(wanted)
        return look(**wanted) if len(looks) > 1 else Invitation.objects.none()

    def overtaken() -> Invitation:
        raise IntegrityError

    monkeypatch.setattr(Invitation.objects, "filter", not_yet)
    assert invitations._once(place.officer, once, overtaken) == first
    with pytest.raises(IntegrityError):  # of something else than the form's mark
        invitations._once(place.officer, uuid4(), overtaken)


def test_people_pass_to_unions_that_stand(place: Place) -> None:
    assert services.move_person(place.officer, place.person, place.union, day=DAY).union_id == place.union.pk
    assert not Entry.objects.exists()
    Union.objects.filter(pk=place.other.pk).update(valid_to=DAY)
    place.other.refresh_from_db()
    with pytest.raises(UserError, match="đã kết thúc"):
        services.move_person(place.officer, place.person, place.other, day=DAY)
    with pytest.raises(UserError, match="đã kết thúc"):
        services.give_post(place.officer, place.twin, place.other, CHAIR)
    with pytest.raises(UserError, match="đã kết thúc"):
        services.create(place.officer, place.other, place.data)


def test_of_two_records_each_fills_what_the_other_lacks_and_dates_stay_whole(place: Place) -> None:
    type(place.person).objects.filter(pk=place.person.pk).update(birth_year=1980, phone="")
    type(place.twin).objects.filter(pk=place.twin.pk).update(birth_year=1981, birth_month=4, birth_day=5, phone="0900 000 001")
    kept = services.merge_persons(place.officer, place.person, place.twin, reason="Một người")
    assert (kept.birth_year, kept.birth_month, kept.birth_day, kept.phone) == (1980, None, None, "0900 000 001")
    with pytest.raises(Forbidden):
        services.merge_persons(place.officer, kept, kept, reason="Một người")


def test_a_union_created_twice_is_one_and_edited_keeps_below_its_parent(world: World, place: Place) -> None:
    top, once = world.unions["district-a1"], uuid4()
    made = services.create(place.officer, top, place.data, once=once)
    assert services.create(place.officer, top, place.data, once=once) == made
    higher = Level.objects.exclude(pk=top.level_id).get(pk=world.unions["nation"].level_id)
    with pytest.raises(UserError):
        services.edit(place.officer, made, UnionData(name=made.name, code=made.code, level=higher), revision=made.revision)


def test_unions_are_found_by_level_group_and_who_answers(world: World, place: Place) -> None:
    top = world.unions["district-a1"]

    def found(**wanted: object) -> set[str]:
        return set(selectors.unions.search(place.officer, selectors.unions.Filter(**wanted)).values_list("code", flat=True))

    assert found(level=place.union.level.code) == {"base-a11", "base-a12"}
    assert found(without="responsible") == {"base-a11", "base-a12"}
    Post.objects.filter(pk=place.post.pk).update(responsible=True)
    assert found(without="responsible") == {"base-a12"}
    group = services.form_group(place.officer, top, "Khối trường học")
    services.assign(place.officer, top, group, [place.union.pk], day=DAY)
    assert found(group=group.pk) == {"base-a11"}
    assert set(selectors.unions.descendants(place.officer, top)) == {place.union, place.other}
