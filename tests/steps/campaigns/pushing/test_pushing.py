"""A union's own campaign, made from what came from above; the tasks of every unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from handed_down import child_of, client_of, issue, latest

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.journal.models import Entry
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.models import Campaign, Task
from vinhdanh.steps.campaigns.pushing import Marks, TaskMark
from vinhdanh.steps.campaigns.selectors.pushed import State, following
from vinhdanh.steps.campaigns.services.tasks import finish_task

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader


def test_a_campaign_is_made_from_the_one_above_with_all_that_it_pushes_down(
    world: World, parent: Campaign, officer: Reader
) -> None:
    child = child_of(parent, officer)
    settings = selectors.content(child)
    assert (child.parent_id, settings.cap_delegates, settings.dossier_deadline) == (parent.pk, 200, latest(26, 5))
    assert (settings.dossier_items, settings.rule_set) == (("Báo cáo", "Danh sách"), "2017-2023")
    assert [(row.label, row.share) for row in settings.targets] == [("Nữ", 40)]
    assert settings.categories[0].label == "Lao động sáng tạo"
    assert (settings.upward[0].seats, settings.basis[0].number) == (12, "05/KH-LĐLĐ")
    day = child.milestones.get(key="above-conference")
    assert day.pushed_from == parent.milestones.get(key="conference")
    assert sorted(unit.code for unit in child.units.all()) == ["base-a11", "base-a12"]
    standing = following(child)
    assert standing is not None
    assert (standing.state, standing.open, standing.refused) == (State.FOLLOWS, [], [])
    assert child_of(parent, officer).pk == child.pk
    assert Campaign.objects.filter(parent=parent).count() == 1
    assert Entry.objects.filter(verb="campaigns.made-from-above").count() == 1
    for reader in (world.reader("auditor", "district-a1"), world.reader("officer", "district-a2")):
        with pytest.raises(Forbidden):
            child_of(parent, reader)
    services.close(world.reader("officer", "province-a"), parent, parent.revision)
    other = parent.units.select_related("union", "campaign").get(code="district-a2")
    with pytest.raises(Forbidden):
        services.from_parent(world.reader("officer", "district-a2"), other, "Hội nghị", 2020)


def test_only_a_union_with_unions_below_makes_its_own(world: World, parent: Campaign) -> None:
    services.choose_units(world.reader("officer", "province-a"), parent, [world.unions["base-a11"]], also=True)
    issue(world, parent, "07")
    unit = parent.units.select_related("union", "campaign").get(code="base-a11")
    with pytest.raises(UserError, match="trực thuộc"):
        services.from_parent(world.reader("grassroots", "base-a11"), unit, "Hội nghị", 2020)
    unit = parent.units.select_related("union", "campaign").get(code="district-a2")
    with pytest.raises(UserError, match="tên hội nghị"):
        services.from_parent(world.reader("officer", "district-a2"), unit, " ", 2020)


def test_what_was_taken_over_is_made_stricter_and_not_looser(world: World, parent: Campaign, officer: Reader) -> None:
    child = child_of(parent, officer)
    settings = selectors.content(child)
    child = services.change(officer, child, child.revision, replace(settings, cap_delegates=150, dossier_deadline=latest(20, 5)))
    for wrong in (
        {"cap_delegates": 201}, {"dossier_deadline": latest(28, 5)}, {"dossier_deadline": None}, {"targets": ()}, {"categories": ()},
        {"rule_set": "2024-2025"}, {"dossier_items": ("Báo cáo",)}, {"upward": ()},
    ):  # fmt: skip
        with pytest.raises(UserError, match="không được nới lỏng"):
            services.change(officer, child, child.revision, replace(selectors.content(child), **wrong))
    client = client_of(world, "officer", "district-a1")
    page = client.get(f"/dot/{child.pk}/noi-dung/so-luong/").content.decode()
    assert "Cấp trên giao: 200" in page
    typed = {"revision": str(child.revision), "cap_delegates": "300", "share_tolerance": "5", "reserves": "0", "unit_floor": "0"}
    answer = client.post(f"/dot/{child.pk}/noi-dung/so-luong/", typed)
    assert answer.status_code == 400
    assert 'value="300"' in answer.content.decode()
    assert "Mục tiêu cơ cấu" in answer.content.decode()
    child.refresh_from_db()
    assert selectors.content(child).cap_delegates == 150
    answer = client.post(f"/dot/{child.pk}/bo-quy-dinh/", {"rule_set": "2024-2025", "revision": str(child.revision)})
    assert answer.status_code == 409
    child.refresh_from_db()
    assert child.rule_set == "2017-2023"


def test_every_unit_gets_its_tasks_and_says_when_they_are_done(
    world: World, parent: Campaign, above: Reader, officer: Reader
) -> None:
    task = Task.objects.get(called__code="district-a1")
    assert (task.title, task.due, task.union) == ("Cử người dự tập huấn", date(2020, 2, 10), world.unions["district-a1"])
    with pytest.raises(Forbidden):
        finish_task(world.reader("officer", "district-a2"), task, done=True)
    finish_task(officer, task, done=True, words="Đã cử hai người")
    marks = Marks.of(parent.pushes)
    tasks = (TaskMark("t1", "Cử hai người dự tập huấn", "12/2/2020"), TaskMark("t2", "Báo số điện thoại"))
    services.mark(above, parent, parent.revision, replace(marks, tasks=tasks))
    issue(world, parent, "09")
    task.refresh_from_db()
    assert task.title == "Cử người dự tập huấn"  # done as it was asked for
    other = Task.objects.get(called__code="district-a2", pushed="t1")
    assert (other.title, other.due, other.search_key) == (
        "Cử hai người dự tập huấn",
        date(2020, 2, 12),
        "cu hai nguoi du tap huan",
    )
    assert Task.objects.filter(pushed="t2").count() == parent.units.count()
    client = client_of(world, "officer", "district-a1")
    page = client.get(f"/dot/{parent.pk}/don-vi/{task.called_id}/giao/").content.decode()
    for words in ("Cử người dự tập huấn", "Báo số điện thoại", "trước 26/5/2020", "Mẫu báo cáo thành tích", "Lập dự thảo"):
        assert words in page
    assert client.get(f"/dot/{parent.pk}/viec/{task.pk}/").status_code == 200
    assert client.get(f"/dot/{parent.pk}/viec/{other.pk}/").status_code == 404
    done = client.post(f"/dot/{parent.pk}/viec/{Task.objects.get(called=task.called, pushed='t2').pk}/xong/", {"words": "Đã báo"})
    assert done.status_code == 302
    host = client_of(world, "officer", "province-a")
    assert "Báo số điện thoại" not in host.get(f"/dot/{parent.pk}/viec/").content.decode()
    assert host.get(f"/dot/{parent.pk}/viec/{task.pk}/").status_code == 200
    assert "2/2" in host.get(f"/dot/{parent.pk}/cap-duoi/").content.decode()


def test_those_who_are_called_see_what_was_told_and_no_draft(world: World, parent: Campaign, above: Reader) -> None:
    services.change(
        above, parent, parent.revision, replace(selectors.content(parent), cap_delegates=999, name="Tên chưa ban hành")
    )
    client = client_of(world, "officer", "district-a1")
    for page in ("", "noi-dung/so-luong/", "noi-dung/ten-goi/", "don-vi/"):
        body = client.get(f"/dot/{parent.pk}/{page}").content.decode()
        assert "999" not in body
        assert "Tên chưa ban hành" not in body
    for page in ("giao-xuong/", "cap-duoi/", "tu-cap-tren/"):
        assert client.get(f"/dot/{parent.pk}/{page}").status_code == 404
    assert "999" in client_of(world, "officer", "province-a").get(f"/dot/{parent.pk}/noi-dung/so-luong/").content.decode()
