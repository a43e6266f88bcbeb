"""Decisions of people about nominees: whom a decision speaks of, and which findings it settles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.engines.campaign.types import Finding, Nominee, Override


def names_nominee(override: Override, nominee: Nominee) -> bool:
    """Whether a decision speaks of this nominee: by id, or as "union code/name" with the name in any spelling."""
    if override.nominee.strip() == nominee.id:
        return True
    union, slash, name = override.nominee.partition("/")
    return bool(slash) and union.strip() == nominee.union and match_key(name) == match_key(nominee.name)


def settled(finding: Finding, nominee: Nominee, overrides: Iterable[Override]) -> bool:
    """Whether a decision `accept` with a reason settles the finding for this nominee.

    A decision that names no finding settles all of the nominee's.
    """
    return any(
        o.action == "accept" and o.reason.strip() and o.finding.strip() in {"", finding.code} and names_nominee(o, nominee)
        for o in overrides
    )
