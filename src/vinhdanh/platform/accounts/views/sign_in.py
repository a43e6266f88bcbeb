"""What stands around allauth's pages: where passkeys work, and whether mail is set."""

from __future__ import annotations

import ipaddress
from functools import wraps
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.shortcuts import redirect, render

from vinhdanh.platform.accounts import selectors
from vinhdanh.platform.accounts.adapter import knows_steps
from vinhdanh.platform.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase


def passkeys_work(request: HttpRequest) -> bool:
    """Whether a browser offers passkeys at this address: https with a name, or this machine's own name; never a number."""
    host = (
        request.get_host().rsplit(":", 1)[0].strip("[]")
        if not request.get_host().endswith("]")
        else request.get_host().strip("[]")
    )
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return request.is_secure() or host == "localhost"
    return False


def mail_is_set() -> bool:
    """Whether the program can send mail to people (VINHDANH_MAIL)."""
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


def only_where_secure(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that says why, where passkeys cannot work."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not passkeys_work(request):
            return render(request, "mfa/not_secure.html")
        return view(request, *args, **kwargs)

    return guarded


def only_by_mail(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that says whom to ask, where no mail is set."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not mail_is_set():
            return render(request, "account/no_mail.html")
        return view(request, *args, **kwargs)

    return guarded


def with_a_way(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Confirming who it is needs something to confirm by: an account that has nothing yet is led to set its password."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and request.method in {"GET", "HEAD"}:
            knows_steps(request.user)
        if request.user.is_authenticated and not get_adapter().get_reauthentication_methods(request.user):
            return redirect("account_set_password")
        return view(request, *args, **kwargs)

    return guarded


def after_first_start(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """While there is no account, nobody can sign in: leads to the first start."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "GET" and not request.user.is_authenticated and selectors.nobody_yet():
            return redirect("first_start")
        return view(request, *args, **kwargs)

    return guarded
