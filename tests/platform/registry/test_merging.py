"""Every model that points at a person or a union says what becomes of its rows in a merger."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone
from world import make_person, make_user

from vinhdanh.platform.accounts.models import Invitation, User
from vinhdanh.platform.journal import words
from vinhdanh.platform.notices.models import Delivery, Notice
from vinhdanh.platform.organisations import services
from vinhdanh.platform.registry import Offer, _offers, offers, register
from vinhdanh.platform.registry.merging import follow, follow_unless, merge_people, merge_unions, pointing, unhandled

if TYPE_CHECKING:
    from world import World

SOURCE = Path(services.__file__).parents[1]


def test_every_model_with_a_key_to_person_or_union_has_a_handler() -> None:
    assert unhandled() == {"organisations.Person": [], "organisations.Union": []}


def test_no_handler_is_for_a_model_that_does_not_point_there() -> None:
    for offer in offers():
        assert set(offer.on_merge_person) <= pointing("organisations.Person")
        assert set(offer.on_merge_union) <= pointing("organisations.Union")


def test_a_model_without_a_handler_is_found() -> None:
    before = dict(_offers)
    try:
        _offers.pop("organisations")
        assert "organisations.Post" in unhandled()["organisations.Person"]
    finally:
        _offers.clear()
        _offers.update(before)


def test_accounts_invitations_and_notices_follow(world: World) -> None:
    union = world.unions["base-a11"]
    kept, gone, third = (make_person(union, name) for name in ("Một", "Một", "Một"))
    account = make_user("gone", gone)
    Invitation.objects.create(digest="x", once=uuid.uuid4(), person=gone, expires_at=timezone.now() + timedelta(days=1))
    notice = Notice.objects.create(union=union, subject="x", body="y", created_at=timezone.now(), batch=uuid.uuid4())
    Delivery.objects.create(notice=notice, person=gone, way="application")
    merge_people(kept, gone)
    account.refresh_from_db()
    assert account.person_id == kept.pk
    assert Invitation.objects.get().person_id == kept.pk
    assert Delivery.objects.get().person_id == kept.pk
    second = make_user("third", third)
    merge_people(kept, third)
    assert not User.objects.get(pk=second.pk).is_active
    merge_unions(world.unions["base-a12"], union)
    notice.refresh_from_db()
    assert notice.union_id == world.unions["base-a12"].pk


def test_of_two_rows_that_may_not_be_doubled_the_second_stays(world: World) -> None:
    a, b = world.unions["base-a11"], world.unions["base-a12"]
    owner = world.unions["district-a1"]
    reader = world.reader("officer", "district-a1")
    person, other = make_person(a, "Một", "grassroots"), make_person(b, "Hai", "grassroots")
    make_user("first", person)
    make_user("second", other)
    follow_unless("accounts.User", "person")(person, other)
    assert User.objects.get(username="second").person_id == other.pk
    for union, names in ((a, ("Khối 1",)), (b, ("Khối 1", "Khối 2"))):
        for name in names:
            services.form_group(world.reader("officer", "province-a"), union, name)
    follow_unless("organisations.UnionGroup", "owner", "name")(a, b)
    assert (a.groups.count(), b.groups.count()) == (2, 1)
    services.form_group(reader, owner, "Khối", once=uuid.uuid4())
    follow("organisations.UnionGroup", "owner")(a, owner)
    assert owner.groups.count() == 0


def test_a_second_registration_replaces_the_first() -> None:
    before = dict(_offers)
    try:
        register(Offer("test", order=1))
        register(Offer("test", order=2))
        assert [offer.order for offer in offers() if offer.step == "test"] == [2]
    finally:
        _offers.clear()
        _offers.update(before)


def test_every_verb_of_the_journal_has_words() -> None:
    told = {verb for verb, _ in words.known()}
    used = set()
    for path in (SOURCE / "services").rglob("*.py"):
        used |= set(re.findall(r'"(organisations\.[a-z_]+)"', path.read_text(encoding="utf-8")))
    tasks = {"organisations.preview_register", "organisations.apply_register"}
    assert used - tasks <= told
