"""The Vietnamese sentences of a selection: short, courteous, and true as they stand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from vinhdanh.engines.selection.types import Relaxation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from vinhdanh.engines.selection.model import Model
    from vinhdanh.engines.selection.relax import Row
    from vinhdanh.engines.selection.types import Candidate, Category, RelaxedName, Rules, TargetResult

    Ints = NDArray[np.int64]

SHOWN = 12
"""Bounds of a conflict that a sentence names; the rest is counted."""

UNDECIDED = {
    "board": "chờ cấp có thẩm quyền quyết định",
    "revote": "chờ bỏ phiếu lại",
    "lottery": "chờ bốc thăm công khai",
}


def number(value: Fraction, digits: int = 2) -> str:
    """A number as Vietnamese papers write it: decimal comma, at most `digits` decimals, dots between thousands."""
    return _written(round(value * 10**digits), digits)


def points(score: int, rules: Rules) -> str:
    """A score as a number of points."""
    return _written(score, rules.decimals)


def _written(scaled: int, digits: int) -> str:
    whole, rest = divmod(abs(scaled), 10**digits)
    text = f"{whole:,}".replace(",", ".")
    decimals = f"{rest:0{digits}d}".rstrip("0") if rest else ""
    return f"{'−' if scaled < 0 else ''}{text}{',' + decimals if decimals else ''}"


def who(candidate: Candidate) -> str:
    """The candidate inside a sentence."""
    return f"{candidate.honorific} {candidate.name or candidate.id}".strip()


def upper(sentence: str) -> str:
    """The sentence with a capital letter at its start."""
    return sentence[:1].upper() + sentence[1:]


def unit(code: str, rules: Rules) -> str:
    """The union inside a sentence."""
    return rules.unit_names.get(code) or (f"đơn vị {code}" if code else "nhóm chưa ghi đơn vị")


def category(of: Category) -> str:
    """The category, or the group of people who belong together, inside a sentence."""
    return f"{'nhóm' if of.members else 'loại'} “{of.label}”"


def row(bound: Row, model: Model, rules: Rules, names: Mapping[str, str]) -> str:
    """One hard bound, as a noun phrase; `names` gives the name of an id."""
    if bound.kind == "size_cap":
        return f"tổng số không quá {bound.bound}"
    if bound.kind == "size_floor":
        return f"phải chọn đủ {bound.bound}"
    if bound.kind == "include":
        return f"phải chọn {names[model.ids[bound.of]]} theo quyết định"
    word = "ít nhất" if bound.kind.endswith("floor") else "nhiều nhất"
    of = unit(model.unit_codes[bound.of], rules) if bound.kind.startswith("unit") else category(rules.categories[bound.of])
    return f"{of} có {word} {bound.bound}"


def several(phrases: Sequence[str]) -> str:
    """Phrases in one line, the tail counted."""
    shown = "; ".join(phrases[:SHOWN])
    rest = len(phrases) - SHOWN
    return f"{shown}; và {rest} giới hạn khác" if rest > 0 else shown


def relaxations(asked: Model, applied: Model, rules: Rules, chosen: int) -> tuple[Relaxation, ...]:
    """What was asked for and what was applied instead."""
    found: list[Relaxation] = []
    changes: tuple[tuple[RelaxedName, Ints, Ints], ...] = (
        ("unit_cap", asked.unit_hi, applied.unit_hi),
        ("category_cap", asked.cat_hi, applied.cat_hi),
        ("category_floor", asked.cat_lo, applied.cat_lo),
        ("unit_floor", asked.unit_lo, applied.unit_lo),
    )
    for kind, before, after in changes:
        change = "hạ mức tối thiểu từ {} xuống {}" if kind.endswith("floor") else "nâng mức tối đa từ {} lên {}"
        for k in (before != after).nonzero()[0]:
            a, b = int(before[k]), int(after[k])
            code = asked.unit_codes[k] if kind.startswith("unit") else rules.categories[k].id
            name = unit(code, rules) if kind.startswith("unit") else category(rules.categories[k])
            found.append(Relaxation(kind, code, a, b, upper(f"{name}: {change.format(a, b)}.")))
    if rules.exact and chosen < rules.size:
        found.append(Relaxation("size", "", rules.size, chosen, f"Chỉ chọn được {chosen} trong {rules.size} chỗ."))
    return tuple(found)


def notes(
    rules: Rules, chosen: int, conflicts: Sequence[str], changed: Sequence[Relaxation], tied: int, *, drawn: bool
) -> tuple[str, ...]:
    """What the reader of the list has to know."""
    lines: list[str] = []
    if conflicts:
        lines.append(f"Các giới hạn sau không thể cùng được giữ: {several(conflicts)}.")
    if changed:
        lines.append(f"Phương án nới ít nhất đã được áp dụng: {' '.join(r.sentence for r in changed[:SHOWN])}")
    if len(changed) > SHOWN:
        lines.append(f"Ngoài ra còn {len(changed) - SHOWN} giới hạn khác được nới.")
    if chosen < rules.size and not rules.exact:
        lines.append(f"Chỉ chọn được {chosen} trong {rules.size} chỗ; các chỗ còn lại để trống.")
    if tied and drawn:
        lines.append(f"Có {tied} trường hợp ngang nhau đã được quyết định bằng bốc thăm công khai.")
    elif tied:
        lines.append(
            f"Có {tied} trường hợp ngang nhau về điểm và tiêu chí phụ, {UNDECIDED[rules.then]}; thứ tự đang ghi chỉ là tạm xếp theo mã."
        )
    return tuple(lines)


def warnings(rules: Rules, targets: Sequence[TargetResult]) -> tuple[str, ...]:
    """Targets that no list can meet under the hard bounds, and shares that add up to more than everyone."""
    lines = []
    for t in targets:
        low, high = t.reachable
        if t.low > high or t.high < low:
            lines.append(
                f"Chỉ tiêu “{t.label}” ({wanted(t.low, t.high, t.direction)} trong {t.base}) không thể đạt với các giới hạn hiện có: "
                f"chỉ có thể từ {low} đến {high}."
            )
    columns = {t.column for t in rules.targets}
    for column in sorted(columns):
        own = [t for t in rules.targets if t.column == column and t.share is not None and t.direction != "at_most"]
        seen = [v for t in own for v in t.values]
        total = sum((t.share or Fraction(0) for t in own), Fraction(0))
        if total > 100 and len(seen) == len(set(seen)):
            lines.append(
                f"Các tỷ lệ theo cột “{column}” cộng lại là {number(total)}\N{NO-BREAK SPACE}%, vượt quá 100\N{NO-BREAK SPACE}%; "
                "chỉ có thể cùng đạt khi một người được tính ở nhiều nhóm."
            )
    return tuple(lines)


def wanted(low: int, high: int, direction: str) -> str:
    """The whole numbers that meet a target."""
    if direction == "at_least":
        return f"ít nhất {low}"
    if direction == "at_most":
        return f"nhiều nhất {high}"
    return f"{low}" if low == high else f"từ {low} đến {high}"
