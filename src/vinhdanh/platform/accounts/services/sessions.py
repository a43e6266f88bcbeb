"""The places where somebody is signed in, and signing out there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from vinhdanh.platform.journal.services import record

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader


def end(reader: Reader, session: UserSession) -> None:
    """Signs out one place of the reader's own. Twice is as once."""
    _end(reader, [session])


def end_all(reader: Reader, but: str = "") -> int:
    """Signs out everywhere, but for the session `but` (a key); returns how many places."""
    there = list(UserSession.objects.filter(user=reader.user).exclude(session_key=but))
    _end(reader, there)
    return len(there)


def _end(reader: Reader, there: list[UserSession]) -> None:
    with transaction.atomic():
        for session in there:
            SessionStore().delete(session.session_key)
        UserSession.objects.filter(pk__in=[session.pk for session in there], user=reader.user).delete()
        record(reader, "accounts.sessions_ended", reader.user, data={"count": len(there)})
