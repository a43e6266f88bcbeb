"""Who comes: cap, shares, what must be kept in proportion, who goes first, guests, and who goes to the congress above."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.view import fold
from vinhdanh.engines.plan.words import BODY, LIKELY, SURE, pieces, trimmed, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.plan.types import JsonValue, Value
    from vinhdanh.engines.plan.view import Document, Paragraph

_COUNT = r"(?P<n>\d{1,3}(?:\.\d{3})+|\d{1,5})\s*(?:\([^)\d]*\)\s*)?(?:đại biểu|người|đồng chí)(?!\w)(?!\s*(?:chính thức|điển hình|được|tiêu biểu|là điển hình))"
_CAP = re.compile(rf"(?:tối đa|không quá|không vượt quá|nhiều nhất)(?:\s*(?:là|không quá|khoảng))*\s*{_COUNT}")
_ABOUT = re.compile(
    rf"(?:số lượng(?:\s*(?:đại biểu|tham dự|dự|triệu tập|người|thành phần|khách mời|hội nghị|đại hội))*|thành phần(?:\s+(?:tham dự|đại biểu))?\s*:|đại biểu (?:tham )?dự(?:\s+(?:hội nghị|đại hội|buổi lễ|lễ))?\s*:|^đại biểu\s*:(?=\s*khoảng)|tổng cộng|tổng số(?:\s+(?:đại biểu|người)(?:\s+\w+){{0,3}})?)"
    rf"\s*(?::|là|gồm)?\s*(?:tổng số\s*|dự kiến\s*|khoảng\s*|có\s*)*{_COUNT}",
)
_PART = re.compile(
    r"(?:mỗi|từng|cử|mỗi đơn vị|ủy viên|ban tổ chức|ban chấp hành|nhân sự|thành viên|đội viên|học sinh|riêng|công ty|doanh nghiệp|chi đoàn|chuyền)(?!\w)"
)
_SUCH_UNITS = re.compile(r"(?:đơn vị|nơi|cơ sở|công đoàn|cđcs|công ty)\s+(?:có|trên|dưới|từ)\s+(?:trên|dưới|từ)?\s*\d")
"""Units by their size: what follows is a rule for each of them."""
_SHARE = r"(?:(?!\svà\s|không quá|tối đa|ít nhất|tối thiểu|dưới|không vượt)[^,;.%\d]){0,40}?(?P<n>\d{1,3}(?:[.,]\d+)?)\s*%"
_SHARES = {
    "share.exemplars": (
        rf"(?:điển hình(?: tiên tiến)?|đhtt|gương người tốt|người được tuyên dương|đại biểu được tuyên dương){_SHARE}"
    ),
    "share.guests": rf"(?:khách mời|đại biểu mời){_SHARE}",
}
_REVERSED = {
    "share.exemplars": r"(?P<n>\d{1,3}(?:[.,]\d+)?)\s*%\s*(?:là\s+|đại biểu\s+|số đại biểu\s+)+(?:là\s+)?(?:các\s+)?(?:điển hình|đhtt)",
    "share.guests": r"(?P<n>\d{1,3}(?:[.,]\d+)?)\s*%\s*(?:là\s+|đại biểu\s+|số đại biểu\s+)*(?:là\s+)?khách mời",
}
_ABOUT_DELEGATES = re.compile(r"số lượng|thành phần|cơ cấu|đại biểu|khách mời")
_SOFT = re.compile(
    r"(?:đảm bảo|quan tâm|chú ý|chú trọng|bố trí)\s+(?:có\s+)?(?:cơ cấu,?\s+)?(?=tỷ lệ )|(?:trong đó|phấn đấu)\s*,?\s*(?:có\s+)?(?=(?:tỷ lệ|ít nhất|tối thiểu) [^.;%]{0,60}%)",
)
_SOFT_TAIL = re.compile(
    r"\s*(?:một cách\s+)?(?:phù hợp|hợp lý|hài hòa|cân đối|theo quy định|thích hợp|tương xứng)(?!\w).*$|\s*\(.*$|\s+để\s.*$"
)
_PRIORITY = re.compile(
    r"(?<!đối tượng )(?<!được )ưu tiên\s+(?:lựa chọn\s+|giới thiệu\s+|bình chọn\s+|cho\s+|các\s+|là\s+|xét chọn\s+)*"
)
_PEOPLE = re.compile(
    r"(?:các\s+|những\s+)?(?:cá nhân|tập thể|công nhân|công chức|viên chức|người lao động|người dân tộc|lao động|cán bộ|đoàn viên|nữ|nhà giáo|giáo viên|nhân viên|"
    r"đại biểu|điển hình|gương|cnlđ|nlđ|người)(?!\w)",
)
_BARE = re.compile(
    r"(?:các\s+|những\s+)?(?:cá nhân|tập thể|công nhân|công chức|viên chức|người lao động|lao động|cán bộ|đoàn viên|giáo viên|nhân viên)$"
)
_PRIORITY_END = re.compile(
    r"[,;]?\s+(?:và\s+)?(?:đảm bảo|quan tâm|chú ý|có thành tích|để |nhằm |tại |được lựa chọn)|,\s+(?:có|không) |[.(]|;(?!\s*(?:công nhân|công chức|viên chức|người lao động|đoàn viên|nữ )(?!\w))"
)
_WHO = re.compile(r"thành phần|khách mời|đại biểu mời")
_INVITED = re.compile(
    r"(?:lãnh đạo|đại diện|thường trực|mời|đồng chí|các đồng chí|tỉnh ủy|huyện ủy|thành ủy|đảng ủy|chi bộ|cấp ủy|ban giám hiệu|hđnd|ubnd)(?!\w)"
)
_TAKE_PART = re.compile(r"(?<!\w)(?:mỗi|toàn thể|toàn bộ)(?!\w)")
"""Words of those who belong to the conference, not of guests."""
_GUEST_LABEL = re.compile(
    r"^(?:(?:thành phần\s+)?(?:đại biểu\s+)?khách mời(?:\s*\([^)]*\))?|đại biểu mời|thành phần mời|mời dự|khách mời(?:\s+gồm)?|kính mời)(?:\s+(?:gồm|dự|tham dự)(?:\s+có)?)?\s*:?\s*(?:\d{1,4}\s*(?:đại biểu|người|đồng chí)\s*[,;.]?\s*(?:gồm|là)?(?:\s+có)?\s*:?\s*)?"
)
_GUEST_CUT = r"[;,]\s*(?!\s*\d)|\s+và\s+(?=(?:lãnh đạo|đại diện|các |đơn vị|cơ quan|đoàn thể|ban |doanh nghiệp|một số))"
_UNIT = r"(?:đại biểu|người|đồng chí|đ/c)"
_HEADS = re.compile(rf"(?:\s*:\s*\d{{1,4}}(?:\s*{_UNIT})?|\s*\(\s*\d{{1,4}}(?:\s*{_UNIT})?\s*\)|(?<!\()\s+\d{{1,4}}\s*{_UNIT})$")
"""How many of them: no part of their name."""
_OPEN_GUESTS = re.compile(
    r"\d{1,4}\s*(?:đại biểu|người|đồng chí|đ/c)|(?:số lượng|có danh sách|theo danh sách|do |tối đa|không quá|khoảng|tổng cộng|tổng số|kể cả|(?:bao )?gồm)"
)
_FIRM = re.compile(r"(?:các\s+)?(?:công ty|doanh nghiệp|nhà máy)(?!\w)")
_CONGRESS = re.compile(
    r"(?:tham dự|dự|tham gia|đi dự)\s+(?:tại\s+)?(?P<c>(?:đại hội|hội nghị)[^.;()]{0,200}?(?:lần thứ\s+[ivxlc\d]+(?:,?\s*năm\s*\d{4})?|(?:cấp trên|cấp tỉnh|toàn quốc|cấp huyện)(?!\s+lần)))(?=[\s.;,()]|$)",
)
_ALLOT = re.compile(
    rf"(?:số lượng\s*(?:đại biểu\s*)?)?do\s+(?P<by>{BODY}[^.;,()]{{0,80}}?)\s+(?:phân bổ|phân bố|quy định|thông báo)"
)
_SEATS = re.compile(
    r"(?:cử|bầu|chọn|lựa chọn|giới thiệu|đề cử|gồm|số lượng\s*:?)\s+(?:tối đa\s+|không quá\s+)?(?P<n>\d{1,3})\s*(?:\([^)\d]*\)\s*)?(?:đại biểu|cá nhân|đồng chí|điển hình)"
)
_UPWARD_HEAD = re.compile(r"(?:chọn|cử|bầu|giới thiệu|đề cử)[^\n]*(?:dự|tham dự)\s+(?:các\s+)?(?:đại hội|hội nghị)")
_LISTED = re.compile(
    r"(?P<c>(?:đại hội|hội nghị)[^.;:()]{0,200}?lần thứ\s+[ivxlc\d]+(?:,?\s*năm\s*\d{4})?)\s*(?:[:,(-]\s*(?:cử\s+|chọn\s+|bầu\s+|tối đa\s+|không quá\s+)*(?P<n>\d{1,3})\s*(?:đại biểu|cá nhân|đồng chí|người)|:|[.;]?$)"
)
"""A congress above as an item of a list under such a heading."""
_UP = re.compile(r"cấp trên|toàn quốc|cấp tỉnh")


_LONGEST = 400
"""Characters of an enumeration of groups; what is longer is no enumeration."""


def read_numbers(doc: Document) -> Iterator[Value]:
    """`cap.delegates`, `share.exemplars`, `share.guests`: of the whole conference, not of a unit, a committee or a sum of money."""
    for p in doc.paragraphs:
        for a, b in p.sentences():
            yield from _cap(doc, p, a, b)
        if not _ABOUT_DELEGATES.search(p.low) and not re.search(r"số lượng|thành phần|cơ cấu", doc.above(p)):
            continue
        for key, pattern in [*_SHARES.items(), *_REVERSED.items()]:
            for m in re.finditer(pattern, p.low):
                share = float(m["n"].replace(",", "."))
                if share <= 100:
                    yield value(doc, key, p, m.start(), m.end(), SURE, int(share) if share % 1 == 0 else share)


def _cap(doc: Document, p: Paragraph, a: int, b: int) -> Iterator[Value]:
    if _SUCH_UNITS.search(p.low, a, b):
        return
    context = p.low[a:b] + "\n" + "\n".join(doc.above(p).split("\n")[-1:])
    m = _CAP.search(p.low, a, b)
    if m:
        own = p.low[max(a, m.start() - 40) : min(b, m.end() + 25)]
        if not _PART.search(own) and re.search(r"đại biểu|tham dự|thành phần|số lượng", context):
            sure = SURE if "số lượng" in context or "tổng số" in context else LIKELY
            yield value(doc, "cap.delegates", p, m.start(), m.end(), sure, int(m["n"].replace(".", "")))
        return
    m = _ABOUT.search(p.low, a, b)
    if m and not _PART.search(p.low[max(a, m.start() - 40) : min(b, m.end() + 25)]) and "tham luận" not in context:
        yield value(
            doc,
            "cap.delegates",
            p,
            m.start(),
            m.end(),
            0.7,
            int(m["n"].replace(".", "")),
            "Kế hoạch nêu số lượng, không ghi rõ là tối đa.",
        )


def read_soft(doc: Document) -> Iterator[Value]:
    """`soft`: each proportion to be kept, without the words "phù hợp" after it."""
    for p in doc.paragraphs:
        for m in _SOFT.finditer(p.low):
            end = min(len(p.low), m.end() + _LONGEST)
            for x, y in pieces(p, m.end(), end, r"[,;]\s*(?:và\s+)?(?=tỷ lệ )|\s+và\s+(?=tỷ lệ )|[,;]\s*(?!tỷ lệ )(?=\w)|\.\s"):
                if not re.match(r"(?:tỷ lệ|ít nhất|tối thiểu) ", p.low[x:y]):
                    break
                tail = _SOFT_TAIL.search(p.low, x, y)
                u, v = trimmed(p, x, tail.start() if tail else y)
                yield value(doc, "soft", p, u, v, SURE)


def read_priority(doc: Document) -> Iterator[Value]:
    """`priority`: each group that goes first."""
    for p in doc.paragraphs:
        for m in _PRIORITY.finditer(p.low):
            if not _PEOPLE.match(p.low, m.end()):
                continue
            stop = _PRIORITY_END.search(p.low, m.end(), m.end() + _LONGEST)
            for x, y in groups_of_people(p, m.end(), stop.start() if stop else min(len(p.low), m.end() + _LONGEST)):
                yield value(doc, "priority", p, x, y, SURE)


def groups_of_people(p: Paragraph, a: int, b: int) -> list[tuple[int, int]]:
    """Groups of people parted by commas: "công chức, viên chức không giữ vị trí lãnh đạo, quản lý" is one group, not three."""
    found: list[tuple[int, int]] = []
    for x, y in pieces(p, a, b, r"[,;]\s*|\s+và\s+(?=(?:công nhân|người lao động|người dân tộc|nữ|đoàn viên)\s)"):
        if found and (not _PEOPLE.match(p.low[x:y]) or _BARE.match(p.low[found[-1][0] : found[-1][1]])):
            found[-1] = (found[-1][0], y)
        else:
            found.append((x, y))
    return found


def read_guests(doc: Document) -> Iterator[Value]:
    """`guest`: each body or group that is invited."""
    for p in doc.paragraphs:
        label = _GUEST_LABEL.match(p.low)
        if label and not re.search(r"\d\s*%", p.low):
            if len(p.low) - label.end() > 3:
                yield from _guest_list(doc, p, label.end(), len(p.low))
            else:
                for q in doc.below(p):
                    yield from _guest_list(doc, q, 0, len(q.low))
        elif (
            _INVITED.match(p.low)
            and not _TAKE_PART.search(p.low)
            and p.path
            and _WHO.search(doc.paragraphs[p.path[-1]].low)
            and "%" not in p.low
        ):
            above = doc.paragraphs[p.path[-1]]
            if not _GUEST_LABEL.match(above.low):
                yield from _guest_list(doc, p, 0, len(p.low))


def _guest_list(doc: Document, p: Paragraph, a: int, b: int) -> Iterator[Value]:
    found: list[tuple[int, int]] = []
    for x, y in pieces(p, a, b, _GUEST_CUT):
        if found and _FIRM.match(p.low[x:y]) and _FIRM.match(p.low[found[-1][0] : found[-1][1]]):
            found[-1] = (found[-1][0], y)
        else:
            found.append((x, y))
    for x, end in found:
        count = _HEADS.search(p.low, x, end)
        y = count.start() if count else end
        if x >= y or _OPEN_GUESTS.match(p.low[x:y]):
            continue
        yield value(doc, "guest", p, x, y, LIKELY, re.sub(r"(?<=\w)\s?[-–]\s?(?=\w)", "-", p.text[x:y]))


def read_upward(doc: Document, name: str) -> Iterator[Value]:
    """`upward.congress`, `upward.seats`, `upward.allotted_by`: the congress above to which delegates are chosen.

    Args:
        doc: The document.
        name: Name of the plan's own conference, which is no congress above.
    """
    own = fold(name)
    for p in doc.paragraphs:
        for a, b in p.sentences():
            low = p.low[a:b]
            listed = _LISTED.match(p.low) if a == 0 and _UPWARD_HEAD.search(doc.above(p).rpartition("\n")[2]) else None
            if listed and listed["c"] not in own:
                yield value(doc, "upward.congress", p, listed.start("c"), listed.end("c"), SURE)
                if listed["n"]:
                    yield value(doc, "upward.seats", p, listed.start("n"), listed.end(), LIKELY, int(listed["n"]))
                continue
            if not re.search(r"bình chọn|lựa chọn|giới thiệu|cử |bầu |đề cử|chọn \d", low):
                continue
            for m in _CONGRESS.finditer(p.low, a, b):
                if m["c"] not in own:
                    sure = LIKELY if _UP.search(m["c"]) and "lần thứ" not in m["c"] else SURE
                    yield value(doc, "upward.congress", p, m.start("c"), m.end("c"), sure)
                    yield from _seats(doc, p, a, b)
                    break


def _seats(doc: Document, p: Paragraph, a: int, b: int) -> Iterator[Value]:
    allotted = _ALLOT.search(p.low, a, b)
    if allotted:
        x, y = trimmed(p, allotted.start("by"), allotted.end("by"))
        yield value(doc, "upward.allotted_by", p, x, y, SURE)
    m = _SEATS.search(p.low, a, b)
    if m:
        yield value(doc, "upward.seats", p, m.start(), m.end(), LIKELY, int(m["n"]))


def read_commendation(doc: Document) -> Iterator[Value]:
    """`commend.authority` (each) and `budget.request`: whom the host asks to commend, and for money."""
    for p in doc.paragraphs:
        for m in re.finditer(
            rf"(?:trình|đề nghị)\s+(?P<body>(?:(?:chủ tịch|giám đốc|thủ trưởng)\s+)?(?:{BODY})(?:(?!\s(?:xét|khen|tặng|quyết|xem|phê)\w*\s)[^,.;:]){{0,80}}?)\s+(?:xét,?\s*)?(?:tặng\s+\w+\s+khen|khen thưởng|khen|quyết định khen)",
            p.low,
        ):
            x, y = trimmed(p, m.start("body"), m.end("body"))
            given: JsonValue = p.text[x:y]
            yield value(doc, "commend.authority", p, x, y, SURE if p.low[m.start() :].startswith("trình") else LIKELY, given)
            money = re.search(r"hỗ trợ (?:một phần )?kinh phí[^.;,]*", p.low[m.end() :])
            if money:
                yield value(doc, "budget.request", p, m.end() + money.start(), m.end() + money.end(), LIKELY)
