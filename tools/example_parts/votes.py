"""Counted ballots of the example: each union's own meeting, and the council of the host."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.types import Ballot, BallotLevel, Vote

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from example_parts.people import Collective, Person
    from vinhdanh.engines.campaign.types import Union

COUNCIL, MEMBERS, PRESENT = "HD", 15, 14


def union_ballot(chance: Random, union: Union, listed: Sequence[Person | Collective], day: date) -> tuple[Ballot, list[Vote]]:
    """The union's own ballot on its list: secret in most unions, by show of hands in the small ones."""
    total = min(union.members or 20, 15 if union.group == "Doanh nghiệp" else 40)
    present = total - chance.randint(0, max(1, total // 8))
    ident = f"DV-{union.code}"
    if chance.random() < 0.2:
        ballot = Ballot(ident, BallotLevel.UNION, union.code, day, "open", total, present, base="present")
        valid = present
    else:
        collected = present - (1 if chance.random() < 0.15 else 0)
        invalid = 1 if chance.random() < 0.2 else 0
        valid = collected - invalid
        ballot = Ballot(
            ident,
            BallotLevel.UNION,
            union.code,
            day,
            "secret",
            total,
            present,
            present,
            collected,
            valid,
            invalid,
            len(listed),
            "present",
        )
    votes = [
        Vote(ident, union.code, n.name, valid - min(valid // 2, round(valid * 0.35 * (1 - n.quality) * chance.uniform(0.3, 1.3))))
        for n in listed
    ]
    return ballot, votes


def council_ballot(
    chance: Random, listed: Sequence[Person | Collective], day: date, present: int = PRESENT
) -> tuple[Ballot, list[Vote]]:
    """The council's secret ballot on everyone put forward; the share is taken of all its members."""
    ballot = Ballot(
        COUNCIL, BallotLevel.COUNCIL, "", day, "secret", present + 1, present, present, present, present, 0, None, "total_members"
    )
    votes = [
        Vote(
            COUNCIL,
            n.union,
            n.name,
            max(present // 3, min(present, round(present * (0.55 + 0.5 * n.quality + chance.uniform(-0.12, 0.08))))),
        )
        for n in listed
    ]
    return ballot, votes


def met(chance: Random, union: Union) -> date:
    """The day of a union's meeting: a few days before its list came."""
    arrived = union.received.date() if union.received else date(2020, 2, 20)
    return arrived - timedelta(days=chance.randint(1, 6))
