"""What does not go together in a campaign is named; what does is left in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from vinhdanh.engines.campaign import check
from vinhdanh.engines.campaign.types import (
    AgendaItem,
    Ballot,
    BallotLevel,
    Body,
    Campaign,
    Category,
    Commendation,
    Conference,
    Finding,
    Guest,
    MeritRow,
    Milestone,
    Override,
    Reception,
    Sense,
    Settings,
    Severity,
    Signer,
    Target,
    TieRule,
    Union,
    Upward,
    Vote,
)
from vinhdanh.engines.vietnamese import PartialDate

GOOD = Settings(
    id="a-1",
    name="Hội nghị",
    rule_set="2017-2023",
    host=Body("Công đoàn A", symbol="CĐ", signer=Signer((), "Lê Văn An")),
    place="A",
    period=(2016, 2020),
    reception=Reception(Milestone(PartialDate(2020, 3, 3)), date(2020, 3, 20)),
    conference=Conference(
        tentative=PartialDate(2020, 5),
        day=date(2020, 5, 15),
        place="Hội trường",
        duration_days=Decimal("0.5"),
        not_after=Milestone(PartialDate(2020, 5, 19)),
    ),
    dossier_deadline=Milestone(PartialDate(2020, 5, 26)),
    cap_delegates=250,
    share_exemplars=Decimal(70),
    share_guests=Decimal(30),
    targets=(Target("w", "Nữ", "woman", ("yes",), Decimal(40)),),
    merit=(
        MeritRow("c", "Hội đồng", "votes", "council", Decimal("0.25")),
        MeritRow("k", "Giấy khen", "honour", "GK_H", Decimal(3)),
    ),
    commendations=(Commendation("GK_H"),),
    agenda=(AgendaItem("Chào cờ", time(7, 30), 10), AgendaItem("Khai mạc", None, 20), AgendaItem("Bế mạc", time(8, 0))),
)
UNIONS = (Union("GD-01", "CĐCS Một", members=20, women=12), Union("GD-02", "CĐCS Hai"))
BALLOT = Ballot("HD", BallotLevel.COUNCIL, "", None, "secret", 15, 14, 14, 13, 12, 1, 2, "total_members")
FOLDER = Campaign(GOOD, UNIONS, nominations={"GD-01.xlsx": b""}, plan_paper=("plan.txt", b""))


def found(campaign: Campaign) -> list[Finding]:
    return list(check(campaign))


def codes(campaign: Campaign) -> list[str]:
    return [f.code.removeprefix("campaign.") for f in found(campaign)]


def with_settings(**changes: Any) -> Campaign:
    return replace(FOLDER, settings=replace(GOOD, **changes))


def test_what_goes_together_is_left_in_peace() -> None:
    assert found(FOLDER) == []
    campaign = replace(
        FOLDER,
        ballots=(BALLOT, Ballot("DV", BallotLevel.UNION, "GD-01", None, "open", None, 18, base="present")),
        votes=(Vote("HD", "GD-01", "An", 12), Vote("HD", "GD-01", "Bình", 12), Vote("DV", "GD-01", "An", 18)),
        guests=(Guest("K-1", "Chi", group="dang"), Guest("K-2", "Chi", "Bà", "Phó", group="dang")),
        overrides=(
            Override("GD-01/An", "attend", "include", "Có lý do."),
            Override("GD-01-P01", "nominee", "accept", "x", finding="a.b"),
        ),
    )
    assert found(campaign) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"id": ""}, "missing-value"),
        ({"id": "Đợt 1"}, "id-bad"),
        ({"name": " "}, "missing-value"),
        ({"host": replace(GOOD.host, name="")}, "missing-value"),
        ({"rule_set": "1999"}, "rule-set-unknown"),
        ({"cap_delegates": None}, "missing-value"),
        ({"commendations": (Commendation("GK"),)}, "honour-unknown"),
        ({"share_exemplars": Decimal(101), "share_guests": None}, "share-above-100"),
        ({"exemplars": 251}, "exemplars-above-cap"),
        ({"unit_floor": 3, "unit_cap": 2}, "bounds-crossed"),
        ({"categories": (Category("a", "A", 3, 2),)}, "bounds-crossed"),
        ({"categories": (Category("a", "A"), Category("a", "B"))}, "id-twice"),
        ({"targets": (replace(GOOD.targets[0], attribute="phụ nữ"),)}, "attribute-unknown"),
        ({"targets": (replace(GOOD.targets[0], share=Decimal(101)),)}, "share-above-100"),
        ({"targets": (replace(GOOD.targets[0], values=()),)}, "values-empty"),
        ({"targets": (GOOD.targets[0], GOOD.targets[0])}, "id-twice"),
        ({"merit": (GOOD.merit[0], GOOD.merit[0])}, "id-twice"),
        ({"period": (2020, 2016)}, "period-reversed"),
    ],
)
def test_what_cannot_be_worked_with_blocks(changes: dict[str, Any], code: str) -> None:
    findings = found(with_settings(**changes))
    assert [(f.code, f.severity) for f in findings] == [(f"campaign.{code}", Severity.BLOCKING)]
    assert findings[0].message
    assert findings[0].remedy


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"share_guests": Decimal(40)}, "shares-not-100"),
        ({"merit": (replace(GOOD.merit[0], points=Decimal("0.125")),)}, "points-too-fine"),
        ({"merit": (MeritRow("s", "Sáng kiến", "initiative", "huyện", Decimal(1)),)}, "scope-unknown"),
        ({"merit": (replace(GOOD.merit[1], match="GK"),)}, "honour-unknown"),
        ({"ties": TieRule(("women",))}, "tie-unknown"),
        ({"upward": (Upward("Đại hội"),)}, "upward-not-allotted"),
        ({"reception": replace(GOOD.reception, closes=date(2020, 3, 1))}, "dates-out-of-order"),
        ({"reception": Reception(Milestone(PartialDate(2020, 5, 15), Sense.BY))}, "dates-out-of-order"),
        ({"reception": replace(GOOD.reception, closes=date(2020, 5, 15))}, "dates-out-of-order"),
        ({"reception": replace(GOOD.reception, extensions={"GD-09": date(2020, 3, 9)})}, "union-unknown"),
        ({"conference": replace(GOOD.conference, day=date(2020, 5, 19))}, "dates-out-of-order"),
        ({"dossier_deadline": Milestone(PartialDate(2020, 5, 15))}, "dates-out-of-order"),
        ({"conference": replace(GOOD.conference, duration_days=Decimal("0.05"))}, "agenda-too-long"),
        ({"agenda": (AgendaItem("A", time(7, 30), 40), AgendaItem("B", time(8, 0)))}, "agenda-overlap"),
    ],
)
def test_what_needs_a_second_look_warns(changes: dict[str, Any], code: str) -> None:
    findings = found(with_settings(**changes))
    assert [(f.code, f.severity) for f in findings] == [(f"campaign.{code}", Severity.WARNING)]


def test_what_is_not_told_yet_is_noted() -> None:
    bare = Campaign(Settings("a", "b", "2017-2023", Body("c"), exemplars=5), UNIONS)
    findings = found(bare)
    assert {f.severity for f in findings} == {Severity.NOTE, Severity.WARNING}
    assert sum(f.code == "campaign.not-set" for f in findings) == 9
    assert [f.code for f in findings][-2:] == ["campaign.plan-missing", "campaign.no-nominations"]
    moved = with_settings(conference=replace(GOOD.conference, tentative=PartialDate(2020, 6)))
    assert [(f.code, f.severity) for f in found(moved)] == [("campaign.dates-out-of-order", Severity.NOTE)]
    early = with_settings(conference=replace(GOOD.conference, duration_days=None, not_after=None))
    assert found(early) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"present": 16}, "ballot-present"),
        ({"issued": 15}, "ballot-issued"),
        ({"collected": 15, "valid": 14, "invalid": 1}, "ballot-collected"),
        ({"invalid": 0}, "ballot-sum"),
        ({"valid": 14, "invalid": None}, "ballot-sum"),
        ({"level": BallotLevel.UNION, "union": "GD-09"}, "union-unknown"),
        ({"level": BallotLevel.UNION}, "union-unknown"),
    ],
)
def test_the_counts_of_a_ballot_go_together(changes: dict[str, Any], code: str) -> None:
    findings = found(replace(FOLDER, ballots=(replace(BALLOT, **changes),)))
    assert [(f.code, f.severity) for f in findings] == [(f"campaign.{code}", Severity.BLOCKING)]


def test_a_ballot_needs_the_count_that_its_share_is_taken_of() -> None:
    findings = found(replace(FOLDER, ballots=(replace(BALLOT, total_members=None),)))
    assert [(f.code, f.severity) for f in findings] == [("campaign.ballot-no-base", Severity.WARNING)]


@pytest.mark.parametrize(
    ("ballot", "votes", "code"),
    [
        (BALLOT, (13,), "votes-above-valid"),
        (replace(BALLOT, valid=None, invalid=None), (14,), "votes-above-valid"),
        (replace(BALLOT, valid=None, invalid=None, method="open"), (15,), "votes-above-valid"),
        (BALLOT, (12, 12, 1), "votes-above-seats"),
    ],
)
def test_votes_stay_within_the_valid_ballots(ballot: Ballot, votes: tuple[int, ...], code: str) -> None:
    cast = tuple(Vote("HD", "GD-01", f"Người {i}", n) for i, n in enumerate(votes))
    assert codes(replace(FOLDER, ballots=(ballot,), votes=cast)) == [code]


def test_votes_without_any_count_are_not_judged() -> None:
    ballot = replace(BALLOT, valid=None, invalid=None, collected=None)
    assert codes(replace(FOLDER, ballots=(ballot,), votes=(Vote("HD", "GD-01", "An", 99),))) == []


def test_ballots_and_votes_name_each_other_and_the_unions() -> None:
    campaign = replace(FOLDER, ballots=(BALLOT, BALLOT), votes=(Vote("HĐ", "GD-01", "An", 1), Vote("HD", "GD-09", "Bình", 1)))
    assert codes(campaign) == ["ballot-twice", "vote-without-ballot", "union-unknown"]


def test_the_register_of_unions_goes_together() -> None:
    unions = (
        *UNIONS,
        Union("GD-01", "CĐCS Ba"),
        Union("GD-03", "CĐCS  một"),
        Union("GD-04", "CĐCS Bốn", members=5, women=6, minority=6, workers=6, at_least=3, at_most=2),
    )
    assert codes(replace(FOLDER, unions=unions)) == [
        "union-twice",
        "union-name-twice",
        *["part-above-whole"] * 3,
        "bounds-crossed",
    ]
    assert codes(replace(FOLDER, unions=())) == ["no-unions"]


def test_guests_are_of_a_known_group_and_stand_once() -> None:
    guests = (Guest("K-1", "An", group="dang"), Guest("K-1", "Bình", group="hội"), Guest("K-3", "an", group="dang"))
    assert codes(replace(FOLDER, guests=guests)) == ["group-unknown", "guest-id-twice", "guest-twice"]


def test_decisions_have_reasons_and_do_not_contradict_each_other() -> None:
    overrides = (
        Override("GD-01/An", "attend", "include", " "),
        Override("GD-01/An", "nominee", "exclude", "x"),
        Override("GD-01-P02", "attend", "accept", "x"),
        Override("An", "attend", "include", "x"),
    )
    assert codes(replace(FOLDER, overrides=overrides)) == [
        "decision-no-reason",
        "decision-contradiction",
        "decision-no-finding",
        "decision-union-unknown",
    ]
