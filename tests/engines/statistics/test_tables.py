from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from nominees import person
from outcomes import NOMINEES, outcome
from python_calamine import CalamineWorkbook

from vinhdanh.engines.campaign.outcome import Share, Table
from vinhdanh.engines.campaign.types import Achievement, Guest, Initiative
from vinhdanh.engines.statistics import ages, education_band, figures, lists, tables, tables_workbook

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome, Value


def table(code: str, of: Outcome | None = None, *, private: bool = False) -> Table:
    return {t.code: t for t in tables(of or outcome(), private=private)}[code]


def test_every_row_has_a_value_for_every_column() -> None:
    for t in tables(outcome(), private=True):
        assert {len(row) for row in (*t.rows, *([t.total] if t.total else []))} == {len(t.columns)}, t.code
        assert t.footnote.endswith(".")


def test_codes_in_order() -> None:
    assert [t.code for t in tables(outcome())] == ["B1", "B2", "B2.1", "B3", "B4", "B4.1", "B4.2", "B5", "B6", "B7", "KP"]


def test_b1_says_for_each_unit_what_it_sent() -> None:
    t = table("B1")
    assert t.rows[0] == (
        1, "CĐCS Trường A", "Trường học", "12/02/2020, 45 người dự; chưa ghi ngày", "01/3/2020", "Đúng hạn", 2, 1, 2, 2, 2, 3, 2, 1,
    )  # fmt: skip
    assert t.rows[1][5:] == ("Nộp muộn", 2, 0, 0, 0, 1, 1, 0, 0)
    assert [row[5] for row in t.rows[2:]] == ["Không có đề nghị", "Chưa gửi", "Gửi sau khi thôi nhận"]
    assert t.rows[4][6:] == (0,) * 8
    assert t.total == ("", "Tổng cộng", "", "", "", "1/5 đúng hạn", 4, 1, 2, 2, 3, 4, 2, 1)


def test_b1_agrees_with_the_figures_and_keeps_strangers_in_the_sum() -> None:
    o = outcome()
    with_stranger = replace(o, nominees=(*NOMINEES, person("Z-P01", "Người lạ")))
    for each in (o, with_stranger):
        t, f = table("B1", each), figures(each)
        assert t.total is not None
        keys = ("person", "collective", "women", "minority", "direct_worker")
        assert t.total[6:11] == tuple(f[f"nominated.{key}"].count for key in keys)
        for column in range(6, 14):
            assert sum(row[column] for row in t.rows) == t.total[column]  # type: ignore[misc]  # integers
    assert table("B1", with_stranger).rows[-1][:2] == (6, "Đơn vị không có trong danh sách")


def test_b2_gives_times_and_people() -> None:
    t = table("B2")
    assert t.rows == (
        ("Lao động tiên tiến", "2018", 2, 0, 2, 1, 1, 2, 2),
        ("Lao động tiên tiến", "2019", 1, 0, 1, 1, 1, 1, 1),
    )
    assert t.total == ("Tổng cộng", "", 3, 0, 2, 1, 1, 2, 2)


def test_b2_names_what_the_rule_set_lacks_by_its_code() -> None:
    nobody = replace(outcome(), attend=replace(outcome().attend, placed=()), commend=(), upward=())
    o = replace(nobody, nominees=(person(achievements=(Achievement("?", "KHAC", 2018), Achievement("LĐTT", "LDTT", 2017))),))
    assert [row[:2] for row in table("B2", o).rows] == [("Lao động tiên tiến", "2017"), ("KHAC", "2018")]
    settings = replace(o.campaign.settings, period=None)
    unbound = replace(
        o, campaign=replace(o.campaign, settings=settings), nominees=(person(achievements=(Achievement("LĐTT", "LDTT"),)),)
    )
    assert table("B2", unbound).rows[0][:3] == ("Lao động tiên tiến", "Chưa ghi năm", 1)


def test_b3_counts_initiatives_once_and_adds_known_values() -> None:
    t = table("B3")
    assert t.rows == (("Cơ sở", 1, 1, 1, 5_000_000), ("Chưa ghi phạm vi", 1, 1, 0, 0))
    assert t.total == ("Tổng cộng", 2, 2, 1, 5_000_000)


def test_b3_keeps_an_unknown_scope_and_adds_each_column_by_itself() -> None:
    titles = (
        Initiative("Một", "base", value=3),
        Initiative("Hai", "base", 2016, value=4),
        Initiative("Ba", "base", 2015),
        Initiative("Tư", "ngành"),
    )
    nobody = replace(outcome(), attend=replace(outcome().attend, placed=()), commend=(), upward=())
    t = table("B3", replace(nobody, nominees=(person(initiatives=titles),)))
    assert t.rows == (("Cơ sở", 2, 1, 2, 7), ("ngành", 1, 1, 0, 0))
    assert t.total == ("Tổng cộng", 3, 1, 2, 7)


