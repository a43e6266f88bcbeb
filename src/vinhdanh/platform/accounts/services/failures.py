"""Failed sign-ins, counted in the database, so that every process sees them.

Three counts, so that neither guessing pays nor the holder of an account is kept out by who guesses:
an account (`LIMIT`); an address, far above what a hall of 300 people mistypes (`ADDRESS_LIMIT`), against one password tried on many accounts;
and a browser in which this account has signed in before: it has a count of its own and is not stopped by the other two.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from vinhdanh.platform.accounts.models import SignInFailure, User

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponseBase

LIMIT = 10
ADDRESS_LIMIT = 300
WINDOW = timedelta(minutes=5)
KEPT = timedelta(days=1)
COOKIE, COOKIE_LIFE, MOST_ACCOUNTS = "quen", timedelta(days=180), 8
"""The cookie of a browser that is known: a random name for it and the accounts that signed in there, signed."""


def login_of(credentials: Mapping[str, Any]) -> str:
    """The account that a sign-in names."""
    return str(credentials.get("email") or credentials.get("username") or "").strip().lower()


def too_many(account: str, limit: int = LIMIT) -> bool:
    """Whether `account` failed `limit` times within `WINDOW`."""
    return SignInFailure.objects.filter(account=_digest(account), at__gt=timezone.now() - WINDOW).count() >= limit


def count(account: str) -> None:
    """Notes one failure; drops what is too old to matter."""
    SignInFailure.objects.filter(at__lt=timezone.now() - KEPT).delete()
    SignInFailure.objects.create(account=_digest(account), at=timezone.now())


def forget(account: str) -> None:
    """Drops the failures of an account whose holder proved to be the right one by another way."""
    SignInFailure.objects.filter(account=_digest(account)).delete()


def stopped(request: HttpRequest, login: str) -> bool:
    """Whether a sign-in is refused unseen."""
    return any(too_many(name, limit) for name, limit in _counts(request, login))


def count_sign_in(request: HttpRequest, login: str) -> None:
    """Notes a wrong password, where it is counted."""
    for name, _limit in _counts(request, login):
        count(name)


def remember(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """This browser is known for this account from now on; the newest few accounts are kept."""
    device, accounts = _known(request)
    told = [device or secrets.token_urlsafe(9), [user.pk, *(pk for pk in accounts if pk != user.pk)][:MOST_ACCOUNTS]]
    response.set_cookie(
        COOKIE, signing.dumps(told, salt=COOKIE), max_age=COOKIE_LIFE, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )  # fmt: skip


def _counts(request: HttpRequest, login: str) -> list[tuple[str, int]]:
    device, accounts = _known(request)
    if accounts and "\0" not in login:
        named = User.objects.filter(Q(username__iexact=login) | Q(email__iexact=login), pk__in=accounts)
        if named.exists():
            return [(f"device:{device}:{login}", LIMIT)]
    address = _address(request)
    return [(login, LIMIT)] + ([(f"address:{address}", ADDRESS_LIMIT)] if address else [])


def _known(request: HttpRequest) -> tuple[str, list[int]]:
    try:
        device, accounts = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=COOKIE_LIFE)
        return str(device), [int(pk) for pk in accounts]
    except (signing.BadSignature, ValueError, TypeError):
        return "", []


def _address(request: HttpRequest) -> str:
    """Where the sender is; "" where only the proxy before this server is seen."""
    try:
        address = str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
    behind = settings.SECURE_PROXY_SSL_HEADER is not None and not request.headers.get("x-forwarded-for")
    return "" if behind else address


def _digest(account: str) -> str:
    return salted_hmac("vinhdanh.sign-in-failure", account, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
