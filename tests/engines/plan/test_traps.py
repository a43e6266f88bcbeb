"""What real papers say in other ways, and what looks like a value and is none: a wrong value is worse than a missing one."""

from __future__ import annotations

import textwrap

import pytest

from vinhdanh.engines.plan import Reading, reading

HEAD = """Số: 12/KH-LĐLĐ
Mai Sơn, ngày 10 tháng 01 năm 2024

KẾ HOẠCH
Tổ chức Hội nghị điển hình tiên tiến trong công nhân, viên chức, lao động huyện Mai Sơn lần thứ II, năm 2024

Ban Thường vụ Liên đoàn Lao động huyện Mai Sơn xây dựng kế hoạch như sau:

"""


def _read(body: str) -> Reading:
    return reading(HEAD + body)


def _values(body: str, key: str) -> list[object]:
    return [v.value for v in _read(body).all(key)]


@pytest.mark.parametrize(
    ("body", "cap"),
    [
        ("1. Số lượng: không quá 180 đại biểu.", 180),
        ("1. Số lượng: Khoảng750 người.", 750),
        ("1. Số lượng đại biểu: 120 đại biểu.", 120),
        ("1. Thành phần, số lượng: Tổng số 1.200 đại biểu.", 1200),
        ("1. Số lượng tham dự tối đa 45 người.", 45),
        ("1. Ban Tổ chức tối đa 27 ủy viên.", None),
        ("1. Số lượng: không quá 1/3 tổng số đoàn viên.", None),
        ("1. Số lượng: mỗi đơn vị không quá 05 đại biểu.", None),
        ("1. Số lượng: mỗi lớp 6 đội viên.", None),
        ("1. Đoàn đại biểu gồm không quá 10 đồng chí trong Ban Chấp hành.", None),
        ("1. Bài tham luận không quá 5 trang.", None),
    ],
)
def test_cap(body: str, cap: int | None) -> None:
    assert _values(body, "cap.delegates") == ([] if cap is None else [cap])


@pytest.mark.parametrize(
    "body",
    [
        "1. 100% chi đội tham gia đại hội.",
        "1. Chi 5% số tiền khen thưởng.",
        "1. Phấn đấu 80% đoàn viên được tuyên truyền về điển hình tiên tiến.",
    ],
)
def test_false_shares(body: str) -> None:
    assert _values(body, "share.exemplars") == []
    assert _values(body, "share.guests") == []


def test_shares_said_the_other_way_round() -> None:
    body = "1. Số lượng: 200 đại biểu, trong đó 65,5% là điển hình tiên tiến, 34,5% khách mời."
    assert _values(body, "share.exemplars") == [65.5]
    assert _values(body, "share.guests") == [34.5]


@pytest.mark.parametrize(
    ("body", "key", "date", "sense"),
    [
        ("1. Các CĐCS gửi danh sách về LĐLĐ huyện trước ngày 15/3/2024.", "deadline.nominations", "2024-03-15", "before"),
        (
            "1. Các CĐCS gửi danh sách về LĐLĐ huyện chậm nhất là ngày 15 tháng 3 năm 2024.",
            "deadline.nominations",
            "2024-03-15",
            "by",
        ),
        ("1. Các CĐCS gửi danh sách về LĐLĐ huyện đến hết ngày 15-03-2024.", "deadline.nominations", "2024-03-15", "by"),
        ("1. Các CĐCS gửi danh sách về LĐLĐ huyện trước 17h ngày 15.3.2024.", "deadline.nominations", "2024-03-15", "by"),
        ("1. Hồ sơ gửi về LĐLĐ tỉnh trước ngày 30/6/2024.", "deadline.dossier", "2024-06-30", "before"),
        ("1. Thời gian: trước ngày 20/5/2024, tổ chức xong Hội nghị.", "deadline.conference", "2024-05-20", "before"),
        ("1. Thời gian tổ chức: 8h00, ngày 17/5/2024.", "conference.date", "2024-05-17", "on"),
        ("1. Thời gian: thứ Sáu ngày 17/5/2024.", "conference.date", "2024-05-17", "on"),
        ("1. Thời gian tổ chức: dự kiến trong tháng4/2024.", "conference.tentative", "2024-04", "in"),
        ("1. Thời gian tổ chức: tháng 4 năm 2024.", "conference.tentative", "2024-04", "in"),
    ],
)
def test_dates_and_what_they_bind(body: str, key: str, date: str, sense: str) -> None:
    read = _read(body)
    dated = [(v.key, v.value) for v in read.values if v.key.startswith(("deadline", "conference.date", "conference.tent"))]
    assert dated == [(key, {"date": date, "sense": sense})]


