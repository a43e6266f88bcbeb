"""Fields that refuse what the database could not hold, in words; text is repaired (single spaces, NFC)."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh.engines.vietnamese import PartialDate, parse_date, repair, short_date

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
LARGEST = 2**31 - 1


class Words(forms.CharField):
    """One line of text."""

    default_error_messages = {"required": _("Mục này là bắt buộc, đồng chí ghi giúp.")}

    def clean(self, value: Any) -> str:
        """The text repaired; its length is that of what will be kept."""
        return str(super().clean(repair(value) if isinstance(value, str) and "\0" not in value else value))


class Phone(Words):
    """A telephone number: digits with signs between them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)
        self.widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}

    def clean(self, value: Any) -> str:
        """Refuses letters."""
        text = super().clean(value)
        if text and (not set(text) <= set("0123456789+-.() /;,") or not any(c.isdigit() for c in text)):
            raise forms.ValidationError(_("Số điện thoại chỉ gồm chữ số và các dấu cách, chấm, gạch. Ví dụ: 0271 555 0123."))
        return text


class Count(forms.IntegerField):
    """How many: 0 to 2³¹ − 1; "1.490" is read as 1490."""

    default_error_messages = {"invalid": _("Đồng chí ghi một số nguyên không âm, ví dụ 42.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=LARGEST, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Reads a number as Vietnamese write it."""
        if isinstance(value, str):
            plain = value.strip()
            groups = plain.replace("\u00a0", ".").replace(" ", ".").split(".")
            if len(groups) > 1 and all(len(g) == 3 and g.isdigit() for g in groups[1:]) and 1 <= len(groups[0]) <= 3:
                plain = "".join(groups)
            value = plain if len(plain) <= 20 else "x"
        return super().to_python(value)


class Day(forms.Field):
    """A day: 05/3/2020 or 2020-03-05, from 1900 to 2200."""

    widget = forms.TextInput
    default_error_messages = {
        "invalid": _("Ngày chưa đúng. Đồng chí ghi ngày/tháng/năm, ví dụ 05/3/2020."),
        "range": _("Ngày phải trong khoảng từ năm 1900 đến năm 2200."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Ngày/tháng/năm, ví dụ 05/3/2020."))
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "text", "autocomplete": "off", "maxlength": "20"}

    def prepare_value(self, value: Any) -> Any:
        """The day as a person writes it."""
        return short_date(value) if isinstance(value, date) else value

    def to_python(self, value: Any) -> date | None:
        """The day, or None when nothing was typed."""
        if isinstance(value, date) or value in self.empty_values:
            return value or None
        text = repair(str(value))[:40]
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:
            partial = parse_date(text)
            day_read = partial.full if partial is not None else None
            if day_read is None:
                raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
            day = day_read
        if not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(self.error_messages["range"], code="range")
        return day


class OnceForm(forms.Form):
    """A form that makes something: its token makes a second click harmless."""

    once = forms.UUIDField(widget=forms.HiddenInput, required=True, initial=uuid.uuid4)


class RevisionForm(forms.Form):
    """A form that changes something: it carries the revision that its reader saw."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=LARGEST)

    def show_theirs(self, theirs: dict[str, str], revision: int) -> None:
        """Somebody else saved first: tells at each field what they saved; saving again then overwrites knowingly."""
        self.data = {**{name: self.data[name] for name in self.data}, self.add_prefix("revision"): str(revision)}
        for name, value in theirs.items():
            mine = self.cleaned_data.get(name)
            if name in self.fields and str(_shown(mine)) != value:
                self.add_error(name, _("Người khác vừa lưu: “%(value)s”.") % {"value": value or "–"})


def _shown(value: Any) -> Any:
    return "" if value is None else short_date(value) if isinstance(value, date | PartialDate) else value
