"""Engine: statistics. Every count and share, always with its base.

`figures` gives the named shares that papers and report quote; its keys stand in the head of `statistics.figures`. `tables` gives the
statistical tables; `tables_workbook` writes them as Excel. The run makes an `Outcome` without them and then puts both in
(`dataclasses.replace(outcome, figures=figures(outcome), tables=tables(outcome))`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from vinhdanh.engines.statistics.bands import education_band
from vinhdanh.engines.statistics.composition import by_level, comparison, composition
from vinhdanh.engines.statistics.figures import figures
from vinhdanh.engines.statistics.lists import Counted, accepted, distinct, lists
from vinhdanh.engines.statistics.rollup import by_group, roll_up
from vinhdanh.engines.statistics.structure import Ages, ages, structure
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
    "by_group",
    "by_level",
    "comparison",
    "composition",
    "distinct",
    "education_band",
    "figures",
    "honours_held",
    "initiatives",
    "lists",
    "missing_units",
    "roll_up",
    "structure",
    "tables",
    "tables_workbook",
    "targets",
    "units",
]


def tables(outcome: Outcome, *, private: bool = False, public: bool = False) -> tuple[Table, ...]:
    """The tables of a campaign, by code.

    B1 units, B2 honours held, B2.1 awards by level, B3 initiatives, B4 structure, B4.1 along every dimension, B4.2 beside the workforce,
    B5 targets, B6 missing units, B7 groups, KP prize money.

    Args:
        outcome: The choices made; its own `tables` are not read.
        private: Add what is sensitive (party membership, religion): only for papers that ask for it.
        public: For a page that anybody may read: nothing sensitive, small cells hidden, and none of the tables that cannot be hidden
            well: B2 and B2.1 by year and level, B4 (B4.1 parts the same lists), B4.2, the names in B6.
    """
    if public:
        return (
            units(outcome, public=True),
            initiatives(outcome),
            composition(outcome, public=True),
            targets(outcome),
            by_group(outcome, public=True),
            budget(outcome),
        )
    return (
        units(outcome),
        honours_held(outcome),
        by_level(outcome),
        initiatives(outcome),
        structure(outcome, private=private),
        composition(outcome, private=private),
        comparison(outcome),
        targets(outcome),
        missing_units(outcome),
        by_group(outcome),
        budget(outcome),
    )
