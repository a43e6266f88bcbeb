"""What waits for a reader in all campaigns: tasks of their own, what to decide, to compare, to acknowledge, whom to remind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, Exists, F, IntegerField, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce, JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vinhdanh.engines.plan import DOUBTFUL
from vinhdanh.platform.design.engine_words import retold
from vinhdanh.platform.organisations.models import Role
from vinhdanh.platform.registry import Waiting
from vinhdanh.steps.campaigns.models import Campaign, FoundValue, Milestone, Status, Task, Unit
from vinhdanh.steps.campaigns.rules import WORKERS
from vinhdanh.steps.campaigns.selectors.campaigns import campaigns, content
from vinhdanh.steps.campaigns.selectors.facts import doubtful_facts
from vinhdanh.steps.campaigns.selectors.standing import SELF_REACHED
from vinhdanh.steps.campaigns.selectors.work import own_tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.platform.accounts.reader import Reader

MOST = 200
"""Rows of each kind: whoever has more of them finds the rest in their campaign."""
MOST_LATE = 3
"""Milestones of one campaign, as on its first page."""
DONE_SINCE = timedelta(days=30)
"""How long a task that is done stays in the list."""


def waiting(reader: Reader) -> Iterator[Waiting]:
    """Everything of this step; three queries."""
    yield from _tasks(reader)
    for found in _campaigns(reader):
        yield from _of_campaign(reader, found)
        yield from _of_builder(reader, found.campaign)
        yield from _milestones(reader, found)
    yield from _plans(reader)


def _tasks(reader: Reader) -> Iterator[Waiting]:
    lately = Q(done_at=None) | Q(done_at__gte=timezone.now() - DONE_SINCE)
    rows = Task.objects.filter(lately, own_tasks(reader), campaign__in=campaigns(reader).select_related(None))
    rows = rows.select_related("campaign__union", "called").order_by(
        F("done_at").asc(nulls_first=True), F("due").asc(nulls_last=True), "id"
    )
    for task in rows[:MOST]:
        yield Waiting(
            "task",
            task.title,
            f"{task.called.name} · {_where(task.campaign)}" if task.called else _where(task.campaign),
            _("Xem việc này") if task.done_at else _("Mở việc này"),
            reverse("campaigns:task", args=[task.campaign_id, task.pk]),
            task.due,
            _today(task.campaign),
            timezone.localdate(task.done_at) if task.done_at else None,
        )


@dataclass(frozen=True, slots=True)
class Open:
    """A campaign with what is open in it.

    Values not looked at, of them doubtful ones; silent units; whether the reader built it; its first milestones that are not reached, label and day.
    """

    campaign: Campaign
    unseen: int
    doubtful: int
    silent: int
    built: bool
    unreached: tuple[dict[str, str], ...]


def _campaigns(reader: Reader) -> list[Open]:
    """Campaigns of the reader's own unions that are not over, with counts of what is open in them."""
    own = _own(reader)
    unseen = FoundValue.objects.filter(paper__campaign=OuterRef("pk"), state=FoundValue.State.FOUND)
    silent = Unit.objects.filter(
        campaign=OuterRef("pk"), received=None, nil_reason="", frozen_at__isnull=False, campaign__status=Status.ISSUED
    )
    built = Campaign.built_by.through.objects.filter(campaign=OuterRef("pk"), user=reader.user)
    rows = campaigns(reader).filter(union__in=own).exclude(status=Status.CLOSED)
    rows = rows.annotate(
        unseen=_count(unseen), doubtful=_count(unseen.filter(confidence__lt=DOUBTFUL)), silent=_count(silent), mine=Exists(built)
    )
    rows = rows.annotate(**_first_unreached())
    return [_open(row, vars(row)) for row in rows.order_by("-year", "-id")[:MOST]]


def _open(row: Campaign, told: dict[str, Any]) -> Open:
    unreached = tuple(day for n in range(MOST_LATE) if (day := told[f"day{n}"]) is not None)
    return Open(row, told["unseen"], told["doubtful"], told["silent"], told["mine"], unreached)


def _first_unreached() -> dict[str, Subquery]:
    """Within the one query of the campaigns: a page may ask twelve."""
    left = Milestone.objects.filter(campaign=OuterRef("pk"), done_on=None).exclude(key__in=SELF_REACHED).order_by("day", "id")
    told = left.values(told=JSONObject(label="label", day=Cast("day", CharField())))
    return {f"day{n}": Subquery(told[n : n + 1], output_field=JSONField()) for n in range(MOST_LATE)}


