"""Shapes of tables: levels and repeats of headings, orders, abbreviations, groups and sums, merged cells, hidden rows, representatives."""

from __future__ import annotations

import random
from io import BytesIO
from itertools import pairwise
from typing import Any

import old_excel
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from list_writing import in_open_document, in_windows_1258, in_word

from vinhdanh.engines.campaign.types import Body, Nominee, Settings
from vinhdanh.engines.sheets import FormReading, read_form
from vinhdanh.engines.vietnamese import PartialDate
from vinhdanh.engines.vietnamese.legacy import encode

SETTINGS = Settings(id="dot-2020", name="Hội nghị", rule_set="2017-2023", host=Body("Liên đoàn Lao động"), year=2020)


def read(text: str) -> FormReading:
    return read_form(text.encode(), "ds.csv", settings=SETTINGS)


def codes(reading: FormReading) -> list[str]:
    return [f.code.removeprefix("sheets.") for f in reading.findings]


REPRESENTATIVES = {
    "said in the name's column": "STT;Tên tập thể;Tổng số;Ghi chú\n1;Tổ 2;25;\n;Đại diện: {};;\n2;Đội 5;30;\n",
    "in brackets": "STT;Tên tập thể;Tổng số;Ghi chú\n1;Tổ 2;25;\n;(Người đại diện: đ/c {});;\n2;Đội 5;30;\n",
    "in its own columns": "STT;Tên tập thể;Tổng số;Người đại diện;Chức vụ người đại diện\n1;Tổ 2;25;;\n;;;{};Tổ trưởng\n2;Đội 5;30;;\n",
    "in a table of both kinds": "STT;Họ và tên, tên tập thể;Giới tính;Năm sinh;Chức vụ\nI;Tập thể;;;\n1;Tổ 2;;;\n;{};nữ;1980;Tổ trưởng\n2;Đội 5;;;\n",
    "labelled in a table of both kinds": "STT;Họ và tên, tên tập thể;Năm sinh\nI;Tập thể;\n1;Tổ 2;\n;Người đại diện: {};1980\n2;Đội 5;\n",
}


def test_a_representative_in_the_next_row() -> None:
    for shape, text in REPRESENTATIVES.items():
        reading = read(text.format("Trần Thị Bình"))
        assert [n.name for n in reading.collectives] == ["Tổ 2", "Đội 5"], shape
        assert reading.persons == (), shape
        first, second = (n.representative for n in reading.collectives)
        assert first is not None, shape
        assert first.name == "Trần Thị Bình", shape
        assert second is None, shape
        assert reading.findings == (), shape


def test_a_numbered_person_among_collectives_is_a_person() -> None:
    reading = read("STT;Họ và tên, tên tập thể;Giới tính;Năm sinh\nI;Tập thể;;\n1;Tổ 2;;\n2;Lê An;nam;1970\n")
    assert ([n.name for n in reading.persons], [n.name for n in reading.collectives]) == (["Lê An"], ["Tổ 2"])


def test_a_board_that_signs_is_no_representative() -> None:
    reading = read("STT;Tên tập thể;Tổng số\n1;Tổ 2;25\n;Đại diện Ban Chấp hành;\n")
    assert reading.collectives[0].representative is None


def test_abbreviated_headings() -> None:
    short = "TT;HT;GT;NS;DT;CV;ĐT;DH, HTKT đã đạt;HTKT ĐN;Dự HN\n1;Lê An;Nam;1970;Kinh;Kế toán;CN trực tiếp;LĐTT 2018;GK LĐLĐ huyện;x\n"
    dotted = "Stt;H. và tên;Giới;N.sinh;D.tộc;C.vụ;Đ.tượng;Khen thưởng;Đ.nghị KT;TD HN\n1;Lê An;Nam;1970;Kinh;Kế toán;CN trực tiếp;LĐTT 2018;GK LĐLĐ huyện;x\n"
    for text in (short, dotted):
        (one,) = read(text).persons
        told = (one.sex, one.birth, one.ethnicity, one.post, one.labour_group, one.commend)
        assert told == ("nam", PartialDate(1970), "Kinh", "Kế toán", "cn_truc_tiep", "GK_CTT")
        assert [(a.honour, a.year) for a in one.achievements] == [("LDTT", 2018)]
    (phone,) = read("TT;HT;NS;ĐT\n1;Lê An;1970;0900 000 001\n").persons
    assert phone.labour_group == ""


