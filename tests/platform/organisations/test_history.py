"""A union that was renamed, moved, merged and split between 2020 and 2026, seen on each day; changes in the past, the future, the same day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from world import make_person, make_union

from vinhdanh.errors import UserError
from vinhdanh.platform.design.engine_words import retold
from vinhdanh.platform.organisations import services
from vinhdanh.platform.organisations.models import GroupMembership, Post, Succession, Union, UnionPlace
from vinhdanh.platform.organisations.selectors import history
from vinhdanh.platform.organisations.services import UnionData

if TYPE_CHECKING:
    from world import World

OLD, NEW = "CĐCS Trường Tiểu học Hoa Sen", "CĐCS Trường Tiểu học và Trung học cơ sở Hoa Sen"
RENAMED, MOVED, MERGED, SPLIT = date(2021, 9, 1), date(2023, 1, 1), date(2025, 7, 1), date(2026, 3, 1)
EVE = timedelta(days=1)


def part(world: World, code: str, name: str) -> UnionData:
    return UnionData(name=name, code=code, level=world.unions["base-a11"].level)


@pytest.fixture
def changed(world: World) -> World:
    """base-a11 renamed in 2021, moved to a2 in 2023; a2 merged into a1 in 2025; a1 split into two in 2026 and no more."""
    reader = world.reader("admin", "nation")
    base, a1, a2 = (world.unions[code] for code in ("base-a11", "district-a1", "district-a2"))
    services.rename(reader, base, NEW, day=RENAMED, decision="QĐ 1", revision=1)
    services.move(reader, base, a2, day=MOVED, reason="QĐ 2")
    services.merge(reader, a1, [a2], day=MERGED, decision="QĐ 3")
    data = [UnionData(name=f"Công đoàn mới {n}", code=f"m{n}", level=a1.level) for n in (1, 2)]
    services.split(reader, a1, data, day=SPLIT, decision="QĐ 4", goes_on=False)
    return world


@pytest.mark.parametrize(
    ("day", "name", "above"),
    [
        (date(2020, 5, 1), OLD, "district-a1"),
        (RENAMED - EVE, OLD, "district-a1"),
        (RENAMED, NEW, "district-a1"),
        (MOVED - EVE, NEW, "district-a1"),
        (MOVED, NEW, "district-a2"),
        (MERGED - EVE, NEW, "district-a2"),
        (MERGED, NEW, "district-a1"),
        (SPLIT - EVE, NEW, "district-a1"),
        (SPLIT, NEW, "m1"),
    ],
)
def test_name_and_place_on_each_day(changed: World, day: date, name: str, above: str) -> None:
    reader = changed.reader("officer", "province-a")
    base = Union.objects.get(code="base-a11")
    found = history.one(reader, base, day)
    assert found is not None
    assert found.name == name
    assert [row.union.code for row in history.chain(reader, base, day)] == ["nation", "province-a", above]
    for code in ("district-a1", "district-a2", "m1"):
        below = {row.union.code for row in history.children(reader, Union.objects.get(code=code), day)}
        assert ("base-a11" in below) is (code == above)


def test_the_tree_of_each_day(changed: World) -> None:
    reader = changed.reader("officer", "province-a")
    top = changed.unions["province-a"]

    def codes(day: date) -> list[str]:
        return sorted(row.union.code for row in history.children(reader, top, day))

    assert codes(date(2020, 5, 1)) == codes(MERGED - EVE) == ["district-a1", "district-a2"]
    assert codes(MERGED) == codes(SPLIT - EVE) == ["district-a1"]
    assert codes(SPLIT) == ["m1", "m2"]
    rows = history.counted(history.children(reader, top, date(2020, 5, 1)), date(2020, 5, 1))
    assert {row.union.code: row.below for row in rows} == {"district-a1": 2, "district-a2": 1}


def test_pages_of_an_earlier_day(changed: World) -> None:
    client = Client()
    client.force_login(changed.user("officer", "province-a"))
    base, a2 = changed.unions["base-a11"], changed.unions["district-a2"]
    page = client.get(reverse("organisations:union", args=[base.pk]), {"ngay": "2020-05-01"}).content.decode()
    assert f"<h1>{OLD}</h1>" in page.replace(' tabindex="-1"', "")
    assert "01/9/2021: đổi tên" in page
    assert "QĐ 2" in page
    page = client.get(reverse("organisations:tree"), {"ngay": "01/5/2020"}).content.decode()
    assert "huyện Phú An" in page
    assert "Công đoàn mới" not in page
    page = client.get(reverse("organisations:tree"), {"ngay": "2024-05-01", "mo": a2.pk}).content.decode()
    assert NEW in page
    page = client.get(reverse("organisations:union", args=[a2.pk]), {"ngay": "2025-08-01"}).content.decode()
    assert "không còn đơn vị này" in page
    young = Union.objects.get(code="m1")
    page = client.get(reverse("organisations:union", args=[young.pk]), {"ngay": "2020-05-01"}).content.decode()
    assert "chưa có đơn vị này" in page
    assert reverse("organisations:union", args=[changed.unions["district-a1"].pk]) + "?ngay=2020-05-01" in page


@pytest.mark.parametrize("typed", ["", "2199-01-01", "hôm qua", "1.1.1", "0\0", "9" * 400])
def test_a_day_that_is_none_shows_today(world: World, typed: str) -> None:
    client = Client()
    client.force_login(world.user("officer", "province-a"))
    for address in (reverse("organisations:tree"), reverse("organisations:union", args=[world.unions["district-a1"].pk])):
        answer = client.get(address, {"ngay": typed})
        assert answer.status_code == 200
        assert "Xem như hôm nay" not in answer.content.decode()


def test_who_has_moved_away_is_named_without_a_link(world: World) -> None:
    base, b1 = world.unions["base-a11"], world.unions["district-b1"]
    services.move(world.reader("admin", "nation"), base, b1, day=MERGED)
    a, b = world.reader("officer", "province-a"), world.reader("officer", "province-b")
    assert [(r.name, r.seen) for r in history.children(a, world.unions["district-a1"], date(2020, 5, 1))][1] == (OLD, False)
    moved = Union.objects.get(pk=base.pk)
    assert [r.seen for r in history.chain(b, moved, date(2020, 5, 1))] == [False, False, False]
    client = Client()
    client.force_login(world.user("officer", "province-a"))
    page = client.get(
        reverse("organisations:tree"), {"ngay": "2020-05-01", "mo": world.unions["district-a1"].pk}
    ).content.decode()
    assert OLD in page
    assert reverse("organisations:union", args=[base.pk]) not in page


def test_whose_union_is_young_starts_at_those_it_came_from(changed: World) -> None:
    young = Union.objects.get(code="m1")
    changed.unions["m1"] = young
    rows = history.roots(changed.reader("officer", "m1"), date(2020, 5, 1))
    assert [(row.union.code, row.seen) for row in rows] == [("district-a1", False)]


def test_pages_of_an_earlier_day_ask_no_more_for_more_rows(changed: World) -> None:
    client = Client()
    client.force_login(changed.user("officer", "province-a"))
    a1 = changed.unions["district-a1"]
    counts = []
    for number in (1, 3):
        make_union(f"more-{number}", f"CĐCS Thêm {number}", Union.objects.get(pk=a1.pk), "base")
        for address in (reverse("organisations:tree") + f"?mo={a1.pk}&", reverse("organisations:union", args=[a1.pk]) + "?"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address + "ngay=2020-05-01").status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 12


def test_two_structures_stand_side_by_side(world: World) -> None:
    now, before = history.structures()
    assert (now.since, now.until, before.since, before.until) == (MERGED, None, None, MERGED)
    assert {level.code for level in now.levels} ^ {level.code for level in before.levels} == {"xa_cd", "huyen_cd"}
    client = Client()
    client.force_login(world.user("officer", "province-a"))
    page = client.get(reverse("organisations:levels")).content.decode()
    assert page.index("Từ 01/7/2025") < page.index("Đến trước 01/7/2025")


def test_what_has_not_come_yet_is_refused_but_an_end(world: World) -> None:
    reader = world.reader("admin", "nation")
    base, a1, a2 = (world.unions[code] for code in ("base-a11", "district-a1", "district-a2"))
    morrow = timezone.localdate() + EVE
    for act in (
        lambda: services.rename(reader, base, NEW, day=morrow, decision="", revision=1),
        lambda: services.move(reader, base, a2, day=morrow),
        lambda: services.merge(reader, a1, [a2], day=morrow, decision="QĐ"),
        lambda: services.split(reader, base, [part(world, "p", "P")], day=morrow, decision="QĐ", goes_on=True),
    ):
        with pytest.raises(UserError, match="chưa đến"):
            act()
    assert not UnionPlace.objects.exists()
    closed = services.close(reader, base, day=morrow, reason="QĐ")
    assert Union.objects.on(timezone.localdate()).filter(pk=base.pk).exists()
    client = Client()
    client.force_login(world.user("officer", "province-a"))
    assert "sẽ kết thúc hoạt động" in client.get(reverse("organisations:union", args=[closed.pk])).content.decode()


@pytest.mark.parametrize("act", ["rename", "move", "merge", "split", "close"])
def test_nothing_happens_before_a_union_began(world: World, act: str) -> None:
    reader = world.reader("admin", "nation")
    base, a2 = world.unions["base-a11"], world.unions["district-a2"]
    Union.objects.filter(pk=base.pk).update(valid_from=MOVED)
    early = MOVED - EVE
    acts = {
        "rename": lambda: services.rename(reader, base, NEW, day=early, decision="", revision=1),
        "move": lambda: services.move(reader, base, a2, day=early),
        "merge": lambda: services.merge(reader, base, [world.unions["base-a12"]], day=early, decision="QĐ"),
        "split": lambda: services.split(reader, base, [part(world, "p", "P")], day=early, decision="QĐ", goes_on=True),
        "close": lambda: services.close(reader, base, day=early, reason="QĐ"),
    }
    with pytest.raises(UserError, match="trước ngày thành lập"):
        acts[act]()


def test_changes_are_written_in_their_order(world: World) -> None:
    reader = world.reader("admin", "nation")
    base = services.rename(reader, world.unions["base-a11"], NEW, day=MOVED, decision="", revision=1)
    with pytest.raises(UserError, match="01/01/2023"):
        services.rename(reader, base, "Tên khác", day=MOVED - EVE, decision="", revision=2)
    services.move(reader, base, world.unions["district-a2"], day=MOVED)
    with pytest.raises(UserError, match="01/01/2023"):
        services.move(reader, base, world.unions["district-a1"], day=MOVED - EVE)


def test_a_slip_is_taken_back_with_the_same_day(world: World) -> None:
    reader = world.reader("admin", "nation")
    base, a1, a2 = (world.unions[code] for code in ("base-a11", "district-a1", "district-a2"))
    today = timezone.localdate()
    services.rename(reader, base, "Tên nhầm", day=today, decision="QĐ 1", revision=1)
    services.rename(reader, base, NEW, day=today, decision="QĐ 2", revision=2)
    former = base.former_names.get()
    assert (former.name, former.decision) == (OLD, "QĐ 2")
    back = services.rename(reader, base, OLD, day=today, decision="", revision=3)
    assert (back.name, back.former_names.count()) == (OLD, 0)
    services.move(reader, base, a2)
    assert base.former_places.get().parent == a1
    services.move(reader, base, world.unions["district-b1"])
    assert base.former_places.get().parent == a1
    services.move(reader, base, a1)
    assert not base.former_places.exists()


def test_an_end_written_by_mistake_is_taken_back_whole_on_the_same_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = world.reader("officer", "province-a")
    base, top = world.unions["base-a11"], world.unions["province-a"]
    day = date(2026, 1, 1)
    person = make_person(base, "Trần Văn Sáu", "grassroots", responsible=True)
    later = Post.objects.create(person=person, union=base, title="Chủ tịch", role="grassroots", valid_from=date(2026, 6, 1))
    group = services.form_group(reader, top, "Cụm 1")
    services.assign(reader, top, group, [base.pk], day=date(2024, 1, 1))
    services.close(reader, base, day=day, reason="nhầm")
    later.refresh_from_db()
    assert later.valid_to == later.valid_from
    assert GroupMembership.objects.get(union=base).valid_to == day
    services.reopen(reader, base, reason="ghi nhầm")
    assert set(Post.objects.filter(union=base).values_list("valid_to", flat=True)) == {None}
    assert GroupMembership.objects.get(union=base).valid_to is None
    services.close(reader, base, day=day, reason="giải thể")
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + 2 * EVE)
    services.reopen(reader, base, reason="sau đó")
    assert None not in Post.objects.filter(union=base).values_list("valid_to", flat=True)


def test_a_part_that_was_split_off_by_mistake_ends_on_its_first_day(world: World) -> None:
    reader = world.reader("admin", "nation")
    today = timezone.localdate()
    new = services.split(reader, world.unions["base-a11"], [part(world, "p", "P")], day=today, decision="QĐ", goes_on=True)[0]
    services.close(reader, new, day=today, reason="ghi nhầm")
    assert history.one(reader, new, today) is None


def test_a_part_takes_over_the_one_from_which_it_came(world: World) -> None:
    reader = world.reader("admin", "nation")
    base = world.unions["base-a11"]
    new = services.split(reader, base, [part(world, "p", "P")], day=RENAMED, decision="QĐ", goes_on=True)[0]
    services.merge(reader, new, [base], day=MERGED, decision="QĐ 2")
    base.refresh_from_db()
    assert base.valid_to == MERGED
    assert set(Succession.objects.filter(predecessor=base).values_list("kind", flat=True)) == {"split", "merged"}


def test_names_of_300_letters_pass_through_everything(world: World) -> None:
    reader = world.reader("admin", "nation")
    long = ("Công đoàn cơ sở Trường Tiểu học Nguyễn Thị Minh Khai " * 6)[:300]
    base = services.rename(reader, world.unions["base-a11"], long, day=RENAMED, decision="Q" * 300, revision=1)
    services.move(reader, base, world.unions["district-a2"], day=MOVED, reason="Q" * 300)
    made = services.split(reader, base, [part(world, "p", long[::-1].strip())], day=MERGED, decision="Q" * 300, goes_on=True)[0]
    services.merge(reader, made, [base], day=SPLIT, decision="Q" * 300)
    client = Client()
    client.force_login(world.user("officer", "province-a"))
    for row in (base, made):
        for day in ("", "2020-05-01", "2022-01-01", "2026-01-01"):
            answer = client.get(reverse("organisations:union", args=[row.pk]), {"ngay": day})
            assert answer.status_code == 200
    assert history.one(reader, base, RENAMED) is not None


def test_an_ended_child_does_not_hold_its_parent_but_one_that_ends_later_does(world: World) -> None:
    reader = world.reader("admin", "nation")
    services.close(reader, world.unions["base-a21"], day=SPLIT, reason="QĐ")
    with pytest.raises(UserError, match="1 đơn vị trực thuộc"):
        services.close(reader, world.unions["district-a2"], day=MERGED, reason="QĐ")
    services.close(reader, world.unions["district-a2"], day=SPLIT, reason="QĐ")


def test_what_is_wrong_with_a_group_is_told_in_english() -> None:
    with translation.override("en"):
        assert retold("Chưa có khối, cụm tên “Cụm 1”.") == "There is no group named “Cụm 1” yet."
        assert retold("“Cụm 1” chưa lập hoặc đã kết thúc vào ngày 05/3/2020.").endswith("on 05/3/2020.")
