"""What waits for a reader, for the head of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Func, Subquery

from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.database.prepared import Prepared
from vinhdanh.platform.jobs import selectors as jobs
from vinhdanh.platform.notices import selectors as notices

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vinhdanh.platform.accounts.reader import Reader


def _counted(user: int, person: int) -> QuerySet[User, tuple[int, int]]:
    both = (jobs.not_over_of(user), notices.unopened_of(person))
    rows = [Subquery(found.order_by().annotate(rows=Func("pk", function="COUNT")).values("rows")) for found in both]
    return User.objects.filter(pk=user).values_list(*rows)


COUNTED = Prepared(_counted, int, int)


def counts(reader: Reader) -> tuple[int, int]:
    """How many jobs of the reader are not over, how many notices not opened: one query."""
    return COUNTED.first(reader.user.pk, reader.user.person_id or 0) or (0, 0)
