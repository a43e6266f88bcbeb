"""Single cells and headings."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from vinhdanh.engines.sheets.cells import birth_of, count, counts_in, mark, sex_of, text_of
from vinhdanh.engines.sheets.vocabulary import field_of, under
from vinhdanh.engines.vietnamese import PartialDate


def test_text_of() -> None:
    stamp = datetime.fromisoformat("2020-03-05T07:30")
    cells = (None, True, False, 12, 1.5, date(2020, 3, 5), stamp, "a")
    assert [text_of(c) for c in cells] == ["", "x", "", "12", "1,5", "05/03/2020", "05/03/2020 07:30", "a"]


@pytest.mark.parametrize("cell", ["x", "X", " x ", "×", "✓", "☑", "có", "Có tham dự", 1, True, "v", "XX"])
def test_ticked(cell: str | bool) -> None:
    assert mark(cell) is True


@pytest.mark.parametrize("cell", ["không", "K", 0, False, "-", "Không tham dự"])
def test_not_ticked(cell: str | bool) -> None:
    assert mark(cell) is False


def test_neither() -> None:
    assert mark(None) is None
    assert mark("  ") is None
    assert mark("chưa rõ") == "chưa rõ"


def test_counts() -> None:
    cells = (None, 12, "12", "1.200", "25 người", "nhiều", " ", -3)
    assert [count(c) for c in cells] == [None, 12, 12, 1200, 25, "nhiều", None, "-3"]
    assert counts_in("Tổng số: 45 (nữ: 20; 5 DTTS)") == {"members": 45, "women_members": 20, "minority_members": 5}
    assert counts_in("chưa thống kê") == {}


def test_sex() -> None:
    assert [sex_of(t) for t in ("Nữ", "NỮ", "nu", "Bà", "Nam", "NAM", "Ông", "x", "năm 1")] == ["nữ"] * 4 + ["nam"] * 3 + [
        None
    ] * 2


def test_births() -> None:
    assert birth_of(datetime.fromisoformat("1905-05-28T00:00"), 2020) == (PartialDate(1975), True)
    assert birth_of(date(1905, 12, 28), 2020) == (PartialDate(1905, 12, 28), False)
    assert birth_of("20", 2020) == (PartialDate(2020), False)
    assert birth_of("21", 2020) == (PartialDate(1921), False)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("STT", "stt"),
        ("Số\nTT", "stt"),
        ("Họ, tên", "name"),
        ("Họ và tên đệm", "family"),
        ("Nam", "male"),
        ("Năm sinh (Nữ)", "birth_female"),
        ("Năm sinh", "birth"),
        ("Ngày tháng năm sinh", "birth"),
        ("Đảng viên (ngày vào)", "party"),
        ("Ngày vào Đảng", "party"),
        ("Đăng ký", "commend"),
        ("ĐT", "phone"),
        ("DT", "ethnicity"),
        ("Đối tượng (CN trực tiếp / CC / VC / CBCĐ / quản lý)", "labour_group"),
        ("Danh hiệu, hình thức khen đã đạt 2016–2020 (số QĐ, ngày)", "achievements"),
        ("Thành tích 5 năm (số QĐ)", "achievements"),
        ("Tóm tắt thành tích", "summary"),
        ("Đề nghị dự ĐH cấp trên (x)", "upward"),
        ("Tham dự HN (x)", "attend"),
        ("Hình thức đề nghị", "commend"),
        ("Số LĐ / ĐV (nữ, DTTS)", "members"),
        ("Người đại diện (họ tên, chức vụ, nam/nữ, dân tộc)", "rep_name"),
        ("Dân tộc người đại diện", "rep_ethnicity"),
        ("Tên tập thể", "collective"),
        ("Họ tên cá nhân, tên tập thể", "mixed"),
        ("Danh sách đề nghị khen thưởng", ""),
        ("(1)", ""),
        ("Nguyễn Văn An", ""),
        ("dài " * 60, ""),
    ],
)
def test_headings(heading: str, field: str) -> None:
    assert field_of(heading) == field


def test_headings_below_others() -> None:
    assert under("birth", "Nữ") == ("birth_female", "")
    assert under("rep_name", "Nữ") == ("rep_birth_female", "")
    assert under("members", "Nữ") == ("women_members", "")
    assert under("members", "Dân tộc") == ("minority_members", "")
    assert under("labour_group", "CN trực tiếp") == ("labour_group", "CN trực tiếp")
    assert under("achievements", "Năm 2018") == ("achievements", "2018")
    assert under("achievements", "Danh hiệu") == ("achievements", "")
    assert under("commend", "Tham dự HN") == ("attend", "")
    assert under("commend", "Khen thưởng") == ("commend", "")
    assert under("education", "LLCT") == ("theory", "")
    assert under("party", "Chính thức") == ("party", "")
    assert under("initiatives", "Tên") == ("given", "")
