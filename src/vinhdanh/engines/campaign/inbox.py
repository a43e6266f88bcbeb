"""What a human says in inbox.xlsx about a file whose sender is not clear, as data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from vinhdanh.engines.campaign.places import Places, placed
from vinhdanh.engines.campaign.types import Finding, Severity
from vinhdanh.engines.vietnamese import match_key, repair

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vinhdanh.engines.campaign.types import Campaign, Union

NOT_USED: Final = "Không dùng"
"""The decision that a file is not a list of this campaign, or is superfluous."""

_DASH = re.compile(r"\s+[–—-]\s+")


def shown(union: Union) -> str:
    """A union as the drop-down shows it: "GD-07 – CĐCS Trường Tiểu học Long Hà A"."""
    return f"{union.code} – {union.name}"


def choices(unions: Sequence[Union]) -> tuple[str, ...]:
    """What the drop-down of decisions offers: not used first, then the register in its order."""
    return (NOT_USED, *(shown(u) for u in unions))


def decided(text: str, unions: Sequence[Union]) -> str | None:
    """What a decision says.

    Args:
        text: As typed or chosen; "" while the file waits.
        unions: The register.

    Returns:
        Code of the union, `NOT_USED`, "" while it waits, None when the words say nothing that is known.
    """
    key = match_key(text)
    if not key:
        return ""
    if key == match_key(NOT_USED):
        return NOT_USED
    codes = {match_key(u.code): u.code for u in unions}
    for part in (text, _DASH.split(repair(text))[0]):
        if match_key(part) in codes:
            return codes[match_key(part)]
    named = [u.code for u in unions if match_key(u.name) == key]
    return named[0] if len(named) == 1 else None


def by_file(campaign: Campaign) -> dict[str, str]:
    """File (in NFC, as workbooks keep text) -> code of the union or `NOT_USED`, for decisions that are made and understood."""
    found = ((repair(row.file), decided(row.decision, campaign.unions)) for row in campaign.inbox)
    return {file: said for file, said in found if said}


def inbox_findings(campaign: Campaign, places: Places) -> Iterator[Finding]:
    """Decisions that are not understood, or speak of a file that is not there, or twice of one."""
    files = {repair(name) for name in campaign.nominations}
    seen: dict[str, str] = {}
    for n, row in enumerate(campaign.inbox):
        file, said = repair(row.file), decided(row.decision, campaign.unions)
        if said is None:
            found = Finding(
                "campaign.inbox-decision-unclear",
                Severity.BLOCKING,
                f"inbox.xlsx: quyết định “{row.decision}” cho tệp “{row.file}” không phải đơn vị nào trong danh bạ.",
                "Chọn trong danh sách của ô, hoặc ghi mã đơn vị, hoặc “Không dùng”.",
            )
            yield placed(found, places, "inbox", n, "decision")
        if said and file not in files:
            found = Finding(
                "campaign.inbox-file-missing",
                Severity.NOTE,
                f"inbox.xlsx nhắc đến tệp “{row.file}”, hiện không có trong nominations/.",
                "Kiểm tra tên tệp; nếu tệp đã được bỏ đi thì xóa dòng này.",
            )
            yield placed(found, places, "inbox", n, "file")
        if said and seen.setdefault(file, said) != said:
            found = Finding(
                "campaign.inbox-decision-twice",
                Severity.WARNING,
                f"inbox.xlsx có hai quyết định khác nhau cho tệp “{row.file}”; dòng sau được dùng.",
                "Chỉ giữ lại một dòng cho mỗi tệp.",
            )
            yield placed(found, places, "inbox", n, "decision")
