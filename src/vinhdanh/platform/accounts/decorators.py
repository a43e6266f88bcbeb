"""Who may open a view at all."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.urls import reverse

from vinhdanh.platform.accounts.services import kept

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.reader import Reader

P = ParamSpec("P")


def signed_in(
    view: Callable[Concatenate[HttpRequest, Reader, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Hands the view its reader; a visitor who has not signed in is led to the sign-in page and back.

    What a lost session was sending is kept meanwhile (`services.kept`), without secrets.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        reader: Reader | None = getattr(request, "reader", None)
        if reader is None:
            keeps = request.method == "POST" and kept.keep(request)
            return redirect_to_login(reverse("accounts:kept") if keeps else _way_back(request))
        if request.method == "POST" and kept.MARK in request.POST:
            kept.drop(request)
        return view(request, reader, *args, **kwargs)

    return guarded


def _way_back(request: HttpRequest) -> str:
    """Where to go after signing in: a page that can be asked for; an address that is only sent to is not one."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
