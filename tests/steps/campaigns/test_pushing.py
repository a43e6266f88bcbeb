"""What a campaign pushes down, the campaign of a union made from it, later versions, who follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from world import PASSWORD, make_union

from vinhdanh.engines.campaign.types import Category, MeritRow, Milestone, Sense, Target
from vinhdanh.engines.vietnamese import PartialDate
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.notices.models import Notice
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.keeping import Verdict, broken, own_words, taken_over, verdict
from vinhdanh.steps.campaigns.models import Answer, Campaign, Status, Task
from vinhdanh.steps.campaigns.pushing import Item, Marks, TaskMark, said, seats_item
from vinhdanh.steps.campaigns.selectors.findings import wrongs
from vinhdanh.steps.campaigns.selectors.pushed import State, children, following
from vinhdanh.steps.campaigns.selectors.records import record_of
from vinhdanh.steps.campaigns.services.following import Choice
from vinhdanh.steps.campaigns.services.guidance import add_guidance
from vinhdanh.steps.campaigns.services.tasks import finish_task

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"
DAY = date(2020, 1, 6)
VALUES = {
    "dossier_deadline": "trước 26/5/2020",
    "cap_delegates": "200",
    "dossier_items": "Báo cáo\nDanh sách",
    "rule_set": "2017-2023",
}


@pytest.fixture
def above(world: World) -> Reader:
    return world.reader("officer", "province-a")


@pytest.fixture
def officer(world: World) -> Reader:
    return world.reader("officer", "district-a1")


@pytest.fixture
def parent(world: World, above: Reader) -> Campaign:
    """An issued campaign of the province that pushes down values, a target, a category, a day, a document and a task."""
    campaign = services.from_plan(above, world.unions["province-a"], "plan.txt", PLAN.read_bytes())
    target = Target("women", "Nữ", "woman", ("yes",), Decimal(40), priority=2)
    settings = replace(
        selectors.content(campaign), targets=(target,), categories=(Category("sang-tao", "Lao động sáng tạo", 1, 5),)
    )
    campaign = services.change(above, campaign, campaign.revision, settings)
    form = add_guidance(above, world.unions["province-a"], {"title": "Mẫu báo cáo thành tích", "number": "12/HD"})
    services.allot(above, campaign, {campaign.units.get(code="district-a1").pk: (None, 12)})
    marks = Marks(
        VALUES, ("women",), ("sang-tao",), milestones=("conference",), guidance=(form.pk,), tasks=(TaskMark("t1", "Cử người dự tập huấn", "10/2/2020"),)
    )  # fmt: skip
    campaign = services.mark(above, campaign, campaign.revision, marks)
    return issue(world, campaign, "05/KH-LĐLĐ")


def issue(world: World, campaign: Campaign, number: str) -> Campaign:
    campaign.refresh_from_db()
    if campaign.status == Status.DRAFT:
        campaign = services.approve(world.reader("leader", "province-a"), campaign, campaign.revision)
    services.issue(world.reader("officer", "province-a"), campaign, campaign.revision, number=number, day=DAY, signer="Lê Văn Ba")
    campaign.refresh_from_db()
    return campaign


def child_of(parent: Campaign, reader: Reader) -> Campaign:
    unit = parent.units.select_related("union", "campaign").get(code="district-a1")
    return services.from_parent(reader, unit, "Hội nghị của chúng tôi", 2020)


def client_of(world: World, role: str, code: str) -> Client:
    world.user(role, code)
    client = Client()
    assert client.login(username=f"{role}.{code}", password=PASSWORD)
    return client


def latest(day: int, month: int) -> Milestone:
    return Milestone(PartialDate(2020, month, day), Sense.BEFORE)


# what binds and how


def items(settings: object, **marks: object) -> list[Item]:
    return said(settings, Marks(**{"values": {}, **marks}), {"conference": ("Hội nghị", "18/5/2020")}, {5: "Mẫu"})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "asked", "own", "found"),
    [
        ("dossier_deadline", "trước 26/5/2020", latest(26, 5), Verdict.SAME),
        ("dossier_deadline", "trước 26/5/2020", Milestone(PartialDate(2020, 5, 25), Sense.BY), Verdict.SAME),
        ("dossier_deadline", "trước 26/5/2020", latest(20, 5), Verdict.STRICTER),
        ("dossier_deadline", "trước 26/5/2020", latest(27, 5), Verdict.LOOSER),
        ("dossier_deadline", "trước 26/5/2020", None, Verdict.MISSING),
        ("cap_delegates", "200", 200, Verdict.SAME),
        ("cap_delegates", "200", 150, Verdict.STRICTER),
        ("cap_delegates", "200", 201, Verdict.LOOSER),
        ("cap_delegates", "200", None, Verdict.MISSING),
        ("period", "2016 – 2020", (2016, 2020), Verdict.SAME),
        ("period", "2016 – 2020", (2015, 2020), Verdict.LOOSER),
        ("dossier_channel", "Ban CS-PL", "", Verdict.MISSING),
        ("dossier_items", "Báo cáo\nDanh sách", ("Danh sách", "báo cáo"), Verdict.SAME),
        ("dossier_items", "Báo cáo", ("Danh sách", "Báo cáo"), Verdict.STRICTER),
        ("dossier_items", "Báo cáo\nẢnh", ("Ảnh",), Verdict.LOOSER),
        ("dossier_items", "Báo cáo", (), Verdict.MISSING),
    ],
)  # fmt: skip
def test_a_value_may_be_stricter_and_never_looser(parent: Campaign, path: str, asked: str, own: object, found: Verdict) -> None:
    settings = replace(selectors.content(parent), **{path: own})
    item = next(row for row in items(settings, values={path: asked}) if row.path == path)
    assert verdict(item, settings) == found
    held = taken_over(settings, [item])
    assert not broken(held, [item])
    assert (held == settings) == (found in {Verdict.SAME, Verdict.STRICTER})
    assert own_words(item, held)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, Verdict.SAME),
        ({"id": "nu"}, Verdict.SAME),
        ({"share": Decimal(45)}, Verdict.STRICTER),
        ({"share": Decimal(39)}, Verdict.LOOSER),
        ({"priority": 1}, Verdict.STRICTER),
        ({"priority": 3}, Verdict.LOOSER),
        ({"tolerance": Decimal(2)}, Verdict.LOOSER),
        ({"direction": "about"}, Verdict.LOOSER),
        ({"attribute": "young"}, Verdict.MISSING),
    ],
)
def test_a_target_keeps_its_share_and_its_rank(parent: Campaign, changes: dict[str, object], found: Verdict) -> None:
    settings = selectors.content(parent)
    item = next(row for row in items(settings, targets=("women",)) if row.rule == "target")
    own = replace(settings, targets=(replace(settings.targets[0], **changes),))
    assert verdict(item, own) == found
    held = taken_over(own, [item])
    assert not broken(held, [item])
    assert len({row.id for row in held.targets}) == len(held.targets)
    assert own_words(item, held)


def test_a_share_about_a_number_and_one_at_most(parent: Campaign) -> None:
    settings = selectors.content(parent)
    for direction, share, found in (("about", 41, Verdict.LOOSER), ("about", 40, Verdict.SAME), ("at_most", 39, Verdict.STRICTER), ("at_most", 41, Verdict.LOOSER)):  # fmt: skip
        wanted = replace(settings, targets=(replace(settings.targets[0], direction=direction),))
        item = items(wanted, targets=("women",))[0]
        own = replace(wanted, targets=(replace(wanted.targets[0], share=Decimal(share)),))
        assert verdict(item, own) == found


def test_a_category_keeps_floor_and_cap_and_a_table_of_points_stays(parent: Campaign) -> None:
    row = MeritRow("phieu", "Phiếu", "votes", "hoi-nghi", Decimal(10))
    settings = replace(selectors.content(parent), merit=(row,))
    category, table = items(settings, categories=("sang-tao",), merit=True)
    for own, found in (
        (Category("x", "lao động sáng tạo", 2, 5), Verdict.STRICTER), (Category("sang-tao", "A", 1, 5), Verdict.SAME),
        (Category("sang-tao", "A", 0, 5), Verdict.LOOSER), (Category("sang-tao", "A", 1), Verdict.LOOSER), (Category("y", "Khác"), Verdict.MISSING),
    ):  # fmt: skip
        other = replace(settings, categories=(own,))
        assert verdict(category, other) == found
        assert not broken(taken_over(other, [category]), [category])
    assert own_words(category, replace(settings, categories=())) == ""
    assert verdict(table, settings) == Verdict.SAME
    assert verdict(table, replace(settings, merit=())) == Verdict.MISSING
    other = replace(settings, merit=(replace(row, points=Decimal(9)),))
    assert verdict(table, other) == Verdict.LOOSER
    assert taken_over(other, [table]).merit == (row,)
    assert "Phiếu: 10" in own_words(table, settings)


def test_places_are_a_cap_and_what_binds_nothing_is_kept(parent: Campaign) -> None:
    settings = replace(selectors.content(parent), upward=())
    assert seats_item("Đại hội", None) == []
    seats = seats_item("Đại hội", 12)[0]
    assert (verdict(seats, settings), own_words(seats, settings)) == (Verdict.MISSING, "")
    held = taken_over(settings, [seats])
    assert (held.upward[0].congress, held.upward[0].seats) == ("Đại hội", 12)
    assert verdict(seats_item("Đại hội", 10)[0], held) == Verdict.LOOSER
    assert taken_over(held, seats_item("Đại hội", 10)).upward[0].seats == 10
    task = items(settings, tasks=(TaskMark("a", "Việc"),))[0]
    assert (verdict(task, settings), own_words(task, settings)) == (Verdict.SAME, "")
    assert Marks.of(Marks({"x": "y"}, tasks=(TaskMark("a", "Việc"),)).plain()) == Marks(
        {"x": "y"}, tasks=(TaskMark("a", "Việc"),)
    )


# the way down


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


def test_a_later_version_is_seen_taken_over_or_refused_with_a_reason(
    world: World, parent: Campaign, above: Reader, officer: Reader
) -> None:
    child = child_of(parent, officer)
    marks = Marks.of(parent.pushes)
    values = {**VALUES, "dossier_deadline": "trước 20/5/2020", "cap_delegates": "100"}
    later = services.mark(above, parent, parent.revision, replace(marks, values=values))
    assert following(child).state == State.FOLLOWS  # a draft of the level above is nobody's business  # type: ignore[union-attr]
    Notice.objects.all().delete()
    issue(world, later, "09/KH-LĐLĐ")
    version = parent.versions.first()
    assert any("Giao xuống" in change for change in version.changes)
    notice = Notice.objects.get(link=f"/dot/{child.pk}/tu-cap-tren/")
    assert "trước 26/5/2020" in notice.body
    assert "trước 20/5/2020" in notice.body
    assert notice.about_id == str(parent.pk)
    standing = following(child)
    assert standing is not None
    assert {line.item.key for line in standing.open} == {"dossier_deadline", "cap_delegates"}
    assert [line.before for line in standing.open if line.item.key == "cap_delegates"] == ["200"]
    child.refresh_from_db()
    assert any("chưa được trả lời" in row.message for row in wrongs(child, record_of(child), DAY))
    seen = {line.item.key: line.answer.pk for line in standing.lines if line.answer}
    with pytest.raises(UserError, match="lý do"):
        services.answer(officer, child, 2, {"cap_delegates": Choice(taken=False, reason="  ", seen=seen["cap_delegates"])})
    with pytest.raises(Outdated):
        services.answer(officer, child, 1, {"cap_delegates": Choice(taken=True, seen=seen["cap_delegates"])})
    with pytest.raises(Outdated) as caught:
        services.answer(officer, child, 2, {"cap_delegates": Choice(taken=True)})
    assert caught.value.theirs == {"cap_delegates": "Tiếp thu"}
    with pytest.raises(Forbidden):
        services.answer(officer, child, 2, {"x": Choice(taken=True)})
    with pytest.raises(Forbidden):
        services.answer(world.reader("auditor", "district-a1"), child, 2, {"cap_delegates": Choice(taken=True)})
    say = {
        "dossier_deadline": Choice(taken=True, seen=seen["dossier_deadline"]),
        "cap_delegates": Choice(taken=False, reason="Đã mời 180 đại biểu", seen=seen["cap_delegates"]),
    }
    assert services.answer(officer, child, 2, say) == 2
    assert services.answer(officer, child, 2, say) == 0  # a double click says nothing twice
    child.refresh_from_db()
    assert selectors.content(child).dossier_deadline == latest(20, 5)
    assert selectors.content(child).cap_delegates == 200
    free = services.change(officer, child, child.revision, replace(selectors.content(child), cap_delegates=180))
    assert Answer.objects.filter(campaign=child, taken=False).get().own == "200"
    assert "Đã mời 180 đại biểu" in Notice.objects.get(union=world.unions["province-a"]).body
    row = next(row for row in children(above, parent, list(parent.units.all())) if row.campaign)
    assert (row.state, row.open, row.visible) == (State.DEVIATES, 0, False)
    assert row.refused[0].answer.reason == "Đã mời 180 đại biểu"  # type: ignore[union-attr]
    free.refresh_from_db()
    assert any("Giữ khác cấp trên" in found.message for found in wrongs(free, record_of(free), DAY))
    assert Entry.objects.filter(verb="campaigns.answered-above").count() == 1


def test_what_is_no_longer_pushed_down_binds_no_longer(world: World, parent: Campaign, above: Reader, officer: Reader) -> None:
    child = child_of(parent, officer)
    services.mark(above, parent, parent.revision, Marks({}))
    issue(world, parent, "09")
    child.refresh_from_db()
    services.change(officer, child, child.revision, replace(selectors.content(child), cap_delegates=900, targets=()))
    assert not Task.objects.filter(called__isnull=False).exists()
    assert any("thôi giao" in change for change in parent.versions.first().changes)


def test_a_campaign_that_joins_says_to_each_thing_what_it_does(world: World, parent: Campaign, officer: Reader) -> None:
    own = services.from_plan(officer, world.unions["district-a1"], "plan.txt", PLAN.read_bytes())
    held = services.join(officer, own, parent)
    standing = following(held)
    assert standing is not None
    assert standing.state == State.LAGS
    assert "cap_delegates" in {line.item.key for line in standing.open}
    assert selectors.content(held).cap_delegates == 250  # nothing is taken over by itself
    assert following(services.from_template(officer, world.unions["district-a1"], "Khác", 2020)) is None


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


def test_the_way_through_the_pages(world: World, parent: Campaign) -> None:
    client = client_of(world, "officer", "district-a1")
    unit = parent.units.get(code="district-a1")
    address, once = f"/dot/{parent.pk}/don-vi/{unit.pk}/giao/", str(uuid4())
    assert client.post(address, {"name": "", "year": "2020"}).status_code == 400
    for _ in range(2):
        answer = client.post(address, {"name": "Hội nghị huyện", "year": "2020", "once": once})
        assert answer.status_code == 302
    child = Campaign.objects.get(parent=parent)
    page = f"/dot/{child.pk}/tu-cap-tren/"
    assert answer["Location"] == page
    assert "Đã trả lời hết" in client.get(page).content.decode()
    host = client_of(world, "officer", "province-a")
    push = f"/dot/{parent.pk}/giao-xuong/"
    assert host.get(push).status_code == 200
    parent.refresh_from_db()
    typed = {
        "revision": str(parent.revision), "on": ["cap_delegates", "conference.not_after"], "value-cap_delegates": "90",
        "value-conference.not_after": "trước 19/5/2020", "target": ["women"], "task-0-title": "Việc một", "task-0-due": "1/3/2020", "task-0-id": "x y",
    }  # fmt: skip
    assert host.post(push, typed | {"value-cap_delegates": "nhiều"}).status_code == 400
    assert host.post(push, typed | {"value-cap_delegates": " "}).status_code == 400
    assert host.post(push, typed | {"task-0-due": "32/1/2020"}).status_code == 400
    assert host.post(push, typed | {"task-0-title": "x" * 301}).status_code == 400
    assert host.post(push, typed | {"task-0-title": ""}).status_code == 400
    assert host.post(push, typed).status_code == 302
    assert host.post(push, typed | {"value-cap_delegates": "80"}).status_code == 409
    body = host.post(push, typed | {"value-cap_delegates": "80"}).content.decode()
    assert "<ins>90</ins>" in body
    assert 'value="80"' in body
    assert "Đã đổi so với bản ban hành" in host.get(push).content.decode()
    issue(world, parent, "09")
    body = client.get(page).content.decode()
    assert "<del>200</del>" in body
    number = {"version": "2"}
    assert client.post(page, {**number, "say-cap_delegates": "refuse", "seen-cap_delegates": "0"}).status_code == 400
    wrong = client.post(page, {**number, "say-cap_delegates": "refuse", "why-cap_delegates": "Đã mời", "seen-cap_delegates": "0"})
    assert wrong.status_code == 409
    assert "Đã mời" in wrong.content.decode()
    assert client.post(page, {"version": "1", "all": "1"}).status_code == 409
    standing = following(child)
    assert standing is not None
    seen = {f"seen-{line.item.key}": str(line.answer.pk if line.answer else 0) for line in standing.lines}
    assert client.post(page, {**number, **seen, "all": "1"}).status_code == 302
    assert following(child).state == State.FOLLOWS  # type: ignore[union-attr]
    child.refresh_from_db()
    assert selectors.content(child).cap_delegates == 90
    with translation.override("en"):
        assert host.get(f"/dot/{parent.pk}/cap-duoi/").status_code == 200


def test_the_pages_ask_as_little_for_many_units_as_for_one(
    world: World, parent: Campaign, officer: Reader, above: Reader
) -> None:
    child = child_of(parent, officer)
    host, mine = client_of(world, "officer", "province-a"), client_of(world, "officer", "district-a1")
    pages = ((host, f"/dot/{parent.pk}/cap-duoi/"), (host, f"/dot/{parent.pk}/giao-xuong/"), (mine, f"/dot/{child.pk}/tu-cap-tren/"),
             (mine, f"/dot/{child.pk}/"), (mine, f"/dot/{child.pk}/noi-dung/so-luong/"),
             (mine, f"/dot/{parent.pk}/don-vi/{parent.units.get(code='district-a1').pk}/giao/"))  # fmt: skip

    def counted() -> list[int]:
        counts = []
        for client, page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append(len(queries))
        return counts

    few = counted()
    unions = [make_union(f"more-{n}", f"Liên đoàn Lao động khu {n}", world.unions["province-a"], "district") for n in range(3)]
    services.choose_units(above, parent, unions, also=True)
    issue(world, parent, "11")
    for union in unions:
        make_union(f"below-{union.code}", f"CĐCS của {union.name}", union, "base")
        reader = world.reader("officer", "province-a")
        reader.acting_for = union
        unit = parent.units.select_related("union", "campaign").get(union=union)
        services.from_parent(reader, unit, "Hội nghị", 2020)
    assert counted() == few
    assert max(few) <= 12
