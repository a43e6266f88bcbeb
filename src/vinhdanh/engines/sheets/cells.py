"""What a single cell says: a text, a mark, a count, a sex, a birth date."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from vinhdanh.engines.sheets.keys import accent_key, match_key, repair
from vinhdanh.engines.vietnamese import PartialDate, parse_date

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.grid import Cell

Sex = Literal["nam", "nữ"]

_YES = {"x", "co", "v", "1", "yes", "true", "dung", "dong i", "xx"}
_NO = {"khong", "k", "0", "no", "false", "ko"}
_TICKS = set("×✓✔☑☒√●•*+Xx✗✘■")
_PLAIN_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)", re.ASCII)
"""Nearly all days are typed so: they need no other rule."""
_SPREADSHEET_ZERO = date(1899, 12, 30)
_MANY = 65_536


def text_of(cell: Cell) -> str:
    """The cell as text with its line ends: numbers as figures, dates as dd/mm/yyyy."""
    if isinstance(cell, str):
        return cell
    if cell is None or isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y %H:%M" if isinstance(cell, datetime) else "%d/%m/%Y")
    return repr(cell).replace(".", ",")


@lru_cache(maxsize=_MANY, typed=True)
def shown(cell: Cell) -> str:
    """The cell as one line: repaired, "" when it is empty."""
    return repair(text_of(cell))


@lru_cache(maxsize=_MANY, typed=True)
def mark(cell: Cell) -> bool | str | None:
    """Whether a box is ticked: True, False, None when empty; the text itself when it is neither."""
    if cell is None or isinstance(cell, bool):
        return cell
    text = repair(text_of(cell))
    if text in {"", "-", "–"}:
        return None if not text else False
    if set(text) <= _TICKS:
        return True
    key = match_key(text)
    if key in _YES or key.startswith(("co ", "x ")):
        return True
    return False if key in _NO or key.startswith("khong ") else text


@lru_cache(maxsize=_MANY, typed=True)
def count(cell: Cell) -> int | str | None:
    """A whole number that is not negative; None when empty; the text itself when it is none."""
    if cell is None:
        return None
    text = repair(text_of(cell))
    figures = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+|\d{1,7})(?:\s*(?:người|đv|đoàn viên|lđ|lao động))?", text, re.IGNORECASE)
    return int(re.sub(r"[.,]", "", figures[1])) if figures else text or None


def counts_in(text: str) -> dict[str, int]:
    """Counts in one cell: "45 (nữ 20, DTTS 5)" gives members, women_members, minority_members."""
    found: dict[str, int] = {}
    first = re.match(r"\s*(?:tổng(?:\s*số)?\s*:?\s*)?(\d+)", text, re.IGNORECASE)
    if first:
        found["members"] = int(first[1])
    for name, words in (("women_members", r"nữ"), ("minority_members", r"dtts|dân tộc(?:\s*thiểu số)?")):
        either = re.search(rf"(?:{words})\s*[:=]?\s*(\d+)|(\d+)\s*(?:{words})\b", text, re.IGNORECASE)
        if either:
            found[name] = int(either[1] or either[2])
    return found


@lru_cache(maxsize=_MANY)
def sex_of(text: str) -> Sex | None:
    """The sex that a word says; None when it says none."""
    accented, key = accent_key(text), match_key(text)
    if accented in {"nữ", "nu", "gái", "f", "female", "bà", "cô", "chị"}:
        return "nữ"
    if key == "nam" or accented in {"trai", "m", "male", "ông", "anh"}:
        return "nam"
    return None


def birth_of(cell: Cell, latest_year: int) -> tuple[PartialDate | None, bool]:
    """The birth date that a cell says, and whether it had to be understood rather than read.

    A year typed into a cell formatted as a date is kept by Excel as a day of 1905 (1975 shows as 28/05/1905): such a day is the year again.

    Args:
        cell: The cell.
        latest_year: Two-digit years are put in the last century in which they do not pass this year.
    """
    if isinstance(cell, bool):
        return None, False
    if isinstance(cell, date):
        serial = (cell.date() if isinstance(cell, datetime) else cell).toordinal() - _SPREADSHEET_ZERO.toordinal()
        return (PartialDate(serial), True) if 1900 <= serial <= latest_year else (parse_date(cell), False)
    text = repair(text_of(cell))
    plain = _PLAIN_DAY.fullmatch(text)
    if plain:
        try:
            return PartialDate(int(plain[3]), int(plain[2]), int(plain[1])), False
        except ValueError:
            return parse_date(text, latest_year=latest_year), False
    short = re.fullmatch(r"'?(\d\d)", text)
    if short:
        year = latest_year // 100 * 100 + int(short[1])
        return PartialDate(year if year <= latest_year else year - 100), False
    value = cell if isinstance(cell, int) else text.lstrip("'")
    found = parse_date(value, latest_year=latest_year)
    serial_typed = bool(re.fullmatch(r"\d{5}(?:[.,]0+)?", text)) and found is not None
    return found, serial_typed
