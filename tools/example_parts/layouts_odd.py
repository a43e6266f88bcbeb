"""Hands of unions that use no form at all: other programs, old fonts, old encodings, tables of many shapes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from example_parts.layouts import (
    Book,
    Written,
    birth_text,
    collective_values,
    honours_text,
    initiatives_text,
    labour_name,
    office_head,
    person_values,
)
from example_parts.layouts_plain import windows_1258
from vinhdanh.engines.vietnamese.legacy import encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from example_parts.people import Collective, Person
    from vinhdanh.engines.campaign.types import Union

Rows = list[list[str]]
_STAMP = (2020, 2, 1, 0, 0, 0)

_HEADS = [
    "STT",
    "Họ tên",
    "Giới tính",
    "Năm sinh",
    "Dân tộc",
    "Chức vụ",
    "Đối tượng",
    "Lãnh đạo, quản lý",
    "Danh hiệu đã đạt",
    "Sáng kiến",
    "Tóm tắt thành tích",
    "Đề nghị",
    "Tham dự HN",
    "Dự ĐH cấp trên",
]
_GROUP_HEADS = [
    "STT",
    "Tên tập thể",
    "Loại",
    "Tổng số đoàn viên",
    "Trong đó nữ",
    "DTTS",
    "Thành tích 5 năm",
    "Tóm tắt thành tích",
    "Đề nghị",
    "Tham dự HN",
    "Dự ĐH cấp trên",
    "Người đại diện",
    "Chức vụ người đại diện",
    "Giới tính người đại diện",
    "Năm sinh người đại diện",
    "Dân tộc người đại diện",
    "Đối tượng người đại diện",
]
_GROUP_KEYS = (
    "collective",
    "collective_type",
    "members",
    "women_members",
    "minority_members",
    "achievements",
    "summary",
    "commend",
    "attend",
    "upward",
    "rep_name",
    "rep_post",
    "rep_sex",
    "rep_birth",
    "rep_ethnicity",
    "rep_labour_group",
)


def _person_row(number: int, p: Person) -> list[str]:
    v = person_values(p)
    own = [str(number), p.name, p.sex, birth_text(p), v["ethnicity"], p.post, v["labour_group"], v["manager"]]
    return [*own, *(v[key] for key in ("achievements", "initiatives", "summary", "commend", "attend", "upward"))]


def _plain(union: Union, persons: Sequence[Person]) -> tuple[Rows, list[int]]:
    """Name of the union, headings, persons: the rows, and the 0-based rows of the persons."""
    rows: Rows = [[union.name.upper()], ["DANH SÁCH ĐỀ NGHỊ"], _HEADS]
    return [*rows, *(_person_row(i, p) for i, p in enumerate(persons, 1))], list(range(3, 3 + len(persons)))


def _groups(collectives: Sequence[Collective]) -> Rows:
    found = [[str(i), *(collective_values(c).get(key, "") for key in _GROUP_KEYS)] for i, c in enumerate(collectives, 1)]
    return [_GROUP_HEADS, *found]


def unicode_text(union: Union, persons: Sequence[Person], _: Sequence[Collective], stem: str) -> Written:
    """What Excel calls Unicode text: tabs, UTF-16."""
    rows, at = _plain(union, persons)
    data = "".join("\t".join(row) + "\r\n" for row in rows).encode("utf-16-le")
    return Written("txt", b"\xff\xfe" + data, tuple((stem, r + 1) for r in at), ())


def windows_text(union: Union, persons: Sequence[Person], _: Sequence[Collective], stem: str) -> Written:
    """Commas and Windows-1258, as a program of the office before wrote it."""
    rows, at = _plain(union, persons)
    quoted = "".join(",".join(f'"{cell}"' for cell in row) + "\r\n" for row in rows)
    return Written("csv", windows_1258(quoted), tuple((stem, r + 1) for r in at), ())


def open_document(union: Union, persons: Sequence[Person], collectives: Sequence[Collective], _: int) -> Written:
    """A spreadsheet of LibreOffice: persons on one sheet, one of them in a hidden row, collectives on another."""
    rows, at = _plain(union, persons)
    sheets = [("Cá nhân", rows), *([("Tập thể", _groups(collectives))] if collectives else [])]
    body = "".join(_ods_sheet(name, table, at[-1] if name == "Cá nhân" else -1) for name, table in sheets)
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f"{body}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    data = _packed([("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)])
    groups = tuple(("Tập thể", i + 2) for i in range(len(collectives)))
    return Written("ods", data, tuple(("Cá nhân", r + 1) for r in at), groups)


def _ods_sheet(name: str, rows: Rows, hidden: int) -> str:
    cells = "".join(
        ('<table:table-row table:visibility="collapse">' if r == hidden else "<table:table-row>")
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(c)}</text:p></table:table-cell>'
            if c
            else "<table:table-cell/>"
            for c in row
        )
        + "</table:table-row>"
        for r, row in enumerate(rows)
    )
    return f'<table:table table:name="{name}">{cells}</table:table>'


def word(union: Union, persons: Sequence[Person], collectives: Sequence[Collective], _: int) -> Written:
    """Two tables in a Word document below the name of the union."""
    tables = [[_HEADS, *(_person_row(i, p) for i, p in enumerate(persons, 1))], *([_groups(collectives)] if collectives else [])]
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = _paragraph(union.name.upper()) + _paragraph("DANH SÁCH ĐỀ NGHỊ TUYÊN DƯƠNG, KHEN THƯỞNG")
    body += (
        "".join(_word_table(t) + _paragraph("") for t in tables) + _paragraph("TM. BAN CHẤP HÀNH") + _paragraph(union.responsible)
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    types = (
        f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    links = (
        f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    document = f'{head}<w:document xmlns:w="{main}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    data = _packed([("[Content_Types].xml", types), ("_rels/.rels", links), ("word/document.xml", document)])
    # Where a reader sees the rows of a document's tables is its own matter: the truth tells no sheet and no row.
    return Written("docx", data, tuple(("", 0) for _ in persons), tuple(("", 0) for _ in collectives))


def _paragraph(text: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")) if text else ""
    return f"<w:p><w:r>{lines}</w:r></w:p>" if text else "<w:p/>"


def _word_table(rows: Rows) -> str:
    grid = "<w:tblGrid>" + "<w:gridCol/>" * len(rows[0]) + "</w:tblGrid>"
    cells = "".join("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{_paragraph(c)}</w:tc>" for c in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{grid}{cells}</w:tbl>"


def _packed(parts: Sequence[tuple[str, str]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts:
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return out.getvalue()


def old_fonts(union: Union, persons: Sequence[Person], collectives: Sequence[Collective], *, vni: bool) -> Written:
    """Text in TCVN3 (ABC) or VNI, in the fonts that show it.

    In the TCVN3 file some names are capitals by their font alone, and some posts have been typed anew in Unicode.
    """
    b = Book()
    capitals = b.book.add_format({"font_name": ".VnTimeH", "border": 1})
    font = b.book.add_format({"font_name": "VNI-Times" if vni else ".VnTime", "border": 1})
    rows, at = _plain(union, persons)
    sheets = [("Sheet1", rows), *([("Sheet2", _groups(collectives))] if collectives else [])]
    for name, table in sheets:
        sheet = b.book.add_worksheet(name)
        for r, row in enumerate(table):
            for c, text in enumerate(row):
                if not vni and c == 5 and r % 2:
                    sheet.write_string(r, c, text, b.cell)
                elif not vni and table is rows and (r < 2 or (c == 1 and r % 3 == 0 and r > 2)):
                    sheet.write_string(r, c, encode(text.lower(), "tcvn3"), capitals)
                else:
                    sheet.write_string(r, c, encode(text, "vni" if vni else "tcvn3"), font)
    groups = tuple(("Sheet2", i + 2) for i in range(len(collectives)))
    return Written("xlsx", b.done(), tuple(("Sheet1", r + 1) for r in at), groups)


def split_names(union: Union, persons: Sequence[Person], collectives: Sequence[Collective], head: int) -> Written:
    """Family and given name in two columns, columns in an order of its own, groups with sums, headings again on each printed page."""
    b = Book()
    sheet = b.book.add_worksheet("Danh sách")
    row = office_head(sheet, union, "DANH SÁCH CÁ NHÂN ĐIỂN HÌNH TIÊN TIẾN", head)
    heads = [
        "TT",
        "Đ.nghị KT",
        "Họ và tên đệm",
        "Tên",
        "NS",
        "GT",
        "DT",
        "CV",
        "Đ.tượng",
        "Lãnh đạo, QL",
        "DH, HTKT đã đạt",
        "SK",
        "Tóm tắt",
        "Dự HN",
        "Dự ĐH cấp trên",
    ]
    heads[9] = "Lãnh đạo, quản lý"
    found: list[tuple[str, int]] = []
    half = (len(persons) + 1) // 2
    for part, title in ((persons[:half], "I. Khối chuyên môn"), (persons[half:], "II. Khối phục vụ")):
        if not part:
            continue
        for c, heading in enumerate(heads):
            sheet.write_string(row, c, heading, b.bold)
        sheet.merge_range(row + 1, 0, row + 1, len(heads) - 1, title, b.bold)
        row += 2
        for p in part:
            v = person_values(p)
            family, _, given = p.name.rpartition(" ")
            texts = [v["commend"], family, given, birth_text(p), p.sex, v["ethnicity"], p.post, v["labour_group"], v["manager"]]
            texts += [v["achievements"], v["initiatives"], v["summary"], v["attend"], v["upward"]]
            sheet.write_string(row, 0, f"{len(found) + 1:02d}", b.cell)
            for c, text in enumerate(texts, 1):
                sheet.write_string(row, c, text, b.cell)
            found.append(("Danh sách", row + 1))
            row += 1
        sheet.write_string(row, 2, f"Cộng: {len(part)} người", b.bold)
        row += 1
    sheet.write_string(row, 2, f"Tổng cộng: {len(persons)} người", b.bold)
    sheet.write_string(row + 2, 9, "TM. BAN CHẤP HÀNH CÔNG ĐOÀN")
    sheet.write_string(row + 6, 9, union.responsible)
    groups = group_rows(b, collectives)
    return Written("xlsx", b.done(), tuple(found), groups)


GROUP_SHEET = "Tập thể"


def group_rows(b: Book, collectives: Sequence[Collective]) -> tuple[tuple[str, int], ...]:
    """A sheet of the collectives, where there are any."""
    if collectives:
        sheet = b.book.add_worksheet(GROUP_SHEET)
        for r, row in enumerate(_groups(collectives)):
            for c, text in enumerate(row):
                sheet.write_string(r, c, text, b.cell)
    return tuple((GROUP_SHEET, i + 2) for i in range(len(collectives)))


def both_kinds(union: Union, persons: Sequence[Person], collectives: Sequence[Collective], head: int) -> Written:
    """Persons and collectives in one table; the representative of a collective in the row below it."""
    b = Book()
    sheet = b.book.add_worksheet("DS")
    sheet.write_string(head - 2, 0, "DANH SÁCH TẬP THỂ, CÁ NHÂN ĐỀ NGHỊ", b.bold)
    heads = [*_HEADS[:1], "Họ và tên, tên tập thể", *_HEADS[2:], "Tổng số đoàn viên"]
    for c, heading in enumerate(heads):
        sheet.write_string(head, c, heading, b.bold)
    row = head + 1
    found: list[tuple[str, int]] = []
    groups: list[tuple[str, int]] = []

    def line(number: str, cells: dict[int, str]) -> None:
        nonlocal row
        for c, text in {0: number, **cells}.items():
            sheet.write_string(row, c, text, b.cell)
        row += 1

    line("I", {1: "TẬP THỂ"})
    for i, one in enumerate(collectives, 1):
        v = collective_values(one)
        groups.append(("DS", row + 1))
        line(
            str(i),
            {
                1: one.name,
                8: v["achievements"],
                10: one.summary,
                11: v["commend"],
                12: v["attend"],
                13: v["upward"],
                14: v["members"],
            },
        )
        r = one.representative
        if r is not None:
            line("", {1: r.name, 2: r.sex, 3: birth_text(r), 4: r.ethnicity, 5: r.post, 6: labour_name(r.labour_group)})
    line("II", {1: "CÁ NHÂN"})
    for i, p in enumerate(persons, 1):
        found.append(("DS", row + 1))
        line(str(i), dict(enumerate(_person_row(i, p)[1:], 1)))
    sheet.write_string(row + 2, 10, "CHỦ TỊCH")
    sheet.write_string(row + 5, 10, union.responsible)
    return Written("xlsx", b.done(), tuple(found), tuple(groups))


def spanned(union: Union, persons: Sequence[Person], collectives: Sequence[Collective], head: int) -> Written:
    """Three levels of headings, honours by year, words merged over neighbours, a hidden row, half of the list on a hidden sheet."""
    b = Book()
    years = (2016, 2017, 2018, 2019)
    found: list[tuple[str, int]] = []
    half = (len(persons) + 1) // 2
    for name, part in (("Đợt 1", persons[:half]), ("Đợt 2", persons[half:])):
        if not part:
            continue
        sheet = b.book.add_worksheet(name)
        top = office_head(sheet, union, "DANH SÁCH ĐỀ NGHỊ", head)
        single = {0: "STT", 1: "Họ và tên", 4: "Dân tộc", 5: "Chức vụ", 6: "Đối tượng", 7: "Lãnh đạo, quản lý"}
        single |= {13: "Hình thức đề nghị", 14: "Tham dự HN (x)", 15: "Dự ĐH cấp trên (x)"}
        for c, heading in single.items():
            sheet.merge_range(top, c, top + 2, c, heading, b.bold)
        sheet.merge_range(top, 2, top, 3, "Năm sinh", b.bold)
        for c, heading in ((2, "Nam"), (3, "Nữ")):
            sheet.merge_range(top + 1, c, top + 2, c, heading, b.bold)
        sheet.merge_range(top, 8, top, 12, "Thành tích đạt được", b.bold)
        sheet.merge_range(top + 1, 8, top + 1, 11, "Danh hiệu, hình thức khen", b.bold)
        sheet.merge_range(top + 1, 12, top + 2, 12, "Sáng kiến", b.bold)
        for c, year in enumerate(years, 8):
            sheet.write_number(top + 2, c, year, b.bold)
        first = top + 3
        for r, p in enumerate(part, first):
            v = person_values(p)
            sheet.write_number(r, 0, r - first + 1, b.cell)
            texts = {
                1: p.name,
                2: v["birth_male"],
                3: v["birth_female"],
                4: v["ethnicity"],
                5: p.post,
                6: v["labour_group"],
                7: v["manager"],
            }
            for c, year in enumerate(years, 8):
                texts[c] = honours_text([a for a in p.achievements if a[1] == year])
            texts |= {12: initiatives_text(p), 13: v["commend"], 14: v["attend"], 15: v["upward"]}
            for c, text in texts.items():
                sheet.write_string(r, c, text, b.cell)
            found.append((name, r + 1))
        for r in range(first, first + len(part) - 1):
            one, other = part[r - first], part[r - first + 1]
            if one.labour_group == other.labour_group:
                sheet.merge_range(r, 6, r + 1, 6, labour_name(one.labour_group), b.cell)
                break
        if name == "Đợt 1":
            sheet.set_row(first + 1, None, None, {"hidden": True})
        else:
            sheet.hide()
    groups = group_rows(b, collectives)
    return Written("xlsx", b.done(), tuple(found), groups)
