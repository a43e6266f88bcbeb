"""Charts as tags: `{% load charts %}`. Each is drawn as SVG and says its figures as text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

if TYPE_CHECKING:
    from django.template.context import RequestContext

    from vinhdanh.platform.design.charts import Board, Funnel, Gauge, Timeline

register = template.Library()


@register.inclusion_tag("charts/gauge.html")
def gauge(data: Gauge) -> dict[str, Any]:
    """A value against its cap or target: `{% gauge g %}`."""
    return {"gauge": data}


@register.inclusion_tag("charts/gauge_legend.html")
def gauge_legend() -> dict[str, Any]:
    """What the marks of gauges mean: once under a group of them."""
    return {}


@register.inclusion_tag("charts/timeline.html")
def timeline(data: Timeline) -> dict[str, Any]:
    """Milestones with today: `{% timeline t %}` inside an element with the class `holds`."""
    return {"timeline": data}


@register.inclusion_tag("charts/board.html", takes_context=True)
def board(context: RequestContext, data: Board) -> dict[str, Any]:
    """The map of units with its chips and its table: `{% board b %}`. A chip narrows the page by its address."""
    chips = [(chip, context["request"].GET.copy()) for chip in data.chips]
    every = context["request"].GET.copy()
    every.pop(data.parameter, None)
    for chip, query in chips:
        query[data.parameter] = chip.key
    return {
        "board": data,
        "all_query": every.urlencode(),
        "chips": [(chip, query.urlencode()) for chip, query in chips],
    }


@register.inclusion_tag("charts/funnel.html")
def funnel(data: Funnel) -> dict[str, Any]:
    """How many go from stage to stage: `{% funnel f %}`."""
    return {"funnel": data}
