"""All kinds of paper by key, with the names of their files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.papers.kinds import delegates, missing, plan, profiles, proposals, report, request

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
)
KINDS: dict[str, Kind] = {kind.key: kind for kind in _ALL}


def build_papers(outcome: Outcome) -> dict[str, Paper]:
    """Every paper of the outcome by the stem of its file name, in the order of the office's work."""
    out: dict[str, Paper] = {}
    for kind in KINDS.values():
        for n, paper in enumerate(kind.build(outcome), 1):
            out[kind.stem if n == 1 else f"{kind.stem}-{n}"] = paper
    return out
