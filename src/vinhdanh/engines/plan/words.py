"""What the rules share: values from stretches of a paragraph, names of bodies, dates with their sense."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.types import JsonValue, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.plan.view import Document, Paragraph

SURE = 0.95
"""Words that leave no choice."""
LIKELY = 0.8
"""One sensible reading, other ones thinkable."""
UNSURE = 0.5
"""To be looked at by a person: below `types.DOUBTFUL`."""

TAIL = " ;.,:/…"
"""What stands after an item of a list and is no part of it."""

UNION_BODY = r"(?:tổng liên đoàn|liên đoàn lao động|liên đoàn|lđlđ|tlđ|công đoàn|cđcs|cđ|nghiệp đoàn)"
"""How the name of a union begins, folded."""

BODY = (
    rf"(?:{UNION_BODY}|ban thường vụ|ban chấp hành|btv|bch|đoàn chủ tịch|ủy ban|ubnd|hội đồng|huyện ủy|tỉnh ủy|thành ủy|đảng ủy"
    r"|chi bộ|văn phòng|bộ |sở |phòng |ban |trường |hội )"
)
"""How the name of any body begins, folded."""


def value(  # noqa: PLR0917 - a value has no fewer parts, and every rule ends in one such call
    doc: Document, key: str, p: Paragraph, a: int, b: int, confidence: float, given: JsonValue = None, note: str = ""
) -> Value:
    """A value read from the characters a to b of a paragraph.

    Args:
        doc: The document that the paragraph belongs to.
        key: Key of the value.
        p: The paragraph.
        a: First character.
        b: After the last character.
        confidence: How sure, 0 to 1.
        given: The value; None: the words themselves.
        note: Why it is doubted.
    """
    while a < b and p.text[a] == " ":
        a += 1
    while b > a and p.text[b - 1] == " ":
        b -= 1
    start, end = p.span(a, b)
    # Emphasis that opened inside the quote closes in it.
    if doc.raw.count("*", start, end) % 2 or doc.raw.count("**", start, end) % 2:
        while end < len(doc.raw) and doc.raw[end] == "*":
            end += 1
    return Value(key, p.text[a:b] if given is None else given, doc.raw[start:end], start, end, confidence, note)


def trimmed(p: Paragraph, a: int = 0, b: int | None = None, *, head: str = " -+•,;:(", tail: str = TAIL) -> tuple[int, int]:
    """The stretch without what stands before and after its words; a bracket that opens in it is closed in it."""
    b = len(p.text) if b is None else b
    while a < b and p.text[a] in head:
        a += 1
    while b > a and p.text[b - 1] in tail:
        b -= 1
    if p.text[a:b].endswith(")") and "(" not in p.text[a:b]:
        b -= 1
    return a, b


def pieces(p: Paragraph, a: int, b: int, separators: str) -> list[tuple[int, int]]:
    """The stretch cut at a regular expression, outside of brackets and quotation marks, each piece trimmed, empty ones left out."""
    found, begin = [], a
    for m in re.finditer(separators, p.low[:b]):
        before = p.low[begin : m.start()]
        if m.start() < begin or before.count("(") > before.count(")") or before.count('"') % 2:
            continue
        found.append((begin, m.start()))
        begin = m.end()
    found.append((begin, b))
    return [(x, y) for x, y in (trimmed(p, x, y) for x, y in found) if y > x]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a paragraph.

    Args:
        iso: "2020-03-03", or "2020-05" for a month alone; "" when the year is not written.
        a, b: The characters it takes, its words of sense ("trước ngày") included.
        sense: `before`, `on`, `by`, `in`.
        day_month: Day and month of a date without year.
        confidence: Below `SURE` when something contradicts it.
        note: What contradicts it.
    """

    iso: str
    a: int
    b: int
    sense: str
    day_month: tuple[int, int] | None = None
    confidence: float = SURE
    note: str = ""

    @property
    def json(self) -> dict[str, JsonValue]:
        """The shape of dates in the reading."""
        return {"date": self.iso, "sense": self.sense}


_WEEKDAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "7": 5}
_WEEKDAY = r"(?:\(?\s*(?:thứ\s*(?P<week>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật))\s*\)?\s*,?\s*)?"
_DATE = re.compile(
    rf"(?:{_WEEKDAY}(?P<word>ngày\s*)?(?:"
    r"(?P<d1>\d{1,2})\s*tháng\s*(?P<m1>\d{1,2})(?:\s*,?\s*năm\s*(?P<y1>\d{4})(?!\d)|\s*[/.-]\s*(?P<y1b>\d{4})(?!\d))?"
    r"|(?<![\d/])(?P<d2>\d{1,2})\s?[/.-]\s?(?P<m2>\d{1,2})\s?[/.-]\s?(?P<y2>\d{4}|\d{2})(?![\d/])"
    r"|(?:(?<=ngày )|(?<=trước )|(?<=đến hết ))(?P<d3>\d{1,2})/(?P<m3>\d{1,2})(?![\d/]))"
    r"|tháng\s*(?P<m4>\d{1,2})\s*(?:[/.-]\s*|,?\s*năm\s*)(?P<y4>\d{4})(?!\d)"
    r"|tháng\s*(?P<m5>\d{1,2})(?![\d/]))",
)
_AFTER = re.compile(r"\s*[,(]?\s*(?:thứ\s*(?P<week>hai|ba|tư|năm|sáu|bảy|[2-7])(?!\w)|(?P<sunday>chủ nhật))")
_BEFORE = re.compile(
    r"(?:xong\s+)?trước\s*(?:thời điểm|thời gian)?\s*(?P<hour>\d{1,2}\s*(?:giờ|h|g)\s*\d{0,2}\s*(?:phút)?\s*,?\s*)?$"
)
_BY = re.compile(
    r"(?:chậm nhất|muộn nhất|trễ nhất|đến hết|hết|không muộn hơn|không quá|hạn cuối|hạn chót|thời hạn|hạn nộp|đến)"
    r"(?:\s*(?:là|vào|đến|hết|trong|cùng|cuối))*\s*:?\s*(?:\d{1,2}\s*(?:giờ|h|g)\s*\d{0,2}\s*,?\s*)?$",
)
_HOURS = re.compile(
    r"(?<!\w)từ\s*\d{1,2}\s*(?:giờ|h|g|:)[\s\d]*(?:phút)?\s*(?:đến|-)\s*\d{1,2}\s*(?:giờ|h|g|:)[\s\d]*(?:phút)?\s*,?\s*$"
)
"""From an hour to an hour of that day: no deadline."""
_LUNAR = re.compile(r"\s*\(?\s*(?:âm lịch|al(?!\w))")
_IN = re.compile(r"(?:trong|vào|khoảng|đầu|cuối|giữa)\s*$")


