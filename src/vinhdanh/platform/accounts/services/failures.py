"""Failed sign-ins, counted per account in the database: every process sees them, and a hall of 300 people behind one address is no attack."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from vinhdanh.platform.accounts.models import SignInFailure

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMIT = 10
WINDOW = timedelta(minutes=5)
KEPT = timedelta(days=1)


def login_of(credentials: Mapping[str, Any]) -> str:
    """The account that a sign-in names."""
    return str(credentials.get("email") or credentials.get("username") or "").strip().lower()


def too_many(account: str) -> bool:
    """Whether `account` failed `LIMIT` times within `WINDOW`."""
    return SignInFailure.objects.filter(account=_digest(account), at__gt=timezone.now() - WINDOW).count() >= LIMIT


def count(account: str) -> None:
    """Notes one failure; drops what is too old to matter."""
    SignInFailure.objects.filter(at__lt=timezone.now() - KEPT).delete()
    SignInFailure.objects.create(account=_digest(account), at=timezone.now())


def forget(account: str) -> None:
    """Drops the failures of an account whose holder proved to be the right one by another way."""
    SignInFailure.objects.filter(account=_digest(account)).delete()


def _digest(account: str) -> str:
    return salted_hmac("vinhdanh.sign-in-failure", account, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
