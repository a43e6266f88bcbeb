"""`vinhdanh statistics TABLE.parquet -o FILE.xlsx`: all tables of a level or of the nation from one table of nominees."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.statistics import tables_workbook
from vinhdanh.engines.statistics.national import national_tables
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse


def add(subparsers: Any) -> None:
    """Adds the command to the parser."""
    command = subparsers.add_parser(
        "statistics",
        help="lập biểu tổng hợp Excel từ bảng parquet của nhiều đợt / make the Excel tables from a parquet table of many campaigns",
    )
    command.add_argument("table", type=Path, metavar="TABLE.parquet", help="bảng theo docs/statistics.md / table of nominees")
    command.add_argument(
        "-o", "--out", type=Path, required=True, metavar="FILE.xlsx", help="tệp Excel cần lập / workbook to write"
    )
    command.add_argument("--public", action="store_true", help="ẩn số liệu nhỏ để công bố / hide small counts for publication")
    command.add_argument(
        "--private", action="store_true", help="thêm đảng viên, tôn giáo (không công bố) / add party membership and religion"
    )
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Writes the workbook; exit code 0."""
    if arguments.public and arguments.private:
        raise UserError(
            "Không dùng đồng thời --public và --private: biểu công bố không có số liệu về đảng viên, tôn giáo.",
            "--public and --private exclude each other.",
        )
    if arguments.out.suffix.lower() != ".xlsx":
        raise UserError(
            f"Tên tệp {arguments.out.name} phải có đuôi .xlsx. Đề nghị ghi ví dụ: -o bieu-tong-hop.xlsx",
            f"{arguments.out.name} must end in .xlsx.",
        )
    tables = national_tables(arguments.table, private=arguments.private, public=arguments.public)
    arguments.out.write_bytes(tables_workbook(tables))
    for table in tables:
        print(f"{table.code:5} {table.title}: {len(table.rows)} dòng")
    print(f"Kết quả: {arguments.out}")
    return 0
