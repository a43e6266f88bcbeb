"""Writes one union's list as that union would: the standard form, or a table of its own making. Same data, same bytes."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

import openpyxl
import xlsxwriter

from example_parts.people import COMMEND_WORDS, HONOURS, Collective, Person
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.sheets import blank_form_bytes
from vinhdanh.engines.sheets.layout import FIRST_HEADING, collective_columns, person_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import Settings, Union

_MADE = datetime.combine(date(2020, 2, 1), time())
_STAMP = (2020, 2, 1, 0, 0, 0)


@dataclass(frozen=True)
class Written:
    """A list as a file: ending, bytes, and for each nominee the sheet and 1-based row in which it stands."""

    ending: str
    data: bytes
    persons: tuple[tuple[str, int], ...]
    collectives: tuple[tuple[str, int], ...]


def labour_name(code: str) -> str:
    """The catalogue's name of a labour group."""
    return next(g.name for g in catalogue().labour_groups if g.code == code)


def honours_text(achievements: Sequence[tuple[str, int, str]], separator: str = "; ") -> str:
    """Honours as people write them: one word, its years, the decision where it is known."""
    parts: list[str] = []
    for code in dict.fromkeys(code for code, _, _ in achievements):
        plain = [str(y) for c, y, d in achievements if c == code and not d]
        if plain:
            parts.append(f"{HONOURS[code][0]} {', '.join(plain)}")
        parts += [f"{HONOURS[code][0]} {y} (QĐ {d})" for c, y, d in achievements if c == code and d]
    return separator.join(parts)


def initiatives_text(p: Person) -> str:
    """Initiatives with their scope and year."""
    words = {"base": "cấp cơ sở", "province": "cấp tỉnh"}
    return "; ".join(f"{title}, {words[scope]}, {year}" for title, scope, year in p.initiatives)


def birth_text(p: Person, *, year: bool = False) -> str:
    """The birth as typed: an error if one is planted, the year, or day/month/year."""
    if "birth" in p.typed:
        return p.typed["birth"]
    return str(p.birth.year) if year or p.year_only else f"{p.birth:%d/%m/%Y}"


def person_values(p: Person) -> dict[str, str]:
    """What the list says of a person, by field of the form."""
    sex = "male" if p.sex == "nam" else "female"
    other = "female" if sex == "male" else "male"
    return {
        "name": p.name,
        f"birth_{sex}": birth_text(p),
        f"birth_{other}": birth_text(p) if "both_sexes" in p.typed else "",
        "ethnicity": p.typed.get("ethnicity", p.ethnicity),
        "religion": p.religion,
        "education": p.education,
        "post": p.post,
        "labour_group": labour_name(p.labour_group),
        "manager": "Có" if p.manager else "Không",
        "achievements": honours_text(p.achievements),
        "initiatives": initiatives_text(p),
        "summary": p.summary,
        "movement": p.movement,
        "commend": p.typed.get("commend", COMMEND_WORDS[p.commend]),
        "attend": "x" if p.attend else "",
        "upward": "x" if p.upward else "",
    }


def collective_values(c: Collective) -> dict[str, str]:
    """What the list says of a collective, by field of the form."""
    r = c.representative
    values = {
        "collective": c.name,
        "collective_type": c.type,
        "members": str(c.members),
        "women_members": str(c.women),
        "minority_members": str(c.minority),
        "achievements": honours_text(c.achievements),
        "summary": c.summary,
        "commend": COMMEND_WORDS[c.commend],
        "attend": "x" if c.attend else "",
        "upward": "x" if c.upward else "",
    }
    if r is not None:
        values |= {
            "rep_name": r.name,
            "rep_post": r.post,
            "rep_sex": r.sex.capitalize(),
            "rep_birth": birth_text(r),
            "rep_ethnicity": r.ethnicity,
        }
        values["rep_labour_group"] = labour_name(r.labour_group)
    return values


# ---------------------------------------------------------------------------------------------- the standard form


def standard(
    settings: Settings, union: Union, persons: Sequence[Person], collectives: Sequence[Collective], nil: str = ""
) -> Written:
    """The blank form of the campaign, filled in by hand."""
    book = openpyxl.load_workbook(BytesIO(blank_form_bytes(settings, union)))
    first = FIRST_HEADING + 4  # 1-based: below two rows of headings and the example
    lists: list[tuple[str, Any, list[dict[str, str]]]] = [
        ("Cá nhân", person_columns(""), [person_values(p) for p in persons]),
        ("Tập thể", collective_columns(""), [collective_values(c) for c in collectives]),
    ]
    for sheet, columns, records in lists:
        for i, values in enumerate(records):
            for column, spec in enumerate(columns, start=1):
                text = str(i + 1) if spec.field == "stt" else values.get(spec.field, "")
                if text:
                    book[sheet].cell(first + i, column).value = text
    if nil:
        for row in book["Không có đề nghị"].iter_rows():
            if str(row[0].value or "").startswith("Đánh dấu"):
                row[1].value = "x"
            elif row[0].value == "Lý do":
                row[1].value = nil
    book.properties.created = book.properties.modified = _MADE
    book.properties.lastModifiedBy = None
    out = BytesIO()
    book.save(out)
    rows = tuple(("Cá nhân", first + i) for i in range(len(persons)))
    return Written("xlsx", repacked(out.getvalue()), rows, tuple(("Tập thể", first + i) for i in range(len(collectives))))


