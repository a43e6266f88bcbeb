"""`vinhdanh papers template | check-template | fields`: the office's own templates in Word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.papers import KINDS
from vinhdanh.engines.papers.template import Field, check, fields, starting_template
from vinhdanh.engines.papers.template.shapes import REQUIRED, required
from vinhdanh.engines.pipeline.cards import CARDS
from vinhdanh.engines.pipeline.on_demand import ON_DEMAND
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse

ALL_WELL, BLOCKED = 0, 3
_SHAPES = {"words": "Trong dòng", "block": "Đứng một mình trên một dòng", "row": "Trong một dòng của bảng, lặp lại"}


def add_template_commands(papers_subparsers: Any) -> None:
    """Adds the commands to those of `vinhdanh papers`."""
    made = papers_subparsers.add_parser(
        "template", help="ghi mẫu Word để sửa theo ý cơ quan / write a Word template to begin with"
    )
    made.add_argument("kind", metavar="KIND", help="loại giấy tờ, xem: vinhdanh papers list / the kind of paper")
    made.add_argument("-o", "--out", type=Path, required=True, metavar="FILE.docx", help="tệp ghi ra / file to write")
    made.add_argument("--force", action="store_true", help="cho phép ghi đè tệp đã có / replace an existing file")
    made.set_defaults(func=run_template)
    checked = papers_subparsers.add_parser("check-template", help="kiểm tra mẫu Word của cơ quan / check a Word template")
    checked.add_argument("file", type=Path, metavar="FILE.docx", help="mẫu cần kiểm tra / the template")
    checked.add_argument(
        "--kind",
        default="",
        metavar="KIND",
        help="loại giấy tờ; bỏ trống: theo tên tệp / the kind of paper; absent: by the file's name",
    )
    checked.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON")
    checked.set_defaults(func=run_check)
    listed = papers_subparsers.add_parser("fields", help="các trường dùng trong mẫu / the placeholders of a template")
    listed.add_argument("kind", metavar="KIND", nargs="?", default="", help="loại giấy tờ / the kind of paper")
    listed.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON")
    listed.set_defaults(func=run_fields)


def run_template(arguments: argparse.Namespace) -> int:
    """Writes the template of a kind to begin with. Exit code 0."""
    _known(arguments.kind)
    out: Path = arguments.out
    if out.suffix.lower() != ".docx":
        raise UserError(f"Tên tệp “{out.name}” cần có đuôi .docx.", f"The name “{out.name}” must end with .docx.")
    if out.exists() and not arguments.force:
        raise UserError(
            f"Tệp đã có: {out}. Không ghi đè; dùng --force nếu muốn thay.", f"Already there: {out}. Use --force to replace it."
        )
    out.write_bytes(starting_template(arguments.kind, KINDS[arguments.kind].name))
    print(f"Đã ghi: {out}")
    print(f"Sửa bằng Word, kiểm tra bằng check-template, rồi lưu vào thư mục của đợt: templates/{arguments.kind}.docx")
    return ALL_WELL


def run_check(arguments: argparse.Namespace) -> int:
    """Says what is wrong with a template. Exit code 0: it can be used; 3: something is to be mended first.

    The name of the file says the kind (`request.docx`), where `--kind` does not.
    """
    kind = arguments.kind or arguments.file.stem
    _known(kind)
    try:
        data = arguments.file.read_bytes()
    except OSError as error:
        raise UserError(
            f"Không đọc được tệp {arguments.file}: {error.strerror}.", f"Cannot read {arguments.file}: {error.strerror}."
        ) from error
    problems = check(data, kind)
    if arguments.json:
        rows = [{"code": p.code, "place": p.place, "message": p.message, "remedy": p.remedy} for p in problems]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for n, p in enumerate(problems, 1):
            print(f"{n}. {p.place + ': ' if p.place else ''}{p.message}\n   {p.remedy}")
        print(f"Có {len(problems)} điểm cần sửa." if problems else f"Mẫu dùng được cho “{KINDS[kind].name}”.")
    return BLOCKED if problems else ALL_WELL


def run_fields(arguments: argparse.Namespace) -> int:
    """Lists the placeholders with their meaning; for a kind also those of which one is needed. Exit code 0."""
    if arguments.kind:
        _known(arguments.kind)
    needed = [REQUIRED[key] for key in required(arguments.kind)]
    if arguments.json:
        must = {name for choices, _ in needed for name in choices} | {"noi_dung"}
        rows = [{"name": f.name, "meaning": f.vi, "use": f.shape, "needed": f.name in must} for f in fields()]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return ALL_WELL
    if arguments.kind:
        print("Cần có: {{noi_dung}} hoặc bảng; " + "; ".join(f"{words}: {_one_of(choices)}" for choices, words in needed))
    for shape, title in _SHAPES.items():
        print(f"\n{title}:")
        for field in (f for f in fields() if f.shape == shape):
            print(f"  {_braces(field):40} {field.vi}")
    return ALL_WELL


def _braces(field: Field) -> str:
    return f"{{{{{field.name}}}}}"


def _one_of(names: tuple[str, ...]) -> str:
    return " hoặc ".join(f"{{{{{name}}}}}" for name in names)


def _known(kind: str) -> None:
    """Raises UserError for a kind without a Word template, and says why it has none."""
    measured = {**CARDS, **ON_DEMAND}.get(kind)
    if measured is not None:
        raise UserError(
            f"“{measured.name}” ({kind}) in theo khuôn đo từng mm, có hoa văn, mã QR nên không nhận mẫu Word. Cơ quan có phôi giấy khen riêng: "
            "khai vị trí chữ ở mục [preprinted] của campaign.toml rồi in bằng loại certificate-overlay; hoặc sửa tệp Word sau khi in ra.",
            f"“{kind}” is set to the millimetre, with ornaments and codes, and takes no Word template. For an office's own printed form "
            "use [preprinted] and the kind certificate-overlay; or edit the Word file that is made.",
        )
    if kind not in KINDS:
        raise UserError(
            f"Không có loại giấy tờ “{kind}” dùng được mẫu Word. Các loại: {', '.join(KINDS)}.",
            f"There is no kind “{kind}” with a Word template. Kinds: {', '.join(KINDS)}.",
        )
