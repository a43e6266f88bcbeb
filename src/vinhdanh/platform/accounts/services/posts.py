"""Ending a post from the page of users and roles: with its reason, and never the last one who administers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from vinhdanh.errors import UserError
from vinhdanh.platform.journal.services import record
from vinhdanh.platform.organisations.models import Post, Role
from vinhdanh.platform.organisations.services import people

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.platform.accounts.reader import Reader


def end(reader: Reader, post: Post, *, day: date, reason: str) -> Post:
    """A post ends; what its holder did stays under their name.

    Args:
        reader: Who ends it.
        post: The post.
        day: The first day on which it is no longer held.
        reason: Why, for the journal.

    Raises:
        Forbidden: the reader may not give this role there.
        UserError: no reason; the day is before it began; it is the last post of administration with an account.
    """
    if not reason.strip():
        raise UserError("Kết thúc chức danh cần ghi lý do.", "Ending a post needs a reason.")
    with transaction.atomic():
        if post.role == Role.ADMIN:
            others = Post.objects.select_for_update().on(day).filter(role=Role.ADMIN, person__account__is_active=True)
            if not [other for other in others if other.pk != post.pk]:
                raise UserError(
                    "Đây là chức danh quản trị hệ thống cuối cùng còn dùng được. Đề nghị giao việc này cho người khác trước.",
                    "This is the last post of administration in use. Give it to somebody else first.",
                )
        ended = people.end_post(reader, post, day=day)
        record(reader, "accounts.post_ended", ended, union=ended.union, data={"reason": reason.strip()[:500]})
    return ended
