from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from vinhdanh.engines.campaign import flags
from vinhdanh.engines.campaign.types import Body, Conference, Nominee, Representative, Settings, Target
from vinhdanh.engines.vietnamese import PartialDate


def person(**more: object) -> Nominee:
    return Nominee(**{"id": "A-P01", "kind": "person", "union": "A", "name": "Nguyễn Thị Hoa", **more})  # type: ignore[arg-type]  # free keywords


def collective(representative: Representative | None = None, **more: object) -> Nominee:
    return Nominee(
        **{"id": "A-C01", "kind": "collective", "union": "A", "name": "Tổ 1", "representative": representative, **more}  # type: ignore[arg-type]  # free keywords
    )


def test_nothing_told_is_unknown_for_every_attribute() -> None:
    for nominee in (person(), collective(), collective(Representative("Điểu Minh"))):
        for name in set(flags.ATTRIBUTES) - {"kind", "union"}:
            assert flags.attribute(nominee, name, year=2020) == ""
            assert flags.attributes(nominee, name, year=2020) == ()


@pytest.mark.parametrize(
    ("told", "flag", "value"),
    [
        ({"sex": "nữ"}, "woman", "yes"),
        ({"sex": "nam"}, "woman", "no"),
        ({"ethnicity": "Xtiêng"}, "minority", "yes"),
        ({"ethnicity": "Hoa"}, "minority", "yes"),
        ({"ethnicity": "Kinh"}, "minority", "no"),
        ({"ethnicity": "Người nước ngoài"}, "minority", "no"),
        ({"ethnicity": "Không xác định"}, "minority", ""),
        ({"labour_group": "cn_truc_tiep"}, "direct_worker", "yes"),
        ({"labour_group": "vien_chuc"}, "direct_worker", "no"),
        ({"labour_group": "cn_truc_tiep"}, "non_manager", "yes"),
        ({"labour_group": "lanh_dao_quan_ly"}, "non_manager", "no"),
        ({"labour_group": "vien_chuc"}, "non_manager", ""),
        ({"labour_group": "cn_truc_tiep", "manager": True}, "non_manager", "no"),
        ({"manager": False}, "non_manager", "yes"),
        ({"manager": True}, "manager", "yes"),
        ({"manager": False}, "manager", "no"),
        ({"birth": PartialDate(1990)}, "young", "yes"),
        ({"birth": PartialDate(1989, 12, 31)}, "young", "no"),
        ({"sex": "nữ"}, "sex", "nữ"),
        ({"ethnicity": "Mnông"}, "ethnicity", "Mnông"),
    ],
)
def test_a_person_and_a_representative_count_alike(told: dict[str, object], flag: str, value: str) -> None:
    assert flags.attribute(person(**told), flag, year=2020) == value
    representative = Representative("Điểu Minh", **told)  # type: ignore[arg-type]  # free keywords
    assert flags.attribute(collective(representative), flag, year=2020) == value


def test_young_needs_a_year() -> None:
    assert flags.young(person(birth=PartialDate(1995)), None) == ""


def test_union_group_and_categories_come_from_outside_and_from_the_nominee() -> None:
    nominee = person(categories=("sang_tao", "can_bo"), movement="ldg")
    assert flags.attributes(nominee, "category") == ("sang_tao", "can_bo")
    assert flags.attribute(nominee, "group", group="Trường học") == "Trường học"
    assert flags.attribute(nominee, "movement") == "ldg"
    assert flags.attribute(nominee, "kind") == "person"
    assert flags.attribute(nominee, "union") == "A"


def test_a_wrong_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        flags.attribute(person(), "religion")


def test_target_counts_known_values_only() -> None:
    women = Target("women", "Nữ", "woman", ("yes",), Decimal(40))
    assert flags.counts(person(sex="nữ"), women)
    assert not flags.counts(person(sex="nam"), women)
    assert not flags.counts(person(), women)


def test_reference_year_takes_the_first_that_is_known() -> None:
    base = Settings("x", "Hội nghị", "2017-2023", Body("LĐLĐ"))
    assert flags.reference_year(base) is None
    full = Settings(
        "x",
        "Hội nghị",
        "2017-2023",
        Body("LĐLĐ"),
        today=date(2021, 1, 1),
        period=(2014, 2018),
        conference=Conference(tentative=PartialDate(2020, 5)),
    )
    assert flags.reference_year(full) == 2020
    assert flags.reference_year(Settings("x", "Hội nghị", "2017-2023", Body("LĐLĐ"), period=(2014, 2018))) == 2018
    assert flags.reference_year(Settings("x", "Hội nghị", "2017-2023", Body("LĐLĐ"), year=2019, today=date(2021, 1, 1))) == 2019
