"""Engine: honours. Who may be proposed to whom, and what prize goes with it.

`proposals` sorts the requests by line of `[[commendations]]`; after the choice `award_round` makes the awards, `highest_only` pays one
prize per achievement, `prize_findings` names every fact that a person must confirm first. The money in sum is a table of
`engines.statistics` (`budget`).
"""

from __future__ import annotations

from vinhdanh.engines.honours.prizes import Prize, award_round, highest_only, prize, prize_findings, prize_of, rounded_up
from vinhdanh.engines.honours.proposals import HOLDS_BACK, Proposal, authority, proposals

__all__ = [
    "HOLDS_BACK",
    "Prize",
    "Proposal",
    "authority",
    "award_round",
    "highest_only",
    "prize",
    "prize_findings",
    "prize_of",
    "proposals",
    "rounded_up",
]
