"""Pages for what went wrong before a view could answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render

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
    """The token of the form is missing or of another session."""
    return render(request, "403_csrf.html", status=403)
