from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nominees import campaign, collective, person, settings

from vinhdanh.engines.campaign.outcome import Award, Choice, CommendRound, Placed, Standing
from vinhdanh.engines.campaign.types import Commendation, Conference, Severity
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.honours import Prize, award_round, highest_only, prize, prize_findings, prize_of, prizes, rounded_up

MAY_2020, JUNE_2019, AUGUST_2026 = date(2020, 5, 15), date(2019, 6, 30), date(2026, 8, 1)
OLD = "2017-2023"


@pytest.mark.parametrize(
    ("code", "kind", "on", "amount"),
    [
        ("GK_H", "person", MAY_2020, 447_000),  # hand computed in domain.md §2.4
        ("GK_H", "collective", MAY_2020, 894_000),
        ("GK_X", "person", MAY_2020, 223_500),
        ("BK_T", "person", date(2022, 9, 1), 1_490_000),  # real: Bắc Ninh 2022
        ("BK_T", "collective", date(2022, 9, 1), 2_980_000),
        ("GK_H", "person", JUNE_2019, 417_000),
        ("BK_TTg", "person", MAY_2020, 5_215_000),
    ],
)
def test_coefficient_times_base_salary_of_the_day(code: str, kind: str, on: date, amount: int) -> None:
    honour = catalogue().honour(code, OLD)
    assert prize(honour, kind, on, settings()).amount == amount  # type: ignore[arg-type]  # person or collective


def test_the_basis_can_be_checked_by_hand() -> None:
    assert prize(catalogue().honour("GK_H", OLD), "person", MAY_2020, settings()) == Prize(447_000, "0,3 × 1.490.000 đồng")


def test_rounding_up_is_a_setting() -> None:
    honour = catalogue().honour("GK_H", OLD)
    assert prize(honour, "person", MAY_2020, settings(), rounding=10_000).amount == 450_000
    assert rounded_up(Fraction(1, 2)) == 1


@given(st.fractions(0, 10**8), st.sampled_from([1, 1000, 10_000]))
def test_rounded_up_is_the_least_multiple_not_below(amount: Fraction, rounding: int) -> None:
    result = rounded_up(amount, rounding)
    assert result % rounding == 0
    assert result - rounding < amount <= result


def test_the_campaigns_own_value_comes_first() -> None:
    honour = catalogue().honour("GK_CTT", OLD)
    assert prize(honour, "person", None, settings(), own=300_000).amount == 300_000
    own = Commendation("GK_CTT", prize_person=200_000, prize_collective=400_000)
    assert prize_of(own, "person", settings()).amount == 200_000
    assert prize_of(own, "collective", settings()).amount == 400_000
    assert prize_of(Commendation("XYZ", prize_person=1), "person", settings()).amount == 1
    assert prize_of(Commendation("XYZ"), "person", settings()).amount is None
    assert prize_of(own, "person", settings()).basis == "theo mức của đợt này"
    assert prize_of(Commendation("XYZ", prize_person=1), "person", settings()).basis == "theo mức của đợt này"
    assert prize_of(Commendation("XYZ"), "person", settings()).basis == "hình thức không có trong bộ quy định"


def test_an_open_prize_says_why() -> None:
    own, h = catalogue().honour("GK_CTT", OLD), catalogue().honour("GK_H", OLD)
    assert prize(own, "person", MAY_2020, settings()).basis == "chưa có mức tiền thưởng trong bộ quy định"
    assert prize(h, "person", None, settings()).basis == "chưa biết ngày trao tặng để lấy lương cơ sở"
    assert prize(h, "person", date(1980, 1, 1), settings()) == Prize(None, "chưa có mức lương cơ sở vào ngày 01/01/1980")


def test_a_doubtful_fact_is_not_paid_until_it_is_confirmed() -> None:
    honour = catalogue().honour("BK_T", "2025-7")
    held = prize(honour, "person", AUGUST_2026, settings())
    assert held.amount is None
    assert held.unsettled
    assert all(key.startswith("catalogue.") for key in held.unsettled)
    assert held.basis == "1,5 × 2.530.000 đồng (cần xác nhận)"
    free = prize(honour, "person", AUGUST_2026, settings(confirmed=held.unsettled))
    assert free.amount == int(Decimal("1.5") * catalogue().base_salary(AUGUST_2026).value)


# ------------------------------------------------------------------------------------------ rounds


