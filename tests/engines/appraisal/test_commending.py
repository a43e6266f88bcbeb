from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nominees import campaign, collective, person, settings

from vinhdanh.engines.appraisal import appraise
from vinhdanh.engines.appraisal.commending import longest_run
from vinhdanh.engines.campaign.requests import asked, ceremony_day
from vinhdanh.engines.campaign.types import Achievement, Commendation, Conference, Initiative, Milestone, Severity
from vinhdanh.engines.vietnamese import PartialDate

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Finding, Nominee

OFFERED = tuple(
    Commendation(code) for code in ("GK_H", "GK_CTT", "CSTDT", "CSTDTQ", "TTLDXS", "TTLDTT", "CSTDCS", "DVXS", "BK_T")
)
MAY = Conference(day=date(2020, 5, 15))


def held(code: str, *years: int, decision: str = "1/QĐ") -> tuple[Achievement, ...]:
    return tuple(Achievement(code, code, year, decision) for year in years)


def found(nominee: Nominee, offered: tuple[Commendation, ...] = OFFERED, **more: object) -> dict[str, Finding]:
    c = campaign(commendations=offered, **{"conference": MAY, **more})
    codes = {f.code.removeprefix("appraisal."): f for f in appraise(c, (nominee,))}
    return {code: f for code, f in codes.items() if code not in {"no-story", "outside-period"}}


def test_a_request_that_fits_has_no_finding() -> None:
    assert found(person(commend="GK_H")) == {}
    assert found(collective(commend="GK_CTT")) == {}
    assert found(person()) == {}


def test_the_honour_must_be_for_this_kind() -> None:
    assert "chỉ dành cho tập thể" in found(person(commend="TTLDTT"))["commend-kind"].message
    assert "chỉ dành cho cá nhân" in found(collective(commend="DVXS"))["commend-kind"].message


def test_the_honour_must_be_offered_known_and_readable() -> None:
    assert set(found(person(commend="KNC"))) == {"commend-not-offered"}
    assert set(found(person(commend="XYZ"))) == {"commend-unrecognised"}
    assert "“hoa tươi”" in found(person(typed_commend="hoa tươi"))["commend-unrecognised"].message
    assert set(found(person(commend="GK_H"), rule_set="2025-7")) == {"commend-unrecognised"}


def test_the_honour_must_be_in_force_on_the_day() -> None:
    late = Conference(day=date(2025, 7, 2))
    finding = found(person(commend="GK_H"), conference=late)["commend-not-in-force"]
    assert "02/7/2025" in finding.message
    assert "commend-not-in-force" not in found(person(commend="GK_H"), conference=Conference(day=date(2025, 6, 30)))
    assert found(person(commend="GK_H"), conference=Conference(), year=None, period=None) == {}


def test_an_authority_that_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import vinhdanh.engines.appraisal.commending as room  # noqa: PLC0415 - the room is changed under the test
    from vinhdanh.engines.catalogue import Level, catalogue  # noqa: PLC0415 - only here

    gone = Level(code="cap_tren_cs", name="Cấp cũ", source="D", certainty="F", line="union", rank=3, valid_to=date(2019, 1, 1))

    class Book:
        levels = (gone,)
        honours = staticmethod(catalogue().honours)

    monkeypatch.setattr(room, "catalogue", Book)
    assert "Cấp cũ" in found(person(commend="GK_CTT"))["commend-no-authority"].message


# ------------------------------------------------------------------------------------------ the chain of titles


PROVINCIAL = (Initiative("Máng mới", "province", 2018, "5/QĐ"),)


@pytest.mark.parametrize(
    ("achievements", "codes"),
    [
        (held("CSTDCS", 2017, 2018, 2019), set()),
        (held("CSTDCS", 2016, 2018, 2019), {"commend-chain"}),
        (held("CSTDCS", 2018, 2019), {"commend-chain"}),
        ((*held("CSTDCS", 2017, 2018), *held("CSTDT", 2019)), set()),
        (held("LDTT", 2017, 2018, 2019), {"commend-chain"}),
        (held("CSTDCS", 2017, 2018, 2019, decision=" "), {"no-decision-number"}),
        ((Achievement("CSTĐCS", "CSTDCS"),), {"commend-chain", "no-year"}),
        ((), {"commend-chain"}),
    ],
)
def test_three_years_in_a_row_before_the_provincial_title(achievements: tuple[Achievement, ...], codes: set[str]) -> None:
    nominee = person(commend="CSTDT", achievements=achievements, initiatives=PROVINCIAL)
    assert set(found(nominee)) == codes


def test_the_chain_says_what_is_needed_and_what_was_told() -> None:
    nominee = person(commend="CSTDT", achievements=held("CSTDCS", 2016, 2018), initiatives=PROVINCIAL)
    assert found(nominee)["commend-chain"].message == (
        "Đồng chí Nguyễn Văn An được đề nghị Chiến sĩ thi đua bộ, ban, ngành, tỉnh: "
        "cần 3 lần liên tục đạt Chiến sĩ thi đua cơ sở, danh sách ghi: 2016, 2018."
    )


