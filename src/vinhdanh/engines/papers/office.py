"""What every paper of an office shares: head, number, date, names, recipients, signature. Words come from the campaign alone.

What is not known yet prints as room for the hand: "Số:       /KH-LĐLĐ", "ngày     tháng     năm 2020".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Sense
from vinhdanh.engines.papers.measures import NBSP
from vinhdanh.engines.papers.model import Ending, Head, Signature, Text
from vinhdanh.engines.vietnamese import long_date, roman, short_date, two

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.engines.campaign.types import Body, Milestone, PaperNumber, Settings

GAP = NBSP * 6
BLANK = "…………"
"""Where a hand writes a word or a figure."""
_ENTERED_AS = {"decision": "certificate"}
"""Kinds that an office may enter under another: a certificate carries the number of its decision."""
CHECK = "cần xác nhận"
"""Printed beside a fact that is doubtful and not confirmed (design.md §4)."""


def numbers(settings: Settings, kind: str) -> tuple[PaperNumber, ...]:
    """Numbers and days that the office's book gave to papers of a kind, in order."""
    found = tuple(p for p in settings.papers if p.kind == kind)
    return found or (numbers(settings, _ENTERED_AS[kind]) if kind in _ENTERED_AS else ())


def given(settings: Settings, kind: str, nth: int = 0) -> PaperNumber | None:
    """The number of the `nth` paper of a kind, None when the book has none yet."""
    found = numbers(settings, kind)
    return found[nth] if nth < len(found) else None


def symbol(settings: Settings, code: str) -> str:
    """What follows the slash: "KH-LĐLĐ"."""
    return f"{code}-{settings.host.symbol or BLANK}"


def number_alone(settings: Settings, kind: str, code: str, nth: int = 0) -> str:
    """Number and symbol: "09/TTr-LĐLĐ", with room before the slash when the book has no number yet; below ten with a zero (decree 30/2020, Annex I)."""
    book = given(settings, kind, nth)
    number = book.number.strip() if book else ""
    if "/" in number:
        return number
    if number.isdecimal():
        number = two(int(number))
    return f"{number or GAP}/{symbol(settings, code)}"


def day_of(settings: Settings, kind: str, nth: int = 0, *, running: bool = False) -> date | None:
    """The day of a paper: the book's; for a paper that this run writes (`running`) else the day of the run; else unknown."""
    book = given(settings, kind, nth)
    if book and book.day:
        return book.day
    return settings.today if running else None


def dated(day: date | None, settings: Settings, place: str = "") -> str:
    """The day in words, with room for the hand when it is not known."""
    if day is not None:
        return long_date(day, place)
    year = str(settings.year) if settings.year else GAP
    words = f"ngày{GAP}tháng{GAP}năm {year}"
    return f"{place}, {words}" if place else words


def body_lines(body: Body) -> tuple[str, ...]:
    """Lines of a body in the head of a paper."""
    return body.head or (body.name.upper(),)


def head(settings: Settings, kind: str = "", code: str = "", nth: int = 0, *, running: bool = False) -> Head:
    """The head of a paper of the host; without `code` that of a list, which has no number of its own."""
    parent = " ".join(body_lines(settings.parent)) if settings.parent else ""
    if not code:
        return Head(parent, body_lines(settings.host))
    day = day_of(settings, kind, nth, running=running)
    number = f"Số: {number_alone(settings, kind, code, nth)}"
    return Head(parent, body_lines(settings.host), number, dated(day, settings, settings.place or BLANK))


def issuer(settings: Settings) -> str:
    """In whose name the host speaks: "Ban Thường vụ Liên đoàn Lao động …"."""
    return f"{settings.host.standing} {settings.host.name}".strip()


def short(body: Body) -> str:
    """The short name of a body, or its full one."""
    return body.short or body.name


def event(settings: Settings) -> str:
    """The conference in full, with its ordinal and year unless the name says them."""
    name = settings.name
    if settings.ordinal and "lần thứ" not in name:
        name += f" lần thứ {roman(settings.ordinal)}"
    if settings.year and str(settings.year) not in name:
        name += f", năm {settings.year}"
    return name


def period(years: tuple[int, int] | None) -> str:
    """A period in words: "giai đoạn 2016 - 2020", "" when the plan names none."""
    return f"giai đoạn {years[0]} - {years[1]}" if years else ""


def milestone(when: Milestone) -> str:
    """A milestone in words: "trước ngày 03 tháng 3 năm 2020", "trong tháng 5 năm 2020"."""
    prefix = {Sense.BEFORE: "trước", Sense.ON: "vào", Sense.BY: "chậm nhất đến hết", Sense.IN: "trong"}[when.sense]
    return f"{prefix} {long_date(when.day)}"


def milestone_short(when: Milestone) -> str:
    """A milestone in figures: "trước ngày 03/3/2020", for narrow cells."""
    prefix = {Sense.BEFORE: "trước ", Sense.ON: "", Sense.BY: "hết ", Sense.IN: "trong "}[when.sense]
    unit = "ngày " if when.day.day else "tháng " if when.day.month else "năm "
    return f"{prefix}{unit}{short_date(when.day)}"


def signature(settings: Settings, *, day: str = "", room: float = 27) -> Signature:
    """Right to sign, post and name of the host's signer, with a dotted line for what is not known."""
    signer = settings.host.signer
    posts = signer.posts or ((f"TM. {settings.host.standing.upper()}",) if settings.host.standing else (BLANK,))
    return Signature(posts, signer.name, room, day)


def ending(settings: Settings, last: tuple[Text, ...], recipients: tuple[str, ...], *, day: str = "", room: float = 27) -> Ending:
    """Last words, recipients and the host's signature."""
    return Ending(last, recipients, (signature(settings, day=day, room=room),))


def archive(settings: Settings, *others: str) -> tuple[str, ...]:
    """Recipients in the usual order: those named, the union above, the archive."""
    named = [o for o in others if o]
    if settings.parent and short(settings.parent) not in named:
        named.append(short(settings.parent))
    return (*dict.fromkeys(named), "Lưu: VT")


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence; abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
