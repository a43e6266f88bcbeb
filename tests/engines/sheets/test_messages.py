"""The message to a union."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vinhdanh.engines.campaign.types import (
    Body,
    Conference,
    Finding,
    Milestone,
    Reception,
    Sense,
    Settings,
    Severity,
    Union,
)
from vinhdanh.engines.sheets.messages import message, messages, until
from vinhdanh.engines.vietnamese import PartialDate

SETTINGS = Settings(
    id="dot",
    name="Hội nghị tuyên dương",
    rule_set="2017-2023",
    host=Body("Liên đoàn Lao động huyện A", "LĐLĐ huyện"),
    reception=Reception(
        Milestone(PartialDate(2020, 3, 3), Sense.BEFORE), date(2020, 3, 20), extensions={"X-09": date(2020, 3, 5)}
    ),
    conference=Conference(contact="đồng chí Lê Hà, điện thoại 0900 000 015"),
)
UNION = Union("X-01", "CĐCS xã Bình Sơn", responsible="Trần An", responsible_post="Chủ tịch CĐCS")
BIRTH = Finding(
    "sheets.birth-unreadable", Severity.WARNING, "Lê An: năm sinh «?»", "Ghi 4 chữ số.", "nominations/a.xlsx", "DS", "D5", "X-01"
)
MUST = Finding("appraisal.no-name", Severity.BLOCKING, "Thiếu họ tên.", "Ghi họ tên.", "nominations/a.xlsx", "DS", "B9", "X-01")


def test_the_whole_message() -> None:
    assert message(UNION, [BIRTH, MUST], SETTINGS) == (
        "Kính gửi: đồng chí Trần An, Chủ tịch CĐCS – CĐCS xã Bình Sơn\n\n"
        "LĐLĐ huyện đã rà soát danh sách đề nghị của đơn vị cho hội nghị tuyên dương. Đề nghị đồng chí giúp xem lại 2 nội dung, "
        "trong đó 1 nội dung phải xử lý thì mới xét được:\n\n"
        "1. Tệp «a.xlsx», trang «DS», ô B9 (phải xử lý): Thiếu họ tên.\n   Cách sửa: Ghi họ tên.\n"
        "2. Tệp «a.xlsx», trang «DS», ô D5: Lê An: năm sinh «?»\n   Cách sửa: Ghi 4 chữ số.\n\n"
        "Đề nghị đồng chí sửa và gửi lại trước ngày 03/3/2020. Chỉ cần sửa ngay trong tệp đã gửi, không phải lập lại từ đầu.\n"
        "Cần trao đổi thêm, xin liên hệ đồng chí Lê Hà, điện thoại 0900 000 015.\n"
        "Trân trọng cảm ơn đồng chí!\n"
    )


def test_only_what_the_union_can_mend() -> None:
    office = replace(BIRTH, file="votes.xlsx")
    late = replace(BIRTH, code="appraisal.unit-late", file="")
    note = replace(BIRTH, severity=Severity.NOTE)
    again = replace(BIRTH, code="appraisal.missing-items", cell="A5")
    assert message(UNION, [office, late, note], SETTINGS) == ""
    assert "1 nội dung:" in message(UNION, [BIRTH, again], SETTINGS)
    assert messages([office, BIRTH], [UNION, Union("X-02", "CĐCS B")], SETTINGS).keys() == {"X-01"}


def test_a_nominee_without_a_cell_is_named() -> None:
    found = Finding("appraisal.no-summary", Severity.WARNING, "Chưa có tóm tắt.", "Bổ sung.", union="X-01", nominee="X-01-P01")
    assert "1. Lê An: Chưa có tóm tắt." in message(Union("X-01", "CĐCS A"), [found], SETTINGS, {"X-01-P01": "Lê An"})
    assert message(Union("X-01", "CĐCS A"), [found], SETTINGS).startswith("Kính gửi: Ban Chấp hành CĐCS A\n")


def test_a_union_of_which_nothing_came_is_reminded() -> None:
    found = Finding("appraisal.unit-missing", Severity.WARNING, "Chưa gửi.", "Nhắc.", union="X-01")
    assert "chưa nhận được danh sách" in message(UNION, [found], replace(SETTINGS, conference=Conference()))


def test_until_when() -> None:
    late = replace(SETTINGS, today=date(2020, 3, 10))
    assert until(UNION, SETTINGS) == "trước ngày 03/3/2020"
    assert until(Union("X-09", "CĐCS C"), SETTINGS) == "chậm nhất ngày 05 tháng 3 năm 2020"
    assert until(UNION, late) == "chậm nhất ngày 20/3/2020"
    assert until(UNION, replace(SETTINGS, today=date(2020, 4, 1))) == "trong thời gian sớm nhất"
    assert until(UNION, replace(SETTINGS, reception=Reception())) == "trong thời gian sớm nhất"
