"""Vietnam's time: moments that came with a zone are shown and judged in it; a moment without one is Vietnam's own."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Final

VIETNAM: Final = timezone(timedelta(hours=7))
"""UTC+7 all year."""


def local(moment: datetime) -> datetime:
    """The moment in Vietnam's time, without a zone."""
    return moment if moment.tzinfo is None else moment.astimezone(VIETNAM).replace(tzinfo=None)
