"""The lists that are counted, each with the words that name it as a base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.flags import flag, reference_year
from vinhdanh.engines.campaign.outcome import Choice, Share, Standing, UnitState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vinhdanh.engines.campaign.outcome import Outcome
    from vinhdanh.engines.campaign.types import Nominee

COUNTED = {
    "women": "woman",
    "minority": "minority",
    "direct_worker": "direct_worker",
    "non_manager": "non_manager",
    "young": "young",
}
"""Name of a figure -> the derived flag that it counts."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A list to count.

    Args:
        key: Prefix of its figures: `nominated`, `attend`, `reserve`, `commend:1`, `upward:1`, `upward:1:reserve`.
        title: Heading of its column.
        base_label: What its total is called: "đại biểu được chọn".
        nominees: Who stands in it.
        year: Reference year for ages, None: unknown.
    """

    key: str
    title: str
    base_label: str
    nominees: tuple[Nominee, ...]
    year: int | None

    @property
    def size(self) -> int:
        """How many stand in it."""
        return len(self.nominees)

    def share(self, holds: Callable[[Nominee], bool]) -> Share:
        """How many of the list are so, of all in it. Unknown is not so, but stays in the base."""
        return Share(sum(map(holds, self.nominees)), self.size, self.base_label)

    def flagged(self, name: str, value: str = "yes") -> Share:
        """How many have this value of a derived flag; "" counts those of whom it is unknown."""
        return self.share(lambda nominee: flag(nominee, name, year=self.year) == value)

    def kind(self, kind: str) -> Share:
        """How many are persons, or collectives."""
        return self.share(lambda nominee: nominee.kind == kind)


def accepted(outcome: Outcome) -> tuple[Nominee, ...]:
    """Those put forward by lists that were accepted: a list that came after reception closed is not counted."""
    closed = {s.union.code for s in outcome.units if s.state is UnitState.MISSING}
    return tuple(n for n in outcome.nominees if n.union not in closed)


def _chosen(outcome: Outcome, choice: Choice, standing: Standing = Standing.CHOSEN) -> tuple[Nominee, ...]:
    by_id = {n.id: n for n in outcome.nominees}
    return tuple(by_id[p.nominee] for p in choice.by(standing))


def lists(outcome: Outcome) -> tuple[Counted, ...]:
    """Every list of the outcome, in the order of the river: nominated, attend, reserve, each commendation, each congress above."""
    year = reference_year(outcome.campaign.settings)
    found = [
        Counted("nominated", "Được đề nghị", "cá nhân, tập thể được đề nghị", accepted(outcome), year),
        Counted("attend", "Được chọn dự", "đại biểu điển hình được chọn", _chosen(outcome, outcome.attend), year),
        Counted("reserve", "Dự khuyết", "đại biểu dự khuyết", _chosen(outcome, outcome.attend, Standing.RESERVE), year),
    ]
    for i, commend in enumerate(outcome.commend, 1):
        by_id = {n.id: n for n in outcome.nominees}
        people = tuple(by_id[award.nominee] for award in commend.awards) or _chosen(outcome, commend.choice)
        found.append(Counted(f"commend:{i}", commend.choice.title, "trường hợp được đề nghị khen thưởng", people, year))
    for i, upward in enumerate(outcome.upward, 1):
        title = upward.choice.title
        chosen = _chosen(outcome, upward.choice)
        found.append(Counted(f"upward:{i}", title, "đại biểu được chọn dự cấp trên", chosen, year))
        reserve = _chosen(outcome, upward.choice, Standing.RESERVE)
        found.append(Counted(f"upward:{i}:reserve", f"{title} (dự khuyết)", "đại biểu dự khuyết dự cấp trên", reserve, year))
    return tuple(found)


def distinct(nominees: Iterable[Nominee]) -> int:
    """How many different nominees: "người", where the number of entries is "lượt"."""
    return len({n.id for n in nominees})
