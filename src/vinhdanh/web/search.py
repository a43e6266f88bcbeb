"""One search over everything that the apps let be found, each with its own scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from vinhdanh.engines.vietnamese import match_key
from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.registry import offers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.registry import Finder, Found

LONGEST = 200
"""Letters of the words that are looked at."""
SHOWN = 10
"""Rows of a group; the rest on a page of its own."""
A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Group:
    """What one finder found. `more`: there is more than is shown."""

    finder: Finder
    rows: list[Found]
    more: bool


def finders() -> list[Finder]:
    """Every finder, in the order of the river."""
    return [finder for offer in offers() for finder in offer.finders]


def found(reader: Reader, words: str) -> Iterator[Group]:
    """The groups that hold something; one query each."""
    for finder in finders():
        rows = list(finder.rows(reader, words)[: SHOWN + 1])
        if rows:
            yield Group(finder, [finder.show(row) for row in rows[:SHOWN]], len(rows) > SHOWN)


def whole(reader: Reader, finder: Finder, words: str, number: str | None) -> tuple[Page[Any], list[Found]]:
    """A page of one group; two queries."""
    page = Paginator(finder.rows(reader, words), A_PAGE).get_page(number)
    return page, [finder.show(row) for row in page.object_list]


def words_of(text: str) -> str:
    """What is looked for: at most 200 letters, without what no name holds."""
    return text.replace("\0", " ").strip()[:LONGEST].strip()


@require_safe
@signed_in
def search_page(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The search box with what it found, in groups; one group alone in pages."""
    words = words_of(request.GET.get("tim", ""))
    asked = bool(match_key(words))
    only = next((finder for finder in finders() if finder.key == request.GET.get("nhom")), None)
    context: dict[str, Any] = {"words": words, "asked": asked, "only": only, "names": [finder.title for finder in finders()]}
    if asked and only is not None:
        context["page"], context["rows"] = whole(reader, only, words, request.GET.get("trang"))
    elif asked:
        context["groups"] = list(found(reader, words))
    return render(request, "search.html", context)
