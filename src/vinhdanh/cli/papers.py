"""`vinhdanh papers list`: the kinds of paper. `vinhdanh paper KIND FOLDER -o FILE`: one paper of a campaign, as Word or PDF."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vinhdanh.cli.template import add_template_commands
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.papers import KINDS
from vinhdanh.engines.pipeline.cards import CARDS
from vinhdanh.engines.pipeline.on_demand import ON_DEMAND
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from vinhdanh.engines.campaign.outcome import Outcome

Render = dict[str, "Callable[[], bytes]"]
ENDINGS = (".docx", ".pdf")
BATCHES = {**CARDS, **ON_DEMAND}
"""What is printed in batches of cards, beside the papers of `KINDS`."""


def add(subparsers: Any) -> None:
    """Adds the two commands to the parser."""
    papers = subparsers.add_parser("papers", help="các loại giấy tờ / the kinds of paper")
    commands = papers.add_subparsers(dest="papers_command", required=True, metavar="LỆNH")
    listed = commands.add_parser("list", help="liệt kê các loại giấy tờ / list the kinds of paper")
    listed.add_argument("--json", action="store_true", help="in kết quả dạng JSON / print JSON")
    listed.set_defaults(func=run_list)
    add_template_commands(commands)
    paper = subparsers.add_parser("paper", help="in một loại giấy tờ của đợt / print one paper of a campaign")
    paper.add_argument("kind", metavar="KIND", help="loại giấy tờ, xem: vinhdanh papers list / the kind of paper")
    paper.add_argument("folder", type=Path, metavar="FOLDER", help="thư mục của đợt / the campaign's folder")
    paper.add_argument(
        "-o", "--out", type=Path, required=True, metavar="FILE", help="tệp ghi ra, đuôi .docx hoặc .pdf / .docx or .pdf to write"
    )
    paper.add_argument("--seed", default="", metavar="TEXT", help="chuỗi bốc thăm công khai / the public seed of the lottery")
    paper.add_argument("--force", action="store_true", help="cho phép ghi đè tệp đã có / replace existing files")
    paper.set_defaults(func=run_paper)


def kinds() -> list[dict[str, str]]:
    """Every kind in the order of its files: key, Vietnamese name, name of the file without ending."""
    rows = [{"key": kind.key, "name": kind.name, "file": kind.stem} for kind in KINDS.values()]
    rows += [{"key": card.key, "name": card.name, "file": card.stem} for card in BATCHES.values()]
    return sorted(rows, key=lambda row: row["file"])


def run_list(arguments: argparse.Namespace) -> int:
    """Prints the kinds. Exit code 0."""
    rows = kinds()
    if arguments.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    widest = [max(len(row[name]) for row in rows) for name in ("key", "name")]
    for row in rows:
        print(f"{row['key']:<{widest[0]}}  {row['name']:<{widest[1]}}  {row['file']}")
    return 0


def run_paper(arguments: argparse.Namespace) -> int:
    """Makes the papers of one kind; several stand beside each other as FILE, FILE-2 and so on. Exit code 0."""
    out, kind = arguments.out, arguments.kind
    _known(kind)
    _writable(out)
    if not arguments.force:
        _free((out,))
    # Loading and choosing takes a second: a slip in the command is told before.
    from vinhdanh.engines import campaign  # noqa: PLC0415
    from vinhdanh.engines.pipeline import compute  # noqa: PLC0415

    loaded, findings = campaign.load(arguments.folder)
    outcome = compute(loaded, findings, seed=arguments.seed)
    made = _made(kind, outcome)
    if not made:
        name = next(row["name"] for row in kinds() if row["key"] == kind)
        raise UserError(
            f"Đợt này chưa có nội dung để lập “{name}”. Không có tệp nào được ghi.",
            f"This campaign has nothing for “{kind}” yet. Nothing was written.",
        )
    paths = [out if n == 1 else out.with_name(f"{out.stem}-{n}{out.suffix}") for n in range(1, len(made) + 1)]
    if not arguments.force:
        _free(paths)
    rendered = [render[out.suffix.lower()]() for render in made]
    for path, data in zip(paths, rendered, strict=True):
        _write(path, data)
        print(f"Đã ghi: {path}")
    _say_blocking(outcome)
    return 0


def _known(kind: str) -> None:
    keys = [row["key"] for row in kinds()]
    if kind not in keys:
        raise UserError(
            f"Không có loại giấy tờ “{kind}”. Các loại: {', '.join(keys)}.",
            f"There is no kind “{kind}”. Kinds: {', '.join(keys)}.",
        )


def _writable(out: Path) -> None:
    if out.suffix.lower() not in ENDINGS:
        raise UserError(
            f"Tên tệp “{out.name}” cần có đuôi .docx (Word) hoặc .pdf.", f"The name “{out.name}” must end with .docx or .pdf."
        )
    if out.is_dir():
        raise UserError(f"“{out}” là một thư mục. Đề nghị nêu tên tệp.", f"“{out}” is a folder. Name a file.")
    if not out.parent.is_dir():
        raise UserError(
            f"Không có thư mục “{out.parent}”. Đề nghị tạo thư mục trước hoặc chọn nơi khác.",
            f"There is no folder “{out.parent}”. Make it first or choose another place.",
        )


def _free(paths: Sequence[Path]) -> None:
    taken = [str(path) for path in paths if path.exists() or path.is_symlink()]
    if taken:
        raise UserError(
            f"Tệp đã có: {', '.join(taken)}. Không ghi đè; dùng --force nếu muốn thay.",
            f"Already there: {', '.join(taken)}. Nothing is replaced; use --force to do so.",
        )


def _made(kind: str, outcome: Outcome) -> list[Render]:
    """The papers of a kind, each with its two writers."""
    from vinhdanh.engines.papers import render_pdf  # noqa: PLC0415
    from vinhdanh.engines.pipeline.files import word  # noqa: PLC0415

    if kind in BATCHES:
        return [{".docx": made.docx, ".pdf": made.pdf} for made in BATCHES[kind].build(outcome)]
    return [{".docx": partial(word, kind, p, outcome), ".pdf": partial(render_pdf, p)} for p in KINDS[kind].build(outcome)]


def _say_blocking(outcome: Outcome) -> None:
    blocking = sum(f.severity is Severity.BLOCKING for f in outcome.findings)
    if blocking:
        sys.stderr.write(
            f"Lưu ý: đợt còn {blocking} nội dung chặn, xem bằng lệnh run trước khi ký.\n"
            f"Note: {blocking} blocking findings remain; see them with the run command before anything is signed.\n"
        )


def _write(path: Path, data: bytes) -> None:
    """Writes the file whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".vinhdanh-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
