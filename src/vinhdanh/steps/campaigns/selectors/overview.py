"""What a campaign's first page shows: what to do, what is wrong, what is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vinhdanh.engines.campaign.types import Sense
from vinhdanh.engines.vietnamese import short_date
from vinhdanh.platform.database.prepared import Prepared
from vinhdanh.platform.design.charts import Board, Funnel, Gauge, Group, Point, Stage, State, Timeline
from vinhdanh.platform.design.charts import Unit as Cell
from vinhdanh.platform.design.engine_words import retold
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.codec import show
from vinhdanh.steps.campaigns.models import Milestone, Status, Task, Unit
from vinhdanh.steps.campaigns.selectors.campaigns import OUT, content, my_units
from vinhdanh.steps.campaigns.selectors.findings import Wrong, wrongs
from vinhdanh.steps.campaigns.selectors.issued import as_told_units, milestones_of
from vinhdanh.steps.campaigns.selectors.records import record_of
from vinhdanh.steps.campaigns.selectors.standing import HOURS, Standing, kept, standing, state_of, today_of, unit_state
from vinhdanh.steps.campaigns.selectors.told import evidence
from vinhdanh.steps.campaigns.selectors.units import units as called_units

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db.models import QuerySet

    from vinhdanh.engines.campaign.types import Settings
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign

SHORT = ("Công đoàn cơ sở ", "CĐCS ", "Công đoàn ")


def _mine(campaign: int, person: int) -> QuerySet[Task, tuple[int, str, date | None]]:
    open_ones = Task.objects.filter(campaign_id=campaign, done_at=None, owner_id=person)
    return open_ones.order_by("due", "id").values_list("pk", "title", "due")[:5]


MINE = Prepared(_mine, int, int)
"""A person's open tasks in a campaign: key, title, day."""


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do now."""

    title: str
    detail: str
    verb: str
    link: str
    urgent: bool = False


class Overview:
    """The page, for a reader. What is the same for all who see the campaign whole is kept while `state` stays (`standing`); the rest is read when asked for."""

    def __init__(self, reader: Reader, campaign: Campaign, chosen: str = "") -> None:
        """Of a campaign with its union; `chosen`: state to which the board of units is narrowed, "" for all."""
        self.reader, self.campaign, self.chosen = reader, campaign, chosen
        self.inside = rules.sees_inside(reader, campaign)
        self.today = today_of(campaign)
        self.state = state_of(campaign)
        self.keep = HOURS if self.state and self.inside else 0

    @cached_property
    def _rows(self) -> list[Unit]:
        called = called_units(self.reader, self.campaign)  # thousands: what is not shown is not read
        rows = called.select_related(None).select_related("acknowledgement").order_by("group", "sort_key")
        return as_told_units(self.campaign, rows)

    @cached_property
    def _milestones(self) -> list[Milestone]:
        prefetch_related_objects([self.campaign], "milestones")  # the rail asks for them too
        return milestones_of(self.campaign)

    @cached_property
    def standing(self) -> Standing:
        """The figures: of all units, or of those that the reader sees."""

        def make() -> Standing:
            return standing(self.campaign, self._rows, self._milestones, whole=self.inside)

        return kept(self.state, "standing", make) if self.inside else make()

    @property
    def units(self) -> int:
        """How many units."""
        return self.standing.units

    @property
    def acknowledged(self) -> int:
        """How many of them have said that they have the plan."""
        return self.standing.acknowledged

    @property
    def days_left(self) -> int | None:
        """Days until the conference."""
        day = content(self.campaign).conference.day
        return (day - self.today).days if day and day >= self.today else None

    @cached_property
    def todo(self) -> list[Todo]:
        """What the reader has to do."""
        return list(_todo(self.reader, self.campaign, self.standing, self.today))

    @property
    def made_of(self) -> object:
        """What names all that the page shows, with who looks: the campaign's state, its host by name, what the reader has to do. None: it cannot be named."""
        host = self.campaign.union
        return self.state and (self.state, host.name, str(host), self.inside, self.may_reckon, self.todo)

    @cached_property
    def findings(self) -> list[Wrong]:
        """What is wrong, for those who see the campaign whole."""
        return wrongs(self.campaign, record_of(self.campaign, self._rows), self.today) if self.inside else []

    @cached_property
    def timeline(self) -> Timeline | None:
        """The milestones on a line."""
        return timeline(self._milestones, self.today, issued=self.campaign.status in OUT)

    @cached_property
    def board(self) -> Board | None:
        """The units by groups, for those who see the campaign whole."""
        return board(self.campaign, self._rows, self.today, self.chosen) if self._rows and self.inside else None

    @cached_property
    def gauges(self) -> list[Gauge]:
        """Caps and shares, for the same."""
        if not self.inside:
            return []
        reckoned = self.standing.reckoned
        return [*_gauges(content(self.campaign), self._rows), *(_targets(reckoned[0]) if reckoned else ())]

    @property
    def funnel(self) -> Funnel | None:
        """From nominated to proposed, for the same."""
        return funnel(self.standing.reckoned[0]) if self.standing.reckoned and self.inside else None

    @property
    def reckoned(self) -> datetime | None:
        """When the figures of the funnel were made."""
        return self.standing.reckoned[1] if self.standing.reckoned else None

    @property
    def may_reckon(self) -> bool:
        """Whether there are lists, and the reader may have them reckoned."""
        return self.standing.has_lists and rules.may_work(self.reader, self.campaign)

    @property
    def mine(self) -> list[tuple[Unit, str]]:
        """For who stands outside the host: the units for which they answer, with where each stands."""
        return [] if self.inside else [(unit, unit_state(unit, self.campaign.deadline, self.today)) for unit in self._rows]


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


