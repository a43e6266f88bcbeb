"""Every read of accounts, invitations and posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.organisations.models import Level

if TYPE_CHECKING:
    from django.db.models import QuerySet


def nobody_yet() -> bool:
    """Whether there is no account at all: the first start is still to come."""
    return not User.objects.exists()


def name_taken(name: str) -> bool:
    """Whether somebody signs in by this name or e-mail already."""
    return User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).exists()


def levels() -> QuerySet[Level]:
    """The levels that exist today, the top first."""
    today = timezone.localdate()
    return Level.objects.filter(Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gt=today))
