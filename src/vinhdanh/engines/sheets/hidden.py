"""Rows that a workbook hides, by hand or by a filter that was left on: they are read like all others, and that is said."""

from __future__ import annotations

import html
import posixpath
import re
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign import biff
from vinhdanh.engines.sheets.package import UnpatchableError, read_part
from vinhdanh.engines.sheets.xml_parts import Finder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vinhdanh.engines.campaign.types import Nominee
    from vinhdanh.engines.sheets.log import Log

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_OPEN_DOCUMENT = re.compile(rb"<table:table(-row)?(\s[^>]*)?/?>")
_SHEET_NAME = re.compile(rb'\btable:name="([^"]*)"')
_REPEATED = re.compile(rb'\btable:number-rows-repeated="(\d{1,7})"')
_NOT_SHOWN = re.compile(rb'\btable:visibility="(?:collapse|filter)"')
_MOST = 10_000
"""More hidden rows at once hold no list: they are the empty end of a sheet."""
_OLE = b"\xd0\xcf\x11\xe0"
_SHOWN = 12
"""So many rows are named; of more, the number is told."""


def hidden_rows(data: bytes) -> dict[str, frozenset[int]]:
    """The 1-based hidden rows of an .xlsx, .ods or .xls file by sheet; empty for any other file, and where it cannot be looked into."""
    try:
        if data.startswith(_OLE):
            return biff.hidden_rows(data)
        if not data.startswith(b"PK"):
            return {}
        with zipfile.ZipFile(BytesIO(data)) as package:
            if "xl/workbook.xml" not in package.NameToInfo:
                return _of_open_document(package) if "content.xml" in package.NameToInfo else {}
            return {name: rows for name, path in _sheets(package).items() if (rows := _rows(read_part(package, path)))}
    except (
        UnpatchableError,
        zipfile.BadZipFile,
        zlib.error,
        LookupError,
        ValueError,
        struct.error,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ):
        return {}


def _sheets(package: zipfile.ZipFile) -> dict[str, str]:
    links = Finder(read_part(package, "xl/_rels/workbook.xml.rels"), {"Relationship"}).all("Relationship")
    targets = {e.attributes.get("Id", ""): e.attributes.get("Target", "") for e in links}
    found = {}
    for sheet in Finder(read_part(package, "xl/workbook.xml"), {"sheet"}).all("sheet", "sheets"):
        ident = next((v for k, v in sheet.attributes.items() if k.endswith(":id")), "")
        target = targets.get(ident, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if path in package.NameToInfo:
            found[sheet.attributes.get("name", "")] = path
    return found


def _of_open_document(package: zipfile.ZipFile) -> dict[str, frozenset[int]]:
    content = read_part(package, "content.xml")
    found: dict[str, set[int]] = {}
    if b"table:visibility=" not in content:
        return {}
    sheet, number = "", 0
    for m in _OPEN_DOCUMENT.finditer(content):
        told = m[2] or b""
        if m[1] is None:
            name = _SHEET_NAME.search(told)
            sheet, number = html.unescape(name[1].decode()) if name else "", 0
            continue
        repeated = _REPEATED.search(told)
        times = int(repeated[1]) if repeated else 1
        if _NOT_SHOWN.search(told) and times <= _MOST:
            found.setdefault(sheet, set()).update(range(number + 1, number + times + 1))
        number += times
    return {name: frozenset(rows) for name, rows in found.items()}


def _rows(sheet: bytes) -> frozenset[int]:
    if b"hidden=" not in sheet:
        return frozenset()
    found = set()
    number = 0
    for row in _ROW.finditer(sheet):
        told = _NUMBER.search(row[1])
        number = int(told[1]) if told else number + 1
        if _HIDDEN.search(row[1]):
            found.add(number)
    return frozenset(found)


def say(log: Log, rows: Mapping[str, frozenset[int]], nominees: Iterable[Nominee]) -> None:
    """Notes which nominees stand in hidden rows.

    Args:
        log: Takes the notes.
        rows: Hidden rows by sheet, as `hidden_rows` gives them.
        nominees: All that was read of the file.
    """
    met: dict[str, list[Nominee]] = {}
    for n in nominees:
        if n.place is not None and n.place.row in rows.get(n.place.sheet, ()):
            met.setdefault(n.place.sheet, []).append(n)
    for sheet, some in met.items():
        numbers = sorted({n.place.row for n in some if n.place is not None})
        named = ", ".join(map(str, numbers[:_SHOWN])) + (
            f" và {len(numbers) - _SHOWN} dòng khác" if len(numbers) > _SHOWN else ""
        )
        log.sheet = sheet
        log.note(
            "rows-hidden",
            (numbers[0] - 1, 0),
            f"Có {len(numbers)} dòng đang ẩn (hoặc bị lọc) nhưng vẫn được đọc: dòng {named}.",
            "Bỏ lọc, bỏ ẩn để kiểm tra; xóa các dòng này nếu không đề nghị.",
        )
    log.sheet = ""
