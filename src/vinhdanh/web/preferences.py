"""How a person wants the pages to look: kept in cookies of their own device, nothing of it in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

THEME_COOKIE = "giao-dien"
THEMES = ("light", "dark")
YEAR = 365 * 24 * 60 * 60


def theme(request: HttpRequest) -> str:
    """The chosen theme; empty where the device decides."""
    chosen = request.COOKIES.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else ""


def back(request: HttpRequest) -> str:
    """The page from which the reader came here, if it is one of ours; else the first page."""
    wanted = request.POST.get("tiep") or request.GET.get("tiep") or "/"
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/") else "/"


def keep(response: HttpResponse, chosen: str, language: str) -> None:
    """Writes the choice into cookies; any theme but light and dark leaves it to the device."""
    secure = settings.SESSION_COOKIE_SECURE
    if chosen in THEMES:
        response.set_cookie(THEME_COOKIE, chosen, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=YEAR, samesite="Lax", secure=secure, httponly=True)
