"""How a person wants the pages to look: kept in cookies of their own device, nothing of it in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

THEME_COOKIE = "giao-dien"
THEMES = ("light", "dark")
TEXT_COOKIE = "co-chu"
TEXTS = ("125", "150")
"""Percent of the browser's own size; 100 is kept as nothing."""
KEYS_COOKIE = "phim-tat"
YEAR = 365 * 24 * 60 * 60


def theme(request: HttpRequest) -> str:
    """The chosen theme; empty where the device decides."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def text(request: HttpRequest) -> str:
    """The chosen size of text in percent; empty: as the browser has it."""
    chosen = request.COOKIES.get(TEXT_COOKIE, "")
    return chosen if chosen in TEXTS else ""


def keys(request: HttpRequest) -> bool:
    """Whether the key "/" opens the search; who speaks to their device or types with one hand turns it off (WCAG 2.1.4)."""
    return request.COOKIES.get(KEYS_COOKIE) != "0"


def back(request: HttpRequest) -> str:
    """The page from which the reader came here, if it is one of ours; else the first page."""
    wanted = request.POST.get("tiep") or request.GET.get("tiep") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/") else "/"


def keep(response: HttpResponse, chosen: str, language: str, size: str = "", keys: str = "") -> None:
    """Writes the choice into cookies; any theme but light and dark leaves it to the device, any size but the two to the browser, keys "0": off."""
    secure = settings.SESSION_COOKIE_SECURE
    for cookie, wanted, known in ((THEME_COOKIE, chosen, THEMES), (TEXT_COOKIE, size, TEXTS), (KEYS_COOKIE, keys, ("0",))):
        if wanted in known:
            response.set_cookie(cookie, wanted, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
        else:
            response.delete_cookie(cookie, samesite="Lax")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
