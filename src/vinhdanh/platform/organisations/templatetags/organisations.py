"""`{% load organisations %}`: days as papers write them, sources by their names, panels of steps."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.template import RequestContext
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.vietnamese import short_date
from vinhdanh.platform.registry import Panel

register = template.Library()

UNWRITTEN = {"general": "Thông lệ của ngành, chưa dẫn được văn bản", "handbook": "Sổ tay nghiệp vụ kèm phần mềm"}
"""Sources that are no paper, as a page says them; in Vietnamese like the names of papers."""


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


@register.filter
def source_words(code: str) -> str:
    """What the source of a row of the catalogue is called: the name of its paper; a code that the catalogue does not know stays as it is."""
    return UNWRITTEN.get(code) or next((row.name for row in catalogue().sources if row.code == code), code)
