"""Fields of forms that people here fill in by hand: days, files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vinhdanh.engines.vietnamese import parse_date, short_date

FIRST, LAST = 1900, 2200
WEEKDAYS = (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))


def read_day(text: object) -> date | None:
    """A whole day in any form that people type (5/3/2020, 05.03.2020, 2020-03-05); None when it is none."""
    try:
        partial = parse_date(str(text))
    except ValueError:
        return None
    if partial is None or partial.month is None or partial.day is None or not FIRST <= partial.year <= LAST:
        return None
    return date(partial.year, partial.month, partial.day)


def weekday_words(day: date) -> str:
    """The day with its weekday: "thứ Năm, 05/3/2020"."""
    return f"{WEEKDAYS[day.weekday()]}, {short_date(day)}"


class DayInput(forms.TextInput):
    """A box for a day typed by hand; the weekday is said below it (by the server, and at once where scripts run)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "maxlength": "30", "data-day": "", "class": "input-day", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """A day as it is written here; what a person typed stays as typed."""
        return short_date(value) if isinstance(value, date) else super().format_value(value)


class DayField(forms.Field):
    """A day between 1900 and 2200, typed as dd/mm/yyyy or in any usual way.

    Raises:
        ValidationError: there is no such day, or it lies outside.
    """

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Ngày/tháng/năm, ví dụ 05/3/2020"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day; None for an empty box."""
        if value is None or not str(value).strip():
            return None
        if isinstance(value, date):
            return value
        day = read_day(value)
        if day is None:
            raise ValidationError(
                _("Không đọc được ngày này. Đề nghị ghi ngày/tháng/năm, ví dụ 05/3/2020, từ năm 1900 đến 2200."), code="invalid"
            )
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares days, not the ways to write them."""
        return bool(initial != (read_day(data) if data else None))


class DropZone(forms.FileInput):
    """A large field onto which a file can be dropped, without any script: the browser's own field fills it.

    Args:
        accept: Endings or kinds that are taken, as HTML's `accept`.
    """

    def __init__(self, accept: str = "", attrs: dict[str, Any] | None = None) -> None:
        chosen: dict[str, Any] = {"class": "drop-zone", **(attrs or {})}
        if accept:
            chosen["accept"] = accept
        super().__init__(chosen)
