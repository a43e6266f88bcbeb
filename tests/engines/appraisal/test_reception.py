from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from nominees import campaign

from vinhdanh.engines.appraisal import reception_findings, unit_statuses
from vinhdanh.engines.appraisal.reception import CLOSED, closing, due, last_day
from vinhdanh.engines.campaign.outcome import UnitState
from vinhdanh.engines.campaign.types import Milestone, Reception, Sense, Severity, Union
from vinhdanh.engines.vietnamese import PartialDate

BEFORE_3_MARCH = Milestone(PartialDate(2020, 3, 3))
ONE_FILE = (("A.xlsx",), 3, 1)


@pytest.mark.parametrize(
    ("day", "sense", "inclusive", "last"),
    [
        (PartialDate(2020, 3, 3), Sense.BEFORE, False, date(2020, 3, 2)),
        (PartialDate(2020, 3, 3), Sense.BEFORE, True, date(2020, 3, 3)),
        (PartialDate(2020, 3, 3), Sense.BY, False, date(2020, 3, 3)),
        (PartialDate(2020, 3, 3), Sense.ON, False, date(2020, 3, 3)),
        (PartialDate(2020, 3), Sense.BEFORE, False, date(2020, 2, 29)),
        (PartialDate(2020, 12), Sense.IN, False, date(2020, 12, 31)),
        (PartialDate(2020, 2), Sense.BY, False, date(2020, 2, 29)),
        (PartialDate(2020), Sense.IN, False, date(2020, 12, 31)),
    ],
)
def test_last_day_by_sense(day: PartialDate, sense: Sense, inclusive: bool, last: date) -> None:
    assert last_day(Milestone(day, sense), inclusive=inclusive) == last


@pytest.mark.parametrize(
    ("received", "state"),
    [
        (datetime.fromisoformat("2020-03-02T23:59:59"), UnitState.SENT),
        (datetime.fromisoformat("2020-03-03T00:00:00"), UnitState.LATE),
        (datetime(2020, 3, 2, 16, 59, 59, tzinfo=UTC), UnitState.SENT),
        (datetime(2020, 3, 2, 17, tzinfo=UTC), UnitState.LATE),
        (datetime.fromisoformat("2020-03-20T23:59:00"), UnitState.LATE),
        (datetime.fromisoformat("2020-03-21T00:00:00"), UnitState.MISSING),
        (None, UnitState.SENT),
    ],
)
def test_the_deadline_and_the_closing_are_instants_in_vietnam(received: datetime | None, state: UnitState) -> None:
    c = campaign(unions=(Union("A", "CĐCS A", received=received),), reception=Reception(BEFORE_3_MARCH, closes=date(2020, 3, 20)))
    status = unit_statuses(c, {"A": ONE_FILE})[0]
    assert status.state is state
    assert status.files == ("A.xlsx",)
    assert (status.persons, status.collectives) == ((0, 0) if state is UnitState.MISSING else (3, 1))


def test_an_extension_moves_deadline_and_closing_of_one_unit_only() -> None:
    reception = Reception(BEFORE_3_MARCH, closes=date(2020, 3, 5), extensions={"A": date(2020, 3, 10), "C": date(2020, 2, 1)})
    assert (due(reception, "A"), closing(reception, "A")) == (date(2020, 3, 10), date(2020, 3, 10))
    assert (due(reception, "B"), closing(reception, "B")) == (date(2020, 3, 2), date(2020, 3, 5))
    assert (due(reception, "C"), closing(reception, "C")) == (date(2020, 3, 2), date(2020, 3, 5))
    assert due(Reception(), "A") is None
    assert closing(Reception(), "A") is None


def test_every_unit_of_the_register_has_a_state_in_its_order() -> None:
    register = (Union("A", "CĐCS A", nil_reason="mới thành lập"), Union("B", "CĐCS B"), Union("C", "CĐCS C"))
    c = campaign(unions=register, reception=Reception(BEFORE_3_MARCH))
    statuses = unit_statuses(c, {"C": ONE_FILE, "Z": ONE_FILE})
    assert [(s.union.code, s.state) for s in statuses] == [
        ("A", UnitState.NIL),
        ("B", UnitState.MISSING),
        ("C", UnitState.SENT),
    ]


