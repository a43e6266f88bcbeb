"""An Office package (zip) with some parts put in place of others: every other entry is copied as it lies in the file, byte for byte."""

from __future__ import annotations

import copy
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

STAMP: Final = (2020, 1, 1, 0, 0, 0)
"""Time of new entries: fixed, so that the same file with the same remarks gives the same bytes."""

LARGEST: Final = 200 * 2**20
"""A part that unpacks to more is not opened."""

_HEADER = 30
_LENGTHS = slice(26, 30)


class UnpatchableError(Exception):
    """The package is of a kind that is not patched in place; the reason is for developers only."""


def read_part(package: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part. Raises `UnpatchableError` when it is too large or protected."""
    info = package.getinfo(name)
    if info.file_size > LARGEST or info.flag_bits & 1:
        raise UnpatchableError(f"{name} is too large or protected")
    return package.read(name)


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The package with parts replaced or added; all other entries keep their very bytes, packed as they were, and their order.

    Args:
        data: The package.
        parts: Name -> new content. New names come last, in their order.

    Raises:
        UnpatchableError: Entries overlap or run out of the file.
    """
    if not parts:
        return data
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        target.comment = source.comment
        for info in source.infolist():
            if info.filename in parts:
                _write(target, info.filename, parts[info.filename])
            else:
                _copy(data, info, target)
        known = set(source.namelist())
        for name, content in parts.items():
            if name not in known:
                _write(target, name, content)
    return out.getvalue()


def _write(target: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    target.writestr(info, content)


def _copy(data: bytes, info: zipfile.ZipInfo, target: zipfile.ZipFile) -> None:
    """Copies an entry with its own header and packed bytes, then notes it in the directory of the new package."""
    start = info.header_offset
    header = data[start : start + _HEADER]
    name_length, extra_length = (int.from_bytes(header[_LENGTHS][i : i + 2], "little") for i in (0, 2))
    end = start + _HEADER + name_length + extra_length + info.compress_size
    if len(header) != _HEADER or end > len(data):
        raise UnpatchableError(f"{info.filename} runs out of the file")
    # Bit 3: sizes and sum follow the packed bytes, with or without a signature of four bytes.
    if info.flag_bits & 8:
        end += 16 if data[end : end + 4] == b"PK\x07\x08" else 12
    if target.fp is None:  # it is open: this only tells the type checker
        raise UnpatchableError("the new package is closed")
    entry = copy.copy(info)
    entry.header_offset = target.fp.tell()
    target.fp.write(data[start:end])
    target.filelist.append(entry)
    target.NameToInfo[entry.filename] = entry
    target.start_dir = target.fp.tell()