@pytest.mark.parametrize(
    "body",
    [
        "1. Các CĐCS gửi danh sách về LĐLĐ huyện trước 05 ngày tổ chức Hội nghị.",
        "1. Thời gian: Hội nghị tổ chức trước 31/4/2024.",
        "1. Căn cứ Quyết định số 15/QĐ-LĐLĐ ngày 05/01/2024, Hội nghị được tổ chức theo quy định.",
        "1. Chào mừng Ngày Quốc tế Lao động 01/5/2024.",
        "1. Nộp bài viết, phóng sự trước ngày 01/4/2024.",
        "1. Gửi dự toán kinh phí về LĐLĐ huyện trước ngày 01/4/2024.",
    ],
)
def test_dates_that_bind_nothing_we_ask_for(body: str) -> None:
    assert [v.key for v in _read(body).values if v.key.startswith(("deadline", "conference"))] == []


def test_a_weekday_against_its_date_is_doubted_aloud() -> None:
    value = _read("1. Thời gian tổ chức: thứ Hai, ngày 17/5/2024.").one("conference.date")
    assert value is not None
    assert value.doubtful
    assert "không khớp" in value.note


def test_impossible_years_are_doubted_never_mended() -> None:
    value = _read("1. Tổng kết phong trào thi đua giai đoạn 2016 – 2107.").one("period")
    assert value is not None
    assert value.value == "2016-2107"
    assert value.doubtful


def test_a_date_without_year_is_doubtful() -> None:
    value = _read("1. Các CĐCS gửi danh sách về LĐLĐ huyện trước ngày 15/3.").one("deadline.nominations")
    assert value is not None
    assert value.value == {"date": "2024-03-15", "sense": "before"}
    assert value.doubtful


def test_a_date_without_year_in_a_paper_without_date_is_missing() -> None:
    assert reading("KẾ HOẠCH\nTổ chức Hội nghị\n\n1. Gửi danh sách trước ngày 15/3.").one("deadline.nominations") is None


def test_two_sessions_have_a_date_each() -> None:
    read = _read("1. Thời gian: họp trù bị ngày 16/5/2024; phiên chính thức ngày 17/5/2024.")
    assert _one(read, "conference.preparatory") == {"date": "2024-05-16", "sense": "on"}


def _one(read: Reading, key: str) -> object:
    value = read.one(key)
    return value.value if value else None


def test_two_deadlines_that_disagree_are_doubtful() -> None:
    body = "1. Gửi danh sách về LĐLĐ huyện trước ngày 15/3/2024.\n\n2. Gửi danh sách về LĐLĐ huyện trước ngày 20/3/2024."
    value = _read(body).one("deadline.nominations")
    assert value is not None
    assert value.doubtful
    assert "20/3/2024" in value.note


