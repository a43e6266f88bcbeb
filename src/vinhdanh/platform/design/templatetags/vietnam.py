"""Days as papers and pages write them: `{% load vietnam %}`, `{{ day|day }}`, `{{ day|weekday_day }}`, `{{ at|moment }}`."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone

from vinhdanh.engines.vietnamese import short_date
from vinhdanh.platform.design.fields import weekday_words

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as decree 30 writes it, "05/3/2020"; "" for none."""
    return short_date(_day(value)) if value else ""


@register.filter
def weekday_day(value: date | datetime | None) -> str:
    """A day with its weekday, "Thứ Năm, 05/3/2020"; "" for none."""
    return weekday_words(_day(value)) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """A moment in Vietnam, "06:43 05/3/2020"; "" for none."""
    return f"{timezone.localtime(value):%H:%M} {day(value)}" if value else ""


def _day(value: date | datetime) -> date:
    return timezone.localtime(value).date() if isinstance(value, datetime) else value