def book(rows: list[tuple[Any, ...]], merge: list[tuple[int, int, int, int, str]], hide: tuple[int, ...] = ()) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as wb:
        sheet = wb.add_worksheet("DS")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is not None:
                    sheet.write(r, c, value)
        for top, left, bottom, right, text in merge:
            sheet.merge_range(top, left, bottom, right, text)
        for row_hidden in hide:
            sheet.set_row(row_hidden, None, None, {"hidden": True})
    return buffer.getvalue()


def test_headings_in_three_levels() -> None:
    rows: list[tuple[Any, ...]] = [
        (),
        (),
        (None, None, None, None, "2018", 2019),
        (1, "Lê An", 1970, None, "LĐTT", "CSTĐCS", "Máy cạo mủ, cấp cơ sở"),
    ]
    merge = [
        (0, 0, 2, 0, "STT"),
        (0, 1, 2, 1, "Họ và tên"),
        (0, 2, 0, 3, "Năm sinh"),
        (1, 2, 2, 2, "Nam"),
        (1, 3, 2, 3, "Nữ"),
        (0, 4, 0, 6, "Thành tích 5 năm"),
        (1, 4, 1, 5, "Danh hiệu"),
        (1, 6, 2, 6, "Sáng kiến"),
    ]
    reading = read_form(book(rows, merge), "a.xlsx", settings=SETTINGS)
    (one,) = reading.persons
    assert (one.sex, one.birth) == ("nam", PartialDate(1970))
    assert [(a.honour, a.year) for a in one.achievements] == [("LDTT", 2018), ("CSTDCS", 2019)]
    assert [i.title for i in one.initiatives] == ["Máy cạo mủ, cấp cơ sở"]
    assert reading.findings == ()


def test_hidden_rows_are_read_and_said() -> None:
    rows: list[tuple[Any, ...]] = [
        ("STT", "Họ và tên", "Năm sinh"),
        *((i, f"Lê Văn {'ABCDEFGHIJKLMNOP'[i]}n", 1970) for i in range(1, 16)),
    ]
    reading = read_form(book(rows, [], hide=(2, 30)), "a.xlsx", settings=SETTINGS)
    assert len(reading.persons) == 15
    assert [(f.code, f.sheet, f.cell) for f in reading.findings] == [("sheets.rows-hidden", "DS", "A3")]
    assert "dòng 3" in reading.findings[0].message
    many = read_form(book(rows, [], hide=tuple(range(1, 16))), "a.xlsx", settings=SETTINGS)
    assert "và 3 dòng khác" in many.findings[0].message


def test_a_mark_in_the_column_of_being_praised_asks_for_no_honour() -> None:
    text = (
        "STT;Họ và tên;Năm sinh;Hình thức đề nghị;\n;;;Giấy khen của LĐLĐ huyện;Tuyên dương\n1;Lê An;1970;x;\n2;Lê Bảo;1971;;x\n"
    )
    reading = read(text)
    assert [(n.commend, n.typed_commend) for n in reading.persons] == [
        ("GK_CTT", "Giấy khen của LĐLĐ huyện"),
        ("", "Tuyên dương"),
    ]
    assert reading.findings == ()


# ---------------------------------------------------------------------------------------------- any table in any shape