def _of_campaign(reader: Reader, found: Open) -> Iterator[Waiting]:
    """What the rules of the step (rules.py) let the reader do with it now; no query."""
    campaign, builds = found.campaign, _builds(reader, found.campaign)
    leads = reader.holds((Role.LEADER,), campaign.union)
    where, today = _where(campaign), _today(campaign)
    if campaign.status == Status.DRAFT and leads and not found.built:
        yield Waiting("decide", _("Duyệt kế hoạch"), where, _("Xem và duyệt"), _link("issue", campaign), None, today)
    if campaign.status == Status.APPROVED and (builds or leads):
        yield Waiting("decide", _("Ban hành kế hoạch"), where, _("Ban hành"), _link("issue", campaign), None, today)
    if builds and campaign.status == Status.DRAFT and found.unseen:
        title = ngettext("Đối chiếu %(n)d giá trị của kế hoạch", "Đối chiếu %(n)d giá trị của kế hoạch", found.unseen) % {
            "n": found.unseen
        }
        doubtful = _("%(n)d chưa chắc") % {"n": found.doubtful} if found.doubtful else ""
        detail = " · ".join(filter(None, [doubtful, where]))
        yield Waiting("confirm", title, detail, _("Đối chiếu"), _link("plan", campaign), None, today)
    if builds and found.silent and campaign.deadline is not None and campaign.deadline < today:
        title = ngettext("Đôn đốc %(n)d đơn vị chưa gửi danh sách", "Đôn đốc %(n)d đơn vị chưa gửi danh sách", found.silent) % {
            "n": found.silent
        }
        yield Waiting("remind", title, where, _("Đôn đốc"), _link("reminders", campaign), campaign.deadline, today)


def _of_builder(reader: Reader, campaign: Campaign) -> Iterator[Waiting]:
    """What was pushed down and waits for an answer, units that a merger has touched, doubtful facts that may be printed; no query."""
    if not _builds(reader, campaign):
        return
    where, today = _where(campaign), _today(campaign)
    if asked := int(campaign.standing.get("open", 0)) if campaign.parent_id else 0:
        title = ngettext("Trả lời %(n)d nội dung cấp trên giao", "Trả lời %(n)d nội dung cấp trên giao", asked) % {"n": asked}
        detail = " · ".join(filter(None, [str(campaign.standing.get("host", "")), where]))
        yield Waiting("above", title, detail, _("Xem và trả lời"), _link("above", campaign), None, today)
    if touched := campaign.asked:
        title = ngettext(
            "Xem lại %(n)d đơn vị đã sáp nhập, chia tách", "Xem lại %(n)d đơn vị đã sáp nhập, chia tách", touched
        ) % {"n": touched}
        yield Waiting("changed", title, where, _("Xem các đơn vị"), _link("units", campaign), None, today)
    if doubtful := sum(not fact.confirmed for fact in doubtful_facts(content(campaign))):
        title = ngettext("Kiểm tra %(n)d quy định chưa chắc", "Kiểm tra %(n)d quy định chưa chắc", doubtful) % {"n": doubtful}
        yield Waiting("rule", title, where, _("Kiểm tra"), _link("facts", campaign), None, today)


def _milestones(reader: Reader, found: Open) -> Iterator[Waiting]:
    """Milestones of an issued campaign that are over and not reached, for those who keep them; no query."""
    campaign, today = found.campaign, _today(found.campaign)
    if campaign.status != Status.ISSUED or not (_builds(reader, campaign) or reader.holds((Role.LEADER,), campaign.union)):
        return
    for row in found.unreached:
        if (day := date.fromisoformat(row["day"])) < today:
            link = _link("milestones", campaign)
            yield Waiting("milestone", retold(row["label"]), _where(campaign), _("Xem các mốc"), link, day, today)


def _builds(reader: Reader, campaign: Campaign) -> bool:
    acting = reader.acting_for is not None and reader.acting_for.pk == campaign.union_id
    return acting or reader.holds(WORKERS, campaign.union)


def _plans(reader: Reader) -> Iterator[Waiting]:
    """Issued plans that a union of the reader has not acknowledged."""
    mine = [held.union_id for held in reader.posts if held.role in {Role.GRASSROOTS, Role.OFFICER, Role.LEADER}]
    if reader.acting_for is not None:
        mine.append(reader.acting_for.pk)
    rows = Unit.objects.filter(union__in=mine, campaign__status=Status.ISSUED, acknowledgement=None, frozen_at__isnull=False)
    for unit in rows.select_related("campaign__union").order_by("-campaign__issued_on", "-id")[:MOST]:
        yield Waiting(
            "receive",
            _("Xác nhận đã nhận kế hoạch"),
            f"{unit.name} · {_where(unit.campaign)}",
            _("Xem và xác nhận"),
            reverse("campaigns:unit", args=[unit.campaign_id, unit.pk]),
            None,
            _today(unit.campaign),
        )


def _own(reader: Reader) -> list[int]:
    own = [held.union_id for held in reader.posts if held.role in {*WORKERS, Role.LEADER}]
    return [*own, reader.acting_for.pk] if reader.acting_for is not None else own


def _count(rows: QuerySet[FoundValue] | QuerySet[Unit]) -> Coalesce:
    number = rows.order_by().values("campaign" if rows.model is Unit else "paper__campaign").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def _where(campaign: Campaign) -> str:
    return f"{campaign.name or campaign.slug} · {campaign.union.name}"


def _today(campaign: Campaign) -> date:
    return content(campaign).today or timezone.localdate()


def _link(name: str, campaign: Campaign) -> str:
    return reverse(f"campaigns:{name}", args=[campaign.pk])
