"""`vinhdanh what-if RESULT TABLE RULES --set KEY=VALUE`: who comes, who goes and what it costs."""

from __future__ import annotations

import json
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import argparse


def add(subparsers: Any) -> None:
    """Adds the command to the parser."""
    command = subparsers.add_parser("what-if", help="thử thay đổi một con số của quy tắc / try another figure in the rules")
    command.add_argument("result", type=Path, metavar="RESULT", help="kết quả của lệnh select / the result")
    command.add_argument("table", type=Path, metavar="TABLE", help="bảng người được đề nghị / the candidates")
    command.add_argument("rules", type=Path, metavar="RULES", help="quy tắc / the rules")
    command.add_argument(
        "--set",
        dest="settings",
        action="append",
        required=True,
        metavar="KEY=VALUE",
        help="ví dụ size=180, units.at_most=4, targets.women.share=45, include=C12, person.C12.score=95 / for example",
    )
    command.add_argument("--json", action="store_true", help="in dạng JSON / print JSON")
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints the change. Exit code 0."""
    # The solver takes half a second to load: other commands do not wait for it.
    from vinhdanh.engines.selection.record import number, read_record  # noqa: PLC0415
    from vinhdanh.engines.selection.whatif import what_if  # noqa: PLC0415
    from vinhdanh.engines.selection.words import number as written  # noqa: PLC0415

    change = what_if(read_record(arguments.result), arguments.table, arguments.rules, arguments.settings)
    unit = 10**change.decimals
    cost = Fraction(change.merit_before - change.merit, unit)
    if arguments.json:
        body = {
            "come": change.come,
            "go": change.go,
            "merit": number(Fraction(change.merit, unit)),
            "merit_before": number(Fraction(change.merit_before, unit)),
            "levels": [{"priority": p, "shortfall": miss} for p, miss in change.levels],
            "relaxed": change.relaxed,
            "cost": number(cost),
            "targets": [{"id": i, "label": label, "before": a, "after": b} for i, label, a, b in change.targets],
        }
        sys.stdout.write(json.dumps(body, ensure_ascii=False, indent=1) + "\n")
        return 0
    print(f"Vào danh sách: {len(change.come)}" + (f" – {', '.join(change.come)}" if change.come else ""))
    print(f"Ra khỏi danh sách: {len(change.go)}" + (f" – {', '.join(change.go)}" if change.go else ""))
    print(f"Tổng điểm {'giảm' if cost > 0 else 'tăng'} {written(abs(cost), change.decimals)} điểm.")
    for _, label, earlier, now in change.targets:
        if earlier != now:
            print(f"Chỉ tiêu “{label}”: từ {earlier} thành {now} người.")
    for priority, miss in change.levels:
        if miss:
            print(f"Các chỉ tiêu ưu tiên {priority}: còn lệch {miss} người.")
    if change.relaxed:
        print("Các giới hạn không thể cùng được giữ; một số giới hạn đã phải nới.")
    return 0
