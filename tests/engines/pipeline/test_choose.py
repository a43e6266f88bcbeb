"""The three choices: bounds, decisions of people, nobody to choose from."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from nominees import campaign, collective, person

from vinhdanh.engines.campaign.outcome import Choice, MeritLine, Standing
from vinhdanh.engines.campaign.types import Campaign, Commendation, Nominee, Override, TieRule, Union, Upward
from vinhdanh.engines.honours import Proposal
from vinhdanh.engines.pipeline import choose


def pool(
    of: Campaign, *nominees: tuple[Nominee, str], ineligible: dict[str, str] | None = None, **votes: Fraction
) -> choose.Pool:
    """Nominees with their points; votes at the council by nominee id with _ for -."""
    return choose.Pool(
        campaign=of,
        nominees=tuple(n for n, _ in nominees),
        merit={n.id: (MeritLine("Phiếu", "", Decimal(points)),) for n, points in nominees},
        ineligible=ineligible or {},
        votes={key.replace("_", "-"): {"council": share} for key, share in votes.items()},
        seed="",
    )


def chosen(choice: Choice, standing: Standing = Standing.CHOSEN) -> list[str]:
    return [p.nominee for p in choice.by(standing)]


def four() -> tuple[tuple[Nominee, str], ...]:
    return tuple((person(f"{u}-P0{i}", f"{name} {u}"), points) for u, i, name, points in (
        ("A", 1, "Bùi Minh", "90"), ("A", 2, "Bùi Lan", "80"), ("B", 1, "Thị Hoa", "70"), ("B", 2, "Điểu Khoa", "60.25"),
    ))  # fmt: skip


def decision(nominee: str, choice: str, action: str, reason: str = "Ban Thường vụ quyết định") -> Override:
    return Override(nominee, choice, action, reason)  # type: ignore[arg-type] - the words are given by the test


def test_the_cap_less_the_guests_is_filled_by_points() -> None:
    assert chosen(choose.attend(pool(campaign(cap_delegates=5), *four()), guests=2)) == ["A-P01", "A-P02", "B-P01"]


def test_a_fixed_number_of_exemplars_never_exceeds_the_room() -> None:
    assert len(chosen(choose.attend(pool(campaign(cap_delegates=5, exemplars=2), *four()), guests=1))) == 2
    assert len(chosen(choose.attend(pool(campaign(cap_delegates=5, exemplars=4), *four()), guests=3))) == 2
    assert len(chosen(choose.attend(pool(campaign(cap_delegates=2), *four()), guests=3))) == 0
    assert len(chosen(choose.attend(pool(campaign(), *four()), guests=3))) == 4


def test_only_those_who_asked_are_in_question() -> None:
    silent = (person("A-P03", "Lê Không", attend=False), "99")
    choice = choose.attend(pool(campaign(cap_delegates=2), *four(), silent), guests=0)
    assert "A-P03" not in [p.nominee for p in choice.placed]


def test_floors_and_caps_of_unions() -> None:
    unions = (Union("A", "CĐCS A", at_most=1), Union("B", "CĐCS B"), Union("C", "CĐCS C", at_least=3))
    choice = choose.attend(pool(campaign(unions=unions, cap_delegates=3), *four()), guests=0)
    assert chosen(choice) == ["A-P01", "B-P01", "B-P02"]
    assert choice.status == "optimal"  # C sent nobody: its floor breaks no rule


def test_a_floor_brings_in_the_weaker_unit() -> None:
    unions = (Union("A", "CĐCS A"), Union("B", "CĐCS B", at_least=1))
    assert chosen(choose.attend(pool(campaign(unions=unions, cap_delegates=2), *four()), guests=0)) == ["A-P01", "B-P01"]


def test_a_finding_excludes_and_a_decision_goes_before_it() -> None:
    blocked = {"A-P01": "Chưa đủ tuổi."}
    choice = choose.attend(pool(campaign(cap_delegates=2), *four(), ineligible=blocked), guests=0)
    assert chosen(choice) == ["A-P02", "B-P01"]
    (out,) = choice.by(Standing.EXCLUDED)
    assert out.reason
    assert "Chưa đủ tuổi." in out.reason.sentence
    kept = campaign(cap_delegates=2, overrides=(decision("A-P01", "attend", "include"),))
    assert "A-P01" in chosen(choose.attend(pool(kept, *four(), ineligible=blocked), guests=0))


def test_decisions_name_people_by_union_and_name_too() -> None:
    decided = campaign(
        cap_delegates=2, overrides=(decision("B/dieu khoa B", "nominee", "include"), decision("A-P01", "attend", "exclude"))
    )
    assert chosen(choose.attend(pool(decided, *four()), guests=0)) == ["A-P02", "B-P02"]


def test_an_exclusion_goes_before_an_inclusion_of_the_same_person() -> None:
    both = campaign(cap_delegates=2, overrides=(decision("A-P01", "attend", "include"), decision("A-P01", "nominee", "exclude")))
    assert "A-P01" not in chosen(choose.attend(pool(both, *four()), guests=0))


def test_more_inclusions_than_places_is_said_and_never_breaks_the_cap() -> None:
    many = tuple(decision(f"{u}-P0{i}", "attend", "include") for u in "BA" for i in (1, 2))
    choice = choose.attend(pool(campaign(cap_delegates=3, overrides=many), *four()), guests=1)
    assert len(chosen(choice)) == 2
    assert choice.status == "relaxed"
    assert "chỉ có 2 chỗ" in choice.notes[0]


def test_ties_are_broken_by_the_votes_of_the_council() -> None:
    equal = tuple((n, "50") for n, _ in four())
    rule = campaign(cap_delegates=1, ties=TieRule(order=("council",)))
    assert chosen(choose.attend(pool(rule, *equal, B_P02=Fraction(9, 15), A_P01=Fraction(8, 15)), guests=0)) == ["B-P02"]


def test_nobody_to_choose_from_is_no_error() -> None:
    of = campaign(cap_delegates=3, upward=(Upward("Đại hội", seats=2),))
    empty = pool(of)
    nothing = Proposal(1, Commendation("GK_H", persons=3, collectives=1), "Giấy khen", ())
    for choice in (choose.attend(empty, 0), choose.commend(empty, nothing), choose.upward(empty, 1, of.settings.upward[0])):
        assert choice.placed == ()
        assert choice.notes == ("Chưa có đề nghị nào để xét.",)


def test_commendation_keeps_its_caps_of_persons_and_collectives_apart() -> None:
    line = Commendation("GK_H", persons=1, collectives=1)
    nominees = (*four(), (collective("A-C01"), "10"), (collective("B-C01", "Tổ chế biến"), "20"))
    proposal = Proposal(1, line, "Giấy khen", tuple(n.id for n, _ in nominees))
    choice = choose.commend(pool(campaign(), *nominees), proposal)
    assert chosen(choice) == ["A-P01", "B-C01"]
    assert (choice.key, choice.places) == ("commend:GK_H:1", 2)


def test_a_refused_request_is_told_and_can_be_decided_otherwise() -> None:
    proposal = Proposal(1, Commendation("GK_H"), "Giấy khen", ("B-P01",), {"A-P01": "Chưa đủ điều kiện."})
    choice = choose.commend(pool(campaign(), *four()), proposal)
    assert chosen(choice) == ["B-P01"]
    assert chosen(choice, Standing.EXCLUDED) == ["A-P01"]
    decided = campaign(overrides=(decision("A-P01", "commend", "include"),))
    assert chosen(choose.commend(pool(decided, *four()), proposal)) == ["A-P01", "B-P01"]


def test_no_places_allotted_gives_an_empty_choice_that_says_so() -> None:
    choice = choose.upward(pool(campaign(), *four()), 2, Upward("Đại hội cấp trên"))
    assert (choice.status, choice.places, choice.placed) == ("not_allotted", None, ())


def test_upward_takes_those_who_asked_and_names_reserves() -> None:
    people = tuple((person(n.id, n.name, upward=n.id != "A-P01"), points) for n, points in four())
    choice = choose.upward(pool(campaign(), *people), 1, Upward("Đại hội", seats=1, reserves=1))
    assert (chosen(choice), chosen(choice, Standing.RESERVE)) == (["A-P02"], ["B-P01"])


def test_hundredths_of_points_count() -> None:
    equal = ((person("A-P01"), "60.25"), (person("B-P01", "Thị Hoa"), "60.26"))
    assert chosen(choose.attend(pool(campaign(cap_delegates=1), *equal), guests=0)) == ["B-P01"]
