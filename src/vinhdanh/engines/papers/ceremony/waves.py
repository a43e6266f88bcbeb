"""Award waves: who comes on stage together, in which order, and who presents. Plain functions over plain data (domain.md §6.1, §6.4).

From the highest to the lowest honour, collectives before persons; on stage people stand from left to right in the order of the list.
Someone who is absent is left out, and the waves are divided anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet


@dataclass(frozen=True, slots=True)
class Stage:
    """How many stand on stage: at least and at most, and the number that looks best (the width of the stage)."""

    least: int = 8
    most: int = 15
    wanted: int = 12

    def __post_init__(self) -> None:
        if not 1 <= self.least <= self.most:
            raise UserError(
                f"Số người trên sân khấu không hợp lệ: từ {self.least} đến {self.most}.",
                f"Impossible numbers on stage: {self.least} to {self.most}.",
            )


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who is honoured.

    Args:
        id: Id of the nominee; in `absent` by this id.
        name: As the list has it.
        unit: Post and unit, or the unit of a collective.
        kind: `collective` or `person`.
        honour: What is given, as the speaker says it.
        rank: Place of the honour from the highest (small) to the lowest.
        authority: Who gives it; part of what keeps waves apart.
        receiver: Who comes on stage for a collective, "" when not known; for a person the name again.
        note: For the wings, e.g. that someone else must receive.
        presenters: Ids of suitable presenters, the first the most suitable.
    """

    id: str
    name: str
    unit: str
    kind: Literal["collective", "person"]
    honour: str
    rank: int
    authority: str = ""
    receiver: str = ""
    note: str = ""
    presenters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Presenter:
    """A leader who may present."""

    id: str
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Wave:
    """Those who stand on stage together, from left to right.

    Args:
        number: 1, 2, … over the whole ceremony: the label on tables and trays.
        honour: What is given.
        authority: Who gives it.
        part: Which part of the honour this wave is, and of how many: (2, 5).
        recipients: In the order of the list.
        presenter: None: nobody suitable is confirmed.
    """

    number: int
    honour: str
    authority: str
    part: tuple[int, int]
    recipients: tuple[Recipient, ...]
    presenter: Presenter | None = None

    @property
    def label(self) -> str:
        """What stands on tables, trays and cards: "Đợt 3"."""
        return f"Đợt {self.number}"

    def of(self, kind: str) -> int:
        """How many of a kind stand in it."""
        return sum(r.kind == kind for r in self.recipients)


def sizes(count: int, stage: Stage) -> tuple[int, ...]:
    """Even sizes of the waves for `count` people: they differ by one at most, larger ones first.

    Never more than `stage.most`; at least `stage.least` wherever a number of waves allows it (fewer people than that are one wave). Among
    the numbers of waves that do, the one whose waves come nearest to `stage.wanted`.
    """
    if count <= 0:
        return ()
    fewest = -(-count // stage.most)
    allowed = list(range(fewest, count // stage.least + 1)) or [fewest]
    waves = min(allowed, key=lambda n: (abs(count - stage.wanted * n) * 1000 // n, n))
    each, more = divmod(count, waves)
    return (each + 1,) * more + (each,) * (waves - more)


def plan_waves(
    recipients: Sequence[Recipient],
    presenters: Sequence[Presenter] = (),
    *,
    stage: Stage | None = None,
    absent: AbstractSet[str] = frozenset(),
) -> tuple[Wave, ...]:
    """The waves of a ceremony.

    Args:
        recipients: In the order of their lists; that order is kept within an honour and kind.
        presenters: Everyone whom a recipient's `presenters` may name.
        stage: How many stand on stage; None: 8 to 15, about 12.
        absent: Ids of recipients and presenters who are not there.

    Returns:
        Waves numbered from 1. Collectives and persons of one honour share a wave only when one of them is too few for a stage and both
        fit together. The first wave of an honour gets its most suitable presenter, the next waves the next ones, in turn.
    """
    room = stage or Stage()
    by_id = {p.id: p for p in presenters if p.id not in absent}
    there = sorted((r for r in recipients if r.id not in absent), key=lambda r: r.rank)
    out: list[Wave] = []
    for (honour, authority), own in _honours(there):
        groups = _divided(own, room)
        known = dict.fromkeys(id_ for r in own for id_ in r.presenters if id_ in by_id)
        suitable = [by_id[id_] for id_ in known]
        for i, group in enumerate(groups):
            presenter = suitable[i % len(suitable)] if suitable else None
            out.append(Wave(len(out) + 1, honour, authority, (i + 1, len(groups)), group, presenter))
    return tuple(out)


def _honours(there: Sequence[Recipient]) -> list[tuple[tuple[str, str], tuple[Recipient, ...]]]:
    """Recipients by honour and who gives it, in the order in which these first come."""
    found: dict[tuple[str, str], list[Recipient]] = {}
    for r in there:
        found.setdefault((r.honour, r.authority), []).append(r)
    return [(key, tuple(own)) for key, own in found.items()]


def _divided(own: tuple[Recipient, ...], stage: Stage) -> list[tuple[Recipient, ...]]:
    """The recipients of one honour in groups for the stage, collectives first."""
    ordered = sorted(own, key=lambda r: r.kind != "collective")
    kinds = [tuple(of) for _, of in groupby(ordered, key=lambda r: r.kind)]
    if len(kinds) > 1 and len(own) <= stage.most and min(map(len, kinds)) < stage.least:
        return [tuple(ordered)]
    out = []
    for people in kinds:
        at = 0
        for size in sizes(len(people), stage):
            out.append(people[at : at + size])
            at += size
    return out
