from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nominees import campaign, collective, person

from vinhdanh.engines.appraisal import appraise
from vinhdanh.engines.campaign.types import Achievement, Conference, Initiative, Representative, Severity, Union
from vinhdanh.engines.vietnamese import PartialDate

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Campaign, Finding, Nominee

HELD = (Achievement("CSTĐCS", "CSTDCS", 2018, "12/QĐ", date(2018, 12, 20)),)


def found(c: Campaign, *nominees: Nominee) -> dict[str, Finding]:
    """Findings by code, the engine's prefix off; each code at most once."""
    findings = appraise(c, nominees)
    codes = [f.code.removeprefix("appraisal.") for f in findings]
    assert len(codes) == len(set(codes)), codes
    return dict(zip(codes, findings, strict=True))


def test_a_complete_nomination_has_no_finding() -> None:
    assert appraise(campaign(), (person(achievements=HELD), collective(achievements=HELD))) == ()


def test_a_finding_says_where_and_who() -> None:
    finding = found(campaign(), person(sex=None, birth=None, achievements=HELD))["missing-items"]
    assert (finding.file, finding.sheet, finding.cell) == ("A.xlsx", "Cá nhân", "A7")
    assert (finding.union, finding.nominee, finding.severity) == ("A", "A-P01", Severity.WARNING)
    assert finding.message == (
        "Đồng chí Nguyễn Văn An còn thiếu: giới tính, năm sinh; các tỷ lệ cơ cấu chưa tính được trường hợp này."
    )
    assert finding.remedy


def test_a_nominee_from_no_file_has_no_place() -> None:
    finding = found(campaign(), person(place=None))["no-story"]
    assert (finding.file, finding.sheet, finding.cell) == ("", "", "")


# ------------------------------------------------------------------------------------------ completeness


@pytest.mark.parametrize("representative", [None, Representative("  ")])
def test_a_collective_without_representative_is_held_back(representative: Representative | None) -> None:
    assert found(campaign(), collective(representative=representative))["no-representative"].severity is Severity.BLOCKING


def test_what_the_representative_lacks_is_named() -> None:
    message = found(campaign(), collective(representative=Representative("Thị Mai", sex="nữ")))["missing-items"].message
    assert "của người đại diện Thị Mai: năm sinh, dân tộc, đối tượng lao động" in message


def test_no_story_is_a_note_and_says_what() -> None:
    assert found(campaign(), person())["no-story"].severity is Severity.NOTE
    assert "tóm tắt" not in found(campaign(), person())["no-story"].message
    assert "no-story" not in found(campaign(), person(initiatives=(Initiative("Cải tiến máng"),)))
    assert "tóm tắt" in found(campaign(), person(summary=" ", achievements=HELD))["no-story"].message


def test_a_nominee_without_any_request_is_asked_about() -> None:
    assert "no-request" in found(campaign(), person(attend=False))
    for request in ({"commend": "GK_H"}, {"typed_commend": "Giấy khen"}, {"upward": True}):
        assert "no-request" not in found(campaign(), person(attend=False, **request))


def test_an_unknown_union_and_an_empty_name_hold_back() -> None:
    assert found(campaign(), person("Z-P01"))["unknown-union"].severity is Severity.BLOCKING
    assert found(campaign(), person(name=""))["no-name"].message.startswith("Một dòng")
    assert found(campaign(), collective(name=" "))["no-name"].message.startswith("Một tập thể")


# ------------------------------------------------------------------------------------------ dates and period


@pytest.mark.parametrize(
    ("birth", "code"),
    [
        (PartialDate(2021), "birth-in-future"),
        (PartialDate(2020, 5, 20), "birth-in-future"),
        (PartialDate(2020, 5, 18), "too-young"),
        (PartialDate(2005, 5, 20), "too-young"),
        (PartialDate(2005, 5, 19), None),
        (PartialDate(2005), None),
        (PartialDate(1940, 5, 19), None),
        (PartialDate(1940), None),
        (PartialDate(1939, 5, 19), "very-old"),
        (PartialDate(1885), "very-old"),
    ],
)
def test_ages_are_judged_on_the_day_of_the_conference(birth: PartialDate, code: str | None) -> None:
    c = campaign(conference=Conference(day=date(2020, 5, 19)))
    codes = set(found(c, person(birth=birth, achievements=HELD)))
    assert codes == ({code} if code else set())
    representative = replace(collective().representative or Representative(""), birth=birth)
    codes = set(found(c, collective(representative=representative, achievements=HELD)))
    assert codes == ({code} if code else set())


