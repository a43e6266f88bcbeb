"""The steps of a campaign in the rail, and where this one stands. A step that is not built yet shows what is planned for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from vinhdanh.engines.vietnamese import short_date
from vinhdanh.platform.design.engine_words import retold
from vinhdanh.platform.registry import Deadline, Panel, RailStep
from vinhdanh.steps.campaigns import selectors
from vinhdanh.steps.campaigns.models import Milestone, Status
from vinhdanh.steps.campaigns.selectors.issued import told_milestones
from vinhdanh.steps.campaigns.selectors.pushed import told_versions
from vinhdanh.steps.campaigns.selectors.standing import days_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union
    from vinhdanh.steps.campaigns.models import Campaign

STEPS = (
    ("campaigns", gettext_lazy("Kế hoạch"), ""),
    ("nominations", gettext_lazy("Đề nghị từ cơ sở"), "nominations"),
    ("appraisal", gettext_lazy("Thẩm định"), "appraisal"),
    ("elections", gettext_lazy("Bình chọn"), "council"),
    ("delegation", gettext_lazy("Lựa chọn đại biểu"), "posting"),
    ("commendations", gettext_lazy("Khen thưởng"), "request"),
    ("conference", gettext_lazy("Hội nghị"), "conference"),
    ("dossiers", gettext_lazy("Hồ sơ lên cấp trên"), "dossier"),
    ("stories", gettext_lazy("Gương điển hình"), ""),
)
"""Key, name, and the milestone whose day is told."""


def plan_state(_reader: Reader, campaign: Campaign) -> RailStep:
    """Where the plan stands."""
    link = reverse("campaigns:overview", args=[campaign.pk])
    if campaign.status in {Status.ISSUED, Status.CLOSED}:
        day = f" {short_date(campaign.issued_on)}" if campaign.issued_on else ""
        return RailStep("campaigns", str(STEPS[0][1]), "done", pgettext("đã", "Ban hành") + day, link)
    note = _("Đã duyệt, chờ ban hành") if campaign.status == Status.APPROVED else _("Dự thảo")
    return RailStep("campaigns", str(STEPS[0][1]), "open", note, link)


def river(reader: Reader, campaign: Campaign, state: str | None = None) -> list[RailStep]:
    """All steps; those to come with the day that the plan gives them. `state`: what names the campaign's present state, where days are to be kept."""
    days = days_of(campaign, state)
    rows = [plan_state(reader, campaign)]
    for key, name, milestone in STEPS[1:]:
        day = days.get(milestone)
        rows.append(RailStep(key, str(name), "wait", short_date(day) if day else ""))
    return rows


def deadlines(reader: Reader, first: date, last: date) -> Iterator[Deadline]:
    """Milestones of the campaigns that the reader sees, between two days; of those that only call upon the reader's unions, as they were told. Three queries."""
    told = {version.campaign_id: version for version in told_versions(reader)}
    rows = Milestone.objects.filter(campaign__in=selectors.campaigns(reader), day__gte=first, day__lte=last)
    rows = rows.exclude(campaign__in=told).select_related("campaign__union").defer("campaign__content").order_by("day", "id")
    found = [(m, m.campaign.union.name) for m in rows]
    live: dict[int, list[Milestone]] = {key: [] for key in told}
    for m in Milestone.objects.filter(campaign__in=told) if told else ():
        live[m.campaign_id].append(m)
    for key, version in told.items():
        found += [(m, version.campaign.union.name) for m in told_milestones(version, live[key]) if first <= m.day <= last]
    for m, union in found:
        link = reverse("campaigns:milestones", args=[m.campaign_id])
        yield Deadline(m.day, retold(m.label), union, link, m.done_on is not None)


def panels(reader: Reader, union: Union) -> Iterator[Panel]:
    """The campaigns of a union on its page."""
    rows = list(selectors.of_union(reader, union)[:20])
    if rows:
        yield Panel(_("Các đợt tuyên dương"), "campaigns/panel.html", {"campaigns": rows, "union": union})
