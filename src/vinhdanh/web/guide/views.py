"""The guide's pages: open to everyone, also before signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_safe

from vinhdanh.platform.registry import Finder, Found
from vinhdanh.web.guide import chapters
from vinhdanh.web.guide.files import FILES
from vinhdanh.web.search import words_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.web.guide.chapters import Chapter, Section

MOST = 50
"""Parts that a search of the guide shows."""


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """The chapters with what is in them; a search over their parts."""
    language, words = _language(request), words_of(request.GET.get("tim", ""))
    found = [show(row) for row in chapters.find(words, language)[:MOST]]
    context = {"chapters": chapters.chapters(language), "words": words, "found": found}
    return render(request, "help.html", context)


@require_safe
def chapter(request: HttpRequest, slug: str) -> HttpResponse:
    """One chapter."""
    if slug not in FILES:
        raise Http404
    asked = request.GET.get("tieng", "")
    shown = chapters.chapter(slug, asked if asked in chapters.LANGUAGES else _language(request))
    slugs = list(FILES)
    at = slugs.index(slug)
    after = chapters.chapter(slugs[at + 1], shown.language) if at + 1 < len(slugs) else None
    context = {
        "chapter": shown,
        "after": after,
        "foreign": shown.language != _language(request),
        "translated": shown.language != "vi",
    }
    return render(request, "help_chapter.html", context)


def found(_reader: Reader, words: str) -> list[tuple[Chapter, Section]]:
    """Parts of the guide, for the search."""
    return chapters.find(words, get_language() or "vi")


def show(row: tuple[Chapter, Section]) -> Found:
    """A part under its chapter."""
    chapter, section = row
    return Found(section.title, chapter.title, reverse("web:help_chapter", args=[chapter.slug]) + f"#{section.anchor}")


def _language(_request: HttpRequest) -> str:
    return (get_language() or "vi")[:2]


FINDER = Finder("tro-giup", gettext_lazy("Hướng dẫn sử dụng"), found, show)