@pytest.mark.parametrize(
    ("title", "name", "ordinal", "year"),
    [
        (
            "Tổ chức Đại hội Thi đua yêu nước lần thứ XIV tiến tới Đại hội toàn quốc lần thứ XI",
            "Đại hội Thi đua yêu nước lần thứ XIV",
            14,
            None,
        ),
        (
            "Tổ chức Lễ tuyên dương công nhân tiêu biểu lần thứ 3 năm 2023",
            "Lễ tuyên dương công nhân tiêu biểu lần thứ 3 năm 2023",
            3,
            2023,
        ),
        ("Gặp mặt nhân kỷ niệm 35 năm thành lập ngành", "Gặp mặt nhân kỷ niệm 35 năm thành lập ngành", None, None),
        (
            "Tổ chức Hội nghị điển hình tiên tiến năm học 2023 - 2024",
            "Hội nghị điển hình tiên tiến năm học 2023 - 2024",
            None,
            None,
        ),
    ],
)
def test_names_with_their_own_ordinal_and_year(title: str, name: str, ordinal: int | None, year: int | None) -> None:
    read = reading(f"KẾ HOẠCH\n{title}\n\nCăn cứ tình hình thực tế.\n")
    assert _one(read, "name") == name
    assert _one(read, "ordinal") == ordinal
    assert _one(read, "year") == year


@pytest.mark.parametrize(
    ("clause", "number", "date", "body"),
    [
        ("Căn cứ Chỉ thị số 08-CT/TW ngày 12/12/2023 của Ban Bí thư;", "08-CT/TW", "2023-12-12", "Ban Bí thư"),
        (
            "Thực hiện Kế hoạch số 298 KH/TWĐTN ngày 05/6/2023 của Trung ương Đoàn;",
            "298 KH/TWĐTN",
            "2023-06-05",
            "Trung ương Đoàn",
        ),
        ("Căn cứ Kế hoạch số 30 – KH/LĐ ngày 01/02/2023;", "30 – KH/LĐ", "2023-02-01", None),
        ("Căn cứ kế hoạch số 80 /KHĐH/PL-ĐTN của Đoàn phường;", "80 /KHĐH/PL-ĐTN", None, "Đoàn phường"),
        ("Thực hiện công văn số    /PGDĐT ngày     tháng 3 năm 2023 của Phòng Giáo dục;", None, None, "Phòng Giáo dục"),
        (
            "Căn cứ Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023 của Chính phủ quy định chi tiết;",
            "98/2023/NĐ-CP",
            "2023-12-31",
            "Chính phủ",
        ),
    ],
)
def test_basis_as_far_as_it_is_written(clause: str, number: str | None, date: str | None, body: str | None) -> None:
    read = reading(f"KẾ HOẠCH\nTổ chức Hội nghị\n\n{clause}\n\nI. MỤC ĐÍCH\n")
    assert [v.value for v in read.all("basis")] == [{"number": number, "date": date, "body": body}]


def test_an_agenda_whose_numbers_were_flattened() -> None:
    read = _read(
        "1. Mục đích\n\n2. Chương trình\n\n1. Chào cờ.\n\n2. Khai mạc.\n\n3. Bế mạc.\n\n3. Kinh phí\n\n4. Tổ chức thực hiện\n"
    )
    assert [v.value for v in read.all("agenda")] == ["Chào cờ", "Khai mạc", "Bế mạc"]


def test_glued_words() -> None:
    read = _read("1. Tổng kết công tác khen thưởnggiai đoạn2019-2023.")
    assert _one(read, "period") == "2019-2023"


def test_a_hand_wrapped_text_reads_as_the_flowing_one() -> None:
    body = "Lãnh đạo huyện đề nghị các đơn vị lựa chọn, lập danh sách theo mẫu gửi về Liên đoàn Lao động huyện Mai Sơn trước ngày 03 tháng 3 năm 2024 để tổng hợp."
    read = _read(textwrap.fill(body, 70))
    assert _one(read, "deadline.nominations") == {"date": "2024-03-03", "sense": "before"}


def test_a_text_that_is_no_plan_gives_no_values() -> None:
    read = reading("Hôm nay trời đẹp. Chúng tôi đi chơi.\n")
    assert read.values == ()
    assert "name" in read.missing


