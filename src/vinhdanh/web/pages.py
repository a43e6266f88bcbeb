"""The home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.steps.campaigns.views import lists

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest) -> HttpResponse:
    """The reader's campaigns; a visitor is led to the sign-in page."""
    return lists.index(request)
