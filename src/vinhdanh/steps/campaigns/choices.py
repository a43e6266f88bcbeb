"""What may stand in a column of codes, with the words that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.campaign.flags import ATTRIBUTES, FLAGS
from vinhdanh.engines.catalogue import catalogue
from vinhdanh.steps.campaigns.codec import WORDS

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.types import Settings

FLAG_VALUES = frozenset(FLAGS)
"""Attributes that a nominee has or has not: their value is always "yes" and is not asked for."""

NAMES = frozenset({"commendations.honour", "papers.kind"})
"""Columns whose words are official names: Vietnamese in every language."""


def choices_of(path: str, settings: Settings) -> tuple[tuple[str, str], ...]:
    """Code and words of a column, in the order of their list; empty where anything may be typed.

    Args:
        path: Table and column, "targets.attribute".
        settings: The campaign, for its rule set.
    """
    if path == "targets.attribute":
        return tuple((code, str(WORDS.get(code, code))) for code in dict.fromkeys((*FLAGS, *ATTRIBUTES)))
    if path == "commendations.honour":
        known = {row.code for row in catalogue().rule_sets}
        honours = catalogue().honours(settings.rule_set) if settings.rule_set in known else ()
        return tuple((honour.code, honour.name) for honour in honours)
    if path == "papers.kind":
        from vinhdanh.engines.papers import KINDS  # noqa: PLC0415  # heavy: loaded when first needed, not at start

        return tuple((kind.key, kind.name) for kind in KINDS.values())
    return ()
