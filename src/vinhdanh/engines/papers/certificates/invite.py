"""From the outcome to the invitations: one for each exemplar who attends and each guest who has not declined."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import Standing
from vinhdanh.engines.papers.certificates.batch import Invitation, InvitationBatch, ProgrammeLine
from vinhdanh.engines.papers.certificates.qr import check_text, distinct_codes
from vinhdanh.engines.papers.certificates.words import (
    GAP,
    date_line,
    full_unit,
    honorific,
    number_of,
    paper_number,
    same,
    signer_of,
)
from vinhdanh.engines.papers.measures import NBSP, clean, joined
from vinhdanh.engines.vietnamese import long_date, roman

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import AgendaItem, Body, Conference, Guest, Nominee, Settings

INVITATION = "invitation"
"""Key of `[[papers]]` under which the office enters number and day of the invitation."""
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
DRAFT = "BẢN NHÁP – chưa xác nhận "
_ANY_DAY = datetime(2020, 1, 1)  # noqa: DTZ001  # only carries a time of day through an addition

Person = tuple[str, str, str, str]
"""Key, honorific, name, post of one who is invited."""


def invitations(outcome: Outcome) -> InvitationBatch:
    """The invitations to the conference: exemplars who attend in printed order, then guests in the order of `guests_in`.

    Guests who answered no get none. While day, hour or place of the conference are open, `draft` names what is missing, gaps stand
    in its place, and each page bears the mark (R31: invitations leave the office only after confirmation).
    """
    settings = outcome.campaign.settings
    host, conference = settings.host, settings.conference
    number, day = number_of(settings, INVITATION)
    people = _people(outcome)
    motto, rest = _name_parts(settings)
    issuer = " ".join(part for part in (host.standing, host.name) if part)
    event = f"{motto} {rest}".strip()
    return InvitationBatch(
        title=joined(f"Giấy mời – {settings.name}"),
        author=clean(host.name),
        head_parent=" ".join(_head(settings.parent)) if settings.parent else "",
        head=_head(host),
        motto=joined(motto.upper()),
        motto_rest=joined(rest),
        cover_date=_cover_date(settings),
        issuer=joined(issuer),
        number=f"Số: {paper_number('GM', number, host.symbol)}",
        place_date=date_line(day, settings.year, settings.place),
        facts=_facts(conference, joined(event)),
        closing="Sự có mặt của đồng chí góp phần vào thành công của Hội nghị./.",
        reply=_reply(conference),
        programme=_programme(settings.agenda),
        signer=signer_of(settings),
        draft=_draft(conference),
        day=day or settings.today or conference.day,
        items=_numbered(settings, people),
    )


def _people(outcome: Outcome) -> list[Person]:
    people = [_exemplar(outcome, outcome.nominee(p.nominee)) for p in outcome.attend.by(Standing.CHOSEN)]
    return people + [_guest(guest) for guest in outcome.guests_in if guest.confirmed is not False]


def _numbered(settings: Settings, people: list[Person]) -> tuple[Invitation, ...]:
    codes = distinct_codes((settings.id, key) for key, *_ in people)
    out = []
    for i, ((key, title, name, post), code) in enumerate(zip(people, codes, strict=True), 1):
        number = f"{i:03d}"
        check = check_text("GM", number, settings.year, code)
        out.append(Invitation(key, number, title, joined(name), joined(post), code, check))
    return tuple(out)


def _exemplar(outcome: Outcome, nominee: Nominee) -> Person:
    union = full_unit(outcome.union(nominee.union).name)
    if nominee.kind == "person":
        return nominee.id, honorific(nominee.sex), nominee.name, _listed(nominee.post, union)
    name = full_unit(nominee.name)
    unit = "" if same(name, union) else union
    head = nominee.representative
    if head is None or not head.name:
        return nominee.id, "", f"Đại diện {name}", unit
    return (
        nominee.id,
        honorific(head.sex),
        head.name,
        _listed(head.post, f"đại diện {name}" if head.post else f"Đại diện {name}", unit),
    )


def _guest(guest: Guest) -> Person:
    if guest.name:
        return guest.id, clean(guest.honorific), guest.name, _listed(guest.post, guest.organisation)
    whom = f"{guest.post} {guest.organisation}".strip() if guest.post else f"Đại diện {guest.organisation}".strip()
    return guest.id, clean(guest.honorific), whom, ""


def _listed(*parts: str) -> str:
    return ",\n".join(clean(part) for part in parts if part)


def _head(body: Body) -> tuple[str, ...]:
    return tuple(clean(line).upper() for line in body.head or (body.name,))


def _name_parts(settings: Settings) -> tuple[str, str]:
    """The name of the conference in two: what it is, and for whom and when, with ordinal and year when the name has them not."""
    name = clean(settings.name)
    cut = min((at for at in (name.find(" trong "), name.find(" lần thứ ")) if at > 0), default=len(name))
    rest = name[cut:].strip()
    if settings.ordinal and "lần thứ" not in rest:
        rest = f"{rest} lần thứ {roman(settings.ordinal)}".strip()
    if settings.year and str(settings.year) not in name:
        rest = f"{rest}, năm {settings.year}".lstrip(", ")
    return name[:cut], rest


def _missing(conference: Conference) -> tuple[str, ...]:
    """What is still open about time and place."""
    open_time = conference.day is None or conference.start is None
    return (("thời gian",) if open_time else ()) + (() if conference.place else ("địa điểm",))


def _draft(conference: Conference) -> str:
    missing = _missing(conference)
    return DRAFT + ", ".join(missing) if missing else ""


def _day_words(conference: Conference) -> str:
    """The day with its weekday; the month alone when only that is planned; gaps for the rest."""
    if conference.day:
        return f"{WEEKDAYS[conference.day.weekday()]}, {long_date(conference.day)}"
    planned = conference.tentative
    month = planned.month if planned else None
    year = planned.year if planned else None
    return f"ngày {GAP} tháng {f'{month:02d}' if month and month < 3 else month or GAP} năm {year or GAP}"


def _facts(conference: Conference, event: str) -> tuple[tuple[str, str], ...]:
    start = conference.start
    hour = f"{start.hour:02d} giờ {start.minute:02d} phút" if start else f"{GAP} giờ {GAP} phút"
    facts = [("Tới dự:", f"{event}.")]
    if conference.chair:
        facts.append(("Chủ trì:", f"{clean(conference.chair)}."))
    facts.append(("Thời gian:", joined(f"{hour}, {_day_words(conference)}.")))
    facts.append(("Địa điểm:", f"{clean(conference.place)}." if conference.place else GAP * 8))
    return tuple(facts)


def _reply(conference: Conference) -> str:
    """Whom to tell; the groups of a telephone number stay together."""
    contact = re.sub(r"(?<=\d) (?=\d)", NBSP, clean(conference.contact).strip().rstrip("."))
    return f"Nếu không dự được hoặc cử người dự thay, xin báo {contact}." if contact else ""


def _cover_date(settings: Settings) -> str:
    conference = settings.conference
    if conference.day:
        return joined(date_line(conference.day, None, settings.place))
    if conference.tentative:
        return joined(long_date(conference.tentative, clean(settings.place)))
    return date_line(None, settings.year, settings.place)


def _programme(agenda: tuple[AgendaItem, ...]) -> tuple[ProgrammeLine, ...]:
    """The lines with their times. A line without a start begins when the one before ends, if that is known."""
    out, running = [], None
    for i, item in enumerate(agenda):
        start = item.start or running
        end = _later(start, item.minutes)
        following = agenda[i + 1].start if i + 1 < len(agenda) else None
        end = end or (following if start else None)
        running = end
        span = f"{_clock(start)} - {_clock(end)}" if start and end else _clock(start) if start else ""
        out.append(ProgrammeLine(span, joined(item.text)))
    return tuple(out)


def _later(start: time | None, minutes: int | None) -> time | None:
    if start is None or minutes is None:
        return None
    return (datetime.combine(_ANY_DAY, start) + timedelta(minutes=minutes)).time()


def _clock(moment: time) -> str:
    return f"{moment.hour:02d}h{moment.minute:02d}"
