"""`{% load organisations %}`: days as papers write them."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone

from vinhdanh.engines.vietnamese import short_date

register = template.Library()


@register.filter
def day(value: object) -> str:
    """A day as "05/3/2020"; a moment by the day on which it was in Vietnam; anything else as nothing."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return short_date(value) if isinstance(value, date) else ""
