"""Every rule of the platform as a table: which role, held where, is let in, told by equality. No database: rules read posts alone."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from rights import ABOVE, BELOW, BESIDE, ELSE, LETTERS, ME, OWN, TOP, everywhere, reach, reader, table

from vinhdanh.platform.accounts import reader as readers
from vinhdanh.platform.accounts import rules as accounts
from vinhdanh.platform.files import rules as files
from vinhdanh.platform.jobs import rules as jobs
from vinhdanh.platform.journal import rules as journal
from vinhdanh.platform.notices import rules as notices
from vinhdanh.platform.organisations import rules as organisations
from vinhdanh.platform.organisations.models import Role, Union
from vinhdanh.platform.personal import rules as personal


def person(pk: int = ELSE, union: Union = OWN, held: tuple[str, ...] = ()) -> Any:
    posts = [SimpleNamespace(role=LETTERS[letter], union=union) for letter in held]
    on = SimpleNamespace(select_related=lambda name: {"union": posts}[name])
    return SimpleNamespace(pk=pk, union=union, posts=SimpleNamespace(on=lambda _day: on))


KEEPING = reach("OD")


def test_organisations() -> None:
    assert table(lambda r: organisations.may_keep(r, OWN)) == KEEPING
    assert table(lambda r: organisations.may_place(r, OWN)) == reach("", "OD")
    assert table(lambda r: organisations.may_place(r, TOP)) == {"top": "OD"}
    assert table(lambda r: organisations.may_edit_contacts(r, OWN)) == reach("OGD", "OD")
    assert table(organisations.may_edit_levels) == {"top": "D"}
    assert table(lambda r: organisations.may_edit_person(r, person())) == KEEPING
    assert table(lambda r: organisations.may_edit_person(r, person(ME))) == everywhere("OLCGAD")
    assert table(lambda r: organisations.may_see_contacts(r, person())) == reach("OLCGAD", "OLCAD")
    assert table(lambda r: organisations.may_see_contacts(r, person(ME))) == everywhere("OLCGAD")
    assert table(lambda r: organisations.may_appoint_person(r, person())) == everywhere("OLCGAD")
    assert table(lambda r: organisations.may_appoint_person(r, person(ME))) == everywhere("D")


APPOINTING = {"G": reach("OD"), "D": reach("D")} | dict.fromkeys("OLCA", reach("D", "OD"))


@pytest.mark.parametrize("letter", LETTERS)
def test_giving_and_ending_posts(letter: str) -> None:
    role = LETTERS[letter]
    post: Any = SimpleNamespace(union=OWN, role=role)
    invitation: Any = SimpleNamespace(post=post, person=person(ME, held=("D",)))
    assert table(lambda r: organisations.may_appoint(r, OWN, role)) == APPOINTING[letter]
    assert table(lambda r: accounts.may_invite(r, OWN, role)) == APPOINTING[letter]
    assert table(lambda r: accounts.may_end(r, post)) == APPOINTING[letter]
    assert table(lambda r: accounts.may_manage(r, invitation)) == APPOINTING[letter]
    assert table(lambda r: accounts.may_reset(r, person(held=(letter,)))) == APPOINTING[letter]


def test_accounts() -> None:
    assert table(lambda r: accounts.may_see_people(r, OWN)) == KEEPING
    assert table(lambda r: accounts.may_act_for(r, OWN)) == reach("", "O")
    assert table(lambda r: accounts.speaks_for(r, OWN)) == reach("G", "")
    both = person(held=("G", "D"))
    assert table(lambda r: accounts.may_reset(r, both)) == reach("D"), "every role that the person holds"
    assert table(lambda r: accounts.may_reset(r, person())) == {}, "nobody opens an account that holds nothing"
    assert table(lambda r: accounts.may_reset(r, person(ME, held=("G",)))) == {}
    link: Any = SimpleNamespace(post=None, person=both)
    assert table(lambda r: accounts.may_manage(r, link)) == reach("D")
    assert accounts.speaks_for(reader(("O", ABOVE), acting=OWN), OWN) is True
    assert accounts.speaks_for(reader(("O", ABOVE), acting=BESIDE), OWN) is False
    assert accounts.speaks_for(reader(("L", ABOVE), acting=OWN), OWN) is False, (
        "acting for it once does not help who may no longer"
    )


@pytest.mark.parametrize(("built", "let_in"), [(False, {"own": "L"}), (True, {})])
def test_who_builds_does_not_decide(built: bool, let_in: dict[str, str]) -> None:
    asked: list[int] = []
    builders = SimpleNamespace(filter=lambda pk: asked.append(pk) or SimpleNamespace(exists=lambda: built))
    campaign: Any = SimpleNamespace(union=OWN, built_by=builders)
    assert table(lambda r: accounts.may_decide(r, campaign)) == let_in
    assert set(asked) == {7}


def test_personal() -> None:
    for rule in (personal.may_read, personal.may_write):
        assert table(lambda r, rule=rule: rule(r, OWN)) == reach("OLG", "OL")
    assert table(personal.may_count) == everywhere("OLCGA")
    assert table(lambda r: personal.may_export(r, person())) == KEEPING
    assert table(lambda r: personal.may_export(r, person(ME))) == everywhere("OLCGAD")
    for whose in (ME, ELSE):
        assert table(lambda r, whose=whose: personal.may_erase(r, person(whose))) == KEEPING


def test_journal_and_notices() -> None:
    assert table(journal.may_read) == everywhere("AD")
    notice: Any = SimpleNamespace(sender=OWN)
    assert table(lambda r: notices.may_see_evidence(r, notice)) == reach("OLAD")
    assert table(lambda r: notices.may_note(r, notice)) == KEEPING
    notice.sender = None
    assert table(lambda r: notices.may_see_evidence(r, notice)) == table(lambda r: notices.may_note(r, notice)) == {}


def test_jobs() -> None:
    states = SimpleNamespace(FAILED="failed")
    for user, state, sees, repeats in ((7, "failed", True, True), (7, "done", True, False), (8, "failed", False, False)):
        job: Any = SimpleNamespace(user_id=user, state=state, State=states)
        assert (jobs.may_see(reader(), job), jobs.may_repeat(reader(), job)) == (sees, repeats)


def test_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_grants", [])
    plain, guarded = (SimpleNamespace(union=OWN, guarded=kept) for kept in (False, True))
    assert table(lambda r: files.may_store(r, OWN)) == reach("OLCGD", "OLCD")
    assert table(lambda r: files.may_open(r, plain)) == reach("OLCGAD", "OLCAD")
    assert table(lambda r: files.may_open(r, guarded)) == {}

    def let_in(asking: Any, stored: Any) -> bool:
        return stored is guarded and asking.roles == {Role.COUNCIL}

    for _ in range(2):
        files.grant(let_in)
    assert files._grants == [let_in]
    assert table(lambda r: files.may_open(r, guarded)) == everywhere("C")


def test_several_posts_add_up_and_none_is_nothing() -> None:
    two = reader(("G", BESIDE), ("O", BELOW))
    assert (two.sees(BESIDE), two.sees(BELOW), two.sees(OWN)) == (True, True, False)
    assert (organisations.may_keep(two, BELOW), organisations.may_keep(two, BESIDE)) == (True, False)
    assert two.roles == {Role.GRASSROOTS, Role.OFFICER}
    assert (two.holds({Role.OFFICER}, BELOW), two.holds({Role.OFFICER}, BESIDE), two.holds((), BELOW)) == (True, False, False)
    assert reader().sees(OWN) is False
    assert personal.may_count(reader()) is journal.may_read(reader()) is False
    for known, active in ((None, True), (ME, False)):
        user: Any = SimpleNamespace(pk=7, person_id=known, is_active=active)
        assert readers.Reader(user).posts == ()


@pytest.mark.parametrize("order", [1, -1])
def test_one_post_is_enough(order: int) -> None:
    def both(*held: tuple[str, Union]) -> Any:
        return reader(*held[::order])

    assert organisations.may_place(both(("A", BESIDE), ("O", ABOVE)), OWN) is True
    assert organisations.may_edit_levels(both(("D", OWN), ("D", TOP))) is True
    assert accounts.may_act_for(both(("L", ABOVE), ("O", ABOVE)), OWN) is True


def test_the_day_is_today_unless_told() -> None:
    user: Any = SimpleNamespace(pk=7, person_id=ME, is_active=True)
    assert readers.Reader(user, dt.date(2020, 3, 5)).day == dt.date(2020, 3, 5)
    assert readers.Reader(user).day == timezone.localdate()
