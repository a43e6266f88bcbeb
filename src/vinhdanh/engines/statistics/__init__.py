"""Engine: statistics. Every count and share, always with its base.

`figures` gives the named shares that papers and report quote; its keys stand in the head of `statistics.figures`. `tables` gives the
statistical tables; `tables_workbook` writes them as Excel. The run makes an `Outcome` without them and then puts both in
(`dataclasses.replace(outcome, figures=figures(outcome), tables=tables(outcome))`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.statistics.figures import figures
from vinhdanh.engines.statistics.lists import Counted, accepted, distinct, lists
from vinhdanh.engines.statistics.structure import Ages, ages, education_band, structure
from vinhdanh.engines.statistics.tables import budget, honours_held, initiatives, missing_units, targets, units
from vinhdanh.engines.statistics.workbook import tables_workbook

if TYPE_CHECKING:
    from vinhdanh.engines.campaign.outcome import Outcome, Table

__all__ = [
    "Ages",
    "Counted",
    "accepted",
    "ages",
    "budget",
    "distinct",
    "education_band",
    "figures",
    "honours_held",
    "initiatives",
    "lists",
    "missing_units",
    "structure",
    "tables",
    "tables_workbook",
    "targets",
    "units",
]


def tables(outcome: Outcome, *, private: bool = False) -> tuple[Table, ...]:
    """B1 units, B2 honours held, B3 initiatives, B4 structure, B5 targets, B6 missing units, KP prize money.

    Args:
        outcome: The choices made; its own `tables` are not read.
        private: Add what is sensitive (party membership): only for papers that ask for it, never for a public page.
    """
    return (
        units(outcome),
        honours_held(outcome),
        initiatives(outcome),
        structure(outcome, private=private),
        targets(outcome),
        missing_units(outcome),
        budget(outcome),
    )
