"""Writes tables in other formats than .xlsx, as office programs do."""

from __future__ import annotations

import unicodedata
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import docx

if TYPE_CHECKING:
    from collections.abc import Sequence

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAME = "urn:oasis:names:tc:opendocument:xmlns:"


def in_windows_1258(text: str) -> bytes:
    """The text in Windows-1258: a tone stands after its letter."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in parts if c in _TONES)
        out.append(unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)) + tones)
    return "".join(out).encode("cp1258")


def in_word(rows: Sequence[Sequence[Any]]) -> bytes:
    """The rows as a table of a .docx."""
    document = docx.Document()
    table = document.add_table(len(rows), max(map(len, rows)))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, value in zip(line.cells, row, strict=False):
            cell.text = "" if value is None else str(value)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def in_open_document(rows: Sequence[Sequence[Any]]) -> bytes:
    """The rows as the sheet of an .ods."""

    def cell(value: Any) -> str:
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, int):
            return (
                f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
            )
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'

    lines = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{n}="{_NAME}{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="DS">{lines}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", _ODS)
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{_NAME}manifest:1.0"><manifest:file-entry manifest:full-path="/"'
            f' manifest:media-type="{_ODS}"/></manifest:manifest>',
        )
    return out.getvalue()