def test_time_and_place_under_one_label() -> None:
    read = _read(
        "1. Thời gian, địa điểm: ½ ngày, từ 8 giờ 00 ngày 26/4/2024, tại Hội trường huyện; hoàn thành trước ngày 01/5/2024."
    )
    assert _one(read, "duration") == {"value": 0.5, "unit": "day"}
    assert _one(read, "conference.date") == {"date": "2024-04-26", "sense": "on"}
    assert _one(read, "conference.start") == "08:00"
    assert _one(read, "conference.place") == "Hội trường huyện"
    assert _one(read, "deadline.conference") == {"date": "2024-05-01", "sense": "before"}


def test_a_place_to_be_told_later_is_missing() -> None:
    assert _values("1. Thời gian và địa điểm: 01 buổi, có thông báo sau.", "conference.place") == []
    assert _values("1. Địa điểm: có giấy mời sau.", "conference.place") == []


def test_headings_of_markdown() -> None:
    read = reading("Số: 04/KH-CĐ\n\n# KẾ HOẠCH\n\n**Tổ chức Hội nghị năm 2026**\n\n## 1. Chương trình\n\n- Một\n- Hai\n- Ba\n")
    assert _one(read, "number") == "04/KH-CĐ"
    assert _one(read, "name") == "Hội nghị năm 2026"
    assert [v.value for v in read.all("agenda")] == ["Một", "Hai", "Ba"]


def test_a_list_under_content_is_no_agenda() -> None:
    assert _values("II. Nội dung\n\n1. Thời gian: 01 ngày.\n\n2. Thành phần.\n\n3. Kinh phí.\n", "agenda") == []
    assert _values("II. Chương trình\n\n1. Thời gian: 01 ngày.\n\n2. Thành phần.\n\n3. Kinh phí.\n", "agenda") == []


def test_a_channel_that_is_one_word() -> None:
    assert _values("1. Gửi hồ sơ về LĐLĐ tỉnh trước ngày 30/6/2024 (qua Văn phòng).", "dossier.channel") == ["Văn phòng"]


@pytest.mark.parametrize(
    "repeated",
    ["đại hội ", "ưu tiên công nhân, ", "ngày 1 tháng 1 năm 2020 ", "chào mừng 90 năm, ", "trình ban ", "dự đại hội ", "("],
)
def test_a_text_that_only_repeats_itself_is_read(repeated: str) -> None:
    read = _read("1. " + repeated * (20_000 // len(repeated)))
    assert all(read.text[v.start : v.end] == v.quote for v in read.values)


def test_lists_parted_by_semicolons() -> None:
    read = _read(
        "1. Lập thành tích chào mừng Đại hội Đảng các cấp; kỷ niệm 90 năm Ngày thành lập Đảng; 130 năm Ngày sinh Bác Hồ; thi đua lập thành tích.\n\n"
        "2. Ưu tiên công nhân trực tiếp sản xuất; viên chức không giữ chức vụ; có thành tích.\n\n"
        "3. Bảo đảm tỷ lệ nữ phù hợp; tỷ lệ người dân tộc thiểu số phù hợp; thực hiện đúng tiến độ.\n"
    )
    assert [v.value for v in read.all("occasion")] == [
        "Đại hội Đảng các cấp",
        "90 năm Ngày thành lập Đảng",
        "130 năm Ngày sinh Bác Hồ",
    ]
    assert [v.value for v in read.all("priority")] == ["công nhân trực tiếp sản xuất", "viên chức không giữ chức vụ"]
    assert [v.value for v in read.all("soft")] == ["tỷ lệ nữ", "tỷ lệ người dân tộc thiểu số"]


def test_an_hour_before_the_day_is_no_other_day() -> None:
    read = _read(
        "3. Thời gian, địa điểm\n\n- Tổ chức: 07 giờ 30, ngày 17 tháng 5 năm 2024; hoàn thành trước ngày 19 tháng 5 năm 2024.\n"
    )
    value = read.one("conference.date")
    assert value is not None
    assert value.value == {"date": "2024-05-17", "sense": "on"}
    assert not value.doubtful
    assert _one(read, "deadline.conference") == {"date": "2024-05-19", "sense": "before"}


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ("1. Thời gian: 19h30 ngày 04/10/2024 (tức ngày 02/9/2024 âm lịch).", "conference.date"),
        ("1. Thời gian: từ 08h00 đến 11h00, thứ Bảy, ngày 27/4/2024.", "conference.date"),
        ("1. Thời gian - Địa điểm\n\n- 15h30, ngày 18/10/2024\n\n- Tại phòng họp", "conference.date"),
    ],
)
def test_hours_and_the_lunar_calendar_do_not_hide_the_day(body: str, key: str) -> None:
    value = _read(body).one(key)
    assert value is not None
    assert not value.doubtful
    assert [v.key for v in _read(body).values if v.key.startswith("deadline")] == []


