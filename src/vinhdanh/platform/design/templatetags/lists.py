"""Parts of long lists: `{% load lists %}`. The page is `trang` in the address, the order `xep`, the compact view `gon`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.http import QueryDict
    from django.template.context import RequestContext

register = template.Library()

PAGE, ORDER, COMPACT = "trang", "xep", "gon"


def changed(query: QueryDict, **values: str) -> str:
    """The words behind "?" with some values set; an empty value is left out."""
    copy = query.copy()
    for key, value in values.items():
        if value:
            copy[key] = value
        else:
            copy.pop(key, None)
    return copy.urlencode()


@register.inclusion_tag("parts/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any]) -> dict[str, Any]:
    """The pages of a list: `{% pagination page %}` with a `Page` of the framework; nothing when there is but one."""
    query = context["request"].GET
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [(number, changed(query, **{PAGE: str(number)}) if isinstance(number, int) else "") for number in numbers]
    return {
        "page": page,
        "links": links,
        "previous": changed(query, **{PAGE: str(page.previous_page_number())}) if page.has_previous() else "",
        "next": changed(query, **{PAGE: str(page.next_page_number())}) if page.has_next() else "",
    }


@register.inclusion_tag("parts/sort_header.html", takes_context=True)
def sort_header(context: RequestContext, key: str, words: str, *, number: bool = False, default: bool = False) -> dict[str, Any]:
    """A head of a column that sorts: `{% sort_header "ten" "Họ và tên" default=True %}`; a second click turns the order round.

    `default`: the list stands in this order when the address names none.
    """
    query = context["request"].GET
    now = query.get(ORDER, "") or (key if default else "")
    state = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    target = f"-{key}" if state == "ascending" else key
    return {"words": words, "state": state, "number": number, "query": changed(query, **{ORDER: target, PAGE: ""})}


@register.simple_tag(takes_context=True)
def compact(context: RequestContext) -> str:
    """The class of a table in the compact view, when it was asked for: `<table class="table {% compact %}">`."""
    return "table-compact" if context["request"].GET.get(COMPACT) == "1" else ""


@register.inclusion_tag("parts/compact_toggle.html", takes_context=True)
def compact_toggle(context: RequestContext) -> dict[str, Any]:
    """The link between the wide and the compact view of a long list."""
    query = context["request"].GET
    chosen = query.get(COMPACT) == "1"
    return {"chosen": chosen, "query": changed(query, **{COMPACT: "" if chosen else "1"})}


@register.simple_tag(takes_context=True)
def with_query(context: RequestContext, **values: str) -> str:
    """The address of this page with some values changed: `href="{% with_query khoi="3" trang="" %}"`."""
    return "?" + changed(context["request"].GET, **{key: str(value) for key, value in values.items()})
