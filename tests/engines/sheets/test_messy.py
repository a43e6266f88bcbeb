"""Lists as offices send them."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from vinhdanh.engines.campaign.types import Body, Nominee, Settings, Severity, Union
from vinhdanh.engines.sheets import FormReading, nominees, read_form
from vinhdanh.engines.vietnamese import PartialDate

SETTINGS = Settings(id="phu-rieng-2020", name="Hội nghị", rule_set="2017-2023", host=Body("Liên đoàn Lao động"), year=2020)


def read(text: str, **more: Any) -> FormReading:
    return read_form(text.encode(), "ds.csv", **more)


def book(*rows: tuple[object, ...], merge: tuple[tuple[int, int, int, int, str], ...] = (), hidden: bool = False) -> bytes:
    buffer = BytesIO()
    wb = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    ws = wb.add_worksheet("DS")
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if isinstance(value, date):
                ws.write_datetime(r, c, value)
            elif value is not None:
                ws.write(r, c, value)
    for top, left, bottom, right, text in merge:
        ws.merge_range(top, left, bottom, right, text)
    if hidden:
        other = wb.add_worksheet("Khác")
        other.write(0, 0, "ghi chép riêng")
        other.activate()
        ws.hide()
    wb.close()
    return buffer.getvalue()


def codes(reading: FormReading) -> list[tuple[str, str]]:
    return [(f.cell, f.code.removeprefix("sheets.")) for f in reading.findings]


def only(reading: FormReading) -> Nominee:
    assert len(reading.persons) + len(reading.collectives) == 1
    return (reading.persons + reading.collectives)[0]


def test_family_and_given_name_in_two_columns() -> None:
    assert only(read("STT,Họ và tên đệm,Tên,Năm sinh\n1,Điểu,Hùng,1980\n")).name == "Điểu Hùng"
    data = book(("STT", None, None, "Năm sinh"), (1, "Lê Thị", "Bình", 1980), merge=((0, 1, 0, 2, "Họ và tên"),))
    assert only(read_form(data, "a.xlsx")).name == "Lê Thị Bình"
    split = "STT,Họ và tên,,Năm sinh\n,Họ,Tên,\n1,Lê Thị,Bình,1980\n"
    assert only(read(split)).name == "Lê Thị Bình"


def test_merged_headings_in_two_levels() -> None:
    rows = ((), (None,) * 6, ("", "", "Nam", "Nữ", "", ""), (1, "Thị Lan", None, 1981, "Xtieng", "x"))
    merge = (
        (1, 0, 2, 0, "STT"),
        (1, 1, 2, 1, "Họ và tên"),
        (1, 2, 1, 3, "Năm sinh"),
        (1, 4, 2, 4, "Dân tộc"),
        (1, 5, 2, 5, "Tham dự HN (x)"),
    )
    one = only(read_form(book(*rows, merge=merge), "a.xlsx"))
    assert (one.sex, one.birth, one.ethnicity, one.attend) == ("nữ", PartialDate(1981), "Xtiêng", True)
    assert one.place is not None
    assert one.place.row == 4


def test_group_heading_above_the_row_of_names() -> None:
    text = ",,Năm sinh,,Trình độ,\nSTT,Họ và tên,Nam,Nữ,VH,LLCT\n1,Lê An,1970,,12/12,Sơ cấp\n"
    one = only(read(text))
    assert (one.sex, one.birth, one.schooling, one.theory) == ("nam", PartialDate(1970), "12/12", "Sơ cấp")


def test_births_in_every_form() -> None:
    rows: list[tuple[object, PartialDate | None]] = [
        (1975, PartialDate(1975)),
        (75, PartialDate(1975)),
        ("'75", PartialDate(1975)),
        ("05", PartialDate(2005)),
        (27454, PartialDate(1975, 3, 1)),
        ("27454", PartialDate(1975, 3, 1)),
        (date(1905, 5, 28), PartialDate(1975)),
        (date(1975, 3, 1), PartialDate(1975, 3, 1)),
        ("3/1975", PartialDate(1975, 3)),
        ("1-9-75", PartialDate(1975, 9, 1)),
        ("mười lăm", None),
        (True, None),
    ]
    table = [("STT", "Họ và tên", "Năm sinh"), *((i, "Lê Văn An", cell) for i, (cell, _) in enumerate(rows, 1))]
    reading = read_form(book(*table), "a.xlsx", settings=SETTINGS)
    assert [n.birth for n in reading.persons] == [birth for _, birth in rows]
    assert codes(reading) == [
        ("C6", "birth-understood"),
        ("C7", "birth-understood"),
        ("C8", "birth-understood"),
        ("C12", "birth-unreadable"),
        ("C13", "birth-unreadable"),
    ]


def test_a_row_with_errors_is_still_read() -> None:
    text = "STT;Họ và tên;Giới tính;Năm sinh;Dân tộc;Đối tượng;Hình thức đề nghị;Tham dự HN;Lãnh đạo, quản lý\n"
    text += "1;Lê An;??;1875;Sao Hỏa;phi công;Vàng;chưa rõ;lưng chừng\n"
    reading = read(text)
    one = only(reading)
    assert (one.name, one.sex, one.ethnicity, one.labour_group, one.commend, one.manager) == ("Lê An", None, "", "", "", None)
    assert one.typed_ethnicity == "Sao Hỏa"
    assert one.typed_commend == "Vàng"
    assert sorted(codes(reading)) == [
        ("C2", "sex-unreadable"),
        ("D2", "birth-implausible"),
        ("E2", "ethnicity-unknown"),
        ("F2", "labour-group-unknown"),
        ("G2", "commend-unknown"),
        ("H2", "mark-unreadable"),
        ("I2", "manager-unreadable"),
    ]
    assert all(f.remedy and f.message and f.severity is Severity.WARNING for f in reading.findings)


def test_sex_told_twice() -> None:
    text = "STT;Ông (bà);Họ và tên;Năm sinh;;Giới tính\n;;;Nam;Nữ;\n1;Bà;Lê An;1980;1981;\n2;Ông;Lê Ba;1980;;nữ\n3;Bà;Lê Tư;;x;\n"
    reading = read(text)
    assert [n.sex for n in reading.persons] == ["nữ", None, "nữ"]
    assert codes(reading) == [("E3", "sex-twice"), ("F4", "sex-conflict")]


def test_one_of_many_columns() -> None:
    text = (
        "STT;Họ và tên;Đối tượng;;;;Hình thức đề nghị;;Ghi chú\n;;CN trực tiếp;CC;VC;Quản lý;Giấy khen UBND huyện;Tham dự HN;\n"
    )
    text += "1;Lê An;x;;;;x;;\n2;Lê Ba;;;X;x;;x;\n3;Lê Tư;x;x;;;x;;\n"
    a, b, c = read(text).persons
    assert (a.labour_group, a.manager, a.commend, a.attend) == ("cn_truc_tiep", None, "GK_H", False)
    assert (b.labour_group, b.manager, b.commend, b.attend) == ("vien_chuc", True, "", True)
    assert c.labour_group == ""
    assert ("C5", "labour-group-twice") in codes(read(text))


def test_labour_groups_as_headings_of_their_own() -> None:
    reading = read("STT;Họ và tên;CN trực tiếp;Viên chức;Công nhân\n1;Lê An;x;;\n2;Lê Ba;;x;\n")
    assert [n.labour_group for n in reading.persons] == ["cn_truc_tiep", "vien_chuc"]
    assert codes(reading) == [("E1", "column-unread")]


def test_two_honours_asked_at_once() -> None:
    reading = read("STT;Họ và tên;Hình thức đề nghị;\n;;Giấy khen UBND huyện;Bằng khen LĐLĐ tỉnh\n1;Lê An;x;x\n")
    assert only(reading).commend == "GK_H"
    assert [c for _, c in codes(reading)] == ["commend-twice"]


def test_honours_of_each_year_in_its_column() -> None:
    reading = read("STT;Họ và tên;Danh hiệu đã đạt;;\n;;2018;2019;2020\n1;Lê An;CSTĐCS;LĐTT;\n")
    assert [(a.honour, a.year) for a in only(reading).achievements] == [("CSTDCS", 2018), ("LDTT", 2019)]
    assert not reading.findings


def test_unclear_honours_are_said() -> None:
    reading = read("STT;Họ và tên;Danh hiệu đã đạt\n1;Lê An;CSTĐCS 2018, Ngôi sao 2019\n")
    assert [(a.typed, a.honour) for a in only(reading).achievements] == [("CSTĐCS 2018", "CSTDCS"), ("Ngôi sao 2019", "")]
    assert codes(reading) == [("C2", "honours-unclear")]


def test_rows_that_are_no_persons() -> None:
    text = """STT;Họ và tên;Năm sinh;Chức vụ