def test_without_any_year_no_age_is_judged() -> None:
    assert found(campaign(year=None, period=None), person(birth=PartialDate(2030), achievements=HELD)) == {}


def test_a_decision_after_the_conference_is_asked_about() -> None:
    c = campaign(conference=Conference(day=date(2020, 5, 19)))
    late = person(achievements=(Achievement("Giấy khen", "GK_H", 2020, "3/QĐ", date(2020, 6, 1)),))
    assert "ngày 01/6/2020, sau ngày 19/5/2020" in found(c, late)["decision-after-conference"].message
    same_day = person(achievements=(Achievement("Giấy khen", "GK_H", 2020, "3/QĐ", date(2020, 5, 19)),))
    assert found(c, same_day) == {}
    next_year = person(achievements=(Achievement("Giấy khen", "GK_H", 2021),))
    assert {"decision-after-conference", "outside-period"} == set(found(c, next_year))


def test_achievements_outside_the_period_and_without_a_year() -> None:
    nominee = person(
        achievements=(
            Achievement("LĐTT", "LDTT", 2015),
            Achievement("LĐTT", "LDTT", 2016),
            Achievement("LĐTT", "LDTT", day=date(2021, 1, 5)),
            Achievement("Bằng khen", "BK_T"),
        ),
        initiatives=(Initiative("Máng mới", year=2014), Initiative("Máng cũ")),
    )
    by_code = found(campaign(), nominee)
    assert set(by_code) == {"outside-period", "no-year", "decision-after-conference"}
    assert "LĐTT (2015), LĐTT (2021), sáng kiến “Máng mới” (2014)" in by_code["outside-period"].message
    assert by_code["no-year"].severity is Severity.NOTE
    assert "outside-period" not in found(campaign(period=None), nominee)


# ------------------------------------------------------------------------------------------ the unit's list


def test_more_requests_than_places_lists_them_in_order() -> None:
    c = campaign(unions=(Union("A", "CĐCS Trường A", at_most=1), Union("B", "CĐCS B")), unit_cap=2)
    three = [person(f"{u}-P0{i}", f"Người {u} {i}", achievements=HELD) for u in "AB" for i in (1, 2, 3)]
    findings = [f for f in appraise(c, three) if f.code == "appraisal.over-allocation"]
    assert [f.union for f in findings] == ["A", "B"]
    assert "3 đại biểu dự hội nghị, phân bổ 1: Người A 1, Người A 2, Người A 3" in findings[0].message
    not_all = [replace(three[0], attend=False), *three[1:3]]
    assert "over-allocation" in found(c, *not_all)
    assert "over-allocation" not in found(campaign(unit_cap=2), *not_all)


def test_a_unit_that_sends_only_managers_is_told() -> None:
    boss, worker = person(manager=True, achievements=HELD), person("A-P02", "Lê Thị Bé", achievements=HELD)
    assert "công nhân trực tiếp" in found(campaign(), boss)["only-managers"].remedy
    assert found(campaign(), boss, worker) == {}
    unknown = person(labour_group="vien_chuc", achievements=HELD)
    assert found(campaign(), unknown) == {}


# ------------------------------------------------------------------------------------------ duplicates


def pair(first: Nominee, second: Nominee) -> dict[str, tuple[Severity, str]]:
    return {code: (f.severity, f.nominee) for code, f in found(campaign(), first, second).items()}


def test_the_same_row_twice_holds_back_the_later() -> None:
    second = person("A-P02", "NGUYỄN  VĂN AN", achievements=HELD)
    assert pair(person(achievements=HELD), second) == {"duplicate-person": (Severity.BLOCKING, "A-P02")}


@pytest.mark.parametrize(
    ("name", "birth", "code"),
    [
        ("Nguyễn Văn An", PartialDate(1985), "likely-duplicate"),
        ("Nguyễn Văn An", PartialDate(1985, 3), "likely-duplicate"),
        ("Nguyen Van An", PartialDate(1985, 3, 7), "likely-duplicate"),
        ("Nguyễn Văn An", PartialDate(1986), None),
        ("Nguyễn Văn An", PartialDate(1985, 4), None),
        ("Nguyễn Văn An", PartialDate(1985, 3, 8), None),
        ("Nguyễn Văn Anh", PartialDate(1985, 3, 7), None),
    ],
)
def test_likely_doubles_inside_a_union(name: str, birth: PartialDate, code: str | None) -> None:
    second = person("A-P02", name, birth=birth, achievements=HELD)
    assert pair(person(achievements=HELD), second) == ({code: (Severity.WARNING, "A-P02")} if code else {})


