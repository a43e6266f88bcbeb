"""The selection as integer arrays: one row of masks per category and target, one index of the unit per candidate."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from vinhdanh.engines.selection.types import SCORE_LIMIT, Candidate, Category, Rules, Target
from vinhdanh.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Model:
    """Everyone who may be chosen (nobody excluded), sorted by id, and the hard bounds.

    Shapes: n candidates, U units, C categories, T targets. `scores` are divided by `unit_score`, their greatest common divisor.
    `masks` has shape (C + T, n): categories first.
    """

    ids: tuple[str, ...]
    scores: Ints
    unit_score: int
    unit: Ints
    unit_codes: tuple[str, ...]
    unit_lo: Ints
    unit_hi: Ints
    must: Bools
    masks: Bools
    categories: int
    cat_lo: Ints
    cat_hi: Ints
    size: int

    @property
    def n(self) -> int:
        """Number of candidates who may be chosen."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Band:
    """A target at a known base: met when lo ≤ count ≤ hi."""

    lo: int
    hi: int

    def miss(self, count: int) -> int:
        """People missing or too many."""
        return max(0, self.lo - count, count - self.hi)


def band(target: Target, base: int) -> Band:
    """The whole numbers that meet a target when `base` people are chosen.

    "About" without any whole number inside the tolerance means the nearest whole number, halves up.
    """
    if target.share is not None:
        per = Fraction(base, 100)
        wanted, tolerance = target.share * per, target.tolerance * per
    else:
        wanted, tolerance = Fraction(target.count or 0), target.tolerance
    lo, hi = max(0, math.ceil(wanted - tolerance)), max(0, math.floor(wanted + tolerance))
    if target.direction == "at_least":
        return Band(lo, max(lo, base))
    if target.direction == "at_most":
        return Band(0, hi)
    if lo > hi:
        lo = hi = math.floor(wanted + Fraction(1, 2))
    return Band(lo, hi)


