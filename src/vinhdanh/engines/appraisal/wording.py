"""How findings name people, places and lists: one place, so that every message reads alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Finding, Nominee, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import Campaign, Union

BLOCKING, WARNING, NOTE = Severity.BLOCKING, Severity.WARNING, Severity.NOTE


def who(nominee: Nominee) -> str:
    """Such as “đồng chí Nguyễn Văn A” or “tập thể Tổ 1”; the name as typed when there is no repaired one."""
    name = nominee.name or nominee.typed_name or "(chưa ghi tên)"
    return f"đồng chí {name}" if nominee.kind == "person" else f"tập thể {name}"


def sentence(text: str) -> str:
    """The text with its first letter raised: names and abbreviations inside stay as they are."""
    return text[:1].upper() + text[1:]


def where(nominee: Nominee) -> str:
    """Such as “tệp GD-07.xlsx, dòng 9”, or the nominee's id when it came from no file."""
    return f"tệp {nominee.place.file}, dòng {nominee.place.row}" if nominee.place else f"mã {nominee.id}"


def listing(items: Sequence[str], most: int = 5) -> str:
    """Items joined by commas; beyond `most` the rest is counted: "A, B và 3 trường hợp khác"."""
    shown = ", ".join(items[:most])
    return shown if len(items) <= most else f"{shown} và {len(items) - most} trường hợp khác"


def about(nominee: Nominee, code: str, severity: Severity, message: str, remedy: str) -> Finding:
    """A finding about one nominee, at the row where the nominee was typed. `code` gets the engine's prefix."""
    place = nominee.place
    return Finding(
        code=f"appraisal.{code}",
        severity=severity,
        message=sentence(message),
        remedy=remedy,
        file=place.file if place else "",
        sheet=place.sheet if place else "",
        cell=f"A{place.row}" if place else "",
        union=nominee.union,
        nominee=nominee.id,
    )


def about_union(union: Union, code: str, severity: Severity, message: str, remedy: str, *, file: str = "") -> Finding:
    """A finding about a union's list as a whole."""
    return Finding(f"appraisal.{code}", severity, sentence(message), remedy, file=file, union=union.code)


def union_name(campaign: Campaign, code: str) -> str:
    """The union's name in the register; its code when the register does not know it."""
    return next((union.name for union in campaign.unions if union.code == code), code)
