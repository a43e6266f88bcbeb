"""`{% load organisations %}`: days as papers write them."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.template import RequestContext
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from vinhdanh.engines.vietnamese import short_date
from vinhdanh.platform.registry import Panel

register = template.Library()


@register.simple_tag(takes_context=True)
def panel(context: RequestContext, offered: Panel) -> SafeString:
    """A step's part of a union's page, with the names that the step gave it."""
    return mark_safe(render_to_string(offered.template, offered.context, context.request))  # noqa: S308 - made by a template


@register.filter
def day(value: object) -> str:
    """A day as "05/3/2020"; a moment by the day on which it was in Vietnam; anything else as nothing."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return short_date(value) if isinstance(value, date) else ""
