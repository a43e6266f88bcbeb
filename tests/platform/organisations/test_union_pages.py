"""The tree, a union's page, adding, editing: as a browser asks for them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from world import make_union

from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations.models import Union
from vinhdanh.platform.registry import Offer, Panel, _offers, register

if TYPE_CHECKING:
    from world import World


def client_of(world: World, role: str, code: str) -> Client:
    client = Client()
    client.force_login(world.user(role, code))
    return client


def form_of(world: World, **more: object) -> dict[str, object]:
    level = world.unions["base-a11"].level_id
    return {"name": "CĐCS Trường Mầm non Hoa Mai", "code": "HM-01", "level": level, "once": uuid.uuid4()} | more


def test_the_tree_opens_level_by_level(world: World) -> None:
    client = client_of(world, "officer", "province-a")
    page = client.get(reverse("organisations:tree")).content.decode()
    assert "huyện Phú An" in page
    assert "Hoa Sen" not in page
    page = client.get(reverse("organisations:tree"), {"mo": world.unions["district-a1"].pk}).content.decode()
    assert "Trường Tiểu học Hoa Sen" in page
    assert "tỉnh Sơn Hà" in page
    other = client.get(reverse("organisations:tree"), {"mo": world.unions["district-b1"].pk}).content.decode()
    assert "Long Mỹ" not in other


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hoa sen", True),
        ("Hoa Sen", True),
        ("hòa sen", False),
        ("CĐCS hoa", True),
        ("base-a1", True),
        ("sen\0", True),
        ("%", False),
    ],
)
def test_search_with_and_without_accents(world: World, words: str, found: bool) -> None:
    page = client_of(world, "officer", "province-a").get(reverse("organisations:tree"), {"q": words}).content.decode()
    assert ("Trường Tiểu học Hoa Sen" in page) is found


def test_a_union_is_added_once_by_a_double_click(world: World) -> None:
    client = client_of(world, "officer", "district-a1")
    address = reverse("organisations:add", args=[world.unions["district-a1"].pk])
    data = form_of(world)
    first, second = client.post(address, data), client.post(address, data)
    made = Union.objects.get(code="HM-01")
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] == reverse("organisations:union", args=[made.pk])
    assert made.path.startswith(world.unions["district-a1"].path)
    assert Entry.objects.filter(verb="organisations.created", union=made).count() == 1


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("name", "a" * 301, "300"),
        ("name", "Hoa\0Mai", "ull|rỗng|không được phép"),
        ("name", "   ", "bắt buộc"),
        ("code", "a b", "không có khoảng trắng"),
        ("code", "base-a11", "đã được dùng"),
        ("members", "-1", "0"),
        ("members", str(2**31), "2147483647"),
        ("members", "9" * 400, "nguyên"),
        ("women", "99", "lớn hơn"),
        ("valid_from", "31/02/2020", "ngày/tháng/năm"),
        ("valid_from", "01/01/1800", "1900"),
        ("email", "không phải", "email|thư"),
        ("phone", "gọi tôi", "chữ số"),
        ("level", "999999999999999999999", "chọn|Chọn"),
        ("once", "x", "UUID|tải lại trang"),
    ],
)
def test_what_does_not_fit_is_refused_in_words_and_kept(world: World, field: str, value: str, word: str) -> None:
    client = client_of(world, "officer", "district-a1")
    before = Union.objects.count()
    answer = client.post(
        reverse("organisations:add", args=[world.unions["district-a1"].pk]), form_of(world, members="40") | {field: value}
    )
    assert answer.status_code == 422
    assert Union.objects.count() == before
    page = answer.content.decode()
    assert any(part in page for part in word.split("|"))


def test_html_and_sql_in_a_name_stay_words(world: World) -> None:
    client = client_of(world, "officer", "district-a1")
    name = "<script>alert(1)</script>'; DROP TABLE organisations_union; --"
    answer = client.post(
        reverse("organisations:add", args=[world.unions["district-a1"].pk]), form_of(world, name=name), follow=True
    )
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert Union.objects.get(code="HM-01").name == name


def test_a_long_name_fits_everywhere(world: World) -> None:
    client = client_of(world, "officer", "district-a1")
    answer = client.post(
        reverse("organisations:add", args=[world.unions["district-a1"].pk]), form_of(world, name="Ố1 " * 100), follow=True
    )
    assert answer.status_code == 200
    assert len(Union.objects.get(code="HM-01").sort_key) <= 700


def test_two_editors_the_second_sees_what_the_first_saved(world: World) -> None:
    union = world.unions["base-a11"]
    client = client_of(world, "officer", "district-a1")
    address = reverse("organisations:edit", args=[union.pk])
    data = {"name": union.name, "code": union.code, "level": union.level_id, "revision": 1}
    assert client.post(address, data | {"members": "50"}).status_code == 302
    second = client.post(address, data | {"members": "60"})
    assert second.status_code == 422
    page = second.content.decode()
    assert "Người khác vừa lưu: “50”" in page
    assert 'value="60"' in page
    union.refresh_from_db()
    assert (union.members, union.revision) == (50, 2)
    assert client.post(address, data | {"members": "60", "revision": 2}).status_code == 302


def test_missing_and_forbidden_look_alike(world: World) -> None:
    client = client_of(world, "officer", "district-a1")
    other, missing = world.unions["district-b1"].pk, 999_999
    for name in ("union", "edit", "add", "contacts"):
        a, b = (
            client.get(reverse(f"organisations:{name}", args=[other])),
            client.get(reverse(f"organisations:{name}", args=[missing])),
        )
        assert a.status_code == b.status_code == 404
    assert client.get(f"/don-vi/{10**30}/").status_code == 404
    auditor = client_of(world, "auditor", "district-a1")
    assert auditor.get(reverse("organisations:union", args=[world.unions["base-a11"].pk])).status_code == 200
    assert auditor.get(reverse("organisations:edit", args=[world.unions["base-a11"].pk])).status_code == 404


def test_a_grassroots_union_edits_its_own_contacts_only(world: World) -> None:
    client = client_of(world, "grassroots", "base-a11")
    union = world.unions["base-a11"]
    assert client.get(reverse("organisations:edit", args=[union.pk])).status_code == 404
    done = client.post(
        reverse("organisations:contacts", args=[union.pk]), {"phone": "0271 555 0123", "email": "a@example.vn", "revision": 1}
    )
    assert done.status_code == 302
    union.refresh_from_db()
    assert (union.phone, union.email) == ("0271 555 0123", "a@example.vn")


def test_a_visitor_is_led_to_sign_in(world: World) -> None:
    answer = Client().get(reverse("organisations:union", args=[world.unions["base-a11"].pk]))
    assert answer.status_code == 302


@pytest.mark.parametrize("address", ["tree", "search", "union"])
def test_queries_do_not_grow_with_rows(world: World, address: str) -> None:
    parent = world.unions["district-a2"]
    client = client_of(world, "officer", "district-a2")
    where = reverse("organisations:tree") if address != "union" else reverse("organisations:union", args=[parent.pk])
    query = {"q": "đồng"} if address == "search" else {}
    client.get(where, query)
    counts = []
    for rows in (1, 3):
        while Union.objects.filter(parent=parent).count() < rows:
            make_union(f"x{Union.objects.count()}", "CĐCS Đồng Xanh", parent, "base")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(where, query).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_a_unions_page_shows_what_the_steps_tell_of_it(world: World) -> None:
    before = dict(_offers)
    context = {"page": [], "union": world.unions["base-a11"], "rows": [], "caption": "lời của một bước"}
    register(Offer("test", union_panels=lambda _reader, _union: [Panel("Một bước", "organisations/rows.html", context)]))
    try:
        page = client_of(world, "auditor", "district-a1").get(reverse("organisations:union", args=[world.unions["base-a11"].pk]))
    finally:
        _offers.clear()
        _offers.update(before)
    assert "Một bước" in page.content.decode()
    assert "lời của một bước" in page.content.decode()


def test_what_is_missing_is_asked_of_who_can_mend_it(world: World) -> None:
    where = reverse("organisations:union", args=[world.unions["base-a12"].pk])
    assert "Ghi người chịu trách nhiệm" in client_of(world, "officer", "district-a1").get(where).content.decode()
    assert "Ghi người chịu trách nhiệm" not in client_of(world, "auditor", "district-a1").get(where).content.decode()


def test_the_people_of_a_union_are_linked_for_who_keeps_it(world: World) -> None:
    union = world.unions["district-a1"]
    people = reverse("accounts:people", args=[union.pk])
    for role, linked in (("admin", 1), ("officer", 1), ("leader", 0), ("council", 0), ("auditor", 0), ("grassroots", 0)):
        client = client_of(world, role, "district-a1")
        page = client.get(reverse("organisations:union", args=[union.pk])).content.decode()
        assert page.count(f'href="{people}"') == linked, role
        assert client.get(people).status_code == (200 if linked else 404), role
