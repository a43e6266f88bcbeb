"""Any list that is written as a filled form comes back equal, whatever its file, headings, order of columns and place."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vinhdanh.engines.campaign.types import Achievement, Initiative, Nominee, Representative
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.sheets import read_form
from vinhdanh.engines.vietnamese import PartialDate, short_date

SURNAMES = ["Nguyễn", "Trần", "Điểu", "Thị", "Hoàng", "Lý", "Tổng", "Ông", "Công", "Đỗ"]
GIVEN = ["An", "Bình", "Công", "Đức", "Hùng", "Lan", "Hoà", "Tám", "Năm", "Chủ"]
HONOURS = [("CSTĐCS", "CSTDCS"), ("LĐTT", "LDTT"), ("Bằng khen LĐLĐ tỉnh", "BK_LDT"), ("Giấy khen UBND huyện", "GK_H")]
COMMENDS = [("", ""), ("Giấy khen UBND huyện", "GK_H"), ("Bằng khen LĐLĐ tỉnh", "BK_LDT"), ("Tuyên dương", "")]
GROUPS = [("Công nhân trực tiếp sản xuất", "cn_truc_tiep"), ("Viên chức", "vien_chuc"), ("Công chức", "cong_chuc"), ("", "")]
ETHNIC = [("Kinh", "Kinh"), ("S'tiêng", "Xtiêng"), ("Stiêng", "Xtiêng"), ("Khmer", "Khơ-me"), ("H'Mông", "Hmông"), ("", "")]
WORDS = ["Vượt kế hoạch", "dẫn đầu phong trào", "sản lượng mủ", "5 năm liền", "dạy tốt", "=1+1", "100%", "a; b", "x, y"]

names = st.builds(
    lambda a, b, c: f"{a} {b} {c}", st.sampled_from(SURNAMES), st.sampled_from(["Văn", "Thị", "Minh"]), st.sampled_from(GIVEN)
)
births = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(1940, 2004)),
    st.dates(date(1940, 1, 1), date(2004, 12, 31)).map(PartialDate.of),
)
texts = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)


@st.composite
def achievements(draw: st.DrawFn) -> tuple[str, tuple[Achievement, ...]]:
    """Honours as typed and as they are to be read."""
    result, parts = [], []
    for words, code in draw(st.lists(st.sampled_from(HONOURS), max_size=3)):
        years = sorted(draw(st.sets(st.integers(2016, 2020), min_size=1, max_size=3)))
        number = draw(st.sampled_from(["", "12/QĐ-UBND", "123"]))
        day = draw(st.one_of(st.none(), st.dates(date(2016, 1, 1), date(2020, 3, 1)))) if number else None
        told = f" (QĐ {number}{f' ngày {short_date(day)}' if day else ''})" if number else ""
        parts.append(f"{words} {', '.join(map(str, years))}{told}")
        for i, year in enumerate(years):
            last = i == len(years) - 1
            typed = f"{words} {years[0]}{told}" if len(years) == 1 else f"{words} {year}"
            result.append(Achievement(typed, code, year, number if last else "", day if last else None))
    return "; ".join(parts), tuple(result)


def _typed_birth(birth: PartialDate | None) -> str:
    return "" if birth is None else short_date(birth)


@st.composite
def persons(draw: st.DrawFn) -> tuple[dict[str, str], Nominee]:
    sex = draw(st.sampled_from(["nam", "nữ"]))
    birth = draw(births)
    ethnic, group, commend = draw(st.sampled_from(ETHNIC)), draw(st.sampled_from(GROUPS)), draw(st.sampled_from(COMMENDS))
    manager = draw(st.booleans())
    typed, held = draw(achievements())
    attend, upward = draw(st.booleans()), draw(st.booleans())
    name = draw(names)
    cells = {
        "name": name,
        "sex": sex,
        "birth": _typed_birth(birth),
        "ethnicity": ethnic[0],
        "religion": draw(st.sampled_from(["", "Không", "Phật giáo"])),
        "schooling": draw(st.sampled_from(["", "12/12", "9/12"])),
        "post": draw(st.sampled_from(["", "Công nhân, Đội 2", "Giáo viên"])),
        "labour_group": group[0],
        "manager": "Có" if manager else "Không",
        "achievements": typed,
        "initiatives": draw(st.sampled_from(["", "Cải tiến dao cạo mủ", "Đổi mới cách dạy toán"])),
        "summary": draw(texts),
        "commend": commend[0],
        "attend": "x" if attend else "không",
        "upward": "x" if upward else "",
        "note": draw(st.sampled_from(["", "Đã nghỉ hưu", "-ghi chú"])),
    }
    nominee = Nominee(
        id="",
        kind="person",
        union="",
        name=name,
        typed_name=name,
        sex=sex,
        birth=birth,
        ethnicity=ethnic[1],
        typed_ethnicity=ethnic[0],
        religion=cells["religion"],
        schooling=cells["schooling"],
        post=cells["post"],
        labour_group=group[1],
        manager=manager,
        achievements=held,
        initiatives=(Initiative(cells["initiatives"]),) if cells["initiatives"] else (),
        summary=cells["summary"],
        attend=attend,
        commend=commend[1],
        typed_commend=commend[0],
        upward=upward,
        note=cells["note"],
    )
    return cells, nominee


@st.composite
def collectives(draw: st.DrawFn) -> tuple[dict[str, str], Nominee]:
    typed, held = draw(achievements())
    name = draw(
        st.sampled_from(["Tổ công đoàn 3", "Đội sản xuất 2", "CĐCS Trường Mầm non Hoa Sen", "Phòng Kế toán", "Ban Nữ công"])
    )
    members = draw(st.integers(1, 2000))
    ethnic = draw(st.sampled_from(ETHNIC))
    rep = Representative(
        draw(names),
        "Tổ trưởng",
        draw(st.sampled_from(["nam", "nữ"])),
        draw(births),
        ethnic[1],
        manager=catalogue().manages("Tổ trưởng"),
    )
    cells = {
        "collective": name,
        "members": str(members),
        "women": str(members // 2),
        "minority": "",
        "achievements": typed,
        "rep_name": rep.name,
        "rep_post": rep.post,
        "rep_sex": rep.sex or "",
        "rep_birth": _typed_birth(rep.birth),
        "rep_ethnicity": ethnic[0],
        "note": "",
    }
    nominee = Nominee(
        id="",
        kind="collective",
        union="",
        name=name,
        typed_name=name,
        achievements=held,
        members=members,
        women_members=members // 2,
        representative=rep,
    )
    return cells, nominee


# Heading of each field in one level, and (upper, lower) in two; fields below one upper heading stay together.
PERSON_HEADS = {
    "name": ["Họ và tên", "HỌ TÊN", "Họ, tên", "Họ và tên cá nhân"],
    "ethnicity": ["Dân tộc", "DT", "Thành phần dân tộc"],
    "religion": ["Tôn giáo"],
    "schooling": ["Trình độ văn hóa", "VH", "Học vấn"],
    "post": ["Chức vụ, nơi làm việc", "Chức vụ/nghề nghiệp, nơi làm việc", "Nghề nghiệp", "Chức danh"],
    "labour_group": ["Đối tượng", "Thành phần (CN trực tiếp, CC, VC)"],
    "manager": ["Lãnh đạo, quản lý (Có/Không)"],
    "achievements": [
        "Danh hiệu, hình thức khen đã đạt 2016–2020 (số QĐ, ngày)",
        "Danh hiệu thi đua đã đạt",
        "Khen thưởng đã đạt",
    ],
    "initiatives": ["Sáng kiến", "SKKN", "Sáng kiến, giải pháp"],
    "summary": ["Tóm tắt thành tích", "Thành tích", "Thành tích tiêu biểu"],
    "commend": ["Hình thức đề nghị", "Đề nghị khen thưởng", "Hình thức khen thưởng đề nghị"],
    "attend": ["Tham dự HN (x)", "Tham dự hội nghị"],
    "upward": ["Đề nghị dự ĐH cấp trên (x)", "Dự đại hội cấp trên"],
    "note": ["Ghi chú", "GC"],
}
SEX_BIRTH = ["separate", "one_level", "two_level", "two_level_sex"]


def _person_columns(rng: random.Random) -> list[list[tuple[str, str, str]]]:
    """Blocks of columns as (field, upper, lower)."""
    blocks = [[(f, rng.choice(h), "")] for f, h in PERSON_HEADS.items()]
    style = rng.choice(SEX_BIRTH)
    if style == "separate":
        blocks += [
            [("sex", rng.choice(["Giới tính", "Nam/nữ", "Phái"]), "")],
            [("birth", rng.choice(["Năm sinh", "Ngày sinh", "Ngày, tháng, năm sinh"]), "")],
        ]
    elif style == "one_level":
        blocks.append([("birth_m", "Năm sinh (Nam)", ""), ("birth_f", "Năm sinh (Nữ)", "")])
    elif style == "two_level":
        head = rng.choice(["Năm sinh", "NGÀY, THÁNG, NĂM SINH"])
        blocks.append([("birth_m", head, "Nam"), ("birth_f", head, "Nữ")])
    else:
        blocks += [[("sex_m", "Giới tính", "Nam"), ("sex_f", "Giới tính", "Nữ")], [("birth", "Năm sinh", "")]]
    return blocks


def _collective_columns(rng: random.Random) -> list[list[tuple[str, str, str]]]:
    two = rng.random() < 0.5
    rep = {
        "rep_name": "Họ và tên",
        "rep_post": "Chức vụ",
        "rep_sex": "Nam/nữ",
        "rep_birth": "Năm sinh",
        "rep_ethnicity": "Dân tộc",
    }
    members = {"members": "Tổng số", "women": "Nữ", "minority": "DTTS"}
    blocks = [
        [("collective", rng.choice(["Tên tập thể", "Tập thể", "TÊN TẬP THỂ"]), "")],
        [("achievements", "Thành tích 5 năm (số QĐ)", "")],
        [("note", "Ghi chú", "")],
    ]
    if two:
        blocks.append([(f, "Người đại diện", t) for f, t in rep.items()])
        blocks.append([(f, "Số lao động", t) for f, t in members.items()])
    else:
        blocks += [[(f, f"{t} người đại diện", "")] for f, t in rep.items()]
        blocks += [[("members", "Số lao động", "")], [("women", "Số nữ", "")], [("minority", "Số DTTS", "")]]
    return blocks


def _value(cells: dict[str, str], field: str) -> str:
    if field in {"birth_m", "birth_f"}:
        return (cells["birth"] or "x") if cells["sex"] == {"birth_m": "nam", "birth_f": "nữ"}[field] else ""
    if field in {"sex_m", "sex_f"}:
        return "x" if cells["sex"] == {"sex_m": "nam", "sex_f": "nữ"}[field] else ""
    return cells[field]


def _table(rng: random.Random, blocks: list[list[tuple[str, str, str]]], rows: list[dict[str, str]]) -> list[list[str]]:
    rng.shuffle(blocks)
    columns = [("stt", "STT", "")] + [c for b in blocks for c in b]
    if rng.random() < 0.3:
        columns = columns[1:]
    upper, lower = [], []
    before = ""
    for _, top, bottom in columns:
        upper.append("" if bottom and top == before else top)
        lower.append(bottom)
        before = top if bottom else ""
    table = [upper]
    if any(lower):
        table.append(lower)
    if rng.random() < 0.3:
        table.append([str(i + 1) for i in range(len(columns))])
    if rng.random() < 0.3:
        table.append(["I", "Khối sản xuất"] + [""] * (len(columns) - 2))
    for i, cells in enumerate(rows, 1):
        table.append([str(i) if f == "stt" else _value(cells, f) for f, _, _ in columns])
    return table


def _around(rng: random.Random, table: list[list[str]]) -> list[list[str]]:
    shift = rng.randrange(3)
    head = [
        ["LIÊN ĐOÀN LAO ĐỘNG HUYỆN"],
        ["CĐCS Trường Tiểu học"],
        [],
        ["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"],
        ["(Kèm theo công văn số 12/CV)"],
    ]
    head = head[: rng.randrange(6)] + [[]] * rng.randrange(8)
    tail = rng.choice(
        [
            [],
            [["", "Tổng cộng: 3 người"]],
            [
                [],
                ["", "", "Phú Riềng, ngày 01 tháng 3 năm 2020"],
                ["NGƯỜI LẬP", "", "TM. BAN CHẤP HÀNH"],
                ["", "", "CHỦ TỊCH"],
                ["Lê Thị Ba", "", "Trần Văn Bốn"],
            ],
        ]
    )
    return [[""] * shift + row for row in [*head, *table, *tail]]


def _xlsx(rows: list[list[str]], rng: random.Random) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("DS")
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text.isdigit() and len(text) < 5 and rng.random() < 0.7:
                sheet.write_number(r, c, int(text))
            elif text:
                sheet.write_string(r, c, text)
    book.close()
    return buffer.getvalue()


def _csv(rows: list[list[str]], rng: random.Random) -> bytes:
    width = max(map(len, rows))
    out = StringIO()
    csv.writer(out, delimiter=rng.choice(",;\t")).writerows([*r, *[""] * (width - len(r))] for r in rows)
    return out.getvalue().encode(rng.choice(["utf-8", "utf-8-sig", "utf-16"]))


def _plain(nominee: Nominee) -> Nominee:
    return replace(nominee, place=None)


def _written(seed: int, rows: list[list[str]], rng: random.Random) -> tuple[bytes, str]:
    return (_xlsx(rows, rng), "ds.xlsx") if seed % 2 else (_csv(rows, rng), "ds.csv")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(persons(), min_size=1, max_size=6), st.integers(0, 10**6))
def test_persons_come_back_equal(people: list[tuple[dict[str, str], Nominee]], seed: int) -> None:
    rng = random.Random(seed)
    table = _around(rng, _table(rng, _person_columns(rng), [c for c, _ in people]))
    reading = read_form(*_written(seed, table, rng))
    assert [_plain(n) for n in reading.persons] == [n for _, n in people]
    assert not reading.collectives
    assert not [f for f in reading.findings if f.severity != "note"]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(collectives(), min_size=1, max_size=5), st.integers(0, 10**6))
def test_collectives_come_back_equal(groups: list[tuple[dict[str, str], Nominee]], seed: int) -> None:
    rng = random.Random(seed)
    table = _around(rng, _table(rng, _collective_columns(rng), [c for c, _ in groups]))
    reading = read_form(*_written(seed, table, rng))
    assert [_plain(n) for n in reading.collectives] == [n for _, n in groups]
    assert not reading.persons
    assert not [f for f in reading.findings if f.severity != "note"]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(persons(), min_size=1, max_size=4), st.lists(collectives(), min_size=1, max_size=4), st.integers(0, 10**6))
def test_both_tables_in_one_sheet_come_back_equal(
    people: list[tuple[dict[str, str], Nominee]], groups: list[tuple[dict[str, str], Nominee]], seed: int
) -> None:
    rng = random.Random(seed)
    first = _table(rng, _person_columns(rng), [c for c, _ in people])
    second = _table(rng, _collective_columns(rng), [c for c, _ in groups])
    tables = [["I. CÁ NHÂN"], *first, ["Cộng: 4 người"], [], ["II. TẬP THỂ"], *second]
    reading = read_form(*_written(seed, tables, rng))
    assert [_plain(n) for n in reading.persons] == [n for _, n in people]
    assert [_plain(n) for n in reading.collectives] == [n for _, n in groups]
