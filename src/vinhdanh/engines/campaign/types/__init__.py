"""The campaign as plain data: what the folder holds, what the engines read, what the papers say.

Everything is frozen; lists are tuples. Text is kept as typed where a person typed it, and its repaired form stands beside it.
Codes (honours, ethnic groups, labour groups, protocol groups, movements) are rows of `vinhdanh.engines.catalogue`.
Shares are percent numbers (`Decimal`), money is integer đồng, votes are integers.
"""

from vinhdanh.engines.campaign.types.findings import Finding, Place, Severity
from vinhdanh.engines.campaign.types.folder import (
    FORMAT,
    Ballot,
    BallotLevel,
    Campaign,
    Guest,
    InboxDecision,
    Override,
    Vote,
)
from vinhdanh.engines.campaign.types.people import (
    Achievement,
    Initiative,
    Nominee,
    Representative,
    Union,
)
from vinhdanh.engines.campaign.types.preprinted import Offset, Preprinted, PrintPlace
from vinhdanh.engines.campaign.types.settings import (
    AgendaItem,
    Basis,
    Body,
    BudgetLine,
    Category,
    Commendation,
    Conference,
    MeritRow,
    Milestone,
    PaperNumber,
    Reception,
    Sense,
    Settings,
    Signer,
    Target,
    TieRule,
    Upward,
)

__all__ = [
    "FORMAT",
    "Achievement",
    "AgendaItem",
    "Ballot",
    "BallotLevel",
    "Basis",
    "Body",
    "BudgetLine",
    "Campaign",
    "Category",
    "Commendation",
    "Conference",
    "Finding",
    "Guest",
    "InboxDecision",
    "Initiative",
    "MeritRow",
    "Milestone",
    "Nominee",
    "Offset",
    "Override",
    "PaperNumber",
    "Place",
    "Preprinted",
    "PrintPlace",
    "Reception",
    "Representative",
    "Sense",
    "Settings",
    "Severity",
    "Signer",
    "Target",
    "TieRule",
    "Union",
    "Upward",
    "Vote",
]
