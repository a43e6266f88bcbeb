"""Texts made to be copied into Zalo or an SMS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from vinhdanh.engines.vietnamese import short_date

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.models import Invitation


def invitation_text(invitation: Invitation, link: str) -> str:
    """What to send with the link of an invitation; empty without a link. It goes to the person alone: whoever opens the link first holds the account."""
    if not link:
        return ""
    until = short_date(timezone.localdate(invitation.expires_at))
    who = invitation.created_by.person.union.name if invitation.created_by and invitation.created_by.person else ""
    if invitation.post is None:
        what = "đồng chí mở liên kết dưới đây để đặt mật khẩu mới"
    else:
        what = f"mời đồng chí dùng phần mềm Vinh Danh với chức danh {invitation.post.title} của {invitation.post.union.name}"
    return (
        f"Kính gửi đồng chí {invitation.person.name}: {who} {what}.\n{link}\n"
        f"Liên kết dùng một lần, đến hết ngày {until}; đề nghị đồng chí không chuyển cho người khác."
    ).replace(":  ", ": ")
