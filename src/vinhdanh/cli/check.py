"""`vinhdanh check FOLDER`: what is missing or wrong in a campaign's folder, and where."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.engines import campaign
from vinhdanh.engines.campaign.types import Severity

if TYPE_CHECKING:
    import argparse

    from vinhdanh.engines.campaign.types import Finding

BLOCKED = 3
TITLES = {
    Severity.BLOCKING: "PHẢI XỬ LÝ",
    Severity.WARNING: "CẦN XEM LẠI",
    Severity.NOTE: "LƯU Ý",
}


def add(subparsers: Any) -> None:
    """Adds the command to the parser."""
    command = subparsers.add_parser(
        "check", help="kiểm tra thư mục của một đợt / say what is missing or wrong in a campaign's folder"
    )
    command.add_argument("folder", type=Path, metavar="FOLDER", help="thư mục của đợt / the campaign's folder")
    command.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON")
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the findings. Exit code 0 when nothing blocks, 3 when something does."""
    loaded, findings = campaign.load(arguments.folder)
    blocked = any(f.severity is Severity.BLOCKING for f in findings)
    if arguments.json:
        print(json.dumps(_record(loaded.settings.id, findings), ensure_ascii=False, indent=2))
    else:
        _say(loaded, findings)
    return BLOCKED if blocked else 0


def _record(ident: str, findings: tuple[Finding, ...]) -> dict[str, object]:
    counts = {str(s): sum(f.severity is s for f in findings) for s in Severity}
    return {"campaign": ident, "ok": not counts["blocking"], "counts": counts, "findings": [asdict(f) for f in findings]}


def _say(loaded: Any, findings: tuple[Finding, ...]) -> None:
    s = loaded.settings
    print(s.name or s.id or "(chưa đặt tên)")
    print(
        f"Đơn vị: {len(loaded.unions)} · Tệp danh sách: {len(loaded.nominations)} · Cuộc bỏ phiếu: {len(loaded.ballots)} · "
        f"Khách mời: {len(loaded.guests)} · Quyết định: {len(loaded.overrides)}"
    )
    for severity, title in TITLES.items():
        some = [f for f in findings if f.severity is severity]
        if not some:
            continue
        print(f"\n{title} ({len(some)})")
        for f in some:
            place = ", ".join(p for p in (f.file, f.sheet, f.cell) if p)
            print(f"  - {f.message}" + (f" [{place}]" if place else ""))
            print(f"    → {f.remedy}")
    if not any(f.severity is Severity.BLOCKING for f in findings):
        print("\nKhông có nội dung nào phải xử lý trước khi chạy.")
