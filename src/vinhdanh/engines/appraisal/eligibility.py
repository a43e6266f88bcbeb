"""Who may be chosen: everyone without an open blocking finding. A human may accept a finding, with a reason."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from vinhdanh.engines.appraisal.reception import CLOSED
from vinhdanh.engines.campaign.decisions import settled
from vinhdanh.engines.campaign.types import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import Finding, Nominee, Override


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
    accepts = [o for o in overrides if o.action == "accept"]
    result: dict[str, str | None] = {}
    for nominee in nominees:
        about = [*of_nominee[nominee.id], *of_union[nominee.union]]
        messages = dict.fromkeys(f.message for f in about if not settled(f, nominee, accepts))
        result[nominee.id] = " ".join(messages) or None
    return result
