"""A merger or a split is taken back: everything as before, what was written since stays, what cannot be parted is refused in words."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from database_pictures import differences, picture
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from world import make_person, make_union, passing_world

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.platform.files.services import store
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.organisations import services
from vinhdanh.platform.organisations.models import Person, Post, Reorganisation, Succession, Union
from vinhdanh.platform.organisations.models.unions import WIDTH
from vinhdanh.platform.organisations.selectors import history
from vinhdanh.platform.organisations.services import UnionData

if TYPE_CHECKING:
    from world import World

DAY = date(2025, 7, 1)
EVE = timedelta(days=1)


def part(world: World, code: str, level: str = "district-a1") -> UnionData:
    return UnionData(name=f"Công đoàn {code}", code=code, level=world.unions[level].level)


def merged(reader: Reader, kept: Union, *gone: Union, **more: Any) -> Reorganisation:
    services.merge(reader, kept, gone, **{"day": DAY, "decision": "QĐ số 1"} | more)
    return Reorganisation.objects.latest("pk")


def split(reader: Reader, union: Union, *parts: UnionData, goes_on: bool = False) -> Reorganisation:
    services.split(reader, union, parts, day=DAY, decision="QĐ số 2", goes_on=goes_on)
    return Reorganisation.objects.latest("pk")


def sound() -> bool:
    paths = dict(Union.objects.values_list("pk", "path"))
    return all(path[:-WIDTH] == paths.get(above, "") for path, above in Union.objects.values_list("path", "parent"))


@pytest.fixture
def full(world: World) -> World:
    """district-a1 with people, posts, a group of its own, a place in a group, a file; district-a2 with somebody who answers."""
    reader, a1, a2 = world.reader("admin", "nation"), world.unions["district-a1"], world.unions["district-a2"]
    make_person(a1, "Nguyễn Văn Ba", "officer", responsible=True)
    make_person(a1, "Lê Thị Tư", "leader")
    make_person(a2, "Trần Văn Năm", "officer", responsible=True)
    for owner in (a1, a2):
        services.form_group(reader, owner, "Khối trường học")
    group = services.form_group(reader, world.unions["province-a"], "Cụm 1")
    services.assign(reader, world.unions["province-a"], group, [a1.pk], day=date(2024, 1, 1))
    with transaction.atomic():
        store(reader, a1, "van-ban.txt", b"x", guarded=True)
    Union.objects.filter(pk=world.unions["base-a12"].pk).update(path=a1.path + "000Z")
    return world


@pytest.mark.parametrize("kept", ["district-a2", "province-a", "district-b1"])
def test_a_merger_taken_back_leaves_nothing_behind(full: World, kept: str) -> None:
    reader, gone = full.reader("admin", "nation"), full.unions["district-a1"]
    before = picture()
    held = merged(reader, full.unions[kept], gone)
    assert differences(before, picture())
    services.take_back(reader, held, reason="Ghi nhầm")
    assert differences(before, picture()) == []
    assert sound()
    told = Entry.objects.filter(verb="organisations.merger_taken_back")
    assert {entry.union_id for entry in told} == {gone.pk, full.unions[kept].pk}
    assert told[0].data["reason"] == "Ghi nhầm"
    again = merged(reader, full.unions[kept], gone)
    assert again.pk != held.pk
    services.take_back(reader, again, reason="Ghi nhầm")
    assert differences(before, picture()) == []


def test_several_at_once_one_below_the_other(full: World) -> None:
    reader = full.reader("admin", "nation")
    before = picture()
    for gone in (["district-a1", "base-a11", "district-a2"], ["base-a11", "district-a1"]):
        held = merged(reader, full.unions["district-b1"], *(full.unions[code] for code in gone))
        services.take_back(reader, held, reason="Ghi nhầm")
        assert differences(before, picture()) == []


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_split_taken_back_leaves_parts_that_never_were(full: World, *, goes_on: bool) -> None:
    reader, union = full.reader("admin", "nation"), full.unions["district-a1"]
    before = picture()
    held = split(reader, union, part(full, "m1"), part(full, "m2"), goes_on=goes_on)
    parts = list(Union.objects.filter(pk__in=held.new))
    services.take_back(reader, held, reason="Ghi nhầm")
    assert {row[:2] for row in differences(before, picture())} == {("organisations.Union", made.pk) for made in parts}
    assert all(history.one(reader, made, day) is None for made in parts for day in (DAY - EVE, DAY, timezone.localdate()))
    held = split(
        reader, Union.objects.get(pk=union.pk), part(full, "m1"), part(full, "m2"), goes_on=goes_on
    )  # the codes are free
    assert Entry.objects.filter(verb="organisations.split_taken_back").count() == 3


def test_twice_changes_nothing_and_it_needs_a_reason(full: World) -> None:
    reader = full.reader("admin", "nation")
    held = merged(reader, full.unions["district-a2"], full.unions["district-a1"])
    with pytest.raises(UserError, match="lý do"):
        services.take_back(reader, held, reason=" ")
    services.take_back(reader, held, reason="Ghi nhầm")
    before, entries = picture(), Entry.objects.count()
    done = services.take_back(reader, held, reason="Lần nữa")
    assert (done.changes, Entry.objects.count()) == ({}, entries)
    assert differences(before, picture()) == []


def test_who_may_take_back(full: World) -> None:
    reader = full.reader("officer", "province-a")
    held = merged(reader, full.unions["district-a2"], full.unions["district-a1"])
    for role, code in (("officer", "district-a2"), ("leader", "province-a"), ("admin", "province-b"), ("officer", "district-a1")):
        with pytest.raises(Forbidden):
            services.take_back(full.reader(role, code), held, reason="x")
    services.take_back(full.reader("officer", "province-a"), held, reason="Ghi nhầm")


def test_what_was_written_since_stays(full: World) -> None:
    reader, kept, gone = full.reader("admin", "nation"), full.unions["district-a2"], full.unions["district-a1"]
    person = Person.objects.get(name="Lê Thị Tư")
    held = merged(reader, kept, gone)
    new = make_person(Union.objects.get(pk=kept.pk), "Võ Thị Sáu", "leader")
    post = Post.objects.get(person=person)
    services.end_post(reader, post, day=DAY + EVE)
    child = make_union("moi", "CĐCS Mới", Union.objects.get(pk=kept.pk), "base")
    moved = Person.objects.get(name="Nguyễn Văn Ba")
    services.move_person(reader, moved, full.unions["district-b1"], day=timezone.localdate())
    now = Union.objects.get(pk=kept.pk)
    services.edit(reader, now, UnionData(name=now.name, code=now.code, level=now.level, members=99), revision=now.revision)
    services.take_back(reader, held, reason="Ghi nhầm")
    for row in (new, child, moved, post, now):
        row.refresh_from_db()
    assert (new.union, child.parent, moved.union.code) == (kept, kept, "district-b1")
    assert (post.union, post.valid_to) == (gone, DAY + EVE)
    assert (now.members, sound()) == (99, True)


def blocked(reader: Reader, held: Reorganisation, words: str) -> None:
    before = picture()
    with pytest.raises(UserError, match=words):
        services.take_back(reader, held, reason="Ghi nhầm")
    assert differences(before, picture()) == []


def test_later_mergers_go_first(full: World) -> None:
    reader, a1, a2, b1 = (full.reader("admin", "nation"), *(full.unions[f"district-{code}"] for code in ("a1", "a2", "b1")))
    before = picture()
    first = merged(reader, a2, a1)
    second = merged(reader, b1, a2)
    blocked(reader, first, "hoàn lại việc đó trước")
    services.take_back(reader, second, reason="Ghi nhầm")
    third = merged(reader, full.unions["base-a12"], full.unions["base-a11"])
    blocked(reader, first, "sáp nhập “CĐCS Trường Tiểu học Hoa Sen”")
    services.take_back(reader, third, reason="Ghi nhầm")
    services.take_back(reader, first, reason="Ghi nhầm")
    assert differences(before, picture()) == []


def test_what_has_moved_on_or_ended_goes_back_first(full: World) -> None:
    reader, a1, a2 = full.reader("admin", "nation"), full.unions["district-a1"], full.unions["district-a2"]
    held = merged(reader, a2, a1)
    base = Union.objects.get(code="base-a11")
    services.move(reader, base, full.unions["district-b1"])
    blocked(reader, held, "Sau đó đã chuyển “CĐCS Trường Tiểu học Hoa Sen”")
    services.move(reader, base, a2)
    services.take_back(reader, held, reason="Ghi nhầm")
    held = merged(reader, Union.objects.get(code="base-a12"), Union.objects.get(code="base-a11"))
    services.close(reader, Union.objects.get(code="base-a12"), day=timezone.localdate(), reason="QĐ")
    blocked(reader, held, "Đồng chí mở lại")
    services.reopen(reader, Union.objects.get(code="base-a12"), reason="Ghi nhầm")
    services.take_back(reader, held, reason="Ghi nhầm")
    assert Union.objects.get(code="base-a11").valid_to is None
    assert sound()


def test_a_part_that_is_used_stays(full: World) -> None:
    reader, union = full.reader("admin", "nation"), full.unions["district-a1"]
    held = split(reader, union, part(full, "m1"), part(full, "m2"))
    second = Union.objects.get(code="m2")
    person = services.add_person(reader, second, services.PersonData(name="Đinh Văn Bảy"))
    blocked(reader, held, r"“Công đoàn m2” đã có người ghi thêm sau khi chia tách \(1\)")
    services.move_person(reader, person, Union.objects.get(code="m1"), day=timezone.localdate())
    blocked(reader, held, "“Công đoàn m1” đã có người")
    services.move_person(reader, person, full.unions["district-a2"], day=timezone.localdate())
    child = services.create(reader, second, UnionData(name="CĐCS Dưới", code="duoi", level=full.unions["base-a11"].level))
    blocked(reader, held, "đơn vị trực thuộc")
    services.move(reader, child, full.unions["district-a2"])
    group = services.form_group(reader, second, "Khối mới")
    blocked(reader, held, "khối, cụm")
    services.edit_group(reader, group, name="Khối mới", valid_from=None, valid_to=timezone.localdate(), revision=1)
    services.assign(reader, full.unions["province-a"], full.unions["province-a"].groups.get(), [second.pk], day=DAY + EVE)
    services.take_back(reader, held, reason="Ghi nhầm")
    second.refresh_from_db()
    assert all(row.valid_to == row.valid_from for row in (*second.memberships.all(), second))


def test_what_nobody_foresaw_changes_nothing(full: World) -> None:
    reader, a1, a2 = full.reader("admin", "nation"), full.unions["district-a1"], full.unions["district-a2"]
    held = merged(reader, a2, a1)
    make_union("chen", "Chen vào", Union.objects.get(pk=a1.pk), "base")  # in the place of one that shall come back
    blocked(reader, held, "Chưa có gì bị hoàn lại")
    held.refresh_from_db()
    assert (held.undone_at, Union.objects.get(pk=a1.pk).valid_to) == (None, DAY)


def test_one_that_was_written_before_cannot(world: World) -> None:
    reader, a1, a2 = world.reader("admin", "nation"), world.unions["district-a1"], world.unions["district-a2"]
    Succession.objects.create(predecessor=a1, successor=a2, kind="merged", day=DAY)
    Union.objects.filter(pk=a1.pk).update(valid_to=DAY)
    client = Client()
    client.force_login(world.user("admin", "nation"))
    assert "hoan-lai" not in client.get(reverse("organisations:union", args=[a1.pk])).content.decode()
    with pytest.raises(UserError, match="không mở lại được"):
        services.reopen(reader, a1, reason="x")


def test_the_page_tells_what_goes_back_and_does_it(full: World) -> None:
    reader, a1, a2 = full.reader("officer", "province-a"), full.unions["district-a1"], full.unions["district-a2"]
    held = merged(reader, a2, a1)
    client = Client()
    client.force_login(full.user("officer", "province-a"))
    address = reverse("organisations:take_back", args=[held.pk])
    for union in (a1, a2):
        assert address in client.get(reverse("organisations:union", args=[union.pk])).content.decode()
    page = client.get(address).content.decode()
    assert "QĐ số 1" in page
    assert a1.name in page
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "x\0"}).status_code == 422
    assert client.post(address, {"reason": "đ" * 301}).status_code == 422
    other = Client()
    other.force_login(full.user("officer", "district-a2"))
    assert other.get(address).status_code == 404
    assert address not in other.get(reverse("organisations:union", args=[a2.pk])).content.decode()
    for _ in range(2):
        answer = client.post(address, {"reason": "Ghi nhầm"})
        assert (answer.status_code, answer["Location"]) == (302, reverse("organisations:union", args=[a1.pk]))
    assert "đã được hoàn lại" in client.get(address).content.decode()
    assert address not in client.get(reverse("organisations:union", args=[a2.pk])).content.decode()


def test_the_page_of_one_that_is_stuck_says_why_and_has_no_button(full: World) -> None:
    reader, a1, a2 = full.reader("officer", "province-a"), full.unions["district-a1"], full.unions["district-a2"]
    held = split(reader, a1, part(full, "m1"), goes_on=True)
    services.merge(reader, a2, [Union.objects.get(code="m1")], day=DAY + EVE, decision="QĐ số 9")
    client = Client()
    client.force_login(full.user("officer", "province-a"))
    address = reverse("organisations:take_back", args=[held.pk])
    page = client.get(address).content.decode()
    assert "Chưa hoàn lại được" in page
    assert 'name="reason"' not in page
    answer = client.post(address, {"reason": "Ghi nhầm"})
    assert answer.status_code == 422
    assert "hoàn lại việc đó trước" in answer.content.decode()
    assert address in client.get(reverse("organisations:union", args=[a1.pk])).content.decode()


def test_more_that_goes_back_asks_no_more(full: World) -> None:
    reader, a1, a2 = full.reader("officer", "province-a"), full.unions["district-a1"], full.unions["district-a2"]
    client = Client()
    client.force_login(full.user("officer", "province-a"))
    counts = []
    for number in (1, 3):
        for n in range(number):
            union = make_union(f"n{number}{n}", "CĐCS", Union.objects.get(pk=a1.pk), "base")
            make_person(a1, f"Người {n}", "leader")
            assert union.pk
        held = merged(reader, a2, Union.objects.get(pk=a1.pk))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("organisations:take_back", args=[held.pk])).status_code == 200
        counts.append(len(queries))
        services.take_back(reader, held, reason="Ghi nhầm")
    assert counts[0] == counts[1]
    assert counts[0] <= 12


@settings(max_examples=12, deadline=None)
@given(
    shape=st.lists(st.integers(0, 12), max_size=6),
    moves=st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=3),
    acts=st.lists(st.tuples(st.booleans(), st.integers(0, 14), st.integers(0, 14), st.booleans()), min_size=1, max_size=4),
)
def test_whatever_was_merged_and_split_goes_back_step_by_step(
    shape: list[int],
    moves: list[tuple[int, int]],
    acts: list[tuple[bool, int, int, bool]],
    django_db_setup: None,
    django_db_blocker: object,
) -> None:
    del django_db_setup

    with passing_world(django_db_blocker) as world:
        reader = Reader(world.user("admin", "nation"))
        unions = list(world.unions.values())
        for number, above in enumerate(shape):
            parent = Union.objects.get(pk=unions[above % len(unions)].pk)
            unions.append(make_union(f"s{number}", f"Đơn vị {number}", parent, "base"))
            make_person(unions[-1], f"Người {number}", "grassroots", responsible=bool(number % 2))
        for a, b in moves:
            with contextlib.suppress(UserError, Forbidden):
                services.move(reader, unions[a % len(unions)], unions[b % len(unions)], day=DAY)
        pictures, held = [], []
        for number, (merge, a, b, flag) in enumerate(acts):
            one, other = unions[a % len(unions)], unions[b % len(unions)]
            before = picture()
            try:
                if merge:
                    held.append(merged(reader, one, other, add_figures=flag))
                else:
                    data = [UnionData(name=f"Phần {n}", code=f"p{number}{n}", level=one.level) for n in (1, 2)]
                    held.append(split(reader, one, *data, goes_on=flag))
            except (UserError, Forbidden):
                continue
            if len(set(held)) < len(held):  # the same merger a second time changes nothing
                held.pop()
            else:
                pictures.append(before)
        ours = {row.pk for row in unions}
        for row, before in zip(reversed(held), reversed(pictures), strict=True):
            services.take_back(reader, row, reason="Ghi nhầm")
            left = [d for d in differences(before, picture()) if d[0] != "organisations.Union" or d[1] in ours]
            assert left == []
            assert sound()
