"""Engine: selection. The best list under hard bounds and targets by priority, with proof, reserves, ties and reasons (docs/selection.md).

A library of its own: it knows candidates and rules, no campaign. Names are loaded when they are first used: whoever holds numpy arrays needs
neither the readers of tables nor the words.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vinhdanh.engines.selection.engine import select
    from vinhdanh.engines.selection.files import certify_files, select_files
    from vinhdanh.engines.selection.large.arrays import Aim, Quota, select_arrays
    from vinhdanh.engines.selection.large.solve import InfeasibleError, UnfinishedError
    from vinhdanh.engines.selection.record import read_record, to_json
    from vinhdanh.engines.selection.recount import verify
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
    "UnfinishedError",
    "certify_files",
    "read_record",
    "select",
    "select_arrays",
    "select_files",
    "to_json",
    "verify",
]

_ELSEWHERE = {
    "engine": ("select",),
    "files": ("certify_files", "select_files"),
    "large.arrays": ("Aim", "Quota", "select_arrays"),
    "large.solve": ("InfeasibleError", "UnfinishedError"),
    "record": ("read_record", "to_json"),
    "recount": ("verify",),
}
_HOME = {name: home for home, names in _ELSEWHERE.items() for name in names}


def __getattr__(name: str) -> object:
    """The public names, each from its module (the plain data from `types`)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME.get(name, 'types')}"), name)
