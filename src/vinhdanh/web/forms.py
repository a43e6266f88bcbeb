"""Forms of the pages that belong to no step."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class PreferencesForm(forms.Form):
    """How the pages look on this device."""

    theme = forms.ChoiceField(
        label=_("Màu nền"),
        choices=[("device", _("Theo thiết bị")), ("light", _("Sáng")), ("dark", _("Tối"))],
        widget=forms.RadioSelect,
    )
    text = forms.ChoiceField(
        label=_("Cỡ chữ"),
        choices=[("100", "100 %"), ("125", "125 %"), ("150", "150 %")],
        widget=forms.RadioSelect,
    )
    keys = forms.ChoiceField(
        label=_("Phím tắt"),
        choices=[("1", _("Phím “/” mở ô tìm")), ("0", _("Không dùng phím tắt"))],
        widget=forms.RadioSelect,
        required=False,
    )
    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=settings.LANGUAGES, widget=forms.RadioSelect)
