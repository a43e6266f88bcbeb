"""Forms of registers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.organisations.forms.fields import OnceForm


class UploadForm(OnceForm):
    """A register as a table file."""

    file = forms.FileField(
        label=_("Tệp danh bạ"),
        max_length=255,
        help_text=_(
            "Excel (.xlsx, .xls), OpenDocument (.ods) hoặc CSV. Chưa có gì thay đổi cho đến khi đồng chí xem trước và bấm Ghi."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv,.txt"}),
    )
