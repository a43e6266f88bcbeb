"""Forms of notices."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.notices.models import Delivery
from vinhdanh.platform.notices.services.telling import BY_HAND
from vinhdanh.platform.organisations.forms.fields import Words


class NoteForm(forms.Form):
    """By which way somebody was told, and whom."""

    way = forms.ChoiceField(
        label=_("Đã nhắn bằng"),
        choices=[(way.value, way.label) for way in Delivery.Way if way in BY_HAND],
        widget=forms.RadioSelect,
    )
    words = Words(label=_("Nhắn cho ai, số nào"), max_length=200, required=False)
