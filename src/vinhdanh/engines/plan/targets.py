"""Proportions with a number that the chosen are to reach: "nữ từ 35 % trở lên". A share without a bound is a statement, no target."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.words import LIKELY, SURE, of_other_levels, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vinhdanh.engines.plan.types import JsonValue, Value
    from vinhdanh.engines.plan.view import Document, Paragraph

_MEMBERS = r"(?:đoàn viên|hội viên|cán bộ|công nhân|lao động|thanh niên|nhà giáo|giáo viên|cnvclđ|cnlđ|người)"
_WHO = (
    r"(?P<who>"
    r"(?:(?:công nhân|đoàn viên|viên chức)\s*,\s*)?(?:công nhân|(?:người )?lao động|cnlđ|công nhân lao động|công nhân viên chức lao động)(?: lao động)? trực tiếp(?: sản xuất(?:, kinh doanh)?)?"
    r"|(?:người )?trực tiếp sản xuất"
    rf"|(?:{_MEMBERS} )?nữ(?: (?:cnvclđ|công nhân|đoàn viên|cán bộ))?"
    rf"|(?:{_MEMBERS} (?:là )?)?dân tộc(?: thiểu số| ít người)"
    rf"|(?:(?:công chức, viên chức|viên chức|{_MEMBERS}) )?không (?:giữ|tham gia)(?: (?:chức vụ|vị trí))? (?:lãnh đạo, quản lý|lãnh đạo|quản lý)"
    rf"|{_MEMBERS} (?:trẻ|(?:từ |dưới )?\d\d tuổi(?: trở xuống)?)(?: \([^)]*\))?"
    r"|(?:tuổi trẻ|trẻ tuổi)(?: \([^)]*\))?"
    r"|(?:người )?ngoài đảng|có đạo|tôn giáo"
    r")"
)
_BOUND = r"(?P<bound>ít nhất(?: là)?|tối thiểu(?: là)?|không dưới|không thấp hơn|khoảng|tối đa|không quá|không vượt quá|từ|trên)"
_TARGET = re.compile(
    rf"(?<!\w){_WHO}\s*(?::\s*)?(?:(?:phải |cần )?(?:chiếm|đạt|có|là)\s+)?(?:tỷ lệ\s+)?(?:{_BOUND}\s*)?"
    r"(?P<n>\d{1,3}(?:[.,]\d+)?)\s*%(?P<more>[^.;,%\d]{0,30}?\s*trở (?P<way>lên|xuống))?"
)
_TURNED = re.compile(
    rf"(?<!\w){_BOUND}\s*(?P<n>\d{{1,3}}(?:[.,]\d+)?)\s*%\s*(?P<way>)(?:(?:số |tổng số )?đại biểu\s+)?(?:là\s+)?{_WHO}(?=\s*[,;.)]|$)"
)
_SENSES = {
    "ít nhất": "at_least",
    "tối thiểu": "at_least",
    "không dưới": "at_least",
    "không thấp hơn": "at_least",
    "trên": "at_least",
    "khoảng": "about",
    "tối đa": "at_most",
    "không quá": "at_most",
    "không vượt quá": "at_most",
}
_COMMITTEE = re.compile(
    r"ủy viên|(?:ban chấp hành|bch|ban thường vụ|ủy ban kiểm tra|cấp ủy)(?:\s+\S+){0,4}\s*:|cơ cấu (?:ban|bch|cấp ủy)"
)
_ELSE = re.compile(
    r"được (?:khám|tập huấn|tuyên truyền|học tập|bồi dưỡng|hỗ trợ|tham gia|phổ biến)|kết nạp|kinh phí|số tiền|năm (?:trước|qua)|hiện (?:nay|có)|toàn (?:huyện|tỉnh|ngành)"
)
_CHOSEN = re.compile(r"đại biểu|điển hình|thành phần|số lượng|cơ cấu|lựa chọn|bình chọn|chọn |tham dự|tỷ lệ|phấn đấu")


def read_targets(doc: Document, host: str = "") -> Iterator[Value]:
    """`target` {label, share, sense}: percent of the chosen that a group is to have; sense `at_least`, `about`, `at_most`.

    Proportions of a committee to be elected, of the members of a whole district, or of a congress below are none.

    Args:
        doc: The document.
        host: Name of the host, "" when unknown.
    """
    for p in doc.paragraphs:
        if "%" not in p.low:
            continue
        above = doc.above(p)
        if not _CHOSEN.search(p.low + "\n" + above) or of_other_levels(above, host):
            continue
        for a, b in p.sentences():
            for m in (*_TARGET.finditer(p.low, a, b), *_TURNED.finditer(p.low, a, b)):
                sense = _sense(m)
                share = float(m["n"].replace(",", "."))
                if (
                    not sense
                    or not 0 < share <= 100
                    or _COMMITTEE.search(p.low[: m.start()] + "\n" + above)
                    or _elsewhere(p, a, b)
                ):
                    continue
                given: JsonValue = {
                    "label": p.text[m.start("who") : m.end("who")],
                    "share": int(share) if share % 1 == 0 else share,
                    "sense": sense,
                }
                sure = SURE if re.search(r"đại biểu|cơ cấu|thành phần|trong đó|phấn đấu|tỷ lệ", p.low) else LIKELY
                yield value(
                    doc, "target", p, min(m.start("who"), m.start("n")) if m.re is _TARGET else m.start(), m.end(), sure, given
                )


def _elsewhere(p: Paragraph, a: int, b: int) -> bool:
    return bool(_ELSE.search(p.low, a, b))


def _sense(m: re.Match[str]) -> str:
    """What the words around the number make of it, "" when nothing."""
    if m["way"]:
        return "at_least" if m["way"] == "lên" else "at_most"
    return _SENSES.get(re.sub(r" là$", "", m["bound"] or ""), "")
