"""Text separated by comma, semicolon or tab, in the encodings that offices send."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from io import StringIO

from vinhdanh.engines.campaign import child, guard

_SEPARATORS = ("\t", ";", ",")
_PROBE_LINES = 60


def read_delimited(data: bytes, filename: str) -> list[list[str | int | float | None]]:
    """Rows of text cells; numbers stay text, so that leading zeros are kept.

    Raises:
        UnreadableFile: No known encoding fits, or there are far too many cells.
    """
    text = decode(data, filename)
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) == 5:
        separator, text = first.strip().strip('"')[4], rest
    else:
        separator = _sniff(text)
    rows: list[list[str | int | float | None]] = []
    cells = 0
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            cells += len(row)
            if cells > child.MAX_CELLS:
                raise guard.too_many_cells(filename, "")
            rows.append([c if c.strip() else None for c in row])
    except csv.Error as e:
        raise guard.damaged(filename) from e
    return rows


def decode(data: bytes, filename: str) -> str:
    """The text of a file in UTF-8 (with or without BOM), UTF-16 or Windows-1258.

    Raises:
        UnreadableFile: None of them fits.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _try(data, encoding, filename)
    head = data[:4000]
    if head.count(0) > len(head) // 4:
        # UTF-16 without a mark: in text of mostly Latin letters every second byte is zero.
        return _try(data, "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be", filename)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        # Windows-1258 writes tones as letters of their own: composed, they are the usual ones.
        return unicodedata.normalize("NFC", _try(data, "cp1258", filename))
    return _try(data, "utf-8", filename)


def _try(data: bytes, encoding: str, filename: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as e:
        raise guard.not_a_list(filename) from e
    if any(ord(c) < 32 and c not in "\t\r\n\f\x0b" for c in text[:4000]):
        raise guard.not_a_list(filename)
    return text


def _sniff(text: str) -> str:
    """The separator that cuts most lines into the same number of columns; a comma when none does."""
    best, best_score = ",", 0
    lines = text.splitlines()[:_PROBE_LINES]
    for separator in _SEPARATORS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
        except csv.Error:
            continue
        score = max((count * (width - 1) for width, count in widths.items()), default=0)
        if score > best_score:
            best, best_score = separator, score
    return best
