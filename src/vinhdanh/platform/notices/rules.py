"""Who may see and note how notices reached people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.platform.organisations.models import Role

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.notices.models import Notice

WITNESSES: frozenset[str] = frozenset({Role.OFFICER, Role.LEADER, Role.AUDITOR, Role.ADMIN})
TELLERS: frozenset[str] = frozenset({Role.OFFICER, Role.ADMIN})


def may_see_evidence(reader: Reader, notice: Notice) -> bool:
    """Who was told what: the sender's officers, leaders, auditors and administrators, and those above."""
    return notice.sender is not None and reader.holds_over(WITNESSES, notice.sender)


def may_note(reader: Reader, notice: Notice) -> bool:
    """That somebody was told by telephone, Zalo, SMS or paper: the sender's officers."""
    return notice.sender is not None and reader.holds_over(TELLERS, notice.sender)