@pytest.mark.parametrize(
    ("name", "first", "second", "severity"),
    [
        ("Nguyễn Văn An", PartialDate(1985, 3, 7), PartialDate(1985, 3, 7), Severity.BLOCKING),
        ("Nguyen Van An", PartialDate(1985, 3, 7), PartialDate(1985, 3, 7), Severity.WARNING),
        ("Nguyễn Văn An", PartialDate(1985), PartialDate(1985), Severity.WARNING),
        ("Nguyen Van An", PartialDate(1985), PartialDate(1985), None),
        ("Nguyễn Văn An", PartialDate(1985), PartialDate(1985, 3, 7), None),
    ],
)
def test_the_same_person_in_two_unions(name: str, first: PartialDate, second: PartialDate, severity: Severity | None) -> None:
    one, other = person(birth=first, achievements=HELD), person("B-P01", name, birth=second, achievements=HELD)
    assert pair(one, other) == ({"person-in-two-unions": (severity, "B-P01")} if severity else {})


def test_a_man_and_a_woman_are_two_people_and_no_birth_date_may_be_anyone() -> None:
    assert pair(person(achievements=HELD), person("A-P02", sex="nữ", achievements=HELD)) == {}
    unborn = person("A-P02", birth=None, achievements=HELD)
    assert set(pair(person(achievements=HELD), unborn)) == {"missing-items", "likely-duplicate"}


def test_three_alike_give_one_finding_each_for_the_later_two() -> None:
    rows = [person(f"A-P0{i}", achievements=HELD) for i in (1, 2, 3)]
    assert [f.nominee for f in appraise(campaign(), rows) if f.code == "appraisal.duplicate-person"] == ["A-P02", "A-P03"]


def test_collectives_and_their_representatives_twice() -> None:
    first, again = collective(achievements=HELD), collective("A-C02", "TỔ CẠO MỦ SỐ 1", achievements=HELD)
    assert pair(first, again)["duplicate-collective"] == (Severity.BLOCKING, "A-C02")
    other = collective("A-C02", "Đội 2", achievements=HELD)
    assert pair(first, other) == {"representative-twice": (Severity.WARNING, "A-C02")}
    alone = person(name="Thị Mai", birth=PartialDate(1990), achievements=HELD)
    assert pair(alone, first) == {"representative-nominated": (Severity.WARNING, "A-C01")}
    namesake = person(name="Thị Mai", birth=PartialDate(1971), achievements=HELD)
    assert pair(namesake, first) == {}


def test_the_same_text_twice_is_one_finding_for_the_group() -> None:
    text = "Năm năm liền vượt kế hoạch sản lượng, có nhiều sáng kiến làm lợi cho đơn vị, giúp đỡ đồng nghiệp"
    rows = [person(f"A-P0{i}", f"Người {i}", summary=text, achievements=HELD) for i in (1, 2, 3)]
    finding = found(campaign(), *rows)["same-summary"]
    assert (finding.nominee, "Người 1, Người 2, Người 3 (3 trường hợp)" in finding.message) == ("A-P02", True)
    short = [replace(row, summary="Hoàn thành tốt nhiệm vụ") for row in rows]
    assert found(campaign(), *short) == {}


births = st.none() | st.builds(PartialDate, st.integers(1960, 1962), st.none() | st.integers(1, 2))
people = st.builds(
    lambda union, number, name, birth, sex: person(f"{union}-P{number:02}", name, birth=birth, sex=sex, achievements=HELD),
    st.sampled_from("AB"),
    st.integers(1, 99),
    st.sampled_from(["Điểu Hoà", "Điểu Hòa", "Thị Lý", "Thị Lí", "Thi Ly", ""]),
    births,
    st.sampled_from(["nam", "nữ", None]),
)


@given(st.lists(people, max_size=8, unique_by=lambda n: n.id))
def test_no_list_breaks_the_checks_and_every_finding_can_be_acted_on(rows: list[Nominee]) -> None:
    ids = {n.id for n in rows}
    first = appraise(campaign(), rows)
    assert first == appraise(campaign(), rows)
    for finding in first:
        assert finding.message.endswith(".")
        assert finding.remedy.endswith(".")
        assert finding.nominee in ids or (not finding.nominee and finding.union in "AB")