def test_a_title_without_decision_number_is_named_with_its_year() -> None:
    chain = (Achievement("CSTĐCS", "CSTDCS", 2017), *held("CSTDCS", 2018, 2019), Achievement("CSTĐ cơ sở", "CSTDCS"))
    finding = found(person(commend="CSTDT", achievements=chain, initiatives=PROVINCIAL))["no-decision-number"]
    assert "CSTĐCS (2017), CSTĐ cơ sở (chưa ghi năm)." in finding.message


def test_an_initiative_of_the_scope_or_wider() -> None:
    chain = held("CSTDCS", 2017, 2018, 2019)
    for scope, missing in (("", True), ("base", True), ("province", False), ("nation", False)):
        codes = found(person(commend="CSTDT", achievements=chain, initiatives=(Initiative("Máng", scope),)))
        assert ("commend-initiative" in codes) is missing
        assert ("initiative-evidence" in codes) is not missing
    assert found(person(commend="CSTDT", achievements=chain, initiatives=(*PROVINCIAL, Initiative("Máng", "province")))) == {}


def test_a_doubtful_condition_is_only_a_note_until_it_is_confirmed() -> None:
    offered = (Commendation("TTLDXS"),)
    findings = found(collective(commend="TTLDXS"), offered, rule_set="2025-7")
    assert findings["chain-unconfirmed"].severity is Severity.NOTE
    key = findings["chain-unconfirmed"].message.split("khóa ")[1].split(")")[0]
    assert set(found(collective(commend="TTLDXS"), offered, rule_set="2025-7", confirmed=(key,))) == {"commend-chain"}


@given(st.sets(st.integers(2000, 2020)))
def test_the_longest_run_is_the_longest_window(years: set[int]) -> None:
    runs = [n for n in range(22) for y in range(2000, 2021) if all(y + i in years for i in range(n))]
    assert longest_run(years) == max(runs)


# ------------------------------------------------------------------------------------------ twice


def test_the_same_award_twice_and_two_forms_for_one_achievement() -> None:
    twice = (*held("BK_T", 2018), *held("BK_T", 2018))
    assert set(found(person(achievements=twice))) == {"same-award-twice"}
    assert found(person(achievements=(*held("BK_T", 2018), *held("BK_T", 2018, decision="2/QĐ")))) == {}
    forms = (*held("GK_TT", 2018), *held("GK_H", 2018))
    assert found(person(achievements=forms)) == {}
    same_level = (*held("BLDST", 2018), *held("BK_TLD", 2018))
    assert set(found(person(achievements=same_level))) == {"two-awards-one-achievement"}
    assert found(person(achievements=(Achievement("khen"), Achievement("khen")))).keys() == {"no-year"}


def test_the_honour_given_in_the_year_of_the_ceremony() -> None:
    assert set(found(person(commend="GK_H", achievements=held("GK_H", 2020)))) == {"given-this-year"}
    assert found(person(commend="GK_H", achievements=held("GK_H", 2019))) == {}


# ------------------------------------------------------------------------------------------ what is asked, and when


def test_typed_words_mean_the_one_honour_of_the_campaign_that_begins_so() -> None:
    one = settings(commendations=(Commendation("GK_H"), Commendation("BK_T")))
    two = settings(commendations=(Commendation("GK_H"), Commendation("GK_CTT"), Commendation("TTLDTT")))
    assert asked(person(typed_commend="Giấy  khen"), one) == "GK_H"
    assert asked(person(typed_commend="giay khen"), two) == ""
    assert asked(person(typed_commend="GK UBND huyện"), two) == "GK_H"
    assert asked(person(typed_commend="Tập thể"), two) == ""
    assert asked(collective(typed_commend="Tập thể"), two) == "TTLDTT"
    assert asked(person(commend="KNC", typed_commend="Giấy khen"), one) == "KNC"
    assert asked(person(), one) == ""


def test_the_ceremony_day_is_the_best_known() -> None:
    before = Milestone(PartialDate(2020, 5, 19))
    assert ceremony_day(settings(conference=MAY, today=date(2020, 1, 1))) == date(2020, 5, 15)
    assert ceremony_day(settings(conference=Conference(PartialDate(2020, 5)))) == date(2020, 5, 31)
    assert ceremony_day(settings(conference=Conference(PartialDate(2020, 5), not_after=before))) == date(2020, 5, 19)
    assert ceremony_day(settings(conference=Conference(PartialDate(2020)))) == date(2020, 12, 31)
    assert ceremony_day(settings(today=date(2020, 1, 1))) == date(2020, 1, 1)
    assert ceremony_day(settings()) == date(2020, 12, 31)
    assert ceremony_day(settings(year=None, period=None)) is None
