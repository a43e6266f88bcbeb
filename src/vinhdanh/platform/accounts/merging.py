"""What becomes of accounts and invitations when two records of one person become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.platform.accounts.models import User

if TYPE_CHECKING:
    from vinhdanh.platform.organisations.models import Person


def account_follows(kept: Person, gone: Person) -> None:
    """The account follows; where the kept record has one already, the other one is closed: a person signs in by one account."""
    if User.objects.filter(person=kept).exists():
        User.objects.filter(person=gone).update(is_active=False)
    else:
        User.objects.filter(person=gone).update(person=kept)
