"""`vinhdanh run FOLDER --out DIR`: the whole chain."""

from __future__ import annotations

import contextlib
import ctypes
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.outcome import Outcome, Standing, UnitState
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.pipeline import RunResult, run

if TYPE_CHECKING:
    import argparse

ALL_WELL, BLOCKED = 0, 3


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command."""
    parser = commands.add_parser("run", help="chạy cả đợt: kiểm tra, lựa chọn, lập giấy tờ, hồ sơ / the whole chain")
    parser.add_argument("folder", type=Path, metavar="THƯ_MỤC", help="thư mục của đợt (xem docs/folder.md)")
    parser.add_argument("--out", type=Path, required=True, metavar="KẾT_QUẢ", help="thư mục nhận kết quả")
    parser.add_argument(
        "--seed", default="", metavar="CHUỖI", help="chuỗi bốc thăm công khai, chỉ dùng giữa những người bằng điểm"
    )
    parser.add_argument(
        "--years",
        type=Path,
        metavar="DIR",
        help="thư mục chứa các đợt trước, để nhận ra đơn vị theo người đã biết / folder of earlier campaigns, whose people help to tell whose a list is",
    )
    parser.set_defaults(func=command)


def show_progress(step: int, steps: int, words: str) -> None:
    """One line a step, on the error stream, so that the output stays clean."""
    sys.stderr.write(f"[{step}/{steps}] {words}…\n")
    sys.stderr.flush()


def command(arguments: argparse.Namespace) -> int:
    """Runs; 0 when all is well, 3 with blocking findings."""
    _few_arenas()
    result = run(arguments.folder, arguments.out, seed=arguments.seed, progress=show_progress, years=arguments.years)
    summary(result, arguments.out)
    return BLOCKED if result.blocking else ALL_WELL


def _few_arenas() -> None:
    """Lets the C library keep two heaps, not eight a core (glibc): a run works in a few threads and must stay small."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(-8, 2)  # M_ARENA_MAX


def summary(result: RunResult, out: Path) -> None:
    """What came out, in a few lines."""
    outcome = result.outcome
    for line in lines(outcome):
        print(line)
    for kept in result.kept:
        print(f"Giữ nguyên tệp đồng chí đã sửa: {kept.edited}; bản mới: {kept.new}")
    for severity, words in ((Severity.BLOCKING, "chặn"), (Severity.WARNING, "cần chú ý"), (Severity.NOTE, "ghi nhận")):
        number = sum(f.severity is severity for f in outcome.findings)
        if number:
            print(f"Nội dung {words}: {number}")
    if result.blocking:
        print(f"Còn {result.blocking} nội dung chặn: xem {out / 'findings.xlsx'}. Giấy tờ làm được đều đã làm.")
        print(f"{result.blocking} blocking findings: see {out / 'findings.xlsx'}. Everything that can be made was made.")
    print(f"Kết quả: {out / 'report.html'}")


def lines(outcome: Outcome) -> list[str]:
    """The figures of the campaign: units, nominees, delegates, commendations, who goes up."""
    states = [u.state for u in outcome.units]
    chosen = len(outcome.attend.by(Standing.CHOSEN))
    cap = outcome.campaign.settings.cap_delegates
    counted = {state: states.count(state) for state in UnitState}
    kinds = [n.kind for n in outcome.nominees]
    limit = f" (giới hạn {cap})" if cap is not None else ""
    units = f"Đơn vị: {len(states)}; đã gửi {counted[UnitState.SENT]}, muộn {counted[UnitState.LATE]}"
    said = [
        f"{units}, không có đề nghị {counted[UnitState.NIL]}, chưa gửi {counted[UnitState.MISSING]}",
        f"Đề nghị: {kinds.count('person')} cá nhân, {kinds.count('collective')} tập thể",
        f"Đại biểu: {chosen} điển hình + {len(outcome.guests_in)} khách mời = {chosen + len(outcome.guests_in)}{limit}",
    ]
    said += [f"{r.choice.title}: {len(r.choice.by(Standing.CHOSEN))}" for r in outcome.commend]
    said += [
        f"{r.choice.title}: "
        + (
            "chưa được phân bổ"
            if r.choice.status == "not_allotted"
            else f"{len(r.choice.by(Standing.CHOSEN))} / {r.choice.places}"
        )
        for r in outcome.upward
    ]
    return said
