"""What the search finds of this step: campaigns, tasks, issued papers by their number, documents of the library."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vinhdanh.engines.vietnamese import match_key, short_date
from vinhdanh.platform.organisations.selectors.unions import matching
from vinhdanh.platform.registry import Finder, Found
from vinhdanh.steps.campaigns.models import Campaign, Guidance, Task, Version
from vinhdanh.steps.campaigns.selectors.campaigns import campaigns
from vinhdanh.steps.campaigns.selectors.work import guidance, seen_tasks

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader


def found_campaigns(reader: Reader, words: str) -> QuerySet[Campaign]:
    """Campaigns by name, by the name of their union or by the number of their plan, the newest first."""
    fits = matching(words) | matching(words, "union__")
    if match_key(words):
        fits |= Q(number__icontains=words)
    return campaigns(reader).filter(fits).defer("content").order_by("-year", "-id")


def found_tasks(reader: Reader, words: str) -> QuerySet[Task]:
    """Tasks by title, the open ones first."""
    return seen_tasks(reader).filter(matching(words))


def found_papers(reader: Reader, words: str) -> QuerySet[Version]:
    """Issued papers whose number holds the words, the latest first."""
    key = match_key(words)
    rows = Version.objects.filter(campaign__in=campaigns(reader).select_related(None))
    rows = rows.filter(search_key__contains=key) if key else rows.none()
    return rows.select_related("campaign__union").defer("content", "campaign__content").order_by("-issued_on", "-id")


def found_guidance(reader: Reader, words: str) -> QuerySet[Guidance]:
    """Documents of the library by title or number, the latest first."""
    return guidance(reader).filter(matching(words))


def show_campaign(row: Campaign) -> Found:
    """Name; union, state, number."""
    detail = " · ".join(filter(None, [row.union.name, str(row.get_status_display()), row.number]))
    return Found(row.name or row.slug, detail, reverse("campaigns:overview", args=[row.pk]))


def show_task(row: Task) -> Found:
    """Title; campaign, who, by when."""
    due = _("hạn %(day)s") % {"day": short_date(row.due)} if row.due else ""
    detail = " · ".join(filter(None, [row.campaign.name, str(row.owner or ""), _("đã xong") if row.done_at else due]))
    return Found(row.title, detail, reverse("campaigns:task", args=[row.campaign_id, row.pk]))


def show_paper(row: Version) -> Found:
    """Number and day; campaign, union."""
    title = _("Kế hoạch số %(number)s ngày %(day)s") % {"number": row.paper_number, "day": short_date(row.issued_on)}
    detail = f"{row.campaign.name} · {row.campaign.union.name}"
    return Found(title, detail, reverse("campaigns:version", args=[row.campaign_id, row.number]))


def show_guidance(row: Guidance) -> Found:
    """Title; number, whose, since when; leads into the library."""
    since = _("có hiệu lực từ %(day)s") % {"day": short_date(row.valid_from)} if row.valid_from else ""
    detail = " · ".join(filter(None, [row.number, row.union.name if row.union else "", since]))
    return Found(row.title, detail, reverse("campaigns:library") + "?" + urlencode({"tim": row.title[:100]}))


FINDERS = (
    Finder("dot", gettext_lazy("Các đợt"), found_campaigns, show_campaign),
    Finder("viec", gettext_lazy("Việc cần làm"), found_tasks, show_task),
    Finder("van-ban", gettext_lazy("Văn bản đã ban hành"), found_papers, show_paper),
    Finder("huong-dan", gettext_lazy("Văn bản hướng dẫn"), found_guidance, show_guidance),
)
