"""Dates that cannot be: births in the future, children, very old people, decisions after the ceremony (domain.md §3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vinhdanh.engines.appraisal.wording import BLOCKING, WARNING, about, who
from vinhdanh.engines.campaign.flags import subject
from vinhdanh.engines.campaign.requests import ceremony_day
from vinhdanh.engines.vietnamese import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from vinhdanh.engines.campaign.types import Campaign, Finding, Nominee
    from vinhdanh.engines.vietnamese import PartialDate

YOUNGEST: Final = 15
"""Nobody works under a labour contract as an adult below this age (Bộ luật Lao động 2019 art. 3)."""

OLDEST: Final = 80
"""Above this age a typing error is likelier than a delegate."""


def _latest_age(birth: PartialDate, day: date) -> int:
    """The greatest age that a partial birth date allows on `day`: untold parts are taken in favour of the person."""
    month, dom = birth.month or 1, birth.day or 1
    return day.year - birth.year - ((day.month, day.day) < (month, dom))


def _birth(nominee: Nominee, day: date) -> Iterator[Finding]:
    counted = subject(nominee)
    if counted is None or counted.birth is None:
        return
    name = who(nominee) if nominee.kind == "person" else f"người đại diện {counted.name} của {who(nominee)}"
    age = _latest_age(counted.birth, day)
    written = short_date(counted.birth)
    if age < 0:
        yield about(nominee, "birth-in-future", BLOCKING, f"{name} có ngày sinh ở tương lai: {written}.", "Sửa lại ngày sinh.")
    elif age < YOUNGEST:
        message = f"{name} mới {age} tuổi (sinh {written}), chưa đủ {YOUNGEST} tuổi."
        yield about(nominee, "too-young", BLOCKING, message, "Kiểm tra lại ngày sinh.")
    elif age > OLDEST:
        message = f"{name} đã {age} tuổi (sinh {written}); có thể ghi nhầm năm sinh."
        yield about(nominee, "very-old", WARNING, message, "Kiểm tra lại năm sinh với đơn vị.")


def _decisions(nominee: Nominee, day: date) -> Iterator[Finding]:
    for held in nominee.achievements:
        if held.day is not None and held.day > day:
            message = f"{who(nominee)} có quyết định “{held.typed}” ký ngày {short_date(held.day)}, sau ngày {short_date(day)}."
            yield about(nominee, "decision-after-conference", WARNING, message, "Kiểm tra lại ngày của quyết định.")
        elif held.day is None and held.year is not None and held.year > day.year:
            message = f"{who(nominee)} có thành tích “{held.typed}” ghi năm {held.year}, sau năm {day.year}."
            yield about(nominee, "decision-after-conference", WARNING, message, "Kiểm tra lại năm của thành tích.")


def check_dates(campaign: Campaign, nominees: Sequence[Nominee]) -> Iterator[Finding]:
    """Birth in the future or below 15 (blocking), above 80 (warning), decisions after the conference (warning)."""
    day = ceremony_day(campaign.settings)
    if day is None:
        return
    for nominee in nominees:
        yield from _birth(nominee, day)
        yield from _decisions(nominee, day)
