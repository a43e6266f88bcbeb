"""Phrases that letters, notices and receipts share: who the units are, the plan, letters without a title, moments, deadlines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.clock import local
from vinhdanh.engines.papers import cells, office
from vinhdanh.engines.papers.measures import NBSP
from vinhdanh.engines.papers.model import Block, Head, Para
from vinhdanh.engines.vietnamese import long_date, match_key, short_date, two

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from vinhdanh.engines.campaign.outcome import Award, Outcome
    from vinhdanh.engines.campaign.types import Settings, Union
    from vinhdanh.engines.papers.model import Signature

_GRASSROOTS = ("cdcs ", "cong doan co so ")
LINE = 5.8
"""mm; the pitch of a line of 14 pt above a signature."""
UNITS, UNIONS = "đơn vị", "công đoàn cơ sở"


def units_word(outcome: Outcome) -> str:
    """What the units of the register are called: "công đoàn cơ sở" when all are, else "đơn vị" (a host may be of any level)."""
    names = [match_key(u.name) for u in outcome.campaign.unions]
    return UNIONS if names and all(n.startswith(_GRASSROOTS) for n in names) else UNITS


def plan_of(s: Settings) -> str:
    """The plan that a paper carries out: "Kế hoạch số 05/KH-LĐLĐ ngày 06 tháng 01 năm 2020 của … về tổ chức …"."""
    book = office.given(s, "plan")
    number = f" số {office.number_alone(s, 'plan', 'KH')}" if book and book.number else ""
    day = f" {long_date(book.day)}" if book and book.day else ""
    return f"Kế hoạch{number}{day} của {s.host.name} về tổ chức {office.event(s)}"


def plan_short(s: Settings) -> str:
    """The plan by its number and day, for papers whose title names the conference; without a number in full."""
    book = office.given(s, "plan")
    if book is None or not book.number:
        return plan_of(s)
    day = f" {long_date(book.day)}" if book.day else ""
    return f"Kế hoạch số {office.number_alone(s, 'plan', 'KH')}{day}"


def given_by(award: Award, authority: str, s: Settings) -> str:
    """An honour with who gives it in this campaign ("" is the host): "Giấy khen của Liên đoàn Lao động …"; a doubtful one says so."""
    name = award.honour_name
    full = f"{name.split(' của ')[0]} của {authority or s.host.name}" if " của " in name else name
    return full if cells.honour_settled(award.honour, s) else f"{full} ({office.CHECK})"


def given_short(award: Award, authority: str, s: Settings) -> str:
    """The same with short names, for cells: "Giấy khen của Chủ tịch UBND huyện"."""
    who = authority or office.short(s.host)
    if s.government and authority.endswith(s.government.name):
        who = authority.removesuffix(s.government.name) + office.short(s.government)
    return given_by(award, who, s)


def letter_head(s: Settings, kind: str, subject: str, *, running: bool = False) -> Head:
    """The head of a letter (công văn): its number has no kind, "Số: 15/LĐLĐ"; "V/v …" stands below (decree 30/2020, Annex I)."""
    book = office.given(s, kind)
    number = book.number.strip() if book else ""
    if "/" not in number:
        number = two(int(number)) if number.isdecimal() else number
        number = f"{number or office.GAP}/{s.host.symbol or office.BLANK}"
    day = office.day_of(s, kind, running=running)
    bare = office.head(s)
    return Head(bare.parent, bare.issuer, f"Số: {number}", office.dated(day, s, s.place or office.BLANK), f"V/v {subject}")


def moment(when: datetime) -> str:
    """A moment in words, in Vietnam's time: "14 giờ 30 phút, ngày 24 tháng 02 năm 2020"; without a time of day only the day."""
    at = local(when)
    hours = f"{at.hour:02d} giờ {at.minute:02d} phút, " if at.hour or at.minute else ""
    return hours + long_date(at.date())


def deadline(union: Union, s: Settings) -> str:
    """When the list of a union was due: its extension, else the common deadline; "" when the plan names none."""
    extended = s.reception.extensions.get(union.code)
    if extended:
        return f"hết ngày {short_date(extended)} (gia hạn)"
    return office.milestone_short(s.reception.deadline) if s.reception.deadline else ""


def reception_over(s: Settings) -> bool:
    """Whether no list is taken any more on the day of the run."""
    return bool(s.today and s.reception.closes and s.today > s.reception.closes)


def conference(s: Settings) -> str:
    """When and where the conference is, as far as known; "" when neither is."""
    c = s.conference
    start = f"{c.start.hour:02d} giờ {c.start.minute:02d} phút, " if c.start and c.day else ""
    when = f"{start}{long_date(c.day)}" if c.day else f"dự kiến {long_date(c.tentative)}" if c.tentative else ""
    return ", ".join(t for t in (when, f"tại {c.place}" if c.place else "") if t)


def open_day(s: Settings) -> str:
    """A day that only the office can set: "ngày      tháng      năm 2020"."""
    return office.dated(None, s)


def lines(count: int = 2) -> list[Block]:
    """Dotted lines for the hand."""
    return [Para("", indent=False, fill=True) for _ in range(count)]


def ask(label: str, count: int = 2) -> list[Block]:
    """A label, then room for the hand: its own line and more, `count` in all."""
    return [Para(label, fill=True), *lines(count - 1)]


def level(signatures: tuple[Signature, ...]) -> tuple[Signature, ...]:
    """Signatures side by side with their names on one line: a shorter right to sign gets more room below, a missing date its line."""
    lines_of = max(len(x.posts) + bool(x.note) for x in signatures)
    dated = any(x.date for x in signatures)
    return tuple(
        replace(x, room=x.room + LINE * (lines_of - len(x.posts) - bool(x.note)), date=x.date or (NBSP if dated else ""))
        for x in signatures
    )


def sources(given: Iterable[Award]) -> dict[str, list[Award]]:
    """Awards by where their prize money comes from, in the order of the outcome."""
    out: dict[str, list[Award]] = {}
    for award in given:
        out.setdefault(award.source, []).append(award)
    return out