@pytest.mark.parametrize(
    "body",
    [
        "1. Thư ký lập danh sách khen thưởng trình Hiệu trưởng trước ngày 30/9/2024.",
        "1. Các tổ bình chọn xong trước ngày 31/8/2024.",
        "1. Đơn vị có trên 300 người tổ chức Hội nghị đại biểu, số lượng không quá 300 đại biểu.",
        "1. Khách mời không quá 20% số lượng đại biểu.",
    ],
)
def test_what_binds_others(body: str) -> None:
    assert [v.key for v in _read(body).values if v.key.startswith(("deadline", "cap", "share"))] == []


def test_two_congresses_above_in_a_list_are_left_to_a_person() -> None:
    read = _read(
        "1. Chọn đại biểu dự đại hội cấp trên\n\n- Đại hội Thi đua yêu nước tỉnh lần thứ V: 03 đại biểu.\n\n"
        "- Đại hội Thi đua yêu nước toàn quốc lần thứ XI: 01 đại biểu.\n"
    )
    for key in ("upward.congress", "upward.seats"):
        value = read.one(key)
        assert value is not None
        assert value.doubtful
    one = _read("1. Chọn đại biểu dự đại hội cấp trên\n\n- Đại hội Thi đua yêu nước tỉnh lần thứ V: 03 đại biểu.\n")
    assert (_one(one, "upward.congress"), _one(one, "upward.seats")) == ("Đại hội Thi đua yêu nước tỉnh lần thứ V", 3)


def test_two_bodies_that_plan_together_leave_the_host_open() -> None:
    read = reading(
        "CÔNG ĐOÀN - ĐOÀN TN\nTRƯỜNG THPT KHE SU\n\nKẾ HOẠCH\nTổ chức Hội nghị\n\nBan Chấp hành Công đoàn phối hợp với Ban Chấp hành Đoàn thanh niên "
        "xây dựng kế hoạch.\n\nTM. BCH CÔNG ĐOÀN          TM. BCH ĐOÀN TRƯỜNG\nCHỦ TỊCH\nLò Thị Mai\n"
    )
    assert {"host", "parent", "signer"} <= set(read.missing)


def test_years_parted_by_the_end_of_a_line() -> None:
    assert _one(_read("1. Tổng kết phong trào thi đua giai đoạn 2017\n- 2022.\n"), "period") == "2017-2022"


def test_headings_without_a_dot_after_their_number() -> None:
    read = _read("I MỤC ĐÍCH\n\n- Tôn vinh.\n\nII THỜI GIAN\n\n1 Thời gian: ngày 17/5/2024.\n")
    assert [v.value for v in read.all("purpose")] == ["Tôn vinh"]
    assert _one(read, "conference.date") == {"date": "2024-05-17", "sense": "on"}
