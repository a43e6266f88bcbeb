"""The tree and a union as they were on an earlier day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import render

from vinhdanh.platform.organisations.forms.fields import Day
from vinhdanh.platform.organisations.selectors import history
from vinhdanh.platform.organisations.selectors import unions as selectors
from vinhdanh.platform.organisations.views.pages import kept, number, one

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader


def earlier(request: HttpRequest, reader: Reader) -> date | None:
    """The earlier day that the address asks for ("ngay"); None: today's or a later one, none, or one that is no day, which is told."""
    try:
        day = Day(required=False).clean(request.GET.get("ngay", "").replace("\0", " "))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return None
    return day if day is not None and day < reader.day else None


def tree(request: HttpRequest, reader: Reader, day: date) -> HttpResponse:
    """What stood below a union of the scope, or the topmost ones."""
    key = number(request.GET.get("mo"))
    wanted = history.union(reader, key, day).first() if key else None
    opened = history.one(reader, wanted, day) if wanted is not None else None
    tops = history.roots(reader, day) if opened is None else []
    if len(tops) == 1 and tops[0].seen:
        opened = tops[0]
    rows = history.children(reader, opened.union, day) if opened is not None else tops
    page = Paginator(rows, selectors.PAGE).get_page(request.GET.get("trang"))
    page.object_list = history.described(history.counted(list(page.object_list), day), day)
    chain = history.chain(reader, opened.union, day) if opened is not None else []
    context = {"day": day, "page": page, "opened": opened, "chain": chain, "kept": kept(request)}
    return render(request, "organisations/tree_then.html", context)


def union(request: HttpRequest, reader: Reader, pk: int, day: date) -> HttpResponse:
    """A union as it was: name, level, figures, groups, what stood above and below, and what has become of it since."""
    found = one(history.union(reader, pk, day))
    shown = history.one(reader, found, day)
    below = history.children(reader, found, day) if shown is not None else []
    rows = history.counted(below[: selectors.PAGE], day)
    history.described([*rows, *([shown] if shown is not None else [])], day)
    after, before = selectors.successions(found)
    context = {
        "day": day,
        "union": found,
        "then": shown,
        "chain": history.chain(reader, found, day),
        "rows": rows,
        "more": len(below) > selectors.PAGE,
        "since": history.former(found, day),
        "after": [(row, reader.sees(row.successor)) for row in after if row.day > day],
        "before": [(row, reader.sees(row.predecessor)) for row in before if row.day > day],
    }
    return render(request, "organisations/union_then.html", context)
