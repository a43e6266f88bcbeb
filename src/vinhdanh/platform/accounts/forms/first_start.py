"""The form of the first start."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.accounts import selectors
from vinhdanh.platform.accounts.forms.credentials import CredentialsForm
from vinhdanh.platform.organisations.forms.fields import Words
from vinhdanh.platform.organisations.models import Level


class FirstStartForm(CredentialsForm):
    """The first union and the first account."""

    token = forms.CharField(
        label=_("Mã bắt đầu"),
        max_length=100,
        help_text=_("In trên cửa sổ lệnh nơi đồng chí vừa mở phần mềm. Mã chỉ dùng được một lần."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    union = Words(
        label=_("Tên đơn vị công đoàn"),
        max_length=300,
        help_text=_("Viết đầy đủ như trên văn bản của đơn vị."),
        widget=forms.TextInput(),
    )
    level: forms.ModelChoiceField[Level] = forms.ModelChoiceField(
        label=_("Cấp"), queryset=None, empty_label=_("Chọn cấp của đơn vị")
    )
    code = Words(
        label=_("Mã đơn vị"),
        max_length=40,
        help_text=_("Ngắn, không dấu, không trùng đơn vị khác; in trên biểu mẫu gửi cơ sở."),
        validators=[
            RegexValidator(r"\A[A-Za-z0-9][A-Za-z0-9._-]*\Z", _("Mã chỉ gồm chữ không dấu, chữ số, dấu chấm hoặc gạch."))
        ],
    )
    place = Words(label=_("Địa danh ghi trên văn bản"), max_length=200, help_text=_("Đứng trước ngày, tháng, năm trên văn bản."))
    name = Words(label=_("Họ và tên đồng chí"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    title = Words(label=_("Chức danh"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "organization-title"}))

    field_order = ["token", "union", "level", "code", "place", "name", "title", "username", "password", "again"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].queryset = selectors.levels()  # type: ignore[attr-defined]  # a field of choices among rows
