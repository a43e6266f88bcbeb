"""What is wrong with a campaign, in the words of the pages: where the engine names a key, the page names its field and leads there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vinhdanh.engines.campaign import check
from vinhdanh.engines.campaign.schedule import last_day, schedule, schedule_findings
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.vietnamese import short_date
from vinhdanh.platform.design.engine_words import retold
from vinhdanh.steps.campaigns.parts import PARTS, label_of, part_of
from vinhdanh.steps.campaigns.pushing import Item
from vinhdanh.steps.campaigns.selectors.campaigns import OUT

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Campaign as Record
    from vinhdanh.engines.campaign.types import Finding, Settings
    from vinhdanh.steps.campaigns.models import Campaign

ORDER = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_KEY = re.compile(r"\s*\(([a-z_]+(?:\.[a-z_]+)*)\)")
_NAMED = re.compile(r"[Kk]hóa (?:bắt buộc )?([a-z_]+(?:\.[a-z_]+)*)(?:\[\d+\])?")
_TABLE = re.compile(r"\[\[([a-z_]+)\]\]")
_BARE = re.compile(
    r"\b([a-z]+(?:[._][a-z]+)+|targets|categories|merit|upward|exemplars|agenda|papers|basis|commendations)(?:\[(\d+)\])?"
)
"""A key that stands alone in the engine's words, perhaps with the number of its row."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something to settle, with the page where it is settled."""

    severity: Severity
    message: str
    remedy: str
    link: str


def wrongs(campaign: Campaign, record: Record, today: date) -> list[Wrong]:
    """What the engine finds in what the campaign says and in its days, the worst first, each once."""
    settings = record.settings
    found = [*check(record), *schedule_findings(settings, schedule(settings), today)]
    rows = [in_words(campaign, finding) for finding in found if not _of_files(finding)]
    rows += [*_against_parent(campaign, settings), *_of_units(campaign), *_of_draft(campaign, settings, today)]
    return sorted(dict.fromkeys(rows), key=lambda row: ORDER[row.severity])


def blocking(campaign: Campaign, record: Record, today: date) -> list[Wrong]:
    """Only what keeps a campaign from being approved."""
    return [row for row in wrongs(campaign, record, today) if row.severity is Severity.BLOCKING]


def in_words(campaign: Campaign, finding: Finding) -> Wrong:
    """A finding as the pages say it."""
    told = f"{finding.message} {finding.remedy}"
    key = _KEY.search(told) or _NAMED.search(told) or _TABLE.search(told) or _known(told)
    part = part_of(key[1]) if key else None
    link = reverse("campaigns:part", args=[campaign.pk, part]) if part else ""
    if finding.file == "unions.xlsx" or "unions.xlsx" in finding.remedy:
        link = reverse("campaigns:units", args=[campaign.pk])
    if finding.code in {"campaign.missing-value", "campaign.not-set"} and key and part:
        message = _("Chưa có: %(what)s.") % {"what": label_of(key[1]).lower()}
        return Wrong(finding.severity, message, _("Điền ở phần “%(part)s”.") % {"part": PARTS[part].title}, link)
    remedy = retold(finding.remedy)
    if part:
        remedy = _("Xem lại ở phần “%(part)s”.") % {"part": PARTS[part].title}
    elif "unions.xlsx" in finding.remedy:
        remedy = _("Xem lại ở trang “Đơn vị, phân bổ”.")
    message = _BARE.sub(_called, _KEY.sub("", retold(finding.message).replace("campaign.toml", _("nội dung của đợt"))))
    message = message.replace("unions.xlsx", _("danh sách đơn vị của đợt"))
    return Wrong(finding.severity, message[:1].upper() + message[1:], remedy, link)


def _known(told: str) -> re.Match[str] | None:
    return next((found for found in _BARE.finditer(told) if part_of(found[1])), None)


def _called(found: re.Match[str]) -> str:
    """A key by the words of its field, with its row."""
    if part_of(found[1]) is None:
        return found[0]
    row = _(", dòng %(n)s,") % {"n": found[2]} if found[2] else ""
    return f"“{label_of(found[1])}”{row}"


