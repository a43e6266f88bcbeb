"""The journal's page: for those who audit, in their scope, fifty a page, a constant number of queries."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from world import World

from vinhdanh.platform.journal import selectors, services, words
from vinhdanh.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


def write(world: World, code: str, number: int = 1, verb: str = "test.done") -> None:
    reader = world.reader("officer", "district-a1")
    for n in range(number):
        with transaction.atomic():
            services.record(
                reader,
                verb,
                world.unions[code],
                union=world.unions[code],
                data={"n": n, "old": {"x": [1]}, "id": {"key": 1, "box": "geheim"}},
            )


def client(world: World, role: str, code: str) -> Client:
    one = Client()
    one.force_login(world.user(role, code))
    return one


@pytest.mark.parametrize(
    ("role", "code", "seen"),
    [
        ("auditor", "province-a", {"district-a1", "base-a11", "province-a"}),
        ("auditor", "district-a1", {"district-a1", "base-a11"}),
        ("auditor", "province-b", {"province-b"}),
        ("admin", "nation", {"province-b", "district-a1", "base-a11", "province-a", None}),
        ("officer", "province-a", set()),
        ("grassroots", "base-a11", set()),
    ],
)
def test_entries_are_scoped(world: World, role: str, code: str, seen: set[str | None]) -> None:
    for union in ("district-a1", "base-a11", "province-a", "province-b"):
        write(world, union)
    with transaction.atomic():
        services.record(None, "test.system", world.unions["nation"])
    assert set(selectors.entries(world.reader(role, code)).values_list("union__code", flat=True)) == seen


def test_of_one_record(world: World) -> None:
    write(world, "base-a11", 2)
    assert selectors.of(world.reader("auditor", "province-a"), world.unions["base-a11"]).count() == 2
    assert selectors.of(world.reader("auditor", "province-b"), world.unions["base-a11"]).count() == 0


def test_the_filter(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_words", {**words._words})
    words.register({"test.named": "Đã thử"})
    write(world, "base-a11", 1, "test.named")
    write(world, "district-a1", 2)
    reader = world.reader("auditor", "province-a")

    def number(**wanted: object) -> int:
        return selectors.entries(reader, selectors.Wanted(**wanted)).count()

    assert number(union="base-a11") == 1
    assert number(union="hoa sen") == 1
    assert number(verb="test.named") == 1
    assert number(person="nguyen officer") == 3
    assert number(person="officer.district-a1") == 3
    assert number(person="không ai") == 0
    today = datetime.now(UTC).date()
    assert number(since=today.replace(year=2000), until=today.replace(year=2100)) == 3
    assert number(until=today.replace(year=2000)) == 0
    page = client(world, "auditor", "province-a").get(
        "/nhat-ky/", {"viec": "test.named", "tu": "vô lý", "truoc": "9" * 30, "don_vi": "\0"}
    )
    assert page.status_code == 200
    assert words.say("test.named") == "Đã thử"


def test_the_page_is_for_auditors_and_hides_what_is_sensitive(world: World) -> None:
    write(world, "base-a11", 51)
    services.seal()
    one = client(world, "auditor", "province-a")
    page = one.get("/nhat-ky/")
    body = page.content.decode()
    assert body.count("test.done") == 50
    assert "geheim" not in body
    assert "•••" in body
    assert str(selectors.latest_seal()) in body
    oldest = Entry.objects.order_by("id").first()
    assert oldest is not None
    assert f"truoc={oldest.pk + 1}" in body
    assert one.get("/nhat-ky/", {"truoc": oldest.pk + 1}).content.decode().count("test.done") == 1
    assert client(world, "officer", "province-a").get("/nhat-ky/").status_code == 404
    assert Client().get("/nhat-ky/").status_code == 302


def test_queries_are_constant(world: World) -> None:
    one = client(world, "auditor", "province-a")
    counts = []
    for number in (1, 2):
        write(world, "base-a11", number)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert one.get("/nhat-ky/").status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 12


def test_facts_are_said_as_people_read_them(world: World) -> None:
    with transaction.atomic():
        data = {"day": "2020-03-05", "groups": [], "number": "2020-13-99", "batch": "b1"}
        services.record(
            world.reader("officer", "district-a1"),
            "test.done",
            world.unions["base-a11"],
            union=world.unions["base-a11"],
            data=data,
        )
    body = client(world, "auditor", "province-a").get("/nhat-ky/", {"tu": "01/01/2000", "den": "31/12/2199"}).content.decode()
    assert "05/3/2020" in body
    assert "2020-13-99" in body
    assert "lần gửi" in body
    assert "khối, cụm:" not in body
