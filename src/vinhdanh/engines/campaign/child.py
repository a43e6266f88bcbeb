"""Reads workbooks in a process of its own that has little memory: what a hostile file does there harms nobody.

`worker` starts this file as a program: `python child.py MEMORY PATH…`. It imports nothing of the project, so that it starts quickly.
Requests and replies on the pipes are a length (8 bytes, little end first) and so many bytes; between them a request has one byte, the
seconds for which it may keep the processor busy. It is a letter for the kind of
file ("b" a workbook, "f" a workbook of which fonts are wanted, "w" a .docx) and the file; a reply is "E" and the name of a failure, or "K", the length of a head (4 bytes), the head as JSON, and for each sheet
one number of 4 bytes per cell: its place in the table of distinct values, 0 for an empty cell.
"""

from __future__ import annotations

import gc
import importlib.util
import json
import math
import struct
import sys
import time
from array import array
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

Reply = bytes
MAX_CELLS = 6_000_000
"""Cells of one sheet, from A1 to the last one that is used: the reader keeps a place for each."""

_LENGTH = struct.Struct("<Q")
_REQUEST = struct.Struct("<QB")
_COLLECT = 500_000
"""So many new objects before the collector of cycles looks through them: values in a table are many, and hold no cycles."""
_HEAD = struct.Struct("<I")


class Values:
    """The distinct values of a file, each with its number."""

    def __init__(self) -> None:
        self.table: list[Any] = [None]
        self._texts: dict[str, int] = {"": 0}
        self._others: dict[tuple[type, Any], int] = {}

    def text(self, value: str) -> int:
        """The number of a text; blank ones are 0."""
        number = self._texts.get(value)
        if number is None:
            number = self._add(value) if value.strip() else 0
            self._texts[value] = number
        return number

    def other(self, value: Any) -> int:
        """The number of a value that is no text: whole numbers as int, a day without a time as a date, times as text."""
        key = (type(value), value)
        number = self._others.get(key)
        if number is None:
            number = self._others[key] = self._other(value)
        return number

    def numbers(self, row: list[Any]) -> list[int]:
        """The numbers of the values of a row."""
        texts = self._texts.get
        return [
            (found if (found := texts(v)) is not None else self.text(v)) if v.__class__ is str else self.other(v) for v in row
        ]

    def _other(self, value: Any) -> int:
        if value is None:
            return 0
        if isinstance(value, float):
            return self._add(int(value) if value.is_integer() and abs(value) < 2**53 else value)
        if isinstance(value, bool | int):
            return self._add(value)
        if isinstance(value, datetime):
            midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
            return self._add(["d", value.toordinal()] if midnight else ["t", value.isoformat()])
        return self._add(["d", value.toordinal()] if isinstance(value, date) else str(value))

    def _add(self, value: Any) -> int:
        self.table.append(value)
        return len(self.table) - 1


def packed(values: Values, sheets: list[tuple[dict[str, Any], array[int], int]]) -> Reply:
    """The reply for sheets of (head, numbers of the cells row by row, width); empty rows and columns at the end are cut off."""
    heads, bodies = [], []
    for head, numbers, width in sheets:
        used = len(numbers.tobytes().rstrip(b"\0"))
        height = -(-used // (width * numbers.itemsize)) if width else 0
        kept = next((c + 1 for c in range(width - 1, -1, -1) if any(numbers[c : height * width : width])), 0)
        if kept < width:
            columns = [numbers[c : height * width : width] for c in range(kept)]
            body = array("I", bytes(height * kept * numbers.itemsize))
            for c, column in enumerate(columns):
                body[c::kept] = column
        else:
            body = numbers[: height * width]
        if sys.byteorder == "big":
            body.byteswap()
        heads.append({**head, "height": height, "width": kept})
        bodies.append(body.tobytes())
    head_bytes = json.dumps({"table": values.table, "sheets": heads}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return b"".join((b"K", _HEAD.pack(len(head_bytes)), head_bytes, *bodies))


def read(request: bytes) -> Reply:
    """The reply to a request; failures of the readers are replies too, but for those that end the process."""
    kind, data = request[:1], request[1:]
    try:
        return _word(data) if kind == b"w" else _workbook(data, fonts=kind == b"f")
    except MemoryError:
        return b"Ememory"
    except Exception as e:  # noqa: BLE001 - whatever a reader raises, the file is at fault
        return b"Epassword" if type(e).__name__ == "PasswordError" else b"Edamaged"
    except BaseException as e:
        # The reader's own failures come as a class that derives from BaseException and cannot be imported.
        if type(e).__name__ == "PanicException":
            return b"Edamaged"
        raise


def _workbook(data: bytes, *, fonts: bool) -> Reply:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415 - found on the path given

    values = Values()
    sheets = []
    old = _beside("cell_fonts" if data.startswith(b"PK") else "biff").old_fonts(data) if fonts else {}
    with CalamineWorkbook.from_object(BytesIO(data)) as book:
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            if (sheet.total_height + 1) * (sheet.total_width + 1) > MAX_CELLS:
                return b"Ewide" + meta.name.encode()
            left = [0] * (sheet.start[1] if sheet.start else 0)
            numbers = array("I")
            width = 0
            for row in sheet.iter_rows():
                width = width or len(left) + len(row)
                numbers.extend(left + values.numbers(row) if left else values.numbers(row))
            merged = [[a, b, c, d] for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
            head = {"name": meta.name, "merged": merged, "hidden": meta.visible != SheetVisibleEnum.Visible}
            head["fonts"] = old.get(meta.name, [])
            sheets.append((head, numbers, width))
    return packed(values, sheets)


def _word(data: bytes) -> Reply:
    values = Values()
    rows, merged = _beside("word_cells").document(data)
    width = max(map(len, rows), default=0)
    numbers = array("I")
    for row in rows:
        numbers.extend(values.numbers(row + [""] * (width - len(row))))
    return packed(values, [({"name": "", "merged": merged, "hidden": False}, numbers, width)])


def _beside(name: str) -> Any:
    """A module beside this file, without the package around it."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
        if spec is None or spec.loader is None:
            raise AssertionError
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def limit_memory(limit: int) -> None:
    """Lets this process have so many bytes and write no core file, where the system can hold it to that."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for what in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        _, most = resource.getrlimit(what)
        resource.setrlimit(what, (limit if most == resource.RLIM_INFINITY else min(limit, most), most))


def limit_time(seconds: int) -> None:
    """Lets this process be busy for so many seconds from now on, where the system can hold it to that; then the system ends it."""
    try:
        import resource  # noqa: PLC0415 - as above
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until if most == resource.RLIM_INFINITY else min(until, most), most))


def serve(source: IO[bytes], sink: IO[bytes], limit: Callable[[int], None]) -> None:
    """Answers requests until there are no more.

    Args:
        source: Where they come from.
        sink: Where the answers go.
        limit: Told before each request how many seconds it may take.
    """
    while True:
        head = source.read(_REQUEST.size)
        if len(head) < _REQUEST.size:
            return
        length, seconds = _REQUEST.unpack(head)
        limit(seconds)
        reply = read(source.read(length))
        sink.write(_LENGTH.pack(len(reply)))
        sink.write(reply)
        sink.flush()


if __name__ == "__main__":
    gc.set_threshold(_COLLECT)
    limit_memory(int(sys.argv[1]))
    sys.path[:] = sys.argv[2:]
    serve(sys.stdin.buffer, sys.stdout.buffer, limit_time)
