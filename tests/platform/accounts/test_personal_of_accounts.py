"""Export and erasure of what accounts and notices hold of a person."""

from __future__ import annotations

from uuid import uuid4

from django.db import transaction
from django.test import Client
from django.urls import reverse
from world import PASSWORD, World

from vinhdanh.platform.accounts import personal
from vinhdanh.platform.accounts.models import Invitation
from vinhdanh.platform.accounts.services import invitations
from vinhdanh.platform.notices import personal as notices
from vinhdanh.platform.notices.services import tell


def test_erased_person_signs_in_no_more_and_is_named_nowhere(world: World) -> None:
    user = world.user("grassroots", "base-a11")
    person = user.person
    person.email = "chu.tich@example.org"
    person.save()
    client = Client()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    invitations.reset(world.reader("officer", "district-a1"), person, once=uuid4())
    with transaction.atomic():
        tell(None, [world.unions["base-a11"]], "Tin", "Nội dung")
    held = personal.export(person)
    assert held["account"]["username"] == "grassroots.base-a11"
    assert (len(held["sessions"]), len(held["invitations"])) == (1, 1)
    assert {row["address"] for row in notices.export(person)["told"]} == {"", "chu.tich@example.org"}
    assert personal.erase(person) == 3
    assert notices.erase(person) == 1
    assert client.get("/").status_code == 302
    user.refresh_from_db()
    assert not user.is_active
    assert "grassroots" not in user.username
    assert not Invitation.objects.filter(person=person).exists()
    assert personal.export(person)["sessions"] == []
    assert {row["address"] for row in notices.export(person)["told"]} == {""}


def test_person_without_account(world: World) -> None:
    person = world.user("grassroots", "base-a11").person
    person.account.delete()
    assert personal.export(person) == {"account": None, "sessions": [], "invitations": []}
    assert personal.erase(person) == 0
