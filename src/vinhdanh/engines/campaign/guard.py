"""Judges a table file before it is opened: by its first bytes, the zip directory, and how far its cells reach."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from vinhdanh.engines.campaign.child import MAX_CELLS
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_FILE = 64 * 2**20
"""Bytes of a file as it came."""
MAX_ENTRIES = 2_000
"""Parts in the package of a workbook."""
MAX_UNPACKED = 400 * 2**20
"""Bytes of all parts, unpacked."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"%PDF")
_PHOTO_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
_OLD_FONT = re.compile(rb"""val\s*=\s*["'](?:\.vn|vni[- ])""", re.IGNORECASE)
_OLD_FONT_NAME = re.compile(rb"\.\0?[vV]\0?[nN]|[vV]\0?[nN]\0?[iI]\0?[- ]")
"""Such a font's name in a workbook of Excel 97, in letters of one byte or two."""
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\sr\s*=\s*["'](\d+)""")
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\sr\s*=\s*["']([A-Z]{1,3})\d""")
_CELL_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Z]{1,3}(\d{5,7})["']""")
_DIMENSION = re.compile(rb"""<(?:\w+:)?dimension\b[^>]*?ref\s*=\s*["'](?:[A-Z]+\d+:)?([A-Z]+)(\d+)["']""")
_ODS_TOKEN = re.compile(rb"""<table:(table-row|table-cell|covered-table-cell|table)\b([^>]*?)/?>""")
_ODS_REPEAT = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d+)["']""")
_SHEET = re.compile(r"xl/worksheets/[^/]*\.xml")
_READ = re.compile(r"xl/(?:sharedStrings\.xml|styles\.xml|workbook\.xml)|content\.xml|word/document\.xml")
_CHUNK = 4 * 2**20
_FIRST = 64 * 2**10
"""Bytes in which a sheet says how far it reaches."""
_HEAVY = 100 * 2**20
"""A package that unpacks to more and cannot be read has failed for want of memory."""
_SCANNED = 24 * 2**20
"""Bytes of a part that are looked through for the reason of a failure."""
_OVERLAP = 512


class UnreadableFile(UserError):  # noqa: N818 - the name says what the file is, as the other rooms use it
    """A file that cannot be read as a list.

    Args:
        code: Code of the finding, e.g. `sheets.file-password`.
        vi, en: What is wrong.
        remedy: What the sender should do, in Vietnamese.
    """

    def __init__(self, code: str, vi: str, en: str, remedy: str) -> None:
        super().__init__(f"{vi} {remedy}", en)
        self.code = code
        self.what = vi
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Judged:
    """What a file is, and what is to be said of it although it can be read.

    Args:
        kind: "xlsx" and "ods" are packages that the reader opens, "xls" the old workbook; "docx" and "word" (.doc, .odt, .rtf) hold
            tables of Word; "text" is anything else.
        macros: It holds programs. They are never run.
        links: It holds values that come from other workbooks.
        fonts: It names fonts of the encodings before Unicode.
    """

    kind: Literal["xlsx", "xls", "ods", "docx", "word", "text"]
    macros: bool = False
    links: bool = False
    fonts: bool = False


def judge(data: bytes, filename: str) -> Judged:
    """What kind of table file this is, told by its first bytes, its directory and what its sheets say of their size.

    Raises:
        UnreadableFile: It is none, or must not be opened.
    """
    if not data.strip(b"\x00\t\r\n "):
        raise UnreadableFile(
            "sheets.file-empty",
            f"Tệp «{filename}» rỗng, không có nội dung.",
            f"The file {filename} is empty.",
            "Đề nghị mở lại tệp trên máy, kiểm tra và gửi lại.",
        )
    if len(data) > MAX_FILE:
        raise _too_large(filename)
    if data.startswith(_OLE):
        return _judge_ole(data, filename)
    if data.startswith(b"PK"):
        return _judge_zip(data, filename)
    if data.startswith(_PICTURES) or _is_picture_box(data):
        raise to_type_in(filename)
    return Judged("word" if data.startswith(b"{\\rtf") else "text")


