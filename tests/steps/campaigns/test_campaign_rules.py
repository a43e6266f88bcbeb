"""Every rule of campaigns as a table: which role, held where, is let in, told by equality. No database."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rights import ABOVE, BELOW, BESIDE, ELSE, ME, OWN, everywhere, reach, reader, table

from vinhdanh.platform.organisations.models import Union
from vinhdanh.steps.campaigns import rules
from vinhdanh.steps.campaigns.models import Status

STATES = (Status.DRAFT, Status.APPROVED, Status.ISSUED, Status.CLOSED)


def campaign(status: Status = Status.DRAFT, union: Union = OWN, built: bool = False) -> Any:
    builders = SimpleNamespace(filter=lambda pk: SimpleNamespace(exists=lambda: built and pk == 7))
    return SimpleNamespace(status=status, union=union, built_by=builders)


def unit(status: Status = Status.ISSUED, union: Union = OWN, host: Union = ABOVE) -> Any:
    return SimpleNamespace(campaign=campaign(status, host), union=union)


def acting_for(union: Union) -> Any:
    return reader(("O", ABOVE), acting=union)


def test_starting_is_for_the_officer_or_the_chair_of_the_union_or_who_acts_for_it() -> None:
    assert table(lambda r: rules.may_start(r, OWN)) == reach("OG", "")
    assert rules.may_start(acting_for(OWN), OWN) is True
    assert rules.may_start(acting_for(BESIDE), OWN) is False


@pytest.mark.parametrize("status", STATES)
def test_by_state(status: Status) -> None:
    given = campaign(status)
    let_in = {
        Status.DRAFT: ("OG", "L", "", "OLG"),
        Status.APPROVED: ("OG", "", "OLG", "OLG"),
        Status.ISSUED: ("OG", "", "OLG", "OLG"),
        Status.CLOSED: ("", "", "", "L"),
    }[status]
    for rule, letters in zip((rules.may_build, rules.may_approve, rules.may_issue, rules.may_work), let_in, strict=True):
        assert table(lambda r, rule=rule: rule(r, given)) == reach(letters, ""), rule.__name__
    assert table(lambda r: rules.may_remind(r, given)) == reach("OG" if status == Status.ISSUED else "", "")
    told = unit(status)
    issued = status == Status.ISSUED
    assert table(lambda r: rules.may_acknowledge(r, told)) == ({"above": "OG", "own": "OLG"} if issued else {})
    assert table(lambda r: rules.may_make_own(r, told)) == reach("OG" if issued else "", "")
    assert rules.may_acknowledge(acting_for(OWN), told) is issued
    assert rules.may_acknowledge(acting_for(OWN), unit(status, host=BESIDE)) is issued
    assert rules.may_make_own(acting_for(OWN), told) is issued


def test_who_built_does_not_approve() -> None:
    assert table(lambda r: rules.may_approve(r, campaign(built=True))) == {}


def test_the_inside_is_for_the_host_and_those_above() -> None:
    assert table(lambda r: rules.sees_inside(r, campaign())) == reach("OLCGAD", "OLCAD")
    assert rules.sees_inside(reader(("G", BELOW)), campaign()) is False
    assert rules.sees_inside(acting_for(OWN), campaign()) is True


def test_a_unit_reports_itself() -> None:
    assert table(lambda r: rules.may_report(r, unit())) == reach("OLG", "")
    far = unit(union=BELOW, host=OWN)
    assert rules.may_report(acting_for(BELOW), far) is True
    assert rules.may_report(acting_for(OWN), far) is False


def test_finishing_a_task() -> None:
    def task(owner: int | None = ELSE, called: Any = None) -> Any:
        return SimpleNamespace(owner_id=owner, campaign=campaign(), called=called)

    kept = reach("OLG", "")
    assert table(lambda r: rules.may_finish(r, task())) == kept
    assert table(lambda r: rules.may_finish(r, task(ME))) == everywhere("OLCGAD")
    assert table(lambda r: rules.may_finish(r, task(called=unit(union=BELOW)))) == {**kept, "below": "OLG"}
    nobody = reader()
    nobody.user.person_id = None
    assert rules.may_finish(nobody, task(None)) is False, "a task of nobody is not that of an account without a person"
