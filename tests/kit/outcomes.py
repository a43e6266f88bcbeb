"""A small outcome whose every count was made by hand; all names are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from nominees import campaign, collective, person

from vinhdanh.engines.campaign.outcome import (
    Award,
    Choice,
    CommendRound,
    Outcome,
    Placed,
    Standing,
    TargetResult,
    UnitState,
    UnitStatus,
    UpwardRound,
)
from vinhdanh.engines.campaign.types import Achievement, Ballot, BallotLevel, Commendation, Guest, Initiative, Union, Upward
from vinhdanh.engines.vietnamese import PartialDate

UNIONS = (
    Union("A", "CĐCS Trường A", "Trường học"),
    Union("B", "CĐCS Nông trường B", "Cao su"),
    Union("C", "CĐCS Trạm C", nil_reason="mới thành lập"),
    Union(
        "D",
        "CĐCS Xã D",
        responsible="Lê Thị Bé",
        responsible_post="Chủ tịch CĐCS",
        reminders=(date(2020, 2, 20), date(2020, 2, 28)),
    ),
    Union("E", "CĐCS Đội E", received=datetime(2020, 4, 1, tzinfo=UTC)),
)

NOMINEES = (
    # A: a teacher who manages, a woman worker of a minority, a collective led by a Xtiêng woman
    person(
        "A-P01",
        "Nguyễn Văn An",
        manager=True,
        labour_group="vien_chuc",
        birth=PartialDate(1970),
        education="Thạc sĩ",
        party="2001",
    ),
    person(
        "A-P02",
        "Điểu Thị Bé",
        sex="nữ",
        ethnicity="Xtiêng",
        birth=PartialDate(1995),
        commend="GK_H",
        upward=True,
        achievements=(
            Achievement("LĐTT", "LDTT", 2018, "1"),
            Achievement("LĐTT", "LDTT", 2018, "1"),
            Achievement("LĐTT", "LDTT", 2019, "2"),
            Achievement("LĐTT", "LDTT", 2012, "3"),
        ),
        initiatives=(Initiative("Máng mới", "base", 2018, value=5_000_000), Initiative("Xe đẩy", "province", 2011)),
    ),
    collective("A-C01", "Tổ 1", commend="GK_H"),
    # B: two workers, one unknown in everything
    person(
        "B-P01",
        "Trần Văn Bình",
        attend=False,
        achievements=(Achievement("LĐTT", "LDTT", 2018, "1"),),
        initiatives=(Initiative("máng  MỚI"),),
    ),
    person("B-P02", "Lê Văn Chưa", sex=None, birth=None, ethnicity="", labour_group=""),
    # E: came after reception had closed
    person("E-P01", "Phạm Văn Muộn"),
)


def placed(*ids: str, reserve: tuple[str, ...] = (), out: tuple[str, ...] = ()) -> tuple[Placed, ...]:
    """Chosen, reserves and others in their order."""
    by = ((ids, Standing.CHOSEN), (reserve, Standing.RESERVE), (out, Standing.OUT))
    return tuple(Placed(i, standing, n, Decimal(0)) for group, standing in by for n, i in enumerate(group, 1))


def award(nominee: str, prize: int | None, name: str = "Giấy khen") -> Award:
    return Award(nominee, "GK_H", name, "Chủ tịch UBND", prize, "Quỹ thi đua")


def outcome(**more: Any) -> Outcome:
    """Six nominees of five unions (five of accepted lists), three delegates, one reserve, three awards, one place above, two guests."""
    target = TargetResult(
        "women", "Nữ", Decimal(40), 2, 3, "đại biểu điển hình", "at_least", met=True, shortfall=0, reachable=(1, 2)
    )
    missed = replace(target, label="Trực tiếp", wanted=Decimal("66.5"), met=False, shortfall=1, direction="about", reachable=None)
    attend = Choice(
        "attend", "Dự hội nghị", 3, placed("A-P01", "A-P02", "A-C01", reserve=("B-P02",), out=("B-P01",)), (target, missed)
    )
    awards = (award("A-P02", 447_000), award("A-C01", 894_000), award("A-P02", None, "Bằng khen"))
    rounds = (
        CommendRound(Commendation("GK_H"), Choice("commend:GK_H:1", "Giấy khen", 9, placed("A-P02", "A-C01")), awards[:2]),
        CommendRound(Commendation("BK_T"), Choice("commend:BK_T:1", "Bằng khen", 9, placed("A-P02")), awards[2:]),
    )
    upward = UpwardRound(Upward("Đại hội V", 1, 1), Choice("upward:1", "Dự Đại hội V", 1, placed("A-P02", reserve=("A-C01",))))
    units = (
        UnitStatus(UNIONS[0], UnitState.SENT, ("A.xlsx",), datetime(2020, 2, 29, 18, tzinfo=UTC), 2, 1),
        UnitStatus(UNIONS[1], UnitState.LATE, ("B.xlsx",), datetime(2020, 3, 4, tzinfo=UTC), 2, 0),
        UnitStatus(UNIONS[2], UnitState.NIL),
        UnitStatus(UNIONS[3], UnitState.MISSING),
        UnitStatus(UNIONS[4], UnitState.MISSING, ("E.xlsx",), UNIONS[4].received),
    )
    ballots = (Ballot("A-1", BallotLevel.UNION, "A", date(2020, 2, 12), present=45), Ballot("A-2", BallotLevel.UNION, "A"))
    base = Outcome(
        campaign=campaign(
            unions=UNIONS,
            ballots=ballots,
            cap_delegates=250,
            share_exemplars=Decimal(70),
            share_guests=Decimal(30),
            share_tolerance=Decimal(10),
        ),
        nominees=NOMINEES,
        findings=(),
        units=units,
        attend=attend,
        commend=rounds,
        upward=(upward,),
        guests_in=(Guest("K1", "Ông X"), Guest("K2", "Bà Y")),
    )
    return replace(base, **more)
