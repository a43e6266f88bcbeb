"""One row for each nominee with everything that is counted: what `COLUMNS` of the national table holds, made from an outcome.

The record knows codes, no words; `dimensions` knows how they are called. Persons of one campaign are different persons by their ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vinhdanh.engines.campaign import flags
from vinhdanh.engines.campaign.outcome import Standing, UnitState
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.engines.statistics.bands import education_band, theory_band
from vinhdanh.engines.statistics.held import held
from vinhdanh.engines.statistics.lists import accepted
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from vinhdanh.engines.campaign.outcome import Award, Outcome
    from vinhdanh.engines.campaign.types import Nominee, Union


@dataclass(frozen=True, slots=True)
class Prize:
    """One award: honour, its words, level and authority that decide ("" = the host), source of money, đồng (None: to be confirmed)."""

    honour: str
    name: str
    level: str
    authority: str
    source: str
    prize: int | None


@dataclass(frozen=True, slots=True)
class Record:
    """A nominee as statistics count it: a collective by its representative. "" and None: not known.

    Args:
        id: Of the nominee, unique in the campaign.
        accepted: The list came while lists were received; else the nominee is not counted as put forward.
        kind: `person` or `collective`.
        union, union_name, group: Of the register.
        sex: `nam`, `nữ`.
        ethnicity: First spelling of the catalogue.
        minority, non_manager, first_timer: `yes`, `no`; a first-timer holds no honour at all that its list tells.
        age: In the campaign's reference year.
        schooling, education, theory: As typed; band of professional education; band of political theory.
        labour_group, movement: Codes of the catalogue (a movement may be typed words).
        religion, party: Sensitive; `party` is `yes` or "".
        ask_attend, ask_commend, ask_upward: What its list asks for.
        attend: `chosen`, `reserve` or "".
        upward: Chosen for a congress above.
        held: Honours held in the period, each once: (code, year or 0).
        initiatives: Recognised in the period: (matching key of its title, scope, đồng or None).
        awards: What this campaign proposes or gives.
    """

    id: str
    accepted: bool
    kind: str
    union: str
    union_name: str
    group: str
    sex: str
    ethnicity: str
    minority: str
    age: int | None
    schooling: str
    education: str
    theory: str
    labour_group: str
    non_manager: str
    movement: str
    first_timer: str
    religion: str
    party: str
    ask_attend: bool
    ask_commend: bool
    ask_upward: bool
    attend: str
    upward: bool
    held: tuple[tuple[str, int], ...]
    initiatives: tuple[tuple[str, str, int | None], ...]
    awards: tuple[Prize, ...]


def records(outcome: Outcome) -> tuple[Record, ...]:
    """The records of an outcome, in the order of its nominees."""
    allowed = {n.id for n in accepted(outcome)}
    unions = {u.code: u for u in outcome.campaign.unions}
    standing = {p.nominee: p.standing.value for p in outcome.attend.placed if p.standing in {Standing.CHOSEN, Standing.RESERVE}}
    above = {p.nominee for u in outcome.upward for p in u.choice.by(Standing.CHOSEN)}
    prizes: dict[str, list[Prize]] = {}
    for round_ in outcome.commend:
        for award in round_.awards:
            prizes.setdefault(award.nominee, []).append(_prize(award, outcome.campaign.settings.rule_set))
    return tuple(
        _record(
            n,
            outcome,
            unions,
            accepted=n.id in allowed,
            attend=standing.get(n.id, ""),
            upward=n.id in above,
            awards=tuple(prizes.get(n.id, ())),
        )
        for n in outcome.nominees
    )


def _prize(award: Award, rule_set: str) -> Prize:
    honour = next((h for h in catalogue().honours(rule_set) if h.code == award.honour), None)
    level = honour.issuer_level if honour else ""
    return Prize(award.honour, award.honour_name, level, award.authority, award.source, award.prize)


def _record(
    n: Nominee,
    outcome: Outcome,
    unions: Mapping[str, Union],
    *,
    accepted: bool,
    attend: str,
    upward: bool,
    awards: tuple[Prize, ...],
) -> Record:
    settings = outcome.campaign.settings
    year = flags.reference_year(settings)
    who = flags.subject(n)
    person = n.kind == "person"
    union = unions.get(n.union)
    return Record(
        id=n.id,
        accepted=accepted,
        kind=n.kind,
        union=n.union,
        union_name=union.name if union else n.union,
        group=union.group if union else "",
        sex=(who.sex if who else None) or "",
        ethnicity=who.ethnicity if who else "",
        minority=flags.minority(n),
        age=flags.age(who.birth, year) if who else None,
        schooling=n.schooling.strip() if person else "",
        education=education_band(n.education) if person else "",
        theory=theory_band(n.theory) if person else "",
        labour_group=who.labour_group if who else "",
        non_manager=flags.non_manager(n),
        movement=n.movement,
        first_timer=flags.NO if n.achievements else flags.YES,
        religion=n.religion if person else "",
        party=flags.YES if n.party.strip() else "",
        ask_attend=n.attend,
        ask_commend=bool(n.commend or n.typed_commend.strip()),
        ask_upward=n.upward,
        attend=attend,
        upward=upward,
        held=tuple((h.honour, h.year or 0) for h in held((n,), settings.period)),
        initiatives=_initiatives(n, settings.period),
        awards=awards,
    )


def _initiatives(n: Nominee, period: tuple[int, int] | None) -> tuple[tuple[str, str, int | None], ...]:
    return tuple(
        (match_key(made.title), made.scope, made.value)
        for made in n.initiatives
        if made.year is None or period is None or period[0] <= made.year <= period[1]
    )


def units_of(outcome: Outcome) -> tuple[int, int]:
    """Units of the register, and of these with a list (in time or late)."""
    received = {UnitState.SENT, UnitState.LATE}
    return len(outcome.units), sum(u.state in received for u in outcome.units)
