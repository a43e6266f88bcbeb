"""The text of a plan paper, whatever file it comes in: .txt and .md as they are, Word, OpenDocument, PDF with text."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from vinhdanh.engines.plan.old_text import in_unicode
from vinhdanh.engines.vietnamese import read_eight_bit
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from vinhdanh.engines.vietnamese import Encoding

LARGEST = 64 * 2**20
"""Bytes; no plan paper is larger, a scan may be."""
LONGEST = 1_000_000
"""Characters of a text that is still taken for a plan: some three hundred pages."""
KINDS = (".docx", ".odt", ".pdf", ".txt", ".md")
"""Kinds of files that can be read."""
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
_WORDS = ("và", "của", "kế hoạch", "tổ chức", "công đoàn")
"""Frequent words: text that decodes to them is Vietnamese."""


def read_text(path: Path) -> str:
    """The text of a plan paper.

    Args:
        path: The file. For .txt and .md the text is the file unchanged, as decoded: line ends, normalisation and a byte order mark of UTF-8
            stay as they are; only a paper typed before Unicode is brought to Unicode.

    Raises:
        UserError: The file cannot be read, is empty, or holds no text.
    """
    return read_paper(path)[0]


def read_paper(path: Path) -> tuple[str, Encoding]:
    """The text of a plan paper, and the encoding in which it was typed. See `read_text`."""
    return paper_of(_bytes(path), path.name)


def text_of(data: bytes, filename: str) -> str:
    """The text of a plan paper that is at hand as bytes.

    Args:
        data: The file, whole.
        filename: Its name; the ending says what it is.

    Raises:
        UserError: It is empty, of another kind, damaged, or holds no text.
    """
    return paper_of(data, filename)[0]


def paper_of(data: bytes, filename: str) -> tuple[str, Encoding]:
    """The text of a plan paper, and the encoding in which it was typed. See `text_of`."""
    suffix = Path(filename).suffix.lower()
    if not data:
        raise UserError(
            f"Tệp “{filename}” rỗng (0 byte). Đề nghị kiểm tra và gửi lại tệp.",
            f"The file “{filename}” is empty (0 bytes). Check it and send it again.",
        )
    if suffix == ".doc" or (data.startswith(_OLE) and suffix != ".doc"):
        raise UserError(
            f"Tệp “{filename}” là Word đời cũ (.doc) hoặc có mật khẩu. Đề nghị mở bằng Word, bỏ mật khẩu, chọn Lưu thành .docx rồi thử lại.",
            f"“{filename}” is an old Word file (.doc) or has a password. Save it as .docx without password and try again.",
        )
    if suffix not in KINDS:
        raise UserError(
            f"Không đọc được loại tệp của “{filename}”. Các loại đọc được: {', '.join(KINDS)}.",
            f"The file type of “{filename}” cannot be read. Types that can: {', '.join(KINDS)}.",
        )
    text = _extract(data, filename, suffix)
    if len(text) > LONGEST:
        raise UserError(
            f"Tệp “{filename}” có {len(text)} ký tự, quá dài so với một kế hoạch. Đề nghị kiểm tra lại tệp.",
            f"“{filename}” has {len(text)} characters, too many for a plan. Check the file.",
        )
    if not any(c.isalnum() for c in text):
        raise UserError(
            f"Tệp “{filename}” không có chữ nào. Đề nghị kiểm tra lại tệp.", f"“{filename}” holds no words. Check the file."
        )
    return in_unicode(text)


def _bytes(path: Path) -> bytes:
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise UserError(
                f"“{name}” là một thư mục. Đề nghị chỉ rõ tệp kế hoạch trong đó.",
                f"“{name}” is a folder. Name the plan file in it.",
            )
        if path.stat().st_size > LARGEST:
            raise UserError(
                f"Tệp “{name}” lớn hơn {LARGEST // 2**20} MB. Đề nghị gửi bản kế hoạch có chữ, không kèm ảnh.",
                f"“{name}” is larger than {LARGEST // 2**20} MB. Send the plan as text, without pictures.",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(
            f"Không tìm thấy tệp “{path}”. Đề nghị kiểm tra lại tên và đường dẫn.",
            f"File “{path}” not found. Check its name and folder.",
        ) from None
    except OSError as error:
        raise UserError(
            f"Không mở được tệp “{path}”: máy báo “{error.strerror}”. Đề nghị kiểm tra quyền đọc tệp.",
            f"“{path}” cannot be opened: {error.strerror}. Check that it may be read.",
        ) from None


def _extract(data: bytes, filename: str, suffix: str) -> str:
    wanted = {".docx": _ZIP, ".odt": _ZIP, ".pdf": _PDF}.get(suffix)
    if wanted and wanted not in data[:1024]:
        raise UserError(
            f"Tệp “{filename}” mang đuôi {suffix} nhưng nội dung không phải loại đó, hoặc đã hỏng. Đề nghị mở và lưu lại đúng loại.",
            f"“{filename}” ends in {suffix} but is something else, or damaged. Open it and save it anew.",
        )
    if suffix == ".docx":
        from vinhdanh.engines.plan.word import docx_text  # noqa: PLC0415  # its libraries are loaded for such a file only

        return docx_text(data, filename)
    if suffix == ".odt":
        from vinhdanh.engines.plan.opendocument import odt_text  # noqa: PLC0415  # as above

        return odt_text(data, filename)
    if suffix == ".pdf":
        from vinhdanh.engines.plan.pdf import pdf_text  # noqa: PLC0415  # as above

        return pdf_text(data, filename)
    return _decode(data, filename)


def _decode(data: bytes, filename: str) -> str:
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any(unicodedata.category(c) == "Cc" and c not in "\t\n\r\f\v\x1a" for c in text):
            continue
        if encoding != "cp1258" or any(w in unicodedata.normalize("NFC", text).lower() for w in _WORDS):
            return text
    old = read_eight_bit(data)
    if not any(c < " " and c not in "\t\n\r\f\v\x1a" for c in old) and any(w in in_unicode(old)[0].lower() for w in _WORDS):
        return old
    raise UserError(
        f"Tệp “{filename}” không phải tệp chữ, hoặc dùng bảng mã lạ. Đề nghị mở tệp, chọn Lưu thành với bảng mã UTF-8 rồi thử lại.",
        f"“{filename}” is not a text file, or in an unknown encoding. Save it as UTF-8 and try again.",
    )


def _encodings(data: bytes) -> tuple[str, ...]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    head = data[:2000]
    if head.count(0) > len(head) // 5:
        return ("utf-16-le",) if head[1::2].count(0) > head[::2].count(0) else ("utf-16-be",)
    return ("utf-8", "cp1258")