def build(candidates: Sequence[Candidate], rules: Rules) -> Model:
    """Checks the input and lays it out as arrays.

    Raises:
        UserError: empty pool, double id, unknown column, impossible numbers, a decision about nobody, too many must-includes.
    """
    check(candidates, rules)
    pool = sorted((c for c in candidates if c.id not in rules.must_exclude), key=lambda c: c.id)
    codes = tuple(sorted({c.unit for c in candidates} | set(rules.units)))
    place = {code: k for k, code in enumerate(codes)}
    bounds = [rules.units.get(code, rules.unit_default) for code in codes]
    masks = np.array([_mask(row, pool) for row in _counted(rules)], dtype=bool)
    scores = [c.score for c in pool]
    unit_score = math.gcd(*scores) or 1
    return Model(
        ids=tuple(c.id for c in pool),
        scores=np.array([s // unit_score for s in scores], dtype=np.int64),
        unit_score=unit_score,
        unit=np.array([place[c.unit] for c in pool], dtype=np.int64),
        unit_codes=codes,
        unit_lo=np.array([b.at_least for b in bounds], dtype=np.int64),
        unit_hi=np.array([rules.size if b.at_most is None else min(b.at_most, rules.size) for b in bounds], dtype=np.int64),
        must=np.array([c.id in rules.must_include for c in pool], dtype=bool),
        masks=masks.reshape(len(_counted(rules)), len(pool)),
        categories=len(rules.categories),
        cat_lo=np.array([c.at_least for c in rules.categories], dtype=np.int64),
        cat_hi=np.array(
            [rules.size if c.at_most is None else min(c.at_most, rules.size) for c in rules.categories], dtype=np.int64
        ),
        size=rules.size,
    )


def _mask(row: Category | Target, pool: Sequence[Candidate]) -> list[bool]:
    """Whom a category or target counts."""
    if isinstance(row, Category) and row.members:
        return [c.id in row.members for c in pool]
    values = frozenset(row.values)
    return [not values.isdisjoint(c.attributes.get(row.column, ())) for c in pool]


def _counted(rules: Rules) -> list[Category | Target]:
    """Everything that counts a column: categories, then targets, as the rows of the masks."""
    return [*rules.categories, *rules.targets]


def check(candidates: Sequence[Candidate], rules: Rules) -> None:
    """Refuses what has no meaning; what merely cannot be met is left to the relaxation."""
    if not candidates:
        raise UserError(
            "Danh sách đề nghị đang trống nên chưa thể lựa chọn. Đề nghị bổ sung ít nhất một đồng chí.",
            "The pool of candidates is empty; there is nobody to choose from.",
        )
    double = [i for i, times in Counter(c.id for c in candidates).items() if times > 1]
    if double:
        raise UserError(
            f"Mã “{double[0]}” xuất hiện nhiều lần trong danh sách; mỗi người chỉ được ghi một dòng. Đề nghị bỏ dòng trùng.",
            f"Id “{double[0]}” stands more than once in the table; each candidate has one row.",
        )
    for c in candidates:
        if abs(c.score) > SCORE_LIMIT:
            raise UserError(
                f"Điểm của “{c.name or c.id}” vượt quá giới hạn 1.000.000.000 điểm. Đề nghị kiểm tra lại số đã nhập.",
                f"The score of “{c.name or c.id}” is beyond 1,000,000,000 points.",
            )
    check_numbers(rules)
    check_decisions({c.id for c in candidates}, rules)
    check_columns({column for c in candidates for column in c.attributes}, {k for c in candidates for k in c.keys}, rules)


def check_columns(known: Collection[str], keys: Collection[str], rules: Rules) -> None:
    """Refuses rules that count a column, or break ties by one, that the table does not have."""
    for row in _counted(rules):
        if row.column not in known and not getattr(row, "members", None):
            raise UserError(
                f"Tiêu chí “{row.label}” cần cột “{row.column}” nhưng bảng không có cột này. Đề nghị thêm cột hoặc sửa tên cột.",
                f"“{row.label}” counts the column “{row.column}”, which the table does not have.",
            )
    for t in rules.tie_breaks:
        if t.column not in keys:
            raise UserError(
                f"Tiêu chí phụ dùng cột “{t.column}” nhưng bảng không có số liệu ở cột này. Đề nghị thêm cột hoặc bỏ tiêu chí phụ.",
                f"The tie-break column “{t.column}” is not in the table.",
            )


def check_numbers(rules: Rules) -> None:
    """Refuses figures that make no sense."""
    if rules.size < 0 or rules.reserves < 0:
        raise UserError("Số lượng cần chọn và số dự khuyết không được âm.", "Places and reserves must not be negative.")
    named = [(f"đơn vị {code}", b.at_least, b.at_most) for code, b in rules.units.items()]
    named.append(("mỗi đơn vị", rules.unit_default.at_least, rules.unit_default.at_most))
    named += [(f"“{c.label}”", c.at_least, c.at_most) for c in rules.categories]
    for what, low, high in named:
        if low < 0 or (high is not None and high < low):
            raise UserError(
                f"Mức tối thiểu và tối đa của {what} không hợp lệ ({low} và {high}). Mức tối đa không được nhỏ hơn mức tối thiểu.",
                f"Bounds of {what} make no sense: at least {low}, at most {high}.",
            )
    for t in rules.targets:
        bad_share = t.share is not None and not 0 <= t.share <= 100
        if bad_share or (t.share is None) == (t.count is None) or (t.count or 0) < 0 or t.tolerance < 0:
            raise UserError(
                f"Chỉ tiêu “{t.label}” phải có tỷ lệ từ 0 đến 100 % hoặc một số lượng, và sai số không âm.",
                f"Target “{t.label}” needs a share of 0–100 % or a count, and a tolerance that is not negative.",
            )


def check_decisions(ids: Collection[str], rules: Rules) -> None:
    """Refuses decisions about nobody, without a reason, or against each other."""
    for word, decided in (("phải chọn", rules.must_include), ("không chọn", rules.must_exclude)):
        for id_, reason in decided.items():
            if id_ not in ids:
                raise UserError(
                    f"Quyết định “{word}” nêu mã “{id_}” không có trong danh sách. Đề nghị kiểm tra lại mã.",
                    f"A decision names “{id_}”, who is not in the table.",
                )
            if not reason.strip():
                raise UserError(
                    f"Quyết định “{word}” đối với “{id_}” chưa ghi lý do. Đề nghị bổ sung lý do.",
                    f"The decision about “{id_}” has no reason.",
                )
    both = sorted(set(rules.must_include) & set(rules.must_exclude))
    if both:
        raise UserError(
            f"“{both[0]}” vừa thuộc diện phải chọn vừa thuộc diện không chọn. Đề nghị giữ lại một quyết định.",
            f"“{both[0]}” must be both included and excluded.",
        )
    if len(rules.must_include) > rules.size:
        raise UserError(
            f"Có {len(rules.must_include)} đồng chí thuộc diện phải chọn nhưng chỉ có {rules.size} chỗ. Đề nghị rút bớt hoặc tăng số lượng.",
            f"{len(rules.must_include)} must be included but there are only {rules.size} places.",
        )