def _sense(low: str, a: int) -> tuple[str, int] | None:
    """The sense that the words before a date give it and where these words begin; None when they are silent."""
    before = low[max(0, a - 60) : a]
    if _HOURS.search(before):
        return None
    m = _BEFORE.search(before)
    if m:
        # "Before 17 h on the 15th" still allows the 15th.
        return ("by" if m["hour"] else "before"), a - len(before) + m.start()
    m = _BY.search(before)
    if m:
        return "by", a - len(before) + m.start()
    return None


def _weekday_note(m: re.Match[str], day: date) -> str:
    after = _AFTER.match(m.string, m.end())
    if after and not (m["week"] or m["sunday"]):
        m = after
    if not (m["week"] or m["sunday"]):
        return ""
    told = 6 if m["sunday"] else _WEEKDAYS[m["week"]]
    return "" if told == day.weekday() else "Thứ trong tuần không khớp với ngày, đề nghị kiểm tra lại."


def _year(m: re.Match[str]) -> tuple[int | None, float]:
    typed = m["y1"] or m["y1b"] or m["y2"] or m["y4"]
    if not typed:
        return None, SURE
    return (int(typed), SURE) if len(typed) == 4 else (2000 + int(typed), 0.7)


def dates(p: Paragraph, a: int = 0, b: int | None = None) -> Iterator[FoundDate]:
    """The dates in a stretch of a paragraph, with the sense that the words before them give.

    Days that do not exist (31/4) are left out; a weekday that contradicts its date makes the date doubtful.
    """
    for m in _DATE.finditer(p.low, a, len(p.low) if b is None else b):
        if _LUNAR.match(p.low, m.end()):
            continue
        month = int(m["m1"] or m["m2"] or m["m3"] or m["m4"] or m["m5"])
        day_text = m["d1"] or m["d2"] or m["d3"]
        year, confidence = _year(m)
        sense, start = _sense(p.low, m.start()) or (("on" if day_text else "in"), m.start())
        if not 1 <= month <= 12 or (year is not None and not 1900 <= year <= 2100):
            continue
        if not day_text:
            inside = _IN.search(p.low[:start])
            start = inside.start() if inside and sense == "in" else start
            iso = f"{year:04}-{month:02}" if year else ""
            yield FoundDate(iso, start, m.end(), sense, (0, month) if not year else None, confidence)
            continue
        try:
            day = date(year or 2000, month, int(day_text))
        except ValueError:
            continue
        note = _weekday_note(m, day) if year else ""
        yield FoundDate(
            day.isoformat() if year else "",
            start,
            m.end(),
            sense,
            None if year else (day.day, month),
            UNSURE - 0.1 if note else confidence,
            note,
        )


_LEVEL = re.compile(r"(?:cấp|ở)\s+(?P<level>cơ sở|huyện|thị xã|thành phố|xã|tỉnh|ngành)")


def of_other_levels(headings: str, host: str) -> bool:
    """Whether the headings above something name levels and the host's own is not one of them: "Hội nghị cấp huyện" in a province's plan.

    Args:
        headings: Folded words of the headings.
        host: Name of the host, "" when unknown.
    """
    levels = {m["level"] for m in _LEVEL.finditer(headings)}
    own = host.lower().replace("thành đoàn", "thành phố").replace("thị đoàn", "thị xã")
    return bool(levels) and not any(level in own or (level == "cơ sở" and own.startswith("cđcs")) for level in levels)


_SHORT = (
    ("lđlđ", "liên đoàn lao động"),
    ("tlđ", "tổng liên đoàn lao động việt nam"),
    ("cđcs", "công đoàn cơ sở"),
    ("btv ", "ban thường vụ "),
    ("bch ", "ban chấp hành "),
    ("tp.", "thành phố "),
)


def body_key(name: str) -> str:
    """The folded name of a body with its abbreviations written out and without the standing body before it."""
    low = " ".join(name.casefold().split()).strip(TAIL)
    for short, long in _SHORT:
        low = re.sub(rf"(?<!\w){re.escape(short)}(?=\W|$)" if not short.endswith((" ", ".")) else re.escape(short), long, low)
    low = re.sub(r"^(?:ban thường vụ|ban chấp hành|thường trực|văn phòng|ban tổ chức) (?=\S)", "", " ".join(low.split()))
    return low.strip()


def same_body(name: str, host: str) -> bool:
    """Whether a name used inside a paper ("LĐLĐ huyện", "Công đoàn trường") means the host named in full."""
    short, full = body_key(name), body_key(host)
    return bool(short and full) and (full.startswith(short) or short.startswith(full))
