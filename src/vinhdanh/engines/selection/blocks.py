"""Tables of any size, block by block: a .csv or .parquet file is never held whole. Cells are text as they stand; readers repair them."""

from __future__ import annotations

import codecs
import csv
import math
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from vinhdanh.engines.vietnamese import repair
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

BLOCK = 1 << 15
"""Rows held at a time."""
MARKS = {
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
    b"PK\x03\x04": "Excel hoặc ZIP (Excel or ZIP)",
    b"PAR1": "parquet",
    b"%PDF": "PDF",
}
"""First bytes of what people save under the name of a .csv."""


class BadRowError(UserError):
    """Something in a table that cannot be used: its line and, when it is one cell, the heading of its column."""

    def __init__(self, file: str, line: int, column: str, vi: str, en: str) -> None:
        """Says where, then what."""
        where = (f", cột “{column}”", f", column “{column}”") if column else ("", "")
        super().__init__(f"Tệp “{file}”{where[0]}, dòng {line}: {vi}", f"“{file}”{where[1]}, line {line}: {en}.")
        self.line, self.column, self.reason = line, column, (vi, en)


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a table: the cells of each, its line in the file (of a parquet file: its number), the share of the file read so far."""

    rows: list[Sequence[str]]
    lines: list[int]
    done: float


def open_table(path: Path, *, bad: list[UserError] | None = None) -> tuple[tuple[str, ...], Generator[Block]]:
    """The headings of a table and its rows, block by block.

    Raises:
        UserError: as `read_table`, at once for the headings, later for the rows.
    """
    kind = path.suffix.lower()
    if kind not in {".csv", ".parquet"}:
        raise UserError(
            f"Tệp “{path.name}” không phải .csv hoặc .parquet. Đề nghị lưu bảng ở một trong hai dạng này.",
            f"“{path.name}” is neither .csv nor .parquet.",
        )
    if path.is_dir():
        raise UserError(
            f"“{path}” là một thư mục, không phải tệp bảng. Đề nghị chọn đúng tệp.", f"“{path}” is a folder, not a table."
        )
    return _csv(path, bad) if kind == ".csv" else _parquet(path)


def _once(path: Path, columns: tuple[str, ...]) -> tuple[str, ...]:
    """The headings, each of them once."""
    double = [c for c in columns if columns.count(c) > 1]
    if double:
        raise UserError(
            f"Tệp “{path.name}” có hai cột cùng tên “{double[0]}”. Đề nghị đổi tên hoặc bỏ một cột.",
            f"“{path.name}” has two columns named “{double[0]}”.",
        )
    return columns


def _unreadable(path: Path, error: OSError) -> UserError:
    return UserError(
        f"Không đọc được tệp “{path}” ({error.strerror}). Đề nghị kiểm tra đường dẫn và quyền đọc.",
        f"Cannot read “{path}” ({error.strerror}).",
    )


# ------------------------------------------------------------------------------------------------ csv


def _csv(path: Path, bad: list[UserError] | None) -> tuple[tuple[str, ...], Generator[Block]]:
    try:
        with path.open("rb") as raw:
            head = raw.read(8)
        size = path.stat().st_size
        file = path.open(encoding="utf-8-sig", newline="")
    except OSError as error:
        raise _unreadable(path, error) from error
    zeros = "UTF-16 hoặc tệp nhị phân (UTF-16 or binary)" if b"\0" in head else ""
    kind = next((name for mark, name in MARKS.items() if head.startswith(mark)), zeros)
    if kind:
        file.close()
        raise UserError(
            f"Tệp “{path.name}” không phải .csv mà là {kind}. Đề nghị lưu lại dưới dạng “CSV UTF-8”.",
            f"“{path.name}” is not a .csv but {kind}. Save it as “CSV UTF-8”.",
        )
    try:
        lines = _Lines(path, file, size, bad)
        columns = _once(path, lines.headings())
    except BaseException:
        file.close()
        raise
    return columns, lines.blocks(len(columns))


class _Lines:
    """The lines of a .csv file as blocks of cells."""

    def __init__(self, path: Path, file: TextIO, size: int, bad: list[UserError] | None) -> None:
        """Guesses the separator from the first line that holds anything."""
        self.path, self.file, self.size, self.bad, self.last = path, file, size, bad, 0
        first = "\n"
        while first and not first.strip(" \t\r\n,;"):
            try:
                first, self.last = file.readline(), self.last + 1
            except UnicodeDecodeError as error:
                raise _not_utf8(path) from error
        self.first, self.last = first, self.last - 1
        self.records = self._records(csv.reader(self._source(), delimiter=max(",;\t", key=first.count), strict=True))

    def _source(self) -> Iterator[str]:
        yield self.first
        yield from self.file

    def _records(self, reader: Any) -> Iterator[tuple[int, list[str]]]:
        """The line on which each row begins, and its cells; empty rows are left out."""
        before = self.last
        while True:
            try:
                for cells in reader:
                    line, self.last = self.last + 1, before + reader.line_num
                    if cells and (cells[0].strip() or any(c.strip() for c in cells)):
                        yield line, cells
            except csv.Error as error:
                line, self.last = self.last + 1, before + reader.line_num
                self.refuse(
                    BadRowError(
                        self.path.name,
                        line,
                        "",
                        "không đọc được dòng này (dấu nháy hoặc ký tự lạ). Đề nghị sửa lại.",
                        str(error),
                    )
                )
            except UnicodeDecodeError as error:
                raise _not_utf8(self.path) from error
            else:
                return

    def headings(self) -> tuple[str, ...]:
        """The first row."""
        _, cells = next(self.records, (0, []))
        if not cells:
            raise UserError(
                f"Tệp “{self.path.name}” trống, không có dòng tiêu đề.", f"“{self.path.name}” is empty: it has no headings."
            )
        return tuple(repair(c) for c in cells)

    def blocks(self, width: int) -> Generator[Block]:
        """The other rows; too wide or too narrow ones are refused."""
        rows: list[Sequence[str]] = []
        lines: list[int] = []
        with self.file:
            for line, cells in self.records:
                if len(cells) != width:
                    self.refuse(
                        BadRowError(
                            self.path.name,
                            line,
                            "",
                            f"có {len(cells)} ô, trong khi tiêu đề có {width} cột. Đề nghị sửa dòng này.",
                            f"{len(cells)} cells under {width} headings",
                        )
                    )
                    continue
                rows.append(cells)
                lines.append(line)
                if len(rows) == BLOCK:
                    yield Block(rows, lines, min(1.0, self.file.buffer.tell() / max(1, self.size)))
                    rows, lines = [], []
            yield Block(rows, lines, 1.0)

    def refuse(self, error: UserError) -> None:
        """Says the error now, or later when bad rows are left out."""
        if self.bad is None:
            raise error
        self.bad.append(error)


def _not_utf8(path: Path) -> UserError:
    """Names the first line that is not UTF-8."""
    decoder, line = codecs.getincrementaldecoder("utf-8")(), 1
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            line = number
            try:
                decoder.decode(raw)
            except UnicodeDecodeError:
                break
    return UserError(
        f"Tệp “{path.name}” không phải mã UTF-8 (dòng {line}). Đề nghị lưu lại dưới dạng “CSV UTF-8”.",
        f"“{path.name}” is not UTF-8 (line {line}). Save it as “CSV UTF-8”.",
    )


# ------------------------------------------------------------------------------------------------ parquet


def _parquet(path: Path) -> tuple[tuple[str, ...], Generator[Block]]:
    import polars as pl  # noqa: PLC0415  # half a second that a .csv does not have to wait for

    try:
        with path.open("rb"):
            pass
        scan = pl.scan_parquet(path, glob=False)
        columns = tuple(repair(c) for c in scan.collect_schema().names())
        count = int(scan.select(pl.len()).collect().item())
    except OSError as error:
        if error.strerror:
            raise _unreadable(path, error) from error
        raise _no_parquet(path) from error
    except pl.exceptions.PolarsError as error:
        raise _no_parquet(path) from error

    def blocks() -> Generator[Block]:
        for start in range(0, count, BLOCK):
            try:
                frame = scan.slice(start, BLOCK).collect()
            except (OSError, pl.exceptions.PolarsError) as error:
                raise _no_parquet(path) from error
            rows: list[Sequence[str]] = list(zip(*(_column(c.to_list()) for c in frame), strict=True))
            yield Block(rows, list(range(start + 1, start + 1 + len(rows))), (start + len(rows)) / count)

    return _once(path, columns), blocks()


def _no_parquet(path: Path) -> UserError:
    return UserError(
        f"Tệp “{path.name}” không phải tệp parquet đọc được. Đề nghị xuất lại bảng.",
        f"“{path.name}” is not a readable parquet file.",
    )


def _column(values: list[Any]) -> list[str]:
    """The values of a column as text; each different one is written once."""
    try:
        texts = {v: as_text(v) for v in set(values)}
    except TypeError:  # lists have no hash
        return [as_text(v) for v in values]
    return [texts[v] for v in values]


def as_text(value: object) -> str:
    """A parquet value as the text that a csv would hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value == int(value) else format(Decimal(repr(value)), "f")
    if isinstance(value, list | tuple):
        return "|".join(as_text(v) for v in value)
    return str(value)
