"""Which lists came, when, and which did not: deadline, extension and closing are three facts (design.md §4).

A list is accepted until reception closes and is marked late after the deadline (or the unit's extension). "Trước ngày D" is strictly
before D 00:00 unless the campaign says that D itself still counts (domain.md §9.3).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.appraisal.wording import BLOCKING, NOTE, WARNING, about_union
from vinhdanh.engines.campaign.clock import local
from vinhdanh.engines.campaign.outcome import UnitState, UnitStatus
from vinhdanh.engines.campaign.types import Finding, Milestone, Sense
from vinhdanh.engines.vietnamese import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from vinhdanh.engines.campaign.types import Campaign, Reception, Union

CLOSED: Final = "appraisal.received-after-closing"
"""Code of the one finding that holds back a whole list."""


def _end_of(milestone: Milestone) -> date:
    """The last day that the milestone's date covers: the day itself, the last of the month, the last of the year."""
    day = milestone.day
    if day.month is None:
        return date(day.year, 12, 31)
    if day.day is None:
        return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)
    return date(day.year, day.month, day.day)


def _start_of(milestone: Milestone) -> date:
    day = milestone.day
    return date(day.year, day.month or 1, day.day or 1)


def last_day(milestone: Milestone, *, inclusive: bool = False) -> date:
    """The last day on which something is still in time.

    Args:
        milestone: Day, month or year with its sense.
        inclusive: Whether the day named after "trước" still counts.
    """
    if milestone.sense is Sense.BEFORE:
        return _start_of(milestone) if inclusive else _start_of(milestone) - timedelta(days=1)
    return _end_of(milestone)


def due(reception: Reception, union: str) -> date | None:
    """The last day of one union: its extension when that is later, else the deadline's; None when nothing was set."""
    days = [reception.extensions[union]] if union in reception.extensions else []
    if reception.deadline is not None:
        days.append(last_day(reception.deadline, inclusive=reception.inclusive))
    return max(days) if days else None


def closing(reception: Reception, union: str) -> date | None:
    """The last day on which a list is accepted at all; an extension by decision reaches beyond the closing. None: open."""
    if reception.closes is None:
        return None
    return max(reception.closes, reception.extensions.get(union, reception.closes))


def _after(moment: datetime | None, day: date | None) -> bool:
    """Whether the moment lies after the end of the day; an unknown moment or an unset day is in time."""
    return moment is not None and day is not None and local(moment) >= datetime.combine(day, time()) + timedelta(days=1)


def _status(union: Union, reception: Reception, sent: tuple[tuple[str, ...], int, int]) -> UnitStatus:
    files, persons, collectives = sent
    if not files and persons + collectives == 0:
        state = UnitState.NIL if union.nil_reason.strip() else UnitState.MISSING
        return UnitStatus(union, state, received=union.received)
    if _after(union.received, closing(reception, union.code)):
        return UnitStatus(union, UnitState.MISSING, files, union.received)
    late = _after(union.received, due(reception, union.code))
    return UnitStatus(union, UnitState.LATE if late else UnitState.SENT, files, union.received, persons, collectives)


def unit_statuses(campaign: Campaign, counts: Mapping[str, tuple[Sequence[str], int, int]]) -> tuple[UnitStatus, ...]:
    """What became of each union's list, in the order of the register.

    A list that came after reception closed is not accepted: the state is `MISSING`, files and arrival are kept, nobody is counted.
    A list without a known arrival counts as in time.

    Args:
        campaign: Register, deadline, extensions, closing.
        counts: Union code -> (files, number of persons, number of collectives), as read.
    """
    statuses = []
    for union in campaign.unions:
        files, persons, collectives = counts.get(union.code, ((), 0, 0))
        statuses.append(_status(union, campaign.settings.reception, (tuple(files), persons, collectives)))
    return tuple(statuses)


def _responsible(union: Union) -> str:
    if not union.responsible:
        return "chưa ghi người chịu trách nhiệm"
    post = f", {union.responsible_post}" if union.responsible_post else ""
    return f"người chịu trách nhiệm: đồng chí {union.responsible}{post}"


