"""Level, member figures and groups of a union on each day: what an edit, a register and a merger leave behind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from world import make_union

from vinhdanh.platform.organisations import services
from vinhdanh.platform.organisations.models import Level, Union, UnionState
from vinhdanh.platform.organisations.selectors import history
from vinhdanh.platform.organisations.services import UnionData, register

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader

DAY = date(2025, 7, 1)
EVE = timedelta(days=1)


def edit(reader: Reader, union: Union, **new: object) -> Union:
    union = Union.objects.get(pk=union.pk)
    data = {"name": union.name, "code": union.code, "level": union.level, "members": union.members, "women": union.women}
    return services.edit(reader, union, UnionData(**(data | new)), revision=union.revision)  # type: ignore[arg-type]


def told(reader: Reader, union: Union, day: date) -> tuple[str, int | None, list[str]]:
    row = history.one(reader, union, day)
    assert row is not None
    history.described([row], day)
    assert row.state is not None
    return row.state.level.code, row.state.members, [group.name for group in row.groups]


def later(monkeypatch: pytest.MonkeyPatch, days: int) -> date:
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=days))
    return timezone.localdate()


def test_level_and_figures_of_each_day(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    reader, union = world.reader("admin", "nation"), world.unions["district-a1"]
    first = timezone.localdate()
    edit(reader, union, members=60)
    edit(reader, union, members=61)  # the first of a day counts
    second = later(monkeypatch, 3)
    edit(reader, union, members=61, name="Tên sửa lại")  # neither level nor figures
    edit(reader, union, level=Level.objects.get(code="base"))
    assert UnionState.objects.count() == 2
    assert told(reader, union, DAY) == told(reader, union, first - EVE) == ("district", 40, [])
    assert told(reader, union, first) == told(reader, union, second - EVE) == ("district", 61, [])
    assert told(reader, union, second) == ("base", 61, [])


def test_a_merger_of_the_past_adds_from_its_day(world: World) -> None:
    reader, kept = world.reader("admin", "nation"), world.unions["district-a1"]
    services.merge(reader, kept, [world.unions["district-a2"]], day=DAY, decision="QĐ")
    assert told(reader, kept, DAY - EVE)[1] == 40
    assert told(reader, kept, DAY)[1] == 80
    services.merge(reader, kept, [world.unions["district-b1"]], day=DAY - 9 * EVE, decision="QĐ")
    assert [told(reader, kept, DAY - n * EVE)[1] for n in (10, 9, 1, 0)] == [40, 40, 40, 120]


def test_a_register_leaves_what_it_changed_and_takes_it_back(world: World) -> None:
    reader, top, union = world.reader("officer", "province-a"), world.unions["district-a1"], world.unions["base-a11"]
    words = (
        f"Mã đơn vị\tTên đơn vị\tSố đoàn viên\n{union.code}\t{union.name}\t55\nbase-a12\t{world.unions['base-a12'].name}\t40\n"
    )
    held = register.upload(reader, top, words.encode(), "danh-ba.csv", once=uuid4())
    register.apply(reader, held)
    today = timezone.localdate()
    assert (told(reader, union, today - EVE)[1], told(reader, union, today)[1]) == (40, 55)
    assert UnionState.objects.count() == 1
    held.refresh_from_db()
    register.undo(reader, held)
    assert (told(reader, union, today)[1], UnionState.objects.count()) == (40, 0)


def test_groups_of_a_day(world: World) -> None:
    reader, top, union = world.reader("officer", "province-a"), world.unions["province-a"], world.unions["base-a11"]
    one, two = (services.form_group(reader, top, name) for name in ("Khối trường học", "Cụm số 2"))
    services.assign(reader, top, one, [union.pk], day=date(2024, 1, 1))
    services.assign(reader, top, two, [union.pk], day=DAY)
    assert [told(reader, union, day)[2] for day in (date(2023, 5, 1), DAY - EVE, DAY)] == [[], ["Khối trường học"], ["Cụm số 2"]]
    client = Client()
    client.force_login(world.user("officer", "province-a"))
    page = client.get(reverse("organisations:union", args=[union.pk]), {"ngay": "2024-05-01"}).content.decode()
    assert "Khối trường học" in page
    assert "Cụm số 2" not in page
    a1 = world.unions["district-a1"]
    page = client.get(reverse("organisations:tree"), {"ngay": "2024-05-01", "mo": a1.pk}).content.decode()
    assert "Khối trường học" in page


def test_the_pages_tell_the_level_and_the_figures_of_the_day(world: World) -> None:
    reader, union = world.reader("admin", "nation"), world.unions["district-a1"]
    edit(reader, union, members=987, women=456, level=Level.objects.get(code="base"))
    client = Client()
    client.force_login(world.user("officer", "province-a"))
    for address in (reverse("organisations:union", args=[union.pk]), reverse("organisations:tree")):
        page = client.get(address, {"ngay": "2024-05-01"}).content.decode()
        assert "987" not in page
        assert "40" in page
        assert "Liên đoàn Lao động huyện" in page
    union_page = client.get(reverse("organisations:union", args=[union.pk]), {"ngay": "2024-05-01"}).content.decode()
    assert "40, nữ 22" in union_page


@pytest.mark.parametrize("page", ["tree", "union"])
def test_more_rows_ask_no_more(world: World, page: str) -> None:
    reader, a1 = world.reader("admin", "nation"), world.unions["district-a1"]
    group = services.form_group(reader, a1, "Cụm 1")
    client = Client()
    client.force_login(world.user("officer", "province-a"))
    address = (
        reverse("organisations:tree") + f"?mo={a1.pk}&" if page == "tree" else reverse("organisations:union", args=[a1.pk]) + "?"
    )
    counts = []
    for number in range(3):
        union = make_union(f"more-{number}", f"CĐCS Thêm {number}", a1, "base")
        services.assign(reader, a1, group, [union.pk], day=date(2020, 1, 1))
        UnionState.objects.create(union=union, until=DAY, level=union.level, members=number)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address + "ngay=2020-05-01")
        assert answer.content.decode().count("Cụm 1") == number + 1
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= 12
