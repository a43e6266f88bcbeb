"""What else people do with a campaign: approve and take back, close, join the level above, tasks, files, facts; who may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from world import PASSWORD

from vinhdanh.engines.campaign import settings_text
from vinhdanh.engines.campaign.types import Commendation
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.accounts.reader import Reader
from vinhdanh.steps.campaigns import papers, personal, river, rules, selectors, services
from vinhdanh.steps.campaigns.models import Campaign, FoundValue, Status, Task
from vinhdanh.steps.campaigns.selectors.campaigns import may_start_in, possible_parents
from vinhdanh.steps.campaigns.selectors.facts import doubtful_facts
from vinhdanh.steps.campaigns.selectors.files import opens
from vinhdanh.steps.campaigns.selectors.findings import wrongs
from vinhdanh.steps.campaigns.selectors.overview import Overview
from vinhdanh.steps.campaigns.selectors.plan import pieces
from vinhdanh.steps.campaigns.selectors.records import record_of
from vinhdanh.steps.campaigns.selectors.units import units
from vinhdanh.steps.campaigns.services.content import write
from vinhdanh.steps.campaigns.services.following import join
from vinhdanh.steps.campaigns.services.guidance import add_guidance
from vinhdanh.steps.campaigns.services.milestones import mark_done
from vinhdanh.steps.campaigns.services.tasks import add_task, change_task, finish_task

if TYPE_CHECKING:
    from world import World

PLAN = Path(__file__).parents[3] / "examples" / "phu-rieng-2020" / "plan.txt"
DAY = date(2020, 1, 6)


@pytest.fixture
def leader(world: World) -> Reader:
    return world.reader("leader", "district-a1")


@pytest.fixture
def campaign(world: World, officer: Reader) -> Campaign:
    return services.from_plan(officer, world.unions["district-a1"], "plan.txt", PLAN.read_bytes())


def issued(campaign: Campaign, officer: Reader, leader: Reader) -> Campaign:
    approved = services.approve(leader, campaign, campaign.revision)
    services.issue(officer, approved, approved.revision, number="05/KH-LĐLĐ", day=DAY, signer="Đặng Thị Ngọc")
    campaign.refresh_from_db()
    return campaign


def test_an_approval_is_taken_back_with_a_reason(campaign: Campaign, officer: Reader, leader: Reader) -> None:
    with pytest.raises(Forbidden):
        services.back_to_draft(officer, campaign, "chưa duyệt")
    approved = services.approve(leader, campaign, campaign.revision)
    with pytest.raises(UserError, match="lý do"):
        services.back_to_draft(officer, approved, "  ")
    assert services.back_to_draft(officer, approved, "sửa ngày").status == Status.DRAFT


def test_a_campaign_ends_once_and_is_only_read(campaign: Campaign, officer: Reader, leader: Reader) -> None:
    with pytest.raises(Forbidden):
        services.close(officer, campaign, campaign.revision)
    issued(campaign, officer, leader)
    closed = services.close(officer, campaign, campaign.revision)
    assert closed.status == Status.CLOSED
    assert not rules.may_build(officer, closed)
    with pytest.raises(Forbidden):
        services.change(officer, closed, closed.revision, selectors.content(closed))
    with pytest.raises(Forbidden):
        services.settle(officer, FoundValue.objects.all()[:1], FoundValue.State.CONFIRMED)
    with pytest.raises(Forbidden):
        services.allot(officer, closed, {})


def test_what_cannot_be_issued(world: World, campaign: Campaign, officer: Reader, leader: Reader) -> None:
    services.choose_units(officer, campaign, [])
    with pytest.raises(UserError, match="Chưa có đơn vị"):
        services.approve(leader, campaign, campaign.revision)
    services.choose_units(officer, campaign, [world.unions["base-a11"]])
    campaign.refresh_from_db()
    broken = services.change(
        officer, campaign, campaign.revision, replace(selectors.content(campaign), cap_delegates=None, exemplars=None)
    )
    with pytest.raises(UserError, match="số đại biểu tối đa"):
        services.approve(leader, broken, broken.revision)
    whole = services.change(officer, broken, broken.revision, replace(selectors.content(broken), cap_delegates=100))
    issued(whole, officer, leader)
    with pytest.raises(UserError, match="Chưa có gì khác"):
        services.issue(officer, whole, whole.revision, number="06", day=DAY, signer="A")
    with pytest.raises(UserError, match="người ký"):
        services.issue(officer, whole, whole.revision, number=" ", day=DAY, signer="A")
    with pytest.raises(UserError, match="không bỏ ra được"):
        services.choose_units(officer, whole, [world.unions["base-a11"]])
    services.choose_units(officer, whole, [world.unions["base-a12"]], also=True)
    version = services.issue(officer, whole, whole.revision, number="06", day=DAY, signer="A")
    assert version.changes == ["Thêm 1 đơn vị nhận kế hoạch"]
    assert services.change(officer, whole, Campaign.objects.get().revision, selectors.content(whole)).pk == whole.pk


def test_a_unit_acknowledges_once(world: World, campaign: Campaign, officer: Reader, leader: Reader) -> None:
    issued(campaign, officer, leader)
    unit = campaign.units.select_related("campaign__union", "union").get(code="base-a11")
    chair = world.reader("grassroots", "base-a11")
    with pytest.raises(Forbidden):
        services.acknowledge(world.reader("grassroots", "base-a12"), unit, "A")
    with pytest.raises(UserError):
        services.acknowledge(chair, unit, " ")
    first = services.acknowledge(chair, unit, "Trần Văn Sen")
    assert services.acknowledge(officer, unit, "Trần Văn Sen").pk == first.pk
    acting = Reader(officer.user, acting_for=world.unions["base-a11"])
    assert rules.may_acknowledge(acting, unit)
    assert list(may_start_in(acting)) == [world.unions["district-a1"], world.unions["base-a11"]]
    assert [row.code for row in selectors.my_units(acting, campaign)] == ["base-a11"]
    assert campaign in selectors.campaigns(acting)
    both = units(Reader(chair.user, acting_for=world.unions["base-a12"]), campaign)
    assert sorted(row.code for row in both) == ["base-a11", "base-a12"]
    assert [row.code for row in units(world.reader("officer", "district-a2"), campaign)] == []


def test_a_campaign_joins_that_of_the_level_above(world: World, campaign: Campaign, officer: Reader) -> None:
    above, signs = world.reader("officer", "province-a"), world.reader("leader", "province-a")
    parent = services.from_plan(above, world.unions["province-a"], "plan.txt", PLAN.read_bytes())
    with pytest.raises(Forbidden):
        join(officer, campaign, parent)
    issued(parent, above, signs)
    services.allot(above, parent, {parent.units.get(code="district-a1").pk: (None, 12)})
    assert possible_parents(officer, campaign) == [parent]
    with pytest.raises(Forbidden):
        join(world.reader("auditor", "district-a1"), campaign, parent)
    held = join(officer, campaign, parent)
    settings = selectors.content(held)
    assert (held.parent_id, settings.basis[0].number) == (parent.pk, "05/KH-LĐLĐ")
    again = join(officer, held, parent)
    assert len(selectors.content(again).basis) == len(settings.basis)
    own = selectors.content(again)
    late = replace(
        own,
        dossier_deadline=replace(
            selectors.content(parent).reception.deadline, day=type(selectors.content(parent).reception.deadline.day)(2099, 1, 1)
        ),
    )
    write(again, late)
    assert any("Hạn gửi hồ sơ chưa theo kịp" in row.message for row in wrongs(again, record_of(again), DAY))
    write(again, replace(own, dossier_deadline=selectors.content(parent).reception.deadline))
    assert not any("Hạn gửi hồ sơ chưa theo kịp" in row.message for row in wrongs(again, record_of(again), DAY))


def test_tasks_are_kept_by_those_who_work_and_finished_by_their_owner(
    world: World, campaign: Campaign, officer: Reader, leader: Reader
) -> None:
    council, once = world.reader("council", "district-a1"), uuid4()
    with pytest.raises(Forbidden):
        add_task(council, campaign, {"title": "x"})
    with pytest.raises(UserError):
        add_task(officer, campaign, {"title": " "})
    task = add_task(officer, campaign, {"title": "Gọi điện", "owner": council.user.person, "due": DAY}, once)
    assert add_task(officer, campaign, {"title": "Gọi điện"}, once).pk == task.pk
    with pytest.raises(Forbidden):
        change_task(council, task, 1, {"title": "y"})
    change_task(leader, task, 1, {"title": "Gọi điện lại"})
    assert Task.objects.get(search_key="goi dien lai", accent_key="gọi điện lại").pk == task.pk
    with pytest.raises(Outdated) as other:
        change_task(officer, task, 1, {"title": "z"})
    assert other.value.theirs["title"] == "Gọi điện lại"
    with pytest.raises(Forbidden):
        finish_task(world.reader("auditor", "district-a1"), task, done=True)
    assert "Gọi điện lại" in [item.title for item in Overview(council, campaign).todo]
    finish_task(council, task, done=True, words="Đã gọi")
    assert finish_task(council, task, done=True).proof_words == "Đã gọi"
    assert finish_task(officer, task, done=False).done_at is None
    client = Client()
    assert client.login(username="officer.district-a1", password=PASSWORD)
    address = f"/dot/{campaign.pk}/viec/{task.pk}/"
    assert client.post(address, {"title": "Mới", "revision": "1"}).status_code == 409
    assert client.post(address, {"title": "", "revision": "1"}).status_code == 400
    assert client.post(address + "xong/", {"words": "x" * 1001}).status_code == 400
    proof = SimpleUploadedFile("anh.txt", b"da gui")
    assert client.post(address + "xong/", {"words": "Đã gửi", "proof": proof}).status_code == 302
    assert personal.export(council.user.person)["tasks"][0]["title"] == "Gọi điện lại"
    personal.merge_tasks(officer.user.person, council.user.person)
    task.refresh_from_db()
    assert task.owner_id == officer.user.person_id


def test_milestones_are_marked_by_those_who_work(world: World, campaign: Campaign, officer: Reader) -> None:
    milestone = campaign.milestones.select_related("campaign__union").first()
    with pytest.raises(Forbidden):
        mark_done(world.reader("auditor", "district-a1"), milestone, DAY)
    mark_done(officer, milestone, DAY)
    deadlines = list(river.deadlines(officer, date(2019, 1, 1), date(2021, 1, 1)))
    assert [deadline.done for deadline in deadlines].count(True) == 1
    assert deadlines[0].link == f"/dot/{campaign.pk}/moc/"
    client = Client()
    assert client.login(username="officer.district-a1", password=PASSWORD)
    assert client.post(f"/dot/{campaign.pk}/moc/{milestone.key}/", {"done": "0"}).status_code == 302
    assert [panel.template for panel in river.panels(officer, world.unions["district-a1"])] == ["campaigns/panel.html"]
    assert list(river.panels(officer, world.unions["base-a21"])) == []


def test_a_person_is_taken_out_of_frozen_units(world: World, campaign: Campaign, officer: Reader, leader: Reader) -> None:
    person = world.user("grassroots", "base-a11").person
    services.call_upon(campaign)
    issued(campaign, officer, leader)
    unit = campaign.units.get(code="base-a11")
    assert unit.responsible == person.name
    assert personal.export(person)["responsible_for"][0]["name"] == unit.name
    assert personal.erase(person) == 1
    unit.refresh_from_db()
    assert (unit.responsible, unit.phone) == ("", "")


def test_doubtful_facts_are_confirmed_by_who_builds(campaign: Campaign, officer: Reader) -> None:
    settings = replace(
        selectors.content(campaign),
        rule_set="2017-2023",
        commendations=(Commendation("CSTDTQ", ""), Commendation("GK_H", ""), Commendation("NO", "")),
    )
    changed = services.change(officer, campaign, campaign.revision, settings)
    assert doubtful_facts(replace(settings, rule_set="x")) == []
    client = Client()
    assert client.login(username="officer.district-a1", password=PASSWORD)
    address = f"/dot/{campaign.pk}/bo-quy-dinh/"
    for row in doubtful_facts(settings)[:1]:
        assert client.post(address + "xac-nhan/", {"key": row.key, "right": "1"}).status_code == 302
        changed.refresh_from_db()
        assert row.key in selectors.content(changed).confirmed
    changed.refresh_from_db()
    assert client.post(address, {"rule_set": "2025-7", "revision": changed.revision}).status_code == 302
    changed.refresh_from_db()
    assert (changed.rule_set, selectors.content(changed).confirmed) == ("2025-7", ())
    assert client.post(address, {"rule_set": "2017-2023", "revision": "1"}).status_code == 409


def test_files_of_basis_and_guidance_open_to_whom_they_concern(
    world: World, campaign: Campaign, officer: Reader, leader: Reader
) -> None:
    with pytest.raises(Forbidden):
        services.attach_basis(officer, campaign, 99, "a.txt", b"x")
    with pytest.raises(Forbidden):
        services.attach_basis(leader, campaign, 0, "a.txt", b"x")
    held = services.attach_basis(officer, campaign, 0, "a.txt", b"mot")
    services.attach_basis(officer, campaign, 0, "b.txt", b"hai")
    assert campaign.basis_files.count() == 1
    chair, other = world.reader("grassroots", "base-a11"), world.reader("officer", "district-a2")
    assert opens(leader, campaign.basis_files.get().file)
    assert not opens(chair, held.file)
    upload = SimpleUploadedFile("huong-dan.txt", b"huong dan")
    guide = add_guidance(officer, world.unions["district-a1"], {"title": "Hướng dẫn", "file": upload})
    assert opens(chair, guide.file)
    assert not opens(other, guide.file)
    with pytest.raises(Forbidden):
        add_guidance(leader, world.unions["district-a1"], {"title": "x"})
    with pytest.raises(UserError):
        add_guidance(officer, world.unions["district-a1"], {"title": "x", "valid_from": DAY, "valid_to": date(2019, 1, 1)})


def test_papers_print_what_there_is(campaign: Campaign) -> None:
    assert papers.make(campaign, "plan", "pdf")[1].startswith(b"%PDF")
    name, data = papers.make(campaign, "plan", "docx")
    assert name.endswith(".docx")
    assert papers.make(campaign, "plan", "docx")[1] == data
    assert [key for key, _words in papers.names(inside=False)] == ["plan", "rollout", "programme"]


def test_overlapping_words_are_marked_once() -> None:
    values = [
        FoundValue(position=n, start=start, end=end, confidence=1, state="found")
        for n, (start, end) in enumerate(((0, 3), (1, 2), (4, 4), (5, 6)))
    ]
    assert [(piece.text, piece.value) for piece in pieces("abcdefg", values)] == [("abc", 0), ("de", None), ("f", 3), ("g", None)]


def test_who_starts_no_campaign_gets_none(world: World, campaign: Campaign, leader: Reader) -> None:
    for start in (
        lambda: services.from_template(leader, world.unions["district-a1"], "x", 2026),
        lambda: services.from_last(leader, campaign, 2026),
    ):
        with pytest.raises(Forbidden):
            start()
    with pytest.raises(UserError):
        services.from_template(world.reader("officer", "district-a1"), world.unions["district-a1"], " ", 2026)
    with pytest.raises(Forbidden):
        services.ask(world.reader("auditor", "district-a1"), campaign)
    assert settings_text(selectors.content(campaign)) == campaign.content


def test_the_plan_page_settles_all_that_is_sure(campaign: Campaign) -> None:
    client = Client()
    assert client.login(username="officer.district-a1", password=PASSWORD)
    assert client.post(f"/dot/{campaign.pk}/ke-hoach/chac-chan/").status_code == 302
    assert FoundValue.objects.filter(state="confirmed").count() > 30
    assert client.get(f"/dot/{campaign.pk}/ke-hoach/").status_code == 200
    assert client.post(f"/dot/{campaign.pk}/ke-hoach/0/", {"state": "gi"}).status_code == 404