def _reminded(union: Union) -> str:
    days = ", ".join(short_date(day) for day in union.reminders)
    return f"đã nhắc {len(union.reminders)} lần ({days})" if days else "chưa có lần nhắc nào được ghi"


def _missing(status: UnitStatus, reception: Reception, today: date | None) -> Finding:
    union = status.union
    day = due(reception, union.code)
    open_still = day is not None and today is not None and today <= day
    limit = f", hạn cuối là hết ngày {short_date(day)}" if day else ""
    message = f"{union.name} chưa gửi danh sách{limit}; {_responsible(union)}; {_reminded(union)}."
    remedy = "Đôn đốc đơn vị gửi danh sách theo mẫu, hoặc báo “không có đề nghị” kèm lý do."
    return about_union(union, "unit-missing", NOTE if open_still else WARNING, message, remedy)


def _arrived(status: UnitStatus, reception: Reception) -> Iterator[Finding]:
    """Findings of a unit that sent a file or a nil return."""
    union, file = status.union, next(iter(status.files), "")
    day, last = due(reception, union.code), closing(reception, union.code)
    if status.state is UnitState.MISSING and last is not None and union.received is not None:
        message = (
            f"{union.name} gửi danh sách ngày {short_date(local(union.received).date())}, sau khi đã thôi nhận (hết ngày {short_date(last)}); "
            f"danh sách được giữ nguyên nhưng không đưa vào xét chọn; {_responsible(union)}."
        )
        remedy = "Nếu lãnh đạo đồng ý nhận, ghi gia hạn cho đơn vị trong campaign.toml (reception.extensions)."
        yield Finding(CLOSED, BLOCKING, message, remedy, file=file, union=union.code)
        return
    if day is not None and union.received is not None and _after(union.received, day):
        what = "báo không có đề nghị" if status.state is UnitState.NIL else "gửi danh sách"
        message = f"{union.name} {what} muộn: ngày {short_date(local(union.received).date())}, hạn cuối là hết ngày {short_date(day)}; {_responsible(union)}."
        yield about_union(
            union, "unit-late", WARNING, message, "Ghi nhận nộp muộn; danh sách vẫn được xét khi chưa thôi nhận.", file=file
        )
    if status.state is UnitState.NIL:
        yield about_union(
            union,
            "unit-nil",
            NOTE,
            f"{union.name} báo không có đề nghị: {union.nil_reason.strip().rstrip('.')}.",
            "Không cần làm gì thêm.",
        )
        return
    if union.nil_reason.strip():
        message = f"{union.name} vừa gửi danh sách, vừa báo không có đề nghị ({union.nil_reason})."
        yield about_union(
            union,
            "nil-and-list",
            WARNING,
            message,
            "Hỏi lại đơn vị; xóa lý do trong unions.xlsx nếu danh sách là đúng.",
            file=file,
        )
    elif status.persons + status.collectives == 0:
        message = f"{union.name} gửi tệp nhưng không có cá nhân hay tập thể nào, cũng không báo lý do."
        yield about_union(
            union, "empty-list", WARNING, message, "Hỏi lại đơn vị; nếu không có đề nghị, ghi lý do trong unions.xlsx.", file=file
        )
    if union.received is None:
        message = f"{union.name} đã có danh sách nhưng chưa ghi thời điểm nhận; chương trình coi là đúng hạn."
        yield about_union(union, "no-arrival", NOTE, message, "Ghi thời điểm nhận trong unions.xlsx.", file=file)


def reception_findings(campaign: Campaign, statuses: Sequence[UnitStatus]) -> tuple[Finding, ...]:
    """Missing, late, nil, empty and closed-out lists, each naming who answers for it (R56, R59, R60).

    A missing list is only a note while the unit still has time (`settings.today` not after its last day). The finding `CLOSED` is
    blocking and holds for every nominee of that list.
    """
    found: list[Finding] = []
    for status in statuses:
        if status.state is UnitState.MISSING and not status.files and status.received is None:
            found.append(_missing(status, campaign.settings.reception, campaign.settings.today))
        elif status.state is UnitState.MISSING and not status.files:
            found.append(_missing(status, campaign.settings.reception, None))
        else:
            found.extend(_arrived(status, campaign.settings.reception))
    return tuple(found)
