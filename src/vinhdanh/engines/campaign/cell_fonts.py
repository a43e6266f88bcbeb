"""Which cells of an .xlsx file are in a font of the encodings before Unicode (.VnTime, VNI-Times).

Runs inside `child` and imports nothing of the project.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO

from lxml import etree

_OLD = re.compile(r"(?:\.vn|vni[- ])", re.IGNORECASE)
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MOST = 500_000


def old_fonts(data: bytes) -> dict[str, list[tuple[int, int, str]]]:
    """Name of the sheet -> (row, column, font) of each cell in such a font, 0-based; a row or column format is not followed.

    Raises:
        Exception: Whatever the zip or XML reader raises for a broken file.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        fonts = _styles(package)
        return {name: _cells(package, part, fonts) for name, part in _sheets(package)} if fonts else {}


def _styles(package: zipfile.ZipFile) -> dict[str, str]:
    """Number of a cell format, as cells write it -> its old font."""
    root = _root(package, "xl/styles.xml")
    names = [font.find(f"{_S}name") for font in root.iterfind(f"{_S}fonts/{_S}font")]
    old = {str(i): n.get("val", "") for i, n in enumerate(names) if n is not None and _OLD.match(n.get("val", ""))}
    formats = root.iterfind(f"{_S}cellXfs/{_S}xf")
    return {str(i): old[font] for i, xf in enumerate(formats) if (font := xf.get("fontId", "")) in old}


def _sheets(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    links = {r.get("Id", ""): r.get("Target", "") for r in _root(package, "xl/_rels/workbook.xml.rels")}
    sheets = _root(package, "xl/workbook.xml").iterfind(f"{_S}sheets/{_S}sheet")
    return [(s.get("name", ""), posixpath.join("/xl", links[s.get(f"{_R}id", "")])[1:]) for s in sheets]


def _cells(package: zipfile.ZipFile, part: str, fonts: dict[str, str]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    if part not in package.namelist():
        return found
    with package.open(part) as stream:
        for _, cell in etree.iterparse(stream, tag=f"{_S}c", resolve_entities=False, no_network=True):
            font = fonts.get(cell.get("s", ""))
            place = _PLACE.fullmatch(cell.get("r", ""))
            if font and place and len(cell) and len(found) < _MOST:
                found.append((int(place[2]) - 1, _column(place[1]), font))
            cell.clear()
    return found


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _root(package: zipfile.ZipFile, part: str) -> etree._Element:
    return etree.fromstring(package.read(part), etree.XMLParser(resolve_entities=False, no_network=True))
