"""A union's own file with the remarks in it: cells coloured, comments on them. The file that came is never touched.

An .xlsx is patched inside its package: only the sheets that have remarks, their comments, the styles and the package's own lists change;
every other part keeps its bytes. Any other file becomes a new workbook with the same rows and the same remarks.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.sheets.annotate_book import remarked_book
from vinhdanh.engines.sheets.annotate_sheet import (
    Place,
    Remark,
    Styles,
    add_drawing,
    colour_cells,
    column_index,
    comments_part,
    drawing_part,
)
from vinhdanh.engines.sheets.findings_book import SEVERITY_WORDS, in_order
from vinhdanh.engines.sheets.package import UnpatchableError, read_part, with_parts
from vinhdanh.engines.sheets.xml_parts import MAIN, RELATIONS, Finder, Patch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from vinhdanh.engines.campaign.types import Finding

SUFFIX = "-ý kiến.xlsx"
"""How the new workbook of a file that is no .xlsx is named: "ds.csv" gives "ds-ý kiến.xlsx"."""

_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_WEIGHT = {Severity.BLOCKING: 0, Severity.WARNING: 1, Severity.NOTE: 2}
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_WIDTH = 44
"""Letters in a line of a comment's box."""


def annotate(data: bytes, filename: str, findings: Sequence[Finding]) -> tuple[str, bytes]:
    """A copy of the file with its findings as remarks.

    Args:
        data: The file as it came.
        filename: Its name.
        findings: Of this file, as `read_form` gives them: their sheet and cell say where. What concerns a whole sheet stands at its A1,
            what concerns the whole file at A1 of the first sheet.

    Returns:
        Name and bytes: the same name for an .xlsx that was patched, else the name with `SUFFIX`.
    """
    name = filename.rsplit("/", 1)[-1]
    if data.startswith(b"PK") and name.lower().endswith((".xlsx", ".xlsm")):
        try:
            return name, _patched(data, findings)
        except (
            UnpatchableError,
            zipfile.BadZipFile,
            zlib.error,
            KeyError,
            ValueError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ):
            pass  # an unusual package: its rows still go into a new workbook
    return re.sub(r"\.\w{1,5}$", "", name) + SUFFIX, remarked_book(data, filename, remarks_of(findings, ()), in_order(findings))


def remarks_of(findings: Sequence[Finding], sheets: Sequence[str]) -> dict[str, dict[Place, Remark]]:
    """Remarks by sheet and place; sheet "" holds what names no sheet of `sheets`."""
    at: dict[str, dict[Place, list[Finding]]] = {}
    for finding in in_order(findings):
        found = _CELL.fullmatch(finding.cell)
        sheet = finding.sheet if not sheets or finding.sheet in sheets else ""
        place = (int(found[2]) - 1, column_index(found[1])) if found and sheet else (0, 0)
        at.setdefault(sheet, {}).setdefault(place, []).append(finding)
    return {sheet: {place: _remark(some) for place, some in places.items()} for sheet, places in at.items()}


def _remark(findings: Sequence[Finding]) -> Remark:
    words = "\n\n".join(f"{SEVERITY_WORDS[f.severity]}: {f.message}\nCách sửa: {f.remedy}" for f in findings)
    gravest = min((f.severity for f in findings), key=_WEIGHT.__getitem__)
    return Remark(words, gravest, any(f.cell for f in findings))


def _patched(data: bytes, findings: Sequence[Finding]) -> bytes:
    if not findings:
        return data
    with zipfile.ZipFile(BytesIO(data)) as package:
        book = _Book(package)
        remarks = remarks_of(findings, tuple(book.sheets))
        general = remarks.pop("", {})
        first = next(iter(book.sheets), None)
        if first is None:
            raise UnpatchableError("the workbook has no sheet")
        if general:
            mine = remarks.setdefault(first, {})
            own = mine.get((0, 0))
            said = general[0, 0]
            mine[0, 0] = said if own is None else Remark(f"{said.text}\n\n{own.text}", own.severity, own.coloured)
        for sheet, places in remarks.items():
            book.remark(book.sheets[sheet], places)
        parts = book.done()
    return with_parts(data, parts)


