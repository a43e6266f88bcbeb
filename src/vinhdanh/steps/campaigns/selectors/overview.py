"""What a campaign's first page shows: what to do, what is wrong, what is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vinhdanh.engines.campaign.types import Sense
from vinhdanh.engines.plan import DOUBTFUL
from vinhdanh.engines.vietnamese import short_date
from vinhdanh.platform.design.charts import Board, Funnel, Gauge, Group, Point, Stage, State, Timeline
from vinhdanh.platform.design.charts import Unit as Cell
from vinhdanh.platform.design.engine_words import retold
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.codec import show
from vinhdanh.steps.campaigns.models import FoundValue, Milestone, Reckoning, Status, Task, Unit
from vinhdanh.steps.campaigns.selectors.campaigns import OUT, content
from vinhdanh.steps.campaigns.selectors.findings import Wrong, wrongs
from vinhdanh.steps.campaigns.selectors.records import record_of
from vinhdanh.steps.campaigns.selectors.told import evidence
from vinhdanh.steps.campaigns.selectors.units import units as called_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign

SHORT = ("Công đoàn cơ sở ", "CĐCS ", "Công đoàn ")


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do now."""

    title: str
    detail: str
    verb: str
    link: str
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Overview:
    """The page."""

    today: date
    days_left: int | None
    todo: list[Todo]
    findings: list[Wrong]
    timeline: Timeline | None
    board: Board | None
    gauges: list[Gauge]
    units: int
    acknowledged: int
    funnel: Funnel | None
    reckoned: datetime | None
    may_reckon: bool
    mine: list[tuple[Unit, str]]
    """For who stands outside the host: the units for which they answer, with where each stands."""


def today_of(campaign: Campaign) -> date:
    """The day on which a campaign is looked at: its own `today` where it has one (an example of a past year), else the calendar's."""
    return content(campaign).today or timezone.localdate()


def overview(reader: Reader, campaign: Campaign, chosen: str = "") -> Overview:
    """Everything of the first page, in a constant number of queries.

    Args:
        reader: Who looks.
        campaign: With its union.
        chosen: State to which the board of units is narrowed, "" for all.
    """
    settings, today = content(campaign), today_of(campaign)
    inside = rules.sees_inside(reader, campaign)
    called = (
        called_units(reader, campaign).select_related(None).select_related("acknowledgement")
    )  # thousands: what is not shown is not read
    units = list(called.order_by("group", "sort_key"))
    milestones = list(campaign.milestones.all())
    day = settings.conference.day
    reckoned = Reckoning.objects.filter(campaign=campaign).first()
    return Overview(
        today=today,
        days_left=(day - today).days if day and day >= today else None,
        todo=list(_todo(reader, campaign, units, milestones, today)),
        findings=wrongs(campaign, record_of(campaign, units), today) if inside else [],
        timeline=timeline(milestones, today),
        board=board(campaign, units, today, chosen) if units and inside else None,
        gauges=[*_gauges(settings, units), *(_targets(reckoned.data) if reckoned else ())] if inside else [],
        units=len(units),
        acknowledged=sum(hasattr(unit, "acknowledgement") for unit in units),
        funnel=funnel(reckoned.data) if reckoned and inside else None,
        reckoned=reckoned.at if reckoned else None,
        mine=[] if inside else [(unit, unit_state(unit, campaign.deadline, today)) for unit in units],
        may_reckon=rules.may_work(reader, campaign) and campaign.folder_files.filter(name__startswith="nominations/").exists(),
    )


def funnel(data: dict[str, Any]) -> Funnel:
    """From nominated to proposed, as the engines reckoned it last."""
    stages = (
        Stage(_("Được đề nghị"), data["nominated"]),
        Stage(_("Đủ điều kiện"), data["eligible"]),
        Stage(_("Dự kiến được chọn"), data["chosen"], "planned"),
        Stage(_("Dự kiến trình khen"), data["proposed"], "planned"),
    )
    return Funnel(stages, _("Thử tính trên danh sách đã nhận; con người quyết định."))


def _targets(data: dict[str, Any]) -> Iterator[Gauge]:
    for row in data["targets"]:
        base = row["base"]
        low, high = (Fraction(end, base) for end in row["reachable"]) if row["reachable"] and base else (None, None)
        yield Gauge.share(row["label"], row["count"], base, target=Fraction(row["wanted"]) / 100, low=low, high=high)


