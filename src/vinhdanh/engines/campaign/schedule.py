"""The days of a campaign, counted back from its conference over working days; and what does not go together.

How long each piece of work takes is the office's own habit: `LeadTimes` holds usual values that a caller may change. What the plan itself says
(deadline of the lists, conference, dossier) always goes before what is counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Finding, Milestone, Sense, Settings, Severity
from vinhdanh.engines.vietnamese import add_working_days, is_working_day, short_date, working_days_between
from vinhdanh.engines.vietnamese.workdays import holiday_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FILE = "campaign.toml"


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """Working days that each piece of work takes."""

    printing: int = 8
    """Certificates printed and signed, invitations out, before the conference."""
    decision: int = 10
    """The government's decision after the request came in."""
    request: int = 1
    """The request written and signed after the posting."""
    posting: int = 10
    """The list is posted for opinions."""
    council: int = 1
    """From the council's meeting to the posting."""
    appraisal: int = 5
    """From the end of the appraisal to the council's meeting: papers for its members."""


@dataclass(frozen=True, slots=True)
class Step:
    """A day of the campaign.

    Args:
        key: Stable: issued, nominations, closes, appraisal, council, posting, request, decision, conference, dossier.
        label: What happens, in Vietnamese.
        day: The day, the last one on which it is kept; of a span its first day.
        until: Last day of a span, else None.
        sense: How the day binds, for printing "trước ngày …": then `day` is the day before the one that is printed.
        counted: True when counted back from the conference, False when the plan says it.
        why: How it was counted, in Vietnamese; "" when the plan says it.
    """

    key: str
    label: str
    day: date
    until: date | None = None
    sense: Sense = Sense.ON
    counted: bool = False
    why: str = ""


def last_day(milestone: Milestone) -> date:
    """The last day on which a milestone is kept: of "before", the day before."""
    return milestone.day.first() - timedelta(days=1) if milestone.sense is Sense.BEFORE else milestone.day.last()


def schedule(settings: Settings, lead: LeadTimes = LeadTimes()) -> tuple[Step, ...]:
    """The days of a campaign in their order.

    What the plan says is taken; the rest is counted back from the conference's day, or from the last day on which it may be held while its day
    is open. Without either only what the plan says is given.
    """
    steps = [*_said(settings), *_counted(settings, lead)]
    return tuple(sorted(steps, key=lambda step: (step.day, step.key)))


def _said(s: Settings) -> Iterator[Step]:
    plan = next((p for p in s.papers if p.kind == "plan" and p.day), None)
    if plan and plan.day:
        yield Step("issued", f"Ban hành Kế hoạch số {plan.number}".removesuffix(" số "), plan.day)
    if s.reception.deadline:
        yield Step("nominations", "Cơ sở gửi danh sách", last_day(s.reception.deadline), sense=s.reception.deadline.sense)
    if s.reception.closes:
        yield Step("closes", "Khóa sổ nhận danh sách", s.reception.closes, sense=Sense.BY)
    if s.conference.day:
        yield Step("conference", "Hội nghị", s.conference.day)
    if s.dossier_deadline:
        to = f" về {s.parent.short or s.parent.name}" if s.parent else ""
        via = f", qua {s.dossier_channel}" if s.dossier_channel else ""
        yield Step("dossier", f"Gửi hồ sơ{to}{via}", last_day(s.dossier_deadline), sense=s.dossier_deadline.sense)


