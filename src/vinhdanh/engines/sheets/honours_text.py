"""Takes apart what people write about honours and initiatives in one cell: "CSTĐCS 2016, 2017; BK TLĐ 2018 (QĐ 123)"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Achievement, Initiative
from vinhdanh.engines.sheets.keys import match_key, repair
from vinhdanh.engines.vietnamese import parse_date

if TYPE_CHECKING:
    from datetime import date

Match = Callable[[str], tuple[str, bool] | None]
"""From the words of an honour to its code and whether it is given for one year (a title); None when it is not recognised."""

_NONE = {"", "khong", "khong co", "chua", "chua co", "x", "0", "k"}
_YEAR = r"(?:19|20)\d\d"
_SEGMENT = re.compile(r"[;\n\r•]|(?:^|(?<=[\s]))[-+*](?=\s)")
_YEAR_FIRST = re.compile(rf"\s*(?:năm\s*)?({_YEAR})\s*[:：\-–]\s*(?=\D)(.+)", re.IGNORECASE | re.DOTALL)
_AND = re.compile(rf"\s+(?:và|&)\s+(?=(?:năm\s*)?{_YEAR})", re.IGNORECASE)
_DECISION = re.compile(
    r"[(\[]?\s*(?:theo\s+)?(?:(?:QĐ|QD|quyết định|quyết đinh)(?:\s+(?:khen thưởng|công nhận))?\s*(?:số)?|số)\s*[:.]?\s*"
    r"(?P<number>\d[\w/.\-–]*\w|\d)(?:\s*[,;]?\s*(?:ngày\s*)?(?P<day>\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}))?\s*[)\]]?",
    re.IGNORECASE,
)
_RANGE = re.compile(rf"({_YEAR})\s*[-–]\s*({_YEAR})")
_SCHOOL = re.compile(rf"(?:năm học|NH)\s*({_YEAR})\s*[-–]\s*({_YEAR})", re.IGNORECASE)
_SINGLE = re.compile(rf"(?<![\d/.]){_YEAR}(?![\d/])")
_FILLER = re.compile(r"\b(?:trong\s+)?(?:các\s+)?(?:năm|giai đoạn|từ|đến)\b|[()\[\]]", re.IGNORECASE)
_TIMES = re.compile(r"^\s*(?P<n>\d{1,2})\s*(?:lần|lượt|năm liền|năm liên tục|năm)?\s+(?:đạt\s+)?", re.IGNORECASE)
_MONEY = re.compile(r"(?P<n>\d[\d.,]*)\s*(?P<unit>tỷ|tỉ|triệu|tr|nghìn|đồng|đ)\b", re.IGNORECASE)
_UNITS = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "tr": 10**6, "nghìn": 10**3, "đồng": 1, "đ": 1}


@dataclass
class Apart:
    """What became of a cell: the honours in the order written, and in Vietnamese what could not be taken apart for sure."""

    achievements: list[Achievement] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def achievements(text: str, match: Match, year: int | None = None) -> Apart:
    """The honours written in a cell.

    Args:
        text: The cell as typed; lines and semicolons part honours, commas part years or honours.
        match: Recognises an honour by its words.
        year: The year that the column itself says, for honours written without one.
    """
    result = Apart()
    if match_key(text) in _NONE:
        return result
    for segment in _SEGMENT.split(text):
        first = _YEAR_FIRST.match(segment)
        _segment(first[2] if first else segment, match, int(first[1]) if first else year, result)
    return result


def _segment(segment: str, match: Match, year: int | None, result: Apart) -> None:
    words, code, annual = "", "", False
    for piece in _pieces(segment, match):
        decision = _DECISION.search(piece)
        number = decision["number"] if decision else ""
        found = parse_date(decision["day"]) if decision and decision["day"] else None
        rest = piece[: decision.start()] + " " + piece[decision.end() :] if decision else piece
        years, rest, span = _years(rest)
        times = _TIMES.match(rest)
        rest = _bare(rest[times.end() :] if times else rest)
        if rest:
            words = rest
            code, annual = match(rest) or ("", False)
            if not code:
                result.doubts.append(f"«{repair(piece)}» chưa nhận ra danh hiệu hoặc hình thức khen thưởng nào")
        elif not words:
            if result.achievements and number and not years:
                _add_decision(result, number, found.full if found else None)
            elif repair(piece):
                result.doubts.append(f"«{repair(piece)}» chưa rõ thuộc danh hiệu nào")
            continue
        elif not years and number:
            _add_decision(result, number, found.full if found else None)
            continue
        if span and not annual:
            result.doubts.append(f"«{repair(piece)}» ghi cả giai đoạn, chưa rõ năm được khen")
            years = []
        elif span:
            result.doubts.append(f"«{repair(piece)}» được hiểu là từng năm {years[0]}–{years[-1]}")
        if times and code and len(years) != int(times["n"]):
            result.doubts.append(f"«{repair(piece)}» ghi {int(times['n'])} lần nhưng nêu {len(years)} năm")
        _add(result, words, code, years or [year], piece, whole=bool(rest))
        if number:
            _add_decision(result, number, found.full if found else None)


def _add(result: Apart, words: str, code: str, years: list[int] | list[int | None], piece: str, *, whole: bool) -> None:
    for one in years:
        typed = repair(piece).lstrip("-+* ") if whole and len(years) == 1 else f"{words} {one}"
        result.achievements.append(Achievement(typed, code, one))
        if one is None and code:
            result.doubts.append(f"«{typed}» chưa ghi năm")


def _add_decision(result: Apart, number: str, day: date | None) -> None:
    last = result.achievements[-1]
    result.achievements[-1] = replace(last, decision=number, day=day)


def _pieces(segment: str, match: Match) -> list[str]:
    """Parts between commas outside brackets; "ngày …" stays with the decision before it; two honours without a comma are parted."""
    parts: list[str] = []
    depth, start = 0, 0
    for i, char in enumerate(segment):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth <= 0 and not re.match(r"\s*ngày\s*\d{1,2}[/.\-]", segment[i + 1 :]):
            parts.append(segment[start:i])
            start = i + 1
    parts.append(segment[start:])
    result: list[str] = []
    for part in parts:
        for piece in _AND.split(part):
            result += _apart(piece, match)
    return [p for p in result if p.strip(" .")]


def _apart(piece: str, match: Match) -> list[str]:
    for year in _SINGLE.finditer(piece):
        head, tail = piece[: year.end()], piece[year.end() :]
        rest = _bare(_years(tail)[1])
        if len(rest) > 3 and not tail.lstrip().startswith(("(", "-", "–")) and match(rest) and match(_bare(_years(head)[1])):
            return [head, *_apart(tail, match)]
    return [piece]


def _years(text: str) -> tuple[list[int], str, bool]:
    """The years, the text without them, and whether a span of years was written."""
    span = False
    years = [int(school[2]) for school in _SCHOOL.finditer(text)]
    text = _SCHOOL.sub(" ", text)
    for many in _RANGE.finditer(text):
        low, high = int(many[1]), int(many[2])
        if low < high <= low + 20:
            years += range(low, high + 1)
            span = True
    text = _RANGE.sub(" ", text)
    years += [int(m.group()) for m in _SINGLE.finditer(text)]
    return years, _SINGLE.sub(" ", text), span


def _bare(text: str) -> str:
    text = re.sub(r"\(\s*(?:[,;và\s]*)\)", " ", text)
    words = repair(text)
    if years_only := _FILLER.sub(" ", words).strip(" ,.:;-–&"):
        return words.strip(" ,.:;-–") if match_key(years_only) not in {"va", ""} else ""
    return ""


def initiatives(text: str) -> tuple[Initiative, ...]:
    """The initiatives written in a cell: one a line, or parted by semicolons; year, scope, decision and value where they are written."""
    if match_key(text) in _NONE:
        return ()
    found = []
    for segment in _SEGMENT.split(text):
        title = repair(segment).strip(" ,.;")
        if not title:
            continue
        decision = _DECISION.search(title)
        bare = title[: decision.start()] + title[decision.end() :] if decision else title
        school = _SCHOOL.search(bare)
        singles = _SINGLE.findall(bare)
        year = int(school[2]) if school else int(singles[-1]) if len(singles) == 1 else None
        money = re.search(r"làm lợi", title, re.IGNORECASE) and _MONEY.search(title)
        value = _amount(money["n"], money["unit"]) if money else None
        found.append(Initiative(title, _scope(title), year, decision["number"] if decision else "", value))
    return tuple(found)


def _scope(text: str) -> str:
    key = f" {match_key(text)} "
    if " toan quoc " in key or " cap nha nuoc " in key:
        return "nation"
    if re.search(r" cap (tinh|bo|nganh) ", key):
        return "province"
    return "base" if re.search(r" cap (co so|truong|huyen|xa|don vi|cong ti) ", key) else ""


def _amount(figure: str, unit: str) -> int | None:
    """A typed amount in đồng: a dot parts thousands, a comma decimals ("1,2 tỷ", "120.000.000 đồng")."""
    figure = figure.strip(".,")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", figure) and _UNITS[unit.lower()] == 1:
        figure = figure.replace(".", "").replace(",", "")
    try:
        return round(float(figure.replace(",", ".")) * _UNITS[unit.lower()])
    except ValueError:
        return None
