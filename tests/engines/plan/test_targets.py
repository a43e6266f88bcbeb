"""Proportions with a number: which ones the chosen are to reach, and which ones only look like it."""

from __future__ import annotations

import pytest

from vinhdanh.engines.plan import reading

HEAD = """LIÊN ĐOÀN LAO ĐỘNG TỈNH HOÀNG SƠN
LIÊN ĐOÀN LAO ĐỘNG HUYỆN MAI KHÊ
Mai Khê, ngày 10 tháng 01 năm 2024

KẾ HOẠCH
Tổ chức Hội nghị điển hình tiên tiến huyện Mai Khê năm 2024

Ban Thường vụ Liên đoàn Lao động huyện Mai Khê xây dựng kế hoạch như sau:

"""


def _targets(body: str) -> list[object]:
    return [v.value for v in reading(HEAD + body).all("target")]


@pytest.mark.parametrize(
    ("words", "label", "share", "sense"),
    [
        ("nữ từ 35 % trở lên", "nữ", 35, "at_least"),
        ("tỷ lệ nữ không thấp hơn 37,5%", "nữ", 37.5, "at_least"),
        ("đoàn viên nữ chiếm ít nhất 40 %", "đoàn viên nữ", 40, "at_least"),
        ("công nhân trực tiếp sản xuất tối thiểu là 30%", "công nhân trực tiếp sản xuất", 30, "at_least"),
        ("người dân tộc thiểu số khoảng 15%", "người dân tộc thiểu số", 15, "about"),
        (
            "không giữ vị trí lãnh đạo, quản lý từ 80 % trở lên",
            "không giữ vị trí lãnh đạo, quản lý",
            80,
            "at_least",
        ),
        ("ít nhất 40% là nữ", "nữ", 40, "at_least"),
        ("đoàn viên trẻ không quá 20%", "đoàn viên trẻ", 20, "at_most"),
        ("cán bộ trẻ chiếm 20% trở xuống", "cán bộ trẻ", 20, "at_most"),
    ],
)
def test_bounds_are_targets(words: str, label: str, share: float, sense: str) -> None:
    assert _targets(f"1. Cơ cấu đại biểu: {words}.") == [{"label": label, "share": share, "sense": sense}]


@pytest.mark.parametrize(
    "body",
    [
        "1. Đại biểu nữ chiếm 52%.",
        "1. Đại biểu nữ từ 30% đến 40%.",
        "1. Đại biểu nữ ít nhất 140%.",
        "1. Số lượng: 100% nữ CNVCLĐ.",
        "1. Ban Chấp hành: tối đa 15 ủy viên; nữ từ 25% trở lên.",
        "1. Cơ cấu Ban Chấp hành khóa mới: nữ từ 25% trở lên.",
        "1. Phấn đấu ít nhất 90% nữ được khám sức khỏe; đoàn viên nữ đạt ít nhất 90%, được khám sức khỏe.",
        "1. Chi ít nhất 5% số tiền cho đại biểu.",
        "II. HỘI NGHỊ CẤP CƠ SỞ\n\n1. Số lượng: đại biểu nữ từ 30% trở lên.",
        "1. Nhà máy có nữ từ 70% trở lên.",
    ],
)
def test_what_is_no_target(body: str) -> None:
    assert _targets(body) == []


def test_the_own_level_is_no_other_level() -> None:
    assert len(_targets("II. HỘI NGHỊ CẤP HUYỆN\n\n1. Số lượng: đại biểu nữ từ 30% trở lên.")) == 1
