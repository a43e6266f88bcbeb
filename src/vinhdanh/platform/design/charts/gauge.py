"""A value against its cap or its target, with what can be reached."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from django.utils.translation import gettext as _

from vinhdanh.engines.vietnamese import money, percent
from vinhdanh.platform.design.charts.scale import place


def share_words(share: Fraction) -> str:
    """A share as people write it: whole per cents without decimals."""
    hundred = share * 100
    return percent(hundred.numerator, 0) if hundred.denominator == 1 else percent(share)


def exact(number: int | None) -> Fraction | None:
    """A number as a share of one; None stays None."""
    return None if number is None else Fraction(number)


@dataclass(frozen=True, slots=True)
class Gauge:
    """A bar with its wall (cap) or its line (target). Use `share` or `count`.

    Args:
        name: What is measured.
        value, top: The value and the right end of the bar, in one unit.
        words: The value in words, with its base.
        target: What is striven for; None without.
        cap: What is never passed; None without.
        low, high: What can be reached with those at hand; None when not computed.
        lack: What is missing, in words; empty when nothing is.
        note: The sentence beside the bar.
    """

    name: str
    value: Fraction
    top: Fraction
    words: str
    target: Fraction | None = None
    cap: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    lack: str = ""
    note: str = ""

    @classmethod
    def share(
        cls, name: str, part: int, base: int, *, target: Fraction | None = None, low: Fraction | None = None,
        high: Fraction | None = None, unit: str = "", note: str = "",
    ) -> Gauge:  # fmt: skip
        """A share of `base` ("66 · 37,7 %") on a bar from 0 to 100 %; `unit` of what is missing, "người" by default."""
        unit = unit or _("người")
        value = Fraction(part, base) if base else Fraction(0)
        words = f"{money(part)} · {percent(value)}" if base else _("chưa có số liệu")
        missing = ceil(target * base) - part if target is not None else 0
        lack = _("thiếu %(count)s %(unit)s") % {"count": money(missing), "unit": unit} if missing > 0 else ""
        sentences = []
        if target is not None:
            goal = {"target": share_words(target), "lack": lack}
            met = _("Khoảng %(target)s: đạt.") if base else _("Khoảng %(target)s.")
            sentences.append((_("Khoảng %(target)s: %(lack)s.") if lack else met) % goal)
        if low is not None and high is not None:
            sentences.append(
                _("Đạt được từ %(low)s đến %(high)s.") % {"low": share_words(low), "high": share_words(high)}
                if low != high
                else _("Chỉ có thể là %(low)s.") % {"low": share_words(low)}
            )
        return cls(name, value, Fraction(1), words, target, None, low, high, lack, " ".join([*sentences, note]).strip())

    @classmethod
    def count(
        cls, name: str, value: int, *, cap: int | None = None, target: int | None = None, low: int | None = None,
        high: int | None = None, unit: str = "", note: str = "",
    ) -> Gauge:  # fmt: skip
        """A number against its cap ("238 / 250"), its target, or both; `unit` is said behind numbers."""
        top = max(1, value, cap or 0, target or 0, high or 0)
        whole = cap if cap is not None else target
        tail = f" {unit}" if unit else ""
        words = money(value) + (f" / {money(whole)}" if whole is not None else "") + tail
        lack, sentences = "", []
        if cap is not None:
            sentences.append(_("Giới hạn cứng: không vượt %(cap)s.") % {"cap": money(cap) + tail})
            if value > cap:
                lack = _("vượt %(count)s") % {"count": money(value - cap) + tail}
        if target is not None:
            sentences.append(_("Mục tiêu %(target)s.") % {"target": money(target) + tail})
            if value < target:
                lack = lack or _("thiếu %(count)s") % {"count": money(target - value) + tail}
        if low is not None and high is not None:
            sentences.append(_("Đạt được từ %(low)s đến %(high)s.") % {"low": money(low), "high": money(high) + tail})
        note = " ".join([*sentences, note]).strip()
        return cls(name, Fraction(value), Fraction(top), words, exact(target), exact(cap), exact(low), exact(high), lack, note)

    @property
    def state(self) -> str:
        """`over` beyond the cap, `short` of the target, else `done`; `note` when nothing is asked."""
        if self.cap is not None and self.value > self.cap:
            return "over"
        if self.lack:
            return "short"
        asked = self.cap is not None or (self.target is not None and self.value >= self.target)
        return "done" if asked else "note"

    @property
    def tag(self) -> str:
        """The state of the tag that says what is missing."""
        return "blocking" if self.state == "over" else "warning"

    @property
    def unreachable(self) -> bool:
        """Whether the target lies beyond what can be reached."""
        return self.target is not None and self.high is not None and self.high < self.target

    @property
    def fill(self) -> str:
        """Width of the filled part, up to the cap."""
        return place(min(self.value, self.cap) if self.cap is not None else self.value, self.top)

    @property
    def over(self) -> str:
        """Width of the part beyond the cap."""
        return place(self.value - self.cap, self.top) if self.cap is not None else "0%"

    @property
    def missing(self) -> str:
        """Width of the part between the value and the target."""
        return place(self.target - self.value, self.top) if self.target is not None else "0%"

    @property
    def target_at(self) -> str:
        """Where the target's line stands."""
        return place(self.target or 0, self.top)

    @property
    def cap_at(self) -> str:
        """Where the wall stands."""
        return place(self.cap or 0, self.top)

    @property
    def low_at(self) -> str:
        """Left end of what can be reached."""
        return place(self.low or 0, self.top)

    @property
    def high_at(self) -> str:
        """Right end of what can be reached."""
        return place(self.high or 0, self.top)
