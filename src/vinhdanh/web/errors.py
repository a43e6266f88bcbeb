"""Pages for what went wrong before a view could answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render

from vinhdanh.platform.accounts.services import kept as kept_forms

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read, or is too much."""
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # the framework's signature
    """As if the thing did not exist."""
    return render(request, "404.html", status=404)


def page_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  # the framework's signature
    """The token of the form is missing or of another session: says so, and keeps what was typed on our own pages to be sent again."""
    same = (urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "").netloc or "-") == request.get_host()
    kept = kept_forms.of_request(request) if same and request.method == "POST" else None
    told: dict[str, Any] = {"mark": kept_forms.MARK}
    if kept is not None and (kept.words or kept.files):
        told |= {"kept": kept, "words": kept.shown_to(getattr(request, "reader", None))}
    return render(request, "403_csrf.html", told, status=403)