def timeline(milestones: list[Milestone], today: date) -> Timeline | None:
    """The milestones on a line."""
    points = [Point(m.day, retold(m.label), _state(m, today), _note(m, today), m.until, _said(m)) for m in milestones]
    return Timeline.of(points, today) if points else None


def unit_state(unit: Unit, deadline: date | None, today: date) -> str:
    """Where a unit stands: sent, late, nil, open (has acknowledged), silent (deadline over), wait."""
    if unit.nil_reason:
        return "nil"
    if unit.received:
        day = timezone.localtime(unit.received).date()
        return "late" if deadline and day > deadline else "sent"
    if deadline and today > deadline and unit.frozen_at is not None:
        return "silent"
    return "open" if hasattr(unit, "acknowledgement") else "wait"


def board(campaign: Campaign, units: list[Unit], today: date, chosen: str = "") -> Board:
    """The map of units by groups."""
    states = (
        State("sent", _("Đã gửi"), settled=True),
        State("late", _("Gửi muộn"), settled=True),
        State("open", _("Đã nhận kế hoạch")),
        State("silent", _("Im lặng")),
        State("wait", _("Chưa xác nhận") if campaign.status in OUT else _("Sẽ nhận kế hoạch")),
        State("nil", _("Không có đề nghị"), settled=True),
    )
    groups: dict[str, list[Cell]] = {}
    address = reverse("campaigns:unit", args=[campaign.pk, 0]).removesuffix("0/")
    for unit in units:
        link = f"{address}{unit.pk}/"
        state = unit_state(unit, campaign.deadline, today)
        groups.setdefault(unit.group or _("Chưa xếp khối"), []).append(Cell(_short(unit.name), state, link, unit.name))
    return Board(states, tuple(Group(name, tuple(cells)) for name, cells in groups.items()), chosen)


def _short(name: str) -> str:
    for beginning in SHORT:
        if name.startswith(beginning) and len(name) > len(beginning) + 3:
            return name.removeprefix(beginning)
    return name


def _todo(reader: Reader, campaign: Campaign, units: list[Unit], milestones: list[Milestone], today: date) -> Iterator[Todo]:
    builds = rules.may_build(reader, campaign)
    if campaign.status == Status.DRAFT and builds:
        yield from _draft(campaign, units)
    if rules.may_approve(reader, campaign):
        yield Todo(
            _("Duyệt kế hoạch"),
            _("Người lập đã soạn; đồng chí xem và duyệt."),
            _("Xem và duyệt"),
            _link("issue", campaign),
            urgent=True,
        )
    if campaign.status == Status.APPROVED and rules.may_issue(reader, campaign):
        yield Todo(
            _("Ban hành kế hoạch"), _("Đã duyệt. Ghi số, ngày, người ký."), _("Ban hành"), _link("issue", campaign), urgent=True
        )
    if campaign.status == Status.ISSUED:
        yield from _issued(reader, campaign, units, milestones, today)
    mine = Task.objects.filter(campaign=campaign, done_at=None, owner__isnull=False, owner_id=reader.user.person_id)
    for task in mine[:5]:
        due = _("Hạn %(day)s.") % {"day": short_date(task.due)} if task.due else ""
        yield Todo(
            task.title,
            due,
            _("Mở việc này"),
            reverse("campaigns:task", args=[campaign.pk, task.pk]),
            bool(task.due and task.due < today),
        )


def _draft(campaign: Campaign, units: list[Unit]) -> Iterator[Todo]:
    waiting = FoundValue.objects.filter(paper__campaign=campaign, state=FoundValue.State.FOUND).values_list(
        "confidence", flat=True
    )
    if waiting:
        doubtful = sum(confidence < DOUBTFUL for confidence in waiting)
        detail = _("%(all)d giá trị chưa xem, trong đó %(doubtful)d chưa chắc.") % {"all": len(waiting), "doubtful": doubtful}
        yield Todo(_("Đối chiếu kế hoạch với những gì đã đọc được"), detail, _("Đối chiếu"), _link("plan", campaign), urgent=True)
    if not units:
        yield Todo(_("Chọn đơn vị nhận kế hoạch"), _("Chưa có đơn vị nào."), _("Chọn đơn vị"), _link("units", campaign))
    elif all(unit.at_most is None for unit in units):
        yield Todo(
            _("Phân bổ chỉ tiêu cho các đơn vị"), _("Chưa phân bổ; có thể bỏ qua."), _("Phân bổ"), _link("units", campaign)
        )


