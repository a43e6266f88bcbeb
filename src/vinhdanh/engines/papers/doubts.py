"""Facts of certainty M or M- on which a paper of this outcome rests: each prints "cần xác nhận", and blocks until the campaign confirms it.

Prizes and honours are named by `vinhdanh.engines.honours`; here are the grounds that papers cite and the days that a notice hangs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Finding, Severity
from vinhdanh.engines.papers import office
from vinhdanh.engines.papers.kinds import awards, notices, request

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome


def findings(outcome: Outcome) -> tuple[Finding, ...]:
    """One blocking finding for each fact, with the key that confirms it."""
    s = outcome.campaign.settings
    doubtful: dict[str, str] = {}
    for nth, (authority, given) in enumerate(awards.by_authority(outcome).items()):
        days = [office.day_of(s, request.KEY, nth, running=True)]
        if not authority:
            days.append(office.day_of(s, request.DECISION_KEY) or s.today)
        for day in days:
            for document in awards.documents(s, given, day):
                if not document.settled(s.confirmed):
                    doubtful[document.key] = f"“{document.ground}” ghi trên tờ trình, quyết định"
    fact = notices.posting_days(outcome)
    if fact is not None and not fact.settled(s.confirmed):
        doubtful[fact.key] = f"Thời gian niêm yết {fact.value} ngày làm việc"
    return tuple(
        Finding(
            "papers.to-confirm",
            Severity.BLOCKING,
            f"{what} là nội dung cần xác nhận (khóa {key}).",
            f"Đối chiếu văn bản gốc, rồi thêm “{key}” vào mục confirmed của campaign.toml; đến lúc đó giấy tờ còn ghi “{office.CHECK}”.",
            file="campaign.toml",
        )
        for key, what in doubtful.items()
    )
