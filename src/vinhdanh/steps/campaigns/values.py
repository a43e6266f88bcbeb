"""Found values as people read and correct them, in the shapes of docs/plan.md."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from vinhdanh.engines.campaign.types import Milestone, Sense, Signer
from vinhdanh.engines.plan import KEYS
from vinhdanh.engines.vietnamese import PartialDate, repair
from vinhdanh.steps.campaigns import codec

if TYPE_CHECKING:
    from vinhdanh.engines.plan import JsonValue

LABELS = {key.key: key.label for key in KEYS}
MANY = {key.key for key in KEYS if key.many}
_NUMBERS = {"ordinal", "year", "cap.delegates", "upward.seats"}
_SHARES = {"share.exemplars", "share.guests"}
_SENSES = {"at_least": gettext_noop("ít nhất"), "about": gettext_noop("khoảng"), "at_most": gettext_noop("nhiều nhất")}


def shown(key: str, value: JsonValue) -> str:  # noqa: PLR0911 - as below
    """A value as one reads it and may correct it; several lines for a document or a signer."""
    match value:
        case None:
            return ""
        case {"date": str(day), "sense": str(sense)}:
            return codec.typed(Milestone(PartialDate.parse_iso(day), Sense(sense)))
        case {"value": number, "unit": unit}:
            return f"{codec.show(Decimal(str(number)))} {_('buổi') if unit == 'session' else _('ngày')}"
        case {"label": label, "share": share, "sense": sense}:
            return f"{label}: {_sense(str(sense))} {codec.show(Decimal(str(share)))} %".replace("  ", " ")
        case {"number": number, "subject": subject}:
            return f"{number or ''}\n{subject or ''}"
        case {"number": number, "date": day, "body": body}:
            when = codec.show(date.fromisoformat(str(day))) if day else ""
            return f"{number or ''}\n{when}\n{body or ''}"
        case {"posts": list(posts), "name": name}:
            return "\n".join([*map(str, posts), str(name or "")]).strip()
        case float() | int() if key in _SHARES:
            return f"{codec.show(Decimal(str(value)))} %"
        case _:
            return str(value).replace("-", " – ") if key in {"period", "period_next"} else str(value)


def read(key: str, text: str) -> JsonValue:  # noqa: PLR0911 - one return for each shape
    """The value that a correction means.

    Raises:
        codec.Unclear: with what to type.
    """
    if "\0" in text or not text.strip() or len(text) > codec.LONGEST:
        raise codec.Unclear(_("Đề nghị ghi giá trị đúng, hoặc chọn “Không dùng”."))
    if key in _NUMBERS:
        return cast("int", codec.parse(int, text))
    if key in _SHARES:
        return float(codec.parse(Decimal, text))
    if key in {"period", "period_next"}:
        first, last = codec.parse(tuple[int, int], text)
        return f"{first}-{last}"
    if key == "date" or key.startswith(("deadline.", "conference.tentative", "conference.date", "conference.prep")):
        found: Milestone = codec.parse(Milestone, text)
        return {"date": found.day.iso(), "sense": str(found.sense)}
    if key == "duration":
        return _duration(text)
    if key == "target":
        return _target(text)
    if key == "signer":
        signer: Signer = codec.parse(Signer, text)
        return {"posts": list(signer.posts), "name": signer.name}
    if key in {"basis", "basis.subject"}:
        return _document(key, text)
    return repair(text)


def _duration(text: str) -> JsonValue:
    match = re.fullmatch(
        rf"(½|\d+(?:[.,]\d+)?)\s*(ngày|buổi|{re.escape(_('ngày'))}|{re.escape(_('buổi'))})", repair(text).lower()
    )
    if not match:
        raise codec.Unclear(_("Đề nghị ghi ví dụ: 0,5 ngày, hoặc 1 buổi."))
    number = 0.5 if match[1] == "½" else float(match[1].replace(",", "."))
    return {"value": number, "unit": "session" if match[2] in {"buổi", _("buổi")} else "day"}


def _target(text: str) -> JsonValue:
    known = {words: code for code, vietnamese in _SENSES.items() for words in (vietnamese, _(vietnamese))}
    listed = "|".join(re.escape(words) for words in known)
    match = re.fullmatch(rf"(.+?)[:,]?\s*({listed})\s*(\d+(?:[.,]\d+)?)\s*%?", repair(text), re.IGNORECASE)
    if not match:
        raise codec.Unclear(_("Đề nghị ghi ví dụ: nữ: ít nhất 35 %."))
    return {"label": match[1], "share": float(match[3].replace(",", ".")), "sense": known[match[2].lower()]}


def _sense(code: str) -> str:
    return _(_SENSES[code]) if code in _SENSES else ""


def _document(key: str, text: str) -> JsonValue:
    lines: list[Any] = [repair(line) or None for line in text.splitlines()]
    if key == "basis.subject":
        return {"number": lines[0] if lines else None, "subject": [*lines, None, None][1]}
    number, day, body = [*lines, None, None, None][:3]
    return {"number": number, "date": codec.parse(date, day).isoformat() if day else None, "body": body}
