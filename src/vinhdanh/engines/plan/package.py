"""Parts of a zipped document (.docx, .odt) as XML trees, read without trusting the file."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from lxml import etree

MAX_PART = 48 * 2**20
"""Bytes of one part, unpacked: a plan of a thousand pages is smaller."""


def part(data: bytes, filename: str, name: str, *, needed: bool = False) -> etree._Element | None:
    """One XML part of the package; None when it is absent and not needed.

    Args:
        data: The package, whole.
        filename: Name of the file, for the message.
        name: Name of the part, e.g. "word/document.xml".
        needed: Whether the document cannot be read without it.

    Raises:
        UserError: The package or the part is damaged, too large, or a needed part is missing.
    """
    from lxml import etree  # noqa: PLC0415  # loaded for such a file only: pages show what was read without it

    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            if name not in package.namelist():
                if needed:
                    raise _damaged(filename)
                return None
            if package.getinfo(name).file_size > MAX_PART:
                raise UserError(
                    f"Tệp “{filename}” nở ra quá lớn khi mở, không đọc để giữ an toàn cho máy. Đề nghị chép phần chữ sang tệp mới rồi thử lại.",
                    f"“{filename}” unpacks to an unreasonable size and is not read. Copy its text into a new file and try again.",
                )
            raw = package.read(name)
        return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        raise _damaged(filename) from None


def _damaged(filename: str) -> UserError:
    return UserError(
        f"Tệp “{filename}” đã hỏng hoặc có mật khẩu, không đọc được. Đề nghị mở tệp, lưu lại thành tệp mới rồi thử lại.",
        f"“{filename}” is damaged or has a password and cannot be read. Open it, save it as a new file and try again.",
    )


def splits_years(before: str, line: str) -> bool:
    """Whether two lines part "2016 - 2020" or two dates, so that the second one only looks like an item of a list."""
    years = re.search(r"(?:19|20|21)\d\d$", before) and re.match(r"[-–—]\s*(?:19|20|21)\d\d(?!\d)", line)
    return bool(years or (re.search(r"/\d{4}$", before) and re.match(r"[-–—]\s*\d{1,2}/\d{1,2}/\d{4}", line)))


def table_lines(rows: list[list[list[str]]]) -> list[str]:
    """The lines of a table: a row of one-line cells is one line with tabs; a row with a taller cell comes cell by cell.

    Args:
        rows: For each row its cells, for each cell its lines.
    """
    out: list[str] = []
    for cells in rows:
        filled = [[x for x in cell if x.strip()] for cell in cells]
        if any(len(cell) > 1 for cell in filled):
            out += ["", *(x for cell in filled if cell for x in [*cell, ""])]
        else:
            out.append("\t".join(cell[0].replace("\t", " ").strip() for cell in filled if cell))
    return out


def number_label(number: int, shape: str) -> str:
    """A number of a list: shape `decimal`, `upperRoman`, `lowerRoman`, `upperLetter`, `lowerLetter`."""
    if shape.endswith("Roman"):
        tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")[number // 10 % 10]
        ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        label = tens + ones
    elif shape.endswith("Letter"):
        label = chr(ord("A") + (number - 1) % 26)
    else:
        return str(number)
    return label.lower() if shape.startswith("lower") else label
