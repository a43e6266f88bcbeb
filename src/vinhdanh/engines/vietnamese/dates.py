"""Dates as people type them and as papers print them (domain handbook §9.3; decree 30/2020, annex I)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering

from vinhdanh.engines.vietnamese.text import repair, strip_accents

EARLIEST, LATEST = 1800, 2199
"""Years outside are no dates here. 1800 lets a typing error such as 1875 be seen and named instead of being lost."""

_SERIAL_ZERO = date(1899, 12, 30)
_LAST_SERIAL = (date(LATEST, 12, 31) - _SERIAL_ZERO).days
_PLAUSIBLE_SERIALS = range(3654, 73051)  # 1/1/1910 to 31/12/2099
_PREFIX = re.compile(r"^(?:(?:sinh|ngay sinh|nam sinh|ns|sn)\b[ :.]*)?(?:ngay\b|nam\b)?[ :]*")
_UNKNOWN = r"0{1,2}|[x?_]{1,4}|\.{1,4}|…{1,2}"
_SEP = r" ?[/.\-–,\\ ] ?"
_FULL = re.compile(
    r"(?P<d>\d{1,2}) (?:thang|t) ?(?P<m>\d{1,2}) ?,? ?(?:nam )?(?P<y>\d{4}|\d{2})"
    rf"|(?P<d2>\d{{1,2}}){_SEP}(?P<m2>\d{{1,2}}){_SEP}(?P<y2>\d{{4}}|\d{{2}})"
    r"|(?P<d3>\d{2})(?P<m3>\d{2})(?P<y3>\d{4})"
)
_ISO = re.compile(
    r"(?P<y>\d{4}) ?[-/] ?(?P<m>\d{1,2})|(?P<y3>\d{4}) ?[-/.] ?(?P<m3>\d{1,2}) ?[-/.] ?(?P<d3>\d{1,2})|(?P<y2>\d{4})(?P<m2>\d{2})(?P<d2>\d{2})"
)
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?$")
_MONTH = re.compile(
    rf"(?:thang|t) ?\.?(?P<m>\d{{1,2}})(?:{_SEP}| nam )(?P<y>\d{{4}}|\d{{2}})|(?P<m2>\d{{1,2}}){_SEP}(?P<y2>\d{{4}})"
)
_YEAR = re.compile(rf"(?:(?:{_UNKNOWN}) ?[/\-] ?){{0,2}}(?P<y>\d{{4}})")
_MONTH_UNKNOWN_DAY = re.compile(rf"(?:{_UNKNOWN}) ?[/\-] ?(?P<m>\d{{1,2}}) ?[/\-] ?(?P<y>\d{{4}})")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the day and the month, may be unknown. Sorts by what is known: 2020 < 5/2020 < 3/5/2020.

    Raises:
        ValueError: There is no such date, or a day without its month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs its month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    def __lt__(self, other: PartialDate) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[int, int, int]:
        return (self.year, self.month or 0, self.day or 0)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The full date of a `date` or `datetime`."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def parse_iso(cls, text: str) -> PartialDate:
        """Reads "YYYY", "YYYY-MM" or "YYYY-MM-DD". Raises ValueError for anything else."""
        if not re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", text, re.ASCII):
            msg = f"not an ISO date: {text!r}"
            raise ValueError(msg)
        return cls(*map(int, text.split("-")))

    def iso(self) -> str:
        """The ISO form as far as the date is known: "YYYY", "YYYY-MM" or "YYYY-MM-DD"."""
        parts = [f"{self.year:04d}"] + [f"{p:02d}" for p in (self.month, self.day) if p is not None]
        return "-".join(parts)

    @property
    def full(self) -> date | None:
        """The date when day and month are known, else None."""
        if self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def first(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date:
        """The last day that it can mean."""
        if self.month is None:
            return date(self.year, 12, 31)
        if self.day is None:
            return date(self.year + self.month // 12, self.month % 12 + 1, 1) - timedelta(days=1)
        return date(self.year, self.month, self.day)


def parse_date(
    value: str | float | date | PartialDate | None, *, latest_year: int = 2049, serial: bool | None = None
) -> PartialDate | None:
    """Reads a date in any form that people type; None when there is none or when there is no such day.

    Day before month, as in Viet Nam; parts that are unknown may be 0, "..", "x" or "?". A whole number is a year or, when it is large
    enough, the serial number of a spreadsheet.

    Args:
        value: What a cell or a box holds.
        latest_year: Two-digit years are put in the last century in which they do not pass this year (births: the year of the campaign).
        serial: True: numbers are serial numbers always; False: never; None: when they are plausible (1910 to 2099).
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate.of(value)
    return _from_text(value, latest_year, serial) if isinstance(value, str) else _from_number(value, latest_year, serial)


