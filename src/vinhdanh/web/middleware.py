"""Errors that a user can mend, as pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from vinhdanh.errors import UserError
from vinhdanh.platform.accounts.errors import Forbidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class PlainErrors:
    """Turns `Forbidden` into the page of what does not exist, and a `UserError` that a view let through into a page of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hands the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answers what a person can understand."""
        if isinstance(error, Forbidden):
            return render(request, "404.html", status=404)
        if isinstance(error, UserError):
            return render(request, "user_error.html", {"error": error}, status=409)
        return None
