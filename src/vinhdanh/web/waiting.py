"""What waits for a reader, for the head of every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Func, Subquery

from vinhdanh.platform.accounts.models import User
from vinhdanh.platform.jobs import selectors as jobs
from vinhdanh.platform.notices import selectors as notices

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader


def counts(reader: Reader) -> tuple[int, int]:
    """How many jobs of the reader are not over, how many notices not opened: one query."""
    both = (jobs.not_over(reader), notices.unopened(reader))
    rows = [Subquery(found.order_by().annotate(rows=Func("pk", function="COUNT")).values("rows")) for found in both]
    working, unread = User.objects.filter(pk=reader.user.pk).values_list(*rows).get()
    return working, unread
