"""The home page: what waits, and the newest campaigns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.steps.campaigns.selectors.campaigns import may_start_in, visible
from vinhdanh.web import tasks

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader

TASKS, CAMPAIGNS = 5, 10
"""Rows that the page shows; the rest on pages of their own."""


@signed_in
def home(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The most urgent of what waits, and the reader's newest campaigns; a visitor is led to the sign-in page."""
    waiting, number = tasks.first(reader, TASKS)
    campaigns = list(visible(reader).defer("content", "parent__content")[: CAMPAIGNS + 1])
    context = {
        "waiting_rows": waiting, "waiting_number": number, "campaigns": campaigns[:CAMPAIGNS], "more": len(campaigns) > CAMPAIGNS,
        "starts": may_start_in(reader).exists(),
    }  # fmt: skip
    return render(request, "home.html", context)
