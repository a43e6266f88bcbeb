"""Two birth dates side by side: for many pairs at once, and what each kind of agreement weighs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from math import log2
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from vinhdanh.engines.appraisal.matching.frequencies import Frequencies
    from vinhdanh.engines.vietnamese import PartialDate

    Ints = npt.NDArray[np.int64]

SAME, PART, SWAPPED, SLIP = 0.85, 0.95, 0.04, 0.01
"""How often a date looks so in two records of one person (`weights`); PART is among pairs of which one tells less than the other."""

SLIP_DATES: Final = 20
"""Dates that lie one digit away from a date."""


class Agreement(IntEnum):
    """How two birth dates stand to each other."""

    CONFLICT = 0
    SAME_DAY = 1
    SAME_PART = 2
    SWAPPED = 3
    SLIP = 4
    UNKNOWN = 5


def _digits_apart(a: Ints, b: Ints, width: int) -> npt.NDArray[np.bool_]:
    """Whether two numbers of `width` digits differ in one digit, or in two neighbours that changed places."""
    x = np.stack([a // 10**i % 10 for i in range(width)])
    y = np.stack([b // 10**i % 10 for i in range(width)])
    differ = x != y
    turned = np.zeros(a.shape, dtype=bool)
    for i in range(width - 1):
        turned |= (x[i] == y[i + 1]) & (x[i + 1] == y[i])
    count = differ.sum(axis=0)
    apart: npt.NDArray[np.bool_] = (count == 1) | ((count == 2) & turned)
    return apart


@dataclass(frozen=True, slots=True)
class Births:
    """Birth dates as columns; 0 stands for what is not told."""

    year: Ints
    month: Ints
    day: Ints

    @classmethod
    def of(cls, births: Sequence[PartialDate | None]) -> Births:
        """Columns of a list of dates."""
        rows = [(0, 0, 0) if b is None else (b.year, b.month or 0, b.day or 0) for b in births]
        columns = np.array(rows, dtype=np.int64).reshape(-1, 3)
        return cls(columns[:, 0], columns[:, 1], columns[:, 2])

    def agreement(self, one: Ints, other: Ints) -> npt.NDArray[np.int8]:
        """`Agreement` of each pair of rows."""
        y1, y2, m1, m2, d1, d2 = (column[rows] for column in (self.year, self.month, self.day) for rows in (one, other))
        result = np.zeros(one.shape, dtype=np.int8)
        full = (d1 > 0) & (d2 > 0)
        same = [y1 == y2, m1 == m2, d1 == d2]
        months = same[1] | (m1 == 0) | (m2 == 0)
        result[~full & same[0] & months & (same[2] | (d1 == 0) | (d2 == 0))] = Agreement.SAME_PART
        slips = (
            _digits_apart(y1, y2, 4) & same[1] & same[2],
            _digits_apart(m1, m2, 2) & same[0] & same[2],
            _digits_apart(d1, d2, 2) & same[0] & same[1],
        )
        result[full & (slips[0] | slips[1] | slips[2])] = Agreement.SLIP
        result[full & same[0] & (d1 == m2) & (m1 == d2)] = Agreement.SWAPPED
        result[full & same[0] & same[1] & same[2]] = Agreement.SAME_DAY
        result[(y1 == 0) | (y2 == 0)] = Agreement.UNKNOWN
        return result


def weigh(agreement: Agreement, one: PartialDate | None, other: PartialDate | None, shares: Frequencies) -> tuple[float, str]:
    """Bits and, in Vietnamese, the reason. A conflict is no case for this function: such pairs are dropped before."""
    if one is None or other is None:
        return 0.0, "không đủ ngày sinh để đối chiếu"
    if agreement is Agreement.SAME_DAY:
        return log2(SAME / shares.date(one)), "cùng ngày sinh"
    if agreement is Agreement.SWAPPED:
        return log2(SWAPPED / max(shares.date(one), shares.date(other))), "ngày và tháng sinh đảo chỗ"
    if agreement is Agreement.SLIP:
        chance = SLIP_DATES * max(shares.date(one), shares.date(other))
        return log2(SLIP / min(1.0, chance)), "ngày sinh khác một chữ số"
    if one.month is not None and other.month is not None:
        return log2(PART * 12 / shares.year(one.year)), "cùng tháng, năm sinh"
    told = "cùng năm sinh" if one.month == other.month else "cùng năm sinh, một bên chỉ ghi năm"
    return log2(PART / shares.year(one.year)), told
