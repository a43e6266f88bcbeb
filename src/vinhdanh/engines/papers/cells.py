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
    from vinhdanh.engines.catalogue import Honour

NUMBER = Column("TT", 10, "center")
BORN = (Column("Nam", 11.5, "center", "Năm sinh"), Column("Nữ", 11.5, "center", "Năm sinh"))
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
    return ", ".join(dict.fromkeys(p for p in (held, nominee.name, unit) if p))


def unit_names(outcome: Outcome) -> dict[str, str]:
    """Names of the unions by code."""
    return {u.code: u.name for u in outcome.campaign.unions}


def _honour(code: str, settings: Settings) -> Honour | None:
    try:
        return catalogue().honour(code, settings.rule_set) if code else None
    except UserError:
        return None


def honour_name(code: str, settings: Settings, typed: str = "") -> str:
    """The name of an honour in the campaign's rule set, else what was typed, else the code."""
    row = _honour(code, settings)
    return row.name if row else typed or code


def honour_short(code: str, settings: Settings, typed: str = "") -> str:
    """The abbreviation of an honour as tables use it, else its name."""
    row = _honour(code, settings)
    return row.short or row.name if row else typed or code


def honour_settled(code: str, settings: Settings) -> bool:
    """Whether the catalogue is sure of this honour, or the campaign has confirmed it."""
    row = _honour(code, settings)
    return row is None or row.settled(settings.confirmed)


def abbreviations(nominees: Iterable[Nominee], settings: Settings) -> str:
    """The abbreviations of honours that a list of these nominees uses, explained: "CSTĐCS: Chiến sĩ thi đua cơ sở; …"."""
    codes: dict[str, None] = {}
    for nominee in nominees:
        codes |= dict.fromkeys((*(a.honour for a in nominee.achievements), nominee.commend))
    pairs = {honour_short(code, settings): honour_name(code, settings) for code in codes if code}
    return "; ".join(f"{short}: {name}" for short, name in sorted(pairs.items()) if short != name)


def held(achievements: Iterable[Achievement], settings: Settings, *, short: bool = False) -> str:
    """Honours with their years: "Chiến sĩ thi đua cơ sở 2018, 2019; Lao động tiên tiến 2017"; `short` abbreviates the names."""
    years: dict[str, list[str]] = {}
    naming = honour_short if short else honour_name
    for achievement in achievements:
        name = naming(achievement.honour, settings, achievement.typed)
        years.setdefault(name, []).extend([str(achievement.year)] if achievement.year else [])
    return "; ".join(f"{name} {', '.join(sorted(set(of)))}".strip() for name, of in years.items())


def made(initiatives: tuple[Initiative, ...]) -> str:
    """Initiatives, counted and named: "02 sáng kiến: …; …"."""
    titles = [f"{i.title} ({i.year})" if i.year and str(i.year) not in i.title else i.title for i in initiatives]
    return f"{two(len(titles))} sáng kiến: {'; '.join(titles)}" if titles else ""


def deeds(nominee: Nominee, settings: Settings) -> str:
    """Honours held, abbreviated, and initiatives in one cell; where there are none, the summary of merits."""
    found = "; ".join(t for t in (held(nominee.achievements, settings, short=True), made(nominee.initiatives)) if t)
    return found or nominee.summary
