"""A ready message for each union, to be copied into Zalo or a mail: what is to be mended, cell by cell, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.sheets.blank import deadline_words
from vinhdanh.engines.sheets.findings_book import in_order
from vinhdanh.engines.vietnamese import long_date, short_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.engines.campaign.types import Finding, Settings, Union

_TOLD = (Severity.BLOCKING, Severity.WARNING)
"""What a union is asked to mend; notes say how something was understood and go into findings.xlsx only."""

_LISTS = "nominations/"
_MISSING = "appraisal.unit-missing"
_INCOMPLETE = "appraisal.missing-items"
_OFFICE = frozenset({"appraisal.unit-late", "appraisal.received-after-closing", "appraisal.no-arrival"})


def messages(
    findings: Sequence[Finding], unions: Sequence[Union], settings: Settings, names: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The messages, by code of the union, in the order of the register; a union with nothing to mend gets none.

    Args:
        findings: Of the run; those without a union are nobody's.
        unions: The register.
        settings: The campaign: who asks, for what, until when.
        names: Names of nominees by id, for findings that speak of a nominee but name no cell.
    """
    told = {u.code: message(u, [f for f in findings if f.union == u.code], settings, names) for u in unions}
    return {code: text for code, text in told.items() if text}


def message(union: Union, findings: Sequence[Finding], settings: Settings, names: Mapping[str, str] | None = None) -> str:
    """The message to one union, "" when there is nothing that it should mend. See `messages`."""
    asked = _once([f for f in in_order(findings) if f.severity in _TOLD and _concerns(f)])
    if not asked:
        return ""
    if all(f.code == _MISSING for f in asked):
        return _reminder(union, settings)
    host = settings.host.short or settings.host.name
    must = sum(f.severity is Severity.BLOCKING for f in asked)
    count = f"{len(asked)} nội dung" + (
        f", trong đó {must} nội dung phải xử lý thì mới xét được" if must and must < len(asked) else ""
    )
    lines = [
        _to(union),
        "",
        f"{host} đã rà soát danh sách đề nghị của đơn vị cho {_named(settings)}. Đề nghị đồng chí giúp xem lại {count}:",
        "",
    ]
    for number, finding in enumerate(asked, 1):
        lines += _item(number, finding, names or {})
    last = (
        f"Đề nghị đồng chí sửa và gửi lại {until(union, settings)}. Chỉ cần sửa ngay trong tệp đã gửi, không phải lập lại từ đầu."
    )
    return "\n".join([*lines, "", last, *_close(settings)]) + "\n"


def _to(union: Union) -> str:
    if not union.responsible:
        return f"Kính gửi: Ban Chấp hành {union.name}"
    post = f", {union.responsible_post}" if union.responsible_post else ""
    return f"Kính gửi: đồng chí {union.responsible}{post} – {union.name}"


def _close(settings: Settings) -> list[str]:
    contact = settings.conference.contact
    return [*([f"Cần trao đổi thêm, xin liên hệ {contact}."] if contact else []), "Trân trọng cảm ơn đồng chí!"]


def _reminder(union: Union, settings: Settings) -> str:
    """To a union of which nothing has come."""
    host = settings.host.short or settings.host.name
    lines = [
        _to(union),
        "",
        f"{host} chưa nhận được danh sách đề nghị của đơn vị cho {_named(settings)}.",
        f"Đề nghị đồng chí gửi danh sách {until(union, settings)}; nếu đơn vị không có đề nghị, xin báo lại và nêu lý do.",
        *_close(settings),
    ]
    return "\n".join(lines) + "\n"


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """Without what is said twice: that something is missing, of a row one of whose cells could not be read."""
    unread = {(f.file, f.sheet, _row(f)) for f in findings if f.code.startswith("sheets.") and f.cell}
    return [f for f in findings if f.code != _INCOMPLETE or (f.file, f.sheet, _row(f)) not in unread]


def _row(finding: Finding) -> str:
    return finding.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _concerns(finding: Finding) -> bool:
    """Whether the union can mend it: what stands in the office's own workbooks it cannot, nor that its list came late."""
    return (not finding.file or finding.file.startswith(_LISTS)) and finding.code not in _OFFICE


def _named(settings: Settings) -> str:
    name = settings.kind or settings.name
    return (name[:1].lower() + name[1:]) if name else "đợt này"


def _item(number: int, finding: Finding, names: Mapping[str, str]) -> list[str]:
    place = [f"tệp «{finding.file.removeprefix(_LISTS)}»"] if finding.file.startswith(_LISTS) else []
    place += [f"trang «{finding.sheet}»"] if place and finding.sheet else []
    place += [f"ô {finding.cell}"] if place and finding.cell else []
    where = ", ".join(place)
    who = names.get(finding.nominee, "")
    text = finding.message if not who or who in finding.message else f"{who}: {finding.message}"
    must = " (phải xử lý)" if finding.severity is Severity.BLOCKING else ""
    first = f"{number}. {where[:1].upper()}{where[1:]}{must}: {text}" if where else f"{number}. {text}{must}"
    return [first, f"   Cách sửa: {finding.remedy}"]


def until(union: Union, settings: Settings) -> str:
    """Until when the union should answer: its extension, the deadline, or the day on which reception closes, whichever is still to come."""
    reception, today = settings.reception, settings.today
    extended = reception.extensions.get(union.code)
    if extended is not None and (today is None or today <= extended):
        return f"chậm nhất {long_date(extended)}"
    due = reception.deadline
    last = due.day.full if due else None
    if due and (today is None or last is None or today < last):
        return deadline_words(due)
    if reception.closes is not None and (today is None or today <= reception.closes):
        return f"chậm nhất ngày {short_date(reception.closes)}"
    return "trong thời gian sớm nhất"
