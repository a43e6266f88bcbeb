"""What a file is, by its content. The name and what the browser says are not believed."""

from __future__ import annotations

import io
import zipfile
from typing import Final

UNKNOWN: Final = "application/octet-stream"
TEXT: Final = "text/plain; charset=utf-8"
OLE: Final = "application/x-ole-storage"
SIGNATURES: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
)
PACKAGES: Final = (
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("xl/workbook.bin", "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
)
OPEN_DOCUMENTS: Final = {
    f"application/vnd.oasis.opendocument.{kind}": f"application/vnd.oasis.opendocument.{kind}"
    for kind in ("text", "spreadsheet", "presentation")
}
OFFICE: Final = frozenset({OLE, "application/pdf", TEXT, *(kind for _, kind in PACKAGES), *OPEN_DOCUMENTS})
"""Papers and lists."""
PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/webp"})


def media_type(data: bytes) -> str:
    """The media type of a file from its whole content; never one that a browser would run (HTML and SVG are plain text here)."""
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"PK\x03\x04"):
        return _package(data)
    sample = data[:65536]
    if b"\0" in sample:
        return UNKNOWN
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4 or len(data) <= len(sample):
            return UNKNOWN
    return TEXT


def _package(data: bytes) -> str:
    """What a zip is, from its directory alone: nothing is unpacked but the one line in which OpenDocument says its kind."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:5000])
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                said = archive.read("mimetype").decode("ascii", "replace").strip()
                return OPEN_DOCUMENTS.get(said, "application/zip")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return UNKNOWN
    return next((kind for name, kind in PACKAGES if name in names), "application/zip")
