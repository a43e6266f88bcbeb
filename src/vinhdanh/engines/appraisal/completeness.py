"""What is missing in a nomination: what cannot be done without, what statistics need, what a reader will miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.appraisal.wording import BLOCKING, NOTE, WARNING, about, who
from vinhdanh.engines.campaign.flags import subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from vinhdanh.engines.campaign.types import Campaign, Finding, Nominee


def _identity(nominee: Nominee) -> Iterator[Finding]:
    if not nominee.name.strip():
        label = "Một dòng" if nominee.kind == "person" else "Một tập thể"
        yield about(nominee, "no-name", BLOCKING, f"{label} trong danh sách chưa ghi tên.", "Ghi họ và tên hoặc tên tập thể.")
    if nominee.kind == "collective" and (nominee.representative is None or not nominee.representative.name.strip()):
        message = f"{who(nominee)} chưa có người đại diện, nên chưa thể cử dự hội nghị và nhận khen thưởng."
        yield about(
            nominee,
            "no-representative",
            BLOCKING,
            message,
            "Ghi họ tên, chức vụ, giới tính, năm sinh, dân tộc của người đại diện.",
        )


def _structure(nominee: Nominee) -> Iterator[Finding]:
    counted = subject(nominee)
    if counted is None:
        return
    told = {
        "giới tính": counted.sex,
        "năm sinh": counted.birth,
        "dân tộc": counted.ethnicity,
        "đối tượng lao động": counted.labour_group,
    }
    missing = [label for label, value in told.items() if not value]
    if missing:
        of = "" if nominee.kind == "person" else f" của người đại diện {counted.name}"
        message = f"{who(nominee)} còn thiếu{of}: {', '.join(missing)}; các tỷ lệ cơ cấu chưa tính được trường hợp này."
        yield about(nominee, "missing-items", WARNING, message, "Bổ sung các mục còn thiếu theo mẫu.")


def _story(nominee: Nominee) -> Iterator[Finding]:
    missing = []
    if not nominee.summary.strip():
        missing.append("tóm tắt thành tích")
    if not nominee.achievements and not nominee.initiatives:
        missing.append("danh hiệu, hình thức khen hoặc sáng kiến đã đạt")
    if missing:
        yield about(
            nominee, "no-story", NOTE, f"{who(nominee)} chưa có {' và '.join(missing)}.", "Bổ sung để có căn cứ xét chọn."
        )


def _requests(nominee: Nominee) -> Iterator[Finding]:
    if not (nominee.attend or nominee.upward or nominee.commend or nominee.typed_commend):
        message = f"{who(nominee)} không được đề nghị dự hội nghị, khen thưởng hay dự đại hội cấp trên."
        yield about(nominee, "no-request", WARNING, message, "Đánh dấu ít nhất một nội dung đề nghị.")


def check_completeness(campaign: Campaign, nominees: Sequence[Nominee]) -> Iterator[Finding]:
    """Missing name or representative (blocking), structure items (warning), story (note), requests; unions the register lacks."""
    known = {union.code for union in campaign.unions}
    for nominee in nominees:
        if nominee.union not in known:
            message = f"{who(nominee)} thuộc đơn vị mang mã “{nominee.union}”, không có trong danh sách đơn vị."
            yield about(
                nominee, "unknown-union", BLOCKING, message, "Sửa mã đơn vị trong mẫu hoặc bổ sung đơn vị vào unions.xlsx."
            )
        yield from _identity(nominee)
        yield from _structure(nominee)
        yield from _story(nominee)
        yield from _requests(nominee)