def row(t: Table, label: str) -> tuple[Value, ...]:
    return next(r for r in t.rows if r[0] == label)


def test_b4_has_a_pair_of_columns_per_list() -> None:
    t = table("B4")
    assert t.columns == (
        "Tiêu chí", "Được đề nghị", "Tỷ lệ (trên 5)", "Được chọn dự", "Tỷ lệ (trên 3)", "Dự khuyết", "Tỷ lệ (trên 1)",
        "Dự Đại hội V", "Tỷ lệ (trên 1)",
    )  # fmt: skip
    assert [v for v in row(t, "Nữ")[1:] if isinstance(v, int)] == [2, 2, 0, 1]
    assert row(t, "Nữ")[4] == Share(2, 3, "đại biểu điển hình được chọn")
    assert t.total is not None
    assert [v for v in t.total if isinstance(v, int)] == [5, 3, 1, 1]


@pytest.mark.parametrize(
    ("label", "counts"),
    [
        ("Nam", [2, 1, 0, 0]),
        ("Chưa rõ giới tính", [1, 0, 1, 0]),
        ("Dân tộc thiểu số", [2, 2, 0, 1]),
        ("Công nhân trực tiếp sản xuất", [3, 2, 0, 1]),
        ("Viên chức", [1, 1, 0, 0]),
        ("Không giữ vị trí lãnh đạo, quản lý", [3, 2, 0, 1]),
        ("Từ 30 tuổi trở xuống", [2, 2, 0, 1]),
        ("31–40 tuổi", [1, 0, 0, 0]),
        ("41–50 tuổi", [1, 1, 0, 0]),
        ("Trên 60 tuổi", [0, 0, 0, 0]),
        ("Chưa rõ tuổi", [1, 0, 1, 0]),
        ("Trình độ chuyên môn: sau đại học", [1, 1, 0, 0]),
        ("Chưa rõ trình độ chuyên môn", [4, 2, 1, 1]),
    ],
)
def test_b4_as_counted_by_hand(label: str, counts: list[int]) -> None:
    assert [v for v in row(table("B4"), label)[1:] if isinstance(v, int)] == counts


def test_b4_agrees_with_the_figures() -> None:
    t, f = table("B4"), figures(outcome())
    labels = {"Cá nhân": "person", "Nữ": "women", "Dân tộc thiểu số": "minority", "Công nhân trực tiếp sản xuất": "direct_worker"}
    for label, key in labels.items():
        shares = [v for v in row(t, label) if isinstance(v, Share)]
        assert shares == [f[f"{name}.{key}"] for name in ("nominated", "attend", "reserve", "upward:1")]


def test_party_membership_stays_out_unless_asked_for() -> None:
    assert "Đảng viên" not in [r[0] for r in table("B4").rows]
    assert row(table("B4", private=True), "Đảng viên")[1] == 1


def test_rows_of_unknowns_vanish_when_everything_is_known() -> None:
    o = replace(
        outcome(),
        nominees=(person("A-P01", education="Đại học"),),
        attend=replace(outcome().attend, placed=()),
        commend=(),
        upward=(),
    )
    t = table("B4", o)
    assert not [r[0] for r in t.rows if str(r[0]).startswith("Chưa rõ")]
    assert len(t.columns) == 7


def test_ages_of_a_list() -> None:
    nominated = lists(outcome())[0]
    found = ages(nominated)
    assert found is not None
    assert (found.known, found.youngest, found.oldest, found.mean) == (4, 25, 50, Decimal(140) / 4)
    assert "tuổi bình quân (được đề nghị, 4 trường hợp có năm sinh) 35,0, cao nhất 50, thấp nhất 25" in table("B4").footnote
    assert ages(replace(nominated, year=None)) is None


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        ("Thạc sĩ Quản lý giáo dục", "Sau đại học"),
        ("ĐH Sư phạm", "Đại học, cao đẳng"),
        ("Cử nhân", "Đại học, cao đẳng"),
        ("Kỹ sư nông nghiệp", "Đại học, cao đẳng"),
        ("CĐ", "Đại học, cao đẳng"),
        ("TC kế toán", "Trung cấp trở xuống"),
        ("12/12", ""),
        ("", ""),
    ],
)
def test_bands_of_education(typed: str, band: str) -> None:
    assert education_band(typed) == band


