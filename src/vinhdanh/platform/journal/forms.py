"""The filter of the journal's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.design.fields import DayField
from vinhdanh.platform.journal import words
from vinhdanh.platform.journal.selectors import Wanted


class Filter(forms.Form):
    """What is asked for; every field may stay empty. A value that makes no sense is left out, never an error page."""

    don_vi = forms.CharField(label=_("Đơn vị"), max_length=300, required=False)
    viec = forms.ChoiceField(label=_("Việc đã làm"), required=False)
    nguoi = forms.CharField(label=_("Người thực hiện"), max_length=300, required=False)
    tu = DayField(label=_("Từ ngày"), required=False, help_text="")
    den = DayField(label=_("Đến ngày"), required=False, help_text="")
    truoc = forms.IntegerField(min_value=1, max_value=2**62, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["viec"].choices = [("", _("Tất cả")), *words.known()]  # type: ignore[attr-defined]  # the field is a ChoiceField

    def wanted(self) -> Wanted:
        """What is asked for, of the fields that make sense."""
        self.is_valid()
        told: dict[str, Any] = self.cleaned_data
        return Wanted(
            union=told.get("don_vi") or "",
            verb=told.get("viec") or "",
            person=told.get("nguoi") or "",
            since=told.get("tu"),
            until=told.get("den"),
            before=told.get("truoc"),
        )
