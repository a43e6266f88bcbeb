"""Sending again what was typed when the session was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from vinhdanh.platform.accounts.decorators import signed_in
from vinhdanh.platform.accounts.services import kept as service

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader


@never_cache
@signed_in
def again(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Shows what was kept, to be sent again or let go."""
    kept = service.find(request)
    if kept is None:
        return redirect("home")
    return render(request, "accounts/kept.html", {"kept": kept, "words": kept.shown_to(reader), "mark": service.MARK})


@require_POST
@signed_in
def drop(request: HttpRequest, reader: Reader) -> HttpResponse:  # noqa: ARG001  # the form belongs to the session
    """Lets it go."""
    service.drop(request)
    return redirect("home")