def is_date_text(value: str) -> bool:
    """Whether the text reads as a date, a partial one too."""
    return parse_date(value) is not None


def long_date(day: date | PartialDate, place: str = "") -> str:
    """The date in words as decree 30/2020 wants it: "Phú Riềng, ngày 05 tháng 3 năm 2020".

    Days below ten and the months 1 and 2 have a leading zero. An unknown day or month is left out.
    """
    part = PartialDate.of(day) if isinstance(day, date) else day
    words = f"năm {part.year}"
    if part.month is not None:
        words = f"tháng {_month(part.month)} {words}"
    if part.day is not None:
        words = f"ngày {part.day:02d} {words}"
    return f"{place}, {words}" if place else words


def open_date(year: int | None = None, place: str = "", gap: str = "\u2026\u2026") -> str:
    """A date whose day and month are written by hand when the paper is signed: "Phú Riềng, ngày …… tháng …… năm 2020"."""
    words = f"ngày {gap} tháng {gap} năm {year if year is not None else gap}"
    return f"{place}, {words}" if place else words


def short_date(day: date | PartialDate) -> str:
    """The date in figures with the same zeros: "05/3/2020"; partial ones "5/2020", "2020"."""
    part = PartialDate.of(day) if isinstance(day, date) else day
    if part.month is None:
        return str(part.year)
    month = f"{_month(part.month)}/{part.year}"
    return month if part.day is None else f"{part.day:02d}/{month}"


def _month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


def _from_number(value: float, latest_year: int, serial: bool | None) -> PartialDate | None:
    if not 0 < value < 100_000_000:  # also turns away what is not a number
        return None
    whole = int(value)
    if serial is not True and whole == value and whole >= 1_000_000:
        return _from_words(f"{whole:08d}", latest_year)  # a spreadsheet ate the leading zero of 01091975
    if serial is not True and whole == value and EARLIEST <= whole <= LATEST:
        return PartialDate(whole)
    if serial is False or (serial is None and whole not in _PLAUSIBLE_SERIALS) or not 1 <= whole <= _LAST_SERIAL:
        return None
    # Spreadsheets count a 29/2/1900 that never was: before it the count is one day off.
    found = _SERIAL_ZERO + timedelta(days=whole if whole > 60 else whole + 1)
    return PartialDate.of(found) if whole != 60 else None


def _from_text(value: str, latest_year: int, serial: bool | None) -> PartialDate | None:
    text = re.sub(r"[. ;,]+$", "", strip_accents(repair(value)).lower())
    text = _TIME.sub("", text)
    text = _PREFIX.sub("", text).strip()
    if re.fullmatch(r"\d{5}(?:\.\d+)?", text, re.ASCII) or re.fullmatch(r"\d{4}\.0+", text, re.ASCII):
        return _from_number(float(text), latest_year, serial)
    return _from_words(text, latest_year)


def _from_words(text: str, latest_year: int) -> PartialDate | None:
    for pattern in (_FULL, _ISO, _MONTH_UNKNOWN_DAY, _YEAR, _MONTH):
        match = pattern.fullmatch(text)
        if match is None:
            continue
        parts = {key[0]: int(found) for key, found in match.groupdict().items() if found is not None}
        year = parts["y"]
        if year < 100:
            year += latest_year // 100 * 100
            year -= 100 if year > latest_year else 0
        if not EARLIEST <= year <= LATEST:
            continue
        try:
            return PartialDate(year, parts.get("m"), parts.get("d"))
        except ValueError:
            continue
    return None
