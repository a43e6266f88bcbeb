"""What the commands of the selection write beside their result: progress, rows left out, files whole or not at all."""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from vinhdanh.engines.selection.blocks import BadRowError

SOON, OFTEN = 2.0, 0.5
"""Seconds before the first line of progress, and between two of them."""
LISTED = 50
"""Bad rows that are listed on the screen before the rest is counted."""
HEADINGS = ("dong", "cot", "ly_do", "reason")
STAGES = {"read": "Đọc bảng", "choose": "Chọn danh sách"}


class Progress:
    """Progress on the error stream: on a terminal when it takes long, or always when asked."""

    def __init__(self, *, always: bool) -> None:
        """Starts the clock."""
        self.always, self.start, self.last, self.shown = always, time.monotonic(), 0.0, False
        self.terminal = sys.stderr.isatty()

    def tell(self, stage: str, done: float) -> None:
        """Says how far a stage is, not too often."""
        now = time.monotonic()
        if not self.always and (not self.terminal or now - self.start < SOON or now - self.last < OFTEN):
            return
        self.last, self.shown = now, True
        sys.stderr.write(f"{chr(13) if self.terminal else ''}{STAGES[stage]}: {done:4.0%}{'' if self.terminal else chr(10)}")
        sys.stderr.flush()

    def end(self) -> None:
        """Leaves the line of a terminal clean."""
        if self.terminal and self.shown:
            sys.stderr.write("\r" + " " * 40 + "\r")


def say_bad(bad: Sequence[BadRowError], path: Path | None) -> None:
    """Lists the rows that were left out, and writes all of them to a .csv file."""
    for error in bad[:LISTED]:
        sys.stderr.write(f"Bỏ qua: {error.vi}\nSkipped: {error.en}\n")
    if bad:
        rest = f" (liệt kê {LISTED} dòng đầu)" if len(bad) > LISTED else ""
        sys.stderr.write(f"Đã bỏ qua {len(bad)} dòng{rest}. / {len(bad)} rows were left out.\n")
    if path:
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        writer.writerows((e.line, e.column, *e.reason) for e in bad)
        # the mark at the beginning makes Excel read the file as UTF-8
        write_whole(path, ["\ufeff", out.getvalue()])


def guard_bad(path: Path | None, inputs: Sequence[Path]) -> None:
    """The list of bad rows may replace an earlier one, nothing else."""
    if path is None or not path.exists():
        return
    first = b"" if path.is_dir() else path.read_bytes()[:100].split(b"\r\n")[0]
    if path.resolve() in {p.resolve() for p in inputs} or first.decode("utf-8-sig", "replace").strip() != ",".join(HEADINGS):
        raise UserError(
            f"Tệp “{path}” đã có và không phải là danh sách dòng lỗi trước đó, nên không ghi đè. Đề nghị chọn tên khác.",
            f"“{path}” exists and is no earlier list of bad rows; it is not replaced. Choose another name.",
        )


def write_whole(path: Path, chunks: Iterable[str]) -> None:
    """Writes the file whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".vinhdanh-", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            for chunk in chunks:
                file.write(chunk)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
