"""Opens a template that somebody made in Word: refuses programs and what is fetched from elsewhere, reads no more than a paper can hold."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from docx.document import Document as DocumentType

MAX_FILE = 16 * 2**20
MAX_UNPACKED = 100 * 2**20
MAX_PARTS = 1_000
_PROGRAMS = ("vbaproject", "vbadata", "activex", "oleobject", "embeddings/")
_LINKED = b'TargetMode="External"'
_HYPERLINK = "/relationships/hyperlink"
_REMEDY = "Đề nghị mở tệp bằng Word, chọn Lưu với tên khác (Save As), kiểu Word Document (*.docx), rồi thử lại."


def open_template(data: bytes) -> DocumentType:
    """The template as a document.

    Raises:
        UserError: It is no .docx, holds macros or embedded programs, fetches parts from elsewhere, or is larger than a template can be.
    """
    if len(data) > MAX_FILE:
        raise UserError(f"Mẫu lớn hơn {MAX_FILE // 2**20} MB. {_REMEDY}", f"The template is larger than {MAX_FILE // 2**20} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _judge(package)
        document = Document(io.BytesIO(data))
    except (
        zipfile.BadZipFile,
        zlib.error,
        PackageNotFoundError,
        KeyError,
        ValueError,
        NotImplementedError,
        OSError,
        RuntimeError,
    ) as error:
        raise UserError(
            f"Tệp mẫu không phải là tệp Word .docx đọc được. {_REMEDY}", f"This is no readable .docx: {error}"
        ) from error
    except etree.LxmlError as error:
        raise UserError(f"Tệp mẫu bị hỏng bên trong. {_REMEDY}", f"The .docx is damaged: {error}") from error
    return document


def _judge(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > MAX_PARTS or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise UserError(f"Mẫu quá lớn sau khi giải nén. {_REMEDY}", "The template is too large when unpacked.")
    types = package.read("[Content_Types].xml").lower()
    if b"macroenabled" in types or any(mark in e.filename.lower() for e in entries for mark in _PROGRAMS):
        raise UserError(
            f"Mẫu có macro hoặc đối tượng nhúng nên không được dùng. {_REMEDY}", "The template holds macros or embedded objects."
        )
    for entry in entries:
        if entry.filename.endswith(".rels") and _LINKED in (rels := package.read(entry)):
            for relation in etree.fromstring(rels, etree.XMLParser(resolve_entities=False, no_network=True)):
                if relation.get("TargetMode") == "External" and not str(relation.get("Type", "")).endswith(_HYPERLINK):
                    raise UserError(
                        f"Mẫu lấy nội dung từ nơi khác ({relation.get('Target', '')}) nên không được dùng. {_REMEDY}",
                        f"The template fetches {relation.get('Target', '')} from elsewhere.",
                    )
