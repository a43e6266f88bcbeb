"""`vinhdanh journal verify`, `seal`: the chain of seals computed anew, and closed now."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from vinhdanh.cli import data
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse

BLOCKED = 3


def add(subparsers: Any) -> None:
    """Adds the command to the parser."""
    command = subparsers.add_parser("journal", help="nhật ký: kiểm tra, niêm / the journal: verify, seal")
    parts = command.add_subparsers(dest="part", required=True, metavar="VIỆC")
    verify = parts.add_parser("verify", help="tính lại toàn bộ chuỗi niêm, nói rõ chỗ bị sửa / compute the whole chain anew")
    verify.add_argument(
        "--seal",
        default="",
        metavar="SỐ:MÃ",
        help="dấu niêm in trên biên nhận, để phát hiện phần cuối bị cắt / a seal from a receipt, to find a cut end",
    )
    verify.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON")
    seal = parts.add_parser("seal", help="niêm ngay những gì chưa niêm / seal now what is not sealed")
    for part, work in ((verify, run_verify), (seal, run_seal)):
        data.options(part)
        part.set_defaults(func=work)


def run_verify(arguments: argparse.Namespace) -> int:
    """Prints what does not fit. Exit code 0: all fits; 3: something was changed, removed, inserted or cut."""
    data.load(arguments, there=True)
    from vinhdanh.platform.journal import selectors  # noqa: PLC0415  # models need Django, loaded just now
    from vinhdanh.web.prepare import reach  # noqa: PLC0415  # as above

    reach()
    try:
        faults, seals, open_ = selectors.verify(arguments.seal)
    except ValueError as error:
        raise UserError(
            f"Dấu niêm “{arguments.seal}” không đúng dạng; cần dạng số:mã như trên biên nhận, ví dụ 12:9f86d081884c7d65.",
            f"“{arguments.seal}” is no seal; write number:digits as on the receipt, e.g. 12:9f86d081884c7d65.",
        ) from error
    if arguments.json:
        record = {"ok": not faults, "seals": seals, "unsealed": open_, "faults": [asdict(fault) for fault in faults]}
        print(json.dumps(record, ensure_ascii=False, indent=2))
        return BLOCKED if faults else 0
    for fault in faults:
        print(f"SAI: {fault.vi}\nWRONG: {fault.en}")
    if not faults:
        print(
            f"Nhật ký nguyên vẹn: {seals} dấu niêm, {open_} dòng chưa niêm. / The journal is whole: {seals} seals, {open_} entries not sealed yet."
        )
    return BLOCKED if faults else 0


def run_seal(arguments: argparse.Namespace) -> int:
    """Seals what is open and prints the seal that stands last."""
    data.load(arguments, there=True)
    from vinhdanh.platform.journal import selectors, services  # noqa: PLC0415  # models need Django, loaded just now
    from vinhdanh.web.prepare import reach  # noqa: PLC0415  # as above

    reach()
    services.seal()
    print(selectors.latest_seal() or "-")
    return 0
