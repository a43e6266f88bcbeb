"""How an account is found for a request."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.database.prepared import Prepared

ACCOUNT = Prepared(lambda pk: User.objects.select_related("person").filter(pk=pk), int)


class Backend(AuthenticationBackend):  # type: ignore[misc]  # the library has no types
    """Name or e-mail with a password; the person comes with the account, in one query."""

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, if it may sign in."""
        user = ACCOUNT.first(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None
