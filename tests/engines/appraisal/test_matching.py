from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest
from doubles import judged, seeded
from hypothesis import given
from hypothesis import strategies as st
from nominees import campaign, person

from vinhdanh.engines.appraisal import appraise
from vinhdanh.engines.appraisal.matching import THRESHOLD, Match, Person, against, blocking, matches, units
from vinhdanh.engines.appraisal.matching.frequencies import prior
from vinhdanh.engines.appraisal.matching.names import orders, parse
from vinhdanh.engines.campaign.types import Achievement, Severity, Union
from vinhdanh.engines.vietnamese import PartialDate

BORN = PartialDate(1985, 3, 7)
HUE = Person("1", "Trịnh Thị Bích Huệ", BORN, "nữ", "CĐCS Trường Tiểu học Long Hà A")


def must(one: Person, other: Person, *, least: float = THRESHOLD) -> Match:
    match = found(one, other, least=least)
    assert match is not None
    return match


def found(one: Person, other: Person, *, least: float = THRESHOLD) -> Match | None:
    pairs = matches([one, replace(other, id="2")], threshold=least)
    assert len(pairs) <= 1
    return pairs[0] if pairs else None


# ------------------------------------------------------------------------------------------ a list with known doubles


def test_seeded_doubles_among_five_thousand_are_found_and_few_others() -> None:
    known = seeded(4800, 200, seed=2026)
    start = time.process_time()
    proposed = matches(known.people)
    assert time.process_time() - start < 10
    recall, precision = judged(known, proposed)
    assert recall >= 0.98
    assert precision >= 0.95


def test_the_order_of_the_list_changes_no_score() -> None:
    known = seeded(600, 40, seed=3).people
    scores = [
        {(frozenset({m.first.id, m.second.id}), m.score) for m in matches(rows)} for rows in (known, tuple(reversed(known)))
    ]
    assert scores[0] == scores[1]


def test_the_surest_come_first_and_in_each_pair_the_earlier_record() -> None:
    known = seeded(600, 40, seed=4).people
    place = {p.id: i for i, p in enumerate(known)}
    proposed = matches(known)
    assert proposed == matches(known)
    assert [m.score for m in proposed] == sorted((m.score for m in proposed), reverse=True)
    assert all(place[m.first.id] < place[m.second.id] for m in proposed)
    assert all(0 <= m.score <= 1 and m.reasons for m in proposed)


# ------------------------------------------------------------------------------------------ kinds of mistakes


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("TRỊNH THỊ BÍCH HUỆ", "cùng họ tên"),
        ("Trinh Thi Bich Hue", "họ tên chỉ khác dấu"),
        ("Trịnh Thị Bich Huệ", "họ tên khác dấu (Bích – Bich)"),
        ("Trịnh Thị Bíhc Huệ", "họ tên hai chữ cái đảo chỗ (Bích – Bíhc)"),
        ("Trịnnh Thị Bích Huệ", "họ tên khác một chữ cái (Trịnh – Trịnnh)"),
        ("Trnnh Thị Bíc Huệ", "họ tên khác một chữ cái (Trịnh – Trnnh, Bích – Bíc)"),
        ("Truwnh Thị Bích Huệ", "họ tên khác một chữ cái (Trịnh – Truwnh)"),
        ("Trijnh Thij Bichs Hueej", "họ tên còn phím gõ Telex hoặc VNI (Trịnh – Trijnh, Thị – Thij, Bích – Bichs, Huệ – Hueej)"),
        ("Trinh5 Thi5 Bich1 Hue65", "họ tên còn phím gõ Telex hoặc VNI (Trịnh – Trinh5, Thị – Thi5, Bích – Bich1, Huệ – Hue65)"),
        ("Huệ Trịnh Thị Bích", "họ và tên đảo thứ tự"),
        ("Huệ Bích Thị Trịnh", "họ và tên đảo thứ tự"),
        ("Huệ Trịn Thị Bích", "họ và tên đảo thứ tự"),
        ("TrịnhThị Bích Huệ", "họ tên chỉ khác chỗ cách chữ"),
        ("Trịnh Bích Huệ", "một bên thiếu chữ đệm (Thị)"),
        ("Trịnh T. Bích Huệ", "họ tên viết tắt (Thị – T.)"),
    ],
)
def test_a_name_typed_otherwise(name: str, reason: str) -> None:
    match = found(HUE, replace(HUE, name=name))
    assert match is not None
    assert match.score > 0.9
    assert reason in match.reasons
    assert "cùng ngày sinh" in match.reasons


@pytest.mark.parametrize(("name", "other"), [("Lê Thị Lý", "Lê Thị Lí"), ("Đặng Hoà", "Dặng Hòa"), ("Điểu Thuỷ", "Điểu Thủy")])
def test_spellings_of_one_name(name: str, other: str) -> None:
    assert found(replace(HUE, name=name), replace(HUE, name=other)) is not None