class _Book:
    """The parts of a workbook while remarks are put in."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.names = set(package.namelist())
        self.parts: dict[str, bytes] = {}
        office = self._related("", RELATIONS + "/officeDocument")
        if not office:
            raise UnpatchableError("no workbook in the package")
        self.path = office[0]
        workbook = Finder(read_part(package, self.path), {"sheet"})
        if workbook.root is None or MAIN not in workbook.root.attributes.values():
            raise UnpatchableError("the workbook is of the strict kind")
        targets = self._relations(self.path)
        self.sheets: dict[str, str] = {}
        for sheet in workbook.all("sheet", "sheets"):
            ident = next((v for k, v in sheet.attributes.items() if k.endswith(":id")), "")
            kind, target = targets.get(ident, ("", ""))
            if kind == RELATIONS + "/worksheet" and target in self.names:
                self.sheets[sheet.attributes.get("name", "")] = target
        styles = self._related(self.path, RELATIONS + "/styles")
        if not styles:
            raise UnpatchableError("no styles in the package")
        self.styles_path = styles[0]
        self.styles = Styles(read_part(package, self.styles_path))
        self.types = Patch(read_part(package, _TYPES))
        self.types_found = Finder(self.types.data, (), depth=1)
        self._new_types: list[str] = []

    def remark(self, path: str, remarks: Mapping[Place, Remark]) -> None:
        """Puts the remarks of a sheet in: colours, comments, boxes."""
        patch = Patch(read_part(self.package, path))
        sheet = Finder(patch.data, {"row", "col"}, depth=1)
        colour_cells(patch, sheet, remarks, self.styles.coloured)
        comments = self._related(path, RELATIONS + "/comments")
        old = read_part(self.package, comments[0]) if comments else None
        part, new = comments_part(old, remarks)
        links: list[tuple[str, str, str]] = []
        number = len([n for n in self.parts if n.startswith("xl/vd-comments")]) + 1
        self.parts[comments[0] if comments else f"xl/vd-comments{number}.xml"] = part
        if not comments:
            links.append(("rIdVdComments", RELATIONS + "/comments", f"/xl/vd-comments{number}.xml"))
            self._new_types.append(f'Override PartName="/xl/vd-comments{number}.xml" ContentType="{_COMMENTS_TYPE}"')
        drawing = self._drawing(path, sheet)
        lines = {place: sum(len(line) // _WIDTH + 1 for line in r.text.split("\n")) for place, r in remarks.items()}
        if new:
            target = drawing or f"xl/drawings/vd-drawing{number}.vml"
            self.parts[target] = drawing_part(read_part(self.package, drawing) if drawing else None, new, lines)
            if not drawing:
                links.append(("rIdVdDrawing", RELATIONS + "/vmlDrawing", f"/{target}"))
                add_drawing(patch, sheet, "rIdVdDrawing")
        self.parts[path] = patch.done()
        if links:
            self._link(path, links)

    def done(self) -> dict[str, bytes]:
        """All parts that changed or are new."""
        root = self.types_found.root
        if root is None:
            raise UnpatchableError("the list of types is empty")
        if self._new_types:
            extensions = {e.attributes.get("Extension", "").lower() for e in self.types_found.all("Default")}
            more = (
                self._new_types
                if "vml" in extensions
                else [f'Default Extension="vml" ContentType="{_DRAWING_TYPE}"', *self._new_types]
            )
            self.types.append_to(root, "".join(f"<{root.prefix}{one}/>" for one in more))
            self.parts[_TYPES] = self.types.done()
        styles = self.styles.done()
        if styles != self.styles.data:
            self.parts[self.styles_path] = styles
        return self.parts

    def _drawing(self, path: str, sheet: Finder) -> str:
        """The drawing of comments that the sheet has already, "" when it has none."""
        own = next((e for e in sheet.all("legacyDrawing") if sheet.root and e.parent == sheet.root.name), None)
        if own is None:
            return ""
        ident = next((v for k, v in own.attributes.items() if k.endswith(":id")), "")
        target = self._relations(path).get(ident, ("", ""))[1]
        if target not in self.names:
            raise UnpatchableError("the sheet's drawing is not there")
        return target

    def _relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Relations of a part: id -> kind and target, the target as a name in the package."""
        name = _relations_of(path)
        if name not in self.names:
            return {}
        finder = Finder(read_part(self.package, name), {"Relationship"})
        folder = posixpath.dirname(path)
        found = {}
        for e in finder.all("Relationship"):
            target = e.attributes.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[e.attributes.get("Id", "")] = (e.attributes.get("Type", ""), whole)
        return found

    def _related(self, path: str, kind: str) -> list[str]:
        return [target for k, target in self._relations(path).values() if k == kind and target in self.names]

    def _link(self, path: str, links: Sequence[tuple[str, str, str]]) -> None:
        name = _relations_of(path)
        text = "".join(f'<{{p}}Relationship Id="{ident}" Type="{kind}" Target="{target}"/>' for ident, kind, target in links)
        if name not in self.names:
            head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            package = "http://schemas.openxmlformats.org/package/2006/relationships"
            self.parts[name] = f'{head}<Relationships xmlns="{package}">{text.replace("{p}", "")}</Relationships>'.encode()
            return
        patch = Patch(read_part(self.package, name))
        root = Finder(patch.data, ()).root
        if root is None:
            raise UnpatchableError("the relations are empty")
        patch.append_to(root, text.replace("{p}", root.prefix))
        self.parts[name] = patch.done()


def _relations_of(path: str) -> str:
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "_rels", f"{name}.rels")