HEADINGS = {
    "stt": ["STT", "TT", "Số TT", "Stt"],
    "name": ["Họ và tên", "HỌ VÀ TÊN", "Họ tên", "Họ, tên"],
    "birth": ["Năm sinh", "Ngày, tháng, năm sinh", "NS"],
    "sex": ["Giới tính", "Nam/nữ", "GT"],
    "ethnicity": ["Dân tộc", "DT"],
    "post": ["Chức vụ", "Chức vụ, nơi công tác", "Nghề nghiệp"],
    "commend": ["Hình thức đề nghị", "Đề nghị khen thưởng"],
    "attend": ["Tham dự HN (x)", "Dự HN"],
}
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["Lê Văn An", "Điểu Hùng", "Thị Lan", "Trần Thị Bình", "Y Brin", "Nguyễn Hồ Ngọc Ánh"]),
        st.integers(1950, 2001),
        st.sampled_from(["nam", "nữ"]),
        st.sampled_from(["Kinh", "Xtiêng", "Khơ-me"]),
        st.sampled_from(["Giáo viên", "Công nhân khai thác mủ", "Kế toán"]),
        st.sampled_from(["Giấy khen của LĐLĐ huyện", "Giấy khen của Chủ tịch UBND huyện"]),
    ),
    min_size=1,
    max_size=9,
)


Merge = list[tuple[int, int, int, int, str]]


def columns(r: random.Random) -> tuple[list[str], dict[str, str], bool, bool]:
    """Fields in some order, their headings, whether names stand in two columns, and whether the sex is said by the column of the year."""
    parted, by_sex = r.random() < 0.25, r.random() < 0.25
    fields = [f for f in HEADINGS if not (by_sex and f == "birth")]
    r.shuffle(fields)
    if parted:
        i = fields.index("name")
        fields[i : i + 1] = ["name", "given"]
    if by_sex:
        i = fields.index("sex")
        fields[i : i + 1] = ["birth", "female"]
    heads = {f: r.choice(HEADINGS.get(f, [f])) for f in fields}
    heads |= {"name": "Họ và tên đệm", "given": "Tên"} if parted else {}
    heads |= {"birth": "Nam", "female": "Nữ"} if by_sex else {}
    return fields, heads, parted, by_sex


def shaped(people: list[tuple[Any, ...]], seed: int, *, spans: bool) -> tuple[list[tuple[Any, ...]], Merge, set[int]]:
    """The people as a table of some shape.

    Order of columns, names in two columns, the year of birth in the column of the sex, group rows, repeated headings, sums, merged spans,
    signatures, numbers as text.
    """
    r = random.Random(seed)
    fields, heads, parted, by_sex = columns(r)
    rows: list[list[Any]] = [["CĐCS TRƯỜNG VÍ DỤ"], [None] * len(fields)][: r.randint(0, 2)]
    head_row = [heads[f] for f in fields]
    at = {f: i for i, f in enumerate(fields)}
    merge: list[tuple[int, int, int, int, str]] = []
    where: set[int] = set()

    def line(**cells: Any) -> list[Any]:
        return [cells.get(f) for f in fields]

    rows.append(list(head_row))
    if r.random() < 0.4:
        rows.append([str(i) for i in range(1, len(fields) + 1)])
    for i, (name, birth, sex, ethnicity, post, commend) in enumerate(people, 1):
        if r.random() < 0.3:
            rows.append(line(stt=r.choice(["I", "II", "A"]), name="Khối trường học"))
        if r.random() < 0.2:
            rows.append(list(head_row))
        if r.random() < 0.15:
            rows.append([None] * len(fields))
        where.add(len(rows) + 1)
        number: Any = r.choice([i, str(i), f"{i:02d}", f"{i}."])
        year: Any = r.choice([birth, str(birth), f"01/01/{birth}"]) if r.random() < 0.5 else birth
        family, _, given = name.rpartition(" ")
        rows.append(
            line(
                stt=number,
                name=family if parted else name,
                given=given,
                birth=None if by_sex and sex == "nữ" else year,
                female=year if sex == "nữ" else None,
                sex=r.choice([sex, sex.upper()]),
                ethnicity=ethnicity,
                post=post,
                commend=commend,
                attend="x",
            )
        )
        if r.random() < 0.15:
            rows.append(line(name=f"Cộng: {i} người"))
    rows += [
        line(name=f"Tổng cộng: {len(people)} người"),
        [None],
        line(name="NGƯỜI LẬP BIỂU", commend="CHỦ TỊCH"),
        line(name="Lê Thị Ký"),
    ][: r.randint(0, 4)]
    if spans and len(people) > 1 and r.random() < 0.5:
        # One cell of the same words spans neighbours of one post.
        col = at["post"]
        for first, second in pairwise(w - 1 for w in sorted(where)):
            if second == first + 1 and rows[first][col] == rows[second][col]:
                merge.append((first, col, second, col, rows[first][col]))
                rows[first][col] = rows[second][col] = None
                break
    return [tuple(row) for row in rows], merge, where


