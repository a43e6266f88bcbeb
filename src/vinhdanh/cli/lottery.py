"""`vinhdanh lottery commit | draw | verify | fair`: a public draw in three steps, and the fair lottery (docs/lottery.md)."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.cli.select_output import write_whole
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse

KINDS = ("commitment", "draw", "fair")
WRONG = 3


def add(subparsers: Any) -> None:
    """Adds the command to the parser."""
    command = subparsers.add_parser("lottery", help="bốc thăm công khai: cam kết, rút, kiểm tra / a public draw")
    steps = command.add_subparsers(dest="step", required=True, metavar="BƯỚC")
    commit = steps.add_parser("commit", help="lập bản cam kết trước khi rút chuỗi / the commitment, before the seed")
    draw = steps.add_parser("draw", help="kết quả theo chuỗi đã rút / the result of a seed")
    draw.add_argument(
        "promise", type=Path, metavar="COMMITMENT", help="tệp do bước commit hoặc fair ghi / the commitment, or the fair lottery"
    )
    verify = steps.add_parser("verify", help="kiểm tra một kết quả đã công bố / check a published result")
    verify.add_argument("promise", type=Path, metavar="RESULT", help="tệp do bước draw ghi / the result")
    fair = steps.add_parser("fair", help="bốc thăm công bằng, không xét điểm / the fair lottery, without merit")
    for step, work in ((commit, _commit), (draw, _draw), (verify, _verify), (fair, _fair)):
        step.add_argument("table", type=Path, metavar="TABLE", help="bảng người được đề nghị / the candidates")
        step.add_argument("rules", type=Path, metavar="RULES", help="quy tắc / the rules")
        step.set_defaults(func=work)
    draw.add_argument("--seed", required=True, metavar="TEXT", help="chuỗi đã rút công khai, đúng từng ký tự / the public seed")
    fair.add_argument("--seed", default="", metavar="TEXT", help="chuỗi đã rút công khai / the public seed")
    for step in (commit, draw, fair):
        step.add_argument("-o", "--out", type=Path, metavar="FILE", help="ghi ra tệp JSON / write to a file")
        step.add_argument("--json", action="store_true", help="in dạng JSON / print JSON")


def _commit(arguments: argparse.Namespace) -> int:
    """Prints the commitment. Exit code 0."""
    from vinhdanh.engines.selection.draw import commit_files  # noqa: PLC0415  # the solver takes half a second to load

    _guard(arguments.out)
    found = commit_files(arguments.table, arguments.rules)
    tied = len(found["tied"])
    said = f"Cam kết: {found['commitment']}\nCó {tied} trường hợp ngang nhau sẽ được quyết định bằng bốc thăm."
    return _give(found, arguments, said)


def _draw(arguments: argparse.Namespace) -> int:
    """Prints the list and the lots. Exit code 0."""
    from vinhdanh.engines.selection.draw import draw_fair, draw_files  # noqa: PLC0415  # as above

    _guard(arguments.out)
    promise = _read(arguments.promise)
    if promise["kind"] == "fair":
        found = draw_fair(promise, arguments.table, arguments.rules, arguments.seed)
        said = f"Mã của phương án bốc thăm: {found['lottery']} (khớp)\nDanh sách: {', '.join(found['chosen'])}"
        return _give(found, arguments, said)
    found = draw_files(promise, arguments.table, arguments.rules, arguments.seed)
    lines = [f"Cam kết: {found['commitment']} (khớp)", f"Chuỗi bốc thăm: {found['seed']}"]
    lines += [
        f"  {lot['id']}: lá thăm {lot['lot']}, {'được chọn' if lot['chosen'] else 'không được chọn'}" for lot in found["lots"]
    ]
    if not found["lots"]:
        lines.append("Không có trường hợp ngang nhau: chuỗi bốc thăm không làm thay đổi danh sách.")
    return _give(found, arguments, "\n".join([*lines, f"Danh sách: {', '.join(found['chosen'])}"]))


def _verify(arguments: argparse.Namespace) -> int:
    """Says whether a published draw is right. Exit code 0, or 3 when it is not."""
    from vinhdanh.engines.selection.draw import verify_draw, verify_fair  # noqa: PLC0415  # as above

    result = _read(arguments.promise)
    check = verify_fair if result["kind"] == "fair" else verify_draw
    faults = check(result, arguments.table, arguments.rules)
    for fault in faults:
        print(f"Không đúng: {fault}")
    if not faults:
        print("Đúng: tính lại cho cùng cam kết, cùng lá thăm và cùng danh sách.")
    return WRONG if faults else 0


def _fair(arguments: argparse.Namespace) -> int:
    """Prints the chances and, with a seed, the list. Exit code 0."""
    from vinhdanh.engines.selection.draw import fair_files  # noqa: PLC0415  # as above

    _guard(arguments.out)
    found = fair_files(arguments.table, arguments.rules, arguments.seed)
    percent = f"{found['least'] * 100:.2f}".replace(".", ",")
    lines = [
        f"Cam kết: {found['commitment']}",
        f"Mã của phương án bốc thăm: {found['lottery']}",
        f"Cơ hội nhỏ nhất của một người: {percent}\N{NO-BREAK SPACE}%; không cách bốc thăm nào cho cơ hội nhỏ nhất lớn hơn.",
        f"Số nhóm như nhau: {len(found['types'])}; số phương án danh sách: {len(found['lists'])}.",
    ]
    lines.append(f"Danh sách: {', '.join(found['chosen'])}" if "chosen" in found else "Chưa rút chuỗi: chưa có danh sách.")
    return _give(found, arguments, "\n".join(lines))


def _give(found: dict[str, Any], arguments: argparse.Namespace, said: str) -> int:
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    if arguments.out:
        write_whole(arguments.out, [text])
    if arguments.json:
        sys.stdout.write(text)
    else:
        print(said)
        if arguments.out:
            print(f"Đã ghi: {arguments.out}")
    return 0


def _read(path: Path) -> dict[str, Any]:
    """A file that one of the steps wrote."""
    try:
        value = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise UserError(
            f"Không đọc được tệp “{path}” ({error.strerror}). Đề nghị kiểm tra đường dẫn.",
            f"Cannot read “{path}” ({error.strerror}).",
        ) from error
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or value.get("kind") not in KINDS:
        raise UserError(
            f"Tệp “{path.name}” không phải do lệnh lottery ghi. Đề nghị chọn đúng tệp cam kết hoặc kết quả.",
            f"“{path.name}” was not written by the command lottery.",
        )
    return value


def _guard(out: Path | None) -> None:
    """The file may replace an earlier one of these steps, nothing else."""
    if out is not None and out.exists():
        try:
            _read(out)
        except UserError as error:
            raise UserError(
                f"Tệp “{out}” đã có và không phải do lệnh lottery ghi, nên không ghi đè. Đề nghị chọn tên khác.",
                f"“{out}” exists and was not written by the command lottery; it is not replaced.",
            ) from error
