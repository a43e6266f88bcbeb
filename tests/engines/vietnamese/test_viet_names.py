from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vinhdanh.engines.vietnamese import given_name, name_key, name_sort_key, proper_case, split_name

names = st.lists(st.text("aăâbdđehoôơuưyàảãáạHĐN'", min_size=1, max_size=5), max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Nguyễn Văn An", "An"),
        ("Điểu Hùng", "Hùng"),
        ("Thị Lan", "Lan"),
        ("H'Hen Niê", "Hen"),
        ("H’ Xuân Niê", "Xuân"),
        ("H'Hen", "Hen"),
        ("Y Thu Êban", "Thu"),
        ("Y-Thu Êban", "Thu"),
        ("Y Thu", "Thu"),
        ("Nguyễn Thị Như Ý", "Ý"),
        ("Trần Y", "Y"),
        ("Hoàng", "Hoàng"),
        ("", ""),
    ],
)
def test_given_name_is_found_where_each_people_puts_it(name: str, given: str) -> None:
    assert given_name(name) == given


def test_list_of_the_handbook_is_in_order() -> None:
    expected = ["An", "Ân", "Bình", "Dũng", "Đức", "Hà", "Hạ", "Hoa", "Hòa"]
    shuffled = expected[:]
    random.Random(2).shuffle(shuffled)
    assert sorted(shuffled, key=name_key) == expected
    assert sorted(shuffled, key=name_sort_key) == expected


def test_given_name_weighs_before_the_rest() -> None:
    expected = ["Trần Văn An", "Lê Thị Bình", "Nguyễn Bình", "Y Dung Niê", "Điểu Dũng", "H'Hà Êban", "Phạm Hạ"]
    shuffled = expected[:]
    random.Random(3).shuffle(shuffled)
    assert sorted(shuffled, key=name_key) == expected
    assert sorted(shuffled, key=name_sort_key) == expected


def test_rest_of_the_name_and_its_tones_decide_among_equal_given_names() -> None:
    assert name_key("Lê Văn An") < name_key("Lý Văn An") < name_key("Nguyễn An")
    assert name_key("Ha Van An") < name_key("Hà Van An") < name_key("Hạ Van An")


def test_override_decides() -> None:
    assert split_name("Lâm Thị Sa Rây", "Sa Rây") == ("Sa Rây", "Lâm Thị")
    assert split_name("Y Thu Êban", "Êban") == ("Êban", "Y Thu")
    assert split_name("H'Xuân Niê", "xuân") == ("xuân", "H'Xuân Niê")
    assert split_name("H'Xuân Niê", "Xuân") == ("Xuân", "H' Niê")
    assert name_key("John Smith", "John") < name_key("Lê Văn Khang")
    assert name_key("John Smith") > name_key("Lê Văn Khang")
    whole = "Thạch Sơn"
    assert split_name(whole, whole) == (whole, "")


@given(names, names)
def test_stored_key_agrees_with_the_tuple(one: str, other: str) -> None:
    if name_key(one)[:4] < name_key(other)[:4]:
        assert name_sort_key(one) < name_sort_key(other)
    assert name_sort_key(one).isdigit()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hoà"),
        ("nguyễn văn an", "Nguyễn Văn An"),
        ("ĐIỂU HÙNG", "Điểu Hùng"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("H’HEN NIÊ", "H’Hen Niê"),
        ("Y THU", "Y Thu"),
        ("K-SOR Y BLƠ", "K-Sor Y Blơ"),
        ("  LÊ   THỊ  BÉ ", "Lê Thị Bé"),
        ("Nguyễn văn An", "Nguyễn văn An"),
        ("McDonald", "McDonald"),
        ("", ""),
    ],
)
def test_capitals_come_where_they_belong(typed: str, name: str) -> None:
    assert proper_case(typed) == name
