"""The documents that the plan rests on: number, date, body, each only as far as it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.heading import kind_line
from vinhdanh.engines.plan.words import BODY, LIKELY, SURE, dates, trimmed, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.plan.types import JsonValue, Value
    from vinhdanh.engines.plan.view import Document, Paragraph

_KIND = (
    r"(?:kế hoạch(?: liên tịch)?|luật|nghị định|quyết định|công văn|hướng dẫn(?: liên tịch)?|chỉ thị|nghị quyết|thông tư(?: liên tịch)?|thông báo|"
    r"chương trình(?: hành động| công tác| phối hợp)?|quy chế|quy định|điều lệ|kết luận|đề án|thông tri|pháp lệnh|bộ luật|công điện|tờ trình)"
)
_NUMBER = r"\d{1,5}[A-Za-z]?(?:\s?[-–/]\s?\d{4})?(?:\s?[-–/]\s?|\s+)[A-ZĐÂĂÊÔƠƯ](?!áng|gày|ăm|ủa)[\wĐđ]*(?:\s?[-–/.]\s?[A-ZĐÂĂÊÔƠƯ][\wĐđ]*)*"
_CITED = re.compile(
    rf"(?P<kind>{_KIND})(?!\w)(?P<named>(?:\s+(?!(?:số|ngày|của|về|v/v)(?!\w)|\d{{1,4}}\s*[-/]|ban hành|quy định|hướng dẫn)[^\s;.]+){{0,14}})\s*,?\s*"
    rf"(?:(?P<so>số\s*:?\s*|(?=\d{{1,4}}\s*[-/]))(?P<number>(?i:{_NUMBER}))?(?P<blank>[\s.…_]*/[\wđĐ/-]+|\s*[.…_]+\s*[-–]\s?[\wđĐ]+/[\wđĐ/-]+)?)?",
)
_CASED_NUMBER = re.compile(_NUMBER)
_LEAD = re.compile(
    r"(?:-\s*)?(?:căn cứ(?:\s+vào)?|thực hiện|theo|thi hành|triển khai(?:\s+thực hiện)?|xét)(?!\w)\s*(?:các\s+|tinh thần\s+|nội dung\s+)?"
)
_BODY_END = re.compile(
    r"\s+(?:về|v/v|ban hành|quy định|hướng dẫn|triển khai|sửa đổi|phê duyệt|tổ chức|thực hiện|phát động|\(v/v)(?!\w)|[;,.(\"]|\s-\s"
    rf"|\s+và\s+(?={_KIND}\s)",
)
_SUBJECT = re.compile(r"\s*(?:,\s*)?(?:\(|\")?(?:về việc|v/v|về|ban hành|quy định(?: chi tiết)?|hướng dẫn|sửa đổi)(?!\w)\s*")
_NEXT = re.compile(rf"(?:\s+và|,)\s+(?={_KIND}\s+(?:số|của)\s)")
_ITS_BODY = re.compile(rf"\scủa\s+(?P<body>(?:{BODY}|phòng|sở|trường)(?!\w)[^,;.()\"]*)$")
"""At the end of the subject: the body whose paper it is, where it is not named before."""


def _zone(doc: Document) -> list[tuple[Paragraph, int, int]]:
    """Clauses of the preamble: what "căn cứ …", "thực hiện …" introduce before the first heading, parted at semicolons."""
    clauses: list[tuple[Paragraph, int, int]] = []
    begin = kind_line(doc)
    following = False
    for p in doc.paragraphs[(begin if begin is not None else -1) + 1 :]:
        if p.marker in {"part", "roman", "number", "letter", "single"}:
            break
        if not following and not _LEAD.match(p.low):
            continue
        for a, b in p.sentences():
            if _LEAD.match(p.low, a) or (following and re.match(_KIND, p.low[a:b])):
                clauses.append((p, a, b))
                following = p.text[b - 1] == ";"
            else:
                following = False
    return clauses


def read_basis(doc: Document) -> Iterator[Value]:
    """`basis` {number, date, body} with null for what is not written, and `basis.subject` {number, subject}."""
    for p, a, b in _zone(doc):
        lead = _LEAD.match(p.low, a)
        begin = lead.end() if lead else a
        cuts = list(_NEXT.finditer(p.low, begin, b))
        starts, ends = [begin, *(m.end() for m in cuts)], [*(m.start() for m in cuts), b]
        for x, y in zip(starts, ends, strict=True):
            yield from _cited(doc, p, x, y)


def _cited(doc: Document, p: Paragraph, a: int, b: int) -> Iterator[Value]:
    m = _CITED.match(p.low, a, b)
    if not m:
        return
    number, end = None, m.end()
    if m["so"] is not None:
        cased = _CASED_NUMBER.match(p.text, m.end("so"), b)
        number = cased[0] if cased else None
        end = cased.end() if cased else m.end()
    day, end = _day(p, end, b)
    body, end = _body(p, end, b)
    if not (m["so"] is not None or day or body):
        if m["kind"] not in {"luật", "bộ luật", "điều lệ", "pháp lệnh", "nghị quyết", "quy chế"}:
            return
        end = m.end("named")
    subject = _SUBJECT.match(p.low, end, b)
    about_to = _clause_end(p, subject.end(), b) if subject else end
    last = end
    if subject and body is None:
        u, v = trimmed(p, end, about_to)
        its = _ITS_BODY.search(p.low, u, v)
        if its:
            body, about_to, last = p.text[its.start("body") : v], its.start(), v
    x, y = trimmed(p, a, last)
    given: JsonValue = {"number": number, "date": day, "body": body}
    yield value(doc, "basis", p, x, y, SURE if number and day else LIKELY, given)
    if subject:
        x, y = trimmed(p, end, about_to)
        about: JsonValue = {"number": number, "subject": p.text[x:y]}
        yield value(doc, "basis.subject", p, x, y, LIKELY, about)


def _clause_end(p: Paragraph, a: int, b: int) -> int:
    """Where the subject ends: before ", Ban Thường vụ … xây dựng kế hoạch"."""
    m = re.search(
        r",\s+(?:nay\s+)?(?:ban thường vụ|ban chấp hành|btv|bch|liên đoàn|lđlđ|công đoàn|cđcs)\s[^;]*(?:kế hoạch|hướng dẫn|như sau)",
        p.low[a:b],
    )
    return a + m.start() if m else b


def _day(p: Paragraph, a: int, b: int) -> tuple[str | None, int]:
    """The date that follows the number directly, and the end of what was read; blanks ("ngày … tháng …") give no date."""
    for d in dates(p, a, b):
        if re.fullmatch(r"[\s,(]*(?:ký\s+|ban hành\s+)?", p.text[a : d.a]):
            return (d.iso if len(d.iso) == 10 else None), d.b
        break
    m = re.compile(
        r"[\s,]*ngày[\s.…_/]*(?:\d{1,2}\s*/\s*\d{4}|\d{4}(?!\d))?(?:tháng[\s.…_/\d]*)?(?:năm[\s.…_]*(?:\d{4})?)?"
    ).match(p.low, a, b)
    return None, m.end() if m else a


def _body(p: Paragraph, a: int, b: int) -> tuple[str | None, int]:
    m = re.compile(r"[\s,)]*của\s+").match(p.low, a, b)
    if not m:
        return None, a
    stop = _BODY_END.search(p.low, m.end(), b)
    x, y = trimmed(p, m.end(), stop.start() if stop else b)
    return (p.text[x:y] or None) if x < y else None, max(y, a)
