"""Values of a campaign as people type and read them: "trước 03/3/2020", "70 %", "2016 – 2020", "CHỦ TỊCH"; one rule for forms, differences, found values."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Literal, get_args, get_origin

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from vinhdanh.engines.campaign.types import Milestone, Sense, Signer
from vinhdanh.engines.vietnamese import PartialDate, parse_date, repair, short_date

LONGEST = 2000
LARGEST = 10**15
_SENSES = {Sense.BEFORE: gettext_noop("trước"), Sense.BY: gettext_noop("đến hết"), Sense.ON: "", Sense.IN: gettext_noop("trong")}
_BEGINNINGS = (("trước", Sense.BEFORE), ("đến hết", Sense.BY), ("chậm nhất", Sense.BY), ("trong", Sense.IN))
YES, NO = gettext_noop("có"), gettext_noop("không")
WORDS: dict[str, str | Promise] = {
    "at_least": gettext_lazy("ít nhất"),
    "about": gettext_lazy("khoảng"),
    "at_most": gettext_lazy("nhiều nhất"),
    "board": gettext_lazy("Tập thể lãnh đạo quyết định"),
    "revote": gettext_lazy("Bỏ phiếu lại"),
    "lottery": gettext_lazy("Bốc thăm công khai"),
    "votes": gettext_lazy("Phiếu"),
    "honour": gettext_lazy("Danh hiệu, khen thưởng"),
    "initiative": gettext_lazy("Sáng kiến"),
    "flag": gettext_lazy("Diện ưu tiên"),
    "woman": gettext_lazy("Nữ"),
    "minority": gettext_lazy("Dân tộc thiểu số"),
    "direct_worker": gettext_lazy("Trực tiếp sản xuất"),
    "non_manager": gettext_lazy("Không giữ chức vụ quản lý"),
    "young": gettext_lazy("Trẻ"),
    "sex": gettext_lazy("Giới tính"),
    "ethnicity": gettext_lazy("Dân tộc"),
    "labour_group": gettext_lazy("Nhóm lao động"),
    "manager": gettext_lazy("Quản lý"),
    "kind": gettext_lazy("Cá nhân hay tập thể"),
    "group": gettext_lazy("Khối, cụm"),
    "category": gettext_lazy("Diện"),
    "movement": gettext_lazy("Phong trào"),
}
"""What people read for the codes of choices."""


class Unclear(ValueError):  # noqa: N818 - it says what a text is, and becomes a form's error
    """A text that cannot be this value; the message is in the language of the request and says what to type."""


def typed(value: object) -> str:
    """A value as its form field shows it in the language of the request; `parse` reads it back."""
    return show(value, _)


def show(value: object, say: Callable[[str], str] = str) -> str:  # noqa: PLR0911 - one return for each type
    """A value in Vietnamese, as it is kept and sent; "" for nothing.

    Args:
        value: Of any type of the record.
        say: What the words in it become.
    """
    match value:
        case None:
            return ""
        case bool():
            return say(YES if value else NO)
        case StrEnum():
            return str(value)
        case Milestone():
            sense = _SENSES[value.sense]
            return f"{say(sense) if sense else ''} {_day(value.day)}".strip()
        case PartialDate() | date():
            return _day(value)
        case time():
            return value.strftime("%H:%M")
        case Decimal():
            return f"{value.normalize():f}".replace(".", ",")
        case Signer():
            return "\n".join([*value.posts, value.name] if value.name else value.posts)
        case Mapping():
            return "\n".join(f"{key}: {show(item, say)}" for key, item in value.items())
        case (int() as first, int() as last):
            return f"{first} – {last}"
        case tuple():
            return "\n".join(show(item, say) for item in value)
        case _:
            return str(value)


def _day(value: date | PartialDate) -> str:
    if isinstance(value, PartialDate) and value.day is None:
        return f"{value.month:02d}/{value.year}" if value.month else str(value.year)
    return short_date(value)


def parse(hint: Any, text: str) -> Any:
    """The value that a text means for a field of type `hint`.

    Args:
        hint: The annotation of the engine's record.
        text: What was typed; "" means nothing where the field allows it.

    Raises:
        Unclear: with the words for the person who typed it.
    """
    if "\0" in text:
        raise Unclear(_("Có ký tự không đọc được. Đề nghị gõ lại."))
    if len(text) > LONGEST * 20:
        raise Unclear(_("Dài quá. Đề nghị rút ngắn."))
    hint, optional = bare(hint)
    text = text.strip()
    if not text and optional:
        return None
    many = _many(hint)
    if many is not None:
        return many(text)
    return _one(hint, repair(text))


def several_lines(hint: Any) -> bool:
    """Whether a field of this type is typed on several lines."""
    return hint != tuple[int, int] and _many(hint) is not None


def bare(hint: Any) -> tuple[Any, bool]:
    """The type without "or nothing", and whether nothing is allowed."""
    if get_origin(hint) in {typing.Union, types.UnionType}:
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        return kinds[0], len(kinds) < len(get_args(hint))
    return hint, False


def _many(hint: Any) -> Any:
    """The reader of a field of several lines, None for another field."""
    if hint == tuple[int, int]:
        return _years
    if get_origin(hint) is tuple:
        item = get_args(hint)[0]
        return lambda text: tuple(_one(item, repair(line)) for line in text.splitlines() if line.strip())
    if get_origin(hint) is Mapping:
        return _mapping
    return _signer if hint is Signer else None


def _one(hint: Any, text: str) -> Any:
    if hint is str:
        if len(text) > LONGEST:
            raise Unclear(_("Dài quá %(n)s ký tự. Đề nghị rút ngắn.") % {"n": LONGEST})
        return text
    if get_origin(hint) is Literal:
        return _choice(get_args(hint), text)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(_choice([str(member) for member in hint], text))
    return _READERS[hint](text)


def _choice(known: typing.Iterable[str], text: str) -> str:
    if text not in known:
        raise Unclear(_("Đề nghị chọn một mục trong danh sách."))
    return text


def _whole(text: str) -> int:
    digits = text.replace(".", "").replace(" ", "").replace("\u00a0", "")
    if not re.fullmatch(r"-?\d{1,16}", digits) or abs(int(digits)) > LARGEST:
        raise Unclear(_("Đề nghị ghi một số nguyên, ví dụ 250."))
    if int(digits) < 0:
        raise Unclear(_("Số này không âm."))
    return int(digits)


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text.removesuffix("%").strip().replace(",", "."))
    except InvalidOperation:
        raise Unclear(_("Đề nghị ghi một số, ví dụ 37,5.")) from None
    if not number.is_finite() or not 0 <= number <= LARGEST:
        raise Unclear(_("Đề nghị ghi một số không âm, ví dụ 37,5."))
    return number


def _date(text: str) -> date:
    found = _partial(text)
    if found.day is None or found.month is None:
        raise Unclear(_("Đề nghị ghi đủ ngày, tháng, năm, ví dụ 15/5/2020."))
    return date(found.year, found.month, found.day)


def _truth(text: str) -> bool:
    return text not in {"", NO, _(NO), "0", "false"}


def _partial(text: str) -> PartialDate:
    month = re.fullmatch(r"(?:tháng\s*)?(\d{1,2})\s*/\s*(\d{4})", text, re.IGNORECASE)
    found = PartialDate(int(month[2]), int(month[1])) if month and 1 <= int(month[1]) <= 12 else parse_date(text, serial=False)
    if found is None or not 1900 <= found.year <= 2200:
        raise Unclear(_("Chưa rõ ngày nào. Đề nghị ghi ngày/tháng/năm, ví dụ 15/5/2020 (hoặc 05/2020 khi mới biết tháng)."))
    return found


def _clock(text: str) -> time:
    match = re.fullmatch(r"(\d{1,2})\s*(?::|giờ|h|g)\s*(\d{2})?(?::\d{2})?", text, re.IGNORECASE)
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise Unclear(_("Đề nghị ghi giờ và phút, ví dụ 07:30."))
    return time(int(match[1]), int(match[2] or 0))


def _milestone(text: str) -> Milestone:
    lower = text.lower()
    said = [(_(words), sense) for sense, words in _SENSES.items() if words]
    for words, sense in (*said, *_BEGINNINGS):
        if lower.startswith(words):
            rest = re.sub(r"^\s*(ngày|tháng|năm)\s+", "", text[len(words) :], flags=re.IGNORECASE)
            return Milestone(_partial(rest.strip()), sense)
    day = _partial(re.sub(r"^\s*ngày\s+", "", text, flags=re.IGNORECASE))
    return Milestone(day, Sense.ON if day.day else Sense.IN)


def _years(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{4})\s*[-–—]\s*(\d{4})", text)
    if not match or not 1900 <= int(match[1]) <= int(match[2]) <= 2200:
        raise Unclear(_("Đề nghị ghi hai năm, ví dụ 2016 – 2020."))
    return int(match[1]), int(match[2])


def _mapping(text: str) -> dict[str, date]:
    found: dict[str, date] = {}
    for line in text.splitlines():
        key, colon, day = line.rpartition(":")
        if line.strip() and not colon:
            raise Unclear(_("Đề nghị ghi mỗi dòng một đơn vị: mã đơn vị, dấu hai chấm, ngày. Ví dụ X-09: 05/3/2020."))
        if line.strip():
            found[repair(key)] = _one(date, repair(day))
    return found


def _signer(text: str) -> Signer:
    """Lines of the right to sign in capitals, then the name."""
    lines = [repair(line) for line in text.splitlines() if line.strip()]
    name = lines.pop() if lines and lines[-1] != lines[-1].upper() else ""
    return Signer(tuple(lines), name)


_READERS: dict[Any, Callable[[str], Any]] = {
    int: _whole,
    Decimal: _decimal,
    date: _date,
    time: _clock,
    bool: _truth,
    PartialDate: _partial,
    Milestone: _milestone,
}