def chosen(*ids: str, out: tuple[str, ...] = ()) -> Choice:
    placed = [Placed(i, Standing.CHOSEN, n, Decimal(0)) for n, i in enumerate(ids, 1)]
    placed += [Placed(i, Standing.OUT, n, Decimal(0)) for n, i in enumerate(out, 1)]
    return Choice("commend:GK_H:1", "Giấy khen", 5, tuple(placed))


def test_awards_follow_the_chosen_in_their_order() -> None:
    line = Commendation("GK_H", "Chủ tịch UBND", source="Quỹ thi đua")
    c = campaign(commendations=(line,), conference=Conference(day=MAY_2020))
    made = award_round(c, line, chosen("A-C01", "A-P01", out=("A-P02",)), (person(), collective(), person("A-P02")))
    name = "Giấy khen của Chủ tịch Ủy ban nhân dân huyện"
    assert made.awards == (
        Award("A-C01", "GK_H", name, "Chủ tịch UBND", 894_000, "Quỹ thi đua"),
        Award("A-P01", "GK_H", name, "Chủ tịch UBND", 447_000, "Quỹ thi đua"),
    )
    unknown = award_round(c, Commendation("XYZ"), chosen("A-P01"), (person(),)).awards[0]
    assert (unknown.honour_name, unknown.authority, unknown.prize) == ("XYZ", "Liên đoàn Lao động huyện Phú Lâm", None)


def test_rounding_reaches_every_award_and_is_none_unless_asked() -> None:
    line = Commendation("GK_H")
    c = campaign(commendations=(line,), conference=Conference(day=MAY_2020))

    def amounts(**more: int) -> list[int | None]:
        return [award.prize for award in award_round(c, line, chosen("A-P01"), (person(),), **more).awards]

    assert (amounts(), amounts(rounding=10_000)) == ([447_000], [450_000])
    assert prize_of(line, "person", c.settings, rounding=100_000).amount == 500_000
    honour = catalogue().honour("GK_H", OLD)
    assert honour.prize_person is not None
    odd = replace(honour, prize_person=replace(honour.prize_person, value=Decimal("0.33333")))
    assert prize(odd, "person", MAY_2020, settings()).amount == 496_662  # 496.661,7 đồng


def rounds(*prizes: dict[str, int | None]) -> tuple[CommendRound, ...]:
    return tuple(
        CommendRound(Commendation(f"H{i}"), chosen(*paid), tuple(Award(n, f"H{i}", "", "", p) for n, p in paid.items()))
        for i, paid in enumerate(prizes)
    )


def paid(made: tuple[CommendRound, ...]) -> list[dict[str, int | None]]:
    return [{a.nominee: a.prize for a in r.awards} for r in made]


def test_only_the_highest_prize_is_paid_for_one_achievement() -> None:
    assert paid(highest_only(rounds({"A": 3, "B": 1}, {"A": 5, "C": 2}))) == [{"A": 0, "B": 1}, {"A": 5, "C": 2}]
    assert paid(highest_only(rounds({"A": 3}, {"A": 3}))) == [{"A": 3}, {"A": 0}]
    assert paid(highest_only(rounds({"A": 3}, {"A": None}))) == [{"A": 3}, {"A": None}]


@given(st.lists(st.dictionaries(st.sampled_from("ABC"), st.integers(1, 9)), max_size=4))
def test_each_nominee_gets_the_maximum_once(prizes: list[dict[str, int | None]]) -> None:
    made = paid(highest_only(rounds(*prizes)))
    for nominee in {n for p in prizes for n in p}:
        all_of = [p[nominee] for p in prizes if nominee in p]
        got = [p[nominee] for p in made if nominee in p]
        assert sum(g or 0 for g in got) == max(a or 0 for a in all_of)
        assert len([g for g in got if g]) == 1


# ------------------------------------------------------------------------------------------ findings


def codes(*lines: Commendation, **more: object) -> list[tuple[str, Severity]]:
    c = campaign(commendations=lines, **{"conference": Conference(day=MAY_2020), **more})
    return [(f.code, f.severity) for f in prize_findings(c)]


def test_findings_of_prizes() -> None:
    blocking, warning = Severity.BLOCKING, Severity.WARNING
    assert codes(Commendation("GK_H")) == []
    assert codes(Commendation("XYZ")) == [("honours.unknown-honour", blocking)]
    assert codes(Commendation("GK_CTT")) == [("honours.no-prize", warning)] * 2
    assert codes(Commendation("GK_CTT", prize_person=1, collectives=0)) == []
    assert codes(Commendation("AHLD")) == [("honours.to-confirm", blocking)] * 2
    new = {"rule_set": "2025-7", "conference": Conference(day=AUGUST_2026)}
    assert codes(Commendation("BK_T"), **new)[0] == ("honours.to-confirm", blocking)


