"""The places where somebody is signed in, and signing out there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from vinhdanh.platform.journal.services import record

if TYPE_CHECKING:
    from django.http import HttpRequest

    from vinhdanh.platform.accounts.models import User
    from vinhdanh.platform.accounts.reader import Reader


def start(request: HttpRequest, user: User) -> None:
    """Signs somebody in who has just made the account, and lists the place as a sign-in by password does."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    UserSession.objects.create_from_request(request)


def end(reader: Reader, session: UserSession) -> None:
    """Signs out one place of the reader's own. Twice is as once."""
    _end(reader, [session])


def end_all(reader: Reader, but: str = "") -> int:
    """Signs out everywhere, but for the session `but` (a key); returns how many places."""
    there = list(UserSession.objects.filter(user=reader.user).exclude(session_key=but))
    _end(reader, there)
    return len(there)


def clear_expired() -> int:
    """Removes the sessions that time has ended, and the list of places without a session; returns how many sessions."""
    with transaction.atomic():
        gone = Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]
        UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return gone


def _end(reader: Reader, there: list[UserSession]) -> None:
    with transaction.atomic():
        for session in there:
            SessionStore().delete(session.session_key)
        UserSession.objects.filter(pk__in=[session.pk for session in there], user=reader.user).delete()
        record(reader, "accounts.sessions_ended", reader.user, data={"count": len(there)})