@pytest.mark.parametrize(
    ("birth", "reason"),
    [
        (PartialDate(1985), "cùng năm sinh, một bên chỉ ghi năm"),
        (PartialDate(1985, 3), "cùng tháng, năm sinh"),
        (PartialDate(1985, 7, 3), "ngày và tháng sinh đảo chỗ"),
        (PartialDate(1958, 3, 7), "ngày sinh khác một chữ số"),
        (PartialDate(1985, 3, 17), "ngày sinh khác một chữ số"),
        (None, "không đủ ngày sinh để đối chiếu"),
    ],
)
def test_a_birth_told_otherwise(birth: PartialDate | None, reason: str) -> None:
    match = found(HUE, replace(HUE, birth=birth))
    assert match is not None
    assert match.reasons == ("cùng họ tên", reason, "cùng đơn vị")


def test_two_years_without_days_agree() -> None:
    match = found(replace(HUE, birth=PartialDate(1985)), replace(HUE, birth=PartialDate(1985)))
    assert match is not None
    assert "cùng năm sinh" in match.reasons


@pytest.mark.parametrize(
    "other",
    [
        replace(HUE, sex="nam"),
        replace(HUE, birth=PartialDate(1985, 4, 9)),
        replace(HUE, birth=PartialDate(1991)),
        replace(HUE, name="Lê Văn Tám"),
        replace(HUE, name="Trịnh Thị Bích Hằng"),
        replace(HUE, name="Trịnh Thị Bích Hoa"),
        replace(HUE, name="Trịnh Thị Thu Huệ"),
        replace(HUE, name="Phạm Huệ"),
        replace(HUE, name="Huệ"),
        replace(HUE, name=""),
        replace(HUE, name="???"),
    ],
)
def test_two_people(other: Person) -> None:
    assert found(HUE, other) is None


def test_twins_are_two_people_though_one_letter_parts_their_names() -> None:
    twins = replace(HUE, name="Trịnh Thị Hiền"), replace(HUE, name="Trịnh Thị Hiên", id="2")
    an, anh = replace(HUE, name="Trịnh Văn An", sex="nam"), replace(HUE, name="Trịnh Văn Anh", sex="nam")
    assert found(an, anh) is None
    assert must(an, anh, least=0.0).score < THRESHOLD
    assert found(*twins) is not None  # Hiên, unlike Anh, is hardly borne: it is a slip of Hiền


def test_numbers_and_single_letters_tell_people_apart() -> None:
    assert found(replace(HUE, name="Người 1"), replace(HUE, name="Người 2")) is None
    assert found(replace(HUE, name="Điểu A"), replace(HUE, name="Điểu B")) is None


def test_a_common_name_in_another_unit_proves_little_where_the_day_is_not_told() -> None:
    common, rare = (replace(HUE, name=name, birth=PartialDate(1985)) for name in ("Nguyễn Thị Hương", "Thạch Thị Sa Rết"))
    elsewhere = "Công ty May Bình Sơn"
    assert found(common, replace(common, union=elsewhere)) is None
    assert must(rare, replace(rare, union=elsewhere)).reasons[-1] == "khác đơn vị"


def test_a_name_that_many_bear_is_said_to_be_common() -> None:
    many = [Person(str(i), "Nguyễn Văn An", PartialDate(1960 + i, 1, 2), "nam", f"Đơn vị {i}") for i in range(20)]
    match = matches([*many, replace(many[3], id="again")])[0]
    assert {match.first.id, match.second.id} == {"3", "again"}
    assert "tên phổ biến: 21 người trong danh sách" in match.reasons


# ------------------------------------------------------------------------------------------ units


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("CĐCS Trường Tiểu học Long Hà A", "Trường TH Long Hà A", True),
        ("Công đoàn cơ sở Trạm Y tế Phú An", "TRẠM YT PHÚ AN", True),
        ("CT TNHH MTV May Bình Sơn", "Công ty trách nhiệm hữu hạn một thành viên May Bình Sơn", True),
        ("Nông trường Cao su Bình Sơn", "Nông trừơng Cao su Bìhn Sơn", True),
        ("Nông trường Cao su Bình Sơn", "Nông trườnng Cao su Bìhn Sơn", False),
        ("Trường Tiểu học Long Hà A", "Trường Tiểu học Long Hà B", False),
        ("Nhà máy số 1", "Nhà máy số 2", False),
        ("Trường THCS Lê Lợi", "Trường TH Lê Lợi", False),
        ("", "Trường", False),
    ],
)
def test_units_in_two_spellings(one: str, other: str, alike: bool) -> None:
    assert units.alike(one, other) is alike
    assert units.alike(other, one) is alike


def test_a_unit_in_another_spelling_speaks_for_one_person() -> None:
    assert must(HUE, replace(HUE, union="Trường TH Long Hà A")).reasons[-1] == "tên đơn vị gần giống"
    assert must(HUE, replace(HUE, union="")).reasons == ("cùng họ tên", "cùng ngày sinh")


# ------------------------------------------------------------------------------------------ earlier lists


