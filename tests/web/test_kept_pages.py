"""A campaign's first page is kept while nothing changes of which it is made, for nobody but its reader."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from world import PASSWORD

from vinhdanh.platform.jobs.models import Job
from vinhdanh.platform.organisations.models import Person, Post, Union
from vinhdanh.steps.campaigns import services
from vinhdanh.steps.campaigns.models import Task
from vinhdanh.steps.campaigns.services.tasks import add_task

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from world import World

    from vinhdanh.steps.campaigns.models import Campaign

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = 7
"""Queries of a page that is kept: session, account, campaign, posts, stamp, the reader's tasks, what waits."""


@pytest.fixture
def campaign(world: World) -> Campaign:
    """A draft with a unit; nothing kept yet."""
    for name in ("default", "template_fragments", "pages"):
        caches[name].clear()
    officer, host = world.reader("officer", "district-a1"), world.unions["district-a1"]
    made = services.from_template(officer, host, "Hội nghị", 2026)
    services.choose_units(officer, made, [world.unions["base-a11"]])
    made.refresh_from_db()
    return made


def signed_in(world: World, role: str, code: str) -> Client:
    """The browser of who holds the role."""
    client = Client()
    assert client.login(username=world.user(role, code).username, password=PASSWORD)
    return client


def asked(client: Client, address: str, **headers: str) -> tuple[int, str]:
    """How many queries a page took, and the page."""
    with CaptureQueriesContext(connection) as queries:
        answer: HttpResponse = client.get(address, headers=headers)  # type: ignore[arg-type]  # names of headers
    assert answer.status_code == 200
    return len(queries), answer.content.decode()


def test_what_the_page_is_made_of_makes_it_anew(world: World, campaign: Campaign) -> None:
    client, address = signed_in(world, "officer", "district-a1"), f"/dot/{campaign.pk}/"
    user = world.user("officer", "district-a1")
    assert user.person is not None
    person: Person = user.person
    task = add_task(world.reader("officer", "district-a1"), campaign, {"title": "Gọi điện", "owner": person}, uuid4())
    first = asked(client, address)[1]
    assert asked(client, address) == (ASKED, first)
    changes: list[tuple[Callable[[], object], str]] = [
        (lambda: Task.objects.filter(pk=task.pk).update(title="Gọi điện lần nữa"), "Gọi điện lần nữa"),
        (lambda: Task.objects.filter(pk=task.pk).update(due=timezone.localdate() - timedelta(days=1)), "Hạn "),
        (lambda: Union.objects.filter(pk=campaign.union_id).update(name="LĐLĐ Tên vừa đổi"), "LĐLĐ Tên vừa đổi"),
        (lambda: Person.objects.filter(pk=person.pk).update(name="Lê Thị Đổi Tên"), "Lê Thị Đổi Tên"),
        (lambda: Job.objects.create(task="x", user=user, run_after=timezone.now()), "việc đang xử lý"),
        (lambda: campaign.units.update(name="CĐCS Hoa Mai"), "Hoa Mai"),
    ]
    for change, words in changes:
        assert words not in asked(client, address)[1], words
        change()
        shown = asked(client, address)[1]
        assert words in shown, words
        assert asked(client, address) == (ASKED, shown), words
    assert 'lang="en"' in asked(client, address, **{"Accept-Language": "en"})[1]
    client.cookies["giao-dien"] = "dark"
    assert 'data-theme="dark"' in asked(client, address)[1]
    assert asked(client, f"{address}?tinh-trang=wait")[1] != asked(client, address)[1]


def test_who_loses_the_post_loses_the_page(world: World, campaign: Campaign) -> None:
    client, address = signed_in(world, "officer", "district-a1"), f"/dot/{campaign.pk}/"
    assert asked(client, address)[1] == asked(client, address)[1]
    Post.objects.filter(person=world.user("officer", "district-a1").person).delete()
    assert client.get(address).status_code == 404


def test_readers_share_nothing(world: World, campaign: Campaign) -> None:
    address = f"/dot/{campaign.pk}/"
    officer, leader = (asked(signed_in(world, role, "district-a1"), address)[1] for role in ("officer", "leader"))
    assert str(world.user("officer", "district-a1")) in officer
    assert str(world.user("leader", "district-a1")) in leader
    assert str(world.user("officer", "district-a1")) not in leader


def test_a_message_is_shown_once_and_not_kept(world: World, campaign: Campaign) -> None:
    client, address = signed_in(world, "officer", "district-a1"), f"/dot/{campaign.pk}/"
    asked(client, address)
    client.post(f"{address}viec/", {"title": "Gọi điện", "once": str(uuid4())})
    assert "Đã thêm việc." in asked(client, address)[1]
    assert "Đã thêm việc." not in asked(client, address)[1]


def test_a_page_with_a_form_is_made_each_time(world: World, campaign: Campaign) -> None:
    client, address = signed_in(world, "officer", "district-a1"), f"/dot/{campaign.pk}/viec/"
    one, two = (asked(client, address)[1] for _ in range(2))
    assert "csrfmiddlewaretoken" in one
    assert one != two
