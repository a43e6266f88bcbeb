"""What the conference is about: periods, purpose, occasions, movements, who is honoured, the agenda in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.delegation import groups_of_people
from vinhdanh.engines.plan.view import Document, Paragraph, merge
from vinhdanh.engines.plan.words import LIKELY, SURE, UNSURE, pieces, trimmed, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.plan.types import Value

_PERIOD = re.compile(
    r"(?P<cue>giai đoạn|(?:\d{1,2}|năm)\s*năm)\s*(?P<open>\()?\s*(?:từ\s*)?(?:năm\s*)?(?P<a>(?:19|20|21)\d{2})\s*(?:-|đến|tới)\s*(?:năm\s*)?(?P<b>\d{4})(?!\d)",
)
_AHEAD = re.compile(r"phương hướng|mục tiêu|phát động|triển khai|nhiệm vụ|kế hoạch công tác")
_BACK = re.compile(r"tổng kết|kết quả|thành tích|đánh giá|sơ kết|qua|khen thưởng cho|trong các phong trào|nhìn lại")
_SINCE = re.compile(r"(?P<w>từ sau (?:đại hội|hội nghị)[^.;]{0,250}? đến nay)")
_PURPOSE = re.compile(
    r"(?:mục đích|yêu cầu|mục đích\s*[,-–]?\s*(?:và\s+)?(?:ý nghĩa|yêu cầu))(?:\s*[,-]?\s*(?:và\s+)?(?:ý nghĩa|yêu cầu))?\s*:?$"
)
_OCCASION = re.compile(
    r"(?:chào mừng|nhân dịp|(?<!công )(?<!cá )nhân(?= kỷ niệm)|hướng tới|lập thành tích chào mừng)\s+(?:các\s+)?(?:sự kiện\s*:?\s+)?(?:kỷ niệm\s+)?(?=(?:\d{1,3} năm|ngày|đại hội|quốc khánh|tháng|lễ|kỷ niệm|năm du lịch))"
)
_OCCASION_ITEM = re.compile(r"(?:kỷ niệm\s+)?(?=(?:lần thứ )?(?:\d{1,3} năm|ngày|đại hội|quốc khánh|tháng công nhân|lễ|kỷ niệm))")
_OCCASION_END = re.compile(
    r"\s*[,;]?\s+(?:gắn với|gắn liền|góp phần|tạo |nhằm|để |thực hiện|bằng |với chủ đề|và tiếp tục|do |trong công nhân)|;(?=\s|$)(?!\s*(?:kỷ niệm |\d{1,3} năm ngày))|\.(?=\s|$)"
)
_QUOTED = re.compile(r'"(?P<name>[^"]{4,160})"')
_MOVEMENT_WORD = re.compile(r"phong trào(?![^\".;]*cuộc vận động\s*\")")
_HONOUR = re.compile(r"(?:tổ chức\s+)?(?:biểu dương|tuyên dương|tôn vinh)\s+(?:những\s+|các\s+)(?=người|cá nhân|gương)")
_CHOOSE = re.compile(
    r"^(?:lựa chọn|bình chọn|lựa chọn, giới thiệu|chọn cử|là|gồm)\s+(?:là\s+)?(?=(?:các |những )?(?:tập thể|cá nhân|điển hình|gương|đoàn viên))"
)
_CHOOSE_END = re.compile(r"[;,]?\s+(?:cần\s+|chú trọng\s+)?ưu tiên|[;,]?\s+(?:đảm bảo|để tham dự|để đề nghị)|\.(?=\s|$)|\s*\(")
_REQUEST = re.compile(
    r"để\s+(?P<a>tham dự)\s+và\s+(?:được\s+)?(?:đề nghị\s+)?(?P<b>(?:biểu dương|tuyên dương|tôn vinh|khen thưởng)(?:,\s*(?:biểu dương|tuyên dương|tôn vinh|khen thưởng))*)"
)
_AGENDA = re.compile(
    r"^(?=.*(?:chương trình|tiến trình))(?:(?:nội dung|chương trình|dự kiến|tiến trình)(?:\s*[,;/-]?\s*(?:và\s+)?(?:nội dung|chương trình|dự kiến|chi tiết|hội nghị|đại hội|buổi lễ|tổ chức|làm việc|chính|gồm|lễ tuyên dương|của|\(dự kiến\)))*)\s*:?$",
)
_TIME = re.compile(
    r"^\s*(?:từ\s*)?\d{1,2}\s*(?:giờ|h|g|:)\s*\d{0,2}(?:\s*(?:-|đến)\s*\d{1,2}\s*(?:giờ|h|g|:)\s*\d{0,2})?\s*(?::|\s-|,)?\s*"
)
_NO_ITEM = re.compile(r"(?:thời gian|địa điểm|thành phần|số lượng|kinh phí|khách mời)(?!\w)[^.;]{0,20}:")
"""What never stands in a programme: such a list is something else."""
_TABLE_HEAD = re.compile(r"(?:stt|tt|thời gian|nội dung|người thực hiện|thực hiện|chương trình|phụ trách|ghi chú|phân công)$")


_LONGEST = 800
"""Characters of an enumeration of occasions."""


def read_periods(doc: Document) -> Iterator[Value]:
    """`period`, `period_next`, `review.since`: the years counted and the years ahead, told apart by the words before them."""
    found: dict[tuple[int, int], list[tuple[Paragraph, re.Match[str]]]] = {}
    for p in doc.paragraphs:
        for m in _PERIOD.finditer(p.low):
            if m["cue"] != "giai đoạn" and not m["open"]:
                continue
            found.setdefault((int(m["a"]), int(m["b"])), []).append((p, m))
        since = _SINCE.search(p.low)
        if since:
            yield value(doc, "review.since", p, since.start("w"), since.end("w"), SURE)
    sane = {k: v for k, v in found.items() if 0 < k[1] - k[0] <= 10}
    back = {k: sum(map(_direction, v)) for k, v in sane.items()}
    order = sorted(sane, key=lambda k: (-back[k], k))
    period = order[0] if order and back[order[0]] >= 0 else None
    ahead = [k for k in sane if (period is None or k[0] >= period[1]) and k != period]
    if period:
        rivals = [k for k in sane if k != period and back[k] > 0]
        sure = SURE if not rivals and back[period] > 0 else LIKELY if not rivals else UNSURE
        yield _period(doc, "period", sane[period], sure)
    if ahead:
        first = min(ahead, key=lambda k: (back[k], k))
        yield _period(doc, "period_next", sane[first], SURE if back[first] < 0 else UNSURE)
    for k in found.keys() - sane.keys() if not period else ():
        p, m = found[k][0]
        yield value(doc, "period", p, m.start(), m.end(), 0.2, f"{k[0]}-{k[1]}", "Khoảng năm không hợp lý, đề nghị kiểm tra lại.")


def _direction(place: tuple[Paragraph, re.Match[str]]) -> int:
    """1 when the words before a range look back, -1 when they look ahead, 0 when they say nothing; the nearest word counts."""
    p, m = place
    clause = p.low[: m.start()]
    a = max((x.end() for x in _AHEAD.finditer(clause)), default=-1)
    b = max((x.end() for x in _BACK.finditer(clause)), default=-1)
    if p.low[m.end() :].lstrip(") ").startswith("để tham dự"):
        return 1
    return 0 if a == b else 1 if b > a else -1


def _period(doc: Document, key: str, places: list[tuple[Paragraph, re.Match[str]]], confidence: float) -> Value:
    p, m = places[0]
    b = m.end() + (1 if m["open"] and p.text[m.end() : m.end() + 1] == ")" else 0)
    return value(doc, key, p, m.start(), b, confidence, f"{m['a']}-{m['b']}")


def read_purpose(doc: Document) -> Iterator[Value]:
    """`purpose`: each item of the part on purpose and demands."""
    for p in doc.paragraphs:
        if p.marker and _PURPOSE.search(p.low) and len(p.low) < 60:
            for q in doc.paragraphs[p.index + 1 :]:
                if q.marker and q.rank <= p.rank:
                    break
                if not (_PURPOSE.search(q.low) and len(q.low) < 60):
                    a, b = trimmed(q)
                    yield value(doc, "purpose", q, a, b, SURE)


def read_occasions(doc: Document) -> Iterator[Value]:
    """`occasion`: each anniversary or congress that the work welcomes, with its dates in brackets."""
    for p in doc.paragraphs:
        for m in _OCCASION.finditer(p.low):
            stop = _OCCASION_END.search(p.low, m.end(), m.end() + _LONGEST)
            nested = _OCCASION.search(p.low, m.end(), m.end() + _LONGEST)
            end = min(x.start() for x in (stop, nested) if x) if stop or nested else min(len(p.low), m.end() + _LONGEST)
            for x, y in pieces(p, m.end(), end, r"[,;]\s*(?:và\s+)?|\s+và\s+"):
                item = _OCCASION_ITEM.match(p.low, x)
                if not item or re.match(r"(?:đại hội|hội nghị)[^,;]*(?:thi đua|điển hình)", p.low[x:y]):
                    break
                yield value(doc, "occasion", p, item.end(), y, SURE)


def read_movements(doc: Document) -> Iterator[Value]:
    """`movement`: names in quotation marks in a sentence that speaks of movements."""
    for p in doc.paragraphs:
        for a, b in _plain_sentences(p):
            word = _MOVEMENT_WORD.search(p.low, a, b)
            if not word:
                continue
            for m in _QUOTED.finditer(p.low, a, b):
                before = p.low[a : m.start()]
                if m.start() < word.start() or re.search(
                    r"(?:chủ đề|khẩu hiệu|danh hiệu|cuộc vận động|phương châm|chương trình)\s*$", before
                ):
                    continue
                x, y = trimmed(p, m.start("name"), m.end("name"))
                yield value(doc, "movement", p, x, y, SURE)


def _plain_sentences(p: Paragraph) -> Iterator[tuple[int, int]]:
    """Sentences that semicolons do not part."""
    begin: int | None = None
    for a, b in p.sentences():
        begin = a if begin is None else begin
        if p.text[b - 1] != ";":
            yield begin, b
            begin = None
    if begin is not None:
        yield begin, len(p.text)


def read_subjects(doc: Document) -> Iterator[Value]:
    """`grassroots.honour`, `category`, `request`: who is to be praised below, who is chosen, and what is asked for them."""
    for p in doc.paragraphs:
        m = _HONOUR.match(p.low)
        if m and "cơ sở" in doc.above(p):
            for x, y in pieces(p, m.end(), len(p.low), r";\s*"):
                yield value(doc, "grassroots.honour", p, x, y, LIKELY)
        asked = _REQUEST.search(p.low)
        if asked:
            yield value(doc, "request", p, asked.start("a"), asked.end("a"), SURE)
            yield value(doc, "request", p, asked.start("b"), asked.end("b"), SURE)
        m = _CHOOSE.match(p.low)
        if m and ";" in p.low[: (_CHOOSE_END.search(p.low, m.end()) or m).end() + 1]:
            stop = _CHOOSE_END.search(p.low, m.end())
            for x, y in pieces(p, m.end(), stop.start() if stop else len(p.low), r";\s*"):
                yield from (value(doc, "category", p, u, v, LIKELY) for u, v in _categories(p, x, y))


def _categories(p: Paragraph, a: int, b: int) -> list[tuple[int, int]]:
    """Categories parted by commas; the first comma of "các tập thể, cá nhân điển hình" and those inside "đại diện cho …" part nothing."""
    inside = p.low.find("đại diện cho", a, b)
    cut = inside if inside >= 0 else b
    found = groups_of_people(p, a, cut) if cut > a and p.low[a:cut].strip(" ,") else []
    split: list[tuple[int, int]] = []
    for x, y in found:
        split += pieces(p, x, y, r",\s*(?=(?:chiến sĩ|lao động sáng tạo|cán bộ công đoàn|anh hùng)(?!\w))")
    return split + ([trimmed(p, inside, b)] if inside >= 0 else [])


_INLINE = re.compile(r"^(?:nội dung\s*[,;]?\s*)?chương trình(?:\s+(?:hội nghị|đại hội|buổi lễ|dự kiến|gồm))*\s*:\s*(?=\S)")


def read_agenda(doc: Document) -> Iterator[Value]:
    """`agenda`: the items in order, from the list or the timed table under "Chương trình"; the first complete one counts."""
    for p in doc.paragraphs:
        inline = _INLINE.match(p.low)
        said = pieces(p, inline.end(), len(p.low), r";\s*(?:và\s+)?") if inline else []
        if len(said) >= 3:
            for a, b in said:
                hour = _TIME.match(p.low[a:b])
                yield value(doc, "agenda", p, a, b, LIKELY, p.text[a + (hour.end() if hour else 0) : b])
            return
        if not (p.marker or p.row < 0) or not _AGENDA.match(p.low) or (p.upper and not p.marker and p.index < 12):
            continue
        items = _agenda_items(doc, p)
        if len(items) >= 3:
            for q, a, b in items:
                words = _TIME.match(q.low, a)
                yield value(doc, "agenda", q, a, b, SURE, q.text[(words.end() if words else a) : b])
            return


def _agenda_items(doc: Document, p: Paragraph) -> list[tuple[Paragraph, int, int]]:
    items: list[tuple[Paragraph, int, int]] = []
    rows: dict[int, list[Paragraph]] = {}
    for q in doc.below(p):
        if q.row >= 0:
            rows.setdefault(q.row, []).append(q)
            continue
        a, b = trimmed(q)
        items.append((q, a, b))
    items = [x for i, x in enumerate(items) if not (i + 1 < len(items) and items[i + 1][0].rank > x[0].rank)]
    if any(_NO_ITEM.match(q.low) for q, _, _ in items):
        return []
    if len(rows) < 3:
        return items
    for cells in rows.values():
        words = [c for c in cells if not re.fullmatch(r"\d{1,2}\.?", c.low)]
        if len(words) > 0 and not all(_TABLE_HEAD.match(c.low) for c in words):
            timed = words[0] if len(words) > 1 and _TIME.match(words[0].low + " ") else None
            text = words[1] if timed else words[0]
            line = merge([timed, text]) if timed else text
            a, b = trimmed(line)
            items.append((line, a, b))
    return items
