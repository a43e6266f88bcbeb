"""Writes workbooks of Excel 97 (.xls) for tests: texts in cells, hidden rows, fonts. [MS-CFB], [MS-XLS]."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SMALLEST = 4096


def workbook(
    sheets: Mapping[str, Sequence[Sequence[object]]],
    *,
    hidden: Mapping[str, Collection[int]] | None = None,
    fonts: Mapping[str, Mapping[tuple[int, int], str]] | None = None,
) -> bytes:
    """A workbook.

    Args:
        sheets: Name of the sheet -> its rows; texts and whole numbers, None for an empty cell.
        hidden: Name of the sheet -> 0-based hidden rows.
        fonts: Name of the sheet -> place of a cell (0-based) -> its font; the others are in Arial.
    """
    hidden, fonts = hidden or {}, fonts or {}
    names = ["Arial", "Arial", "Arial", "Arial", *sorted({f for one in fonts.values() for f in one.values()})]
    # There is no font with the number 4; each font has a cell format of its own.
    numbers = [i if i < 4 else i + 1 for i in range(len(names))]
    head = _record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    head += b"".join(_record(0x0031, b"\0" * 14 + _short_text(n)) for n in names)
    head += b"".join(_record(0x00E0, struct.pack("<H", n) + b"\0" * 18) for n in numbers)
    end = _record(0x000A, b"")
    bodies = [_sheet(rows, set(hidden.get(name, ())), fonts.get(name, {}), names) for name, rows in sheets.items()]
    at = len(head) + sum(len(_record(0x0085, b"\0" * 6 + _short_text(name))) for name in sheets) + len(end)
    for name, body in zip(sheets, bodies, strict=True):
        head += _record(0x0085, struct.pack("<IH", at, 0) + _short_text(name))
        at += len(body)
    return compound(head + end + b"".join(bodies))


def _sheet(rows: Sequence[Sequence[object]], hidden: set[int], fonts: Mapping[tuple[int, int], str], names: list[str]) -> bytes:
    out = _record(0x0809, struct.pack("<HHHHII", 0x0600, 16, 0, 0, 0, 0))
    out += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows), default=0), 0))
    for r in range(len(rows)):
        out += _record(0x0208, struct.pack("<HHHHHHHH", r, 0, 256, 255, 0, 0, 0x20 if r in hidden else 0, 0))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            form = names.index(fonts.get((r, c), "Arial"))
            if isinstance(value, int):
                out += _record(0x0203, struct.pack("<HHHd", r, c, form, value))
            elif value is not None:
                text = str(value).encode("utf-16-le")
                out += _record(0x0204, struct.pack("<HHHHB", r, c, form, len(text) // 2, 1) + text)
    return out + _record(0x000A, b"")


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _short_text(text: str) -> bytes:
    raw = text.encode("utf-16-le")
    return bytes((len(raw) // 2, 1)) + raw


def compound(stream: bytes, name: str = "Workbook", *, small: bool = False) -> bytes:
    """A compound file with one stream.

    Args:
        stream: Its bytes; filled up to the least size of a stream in whole sectors, unless `small`.
        name: Its name.
        small: Keeps a short stream in the small sectors of 64 bytes.
    """
    size = len(stream)
    if not small:
        stream = stream.ljust(_SMALLEST, b"\0")
        size = len(stream)
    pieces = -(-len(stream) // _SECTOR)
    tables = 1
    while tables * 128 < tables + 2 + pieces:
        tables += 1
    first = tables + 2  # after the tables: the directory, the table of small sectors, the stream
    fat = [_FAT] * tables + [_END, _END]
    fat += [*range(first + 1, first + pieces), _END]
    fat += [_FREE] * (tables * 128 - len(fat))
    smalls = -(-size // 64)
    small_table = ([*range(1, smalls), _END] if small else []) + [_FREE] * (128 - (smalls if small else 0))
    root = _entry("Root Entry", 5, first if small else _END, pieces * _SECTOR if small else 0, child=1)
    own = _entry(name, 2, 0 if small else first, size)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    head += struct.pack("<HHHHH6xIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0)
    head += struct.pack("<IIIII", _SMALLEST, tables + 1 if small else _END, 1 if small else 0, _END, 0)
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    body = struct.pack(f"<{len(fat)}I", *fat) + (root + own).ljust(_SECTOR, b"\0") + struct.pack("<128I", *small_table)
    return head + body + stream.ljust(pieces * _SECTOR, b"\0")


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    raw = (name + "\0").encode("utf-16-le")
    return raw.ljust(64, b"\0") + struct.pack("<HBBIII36xII4x", len(raw), kind, 1, _FREE, _FREE, child, start, size)