def repacked(data: bytes) -> bytes:
    """The same package with fixed times, so that equal workbooks have equal bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                start, end = content.index(b"<dcterms:modified"), content.index(b"</dcterms:modified>")
                content = content[:start] + b'<dcterms:modified xsi:type="dcterms:W3CDTF">2020-02-01T00:00:00Z' + content[end:]
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return out.getvalue()


# ---------------------------------------------------------------------------------------------- tables of their own


class Book:
    """A plain workbook made in an office."""

    def __init__(self) -> None:
        self.out = BytesIO()
        self.book = xlsxwriter.Workbook(self.out, {"in_memory": True, "strings_to_formulas": False})
        self.book.set_properties({"created": _MADE})
        self.bold = self.book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1})
        self.cell = self.book.add_format({"text_wrap": True, "border": 1, "valign": "vcenter"})

    def done(self) -> bytes:
        """The bytes."""
        self.book.close()
        return self.out.getvalue()


def office_head(sheet: Any, union: Union, title: str, rows: int) -> int:
    """Title rows above the headings; the row at which the headings start, 0-based."""
    lines = ["LIÊN ĐOÀN LAO ĐỘNG HUYỆN PHÚ RIỀNG", union.name.upper(), "", title, "(Kèm theo Công văn của đơn vị)", ""]
    for r, line in enumerate(lines[:rows]):
        if line:
            sheet.write_string(r, 0 if r < 2 else 2, line)
    return rows


def two_level(union: Union, persons: Sequence[Person], collectives: Sequence[Collective], head: int) -> Written:
    """Two levels of headings, the year of birth in the column of the sex, total and signature rows; collectives below on a sheet of their own."""
    b = Book()
    sheet = b.book.add_worksheet("DS cá nhân")
    top = office_head(sheet, union, "DANH SÁCH ĐỀ NGHỊ TUYÊN DƯƠNG, KHEN THƯỞNG", head)
    single = {
        0: "STT",
        1: "Họ và tên",
        4: "Dân tộc",
        5: "Chức vụ, nghề nghiệp",
        6: "Đối tượng",
        7: "Danh hiệu thi đua, hình thức khen thưởng đã đạt (2016-2020)",
        8: "Sáng kiến",
        9: "Tóm tắt thành tích",
        10: "Hình thức đề nghị",
        11: "Dự HN",
        12: "Đề nghị dự ĐH cấp trên",
        13: "Ghi chú",
    }
    for c, heading in single.items():
        sheet.merge_range(top, c, top + 1, c, heading, b.bold)
    sheet.merge_range(top, 2, top, 3, "Năm sinh", b.bold)
    sheet.write_string(top + 1, 2, "Nam", b.bold)
    sheet.write_string(top + 1, 3, "Nữ", b.bold)
    first = top + 2
    for i, p in enumerate(persons):
        v = person_values(p)
        sheet.write_number(first + i, 0, i + 1, b.cell)
        texts = [
            v["name"],
            v["birth_male"],
            v["birth_female"],
            v["ethnicity"],
            v["post"],
            v["labour_group"],
            v["achievements"],
            v["initiatives"],
            v["summary"],
            v["commend"],
            v["attend"],
            v["upward"],
            "Quản lý" if p.manager else "",
        ]
        for c, text in enumerate(texts, start=1):
            if c in (2, 3) and text.isdigit():
                sheet.write_number(first + i, c, int(text), b.cell)
            else:
                sheet.write_string(first + i, c, text, b.cell)
    after = first + len(persons)
    sheet.write_string(after, 1, f"Tổng cộng: {len(persons)} cá nhân")
    sheet.write_string(after + 2, 1, "NGƯỜI LẬP BIỂU")
    sheet.write_string(after + 2, 9, "TM. BAN CHẤP HÀNH")
    sheet.write_string(after + 3, 9, "CHỦ TỊCH")
    sheet.write_string(after + 7, 9, union.responsible)
    rows = collective_sheet(b, union, collectives)
    return Written("xlsx", b.done(), tuple(("DS cá nhân", first + i + 1) for i in range(len(persons))), rows)


def collective_sheet(b: Book, union: Union, collectives: Sequence[Collective]) -> tuple[tuple[str, int], ...]:
    """A sheet of collectives, each with its representative; none when there are none."""
    if not collectives:
        return ()
    sheet = b.book.add_worksheet("DS tập thể")
    top = office_head(sheet, union, "DANH SÁCH TẬP THỂ ĐỀ NGHỊ KHEN THƯỞNG", 5)
    heads = [
        "TT",
        "Tên tập thể",
        "Loại",
        "Tổng số đoàn viên",
        "Trong đó nữ",
        "DTTS",
        "Thành tích 5 năm (danh hiệu, số QĐ)",
        "Tóm tắt thành tích",
        "Hình thức đề nghị",
        "Dự HN",
        "Đề nghị dự ĐH cấp trên",
        "Họ tên người đại diện",
        "Chức vụ người đại diện",
        "Giới tính người đại diện",
        "Năm sinh người đại diện",
        "Dân tộc người đại diện",
        "Đối tượng",
    ]
    for c, heading in enumerate(heads):
        sheet.write_string(top, c, heading, b.bold)
    keys = [
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
    ]
    for i, one in enumerate(collectives):
        values = collective_values(one)
        sheet.write_number(top + 1 + i, 0, i + 1, b.cell)
        for c, key in enumerate(keys, start=1):
            text = values.get(key, "")
            if text.isdigit():
                sheet.write_number(top + 1 + i, c, int(text), b.cell)
            else:
                sheet.write_string(top + 1 + i, c, text, b.cell)
    return tuple(("DS tập thể", top + 2 + i) for i in range(len(collectives)))


_GROUP_TICKS = (
    ("CN trực tiếp", "cn_truc_tiep"),
    ("Công chức", "cong_chuc"),
    ("Viên chức", "vien_chuc"),
    ("NLĐ khác", "nld_khac"),
    ("Lãnh đạo, quản lý", "lanh_dao_quan_ly"),
)


def ticked(union: Union, persons: Sequence[Person], collectives: Sequence[Collective], head: int) -> Written:
    """Labour groups as columns to tick, birth as a real date, sex in a column."""
    b = Book()
    day = b.book.add_format({"num_format": "dd/mm/yyyy", "border": 1})
    sheet = b.book.add_worksheet("Danh sách")
    top = office_head(sheet, union, "DANH SÁCH ĐIỂN HÌNH TIÊN TIẾN", head)
    heads = ["Số TT", "HỌ VÀ TÊN", "Giới tính", "Ngày, tháng, năm sinh", "Dân tộc", "Nghề nghiệp, nơi làm việc"]
    tail = [
        "Khen thưởng đã đạt (số QĐ)",
        "Sáng kiến",
        "Tóm tắt thành tích",
        "Đề nghị khen thưởng",
        "Tham dự HN (x)",
        "Dự ĐH cấp trên (x)",
    ]
    for c, heading in [*enumerate(heads), *enumerate(tail, start=len(heads) + len(_GROUP_TICKS))]:
        sheet.merge_range(top, c, top + 1, c, heading, b.bold)
    sheet.merge_range(top, 6, top, 5 + len(_GROUP_TICKS), "Đối tượng", b.bold)
    for c, (label, _) in enumerate(_GROUP_TICKS, start=6):
        sheet.write_string(top + 1, c, label, b.bold)
    first = top + 2
    for i, p in enumerate(persons):
        v, r = person_values(p), first + i
        sheet.write_number(r, 0, i + 1, b.cell)
        for c, text in ((1, p.name), (2, p.sex.capitalize()), (4, v["ethnicity"]), (5, p.post)):
            sheet.write_string(r, c, text, b.cell)
        if "birth" in p.typed or p.year_only:
            sheet.write_string(r, 3, birth_text(p), b.cell)
        else:
            sheet.write_datetime(r, 3, datetime.combine(p.birth, datetime.min.time()), day)
        for c, (_, code) in enumerate(_GROUP_TICKS, start=6):
            sheet.write_string(r, c, "x" if p.labour_group == code else "", b.cell)
        for c, key in enumerate(("achievements", "initiatives", "summary", "commend", "attend", "upward"), start=11):
            sheet.write_string(r, c, v[key], b.cell)
    sheet.write_string(first + len(persons) + 1, 11, "TM. BAN CHẤP HÀNH CÔNG ĐOÀN")
    rows = collective_sheet(b, union, collectives)
    return Written("xlsx", b.done(), tuple(("Danh sách", first + i + 1) for i in range(len(persons))), rows)
