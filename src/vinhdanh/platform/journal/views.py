"""The page of the journal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vinhdanh.engines.vietnamese import short_date
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.design.fields import read_day
from vinhdanh.platform.journal import rules, selectors, words
from vinhdanh.platform.journal.forms import Filter

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.journal.models import Entry

PAGE = 50
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@require_safe
@signed_in
def journal(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Entries in the reader's scope, the newest first, fifty a page."""
    if not rules.may_read(reader):
        raise Http404
    form = Filter(request.GET or None) if request.GET else Filter({})
    found = list(selectors.entries(reader, form.wanted())[: PAGE + 1])
    more = request.GET.copy()
    if len(found) > PAGE:
        more["truoc"] = str(found[PAGE - 1].pk)
    context = {
        "form": form,
        "lines": [_line(entry) for entry in found[:PAGE]],
        "more": f"?{more.urlencode()}" if len(found) > PAGE else "",
        "first_page": "truoc" not in request.GET,
        "seal": selectors.latest_seal(),
    }
    return render(request, "journal/journal.html", context)


def _line(entry: Entry) -> dict[str, Any]:
    return {
        "entry": entry,
        "verb": words.say(entry.verb),
        "facts": [(words.fact(name), said) for name, value in entry.data.items() if (said := _short(value))],
    }


def _short(value: Any) -> str:
    """A value as a line of text; a sensitive one is not opened here."""
    if isinstance(value, dict):
        return "•••" if "box" in value else "; ".join(f"{words.fact(key)}: {_short(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return ", ".join(_short(inner) for inner in value[:20]) + (" …" if len(value) > 20 else "")
    if isinstance(value, str) and ISO_DAY.fullmatch(value) and (day := read_day(value)):
        return short_date(day)
    return "" if value is None else str(value)[:300]
