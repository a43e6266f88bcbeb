"""Dates of the plan: when the conference is, and what must be in whose hands by when."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.view import merge
from vinhdanh.engines.plan.words import BODY, LIKELY, SURE, UNSURE, FoundDate, dates, of_other_levels, same_body, trimmed, value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from vinhdanh.engines.plan.types import JsonValue, Value
    from vinhdanh.engines.plan.view import Document, Paragraph

_SEND = re.compile(
    r"(?<!\w)(?:gửi|nộp|chuyển|hoàn thành hồ sơ|lập danh sách|báo cáo(?= (?:về|cho|lđlđ|liên đoàn|tổng liên đoàn|tlđ)(?!\w)))(?!\w)"
)
_TO = re.compile(
    rf"(?:(?:(?:gửi|nộp|chuyển|báo cáo)\s+)?(?:về|cho|đến|tới|lên)|báo cáo(?=\s+(?:lđlđ|liên đoàn|tổng liên đoàn|tlđ)))\s+(?:thường trực\s+)?(?P<body>{BODY}(?:(?!\s(?:trước|chậm|muộn|trong|qua|để|đến|vào|tổng hợp|theo|gồm)\s)[^,.;:()])*)"
)
_PUT_BEFORE = re.compile(
    r"^(?!.*(?:gửi|nộp)).*(?<!tờ )(?<!chương )trình (?:hiệu trưởng|giám đốc|chủ tịch|ban |lãnh đạo|ubnd|thường trực)"
)
"""A list that goes to those who decide, not to us."""
_LISTS = re.compile(r"danh sách|đề nghị|đề cử|giới thiệu|đăng ký|thành tích|hồ sơ|phiếu")
_DOSSIER = re.compile(r"hồ sơ|báo cáo|kết quả|danh sách trích ngang")
_AFTER = re.compile(r"sau (?:khi )?(?:kết thúc|tổ chức|hội nghị|đại hội)|kết thúc hội nghị|tổng kết hội nghị")
_WHEN = re.compile(
    r"(?:^|[-;.,+]\s*)(?:(?:về )?thời gian(?P<what>[^:;.\d]{0,50}?)|(?:phiên|ngày)?\s*(?:trù bị|chính thức|thứ nhất|thứ hai))\s*:"
)
_EVENT = re.compile(r"hội nghị|đại hội|buổi lễ|(?<!\w)lễ |tuyên dương|gặp mặt|ngày hội")
_GRASSROOTS = re.compile(
    r"(?:công đoàn|cấp) cơ sở|cđcs|các (?:đơn vị|công đoàn trực thuộc)|công đoàn cấp trên|cấp huyện|nghiệp đoàn|ở cơ sở|các cấp"
)
_SEVERAL = "Kế hoạch nêu nhiều ngày, đề nghị chọn ngày tổ chức."
_ANOTHER_DAY = re.compile(r"(?<![\dhg:/])(?<!giờ )\d{1,2}\s*(?:,|và|-|đến)\s*(?:ngày\s*)?$")
_BELOW = re.compile(
    r"cđcs|công đoàn cơ sở|cấp cơ sở|ở cơ sở|công đoàn cấp trên trực tiếp|công đoàn bộ phận|tổ công đoàn|chi đoàn|chi hội"
)
_HALL = re.compile(r"(?:^|[-;.,+(]\s*)địa điểm(?:\s+tổ chức)?\s*(?::|tại)\s*(?P<place>[^;.\n]{4,120})")
_DONE = re.compile(r"hoàn thành|(?<!\w)xong(?!\w)")
_HELD = re.compile(r"tổ chức(?: hội nghị| đại hội)?\s*:")
_TOGETHER = re.compile(r"thời gian\s*(?:,|và|-)\s*(?:về\s+)?địa điểm[^:]*:\s*$")
_AT = re.compile(r"(?<!\w)tại\s+")
_OPEN_PLACE = re.compile(r"sau|thông báo|giấy mời|thư mời|dự kiến")
_TIMES = re.compile(r"(?:về )?thời gian(?:\s*(?:,|-|và)\s*địa điểm)?\s*:?$")
_BARE_TIME = re.compile(
    r"(?:vào |lúc |từ |sáng |chiều |dự kiến )*(?:\d{1,2}\s*(?:giờ|h|g)[\s\d]*(?:phút)?\s*,?\s*(?:sáng |chiều )?)?(?:thứ \w+|chủ nhật)?\s*,?\s*(?:ngày\s+)?\d{1,2}\s?[/.-]"
    r"|(?:vào |lúc |từ |sáng |chiều |dự kiến )*(?:\d{1,2}\s*(?:giờ|h|g)[\s\d]*(?:phút)?\s*,?\s*)?(?:thứ \w+|chủ nhật)?\s*,?\s*ngày\s+\d"
)
"""An item that is nothing but a time, under such a heading."""
_THERE = re.compile(r"\s*,?\s*tại\s+(?P<place>[^.;,()\d]{4,80})(?=[.;)]|$)")
"""Where, said directly after the day."""
_OPENING = re.compile(r"(?:khai mạc|bắt đầu)\s*(?:vào\s*)?(?:lúc|từ|hồi)\s*")
_HOUR = re.compile(r"(?<!\d)(?P<h>\d{1,2})\s*(?:giờ|h|g)\s*(?P<m>\d{2})?(?!\d)(?:\s*phút)?")
_CITED = re.compile(
    r"(?:số\s*\d[^,;]{0,60}|(?:quyết định|công văn|nghị quyết|kế hoạch|hướng dẫn|luật|chỉ thị)(?:\s+\S+){0,5}\s*)$"
)
"""Words before the date of another paper."""
_NUMBER = r"(?P<n>½|¼|¾|\d{1,2}/\d|\d{1,2}(?:[.,]5)?|nửa|một|hai|ba)"
_DURATION = re.compile(
    rf"(?:(?<!trong )(?<!sau )thời gian(?:[\s,]+(?:tổ chức|diễn ra|hội nghị|đại hội|địa điểm|và|dự kiến))*\s*:?|thời lượng\s*:?|(?:tổ chức|diễn ra|tiến hành) trong(?: vòng| thời gian)?)"
    rf"\s*(?:dự kiến\s*|khoảng\s*|trong\s*)*{_NUMBER}\s*(?:\([^)]*\)\s*)?(?P<unit>ngày|buổi)(?!\s*(?:\d|tháng|làm việc|trước|sau|kể từ))",
)
_IN_BRACKETS = re.compile(rf"\(\s*{_NUMBER}\s*(?P<unit>ngày|buổi)\s*\)")
_FRACTION = {"½": 0.5, "¼": 0.25, "¾": 0.75, "nửa": 0.5, "một": 1, "hai": 2, "ba": 3}
_CHANNEL = re.compile(
    r"(?:\(|,\s*|\s)(?:thông )?qua\s+(?P<who>(?:ban|tổ|phòng|văn phòng|bộ phận|email|hộp thư|thư điện tử|địa chỉ|đồng chí|đ/c|thầy|cô|chị|anh)(?:(?:\s|:)[^();]{1,80}?)?)(?=\)|;|,|\.\s|\.$|$|\s\(|\s+(?:trước|để|chậm nhất|muộn nhất|đến hết|trong ngày|vào|hạn)\s)"
)
_VENUE_STOP = re.compile(r",?\s+(?:vào|từ|thời gian|lúc)\s")


def duration(doc: Document, host: str = "") -> Iterator[Value]:
    """`duration` {value, unit}: how long the conference lasts; unit `day`, or `session` when the plan counts in "buổi".

    Args:
        doc: The document.
        host: Name of the host; what is said of the unions below a host is not its own conference.
    """
    for p in doc.paragraphs:
        if of_other_levels(doc.above(p), host):
            continue
        for m in (*_DURATION.finditer(p.low), *(_IN_BRACKETS.finditer(p.low) if p.low.startswith("thời gian") else ())):
            typed = m["n"]
            if "/" in typed:
                up, down = map(int, typed.split("/"))
                amount = up / down if down and up < down else 0.0
            else:
                amount = _FRACTION.get(typed) or float(typed.replace(",", "."))
            if not 0 < amount <= 5:
                continue
            given: JsonValue = {
                "value": amount if amount % 1 else int(amount),
                "unit": "day" if m["unit"] == "ngày" else "session",
            }
            yield value(doc, "duration", p, m.start("n"), m.end("unit"), SURE, given)


def _with_year(d: FoundDate, issued: date | None) -> FoundDate | None:
    """A date without a year: the next such day after the paper's own date, marked doubtful; None without that date."""
    if d.day_month is None:
        return d if d.iso else None
    if issued is None:
        return None
    day, month = d.day_month
    year = issued.year + ((month, day or 31) < (issued.month, issued.day))
    iso = f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
    return replace(d, iso=iso, day_month=None, confidence=UNSURE, note="Năm không ghi trong kế hoạch, suy từ ngày ban hành.")


