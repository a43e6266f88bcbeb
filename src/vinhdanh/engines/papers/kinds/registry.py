"""All kinds of paper by key, with the names of their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.papers.kinds import (
    achievement,
    allocation,
    attendance,
    budget,
    delegates,
    five_years,
    letters,
    meetings,
    minutes,
    missing,
    notices,
    plan,
    profiles,
    programme,
    proposals,
    receipts,
    register,
    report,
    request,
    runsheet,
    waves,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.papers.model import Paper


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper.

    Args:
        key: As `[[papers]] kind` of campaign.toml names it.
        name: Vietnamese name.
        stem: File name without ending; a second paper of a kind gets "-2".
        build: The papers of this kind; none when the campaign has no need of one.
    """

    key: str
    name: str
    stem: str
    build: Callable[[Outcome], tuple[Paper, ...]]


_ALL = (
    Kind("plan", "Kế hoạch", "01-ke-hoach", plan.build),
    Kind("proposals", "Danh sách tổng hợp đề nghị", "02-danh-sach-tong-hop-de-nghi", proposals.build),
    Kind("missing", "Danh sách đơn vị chưa gửi", "03-danh-sach-don-vi-chua-gui", missing.build),
    Kind("delegates", "Danh sách đại biểu và dự khuyết", "04-danh-sach-dai-bieu", delegates.build),
    Kind("request", "Tờ trình khen thưởng", "05-to-trinh-khen-thuong", request.build),
    Kind("decision", "Quyết định khen thưởng", "06-quyet-dinh-khen-thuong", request.build_decision),
    Kind("profiles", "Danh sách trích ngang", "07-danh-sach-trich-ngang", profiles.build),
    Kind("report", "Báo cáo tổng kết Hội nghị", "08-bao-cao-tong-ket", report.build),
    Kind("rollout", "Công văn triển khai", "21-cong-van-trien-khai", letters.build_rollout),
    Kind("allocation", "Thông báo phân bổ chỉ tiêu", "22-phan-bo-chi-tieu", allocation.build),
    Kind("reminder", "Công văn đôn đốc", "23-cong-van-don-doc", letters.build_reminder),
    Kind("receipts", "Phiếu tiếp nhận danh sách", "24-phieu-tiep-nhan", receipts.build_receipts),
    Kind("confirmations", "Giấy xác nhận", "25-giay-xac-nhan", receipts.build_confirmations),
    Kind("achievements", "Báo cáo thành tích", "26-bao-cao-thanh-tich", achievement.build),
    Kind("posting", "Thông báo niêm yết", "27-thong-bao-niem-yet", notices.build_posting),
    Kind("results", "Thông báo kết quả", "28-thong-bao-ket-qua", notices.build_results),
    Kind("budget", "Tờ trình kinh phí", "29-to-trinh-kinh-phi", budget.build),
    Kind("settlement", "Quyết toán kinh phí", "30-quyet-toan-kinh-phi", budget.build_settlement),
    Kind("register", "Sổ khen thưởng", "31-so-khen-thuong", register.build_register),
    Kind("payments", "Danh sách ký nhận tiền thưởng", "32-danh-sach-ky-nhan-tien-thuong", register.build_payments),
    Kind("five_years", "Báo cáo tổng kết phong trào và công tác khen thưởng", "33-bao-cao-tong-ket-phong-trao", five_years.build),
    Kind("programme", "Chương trình", "14-chuong-trinh", programme.build),
    Kind("runsheet", "Kịch bản điều hành", "15-kich-ban-dieu-hanh", runsheet.build),
    Kind("waves", "Danh sách các đợt trao thưởng", "16-cac-dot-trao-thuong", waves.build),
    Kind("count_minutes", "Biên bản kiểm phiếu", "17-bien-ban-kiem-phieu", minutes.build),
    Kind("awards_minutes", "Biên bản họp xét khen thưởng", "18-bien-ban-hop-xet-khen-thuong", meetings.build_awards),
    Kind("conference_minutes", "Biên bản Hội nghị", "19-bien-ban-hoi-nghi", meetings.build_conference),
    Kind("attendance", "Báo cáo tình hình đại biểu", "20-bao-cao-tinh-hinh-dai-bieu", attendance.build),
)
KINDS: dict[str, Kind] = {kind.key: kind for kind in _ALL}


def build_papers(outcome: Outcome) -> dict[str, Paper]:
    """Every paper of the outcome by the stem of its file name, in the order of the office's work."""
    out: dict[str, Paper] = {}
    for kind in KINDS.values():
        for n, paper in enumerate(kind.build(outcome), 1):
            out[kind.stem if n == 1 else f"{kind.stem}-{n}"] = paper
    return out
