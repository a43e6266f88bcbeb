"""`vinhdanh inbox FOLDER`: whose each file of the heap is, and inbox.xlsx for a human's word about the doubtful ones."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.engines import campaign
from vinhdanh.engines.campaign.inbox import shown
from vinhdanh.engines.campaign.store import inbox_workbook
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.pipeline import inbox
from vinhdanh.engines.pipeline.earlier import known_people
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import Campaign
    from vinhdanh.engines.pipeline.inbox import Line

BLOCKED = 3
FILE = "inbox.xlsx"
UNCLEAR = "campaign.inbox-decision-unclear"


def add(subparsers: Any) -> None:
    """Adds the command to the parser."""
    command = subparsers.add_parser(
        "inbox", help="tệp nào của đơn vị nào, tệp nào chờ quyết định / whose each file is, and which wait for a decision"
    )
    command.add_argument("folder", type=Path, metavar="FOLDER", help="thư mục của đợt / the campaign's folder")
    command.add_argument(
        "--all", action="store_true", help="ghi cả các tệp đã chắc chắn vào inbox.xlsx / write the sure files too"
    )
    command.add_argument(
        "--years",
        type=Path,
        metavar="DIR",
        help="thư mục chứa các đợt trước, để nhận ra đơn vị theo người đã biết / folder of earlier campaigns, whose people help to tell whose a list is",
    )
    command.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON")
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Shows the heap and writes inbox.xlsx, keeping what a human typed there. 0 when every file is settled, 3 when some wait."""
    loaded, findings = campaign.load(arguments.folder)
    # What cannot be read of the table would be lost if it were written anew.
    unreadable = [f for f in findings if f.file == FILE and f.severity is Severity.BLOCKING and f.code != UNCLEAR]
    if unreadable:
        raise UserError(
            f"{unreadable[0].message} Tệp được giữ nguyên; đề nghị kiểm tra lại {FILE}.",
            f"{FILE} cannot be read; it was left as it is.",
        )
    known = known_people(loaded, arguments.years, arguments.folder) if arguments.years else ()
    found = inbox.lines(loaded, inbox.incoming(loaded, known))
    written = _update(arguments.folder / FILE, loaded, inbox.kept(loaded, found, everything=arguments.all))
    if arguments.json:
        print(json.dumps({"files": [_record(line) for line in found]}, ensure_ascii=False, indent=2))
    else:
        _say(loaded, found, [f.message for f in findings if f.file == FILE])
        if written:
            print(f"Đã ghi {arguments.folder / FILE}. Đồng chí chọn đơn vị ở cột «Quyết định» rồi chạy lại lệnh này.")
    return BLOCKED if any(line.waits for line in found) else 0


def _update(path: Path, loaded: Campaign, rows: Sequence[Any]) -> bool:
    """Writes the table when it says something new; a table that nobody needs is not made."""
    if tuple(rows) == loaded.inbox:
        return False
    if (path.parent / f"~${path.name}").exists():
        raise UserError(
            f"{path} đang được mở trong Excel. Đề nghị lưu và đóng tệp rồi chạy lại; tệp được giữ nguyên.",
            f"{path} is open in Excel. Save and close it, then run again; it was left as it is.",
        )
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".inbox-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(inbox_workbook(replace(loaded, inbox=tuple(rows))))
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def _record(line: Line) -> dict[str, object]:
    verdict = line.incoming.verdict
    return {
        **asdict(line.row),
        "union": verdict.settled or None,
        "likely": verdict.union or None,
        "others": list(verdict.others),
        "state": str(verdict.certainty),
        "share": round(verdict.share, 3),
        "used": line.incoming.used,
        "waits": line.waits,
    }


def _say(loaded: Campaign, found: Sequence[Line], remarks: Sequence[str]) -> None:
    names = {u.code: shown(u) for u in loaded.unions}
    waiting = [line for line in found if line.waits]
    settled = [line for line in found if not line.waits and line.row.decision]
    sure = [line for line in found if not line.waits and not line.row.decision]
    print(f"{loaded.settings.name or loaded.settings.id}: {len(found)} tệp, {len(waiting)} tệp chờ quyết định")
    for remark in remarks:
        print(f"  ! {remark}")
    for title, some in (("CHỜ QUYẾT ĐỊNH", waiting), ("ĐÃ QUYẾT ĐỊNH", settled), ("CHẮC CHẮN", sure)):
        if not some:
            continue
        print(f"\n{title} ({len(some)})")
        for line in some:
            whose = line.row.decision or line.row.guess or "(chưa đoán được)"
            print(f"  {line.row.file}\n    → {whose} · {line.row.certainty}: {line.row.why}")
    several = _several(found)
    if several:
        print("\nĐƠN VỊ GỬI NHIỀU TỆP (được gộp thành một danh sách)")
        for code, files in several.items():
            print(f"  {names.get(code, code)}: {', '.join(files)}")


def _several(found: Sequence[Line]) -> dict[str, list[str]]:
    files: dict[str, list[str]] = {}
    for line in found:
        if line.incoming.used and line.incoming.verdict.settled:
            files.setdefault(line.incoming.verdict.settled, []).append(line.row.file)
    return {code: sorted(some) for code, some in sorted(files.items()) if len(some) > 1}