def codes(c_today: date | None, union: Union, sent: tuple[tuple[str, ...], int, int] | None) -> list[tuple[str, Severity]]:
    c = campaign(unions=(union,), today=c_today, reception=Reception(BEFORE_3_MARCH, closes=date(2020, 3, 20)))
    statuses = unit_statuses(c, {union.code: sent} if sent else {})
    return [(f.code.removeprefix("appraisal."), f.severity) for f in reception_findings(c, statuses)]


def test_findings_of_reception() -> None:
    in_time, late = datetime.fromisoformat("2020-03-01T00:00:00"), datetime.fromisoformat("2020-03-04T00:00:00")
    assert codes(None, Union("A", "A", received=in_time), ONE_FILE) == []
    assert codes(None, Union("A", "A", received=late), ONE_FILE) == [("unit-late", Severity.WARNING)]
    assert codes(None, Union("A", "A"), ONE_FILE) == [("no-arrival", Severity.NOTE)]
    assert codes(None, Union("A", "A"), None) == [("unit-missing", Severity.WARNING)]
    assert codes(date(2020, 3, 2), Union("A", "A"), None) == [("unit-missing", Severity.NOTE)]
    assert codes(date(2020, 3, 3), Union("A", "A"), None) == [("unit-missing", Severity.WARNING)]
    assert codes(date(2020, 3, 1), Union("A", "A", received=in_time), None) == [("unit-missing", Severity.WARNING)]
    assert codes(None, Union("A", "A", nil_reason="không có"), None) == [("unit-nil", Severity.NOTE)]
    nil_late = Union("A", "A", nil_reason="không có", received=late)
    assert codes(None, nil_late, None) == [("unit-late", Severity.WARNING), ("unit-nil", Severity.NOTE)]
    assert codes(None, Union("A", "A", nil_reason="x", received=in_time), ONE_FILE) == [("nil-and-list", Severity.WARNING)]
    assert codes(None, Union("A", "A", received=in_time), (("A.xlsx",), 0, 0)) == [("empty-list", Severity.WARNING)]


def test_a_missing_unit_names_who_answers_for_it_and_the_reminders() -> None:  # R60
    union = Union(
        "A",
        "CĐCS Trường A",
        responsible="Lê Thị Bé",
        responsible_post="Chủ tịch CĐCS",
        reminders=(date(2020, 2, 20), date(2020, 2, 28)),
    )
    c = campaign(unions=(union,), reception=Reception(BEFORE_3_MARCH))
    message = reception_findings(c, unit_statuses(c, {}))[0].message
    assert message == (
        "CĐCS Trường A chưa gửi danh sách, hạn cuối là hết ngày 02/3/2020; "
        "người chịu trách nhiệm: đồng chí Lê Thị Bé, Chủ tịch CĐCS; đã nhắc 2 lần (20/02/2020, 28/02/2020)."
    )
    bare = campaign(unions=(Union("B", "CĐCS B"),))
    message = reception_findings(bare, unit_statuses(bare, {}))[0].message
    assert message == "CĐCS B chưa gửi danh sách; chưa ghi người chịu trách nhiệm; chưa có lần nhắc nào được ghi."


def test_a_list_after_the_closing_is_kept_and_not_accepted() -> None:
    union = Union("A", "CĐCS A", received=datetime.fromisoformat("2020-03-21T07:00:00"), responsible="Lê Thị Bé")
    c = campaign(unions=(union,), reception=Reception(BEFORE_3_MARCH, closes=date(2020, 3, 20)))
    finding = reception_findings(c, unit_statuses(c, {"A": ONE_FILE}))[0]
    assert (finding.code, finding.severity, finding.file) == (CLOSED, Severity.BLOCKING, "A.xlsx")
    assert "21/3/2020" in finding.message
    assert "Lê Thị Bé" in finding.message