def _against_parent(campaign: Campaign, settings: Settings) -> list[Wrong]:
    """What the level above has pushed down and is not answered, or kept otherwise. Only what it has issued is looked at; no query."""
    standing = campaign.standing
    if not standing:
        return []
    link, rows = reverse("campaigns:above", args=[campaign.pk]), []
    remedy = _("Xem lại ở trang “Từ cấp trên”.")
    if standing["open"]:
        count = standing["open"]
        message = ngettext(
            "%(n)d nội dung cấp trên giao chưa được trả lời.", "%(n)d nội dung cấp trên giao chưa được trả lời.", count
        )
        rows.append(Wrong(Severity.WARNING, message % {"n": count}, remedy, link))
    for item in standing["refused"]:
        message = _("Giữ khác cấp trên: %(what)s.") % {"what": Item.of(item).title}
        rows.append(Wrong(Severity.NOTE, message, remedy, link))
    due, own = standing["due"], settings.dossier_deadline
    if not due or (own is not None and last_day(own) <= date.fromisoformat(due)):
        return rows
    message = _("Hạn gửi hồ sơ chưa theo kịp hạn của %(parent)s (%(day)s).") % {
        "parent": standing["host"], "day": short_date(date.fromisoformat(due)),
    }  # fmt: skip
    link = reverse("campaigns:part", args=[campaign.pk, "thoi-gian"])
    return [*rows, Wrong(Severity.WARNING, message, _("Xem lại ở phần “%(part)s”.") % {"part": PARTS["thoi-gian"].title}, link)]


def _of_units(campaign: Campaign) -> list[Wrong]:
    """Units that were merged, split or ended since they were called upon, until an official has looked at their places."""
    if not campaign.asked:
        return []
    words = ngettext(
        "%(n)d đơn vị đã sáp nhập, chia tách hoặc kết thúc: chỉ tiêu cần xem lại.",
        "%(n)d đơn vị đã sáp nhập, chia tách hoặc kết thúc: chỉ tiêu cần xem lại.",
        campaign.asked,
    )
    link = reverse("campaigns:units", args=[campaign.pk])
    return [Wrong(Severity.WARNING, words % {"n": campaign.asked}, _("Xem lại ở trang “Đơn vị, phân bổ”."), link)]


def _of_draft(campaign: Campaign, settings: Settings, today: date) -> list[Wrong]:
    """What would go out with a draft: a deadline that is over, a head of the paper without the body above."""
    if campaign.status in OUT:
        return []
    rows = []
    if campaign.deadline is not None and campaign.deadline < today:
        message = _("Hạn gửi danh sách (hết ngày %(day)s) đã qua.") % {"day": short_date(campaign.deadline)}
        rows.append(_in_part(campaign, Severity.WARNING, message, "thoi-gian"))
    if settings.parent is None and settings.dossier_deadline is not None:
        message = _("Chưa có: cấp trên trực tiếp, in ở dòng đầu của văn bản.")
        rows.append(_in_part(campaign, Severity.NOTE, message, "to-chuc"))
    if settings.host.signer.name and not settings.host.signer.posts:
        message = _("Người ký chưa có dòng chức vụ (ví dụ: CHỦ TỊCH) ở trên họ tên.")
        rows.append(_in_part(campaign, Severity.NOTE, message, "to-chuc"))
    return rows


def _in_part(campaign: Campaign, severity: Severity, message: str, part: str) -> Wrong:
    """Something that is settled in a part of the content."""
    remedy = _("Xem lại ở phần “%(part)s”.") % {"part": PARTS[part].title}
    return Wrong(severity, message, remedy, reverse("campaigns:part", args=[campaign.pk, part]))


def _of_files(finding: Finding) -> bool:
    """Votes, guests, lists: files of the folder that later steps bring."""
    return finding.file in {"votes.xlsx", "guests.xlsx", "nominations"} or finding.code in {
        "campaign.plan-missing",
        "campaign.no-nominations",
    }
