"""Acting for a union that has no computer: chosen in scope, shown on every page, told in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vinhdanh.platform.accounts import rules
from vinhdanh.platform.accounts.errors import Forbidden
from vinhdanh.platform.accounts.middleware import ACTING
from vinhdanh.platform.journal.services import record

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union


def act_for(reader: Reader, session: SessionBase, union: Union) -> None:
    """From now on the reader works on behalf of `union`, until they stop or sign out. Twice is as once.

    Raises:
        Forbidden: it is not below a union where the reader is an officer.
    """
    if not rules.may_act_for(reader, union):
        raise Forbidden
    if reader.acting_for is not None and reader.acting_for.pk == union.pk:
        return
    with transaction.atomic():
        session[ACTING] = union.pk
        reader.acting_for = union
        record(reader, "accounts.acting_started", union, union=union)


def stop(reader: Reader, session: SessionBase) -> None:
    """Back to working for oneself."""
    union = reader.acting_for
    session.pop(ACTING, None)
    if union is not None:
        with transaction.atomic():
            record(reader, "accounts.acting_stopped", union, union=union)
        reader.acting_for = None