def timeline(milestones: list[Milestone], today: date, *, issued: bool = True) -> Timeline | None:
    """The milestones on a line; of a draft none is reached by its day alone."""
    points = [
        Point(m.day, retold(m.label), _state(m, today, issued=issued), _note(m, today), m.until, _said(m)) for m in milestones
    ]
    return Timeline.of(points, today) if points else None


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


def _todo(reader: Reader, campaign: Campaign, stands: Standing, today: date) -> Iterator[Todo]:
    if campaign.status == Status.DRAFT and rules.may_build(reader, campaign):
        yield from _draft(campaign, stands)
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
        yield from _issued(reader, campaign, stands)
    for task, title, due in MINE(campaign.pk, reader.user.person_id or 0):
        detail = _("Hạn %(day)s.") % {"day": short_date(due)} if due else ""
        link = reverse("campaigns:task", args=[campaign.pk, task])
        yield Todo(title, detail, _("Mở việc này"), link, bool(due and due < today))


def _draft(campaign: Campaign, stands: Standing) -> Iterator[Todo]:
    if stands.waiting:
        detail = _("%(all)d giá trị chưa xem, trong đó %(doubtful)d chưa chắc.") % {
            "all": stands.waiting,
            "doubtful": stands.doubtful,
        }
        yield Todo(_("Đối chiếu kế hoạch với những gì đã đọc được"), detail, _("Đối chiếu"), _link("plan", campaign), urgent=True)
    if not stands.units:
        yield Todo(_("Chọn đơn vị nhận kế hoạch"), _("Chưa có đơn vị nào."), _("Chọn đơn vị"), _link("units", campaign))
    elif not stands.shared_out:
        yield Todo(
            _("Phân bổ chỉ tiêu cho các đơn vị"), _("Chưa phân bổ; có thể bỏ qua."), _("Phân bổ"), _link("units", campaign)
        )


def _issued(reader: Reader, campaign: Campaign, stands: Standing) -> Iterator[Todo]:
    for unit in my_units(reader, campaign).filter(acknowledgement=None):
        link = reverse("campaigns:unit", args=[campaign.pk, unit.pk])
        yield Todo(_("Xác nhận đã nhận kế hoạch"), unit.name, _("Xem và xác nhận"), link, urgent=True)
    if not rules.may_build(reader, campaign):
        return
    unread = stands.units - stands.acknowledged
    if stands.silent:
        title = ngettext("Đôn đốc %(n)d đơn vị chưa gửi danh sách", "Đôn đốc %(n)d đơn vị chưa gửi danh sách", stands.silent) % {
            "n": stands.silent
        }
        yield Todo(title, _reminded(stands.reminded), _("Đôn đốc"), _link("reminders", campaign), urgent=True)
    elif unread:
        title = _("%(n)d đơn vị chưa xác nhận đã nhận kế hoạch") % {"n": unread}
        link = evidence(reader, campaign) or _link("reminders", campaign)
        yield Todo(
            title,
            _("Xem ai đã được báo, bằng cách nào; nhắn cho đơn vị chưa được báo."),
            _("Ai đã được báo"),
            link,
        )
    for label, day in stands.late[:3]:
        detail = _("Đã quá ngày %(day)s.") % {"day": short_date(day)}
        yield Todo(retold(label), detail, _("Xem các mốc"), _link("milestones", campaign))


def _reminded(day: str) -> str:
    if not day:
        return _("Hạn đã qua. Chưa nhắc lần nào.")
    return _("Hạn đã qua. Lần nhắc gần nhất: %(day)s.") % {"day": short_date(date.fromisoformat(day))}


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


def _state(milestone: Milestone, today: date, *, issued: bool) -> str:
    by_itself = issued and milestone.key in {"issued", "nominations", "closes", "conference"}
    if milestone.done_on or (by_itself and milestone.day < today):
        return "done"
    if milestone.day < today:
        return "late"
    return "open" if milestone.until and milestone.day <= today <= milestone.until else "wait"


def _note(milestone: Milestone, today: date) -> str:
    words = [retold(milestone.why)] if milestone.why else []
    if not milestone.done_on and milestone.day >= today:
        left = (milestone.day - today).days
        words.append(_("còn %(n)d ngày") % {"n": left} if left else _("hôm nay"))
    return " · ".join(words)


def _said(milestone: Milestone) -> str:
    if milestone.sense == Sense.BEFORE:
        return _("hết %(day)s") % {"day": short_date(milestone.day)}
    if milestone.sense == Sense.BY:
        return _("đến hết %(day)s") % {"day": short_date(milestone.day)}
    return ""


def _link(name: str, campaign: Campaign) -> str:
    return reverse(f"campaigns:{name}", args=[campaign.pk])
