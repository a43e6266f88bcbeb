"""Charts as tags: `{% load charts %}`. Each is drawn as SVG and says its figures as text.

A chart is a function of its data and of the language alone: what was drawn is kept, so that the many who look at one campaign do not each have it
drawn again.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Hashable

    from django.template.context import RequestContext
    from django.utils.safestring import SafeString

    from vinhdanh.platform.design.charts import Board, Funnel, Gauge, Timeline

register = template.Library()
KEPT = 256
"""Drawn charts that a process keeps; the largest, a board of 240 units, has 60 KB."""


@register.simple_tag
def gauge(data: Gauge) -> SafeString:
    """A value against its cap or target: `{% gauge g %}`."""
    return _drawn("gauge", data, get_language())


@register.inclusion_tag("charts/gauge_legend.html")
def gauge_legend() -> dict[str, Any]:
    """What the marks of gauges mean: once under a group of them."""
    return {}


@register.simple_tag
def timeline(data: Timeline) -> SafeString:
    """Milestones with today: `{% timeline t %}` inside an element with the class `holds`."""
    return _drawn("timeline", data, get_language())


@register.simple_tag(takes_context=True)
def board(context: RequestContext, data: Board) -> SafeString:
    """The map of units with its chips and its table: `{% board b %}`. A chip narrows the page by its address."""
    return _board(data, context["request"].GET.urlencode(), get_language())


@register.simple_tag
def funnel(data: Funnel) -> SafeString:
    """How many go from stage to stage: `{% funnel f %}`."""
    return _drawn("funnel", data, get_language())


@lru_cache(maxsize=KEPT)
def _drawn(kind: str, data: Hashable, _language: str | None) -> SafeString:
    return render_to_string(f"charts/{kind}.html", {kind: data})


@lru_cache(maxsize=KEPT)
def _board(data: Board, asked: str, _language: str | None) -> SafeString:
    every = QueryDict(asked, mutable=True)
    every.pop(data.parameter, None)
    chips = []
    for chip in data.chips:
        query = QueryDict(asked, mutable=True)
        query[data.parameter] = chip.key
        chips.append((chip, query.urlencode()))
    return render_to_string("charts/board.html", {"board": data, "all_query": every.urlencode(), "chips": chips})
