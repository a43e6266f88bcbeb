"""Small words that certificates and invitations share: honorifics, numbers with gaps, dates with gaps, names of units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from vinhdanh.engines.campaign.types import Signer
from vinhdanh.engines.papers.measures import clean
from vinhdanh.engines.vietnamese import long_date, match_key, open_date

if TYPE_CHECKING:
    from datetime import date

    from vinhdanh.engines.campaign.types import Settings

GAP = "……"
"""A dotted gap, to be filled by hand."""
EMPTY = "Danh sách chưa có tập thể, cá nhân nào."
"""What the one page of an empty batch says."""
_FULL = {"CĐCS ": "Công đoàn cơ sở "}
"""Abbreviations that a paper to be framed writes out."""


def honorific(sex: Literal["nam", "nữ"] | None) -> str:
    """The word before a name, "Ông" or "Bà"; nothing when the sex is not told: never guessed from a name."""
    return {"nam": "Ông", "nữ": "Bà", None: ""}[sex]


def signer_of(settings: Settings) -> Signer:
    """Who signs for the host, in letters that both writers can set."""
    signer = settings.host.signer
    return Signer(tuple(clean(post) for post in signer.posts), clean(signer.name))


def full_unit(name: str) -> str:
    """The name of a union or collective with its leading abbreviation written out."""
    name = clean(name).strip()
    for short, full in _FULL.items():
        if name.startswith(short):
            return full + name.removeprefix(short)
    return name


def same(one: str, other: str) -> bool:
    """Whether two names are one, whatever the spelling of accents and spaces."""
    return match_key(one) == match_key(other)


def number_of(settings: Settings, *kinds: str) -> tuple[str, date | None]:
    """Number and day that the office's book gave to a paper of the first of `kinds` that it has; ("", None) when not yet."""
    for kind in kinds:
        for paper in settings.papers:
            if paper.kind == kind:
                return clean(paper.number).strip(), paper.day
    return "", None


def paper_number(symbol: str, number: str, body: str) -> str:
    """Number and symbol, "21/QĐ-LĐLĐ": two digits at least; a number typed whole stays; a gap when not given (decree 30/2020, Annex I)."""
    if "/" in number:
        return number
    number = f"{int(number):02d}" if number.isdecimal() else number or GAP
    return f"{number}/{symbol}-{clean(body)}" if body else f"{number}/{symbol}"


def date_line(day: date | None, year: int | None, place: str = "") -> str:
    """The day in words, with gaps for a hand when it is not known yet."""
    place = clean(place)
    return long_date(day, place) if day else open_date(year, place, GAP)
