"""Opens the file that a union sent: its sheets in Unicode, and what is to be said of the file as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.grid import UnreadableFile, open_book
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.sheets.legacy import modernised

if TYPE_CHECKING:
    from collections.abc import Collection

    from vinhdanh.engines.campaign.grid import Book, Grid
    from vinhdanh.engines.sheets.log import Log

TO_TYPE_IN = "sheets.to-type-in"
"""Code of the finding of a scan or photo: it cannot be read as a list, but is rightly there beside one, and is no error."""


def opened(data: bytes, filename: str, log: Log, ours: Collection[str] = ()) -> tuple[Grid, ...] | None:
    """The sheets of a file.

    Args:
        data: The file as it came.
        filename: Its name.
        log: Takes what is to be said of the file.
        ours: Names of sheets that this program has written.

    Returns:
        The sheets, texts of old encodings in Unicode; None when the file cannot be read as a list: the finding says why.
    """
    try:
        book = open_book(data, filename)
    except UnreadableFile as e:
        severity = Severity.WARNING if e.code == TO_TYPE_IN else Severity.BLOCKING
        log.add(e.code.removeprefix("sheets."), severity, None, e.what, e.remedy)
        return None
    _say(book, log)
    return modernised(book.grids, log, ours)


def _say(book: Book, log: Log) -> None:
    if book.macros:
        log.note(
            "macros",
            None,
            "Tệp có chứa macro (chương trình). Macro không được chạy, chỉ đọc nội dung các ô.",
            "Lần sau lưu tệp ở định dạng không có macro (.xlsx) trước khi gửi.",
        )
    if book.links:
        log.note(
            "external-links",
            None,
            "Tệp lấy số liệu từ tệp khác (liên kết ngoài). Các ô đó được đọc theo giá trị đã lưu lần cuối.",
            "Kiểm tra lại các ô liên kết; chép thành giá trị trước khi gửi nếu số liệu chưa đúng.",
        )
