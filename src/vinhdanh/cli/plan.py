"""`vinhdanh plan read FILE`: what a plan paper says, with the words it says it in."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.pipeline.from_plan import campaign_toml, remarks
from vinhdanh.engines.plan import KEYS, read_plan
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse

    from vinhdanh.engines.plan import JsonValue, Reading, Value

_SENSES = {"before": "trước ngày", "by": "đến hết ngày", "on": "ngày", "in": "trong"}
_BOUNDS = {"at_least": "ít nhất", "about": "khoảng", "at_most": "không quá"}
_UNITS = {"day": "ngày", "session": "buổi"}
_STDOUT = "-"


def add(subparsers: Any) -> None:
    """Adds the command to the parser."""
    plan = subparsers.add_parser("plan", help="đọc văn bản kế hoạch / read a plan paper")
    commands = plan.add_subparsers(dest="plan_command", required=True, metavar="LỆNH")
    read = commands.add_parser(
        "read", help="đọc kế hoạch, dẫn nguyên văn từng giá trị / read a plan, quoting the words of each value"
    )
    read.add_argument("file", type=Path, metavar="FILE", help="tệp .docx, .odt, .pdf (có chữ), .txt hoặc .md / the plan paper")
    read.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON")
    read.add_argument(
        "--text", metavar="FILE", help="ghi phần chữ đã đọc ra tệp (- : in ra màn hình) / write the text that was read"
    )
    read.add_argument(
        "-o", "--out", type=Path, metavar="campaign.toml", help="ghi tệp campaign.toml từ kế hoạch / write a campaign.toml"
    )
    read.add_argument("--force", action="store_true", help="cho phép ghi đè tệp đã có / replace existing files")
    read.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Reads the plan, writes what was asked for, prints the reading. Exit code 0."""
    reading = read_plan(arguments.file)
    if arguments.text == _STDOUT:
        sys.stdout.write(reading.text)
        return 0
    if arguments.text:
        _write(Path(arguments.text), reading.text, arguments.file, force=True)
    if arguments.out:
        _write(arguments.out, campaign_toml(reading), arguments.file, force=arguments.force)
    if arguments.json:
        print(json.dumps(reading.json(), ensure_ascii=False, indent=2))
    else:
        _say(reading)
        for path in filter(None, (arguments.text, arguments.out)):
            print(f"\nĐã ghi: {path}")
    return 0


def _write(path: Path, text: str, source: Path, *, force: bool) -> None:
    """Writes a file whole or not at all; the plan itself and, without `force`, a file with other words are never replaced."""
    data = text.encode()
    if path.exists() and path.resolve() == source.resolve():
        raise UserError(
            f"“{path}” chính là tệp kế hoạch, không ghi đè. Đề nghị chọn tên khác.",
            f"“{path}” is the plan itself and is not replaced. Choose another name.",
        )
    if path.is_dir():
        raise UserError(f"“{path}” là một thư mục. Đề nghị ghi rõ tên tệp.", f"“{path}” is a folder. Name a file.")
    if path.exists() and not force and path.read_bytes() not in {b"", data}:
        raise UserError(
            f"Tệp “{path}” đã có, chưa ghi gì. Đề nghị chọn tên khác hoặc thêm --force để thay tệp cũ.",
            f"“{path}” exists; nothing was written. Choose another name, or add --force to replace it.",
        )
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".vinhdanh-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UserError(
            f"Không ghi được tệp “{path}”: máy báo “{error.strerror}”. Đề nghị kiểm tra thư mục và quyền ghi.",
            f"“{path}” cannot be written: {error.strerror}. Check the folder and its permissions.",
        ) from None


def _say(reading: Reading) -> None:
    labels = {k.key: k.label for k in KEYS}
    print(f"Kế hoạch: {reading.source}")
    for remark in remarks(reading):
        print(f"! {remark}")
    print()
    width = max((len(labels[v.key]) for v in reading.values), default=0)
    before = ""
    for v in reading.values:
        label = labels[v.key] if v.key != before else ""
        before = v.key
        mark = " (?)" if v.doubtful else ""
        print(f"{label:<{width}}  {_words(v.value)}{mark}")
        print(f"{'':<{width}}    dòng {reading.line(v)}, {_how_sure(v)}: “{_short(v.quote)}”")
        if v.note:
            print(f"{'':<{width}}    ! {v.note}")
    if reading.missing:
        print("\nKế hoạch không nêu (không đoán):")
        for key in reading.missing:
            print(f"  - {labels[key]}")


def _how_sure(v: Value) -> str:
    if v.doubtful:
        return f"chưa chắc, cần xem lại ({v.confidence:.0%})"
    return f"{'chắc chắn' if v.confidence >= 0.9 else 'khá chắc'} ({v.confidence:.0%})"


def _words(value: JsonValue) -> str:
    if isinstance(value, dict):
        if "share" in value:
            return f"{value['label']}: {_BOUNDS[str(value['sense'])]} {value['share']:g} %".replace(".", ",")
        if "sense" in value:
            iso = str(value["date"]).split("-")
            shown = "/".join(reversed(iso))
            sense = _SENSES[str(value["sense"])]
            return f"{'trong tháng' if sense == 'trong' and len(iso) == 2 else sense.replace('ngày', 'tháng') if len(iso) == 2 else sense} {shown}"
        if "unit" in value:
            return f"{value['value']:g} {_UNITS[str(value['unit'])]}".replace(".", ",")
        return "; ".join(_words(x) for x in value.values() if x)
    if isinstance(value, list):
        return " / ".join(_words(x) for x in value)
    return _short(str(value))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else f"{line[:100]} … {line[-50:]}"
