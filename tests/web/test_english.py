"""Who reads English finds no Vietnamese of the interface: every address, as every role, asked for and sent empty; what people typed is left out.

As every page is walked here, its queries are counted here too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser_pages import PAGES, SEEDS, PageRow
from django.db import connection, models, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override
from english_pages import vietnamese_on, write_plainly
from matrix_objects import ROLES, Stage, rows

MATRIX = rows()
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en", "SERVER_NAME": "localhost"}
MOST_QUERIES = 12
"""Of a page, whatever it shows."""
NOT_OURS = frozenset({"web:gallery"})
"""The gallery of components shows them with Vietnamese examples."""

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:  # noqa: ARG001 - asked for, so that the tables are there
    with django_db_blocker.unblock(), transaction.atomic():
        stage = Stage()
        ids: dict[str, object] = {code.replace("-", "_"): union.pk for code, union in stage.world.unions.items()}
        with override("en"):  # who works in English leaves English behind
            for seed in SEEDS:
                ids |= seed(stage.world)
            stage.prepare(sorted({row.kind for row in MATRIX.values()}))
        stage.ids = ids  # type: ignore[attr-defined]  # kept beside the world that they belong to
        for row in PAGES:
            if row.account:
                stage.world.user(*row.account.split("."))
        write_plainly()
        yield stage
        transaction.set_rollback(True)


def spoken(answer: HttpResponse) -> list[str]:
    """What of an answer is Vietnamese; nothing where it is no page."""
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    return vietnamese_on(answer.content.decode())


def looked_at(client: Client, address: str) -> list[str]:
    """What is Vietnamese on a page, and on the page that answers an empty form; and whether the page asks the database more than it may."""
    found = []
    for method in ("get", "post"):
        with transaction.atomic():
            with CaptureQueriesContext(connection) as queries:
                answer = getattr(client, method)(address, **ENGLISH)
            asked = sum("SAVEPOINT" not in query["sql"] for query in queries)
            if method == "get" and asked > MOST_QUERIES:
                found.append(f"get {address}: {asked} queries")
            if answer.status_code < 300 or answer.status_code in {400, 404, 409}:
                found += [f"{method} {address}: {words}" for words in spoken(answer)]
            transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", sorted(set(MATRIX) - NOT_OURS))
def test_every_address(stage: Stage, name: str) -> None:
    row = MATRIX[name]
    address = reverse(name, args=stage.arguments(row.kind))
    found = looked_at(Client(raise_request_exception=False), address)
    refused = False
    for place, letter in [("own", letter) for letter in ROLES] + [("above", "O"), ("above", "D")]:
        if row.lets_in(place, letter) or not refused:  # who finds nothing is told so in the same words, whoever it is
            refused = refused or not row.lets_in(place, letter)
            found += looked_at(stage.client(place, letter), address)
    assert not found, "\n".join(dict.fromkeys(found))


@pytest.mark.parametrize("row", PAGES, ids=[f"{row.path}-{row.account or 'visitor'}" for row in PAGES])
def test_every_page_of_the_seeded_world(stage: Stage, row: PageRow) -> None:
    if row.path.startswith("/kho-mau/"):
        pytest.skip("the gallery of components shows them with Vietnamese examples")
    client = Client(raise_request_exception=False)
    if row.account:
        client.force_login(stage.world.user(*row.account.split(".")))
    found = looked_at(client, row.path.format(**stage.ids))  # type: ignore[attr-defined]  # as above
    assert not found, "\n".join(found)


def test_the_look_finds_what_is_vietnamese() -> None:
    page = """<html lang="en"><title>Đợt</title><p>Plan <b lang="vi">Kế hoạch<i>số 2</i></b> <input placeholder="Tìm"><br>end</p>
    <p lang="vi">Kính gửi <q lang="en">lỗi</q></p><script>const ô = 1</script><a aria-label="Mở">open</a><p>Tiếng Việt</p></html>"""
    assert vietnamese_on(page) == ["<title> Đợt", "<input placeholder> Tìm", "<q> lỗi", "<a aria-label> Mở"]


def test_words_of_choices_are_lazy() -> None:
    """A label that is a plain string would be said in Vietnamese to everybody; names that are the same everywhere are left."""
    from django.apps import apps  # noqa: PLC0415 - as the app registry is ready only now

    plain = [
        f"{model._meta.label}.{field.name}: {label}"
        for model in apps.get_models()
        if model.__module__.startswith("vinhdanh.")
        for field in model._meta.concrete_fields
        for _value, label in field.flatchoices
        if not isinstance(label, Promise) and str(label) != "Zalo"
    ]
    assert plain == []


def test_every_class_of_choices_is_lazy() -> None:
    def below(kind: type) -> Iterator[type]:
        for each in kind.__subclasses__():
            yield each
            yield from below(each)

    plain = [
        f"{kind.__module__}.{kind.__qualname__}.{name}"
        for kind in below(models.Choices)
        if kind.__module__.startswith("vinhdanh.")
        for name, member in kind.__members__.items()  # type: ignore[attr-defined]  # an enumeration has members
        if not isinstance(member._label_, Promise) and member.label != "Zalo"
    ]
    assert plain == []