def test_only_pairs_across_two_lists_and_equal_ids_do_no_harm() -> None:
    today = [HUE, replace(HUE, id="2", name="Điểu Bênh", sex="nam", birth=PartialDate(1990, 2, 1))]
    before = [replace(HUE, name="Trinh Thi Bich Hue", birth=PartialDate(1985)), replace(HUE, id="9")]
    proposed = against(today, before)
    assert {(m.first.name, m.second.name) for m in proposed} == {(HUE.name, b.name) for b in before}
    assert against(today, []) == against([], before) == matches([]) == matches([HUE]) == ()


def test_a_person_who_stands_in_many_years_is_not_taken_for_many_namesakes() -> None:
    years = [replace(HUE, id=str(2010 + i), birth=(BORN, PartialDate(1985))[i % 2]) for i in range(8)]
    assert {m.second.id for m in against([replace(HUE, id="today")], years)} == {p.id for p in years}


# ------------------------------------------------------------------------------------------ parts


@pytest.mark.parametrize(
    ("typed", "base"),
    [("Nguyeexn", "nguyen"), ("Huwowng", "huong"), ("Hu7o7ng", "huong"), ("ddaawng", "dang"), ("Sram", "sram"), ("Xinh", "xinh")],
)
def test_keystrokes_are_undone(typed: str, base: str) -> None:
    assert parse(typed).base == (base,)


def test_a_name_of_many_words_is_cut_and_orders_are_told_once() -> None:
    assert len(parse("a b c d e f g h i k").base) == 8
    assert orders(2) == ((1, 0),)
    assert orders(1) == ((0,),)


def test_a_block_that_is_too_large_gives_its_neighbours_only() -> None:
    people = 2000
    one, other = blocking.pairs((np.arange(people), np.zeros(people, dtype=np.int64)), people)
    assert list(zip(one.tolist(), other.tolist(), strict=True)) == [(i, i + 1) for i in range(people - 1)]
    assert [part.tolist() for part in blocking.pairs((np.array([2, 0, 1]), np.array([7, 7, 8])), 3)] == [[0], [2]]


def test_shares_of_names_are_shares() -> None:
    for shares in prior().shares.values():
        assert 0 < sum(shares.values()) <= 1


names = st.text(max_size=24) | st.sampled_from(
    ["Lê Thị Lý", "Le Thi Li", "Lý Lê Thị", "Lê Lý", "H'Hen Niê", "Y Thu", "L T L", "ééé"]
)
births = st.none() | st.builds(PartialDate, st.integers(1984, 1985), st.none() | st.integers(1, 2))
anyone = st.builds(lambda name, birth, sex, union: Person("", name, birth, sex, union), names, births, st.sampled_from(["nam", "nữ", None]), st.sampled_from(["", "A", "Trường A", "-"]))  # fmt: skip


@given(st.lists(anyone, max_size=12))
def test_no_list_breaks_matching(rows: list[Person]) -> None:
    people = [replace(row, id=str(i)) for i, row in enumerate(rows)]
    for match in matches(people, threshold=0.0):
        assert 0 <= match.score <= 1
        assert match.first != match.second
        assert match.first.sex is None or match.second.sex is None or match.first.sex == match.second.sex


# ------------------------------------------------------------------------------------------ in appraisal

HELD = (Achievement("CSTĐCS", "CSTDCS", 2018),)


def test_a_misspelt_double_in_one_unit_is_warned_of_with_score_and_reasons() -> None:
    rows = [person("A-P01", "Trịnh Hữu Nghĩa", achievements=HELD), person("A-P02", "Trịh Hữu Nghĩa", achievements=HELD)]
    (finding,) = (f for f in appraise(campaign(), rows) if "duplicate" in f.code)
    assert (finding.code, finding.severity, finding.nominee) == ("appraisal.likely-duplicate", Severity.WARNING, "A-P02")
    assert finding.message == (
        "Đồng chí Trịh Hữu Nghĩa có thể trùng với đồng chí Trịnh Hữu Nghĩa (tệp A.xlsx, dòng 7), mức độ phù hợp 100\u00a0%: "
        "họ tên khác một chữ cái (Trịnh – Trịh); cùng ngày sinh."
    )


def test_swapped_columns_in_two_units_are_warned_of_once_beside_the_certain_ones() -> None:
    unions = (Union("A", "CĐCS Trường A"), Union("B", "CĐCS Nông trường B"))
    rows = [person("A-P01", "Trịnh Hữu Nghĩa"), person("B-P01", "Nghĩa Trịnh Hữu"), person("B-P02", "Trịnh Hữu Nghĩa")]
    doubles = [f for f in appraise(campaign(unions=unions), rows) if "two-unions" in f.code or "duplicate" in f.code]
    assert [(f.severity, f.nominee) for f in doubles] == [(Severity.BLOCKING, "B-P02"), (Severity.WARNING, "B-P01")]
    assert "CĐCS Nông trường B và CĐCS Trường A" in doubles[1].message
