"""The head and the foot of the paper: kind, number, date, official name, ordinal, year, who plans, who signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.view import PAPER_KINDS, Document, Paragraph, merge
from vinhdanh.engines.plan.words import LIKELY, SURE, UNION_BODY, UNSURE, dates, trimmed, value
from vinhdanh.engines.vietnamese import parse_roman

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vinhdanh.engines.plan.types import JsonValue, Value

_EVENT = r"(?:hội nghị|đại hội|lễ|buổi lễ|gặp mặt|ngày hội|liên hoan|hội thi|chương trình|tọa đàm)(?!\w)"
_NAME_STOP = re.compile(r"[,;]?\s+(?:tiến tới|hướng tới|chào mừng|nhân dịp|để chào mừng|nhằm)(?!\w)")
_KIND_STOP = re.compile(
    r"\s*(?:,|\(|-)|\s+(?:trong|nông trường|huyện|tỉnh|thành phố|tp|quận|thị xã|xã|phường|ngành|toàn|các cấp|cấp|lần|năm|giai đoạn|cụm|khối|công đoàn|"
    r"lđlđ|liên đoàn|trường|của|tại|cán bộ|cnvclđ|(?<!ngày hội )công nhân|đoàn viên|(?<!tổng kết )phong trào)(?!\w)",
)
_AUDIENCE = re.compile(
    r"\strong\s+(?P<w>(?:cán bộ|công nhân|công chức|viên chức|đoàn viên|cnvclđ|cnlđ|nữ |người lao động).*?)(?=,?\s+lần (?:thứ|\w)|,?\s+năm\s*\d|,?\s+giai đoạn|$)"
)
_ORDINAL = re.compile(
    r"lần\s*(?:thứ\s*)?(?:(?P<roman>[IVXLC]+)|(?P<number>\d{1,2})|(?P<word>nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))(?!\w)"
)
_WORDS = {w: n for n, w in enumerate(("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"), 1)}
_YEAR = re.compile(r"(?<!\w)năm\s*((?:19|20)\d{2})(?!\s*[-–/]\s*\d|\d)")
_BODY_START = re.compile(
    r"(?:căn cứ|thực hiện|thi hành|theo |nhằm|để |tiếp tục|kính gửi|ban thường vụ|ban chấp hành|được sự|triển khai|phát huy|i\.|1\.|a\.)"
)
_VERB = (
    r"(?:xây dựng|ban hành|lập|đề ra|triển khai|có)\s+(?:và\s+\w+\s+\w+\s+)?(?:bản\s+)?kế hoạch|(?:tổ chức|hướng dẫn|thông báo)"
)
_YOUTH = r"(?:tỉnh|thành|quận|huyện|thị|xã|phường)\s?đoàn"
_HOST = re.compile(
    rf"(?:(?P<standing>ban thường vụ|ban chấp hành|btv|bch|đoàn chủ tịch|thường trực)\s+)?"
    rf"(?P<body>(?:{UNION_BODY}|{_YOUTH}|đoàn|hội|liên đội)(?!\w)(?:(?!\s(?:về|ngày|số)\s|,\s*(?:ban |bch|btv|liên đoàn|lđlđ|công đoàn|cđcs))[^.;:]){{0,150}}?)\s*,?\s+(?:{_VERB})(?!\w)",
)
_PLACE_ALONE = re.compile(r"(?:huyện|tỉnh|thành phố|tp|quận|thị xã|thị trấn|xã|phường)(?!\w|\s?(?:đoàn|đội|ủy)(?!\w))")
"""What is left of "BCH HUYỆN …": a place, and not the name of the body."""
_STATE = ("cộng hòa xã hội chủ nghĩa việt nam", "độc lập", "đảng cộng sản việt nam")
_STANDING = re.compile(r"(?:ban thường vụ|ban chấp hành|btv|bch)\s+(?=\S)")
_OPENS = re.compile(
    rf"(?:{UNION_BODY}|{_YOUTH}|tập đoàn|tổng công ty|đoàn|liên đội|hội|bch|btv|ủy ban|ubnd|ban chấp hành|ban thường vụ|đảng|huyện ủy|sở|phòng|trường)(?!\w)"
)
_JOINT = re.compile(r"công đoàn\s*(?:-|và|,)\s*(?:đoàn|hội|chuyên môn|nhà trường)")
"""Two bodies plan together: which of them is the host is a question for a person."""
_STAND_ALONE = re.compile(r"ban chấp hành|ban thường vụ|bch|btv|đoàn chủ tịch")
_MOTTO = re.compile(r"(?:đoàn (?:tncs|thanh niên cộng sản)|đội (?:tntp|thiếu niên tiền phong)) hồ chí minh")
_BARE = re.compile(r"(?:công đoàn|công đoàn cơ sở|cđcs|ban chấp hành(?: công đoàn(?: cơ sở)?)?|ban thường vụ)$")
_NUMBER = re.compile(r"^số\s*:?\s*(?P<number>\d+\s*[a-z]?\s*[-–/]?\s*[a-zđ][\wđ]*(?:\s?[-/]\s?[a-zđ][\wđ]*)*)\s*$")
_PLACE_DATE = re.compile(r"^(?P<place>[^,\d]{2,40}),\s*ngày")
_RIGHT = re.compile(
    r"(?:tm\.|t/m|kt\.|tl\.|tuq\.|q\.|chủ tịch|phó chủ tịch|bí thư|tổng phụ trách|liên đội trưởng|trưởng ban|hiệu trưởng|giám đốc)(?!\w)|tm\.|kt\."
)
_PERSON = re.compile(r"(?:[^\W\d_]['’]?[^\W\d_]*\s+){1,5}[^\W\d_]['’]?[^\W\d_]*$")


def kind_line(doc: Document) -> int | None:
    """Index of the paragraph that names the kind of paper ("KẾ HOẠCH"), None when there is none."""
    for p in doc.paragraphs[:40]:
        if p.low in PAPER_KINDS or (p.upper and any(p.low.startswith(k + " ") for k in PAPER_KINDS)):
            return p.index
    return None


def _title(doc: Document) -> Paragraph | None:
    """The lines of the subject under the kind of paper, as one paragraph."""
    at = kind_line(doc)
    if at is None:
        return None
    lines: list[Paragraph] = []
    if doc.paragraphs[at].low not in PAPER_KINDS:
        lines.append(doc.paragraphs[at])
    for p in doc.paragraphs[at + 1 : at + 6]:
        if p.marker or p.text.startswith("(") or _BODY_START.match(p.low) or len(p.text) > 400 or (lines and p.text[-1] in ".;:"):
            break
        lines.append(p)
    return merge(lines) if lines else None


def read_title(doc: Document) -> Iterator[Value]:
    """`paper.kind`, `name`, `kind`, `audience`, `ordinal`, `year`. Ordinal and year come from the name alone: other congresses have their own."""
    at = kind_line(doc)
    if at is not None:
        p = doc.paragraphs[at]
        word = next(k for k in PAPER_KINDS if p.low.startswith(k))
        yield value(doc, "paper.kind", p, 0, len(word), SURE, PAPER_KINDS[word])
    title = _title(doc)
    if title is None:
        return
    p = title
    m = re.search(_EVENT, p.low)
    a = m.start() if m else 0
    if not m:
        verb = re.match(r"(?:kế hoạch\s+)?(?:v/v\s+|về việc\s+|về\s+)?(?:tổ chức\s+|triển khai\s+)?", p.low)
        a = verb.end() if verb else 0
    stop = _NAME_STOP.search(p.low, a)
    a, b = trimmed(p, a, stop.start() if stop else len(p.text))
    if a >= b:
        return
    confidence = SURE if m and m.start() < 40 else UNSURE + 0.15
    named = _mixed_case(doc, p, a, b) if p.upper else None
    q, a, b = named or (p, a, b)
    yield value(doc, "name", q, a, b, confidence if named or not p.upper else LIKELY)
    if m:
        # What stands in quotation marks is one name.
        stop = next((s for s in _KIND_STOP.finditer(q.low, a, b) if q.low.count('"', a, s.start()) % 2 == 0), None)
        yield value(doc, "kind", q, a, stop.start() if stop else b, LIKELY)
    audience = _AUDIENCE.search(q.low, a, b)
    if audience:
        yield value(doc, "audience", q, audience.start("w"), audience.end("w"), LIKELY)
    yield from _ordinal_and_year(doc, q, a, b)


def _mixed_case(doc: Document, p: Paragraph, a: int, b: int) -> tuple[Paragraph, int, int] | None:
    """The first place in the body that says the same words not in capitals."""
    wanted = p.low[a:b]
    for q in doc.paragraphs:
        at = q.low.find(wanted)
        if at >= 0 and not q.text[at : at + len(wanted)].isupper():
            return q, at, at + len(wanted)
    return None


def _ordinal_and_year(doc: Document, p: Paragraph, a: int, b: int) -> Iterator[Value]:
    found = list(_ORDINAL.finditer(p.text.replace("Lần", "lần").replace("LẦN THỨ", "lần thứ").replace("LẦN", "lần"), a, b))
    years = list(_YEAR.finditer(p.low, a, b))
    for m in found[:1]:
        number = parse_roman(m["roman"]) if m["roman"] else int(m["number"]) if m["number"] else _WORDS[m["word"]]
        if number:
            note = "" if len(found) == 1 else "Tên gọi nêu nhiều lần thứ khác nhau."
            yield value(doc, "ordinal", p, m.start(), m.end(), UNSURE if note else SURE, number, note)
    for y in years[-1:]:
        note = "" if len({m[1] for m in years}) == 1 else "Tên gọi nêu nhiều năm khác nhau."
        yield value(doc, "year", p, y.start(), y.end(), UNSURE if note else SURE, int(y[1]), note)


def _head_bodies(doc: Document, at: int) -> list[Paragraph]:
    """The bodies named in capitals in the head, one paragraph each, the issuing one last."""
    bodies: list[list[Paragraph]] = []
    motto: list[Paragraph] = []
    for p in doc.paragraphs[:at]:
        if p.upper and _JOINT.match(p.low):
            return []
        if not p.upper or p.low.startswith(_STATE) or re.match(r"số\s*:|\*", p.low):
            continue
        if _MOTTO.fullmatch(p.low):
            motto.append(p)
        elif bodies and (not _OPENS.match(p.low) or _BARE.match(bodies[-1][-1].low)):
            bodies[-1].append(p)
        elif _OPENS.match(p.low):
            bodies.append([p])
    if len(bodies) > 1 and _STAND_ALONE.fullmatch(bodies[-1][-1].low) and len(bodies[-1]) == 1:
        bodies.pop()
    # Youth papers name their organisation where others have the state's name; it is the parent only when no other body is.
    return [*(motto[:1] if len(bodies) == 1 else ()), *(merge(b) for b in bodies)]


def read_host(doc: Document) -> Iterator[Value]:
    """`host`, `host.standing`, `parent`, `host.abbreviation`: from the sentence that says who plans, and from the head."""
    at = kind_line(doc) or 0
    bodies = _head_bodies(doc, at)
    stated = _stated_host(doc, at)
    host: Value | None = None
    if stated:
        p, m = stated
        a, b = trimmed(p, m.start("body"), m.end("body"))
        if not bodies or _agrees(p.low[a:b], bodies[-1].low):
            full = bodies[-1] if bodies and len(bodies[-1].text) > b - a + 3 else None
            host = _from_head(doc, full) if full else value(doc, "host", p, a, b, SURE)
        else:
            host = _from_head(doc, bodies[-1])
        if m["standing"]:
            yield value(doc, "host.standing", p, m.start("standing"), m.end("standing"), SURE)
    elif bodies:
        host = _from_head(doc, bodies[-1])
    if host:
        yield host
    if len(bodies) > 1:
        found = _mixed_case(doc, bodies[-2], 0, len(bodies[-2].text))
        q, a, b = found or (bodies[-2], 0, len(bodies[-2].text))
        yield value(doc, "parent", q, a, b, SURE if found else LIKELY)
    yield from _abbreviation(doc)


def _from_head(doc: Document, body: Paragraph) -> Value:
    """The host as the head names it, without its standing body, in the spelling of the text when the text names it, too."""
    prefix = _STANDING.match(body.low)
    a = prefix.end() if prefix else 0
    if prefix and _PLACE_ALONE.match(body.low, a):
        note = "Phần đầu văn bản chỉ nêu địa danh; đề nghị ghi đủ tên cơ quan."
        return value(doc, "host", body, 0, len(body.text), UNSURE, None, note)
    found = _mixed_case(doc, body, a, len(body.text))
    q, a, b = found or (body, a, len(body.text))
    return value(doc, "host", q, a, b, SURE if found else LIKELY)


def _agrees(stated: str, head: str) -> bool:
    """Whether the short name in the sentence can mean the body of the head: their words stand in it in order."""
    words = iter(_spelled_out(head))
    return all(w in words for w in _spelled_out(stated))


_SHORT = {"lđlđ": "liên đoàn lao động", "cđcs": "công đoàn cơ sở", "th": "tiểu học", "thcs": "trung học cơ sở", "mn": "mầm non"}


def _spelled_out(name: str) -> list[str]:
    return [word for short in name.split() for word in _SHORT.get(short, short).split()]


def _stated_host(doc: Document, at: int) -> tuple[Paragraph, re.Match[str]] | None:
    for p in doc.paragraphs[at : at + 25]:
        if p.marker in {"part", "roman"}:
            return None
        for a, b in p.sentences():
            for m in _HOST.finditer(p.low, a, b):
                # "Kế hoạch … của Liên đoàn Lao động tỉnh về việc tổ chức" names a paper above, not who plans now.
                alone = not re.search(r"(?:của|về|do)\s+$", p.low[: m.start()]) and not re.search(
                    r"\s(?:về|ngày|số)\s", m["body"]
                )
                if (
                    alone
                    and "phối hợp" not in m["body"]
                    and (m["standing"] or re.match(rf"{UNION_BODY}|liên đội", m["body"]))
                    and (m["standing"] or m.start() - a < 5 or re.search(r"[,;:]\s*$", p.low[: m.start()]))
                ):
                    return p, m
    return None


def _abbreviation(doc: Document) -> Iterator[Value]:
    for p in doc.paragraphs:
        m = re.search(r"(?:gọi|viết)\s+tắt\s+là:?\s*\"?([^\")(;,.]{2,40})\"?", p.low)
        if m and re.search(UNION_BODY, p.low[max(0, m.start() - 80) : m.end()]):
            a, b = trimmed(p, m.start(1), m.end(1))
            yield value(doc, "host.abbreviation", p, a, b, LIKELY)
            return


def read_number_and_date(doc: Document) -> Iterator[Value]:
    """`number`, `date`, `place`: from the head alone; blanks to be filled in by hand stay missing."""
    at = kind_line(doc)
    for p in doc.paragraphs[: at if at is not None else 0]:
        m = _NUMBER.match(p.low)
        if m:
            yield value(doc, "number", p, m.start("number"), m.end("number"), SURE)
        placed = _PLACE_DATE.match(p.low)
        if not placed:
            continue
        yield value(doc, "place", p, placed.start("place"), placed.end("place"), SURE)
        for d in dates(p):
            if d.iso and not d.day_month and len(d.iso) == 10:
                yield value(doc, "date", p, d.a, d.b, d.confidence, {"date": d.iso, "sense": "on"}, d.note)


def recipients_at(doc: Document) -> int | None:
    """Index of the paragraph "Nơi nhận:", None when there is none."""
    return next((p.index for p in reversed(doc.paragraphs) if re.match(r"nơi\s*nhận\s*:?", p.low)), None)


def read_signer(doc: Document) -> Iterator[Value]:
    """`signer`: the lines of the right to sign, in capitals near the end, and the name below them."""
    begin = recipients_at(doc)
    last = doc.paragraphs[max(0, begin - 6 if begin is not None else len(doc.paragraphs) - 12) :]
    if any(len(re.findall(r"(?<!\w)t[./]?m\.?\s", p.low)) > 1 for p in last if p.upper) or _beside(last):
        return  # two bodies sign beside each other
    posts: list[Paragraph] = []
    for i, p in enumerate(last):
        if p.upper and not p.marker and (_RIGHT.match(p.low) or posts):
            posts.append(p)
        elif p.index == begin:
            continue
        elif posts and not p.marker:
            yield _signer(doc, posts, last[i:])
            return
    if posts:
        yield _signer(doc, posts, ())


def _beside(last: Sequence[Paragraph]) -> bool:
    """Whether two rights to sign stand on one line."""
    rows = [p.row for p in last if p.row >= 0 and p.upper and p.low.startswith(("tm.", "t/m"))]
    return len(set(rows)) < len(rows)


def _signer(doc: Document, posts: list[Paragraph], rest: Sequence[Paragraph]) -> Value:
    name = next((p for p in rest if not p.marker and _is_name(p)), None)
    whole = merge([*posts, name] if name else posts)
    lines: list[JsonValue] = [p.text for p in posts]
    given: JsonValue = {"posts": lines, "name": name.text if name else ""}
    return value(doc, "signer", whole, 0, len(whole.text), SURE if name else LIKELY, given)


def _is_name(p: Paragraph) -> bool:
    return bool(_PERSON.match(p.text)) and all(w[0].isupper() for w in p.text.split()) and not p.upper