def told(*lines: Commendation, **more: object) -> list[tuple[str, str, str]]:
    c = campaign(commendations=lines, **{"conference": Conference(day=MAY_2020), **more})
    found = prize_findings(c)
    assert {f.file for f in found} <= {"campaign.toml"}
    return [(f.code, f.message, f.remedy) for f in found]


OWN_VALUE = "Ghi mức tiền thưởng của đợt này trong campaign.toml (prize_person, prize_collective)."
NONE_YET = "chưa có mức tiền thưởng trong bộ quy định"


def test_findings_say_what_whose_and_what_to_do() -> None:
    unknown = ("honours.unknown-honour", "Bộ quy định 2017-2023 không có hình thức mang mã “XYZ”.", "Sửa mã trong campaign.toml.")
    name = catalogue().honour("GK_CTT", OLD).name
    persons, collectives = (
        ("honours.no-prize", f"{name}: chưa tính được tiền thưởng cho {whom} ({NONE_YET}).", OWN_VALUE)
        for whom in ("cá nhân", "tập thể")
    )
    assert told(Commendation("XYZ")) == [unknown]
    assert told(Commendation("XYZ"), Commendation("GK_CTT"), Commendation("GK_CTT")) == [unknown, persons, collectives]
    assert told(Commendation("GK_CTT", persons=0)) == [collectives]
    assert told(Commendation("GK_CTT", collectives=0)) == [persons]
    assert told(Commendation("GK_CTT", prize_person=1)) == [collectives]
    assert told(Commendation("GK_CTT", prize_collective=1)) == [persons]


def test_findings_of_doubts_name_the_figure_and_its_key() -> None:
    new = {"rule_set": "2025-7", "conference": Conference(day=AUGUST_2026)}
    honour = catalogue().honour("BK_T", "2025-7")
    key = f"{honour.key}.prize_person"
    assert told(Commendation("BK_T", collectives=0), **new)[0] == (
        "honours.to-confirm",
        f"{honour.name}: mức tiền thưởng 1,5 × 2.530.000 đồng (cần xác nhận) là số liệu cần xác nhận (khóa {key}).",
        f"Đối chiếu văn bản gốc, rồi thêm “{key}” vào mục confirmed của campaign.toml, hoặc ghi mức của đợt này.",
    )
    assert told(Commendation("BK_T"), confirmed=(honour.key, "x"), **new)[-1] == (
        "honours.confirmed-unknown",
        "Mục confirmed có khóa “x” không ứng với dữ kiện nào của bộ quy định 2025-7.",
        "Chép đúng khóa ghi trong thông báo “cần xác nhận”, hoặc bỏ dòng này.",
    )


def test_an_honour_that_is_doubtful_itself_is_confirmed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    doubtful = replace(catalogue().honour("GK_H", OLD), certainty="M")
    monkeypatch.setattr(prizes, "offered", lambda _settings: {"GK_H": doubtful})
    (code, message, _remedy) = told(Commendation("GK_H"))[0]
    assert code == "honours.to-confirm"
    assert message == f"{doubtful.name}: quy định về hình thức này là số liệu cần xác nhận (khóa {doubtful.key})."
    assert told(Commendation("GK_H"), confirmed=(doubtful.key,)) == []


def test_confirming_the_named_keys_settles_everything() -> None:
    more = {"commendations": (Commendation("BK_T"),), "rule_set": "2025-7", "conference": Conference(day=AUGUST_2026)}
    findings = prize_findings(campaign(**more))
    keys = tuple(f.message.split("khóa ")[1].split(")")[0] for f in findings)
    assert all(f"“{key}”" in f.remedy for key, f in zip(keys, findings, strict=True))
    assert prize_findings(campaign(confirmed=keys, **more)) == ()


def test_a_key_that_confirms_nothing_is_named() -> None:
    slips = ("catalogue.honours.BK_T.prize_person", "catalogue.honours.BK_Z.prize_person", "BK_T")
    more = {"commendations": (Commendation("BK_T"),), "rule_set": "2025-7", "conference": Conference(day=AUGUST_2026)}
    found = [f for f in prize_findings(campaign(confirmed=slips, **more)) if f.code == "honours.confirmed-unknown"]
    assert [any(slip in f.message for f in found) for slip in slips] == [False, True, True]
    assert {f.severity for f in found} == {Severity.WARNING}
