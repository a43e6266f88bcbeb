"""Guests come by protocol order and must/wish; the last wished for goes first."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from vinhdanh.engines.campaign.types import Body, Guest, Settings, Severity
from vinhdanh.engines.pipeline.guests import places, seated

PLAN = Settings(id="c", name="Hội nghị", rule_set="2017-2023", host=Body("LĐLĐ"), cap_delegates=10, share_exemplars=Decimal(70))


def guest(id_: str, group: str = "phong_ban", *, must: bool = False, confirmed: bool | None = True) -> Guest:
    return Guest(id_, f"Khách {id_}", group=group, must=must, confirmed=confirmed)


@pytest.mark.parametrize(
    ("settings", "room"),
    [
        (PLAN, 3),  # 10 − ceil(6.5)
        (replace(PLAN, share_tolerance=Decimal(0)), 3),
        (replace(PLAN, exemplars=8), 2),
        (replace(PLAN, exemplars=12), 0),
        (replace(PLAN, share_exemplars=None), 10),
        (replace(PLAN, cap_delegates=None), None),
    ],
)
def test_places_left_for_guests(settings: Settings, room: int | None) -> None:
    assert places(settings) == room


def test_only_those_who_come_or_must_come_have_a_place() -> None:
    guests = (
        guest("yes"),
        guest("no", confirmed=False),
        guest("silent", confirmed=None),
        guest("must", must=True, confirmed=None),
        guest("must-no", must=True, confirmed=False),
    )
    staying, dropped, findings = seated(PLAN, guests)
    assert [g.id for g in staying] == ["yes", "must"]
    assert (dropped, findings) == ((), ())


def test_protocol_order_and_the_last_wished_for_goes_first() -> None:
    guests = (guest("d", "khac"), guest("b", "dang"), guest("c", "phong_ban", must=True), guest("a", "cap_tren"))
    staying, dropped, findings = seated(PLAN, guests)
    assert [g.id for g in staying] == ["a", "b", "c"]
    assert [g.id for g in dropped] == ["d"]
    assert [(f.code, f.severity) for f in findings] == [("guests.over-cap", Severity.WARNING)]
    assert "Khách d" in findings[0].message


def test_one_who_must_come_is_never_dropped() -> None:
    guests = tuple(guest(str(n), must=True) for n in range(5))
    staying, dropped, findings = seated(PLAN, guests)
    assert len(staying) == 5
    assert dropped == ()
    assert ("guests.must-over-cap", Severity.BLOCKING) in [(f.code, f.severity) for f in findings]