def _place_of(doc: Document, p: Paragraph, host: str) -> bool:
    """Whether the paragraph stands in a part that speaks to the unions below."""
    own = re.search(r"huyện|tỉnh|thị xã|thành phố", host.lower())
    heads = doc.above(p).split("\n")
    return any(_GRASSROOTS.search(h.replace(f"cấp {own[0]}", "") if own else h) and len(h) < 120 for h in heads)


class Schedule:
    """Sorts the dates of the paper by what they bind.

    Args:
        doc: The document.
        host: Name of the host as read, "" when unknown.
        issued: The paper's own date, None when it has none.
    """

    def __init__(self, doc: Document, host: str, issued: date | None) -> None:
        self.doc = doc
        self.host = host
        self.issued = issued

    def read(self) -> Iterator[Value]:
        """Deadlines, dates of the conference, its place and hour, and through whom lists and dossier go."""
        for p in (*self.doc.paragraphs, *self._tasks()):
            for a, b in p.sentences():
                found = [d for d in (_with_year(d, self.issued) for d in dates(p, a, b)) if d]
                for d in found:
                    yield from self._one(p, a, b, d, found)
            yield from self._venue(p)
            yield from self._bare_venue(p)

    def _tasks(self) -> Iterator[Paragraph]:
        """Rows of a table of tasks as one paragraph each: what is to be sent stands in one cell, the day in another."""
        rows: dict[int, list[Paragraph]] = {}
        for p in self.doc.paragraphs:
            if p.row >= 0:
                rows.setdefault(p.row, []).append(p)
        for cells in rows.values():
            task = next((c for c in cells if _SEND.search(c.low) and not any(dates(c))), None)
            day = next((c for c in cells if any(d.sense in {"before", "by"} for d in dates(c))), None)
            if task and day and task.index < day.index:
                yield replace(merge([task, day]), path=task.path)

    def _one(self, p: Paragraph, a: int, b: int, d: FoundDate, others: list[FoundDate]) -> Iterator[Value]:
        if (d.sense in {"on", "in"} and _CITED.search(p.low[max(a, d.a - 120) : d.a])) or self._anniversary(p, d):
            return
        before = p.low[a : d.a]
        if d.sense in {"before", "by"} and self._sends(p, a, b, d, others):
            yield from self._sending(p, a, b, d)
        elif d.sense in {"before", "by"} or (d.sense == "in" and _DONE.search(p.low, a, d.a) and _BELOW.search(p.low, a, b)):
            yield from self._finishing(p, a, b, d)
        elif not _SEND.search(before):
            yield from self._happening(p, a, b, d, others)

    @staticmethod
    def _sends(p: Paragraph, a: int, b: int, d: FoundDate, others: list[FoundDate]) -> bool:
        """Whether something is to be sent by this date: the verb stands nearer to it than to another deadline of the sentence."""
        bounds = [o for o in others if o.sense in {"before", "by"}]
        begin = max((o.b for o in bounds if o.b <= d.a), default=a)
        after = min((o.a for o in bounds if o.a >= d.b), default=-1)
        # What stands between two deadlines speaks of the second one.
        return bool(_SEND.search(p.low, begin, d.b) or (after < 0 and _SEND.search(p.low, d.b, b)))

    @staticmethod
    def _anniversary(p: Paragraph, d: FoundDate) -> bool:
        """Whether the date belongs to an anniversary: "(03/02/1930 - 03/02/2020)"."""
        before, after = p.low[max(0, d.a - 60) : d.a], p.low[d.b : d.b + 16]
        return bool(
            re.match(r"\s*-\s*\d{1,2}/", after)
            or re.search(r"\d{4}\s*-\s*$|(?:ngày sinh|thành lập|kỷ niệm|ngày quốc)[^.;]*\(?$", before)
        )

    def _sending(self, p: Paragraph, a: int, b: int, d: FoundDate) -> Iterator[Value]:
        low = p.low[a:b]
        to = next(iter(_TO.finditer(p.low, a, b)), None)
        body = p.text[to.start("body") : to.end("body")].strip() if to else ""
        own = bool(body and self.host and same_body(body, self.host))
        if _AFTER.search(low) or (
            body and self.host and not own and re.match(r"(?:tổng )?liên đoàn|lđlđ|công đoàn|tlđ|ban thường vụ", body.lower())
        ):
            sure = SURE if _DOSSIER.search(low) and (body or _AFTER.search(low)) else UNSURE
            yield self._dated("deadline.dossier", p, d, sure)
            if to and not own:
                x, y = trimmed(p, to.start("body"), to.end("body"))
                yield value(self.doc, "dossier.to", p, x, y, sure)
            yield from self._channel("dossier.channel", p, a, b)
        elif (
            (_LISTS.search(low) or (own and _LISTS.search(self.doc.above(p).rpartition("\n")[2])))
            and re.search(r"kinh phí|tham luận|bài viết|phóng sự", low) is None
            and not _PUT_BEFORE.search(low)
        ):
            yield self._dated("deadline.nominations", p, d, SURE if own else LIKELY)
            yield from self._channel("nominations.channel", p, a, b)

    def _channel(self, key: str, p: Paragraph, a: int, b: int) -> Iterator[Value]:
        m = _CHANNEL.search(p.low, a, b)
        if m:
            x, y = trimmed(p, m.start("who"), m.end("who"))
            yield value(self.doc, key, p, x, y, SURE)

    def _finishing(self, p: Paragraph, a: int, b: int, d: FoundDate) -> Iterator[Value]:
        low = p.low[a:b]
        head = self.doc.above(p)
        about_event = (
            _EVENT.search(low) or _WHEN.search(p.low[: d.a]) or _EVENT.search(head) or "thời gian" in head.split("\n")[-1]
        )
        if not about_event or not re.search(r"hoàn thành|tổ chức|tiến hành|xong|thời gian", low):
            return
        if re.search(r"tuyên truyền|văn kiện|thư mời|giấy mời|tham luận|kinh phí|bình chọn|bình xét", low):
            return
        below = _place_of(self.doc, p, self.host) or _BELOW.search(low)
        if below and not self._is_below():
            near = "cơ sở" in head + low
            yield self._dated("deadline.grassroots", p, d, LIKELY if near else LIKELY - 0.05)
        else:
            yield self._dated("deadline.conference", p, d, SURE if "tổ chức" in low or _WHEN.search(p.low[: d.a]) else LIKELY)

    def _is_below(self) -> bool:
        """Whether the host is itself a union of the grassroots, so that "công đoàn cơ sở" means the host."""
        return bool(re.match(r"(?:công đoàn cơ sở|cđcs|công đoàn trường|công đoàn công ty)", self.host.lower()))

    def _happening(self, p: Paragraph, a: int, b: int, d: FoundDate, others: list[FoundDate]) -> Iterator[Value]:
        before = p.low[a : d.a]
        when = _WHEN.search(p.low[: d.b])
        what = (when["what"] or "") if when else ""
        labelled = when is not None and not re.search(
            r"gửi|nộp|đăng ký|bình chọn|phát động|nhận|bình xét|triển khai|thực hiện", what
        )
        labelled = labelled or bool(_TIMES.match(self.doc.above(p).rpartition("\n")[2]) and _BARE_TIME.match(p.low[: d.b]))
        held = (
            bool(_EVENT.search(before) and re.search(r"tổ chức|diễn ra|khai mạc|tiến hành|vào", before))
            or "dự kiến tổ chức" in before
            or _HELD.match(p.low)
        )
        if not (labelled or held) or (
            _place_of(self.doc, p, self.host) and not self._is_below() and "huyện" not in before and not held
        ):
            return
        tentative = "dự kiến" in p.low[a:b][: d.b - a]
        another = _ANOTHER_DAY.search(p.low[max(0, d.a - 20) : d.a])
        if len(d.iso) == 7 or tentative:
            sure = UNSURE if another else SURE if labelled or tentative else LIKELY
            yield self._dated("conference.tentative", p, replace(d, note=_SEVERAL if another else d.note), sure)
            if len(d.iso) == 10:
                yield from self._hour(p, a, d)
            return
        if re.search(r"trù bị|phiên thứ nhất", p.low[max(a, d.a - 60) : d.b + 30]) and not re.search(
            r"chính thức", p.low[max(a, d.a - 40) : d.a]
        ):
            yield self._dated("conference.preparatory", p, d, LIKELY)
            return
        several = another or (
            len({o.iso for o in others if o.sense == "on"}) > 1 and not re.search(r"trù bị|chính thức", p.low[a:b])
        )
        note = _SEVERAL if several else d.note
        yield self._dated("conference.date", p, replace(d, note=note), UNSURE if several else SURE if labelled else LIKELY)
        yield from self._hour(p, a, d)
        at = _THERE.match(p.low, d.b, b)
        if at and not _OPEN_PLACE.search(at["place"]):
            x, y = trimmed(p, at.start("place"), at.end("place"))
            yield value(self.doc, "conference.place", p, x, y, LIKELY)

    def _hour(self, p: Paragraph, a: int, d: FoundDate) -> Iterator[Value]:
        told = _OPENING.search(p.low, d.b)
        near = _HOUR.finditer(p.low, max(a, d.a - 60), min(len(p.low), d.b + 30))
        for m in (*near, *(_HOUR.finditer(p.low, told.end()) if told else ())):
            hour, minute = int(m["h"]), int(m["m"] or 0)
            if 5 <= hour <= 21 and minute < 60:
                yield value(self.doc, "conference.start", p, m.start(), m.end(), SURE, f"{hour:02}:{minute:02}")
                return

    def _venue(self, p: Paragraph) -> Iterator[Value]:
        for m in _HALL.finditer(p.low):
            a, b = m.span("place")
            at = _AT.search(p.low, a, b)
            if _TOGETHER.search(p.low[: m.start("place")]):
                if not at:
                    continue
                a = at.end()
            elif at and at.start() == a:
                a = at.end()
            stop = _VENUE_STOP.search(p.low, a, b)
            x, y = trimmed(p, a, stop.start() if stop else b)
            if x < y and p.text[x].isalpha() and not _OPEN_PLACE.search(p.low[x:y]):
                yield value(self.doc, "conference.place", p, x, y, LIKELY)

    def _bare_venue(self, p: Paragraph) -> Iterator[Value]:
        """An item "tại …" under "Thời gian, địa điểm"."""
        heading = self.doc.above(p).rpartition("\n")[2]
        at = _AT.match(p.low)
        if p.marker and at and re.fullmatch(r"(?:thời gian\s*(?:,|-|và)\s*)?địa điểm\s*:?", heading):
            a, b = trimmed(p, at.end())
            if a < b and not _OPEN_PLACE.search(p.low[a:b]):
                yield value(self.doc, "conference.place", p, a, b, LIKELY)

    def _dated(self, key: str, p: Paragraph, d: FoundDate, confidence: float) -> Value:
        return value(self.doc, key, p, d.a, d.b, min(confidence, d.confidence), d.json, d.note)
