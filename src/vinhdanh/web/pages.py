"""The home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.web import selectors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader


@signed_in
def home(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The reader's campaigns."""
    return render(request, "home.html", {"campaigns": selectors.campaigns(reader)})
