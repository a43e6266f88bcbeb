"""What an old workbook (.xls) says of its rows and fonts: hidden rows, and cells in a font of the encodings before Unicode.

Runs inside `child`, too, and imports nothing of the project. Layout: [MS-CFB] for the file, [MS-XLS] for the records of Excel 97 and later.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OLD = re.compile(r"(?:\.vn|vni[- ])", re.IGNORECASE)
_NO_SECTOR = 0xFFFFFFFA
"""Numbers from here on mark the end of a chain, or a sector that is not used."""
_FONT, _BOUND_SHEET, _FORMAT, _ROW = 0x0031, 0x0085, 0x00E0, 0x0208
_TEXTS = frozenset({0x00FD, 0x0204, 0x00D6})
"""Records of cells that hold text."""
_END = 0x000A
_HIDDEN = 0x20
_MOST = 500_000


def hidden_rows(data: bytes) -> dict[str, frozenset[int]]:
    """Name of the sheet -> its 1-based hidden rows; sheets without any are left out. A file of another kind gives nothing.

    Raises:
        ValueError, struct.error, IndexError: The file is broken.
    """
    book = _book(data)
    found: dict[str, frozenset[int]] = {}
    for name, start in _sheets(book):
        rows = set()
        for kind, body in _records(book, start):
            if kind == _ROW and body[12] & _HIDDEN:
                rows.add(struct.unpack_from("<H", body)[0] + 1)
        if rows:
            found[name] = frozenset(rows)
    return found


def old_fonts(data: bytes) -> dict[str, list[tuple[int, int, str]]]:
    """Name of the sheet -> (row, column, font) of each text in such a font, 0-based.

    Raises:
        ValueError, struct.error, IndexError: The file is broken.
    """
    book = _book(data)
    fonts: list[str] = []
    formats: list[str] = []
    for kind, body in _records(book, 0):
        if kind == _FONT:
            fonts.append(_text(body, 14))
            if len(fonts) == 4:
                fonts.append("")  # there is no font with the number 4
        elif kind == _FORMAT:
            number = struct.unpack_from("<H", body)[0]
            font = fonts[number] if number < len(fonts) else ""
            formats.append(font if _OLD.match(font) else "")
    if not any(formats):
        return {}
    found: dict[str, list[tuple[int, int, str]]] = {}
    for name, start in _sheets(book):
        cells = found.setdefault(name, [])
        for kind, body in _records(book, start):
            if kind in _TEXTS and len(cells) < _MOST:
                row, col, form = struct.unpack_from("<HHH", body)
                if form < len(formats) and formats[form]:
                    cells.append((row, col, formats[form]))
    return found


def _sheets(book: bytes) -> list[tuple[str, int]]:
    """Names of the sheets and where their records begin."""
    return [(_text(body, 6), struct.unpack_from("<I", body)[0]) for kind, body in _records(book, 0) if kind == _BOUND_SHEET]


def _text(body: bytes, at: int) -> str:
    length, wide = body[at], body[at + 1] & 1
    raw = body[at + 2 : at + 2 + length * (1 + wide)]
    return raw.decode("utf-16-le" if wide else "latin-1", "replace")


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the workbook, up to its end."""
    at = start
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _END:
            return
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _book(data: bytes) -> bytes:
    """The stream "Workbook" of a compound file, b"" when it has none (Excel 5 and earlier called it "Book", and wrote other records)."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    small = 1 << struct.unpack_from("<H", data, 32)[0]
    if not 128 <= size <= 1 << 16 or not 16 <= small <= size:
        raise ValueError(size)
    directory_at, limit, small_at = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    sectors = _Sectors(data, size)
    directory = sectors.chain(directory_at)
    entries = [directory[i : i + 128] for i in range(0, len(directory) - 127, 128)]
    for entry in entries:
        length = struct.unpack_from("<H", entry, 64)[0]
        if entry[: max(0, length - 2)].decode("utf-16-le", "replace") != "Workbook":
            continue
        first, bytes_ = struct.unpack_from("<II", entry, 116)
        if bytes_ >= limit:
            return sectors.chain(first)[:bytes_]
        inside = _Sectors(sectors.chain(struct.unpack_from("<I", entries[0], 116)[0]), small, sectors.chain(small_at))
        return inside.chain(first)[:bytes_]
    return b""


class _Sectors:
    """The pieces of a compound file and how they follow each other.

    Args:
        data: The file; or the stream that holds the small pieces, then with `table`.
        size: Bytes of a piece.
        table: For each piece the number of the next one; None: as the head of the file says.
    """

    def __init__(self, data: bytes, size: int, table: bytes | None = None) -> None:
        self._data, self._size = data, size
        self._skip = 0 if table is not None else 1
        if table is None:
            numbers = [n for n in struct.unpack_from("<109I", data, 76) if n < _NO_SECTOR]
            more = struct.unpack_from("<I", data, 68)[0]
            for _ in range(len(data) // size):
                if more >= _NO_SECTOR:
                    break
                *others, more = struct.unpack(f"<{size // 4}I", self._piece(more))
                numbers += [n for n in others if n < _NO_SECTOR]
            table = b"".join(map(self._piece, numbers))
        self._next = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])

    def chain(self, first: int) -> bytes:
        """The pieces from the first one on, joined; a chain that bites its tail is cut."""
        pieces: list[bytes] = []
        at = first
        while at < _NO_SECTOR and len(pieces) <= len(self._next):
            pieces.append(self._piece(at))
            at = self._next[at]
        return b"".join(pieces)

    def _piece(self, number: int) -> bytes:
        begin = (number + self._skip) * self._size
        return self._data[begin : begin + self._size]