def _counted(s: Settings, lead: LeadTimes) -> Iterator[Step]:
    end = s.conference.day or (last_day(s.conference.not_after) if s.conference.not_after else None)
    if end is None:
        return
    if s.conference.day is None:
        yield Step(
            "conference", "Hội nghị (chậm nhất)", end, sense=Sense.BY, counted=True, why="hạn phải hoàn thành theo Kế hoạch"
        )
    asked = s.government.short or s.government.name if s.government else "chính quyền"
    decision = add_working_days(end, -lead.printing)
    request = add_working_days(decision, -lead.decision)
    posted_until = add_working_days(request, -lead.request)
    posted = add_working_days(posted_until, 1 - lead.posting)
    council = add_working_days(posted, -lead.council)
    yield Step(
        "decision",
        "Có quyết định; in giấy khen, gửi giấy mời",
        decision,
        counted=True,
        why=f"{lead.printing} ngày làm việc trước Hội nghị",
    )
    yield Step("request", f"Trình {asked}", request, counted=True, why=f"chờ quyết định {lead.decision} ngày làm việc")
    yield Step("posting", "Niêm yết danh sách", posted, posted_until, counted=True, why=f"{lead.posting} ngày làm việc")
    yield Step("council", "Hội đồng họp, bỏ phiếu", council, counted=True, why="trước khi niêm yết")
    yield Step(
        "appraisal",
        "Thẩm định xong",
        add_working_days(council, -lead.appraisal),
        sense=Sense.BY,
        counted=True,
        why=f"{lead.appraisal} ngày làm việc trước khi Hội đồng họp",
    )


def schedule_findings(
    settings: Settings, steps: Sequence[Step], today: date, lead: LeadTimes = LeadTimes()
) -> tuple[Finding, ...]:
    """What the days warn about: work that cannot be done in time, days that are no working days, deadlines that are near.

    Args:
        settings: The campaign.
        steps: As `schedule` gives them.
        today: The day of looking.
        lead: The times that the steps were counted with.
    """
    by_key = {step.key: step for step in steps}
    return (*_squeezed(by_key), *_no_working_days(by_key), *_past(settings, steps, today, lead))


def _squeezed(steps: dict[str, Step]) -> Iterator[Finding]:
    lists, appraisal = steps.get("nominations"), steps.get("appraisal")
    if lists and appraisal and appraisal.day <= lists.day:
        yield _warning(
            "no-time",
            f"Thẩm định phải xong ngày {short_date(appraisal.day)} mới kịp Hội nghị, nhưng hạn gửi danh sách là ngày {short_date(lists.day)}.",
            "Lùi ngày Hội nghị, hoặc rút ngắn hạn gửi danh sách.",
            Severity.BLOCKING,
        )
    elif lists and appraisal and working_days_between(lists.day, appraisal.day) < 5:
        days = working_days_between(lists.day, appraisal.day)
        yield _warning(
            "little-time",
            f"Từ hạn gửi danh sách đến ngày phải thẩm định xong chỉ còn {days} ngày làm việc.",
            "Chuẩn bị người thẩm định, hoặc dời ngày Hội nghị.",
        )


def _no_working_days(steps: dict[str, Step]) -> Iterator[Finding]:
    for key in ("nominations", "conference", "dossier"):
        step = steps.get(key)
        if step and not is_working_day(step.day):
            name = holiday_name(step.day) or ("thứ Bảy", "Chủ nhật")[step.day.weekday() - 5]
            yield _warning(
                "day-off",
                f"{step.label}: ngày {short_date(step.day)} là ngày nghỉ ({name}).",
                "Xem lại ngày này; giữ nguyên nếu đã định như vậy.",
                Severity.NOTE,
            )


def _past(settings: Settings, steps: Sequence[Step], today: date, lead: LeadTimes) -> Iterator[Finding]:
    start = settings.conference.day
    if start is None or start <= today:
        return
    need = lead.printing + lead.decision + lead.request + lead.posting + lead.council + lead.appraisal
    late = [step for step in steps if step.counted and step.key == "request" and step.day < today]
    if late:
        yield _warning(
            "request-late",
            f"Ngày phải trình khen thưởng ({short_date(late[0].day)}) đã qua; cần {lead.decision} ngày làm việc để có quyết định.",
            "Trình ngay, hoặc dời ngày Hội nghị.",
        )
    left = working_days_between(today, start)
    if left < need and settings.reception.deadline and last_day(settings.reception.deadline) >= today:
        yield _warning(
            "short",
            f"Còn {left} ngày làm việc đến Hội nghị; các bước từ thẩm định đến in giấy khen thường cần {need} ngày.",
            "Xem lại các mốc, hoặc dời ngày Hội nghị.",
        )


def _warning(code: str, message: str, remedy: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(f"campaign.schedule-{code}", severity, message, remedy, file=FILE)
