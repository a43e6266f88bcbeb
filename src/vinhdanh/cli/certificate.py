"""`vinhdanh check-selection CERTIFICATE TABLE RULES`: whether a certificate proves its list, without the engine that made it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse

WORDS = {
    "proved": "Đã chứng minh: không có danh sách nào tốt hơn theo quy tắc này.",
    "proved except the core": "Đã chứng minh, trừ phần lõi: phép tìm kiếm trong số ít trường hợp còn ngờ được tin theo chương trình.",
    "rejected": "Không chấp nhận: chứng thư không chứng minh được danh sách.",
}
EXITS = {"proved": 0, "proved except the core": 1, "rejected": 3}


def add(subparsers: Any) -> None:
    """Adds the command to the parser."""
    check = subparsers.add_parser(
        "check-selection", help="kiểm tra chứng thư của một danh sách / check the certificate of a list"
    )
    check.add_argument(
        "certificate", type=Path, metavar="CERTIFICATE", help="tệp do “select --certificate” ghi / the certificate"
    )
    check.add_argument("table", type=Path, metavar="TABLE", help="bảng, .csv hoặc .parquet / the table")
    check.add_argument("rules", type=Path, metavar="RULES", help="quy tắc, .toml hoặc .json / the rules")
    check.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Prints one of *proved*, *proved except the core*, *rejected*. Exit code 0, 1 or 3."""
    from vinhdanh.engines.selection import checker  # noqa: PLC0415  # other commands do not wait for it

    files = [_bytes(path) for path in (arguments.certificate, arguments.table, arguments.rules)]
    if arguments.table.suffix.lower() == ".parquet":
        from vinhdanh.engines.selection.certificate import canonical  # noqa: PLC0415  # as above
        from vinhdanh.engines.selection.table_file import read_table  # noqa: PLC0415  # as above

        table = read_table(arguments.table)
        files[1] = canonical(table.columns, table.rows)
    said = checker.verdict(*files)
    word, _, why = said.partition(": ")
    print(WORDS[word])
    if why:
        print(f"Lý do (tiếng Anh): {why}")
    print(word)
    return EXITS[word]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            f"Không đọc được tệp “{path}” ({error.strerror}). Đề nghị kiểm tra đường dẫn và quyền đọc.",
            f"Cannot read “{path}” ({error.strerror}).",
        ) from error
