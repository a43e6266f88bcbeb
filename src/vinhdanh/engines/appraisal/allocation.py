"""A unit's list as a whole: more requests than places, only managers (R19)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from vinhdanh.engines.appraisal.wording import WARNING, about_union, listing
from vinhdanh.engines.campaign.flags import NO, non_manager

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vinhdanh.engines.campaign.types import Campaign, Finding, Nominee


def check_allocation(campaign: Campaign, nominees: Sequence[Nominee]) -> Iterator[Finding]:
    """Per union: requests to attend above its places, in the order of its list; a list on which everyone holds a leading post."""
    by_union: dict[str, list[Nominee]] = defaultdict(list)
    for nominee in nominees:
        by_union[nominee.union].append(nominee)
    for union in campaign.unions:
        sent = by_union[union.code]
        file = next((n.place.file for n in sent if n.place), "")
        most = union.at_most if union.at_most is not None else campaign.settings.unit_cap
        asked = [n.name for n in sent if n.attend]
        if most is not None and len(asked) > most:
            message = f"{union.name} đề nghị {len(asked)} đại biểu dự hội nghị, phân bổ {most}: {listing(asked, 12)}."
            remedy = f"Không cần rút danh sách: chương trình chọn không quá {most}; nếu cần, đề nghị đơn vị xếp thứ tự ưu tiên."
            yield about_union(union, "over-allocation", WARNING, message, remedy, file=file)
        if sent and all(non_manager(n) == NO for n in sent):
            message = f"{union.name} chỉ đề nghị người giữ vị trí lãnh đạo, quản lý ({len(sent)} trường hợp): {listing([n.name for n in sent])}."
            remedy = "Đề nghị đơn vị phát hiện thêm công nhân trực tiếp sản xuất, công chức, viên chức không giữ vị trí lãnh đạo, quản lý."
            yield about_union(union, "only-managers", WARNING, message, remedy, file=file)