def _issued(reader: Reader, campaign: Campaign, units: list[Unit], milestones: list[Milestone], today: date) -> Iterator[Todo]:
    for unit in units:
        mine = any(held.union_id == unit.union_id for held in reader.posts)
        if mine and not hasattr(unit, "acknowledgement"):
            link = reverse("campaigns:unit", args=[campaign.pk, unit.pk])
            yield Todo(_("Xác nhận đã nhận kế hoạch"), unit.name, _("Xem và xác nhận"), link, urgent=True)
    if not rules.may_build(reader, campaign):
        return
    silent = [unit for unit in units if unit_state(unit, campaign.deadline, today) == "silent"]
    if silent:
        title = ngettext("Đôn đốc %(n)d đơn vị chưa gửi danh sách", "Đôn đốc %(n)d đơn vị chưa gửi danh sách", len(silent)) % {
            "n": len(silent)
        }
        yield Todo(
            title,
            _reminded(silent),
            _("Đôn đốc"),
            _link("reminders", campaign),
            urgent=True,
        )
    unread = [unit for unit in units if not hasattr(unit, "acknowledgement")]
    if unread and not silent:
        title = _("%(n)d đơn vị chưa xác nhận đã nhận kế hoạch") % {"n": len(unread)}
        link = evidence(reader, campaign) or _link("reminders", campaign)
        yield Todo(
            title,
            _("Xem ai đã được báo, bằng cách nào; nhắn cho đơn vị chưa được báo."),
            _("Ai đã được báo"),
            link,
        )
    late = [m for m in milestones if m.done_on is None and m.day < today and m.key not in {"issued", "nominations", "closes"}]
    for milestone in late[:3]:
        yield Todo(
            retold(milestone.label),
            _("Đã quá ngày %(day)s.") % {"day": short_date(milestone.day)},
            _("Xem các mốc"),
            _link("milestones", campaign),
        )


def _reminded(units: list[Unit]) -> str:
    days = [day for unit in units for day in unit.reminders]
    if not days:
        return _("Hạn đã qua. Chưa nhắc lần nào.")
    return _("Hạn đã qua. Lần nhắc gần nhất: %(day)s.") % {"day": short_date(date.fromisoformat(max(days)))}


def _gauges(settings: Settings, units: list[Unit]) -> Iterator[Gauge]:
    places = sum(unit.at_most or 0 for unit in units)
    if settings.cap_delegates:
        wanted = settings.exemplars or _share_of(settings.cap_delegates, settings.share_exemplars)
        if places:
            yield Gauge.count(_("Cộng số nhiều nhất của các đơn vị"), places, target=wanted, unit=_("đại biểu"))
    for name, field in ((_("Nữ trong đoàn viên"), "women"), (_("Dân tộc thiểu số trong đoàn viên"), "minority")):
        part = sum(getattr(unit, field) or 0 for unit in units)
        base = sum(unit.members or 0 for unit in units if getattr(unit, field) is not None)
        flag = {"women": "woman", "minority": "minority"}[field]
        target = next((t.share for t in settings.targets if t.attribute == flag), None)
        if base:
            goal = _("Mục tiêu cơ cấu của đợt: %(share)s %%.") % {"share": show(target)} if target is not None else ""
            yield Gauge.share(name, part, base, unit=_("đoàn viên"), note=goal)


def _share_of(cap: int, share: object) -> int | None:
    return int(Fraction(str(share)) * cap / 100) if share is not None else None


def _state(milestone: Milestone, today: date) -> str:
    if milestone.done_on or (milestone.key in {"issued", "nominations", "closes", "conference"} and milestone.day < today):
        return "done"
    if milestone.day < today:
        return "late"
    return "open" if milestone.until and milestone.day <= today <= milestone.until else "wait"


def _note(milestone: Milestone, today: date) -> str:
    words = [retold(milestone.why)] if milestone.why else []
    if not milestone.done_on and milestone.day >= today:
        words.append(_("còn %(n)d ngày") % {"n": (milestone.day - today).days})
    return " · ".join(words)


def _said(milestone: Milestone) -> str:
    if milestone.sense == Sense.BEFORE:
        return _("hết %(day)s") % {"day": short_date(milestone.day)}
    if milestone.sense == Sense.BY:
        return _("đến hết %(day)s") % {"day": short_date(milestone.day)}
    return ""


def _link(name: str, campaign: Campaign) -> str:
    return reverse(f"campaigns:{name}", args=[campaign.pk])
