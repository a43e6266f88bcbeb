"""Units that have not answered, with words that can be sent to them: of days and places what they were told last, whatever is being changed since."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from vinhdanh.engines.vietnamese import short_date
from vinhdanh.steps.campaigns.selectors.campaigns import content
from vinhdanh.steps.campaigns.selectors.issued import as_told_units
from vinhdanh.steps.campaigns.selectors.pushed import as_told
from vinhdanh.steps.campaigns.selectors.units import units

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.steps.campaigns.models import Campaign, Unit


@dataclass(frozen=True, slots=True)
class Reminder:
    """A unit, what it is told, the days on which it was reminded."""

    unit: Unit
    subject: str
    text: str
    days: tuple[date, ...]
    today: bool
    """Whether it was reminded today already."""


def unanswered(reader: Reader, campaign: Campaign) -> QuerySet[Unit]:
    """Units that were told of the campaign, have sent no list and said no “none”, by groups in Vietnamese order."""
    waiting = units(reader, campaign).filter(received=None, nil_reason="", frozen_at__isnull=False)
    return waiting.order_by("group", "sort_key", "id")


def told_to_all(campaign: Campaign) -> Campaign:
    """The campaign as its units were told of it last, beside the one that the host is changing; one query."""
    return campaign if campaign.told else as_told(copy(campaign))


def reminders(campaign: Campaign, rows: list[Unit], today: date) -> list[Reminder]:
    """The rows with their words; those that no version has told yet are left out. One query, none when it is as told already."""
    told = told_to_all(campaign)
    return [_reminder(told, unit, today) for unit in as_told_units(told, rows)]


def _reminder(told: Campaign, unit: Unit, today: date) -> Reminder:
    """What one unit is told today; no query."""
    settings = content(told)
    host = settings.host.short or settings.host.name
    extended = settings.reception.extensions.get(unit.code)
    due = extended or told.deadline
    who = unit.responsible_now or unit.responsible
    name = unit.union.name if unit.responsible_now else unit.name
    whom = f"đồng chí {who}, {name}" if who else f"Ban Chấp hành {name}"
    lines = [f"Kính gửi {whom}."]
    if due:
        given = " (đã gia hạn)" if extended else ""
        until = f"Theo {_plan(told)}, hạn gửi danh sách đề nghị là hết ngày {short_date(due)}{given}"
        lines.append(_due(host, until, (due - today).days))
        closes = settings.reception.closes
        if due < today and closes and closes >= today:
            lines.append(f"{host} còn nhận đến hết ngày {short_date(closes)}, ghi là nộp muộn.")
    else:
        lines.append(f"{host} đề nghị đơn vị gửi danh sách đề nghị theo {_plan(told)}.")
    if unit.at_most is not None:
        lines.append(f"Chỉ tiêu của đơn vị: nhiều nhất {unit.at_most} người.")
    lines.append("Nếu không có đề nghị, đơn vị trả lời giúp là không có và nêu lý do. Trân trọng cảm ơn đồng chí.")
    days = tuple(sorted(date.fromisoformat(day) for day in unit.reminders))
    subject = f"{host} nhắc gửi danh sách đề nghị"
    return Reminder(unit, subject[:300], "\n".join(lines), days, today in days)


def _plan(told: Campaign) -> str:
    """The paper by which the unit was called, with the later one that changed it."""
    plan = f"Kế hoạch số {told.number}" if told.number else f"kế hoạch “{told.name}”"
    later = told.told.paper_number if told.told and told.told.number > 1 else ""
    return f"{plan}, sửa đổi tại văn bản số {later}" if later and later != told.number else plan


def _due(host: str, until: str, left: int) -> str:
    """How the last day stands to today."""
    if left < 0:
        return f"{until}; đến nay {host} chưa nhận được danh sách của đơn vị."
    return f"{until}, còn {left} ngày." if left else f"{until}, tức là hôm nay."
