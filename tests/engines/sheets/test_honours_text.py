"""Cells with several honours or initiatives, taken apart."""

from __future__ import annotations

from datetime import date

import pytest

from vinhdanh.engines.campaign.types import Initiative
from vinhdanh.engines.sheets import lookups
from vinhdanh.engines.sheets.honours_text import Apart, achievements, initiatives


def apart(text: str, year: int | None = None) -> Apart:
    return achievements(text, lambda words: lookups.held(words, "2017-2023"), year)


def brief(text: str) -> list[tuple[str, int | None, str]]:
    return [(a.honour, a.year, a.decision) for a in apart(text).achievements]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "CSTĐCS 2016, 2017, 2019; BK LĐLĐ tỉnh 2018 (QĐ 123)",
            [("CSTDCS", 2016, ""), ("CSTDCS", 2017, ""), ("CSTDCS", 2019, ""), ("BK_LDT", 2018, "123")],
        ),
        ("Năm 2016: CSTĐCS, LĐTT; năm 2017: LĐTT", [("CSTDCS", 2016, ""), ("LDTT", 2016, ""), ("LDTT", 2017, "")]),
        ("CSTĐCS các năm 2016, 2017 và 2018", [("CSTDCS", 2016, ""), ("CSTDCS", 2017, ""), ("CSTDCS", 2018, "")]),
        ("3 năm liền CSTĐCS (2016, 2017, 2018)", [("CSTDCS", 2016, ""), ("CSTDCS", 2017, ""), ("CSTDCS", 2018, "")]),
        ("CSTĐCS 2016 LĐTT 2017", [("CSTDCS", 2016, ""), ("LDTT", 2017, "")]),
        ("- LĐTT 2016\n- CSTĐCS 2017", [("LDTT", 2016, ""), ("CSTDCS", 2017, "")]),
        ("CSTĐCS (QĐ 1/2017/QĐ-SGD) 2017", [("CSTDCS", 2017, "1/2017/QĐ-SGD")]),
        ("CSTĐCS năm học 2016-2017", [("CSTDCS", 2017, "")]),
        ("LĐTT 2017, QĐ 12", [("LDTT", 2017, "12")]),
        ("LĐTT 2017; QĐ số 12", [("LDTT", 2017, "12")]),
        ("không", []),
        ("", []),
        ("- ", []),
    ],
)
def test_honours(text: str, expected: list[tuple[str, int | None, str]]) -> None:
    assert brief(text) == expected
    assert not apart(text).doubts


def test_decision_with_its_day() -> None:
    (one,) = apart("Giấy khen của UBND huyện năm 2019 theo Quyết định số 1234/QĐ-UBND ngày 01/02/2020").achievements
    assert (one.honour, one.year, one.decision, one.day) == ("GK_H", 2019, "1234/QĐ-UBND", date(2020, 2, 1))
    (one,) = apart("LĐTT 2018 (QĐ số 12/QĐ-UBND, ngày 05/3/2018)").achievements
    assert (one.decision, one.day) == ("12/QĐ-UBND", date(2018, 3, 5))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Ngôi sao 2019", "chưa nhận ra"),
        ("05 lần LĐTT", "ghi 5 lần nhưng nêu 0 năm"),
        ("LĐTT", "chưa ghi năm"),
        ("LĐTT 2016-2018", "được hiểu là từng năm 2016–2018"),
        ("Giấy khen UBND huyện giai đoạn 2016-2020", "ghi cả giai đoạn"),
        ("2018", "chưa rõ thuộc danh hiệu nào"),
        ("LĐTT 2020-2016", "chưa ghi năm"),
    ],
)
def test_doubts_are_said(text: str, doubt: str) -> None:
    assert any(doubt in d for d in apart(text).doubts)


def test_nothing_typed_is_lost() -> None:
    found = apart("Ngôi sao 2019, LĐTT 2018")
    assert [a.typed for a in found.achievements] == ["Ngôi sao 2019", "LĐTT 2018"]


def test_the_mark_of_a_list_is_no_part_of_the_honour() -> None:
    assert [a.typed for a in apart("-LĐTT 2018\n+CSTĐCS 2019").achievements] == ["LĐTT 2018", "CSTĐCS 2019"]


def test_year_of_the_column() -> None:
    assert [(a.honour, a.year) for a in apart("LĐTT, CSTĐCS", 2018).achievements] == [("LDTT", 2018), ("CSTDCS", 2018)]


def test_an_honour_of_an_earlier_rule_set_is_known() -> None:
    assert lookups.honour("Giấy khen UBND huyện", "2025-7") is None
    assert lookups.held("Giấy khen UBND huyện", "2025-7") == ("GK_H", False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Cải tiến dao, cấp cơ sở, năm 2018 (QĐ 12/QĐ-CT), làm lợi 120 triệu đồng",
            Initiative(
                "Cải tiến dao, cấp cơ sở, năm 2018 (QĐ 12/QĐ-CT), làm lợi 120 triệu đồng", "base", 2018, "12/QĐ-CT", 120_000_000
            ),
        ),
        ("Dạy học cấp tỉnh NH 2018-2019", Initiative("Dạy học cấp tỉnh NH 2018-2019", "province", 2019)),
        ("Máy tách hạt, phạm vi toàn quốc", Initiative("Máy tách hạt, phạm vi toàn quốc", "nation")),
        ("Lò sấy làm lợi 1,2 tỷ", Initiative("Lò sấy làm lợi 1,2 tỷ", value=1_200_000_000)),
        ("Lò sấy làm lợi 1.200.000 đồng", Initiative("Lò sấy làm lợi 1.200.000 đồng", value=1_200_000)),
        ("Lò sấy làm lợi 1.2.3.4 tỷ", Initiative("Lò sấy làm lợi 1.2.3.4 tỷ")),
    ],
)
def test_initiatives(text: str, expected: Initiative) -> None:
    assert initiatives(text) == (expected,)


def test_several_initiatives() -> None:
    assert [i.title for i in initiatives("- Cải tiến A\n- Cải tiến B; Cải tiến C;")] == ["Cải tiến A", "Cải tiến B", "Cải tiến C"]
    assert initiatives("không") == ()
