"""Engine: appraisal. Every automatic check of a nominee or a list, the state of each unit's list, the points of merit.

`appraise` runs every check of nominees; `unit_statuses` and `reception_findings` look at what came and when; `merit` gives points;
`eligible` says who may be chosen, after the decisions of people. Nothing is merged, moved or removed here: findings say what to settle.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.appraisal.allocation import check_allocation
from vinhdanh.engines.appraisal.commending import check_commending
from vinhdanh.engines.appraisal.completeness import check_completeness
from vinhdanh.engines.appraisal.dates import check_dates
from vinhdanh.engines.appraisal.duplicates import check_duplicates
from vinhdanh.engines.appraisal.eligibility import eligible
from vinhdanh.engines.appraisal.merit import match_votes, merit, merit_findings, total, vote_shares
from vinhdanh.engines.appraisal.period import check_period
from vinhdanh.engines.appraisal.reception import reception_findings, unit_statuses
from vinhdanh.engines.campaign.decisions import names_nominee

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vinhdanh.engines.campaign.types import Campaign, Finding, Nominee

__all__ = [
    "appraise",
    "eligible",
    "match_votes",
    "merit",
    "merit_findings",
    "names_nominee",
    "reception_findings",
    "total",
    "unit_statuses",
    "vote_shares",
]

CHECKS = (check_completeness, check_dates, check_duplicates, check_period, check_commending, check_allocation)
"""Every check of nominees, each `(campaign, nominees) -> findings`, in the order in which findings are listed."""


def appraise(campaign: Campaign, nominees: Sequence[Nominee]) -> tuple[Finding, ...]:
    """All checks of nominees, in the order of `CHECKS`, each in the order of the lists (domain.md §3.4; votes included).

    Args:
        campaign: Settings, register, votes.
        nominees: As `engines.sheets` read them, in the order of the lists.

    Returns:
        Findings with code `appraisal.…`; only blocking ones about a nominee keep that nominee back (`eligible`).
    """
    found = [finding for check in CHECKS for finding in check(campaign, nominees)]
    return (*found, *merit_findings(campaign, nominees))
