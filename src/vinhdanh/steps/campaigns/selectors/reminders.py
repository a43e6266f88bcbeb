"""Units that have not answered, with words that can be sent to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from vinhdanh.engines.vietnamese import short_date
from vinhdanh.steps.campaigns.selectors.campaigns import content
from vinhdanh.steps.campaigns.selectors.standing import today_of
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
    """Units that have sent no list and said no “none”, by groups in Vietnamese order."""
    return units(reader, campaign).filter(received=None, nil_reason="").order_by("group", "sort_key", "id")


def reminders(campaign: Campaign, rows: list[Unit]) -> list[Reminder]:
    """The rows with their words; no query."""
    return [reminder(campaign, unit) for unit in rows]


def reminder(campaign: Campaign, unit: Unit) -> Reminder:
    """What one unit is told today."""
    today = today_of(campaign)
    settings = content(campaign)
    host = settings.host.short or settings.host.name
    due, over = campaign.deadline, bool(campaign.deadline and campaign.deadline < today)
    plan = f"Kế hoạch số {campaign.number}" if campaign.number else f"kế hoạch “{campaign.name}”"
    who = unit.responsible_now or unit.responsible
    name = unit.union.name if unit.responsible_now else unit.name
    whom = f"đồng chí {who}, {name}" if who else f"Ban Chấp hành {name}"
    lines = [f"Kính gửi {whom}."]
    if due and over:
        lines.append(
            f"Theo {plan}, hạn gửi danh sách đề nghị là hết ngày {short_date(due)}; đến nay {host} chưa nhận được danh sách của đơn vị."
        )
        closes = settings.reception.closes
        if closes and closes >= today:
            lines.append(f"{host} còn nhận đến hết ngày {short_date(closes)}, ghi là nộp muộn.")
    elif due:
        lines.append(f"Theo {plan}, hạn gửi danh sách đề nghị là hết ngày {short_date(due)}, còn {(due - today).days} ngày.")
    else:
        lines.append(f"{host} đề nghị đơn vị gửi danh sách đề nghị theo {plan}.")
    if unit.at_most is not None:
        lines.append(f"Chỉ tiêu của đơn vị: nhiều nhất {unit.at_most} người.")
    lines.append("Nếu không có đề nghị, đơn vị trả lời giúp là không có và nêu lý do. Trân trọng cảm ơn đồng chí.")
    days = tuple(sorted(date.fromisoformat(day) for day in unit.reminders))
    subject = f"{host} nhắc gửi danh sách đề nghị"
    return Reminder(unit, subject[:300], "\n".join(lines), days, today in days)
