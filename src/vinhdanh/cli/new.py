"""`vinhdanh new FOLDER`: an empty campaign with an explained campaign.toml, and blank workbooks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.engines import campaign
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.vietnamese import slug

if TYPE_CHECKING:
    import argparse


def add(subparsers: Any) -> None:
    """Adds the command to the parser."""
    command = subparsers.add_parser("new", help="lập thư mục trống cho một đợt mới / make the folder of a new campaign")
    command.add_argument("folder", type=Path, metavar="FOLDER", help="thư mục mới hoặc trống / a new or empty folder")
    command.add_argument(
        "--id", default="", metavar="ID", help="mã của đợt; bỏ trống: theo tên thư mục / id; default: from the folder's name"
    )
    command.set_defaults(func=run)


def run(arguments: argparse.Namespace) -> int:
    """Makes the folder and says what to do next."""
    folder: Path = arguments.folder
    ident = arguments.id or slug(folder.resolve().name).strip("-")
    rules = catalogue().rule_sets[-1].code  # of today; an older campaign changes it in campaign.toml
    campaign.new(folder, id=ident, rule_set=rules)
    print(f"Đã lập thư mục {folder}. Việc tiếp theo:")
    print("  1. Chép kế hoạch vào thư mục với tên plan (plan.docx, plan.pdf, plan.txt…).")
    print("  2. Điền campaign.toml theo lời giải thích trong tệp, hoặc lấy từ kế hoạch: vinhdanh plan read.")
    print(f"  3. Điền unions.xlsx rồi tạo mẫu danh sách trống cho từng đơn vị: vinhdanh forms blank {folder}.")
    print("  4. Đặt danh sách các đơn vị gửi về vào nominations; điền votes.xlsx, guests.xlsx.")
    print(f"  5. Kiểm tra: vinhdanh check {folder}")
    return 0