def in_text(rows: list[tuple[Any, ...]], separator: str, encoding: str) -> bytes:
    lines = (separator.join("" if v is None else str(v) for v in row) for row in rows)
    return ("\ufeff" * encoding.startswith("utf-16-") + "\r\n".join(lines) + "\r\n").encode(encoding)


def in_old_font(rows: list[tuple[Any, ...]], merge: Merge, encoding: Any) -> bytes:
    def old(value: Any) -> Any:
        return encode(value, encoding) if isinstance(value, str) else value

    return book([tuple(map(old, row)) for row in rows], [(*span[:4], old(span[4])) for span in merge])


def in_old_excel(rows: list[tuple[Any, ...]], *, old: bool) -> bytes:
    if not old:
        return old_excel.workbook({"DS": rows})
    typed = [[encode(v, "tcvn3") if isinstance(v, str) else v for v in row] for row in rows]
    return old_excel.workbook(
        {"DS": typed}, fonts={"DS": {(r, c): ".VnTime" for r, row in enumerate(rows) for c, _ in enumerate(row)}}
    )


def with_commas(rows: list[tuple[Any, ...]]) -> bytes:
    lines = (",".join("" if v is None else f'"{v}"' for v in row) for row in rows)
    return "\n".join(lines).encode()


FORMS = [
    "xlsx",
    "utf-8-sig",
    "utf-8",
    "comma",
    "utf-16-le",
    "utf-16-be",
    "tcvn3",
    "vni",
    "docx",
    "ods",
    "cp1258",
    "xls",
    "xls-tcvn3",
]


@settings(deadline=None)
@given(PEOPLE, st.integers(0, 10**6), st.sampled_from(FORMS))
def test_any_table_comes_back_equal(people: list[tuple[Any, ...]], seed: int, form: str) -> None:
    text = form.startswith("utf")
    rows, merge, where = shaped(people, seed, spans=form in {"xlsx", "tcvn3", "vni"})
    if form == "cp1258":
        data, name = in_windows_1258(in_text(rows, ";", "utf-8").decode()), "a.csv"
    elif form.startswith("xls") and form != "xlsx":
        data, name = in_old_excel(rows, old=form == "xls-tcvn3"), "a.xls"
    elif form == "comma":
        data, name = with_commas(rows), "a.csv"
    elif form in {"docx", "ods"}:
        data, name = (in_word if form == "docx" else in_open_document)(rows), f"a.{form}"
    elif text:
        # A separator that no cell holds: half of a list of headings has commas.
        data, name = in_text(rows, "\t" if form.startswith("utf-16") else ";", form), "a.txt"
    else:
        data = book(rows, merge) if form == "xlsx" else in_old_font(rows, merge, form)
        name = "a.xlsx"
    reading = read_form(data, name, settings=SETTINGS)

    def told(n: Nominee) -> tuple[Any, ...]:
        assert n.birth is not None
        assert n.place is not None
        ethnicity = n.ethnicity
        if not ethnicity and form == "vni":
            # No syllable of Vietnamese: left as it was, with a word at the cell.
            assert any(f.code == "sheets.legacy-text" and f.cell.endswith(str(n.place.row)) for f in reading.findings)
            ethnicity = "Xtiêng"
        return (n.name, n.birth.year, n.sex, ethnicity, n.post, n.typed_commend)

    assert [told(n) for n in reading.persons] == people
    assert {n.place.row for n in reading.persons if n.place} == where
    assert reading.collectives == ()
    assert all(n.attend for n in reading.persons)
    assert set(codes(reading)) <= {"manager-from-post", "legacy-text"} | ({"ethnicity-unknown"} if form == "vni" else set())
