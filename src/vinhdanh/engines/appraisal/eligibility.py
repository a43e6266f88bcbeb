"""Who may be chosen: everyone without an open blocking finding. A human may accept a finding, with a reason."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from vinhdanh.engines.appraisal.reception import CLOSED
from vinhdanh.engines.campaign.types import Severity
from vinhdanh.engines.vietnamese import match_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import Finding, Nominee, Override


def names_nominee(override: Override, nominee: Nominee) -> bool:
    """Whether a decision speaks of this nominee: by id, or as "union code/name" with the name in any spelling."""
    if override.nominee.strip() == nominee.id:
        return True
    union, slash, name = override.nominee.partition("/")
    return bool(slash) and union.strip() == nominee.union and match_key(name) == match_key(nominee.name)


def _accepted(finding: Finding, overrides: Sequence[Override]) -> bool:
    """Whether a decision `accept` with a reason settles the finding; one that names no finding settles all of the nominee's."""
    return any(o.action == "accept" and o.reason.strip() and o.finding.strip() in {"", finding.code} for o in overrides)


def eligible(nominees: Sequence[Nominee], findings: Sequence[Finding], overrides: Sequence[Override]) -> dict[str, str | None]:
    """Nominee id -> None when eligible, else the reason: the messages of the blocking findings that are still open.

    Blocking findings about the nominee count, from any engine, and the one about a whole list that came after reception closed.
    """
    of_nominee: dict[str, list[Finding]] = defaultdict(list)
    of_union: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.severity is not Severity.BLOCKING:
            continue
        if finding.nominee:
            of_nominee[finding.nominee].append(finding)
        elif finding.code == CLOSED:
            of_union[finding.union].append(finding)
    result: dict[str, str | None] = {}
    for nominee in nominees:
        decided = [o for o in overrides if o.action == "accept" and names_nominee(o, nominee)]
        open_ = [f for f in of_nominee[nominee.id] + of_union[nominee.union] if not _accepted(f, decided)]
        result[nominee.id] = " ".join(dict.fromkeys(f.message for f in open_)) or None
    return result
