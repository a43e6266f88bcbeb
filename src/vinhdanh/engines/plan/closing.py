"""Who does what: the dossier's items, who answers for a list, where the plan is made known, who receives it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.heading import recipients_at
from vinhdanh.engines.plan.words import LIKELY, SURE, dates, pieces, same_body, trimmed, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vinhdanh.engines.plan.types import Value
    from vinhdanh.engines.plan.view import Document, Paragraph

_ITEMS = re.compile(
    r"(?:thành phần\s+)?hồ sơ(?P<what>[^.:;]{0,200}?)\s*(?:gửi\s+[^.:;]{0,40}\s*)?(?:bao gồm|gồm)(?:\s+có)?\s*:?\s*"
)
_BELOW = re.compile(r"đề nghị|khen thưởng|của (?:các )?(?:đơn vị|cơ sở|cđcs|cá nhân|tập thể)")
_FORM = re.compile(
    r"(?:theo\s+)?(?P<w>(?:biểu\s+)?mẫu(?:\s+(?:số\s*)?\d+[a-z]?|\s+danh sách)?(?:\s*\(?(?:đính kèm|kèm theo|gửi kèm)(?:\s+(?:kế hoạch|công văn|văn bản)(?:\s+này)?)?\)?)?)(?=[\s.,;)]|$)"
)
_RESPONSIBLE = re.compile(r"thì\s+(?P<who>[^.;]{3,80}?)\s+(?:phải\s+|hoàn toàn\s+)*chịu trách nhiệm")
_CHANNELS = re.compile(
    r"(?:trên|thông qua)\s+(?P<w>(?:các\s+)?(?:phương tiện|website|trang|báo|đài|hệ thống|cổng|fanpage|mạng xã hội)[^.;]*)"
)
_TOPICS = re.compile(r"tuyên truyền\s+về\s+(?P<w>[^.;]*)")
_TOPIC_CUT = r",\s*(?:và\s+)?(?:cũng như\s+|tiến tới\s+)?(?=(?:đại hội|hội nghị|các |kết quả|những ))|\s+và\s+(?=(?:đại hội|hội nghị|các |những |kết quả))"
_TOPIC_END = re.compile(
    r"\s+trên (?:các phương|website|trang|báo|hệ thống|cổng)|,\s+(?:tạo|nhằm|góp phần|để)\s|\s+(?:ở từng|đến với|tới toàn)\s"
)
_UPWARD = re.compile(r"(?:(?:về|lên|cho)\s+)?(?P<body>(?:lđlđ|liên đoàn lao động)\s+(?:tỉnh|thành phố)|tổng liên đoàn)")
_SAVED = re.compile(r"lưu\s*[:.]?\s*")
_SIGNING = re.compile(r"(?:tm\.|t/m|kt\.|tl\.|tuq\.)")


def read_dossier_items(doc: Document, host: str = "") -> Iterator[Value]:
    """`dossier.item` and `nominations.item`: the list after "hồ sơ gồm", for whichever deadline was named last before it.

    Args:
        doc: The document.
        host: Name of the host as read, "" when unknown: what is sent to it are nominations.
    """
    key = ""
    for p in doc.paragraphs:
        key = _sent(p, host) or key
        m = _ITEMS.search(p.low)
        if not m:
            continue
        own = (
            "nominations.item"
            if _BELOW.search(m["what"]) and not re.search(r"sau hội nghị|về (?:tỉnh|lđlđ tỉnh)", m["what"])
            else ""
        )
        if not (own or key):
            # The day may be told in the next item of the list.
            key = next((k for q in doc.paragraphs[p.index + 1 : p.index + 4] if q.path == p.path and (k := _sent(q, host))), "")
        if not (own or key):
            continue
        rest = p.low[m.end() :].strip(" .")
        if rest:
            for x, y in pieces(
                p,
                m.end(),
                len(p.low),
                r";\s*(?:và\s+)?|\.\s+|,\s+(?=(?:báo cáo|danh sách|biên bản|tờ trình|bản |ảnh|hình |quyết định|tóm tắt|file|tệp|phiếu|sơ yếu|minh chứng)\W?)|(?<=\s)\+\s",
            ):
                yield value(doc, own or key, p, x, y, LIKELY)
        else:
            for q in _list_after(doc, p):
                x, y = trimmed(q)
                yield value(doc, own or key, q, x, y, SURE)


def _sent(p: Paragraph, host: str) -> str:
    """For which of both lists of items a paragraph names the day of sending, the last one counting; "" for none."""
    key = ""
    for a, b in p.sentences():
        if re.search(r"gửi|nộp", p.low[a:b]) and any(d.sense in {"before", "by"} for d in dates(p, a, b)):
            after = re.search(r"sau (?:khi )?(?:kết thúc|hội nghị|đại hội|tổ chức)|kết thúc", p.low[a:b])
            up = _UPWARD.search(p.low, a, b)
            if up and host and same_body(up["body"], host):
                up = None
            key = "dossier.item" if after or (up and "hồ sơ" in p.low[a:b]) else "nominations.item"
    return key


def _list_after(doc: Document, p: Paragraph) -> Sequence[Paragraph]:
    """The items that follow a paragraph ending in a colon."""
    first = next(iter(doc.paragraphs[p.index + 1 : p.index + 2]), None)
    if first is None or not first.marker:
        return ()
    found = []
    for q in doc.paragraphs[p.index + 1 :]:
        if q.marker != first.marker or q.rank != first.rank:
            break
        found.append(q)
    return found


def read_duties(doc: Document) -> Iterator[Value]:
    """`form`, `responsible`, `consequence`: how lists are to be written and who answers when none comes."""
    for p in doc.paragraphs:
        for a, b in p.sentences():
            form = _FORM.search(p.low, a, b)
            if form and re.search(r"danh sách|hồ sơ|đăng ký|đề nghị", p.low[a:b]):
                x, y = trimmed(p, form.start("w"), form.end("w"))
                yield value(doc, "form", p, x, y, LIKELY)
            who = _RESPONSIBLE.search(p.low, a, b)
            if who and re.search(r"không thực hiện|không gửi|chậm|không có danh sách|quyền lợi", p.low[a : who.start()]):
                x, y = trimmed(p, a, b)
                yield value(doc, "consequence", p, x, y, SURE)
                yield value(doc, "responsible", p, who.start("who"), who.end("who"), SURE)


def read_publicity(doc: Document) -> Iterator[Value]:
    """`publicity.topic` and `publicity.channel`, each: what is made known and where."""
    for p in doc.paragraphs:
        if "tuyên truyền" not in p.low:
            continue
        topics = _TOPICS.search(p.low)
        if topics and re.search(r"hội nghị|đại hội|điển hình|gương", topics["w"]):
            stop = _TOPIC_END.search(p.low, topics.start("w"))
            end = min(stop.start(), topics.end("w")) if stop else topics.end("w")
            for x, y in pieces(p, topics.start("w"), end, _TOPIC_CUT):
                yield value(doc, "publicity.topic", p, x, y, LIKELY)
        channels = _CHANNELS.search(p.low, p.low.index("tuyên truyền"))
        if channels:
            for x, y in pieces(p, channels.start("w"), channels.end("w"), r",\s*(?:và\s+)?|\s+và\s+(?!truyền thông)"):
                yield value(doc, "publicity.channel", p, x, y, LIKELY)


def read_recipients(doc: Document) -> Iterator[Value]:
    """`recipient`: each receiver under "Nơi nhận", the archive copy last."""
    at = recipients_at(doc)
    if at is None:
        return
    first = doc.paragraphs[at]
    colon = first.low.find(":")
    if 0 <= colon < len(first.low.rstrip()) - 1:
        yield from _receivers(doc, first, colon + 1)
    for p in doc.paragraphs[at + 1 :]:
        if p.upper and (_SIGNING.match(p.low) or not p.marker):
            # The right-hand side: the signer stands beside the receivers.
            if any(q.marker == "bullet" for q in doc.paragraphs[p.index + 1 : p.index + 8]):
                continue
            return
        saved = _SAVED.match(p.low)
        if not p.marker and not saved and not p.low.startswith(("như trên", "như kính gửi")):
            continue
        yield from _receivers(doc, p, 0)
        if saved:
            return


def _receivers(doc: Document, p: Paragraph, a: int) -> Iterator[Value]:
    begin = len(p.low)
    m = re.search(r"(?:^|[;,.\s+-])(?=lưu\s*[:.])", p.low[a:])
    if m:
        begin = a + m.end()
    for x, y in pieces(p, a, begin, r";\s*"):
        yield value(doc, "recipient", p, x, y, SURE)
    if m:
        x, y = trimmed(p, begin)
        yield value(doc, "recipient", p, x, y, SURE)
