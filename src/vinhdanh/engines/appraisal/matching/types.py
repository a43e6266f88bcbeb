"""What goes into matching and what comes out: light records of people, proposed pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from vinhdanh.engines.vietnamese import PartialDate

THRESHOLD = 0.4
"""Pairs of at least this score are proposed. In lists with known doubles some 97 of 100 proposed pairs are then one person."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in a list, as far as matching needs to know.

    Args:
        id: Whatever tells the record apart where it came from.
        name: Full name, repaired or as typed.
        birth: As far as known.
        sex: None when not told.
        union: Name or code of the unit, in any spelling; "" when not known.
    """

    id: str
    name: str
    birth: PartialDate | None = None
    sex: Literal["nam", "nữ"] | None = None
    union: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Two records that may be one person: a proposal; a human merges, or says that they are two.

    Args:
        first: The earlier record of the list (or the one of today, in `against`).
        second: The later one (or the one of an earlier campaign).
        score: 0 to 1: how probable it is that both are one person, given this list.
        reasons: In Vietnamese, what speaks for it and what does not, the name first.
    """

    first: Person
    second: Person
    score: float
    reasons: tuple[str, ...]
