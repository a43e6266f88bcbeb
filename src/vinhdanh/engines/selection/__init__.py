"""Engine: selection. The best list under hard bounds and targets by priority, with proof, reserves, ties and reasons (docs/selection.md).

A library of its own: it knows candidates and rules, no campaign.
"""

from vinhdanh.engines.selection.engine import select
from vinhdanh.engines.selection.files import certify_files, select_files
from vinhdanh.engines.selection.large.arrays import Aim, InfeasibleError, Quota, select_arrays
from vinhdanh.engines.selection.record import read_record, to_json
from vinhdanh.engines.selection.types import (
    Bounds,
    Candidate,
    Category,
    Family,
    Placed,
    Reason,
    Relaxation,
    Rules,
    Selection,
    Target,
    TargetResult,
    TieBreak,
)
from vinhdanh.engines.selection.verify import verify

__all__ = [
    "Aim",
    "Bounds",
    "Candidate",
    "Category",
    "Family",
    "InfeasibleError",
    "Placed",
    "Quota",
    "Reason",
    "Relaxation",
    "Rules",
    "Selection",
    "Target",
    "TargetResult",
    "TieBreak",
    "certify_files",
    "read_record",
    "select",
    "select_arrays",
    "select_files",
    "to_json",
    "verify",
]
