"""Forms of groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.organisations.forms.fields import Day, OnceForm, RevisionForm, Words


class GroupForm(forms.Form):
    """A group's name and days."""

    name = Words(label=_("Tên khối, cụm"), max_length=200)
    valid_from = Day(label=_("Có từ ngày"), required=False)
    valid_to = Day(label=_("Kết thúc kể từ ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", _("Ngày này trước ngày bắt đầu."))
        return cleaned


class NewGroupForm(OnceForm, GroupForm):
    """A new group."""


class EditGroupForm(RevisionForm, GroupForm):
    """A group as it is."""


class AssignForm(forms.Form):
    """Into which group, from when."""

    group = forms.TypedChoiceField(label=_("Xếp vào"), coerce=int, empty_value=None, choices=[])
    day = Day(label=_("Kể từ ngày"))

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["group"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [("", _("Chọn khối, cụm")), *choices, (0, _("Không thuộc khối, cụm nào"))]