def test_b5_sets_the_wanted_beside_the_reached() -> None:
    t = table("B5")
    assert t.rows[0][:5] == ("Toàn hội nghị", "Điển hình tiên tiến", "khoảng 70\u00a0%", 3, 5)
    assert [r[7] for r in t.rows] == ["Đạt", "Đạt", "Đạt", "Chưa đạt, còn 1"]
    assert t.rows[2][1:8] == ("Nữ", "ít nhất 40\u00a0%", 2, 3, Share(2, 3, "đại biểu điển hình"), "1–2", "Đạt")
    assert t.rows[3][2] == "khoảng 66,5\u00a0%"
    assert t.rows[3][6] == ""
    more_guests = replace(outcome(), guests_in=tuple(Guest(f"K{i}", "X") for i in range(4)))
    assert [r[7] for r in table("B5", more_guests).rows[:2]] == ["Chưa đạt", "Chưa đạt"]
    none_wanted = replace(
        outcome(), campaign=replace(outcome().campaign, settings=replace(outcome().campaign.settings, share_guests=None))
    )
    assert [r[1] for r in table("B5", none_wanted).rows] == ["Điển hình tiên tiến", "Nữ", "Trực tiếp"]


def test_b5_with_nobody_chosen_is_not_met() -> None:
    o = replace(outcome(), attend=replace(outcome().attend, placed=(), targets=()), guests_in=())
    assert [r[7] for r in table("B5", o).rows] == ["Chưa đạt", "Chưa đạt"]


def test_b6_names_who_answers() -> None:
    t = table("B6")
    assert t.rows == (
        (1, "CĐCS Xã D", "", "Lê Thị Bé, Chủ tịch CĐCS", 2, "20/02/2020; 28/02/2020", ""),
        (2, "CĐCS Đội E", "", "", 0, "", "gửi sau khi thôi nhận (01/4/2020)"),
    )
    assert t.footnote == "2 trên 5 đơn vị trong danh sách quản lý."
    o = outcome()
    no_file = replace(o, units=(replace(o.units[4], files=()),))
    assert table("B6", no_file).rows[0][6] == ""


def test_the_budget_adds_what_is_known_and_counts_what_waits() -> None:
    t = table("KP")
    assert t.rows == (
        (1, "Giấy khen", "Chủ tịch UBND", 1, 447_000, 1, 894_000, 1_341_000, "Quỹ thi đua"),
        (2, "Bằng khen", "Chủ tịch UBND", 1, 0, 0, 0, 0, "Quỹ thi đua"),
    )
    assert t.total == ("", "Tổng cộng", "", 2, 447_000, 1, 894_000, 1_341_000, "")
    assert t.footnote == (
        "Bằng chữ: Một triệu ba trăm bốn mươi mốt nghìn đồng; 3 lượt, 2 người và tập thể; 1 lượt chưa tính tiền, chờ xác nhận số liệu."
    )


# ------------------------------------------------------------------------------------------ the workbook


def test_the_workbook_reads_back_as_numbers() -> None:
    made = tables(outcome())
    book = CalamineWorkbook.from_filelike(io.BytesIO(tables_workbook(made)))
    assert book.sheet_names == [t.code for t in made]
    b4 = book.get_sheet_by_name("B4").to_python(skip_empty_area=False)
    women = next(r for r in b4 if r[0] == "Nữ")
    assert women[1:3] == [2, 0.4]
    kp = book.get_sheet_by_name("KP").to_python(skip_empty_area=False)
    assert next(r for r in kp if r[1] == "Tổng cộng")[7] == 1_341_000


def xml(data: bytes, sheet: int) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        return z.read(f"xl/worksheets/sheet{sheet}.xml").decode() + z.read("xl/sharedStrings.xml").decode()


def test_totals_that_are_sums_are_live_and_others_are_not() -> None:
    data = tables_workbook(tables(outcome()))
    assert "SUM(G4:G8)" in xml(data, 1)
    assert "SUM(E4:E5)" not in xml(data, 2)  # people are not the sum over years


def test_text_is_never_a_formula_and_shares_name_their_base() -> None:
    rows = (("=1+1", Share(1, 4, "đại biểu"), Decimal("1.5"), None), ("http://x.vn", Share(2, 4, "đại biểu"), Decimal(2), None))
    t = Table("T", "Bảng", ("Tên", "Tỷ lệ", "Điểm", "Trống"), rows)
    text = xml(tables_workbook((t, t)), 1)
    assert "<f>" not in text
    assert "Tỷ lệ (trên 4 đại biểu)" in text
    no_base = Table("T", "Bảng", ("Tỷ lệ",), ((Share(0, 0),),), footnote="Không có số.")
    assert "–" in xml(tables_workbook((no_base,)), 1)


def test_same_tables_same_bytes_and_no_table_is_still_a_workbook() -> None:
    assert tables_workbook(tables(outcome())) == tables_workbook(tables(outcome()))
    assert CalamineWorkbook.from_filelike(io.BytesIO(tables_workbook(()))).sheet_names == ["Trống"]
    twice = CalamineWorkbook.from_filelike(io.BytesIO(tables_workbook((table("B6"), table("B6")))))
    assert twice.sheet_names == ["B6", "B6 (2)"]
