"""What a nominee asks to be commended with, and on which day the campaign's honours are judged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.flags import reference_year
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Nominee, Settings
    from vinhdanh.engines.catalogue import Honour
    from vinhdanh.engines.vietnamese import PartialDate


def _last(day: PartialDate) -> date:
    """The last day of a date that may be only a month or a year."""
    if day.month is None:
        return date(day.year, 12, 31)
    if day.day is None:
        return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
    return date(day.year, day.month, day.day)


def ceremony_day(settings: Settings) -> date | None:
    """The day on which honours are given, as far as known.

    The conference's day; else the last day of its tentative month, not beyond the day by which it must be held; else `today`; else the
    last day of the reference year. None when the campaign tells no date at all.
    """
    conference = settings.conference
    if conference.day is not None:
        return conference.day
    latest = conference.not_after.day if conference.not_after is not None else None
    known = [_last(day) for day in (conference.tentative, latest) if day is not None]
    if known:
        return min(known)
    if settings.today is not None:
        return settings.today
    year = reference_year(settings)
    return None if year is None else date(year, 12, 31)


def offered(settings: Settings) -> dict[str, Honour]:
    """The honours that this campaign may propose or give and that its rule set knows: code -> row, in the campaign's order."""
    known = {honour.code: honour for honour in catalogue().honours(settings.rule_set)}
    return {c.honour: known[c.honour] for c in settings.commendations if c.honour in known}


PRAISE = frozenset(match_key(words) for words in ("tuyên dương", "biểu dương", "tôn vinh", "tham dự"))
"""Words in the column of requests that ask for no honour: to be named and praised at the conference is what everyone there receives."""


def only_praised(nominee: Nominee) -> bool:
    """Whether the typed request asks to be praised and for no honour."""
    return not nominee.commend and match_key(nominee.typed_commend) in PRAISE


def asked(nominee: Nominee, settings: Settings) -> str:
    """The code of the honour that the nominee asks for, "" when none is asked or the words fit none.

    The code that was read; else what the catalogue reads in the typed words; else the one honour of this campaign, open to this kind of
    nominee, whose name begins with them ("Giấy khen" where the campaign offers one kind of giấy khen).
    """
    if nominee.commend or not nominee.typed_commend.strip():
        return nominee.commend
    key = match_key(nominee.typed_commend)
    fitting = [
        code
        for code, honour in offered(settings).items()
        if nominee.kind in honour.subjects and match_key(honour.name).startswith(key)
    ]
    if len(fitting) == 1:
        return fitting[0]
    honour = catalogue().match_honour(nominee.typed_commend, settings.rule_set)
    return "" if honour is None else honour.code
