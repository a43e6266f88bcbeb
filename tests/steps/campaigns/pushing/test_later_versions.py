"""What a later version hands down is seen, taken over or refused with a reason, and kept as evidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.utils import timezone
from handed_down import DAY, PLAN, VALUES, child_of, issue, latest

from vinhdanh.engines.campaign.types import Finding, Severity
from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden, Outdated
from vinhdanh.platform.journal.models import Entry
from vinhdanh.platform.notices.models import Notice
from vinhdanh.steps.campaigns import selectors, services
from vinhdanh.steps.campaigns.models import Answer, Campaign, Status, Task
from vinhdanh.steps.campaigns.pushing import Marks
from vinhdanh.steps.campaigns.selectors.findings import in_words, wrongs
from vinhdanh.steps.campaigns.selectors.overview import Overview
from vinhdanh.steps.campaigns.selectors.pushed import State, children, following
from vinhdanh.steps.campaigns.selectors.records import record_of
from vinhdanh.steps.campaigns.services import following as answering
from vinhdanh.steps.campaigns.services.following import Choice

if TYPE_CHECKING:
    from world import World

    from vinhdanh.platform.accounts.reader import Reader


def second_version(world: World, parent: Campaign, above: Reader) -> None:
    """The province asks for the dossier earlier and for fewer delegates."""
    values = {**VALUES, "dossier_deadline": "trước 20/5/2020", "cap_delegates": "100"}
    later = services.mark(above, parent, parent.revision, replace(Marks.of(parent.pushes), values=values))
    Notice.objects.all().delete()
    issue(world, later, "09/KH-LĐLĐ")


def test_a_draft_of_the_level_above_is_nobodys_business(parent: Campaign, above: Reader, officer: Reader) -> None:
    child = child_of(parent, officer)
    values = {**VALUES, "cap_delegates": "100"}
    services.mark(above, parent, parent.revision, replace(Marks.of(parent.pushes), values=values))
    standing = following(child)
    assert standing is not None
    assert standing.state == State.FOLLOWS


def test_a_later_version_is_told_and_seen(world: World, parent: Campaign, above: Reader, officer: Reader) -> None:
    child = child_of(parent, officer)
    second_version(world, parent, above)
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


def test_a_later_version_is_taken_over_or_refused_with_a_reason(
    world: World, parent: Campaign, above: Reader, officer: Reader
) -> None:
    child = child_of(parent, officer)
    second_version(world, parent, above)
    standing = following(child)
    assert standing is not None
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


def test_a_day_of_the_level_above_that_is_refused_stands_no_longer(parent: Campaign, officer: Reader) -> None:
    child = child_of(parent, officer)
    assert child.milestones.filter(key="above-conference").exists()
    for reason in ("Trùng đại hội", "Trùng đại hội, đã báo cáo"):  # the second time there is no day left to take away
        standing = following(child)
        assert standing is not None
        (line,) = [line for line in standing.lines if line.item.key.endswith("/conference")]
        assert line.answer is not None
        assert services.answer(officer, child, 1, {line.item.key: Choice(taken=False, reason=reason, seen=line.answer.pk)}) == 1
        assert not child.milestones.filter(key="above-conference").exists()


def test_what_nobody_answered_yet_is_shown_empty_to_who_saw_an_answer(
    world: World, parent: Campaign, above: Reader, officer: Reader
) -> None:
    child = child_of(parent, officer)
    services.mark(above, parent, parent.revision, replace(Marks.of(parent.pushes), values={**VALUES, "dossier_channel": "Ban"}))
    issue(world, parent, "09")
    with pytest.raises(Outdated) as caught:
        services.answer(officer, child, 2, {"dossier_channel": Choice(taken=True, seen=99)})
    assert caught.value.theirs == {"dossier_channel": ""}
    assert not Answer.objects.filter(key="dossier_channel").exists()


def test_two_clicks_at_once_make_one_campaign(parent: Campaign, officer: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    unit, once = parent.units.select_related("union", "campaign").get(code="district-a1"), uuid4()
    monkeypatch.setattr(answering, "made", lambda *_asked: None)  # as the second click sees it, before the first is done
    monkeypatch.setattr(answering, "own_campaign", lambda *_asked: None)
    first, second = (services.from_parent(officer, unit, "Hội nghị", 2020, once=once) for _ in range(2))
    assert first.pk == second.pk
    assert Campaign.objects.filter(parent=parent).count() == 1
    assert Entry.objects.filter(verb="campaigns.made-from-above").count() == 1


def test_a_campaign_is_joined_to_one_that_is_issued_and_calls_its_union(world: World, parent: Campaign, above: Reader) -> None:
    child = services.from_template(above, world.unions["province-a"], "Hội nghị", 2020)
    with pytest.raises(Forbidden):
        services.join(above, parent, parent)
    with pytest.raises(Forbidden):
        services.join(above, child, parent)  # the province does not call itself
    Campaign.objects.filter(pk=parent.pk).update(status=Status.DRAFT)
    parent.refresh_from_db()
    with pytest.raises(Forbidden):
        services.join(above, child, parent)


def test_keys_within_a_sentence_are_said_by_their_fields(parent: Campaign) -> None:
    found = Finding("campaign.x", Severity.WARNING, "targets[2] không khớp với reception.xyz.", "Sửa lại.")
    assert in_words(parent, found).message == "“Mục tiêu cơ cấu”, dòng 2, không khớp với reception.xyz."


def test_who_has_what_to_do(world: World, parent: Campaign, above: Reader) -> None:
    def titles(reader: Reader, campaign: Campaign) -> list[str]:
        return [todo.title for todo in Overview(reader, campaign).todo]

    leader = world.reader("leader", "province-a")
    (unit,) = parent.units.filter(acknowledgement=None, code="district-a1")
    assert "Xác nhận đã nhận kế hoạch" not in titles(above, parent)
    number = parent.units.count()
    assert f"Đôn đốc {number} đơn vị chưa gửi danh sách" in titles(above, parent)
    Campaign.objects.filter(pk=parent.pk).update(deadline=timezone.localdate() + timedelta(days=30))
    parent.refresh_from_db()
    assert f"{number} đơn vị chưa xác nhận đã nhận kế hoạch" in titles(above, parent)
    assert unit.frozen_at is not None
    fresh = services.from_template(above, world.unions["province-a"], "Hội nghị", 2020)
    fresh.units.all().delete()
    assert "Chọn đơn vị nhận kế hoạch" in titles(above, fresh)
    assert "Duyệt kế hoạch" in titles(leader, fresh)
    Campaign.objects.filter(pk=fresh.pk).update(status=Status.APPROVED)
    fresh.refresh_from_db()
    assert "Ban hành kế hoạch" in titles(above, fresh)
    assert Overview(above, fresh).reckoned is None
