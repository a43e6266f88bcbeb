"""Gives each file of a heap to its union: by what the file says, by the people in it, and at last by a human's word."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.inbox import NOT_USED
from vinhdanh.engines.sheets.identity import WEIGHTS, Clue
from vinhdanh.engines.sheets.keys import accent_key, repair
from vinhdanh.engines.sheets.senders import Certainty, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from vinhdanh.engines.sheets.reading import FormReading

Known = dict[str, dict[str, set[str]]]
"""Key of a person's name -> code of the union in which somebody of that name is known -> from where (a file, "" for elsewhere)."""

_FEW = 3
"""So many known names, if they are most of the list, tell the union."""

_MOST = 0.6
_EACH = 0.25
"""Weight of a known name where they are few."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file of the heap and whose it is; `used` is False when a human said that the file is not used."""

    reading: FormReading
    verdict: Verdict
    used: bool = True


def _known(names: Iterable[tuple[str, str, str]]) -> Known:
    """Names by union and source; a single word is no name."""
    known: Known = defaultdict(lambda: defaultdict(set))
    for union, name, source in names:
        if union and len(name.split()) > 1:
            known[accent_key(name)][union].add(source)
    return known


def sort_out(
    readings: Sequence[FormReading],
    campaign: str,
    known: Iterable[tuple[str, str]] = (),
    decisions: Mapping[str, str] | None = None,
) -> tuple[Incoming, ...]:
    """Whose each file is.

    A human's word stands above all. Else a file is judged by its own clues, and by its people: names that are known of a union from
    elsewhere, or from files that are that union's beyond doubt. People can settle a file that says nothing, and make one doubtful that
    says something else; a form's mark they do not shake.

    Args:
        readings: The files.
        campaign: Id of the campaign; a form of another one is foreign.
        known: (union code, name) from votes, earlier campaigns.
        decisions: File name -> union code or `NOT_USED`, from inbox.xlsx.
    """
    said = decisions or {}
    sure = [(r.sender.verdict.settled, n.name, r.file) for r in readings if _marked(r) or _twice(r) for n in r.persons]
    people = _known([*((union, name, "") for union, name in known), *sure])
    return tuple(_judged(r, people, said.get(repair(r.file), ""), campaign) for r in readings)


def _marked(reading: FormReading) -> bool:
    return reading.sender.verdict.settled != "" and any(c.kind == "form" for c in reading.sender.clues)


def _twice(reading: FormReading) -> bool:
    """Whether more than one kind of clue settles the file."""
    verdict = reading.sender.verdict
    return verdict.settled != "" and sum(c.union == verdict.union for c in reading.sender.clues) > 1


def _judged(reading: FormReading, people: Known, decision: str, campaign: str) -> Incoming:
    sender = reading.sender
    if decision == NOT_USED:
        verdict = Verdict(sender.verdict.union, Certainty.DECIDED, 1.0, "đã quyết định không dùng tệp này", sender.verdict.others)
        return Incoming(reading, verdict, used=False)
    if decision:
        return Incoming(reading, Verdict(decision, Certainty.DECIDED, 1.0, "theo quyết định trong inbox.xlsx"))
    if reading.campaign_id not in {"", campaign}:
        why = f"mẫu của đợt «{reading.campaign_id}»"
        return Incoming(
            reading, Verdict(sender.verdict.union, Certainty.FOREIGN, sender.verdict.share, why, sender.verdict.others)
        )
    if _marked(reading) or not reading.persons or reading.form_id:
        return Incoming(reading, sender.verdict)
    return Incoming(reading, judge((*sender.clues, *_of_people(reading, people)), sender.strange))


def _of_people(reading: FormReading, people: Known) -> list[Clue]:
    """Clues of the persons in the list, by union; a name that is known in several unions says nothing."""
    met: dict[str, list[str]] = defaultdict(list)
    for n in reading.persons:
        unions = [u for u, sources in people.get(accent_key(n.name), {}).items() if sources != {reading.file}]
        if len(unions) == 1:
            met[unions[0]].append(n.name)
    clues = []
    for union, names in met.items():
        many = len(names) >= _FEW and len(names) >= _MOST * len(reading.persons)
        weight = WEIGHTS["people"] if many else min(0.45, _EACH * len(names))
        shown = ", ".join(names[:3]) + (f" và {len(names) - 3} người khác" if len(names) > 3 else "")
        clues.append(Clue(union, "people", weight, f"{len(names)} người trong danh sách đã biết là của {union} ({shown})"))
    return clues