def _is_picture_box(data: bytes) -> bool:
    """Photos of telephones (.heic, .avif) and of the web (.webp)."""
    return (data[4:8] == b"ftyp" and data[8:12] in _PHOTO_BRANDS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def _judge_ole(data: bytes, filename: str) -> Judged:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise password(filename)
    macros = holds("_VBA_PROJECT")
    if holds("WordDocument"):
        return Judged("word", macros)
    return Judged("xls", macros, fonts=_OLD_FONT_NAME.search(data) is not None)


def _judge_zip(data: bytes, filename: str) -> Judged:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as e:
        raise damaged(filename) from e
    if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
        raise _too_large(filename)
    names = {e.filename for e in entries}
    kind = _kind_of_package(data, entries, names, filename)
    if any(e.flag_bits & 1 for e in entries):
        raise password(filename)
    fonts = False
    for entry in entries:
        if _SHEET.fullmatch(entry.filename):
            _judge_extent(b"".join(_unpacked(data, entry, filename, _FIRST)), filename)
        elif entry.filename == "content.xml" and kind == "ods":
            _judge_ods(b"".join(_unpacked(data, entry, filename, _SCANNED)), filename)
        elif entry.filename == "xl/styles.xml":
            fonts = _OLD_FONT.search(b"".join(_unpacked(data, entry, filename, _SCANNED))) is not None
    macros = any(n.endswith(("vbaProject.bin", "Basic/script-lc.xml")) for n in names)
    return Judged(kind, macros, any(n.startswith("xl/externalLinks/") for n in names), fonts)


def _kind_of_package(
    data: bytes, entries: list[zipfile.ZipInfo], names: set[str], filename: str
) -> Literal["xlsx", "ods", "docx", "word"]:
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" not in names:
        raise not_a_list(filename)
    told = next((e for e in entries if e.filename == "mimetype"), None)
    text = told is not None and b"opendocument.text" in b"".join(_unpacked(data, told, filename, 100))
    return "word" if text else "ods"


def look_again(data: bytes, filename: str) -> None:
    """Looks for the reason why a package could not be read, within the first pieces of its parts.

    Raises:
        UnreadableFile: The reason, when there is one to be seen.
    """
    if not data.startswith(b"PK"):
        return
    with zipfile.ZipFile(BytesIO(data)) as package:
        entries = package.infolist()
    for entry in entries:
        if _SHEET.fullmatch(entry.filename):
            _judge_sheet(_unpacked(data, entry, filename, _SCANNED), filename)
        elif _READ.fullmatch(entry.filename):
            for _ in _unpacked(data, entry, filename, _SCANNED):
                pass
    if sum(e.file_size for e in entries) > _HEAVY:
        raise killed(filename)


def _unpacked(data: bytes, entry: zipfile.ZipInfo, filename: str, most: int) -> Iterator[bytes]:
    """The part in pieces up to about `most` bytes, never more than the directory says: the directory of a bomb may lie."""
    at = entry.header_offset
    start = at + 30 + int.from_bytes(data[at + 26 : at + 28], "little") + int.from_bytes(data[at + 28 : at + 30], "little")
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        yield packed[:most]
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise damaged(filename)
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    left = entry.file_size
    try:
        while not unpack.eof and entry.file_size - left < most:
            piece = unpack.decompress(packed, min(_CHUNK, most))
            packed = unpack.unconsumed_tail
            left -= len(piece)
            if left < 0:
                raise _too_large(filename)
            if not piece and not packed:
                break
            yield piece
    except zlib.error as e:
        raise damaged(filename) from e


def _judge_extent(first: bytes, filename: str) -> None:
    """Refuse a sheet that says of itself that its area cannot be held. What it does not say, the reading process finds out."""
    for m in _DIMENSION.finditer(first):
        if int(m[2]) * _column(m[1]) > MAX_CELLS:
            raise too_many_cells(filename, "")


def _judge_sheet(pieces: Iterator[bytes], filename: str) -> None:
    """Refuse a sheet whose last cell lies so far out that its area cannot be held."""
    rows, cols = 1, 1
    tail = b""
    for piece in pieces:
        part = tail + piece
        for m in _DIMENSION.finditer(part):
            rows, cols = max(rows, int(m[2])), max(cols, _column(m[1]))
        rows = max(rows, max(map(int, _ROW.findall(part)), default=1), max(map(int, _CELL_ROW.findall(part)), default=1))
        cols = max(cols, max(map(_column, set(_CELL.findall(part))), default=1))
        if rows * cols > MAX_CELLS:
            raise too_many_cells(filename, "")
        tail = part[-_OVERLAP:]


def _judge_ods(content: bytes, filename: str) -> None:
    """Refuse an OpenDocument sheet whose repeated rows and cells unfold to more than can be held."""
    area, repeat, width = 0, 1, 0
    used = False
    for m in _ODS_TOKEN.finditer(content):
        found = _ODS_REPEAT.search(m[2])
        times = int(found[1]) if found else 1
        if m[1] in {b"table-row", b"table"}:
            area += repeat * width if used else 0
            repeat, width, used = (times if m[1] == b"table-row" else 1), 0, False
        else:
            width += times
            used = used or b"value-type" in m[2]
        if area + (repeat * width if used else 0) > MAX_CELLS:
            raise too_many_cells(filename, "")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def to_type_in(filename: str) -> UnreadableFile:
    """The refusal of a scan or photo: it is kept as an attachment, and somebody types its list in."""
    return UnreadableFile(
        "sheets.to-type-in",
        f"Tệp «{filename}» là ảnh hoặc bản quét: được giữ làm tệp đính kèm, danh sách trong đó cần nhập tay.",
        f"The file {filename} is a picture or a scan: it is kept as an attachment, and its list is to be typed in.",
        "Nhập danh sách trong tệp này vào mẫu Excel của đơn vị, hoặc đề nghị đơn vị gửi tệp Excel; bỏ qua nếu chỉ gửi kèm để đối chiếu.",
    )


def killed(filename: str) -> UnreadableFile:
    """The refusal of a file on which the reading process died or ran out of time or memory."""
    return UnreadableFile(
        "sheets.file-unsafe",
        f"Tệp «{filename}» cần quá nhiều bộ nhớ hoặc thời gian để đọc nên đã được dừng lại.",
        f"The file {filename} takes too much memory or time to read; reading it was stopped.",
        "Đề nghị chép riêng phần danh sách sang một tệp mới theo mẫu và gửi lại.",
    )


def word(filename: str) -> UnreadableFile:
    """The refusal of a Word file of an old format where no program is there that converts it."""
    return UnreadableFile(
        "sheets.file-word",
        f"Tệp «{filename}» là văn bản Word định dạng cũ (.doc, .odt, .rtf) nên chưa đọc được trên máy này.",
        f"The file {filename} is a Word document of an old format, which cannot be read on this machine.",
        "Mở tệp bằng Word, chọn «Lưu thành» (Save As) định dạng .docx hoặc chép bảng sang mẫu Excel, rồi gửi lại.",
    )


def password(filename: str) -> UnreadableFile:
    """The refusal of a file that asks for a password."""
    return UnreadableFile(
        "sheets.file-password",
        f"Tệp «{filename}» được đặt mật khẩu nên không đọc được.",
        f"The file {filename} is protected by a password.",
        "Đề nghị bỏ mật khẩu mở tệp (Tệp › Thông tin › Bảo vệ sổ làm việc) và gửi lại.",
    )


def damaged(filename: str) -> UnreadableFile:
    """The refusal of a file whose inside is broken."""
    return UnreadableFile(
        "sheets.file-damaged",
        f"Tệp «{filename}» bị hỏng hoặc không đúng định dạng bảng tính.",
        f"The file {filename} is damaged or not a workbook.",
        "Đề nghị mở tệp bằng Excel, lưu lại thành tệp .xlsx mới và gửi lại.",
    )


def not_a_list(filename: str) -> UnreadableFile:
    """The refusal of a file that is neither workbook nor text."""
    return UnreadableFile(
        "sheets.file-not-a-list",
        f"Tệp «{filename}» không phải bảng tính hoặc tệp văn bản đọc được.",
        f"The file {filename} is neither a workbook nor readable text.",
        "Đề nghị gửi danh sách bằng tệp Excel (.xlsx) theo mẫu.",
    )


def too_many_cells(filename: str, sheet: str) -> UnreadableFile:
    """The refusal of a sheet that reaches too far out."""
    place = f", trang tính «{sheet}»," if sheet else ""
    return UnreadableFile(
        "sheets.file-too-wide",
        f"Tệp «{filename}»{place} có ô nằm quá xa hoặc quá nhiều dòng, cột trống được định dạng nên không thể đọc an toàn.",
        f"The file {filename} has cells too far out, or too many of them.",
        "Đề nghị chép riêng phần danh sách sang một tệp mới theo mẫu và gửi lại.",
    )


def _too_large(filename: str) -> UnreadableFile:
    return UnreadableFile(
        "sheets.file-too-large",
        f"Tệp «{filename}» có dung lượng quá lớn so với một danh sách.",
        f"The file {filename} is far too large for a list.",
        "Đề nghị bỏ ảnh và các phần không cần thiết, chỉ gửi danh sách theo mẫu.",
    )