A;B;1;2
VD;Nguyễn Văn Mẫu;1980;Công nhân
I;KHỐI TRƯỜNG HỌC;;
1;Lê An;1980;Giáo viên
;;;
STT;Họ và tên;Năm sinh;Chức vụ
2;Tống Văn Ba;1981;Tổ trưởng
;Cộng: 02 người;;
;Ấn định danh sách có 02 người;;
;;;Phú Riềng, ngày 02 tháng 3 năm 2020
;NGƯỜI LẬP BIỂU;;CHỦ TỊCH
;(Ký, ghi rõ họ tên);;(Ký tên, đóng dấu)
;Trần Thị Năm;;Đỗ Văn Sáu
3;Lê Tám;1983;Công nhân
"""
    reading = read(text)
    assert [n.name for n in reading.persons] == ["Lê An", "Tống Văn Ba", "Lê Tám"]
    assert [n.place.row for n in reading.persons if n.place] == [5, 8, 15]
    assert not reading.collectives
    assert not [f for f in reading.findings if f.severity is not Severity.NOTE]


def test_what_is_left_out_is_said() -> None:
    text = "STT;Họ và tên;Năm sinh;Cân nặng\n1;Lê An;1980;60\n2;;1990;\n;Xem thêm tờ 2!;;\n3;;;\n"
    reading = read(text)
    assert codes(reading) == [("D1", "column-unread"), ("B3", "name-missing"), ("B4", "row-skipped")]
    assert reading.findings[1].severity is Severity.BLOCKING


def test_a_row_without_name_continues_the_one_above() -> None:
    text = "STT;Họ và tên;Danh hiệu đã đạt;Sáng kiến;Tóm tắt thành tích;Ghi chú\n1;Lê An;LĐTT 2018;A;x y;g\n;;CSTĐCS 2019;B;z;h\n"
    one = only(read(text))
    assert [a.honour for a in one.achievements] == ["LDTT", "CSTDCS"]
    assert [i.title for i in one.initiatives] == ["A", "B"]
    assert (one.summary, one.note) == ("x y z", "g h")


def test_name_merged_over_two_rows() -> None:
    rows = (
        ("STT", "Họ và tên", "Năm sinh", "Danh hiệu đã đạt"),
        (None, None, 1980, "LĐTT 2018"),
        (None, None, None, "LĐTT 2019"),
    )
    data = book(*rows, merge=((1, 0, 2, 0, "1"), (1, 1, 2, 1, "Lê An")))
    assert len(only(read_form(data, "a.xlsx")).achievements) == 2


def test_persons_and_collectives_in_one_table() -> None:
    text = "STT;Tên tập thể, cá nhân;Chức vụ;Hình thức đề nghị\nI;TẬP THỂ;;\n1;Đội 2;;\n2;Hoa Sen;;\nII;CÁ NHÂN;;\n1;Lê An;Công nhân;\n"
    reading = read(text)
    assert [n.name for n in reading.collectives] == ["Đội 2", "Hoa Sen"]
    assert [n.name for n in reading.persons] == ["Lê An"]
    columns = "STT;Họ và tên;Tập thể/cá nhân;Chức vụ\n1;Tổ 2;Tập thể;\n2;Lê An;Cá nhân;Công nhân\n3;Nhà máy chế biến;;\n"
    assert [n.name for n in read(columns).collectives] == ["Tổ 2", "Nhà máy chế biến"]
    both = "STT;Tên tập thể;Họ và tên;Giới tính\n1;Tổ 2;Lê Thị Ba;nữ\n2;;Lê An;nam\n"
    reading = read(both)
    assert only_rep(reading) == ("Tổ 2", "Lê Thị Ba", "nữ")
    assert [n.name for n in reading.persons] == ["Lê An"]


def only_rep(reading: FormReading) -> tuple[str, str, str | None]:
    (group,) = reading.collectives
    assert group.representative is not None
    return group.name, group.representative.name, group.representative.sex


def test_a_collective_among_persons() -> None:
    reading = read("STT;Họ và tên;Năm sinh;Chức vụ\n1;Công đoàn cơ sở Trường Mầm non;;\n2;Lê An;1980;\n")
    assert [n.name for n in reading.collectives] == ["Công đoàn cơ sở Trường Mầm non"]
    assert codes(reading) == [("B2", "collective-among-persons")]


def test_representative_in_one_cell() -> None:
    text = "STT;Tên tập thể;Số LĐ / ĐV (nữ, DTTS);Người đại diện (họ tên, chức vụ, nam/nữ, dân tộc);Đơn vị\n"
    text += "1;Tổ 3;45 (nữ 20, DTTS 5);Bà Lê Thị Ba, Tổ trưởng, nữ, Stiêng;Nông trường 1\n2;Tổ 4;nhiều;;\n"
    reading = read(text)
    first, second = reading.collectives
    assert (first.members, first.women_members, first.minority_members, first.note) == (45, 20, 5, "Nông trường 1")
    rep = first.representative
    assert rep is not None
    assert (rep.name, rep.post, rep.sex, rep.ethnicity) == ("Lê Thị Ba", "Tổ trưởng", "nữ", "Xtiêng")
    assert second.representative is None
    assert codes(reading) == [("C3", "count-unreadable")]


def test_names_with_forms_of_address_and_remarks() -> None:
    text = "STT;Họ và tên;Năm sinh\n1;Ông Nguyễn Văn An;1980\n2;Ông Ích Khiêm;1980\n3;Bà Thị Lan;1980\n4;Đ/c LÊ BA (Tổ trưởng);1980\n5;H'HEN NIÊ;1990\n"
    reading = read(text)
    assert [(n.name, n.sex) for n in reading.persons] == [
        ("Nguyễn Văn An", "nam"),
        ("Ông Ích Khiêm", None),
        ("Thị Lan", "nữ"),
        ("Lê Ba", None),
        ("H'Hen Niê", None),
    ]
    assert [n.typed_name for n in reading.persons][3] == "Đ/c LÊ BA (Tổ trưởng)"
    assert codes(reading) == [("B5", "name-remark")]


def test_doubtful_words_are_asked() -> None:
    reading = read("STT;Họ và tên;Dân tộc;Đối tượng\n1;Lê An;Tàu;CN\n")
    one = only(reading)
    assert (one.ethnicity, one.labour_group) == ("Hoa", "cn_truc_tiep")
    assert sorted(c for _, c in codes(reading)) == ["ethnicity-ask", "labour-group-ask"]


def test_manager_by_post() -> None:
    reading = read(
        "STT;Họ và tên;Chức vụ;Lãnh đạo, quản lý\n1;Lê An;Hiệu trưởng;\n2;Lê Ba;Chủ tịch CĐCS;\n3;Lê Tư;Hiệu trưởng;Không\n4;Lê Năm;;Phó Giám đốc\n"
    )
    assert [n.manager for n in reading.persons] == [True, None, False, True]
    assert codes(reading) == [("C2", "manager-from-post")]


def test_attendance_of_a_column_left_empty() -> None:
    head = "STT;Họ và tên;Tham dự HN (x)\n"
    assert [n.attend for n in read(head + "1;Lê An;\n2;Lê Ba;\n").persons] == [True, True]
    assert [n.attend for n in read(head + "1;Lê An;x\n2;Lê Ba;\n").persons] == [True, False]


def test_headings_must_stand_in_the_first_thirty_rows() -> None:
    table = "STT;Họ và tên;Năm sinh\n1;Lê An;1980\n"
    assert len(read(";;\n" * 29 + table).persons) == 1
    late = read(";;\n" * 30 + table)
    assert not late.persons
    assert codes(late) == [("", "no-heading")]


def test_hidden_sheets_are_read_and_said() -> None:
    reading = read_form(book(("STT", "Họ và tên", "Năm sinh"), (1, "Lê An", 1980), hidden=True), "a.xlsx")
    assert len(reading.persons) == 1
    assert [(f.sheet, f.code) for f in reading.findings] == [("DS", "sheets.sheet-hidden"), ("Khác", "sheets.sheet-unread")]


def test_nil_return_in_words() -> None:
    reading = read("CĐCS Trường Mầm non\nĐơn vị không có cá nhân, tập thể nào đề nghị khen thưởng\nLý do: mới thành lập\n")
    assert reading.nil_reason == "mới thành lập"
    assert not reading.findings[1:]
    inside = read("Đơn vị không có đề nghị. Lý do: chưa họp xét\n")
    assert inside.nil_reason == "chưa họp xét"
    beside = read("Đơn vị không đề nghị\nLý do;ít người\n")
    assert beside.nil_reason == "ít người"
    without = read("Đơn vị không đề nghị ai\n")
    assert without.nil_reason == ""
    assert "nil-without-reason" in [c for _, c in codes(without)]


def test_an_empty_list_is_no_nil_return() -> None:
    reading = read("STT;Họ và tên;Năm sinh\n1;;\n2;;\n")
    assert reading.nil_reason is None
    assert codes(reading) == [("", "no-nominee")]


def test_ids_run_on_from_file_to_file() -> None:
    reading = read("STT;Họ và tên;Năm sinh\n1;Lê An;1980\n2;Lê Ba;1981\n;;\nSTT;Tên tập thể;Ghi chú\n1;Tổ 1;\n")
    assert [(n.id, n.union) for n in nominees(reading, "GD-07", after=(3, 9))] == [
        ("GD-07-P04", "GD-07"),
        ("GD-07-P05", "GD-07"),
        ("GD-07-C10", "GD-07"),
    ]


UNIONS = (
    Union("GD-07", "CĐCS Trường Tiểu học Long Hà A"),
    Union("GD-08", "CĐCS Trường Tiểu học Long Hà"),
    Union("X-01", "Công đoàn xã Long Hà"),
)
TABLE = "STT;Họ và tên;Năm sinh\n1;Lê An;1980\n"


def whose(filename: str, head: str = "") -> tuple[str, list[str]]:
    reading = read_form((head + TABLE).encode(), filename, settings=SETTINGS, unions=UNIONS)
    assert {f.union for f in reading.findings} <= {reading.union_code}
    assert {n.union for n in reading.persons} == {reading.union_code}
    return reading.union_code, [f.code for f in reading.findings]


def test_whose_list_it_is() -> None:
    assert whose("ds moi sua lan 3 GD-07.csv") == ("GD-07", [])
    assert whose("gd_08_ds.csv") == ("GD-08", [])
    assert whose("Trường tiểu học Long Hà A.csv") == ("GD-07", [])
    assert whose("ds.csv", "CÔNG ĐOÀN CƠ SỞ TRƯỜNG TIỂU HỌC LONG HÀ;;\n") == ("GD-08", [])
    assert whose("ds.csv") == ("", ["sheets.union-unknown"])
    assert whose("GD-07 GD-08.csv") == ("", ["sheets.union-unclear"])


def test_marks_of_forms() -> None:
    own = "Mã mẫu: VD1 · phu-rieng-2020 · GD-08;;\n"
    assert whose("ds.csv", own) == ("GD-08", [])
    assert whose("ds.csv", own.replace("GD-08", "GD-99")) == ("", ["sheets.union-not-registered"])
    assert whose("ds.csv", own.replace("2020", "2025")) == ("GD-08", ["sheets.other-campaign"])
    assert whose("ds.csv", own.replace("VD1", "VD2")) == ("GD-08", ["sheets.form-newer"])
    alone = read(own + TABLE)
    assert (alone.union_code, alone.campaign_id, alone.form_id) == ("GD-08", "phu-rieng-2020", "VD1 · phu-rieng-2020 · GD-08")
