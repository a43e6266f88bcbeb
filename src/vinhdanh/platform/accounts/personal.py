"""What accounts hold of a person: for the export, and to be emptied."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from vinhdanh.platform.accounts.models import Invitation, User

if TYPE_CHECKING:
    from vinhdanh.platform.organisations.models import Person


def export(person: Person) -> dict[str, Any]:
    """The account, where it is signed in, and the invitations; no secret."""
    user = User.objects.filter(person=person).first()
    invitations = Invitation.objects.filter(person=person).values("created_at", "expires_at", "used_at", "withdrawn_at")
    places = UserSession.objects.filter(user=user).values("created_at", "ip", "user_agent") if user else []
    return {
        "account": {"username": user.username, "email": user.email, "active": user.is_active, "last_login": user.last_login}
        if user
        else None,
        "sessions": [dict(row) for row in places],
        "invitations": [dict(row) for row in invitations],
    }


def erase(person: Person) -> int:
    """The account can no longer sign in and names nobody; what it did stays in the journal under its number."""
    emptied = Invitation.objects.filter(person=person).delete()[0]
    for user in User.objects.filter(person=person):
        Session.objects.filter(session_key__in=UserSession.objects.filter(user=user).values("session_key")).delete()
        emptied += UserSession.objects.filter(user=user).delete()[0] + Authenticator.objects.filter(user=user).delete()[0]
        EmailAddress.objects.filter(user=user).delete()
        user.username, user.email, user.first_name, user.last_name, user.is_active = (
            f"da-xoa-{secrets.token_hex(8)}",
            "",
            "",
            "",
            False,
        )
        user.set_unusable_password()
        user.save()
        emptied += 1
    return emptied
