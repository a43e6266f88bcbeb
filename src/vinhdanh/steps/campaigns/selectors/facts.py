"""Doubtful facts of the pinned rule set that a campaign may print."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from vinhdanh.engines.catalogue import Fact, catalogue
from vinhdanh.engines.vietnamese import money

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Settings


@dataclass(frozen=True, slots=True)
class FactRow:
    """A doubtful fact: its key, of which honour, its value, its source, whether this campaign has confirmed it."""

    key: str
    of: str
    value: str
    source: str
    confirmed: bool


def doubtful_facts(settings: Settings) -> list[FactRow]:
    """Doubtful facts about the honours that this campaign proposes or gives, in the order of its rows."""
    if settings.rule_set not in {row.code for row in catalogue().rule_sets}:
        return []
    honours = {honour.code: honour for honour in catalogue().honours(settings.rule_set)}
    rows = []
    for commendation in settings.commendations:
        honour = honours.get(commendation.honour)
        for field in fields(honour) if honour else ():
            fact = getattr(honour, field.name)
            if isinstance(fact, Fact) and fact.doubtful:
                value = money(fact.value) if isinstance(fact.value, int) else str(fact.value)
                rows.append(
                    FactRow(fact.key, honour.name if honour else "", value, fact.source, fact.settled(settings.confirmed))
                )
    return list(dict.fromkeys(rows))
