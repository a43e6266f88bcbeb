"""The plan paper beside the values found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.plan import DOUBTFUL
from vinhdanh.platform.design.engine_words import retold
from vinhdanh.steps.campaigns.models import FoundValue, PlanPaper
from vinhdanh.steps.campaigns.values import LABELS, MANY, shown

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from vinhdanh.steps.campaigns.models import Campaign


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the paper's text; `value`: position of the value whose words these are, None for the rest."""

    text: str
    value: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A found value as the page shows it."""

    value: FoundValue
    label: str
    text: str
    doubtful: bool
    settled: bool
    line: int
    tall: bool
    mark: str = ""
    """What a form sends back, so that nobody overwrites what another has said of it."""


@dataclass(frozen=True, slots=True)
class PlanView:
    """Paper and values."""

    paper: PlanPaper
    pieces: tuple[Piece, ...]
    doubtful: tuple[Row, ...]
    open: tuple[Row, ...]
    settled: tuple[Row, ...]
    missing: tuple[str, ...]

    @property
    def sure_open(self) -> int:
        """Values that are sure and not looked at yet."""
        return len(self.open)


def plan_view(campaign: Campaign) -> PlanView | None:
    """The paper of a campaign with its values, doubtful ones first; None when the campaign came without a paper. Two queries."""
    paper = PlanPaper.objects.select_related("file").filter(campaign=campaign).first()
    if paper is None:
        return None
    values = list(paper.values.all())
    rows = [_row(paper.text, value) for value in values]
    waiting = [row for row in rows if not row.settled]
    return PlanView(
        paper,
        pieces(paper.text, values),
        tuple(row for row in waiting if row.doubtful),
        tuple(row for row in waiting if not row.doubtful),
        tuple(row for row in rows if row.settled),
        tuple(retold(LABELS.get(key, key)) for key in paper.missing),
    )


def pieces(text: str, values: list[FoundValue]) -> tuple[Piece, ...]:
    """The text cut where values stand. Of values that share words the longer quote shows, the first of equals."""
    taken: list[FoundValue] = []
    for value in sorted(values, key=lambda v: (v.start - v.end, v.position)):
        if value.start < value.end and all(value.end <= held.start or value.start >= held.end for held in taken):
            taken.append(value)
    cut: list[Piece] = []
    at = 0
    for value in sorted(taken, key=lambda v: v.start):
        if at < value.start:
            cut.append(Piece(text[at : value.start]))
        cut.append(Piece(text[value.start : value.end], value.position, _state(value)))
        at = value.end
    if at < len(text):
        cut.append(Piece(text[at:]))
    return tuple(cut)


def _state(value: FoundValue) -> str:
    if value.state != FoundValue.State.FOUND:
        return "outside" if value.state == FoundValue.State.REJECTED else "done"
    return "doubtful" if value.confidence < DOUBTFUL else "open"


def _row(text: str, value: FoundValue) -> Row:
    now = value.corrected if value.state == FoundValue.State.CORRECTED else value.value
    words = shown(value.key, now)
    return Row(
        value,
        retold(LABELS.get(value.key, value.key)),
        words,
        value.confidence < DOUBTFUL,
        value.state != FoundValue.State.FOUND,
        text.count("\n", 0, value.start) + 1,
        "\n" in words or len(words) > 60 or value.key in MANY,
        value.settled_at.isoformat() if value.settled_at else "",
    )


def found_values(campaign: Campaign) -> QuerySet[FoundValue]:
    """The values of a campaign's paper, in their order, with the paper."""
    return FoundValue.objects.filter(paper__campaign=campaign).select_related("paper")
