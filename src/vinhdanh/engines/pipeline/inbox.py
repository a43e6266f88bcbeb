"""The heap of files under nominations/: read, sorted out, and the table of those that wait for a human's word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.inbox import by_file, shown
from vinhdanh.engines.campaign.types import InboxDecision
from vinhdanh.engines.sheets import read_many
from vinhdanh.engines.sheets.inbox import Incoming, sort_out
from vinhdanh.engines.sheets.senders import CERTAINTY_WORDS, Certainty
from vinhdanh.engines.vietnamese import repair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import Campaign

WAITING = frozenset({Certainty.DOUBTFUL, Certainty.UNKNOWN, Certainty.FOREIGN})
"""What a human has to settle."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the inbox: the file with what is known of its sender, and whether it still waits.

    Args:
        row: As it stands in inbox.xlsx.
        incoming: The file, read.
        waits: A human has not said anything yet and the program is not sure.
    """

    row: InboxDecision
    incoming: Incoming
    waits: bool


def incoming(campaign: Campaign, known: Sequence[tuple[str, str]] = ()) -> tuple[Incoming, ...]:
    """Every file of the campaign, read and given to its union as far as that is sure; in the order of the names.

    Args:
        campaign: Its files, register, votes and what a human typed into inbox.xlsx.
        known: (code of a union, name) of people known from earlier campaigns, as `earlier.known_people` gives them.
    """
    files = [(name, campaign.nominations[name]) for name in sorted(campaign.nominations)]
    readings = read_many(files, settings=campaign.settings, unions=campaign.unions)
    people = [*((v.union, v.name) for v in campaign.votes), *known]
    return sort_out(readings, campaign.settings.id, people, by_file(campaign))


def lines(campaign: Campaign, heap: tuple[Incoming, ...]) -> tuple[Line, ...]:
    """The inbox: a line for each file; those that wait first, then those that a human has settled, then the others.

    Args:
        campaign: Its register names the unions, its inbox holds what a human typed.
        heap: The files, as `incoming` gives them.
    """
    names = {u.code: shown(u) for u in campaign.unions}
    typed = {repair(row.file): row.decision for row in campaign.inbox}
    found = [_line(one, names, typed.get(repair(one.reading.file), "")) for one in heap]
    return tuple(sorted(found, key=lambda line: (not line.waits, not line.row.decision, line.row.file)))


def _line(one: Incoming, names: dict[str, str], decision: str) -> Line:
    verdict = one.verdict
    # A settled file shows what the program itself thought, so that the human's word can be checked.
    own = one.reading.sender.verdict if verdict.certainty is Certainty.DECIDED else verdict
    share = f" ({round(own.share * 100)} %)" if own.union and own.certainty is not Certainty.SURE else ""
    guess = names.get(own.union, own.union)
    row = InboxDecision(one.reading.file, guess, CERTAINTY_WORDS[own.certainty] + share, repair(own.why), decision)
    return Line(row, one, verdict.certainty in WAITING)


def kept(campaign: Campaign, found: tuple[Line, ...], *, everything: bool = False) -> tuple[InboxDecision, ...]:
    """The rows of inbox.xlsx: files that wait, files of which a human has spoken, and decisions about files that are not there now.

    Args:
        campaign: What a human typed is never lost.
        found: The inbox.
        everything: All files, also those that are sure.
    """
    rows = [line.row for line in found if everything or line.waits or line.row.decision]
    here = {repair(line.row.file) for line in found}
    gone = [row for row in campaign.inbox if row.decision and repair(row.file) not in here]
    return (*rows, *gone)
