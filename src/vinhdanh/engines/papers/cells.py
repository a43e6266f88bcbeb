"""What stands in the cells of lists: names, years in the column of the sex, posts, honours held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign import flags
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.papers.model import Column
from vinhdanh.engines.vietnamese import short_date, two
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Achievement, Initiative, Nominee, Settings

NUMBER = Column("TT", 10, "center")
BORN = (Column("Nam", 13, "center", "Năm sinh"), Column("Nữ", 13, "center", "Năm sinh"))
MARK = "x"


def born(nominee: Nominee) -> tuple[str, str]:
    """The year of birth in the column of the sex; when the sex is not told, the year stands across neither column but in the first with "?"."""
    who = flags.subject(nominee)
    if who is None or who.birth is None:
        return "", ""
    year = str(who.birth.year)
    if who.sex is None:
        return f"{year} (?)", ""
    return (year, "") if who.sex == "nam" else ("", year)


def birth_day(nominee: Nominee) -> str:
    """The day of birth as far as known: "14/3/1981"."""
    who = flags.subject(nominee)
    return short_date(who.birth) if who and who.birth else ""


def ethnicity(nominee: Nominee) -> str:
    """The ethnic group of the one who is counted."""
    who = flags.subject(nominee)
    return who.ethnicity if who else ""


def labour(nominee: Nominee) -> str:
    """The labour group as papers write it."""
    who = flags.subject(nominee)
    if who is None or not who.labour_group:
        return ""
    row = catalogue().labour_group(who.labour_group)
    return row.name if row else who.labour_group


def delegate(nominee: Nominee) -> str:
    """Who comes: the person, or the representative of the collective."""
    if nominee.kind == "collective" and nominee.representative:
        return nominee.representative.name
    return nominee.name


def post(nominee: Nominee, unit: str) -> str:
    """Post and unit; a representative's with the collective."""
    if nominee.kind == "person":
        return ", ".join(p for p in (nominee.post, unit) if p)
    held = nominee.representative.post if nominee.representative else ""
    return ", ".join(p for p in (held, nominee.name, unit) if p)


def unit_names(outcome: Outcome) -> dict[str, str]:
    """Names of the unions by code."""
    return {u.code: u.name for u in outcome.campaign.unions}


def honour_name(code: str, settings: Settings, typed: str = "") -> str:
    """The name of an honour in the campaign's rule set, else what was typed, else the code."""
    try:
        return catalogue().honour(code, settings.rule_set).name if code else typed
    except UserError:
        return typed or code


def honour_settled(code: str, settings: Settings) -> bool:
    """Whether the catalogue is sure of this honour, or the campaign has confirmed it."""
    try:
        return catalogue().honour(code, settings.rule_set).settled(settings.confirmed)
    except UserError:
        return True


def held(achievements: Iterable[Achievement], settings: Settings) -> str:
    """Honours with their years: "Chiến sĩ thi đua cơ sở 2018, 2019; Lao động tiên tiến 2017"."""
    years: dict[str, list[str]] = {}
    for achievement in achievements:
        name = honour_name(achievement.honour, settings, achievement.typed) if achievement.honour else achievement.typed
        years.setdefault(name, []).extend([str(achievement.year)] if achievement.year else [])
    return "; ".join(f"{name} {', '.join(dict.fromkeys(of))}".strip() for name, of in years.items())


def made(initiatives: tuple[Initiative, ...]) -> str:
    """Initiatives, counted and named: "02 sáng kiến: …; …"."""
    titles = [f"{i.title} ({i.year})" if i.year else i.title for i in initiatives]
    return f"{two(len(titles))} sáng kiến: {'; '.join(titles)}" if titles else ""


def deeds(nominee: Nominee, settings: Settings) -> str:
    """Honours held and initiatives in one cell."""
    return "; ".join(t for t in (held(nominee.achievements, settings), made(nominee.initiatives)) if t)
