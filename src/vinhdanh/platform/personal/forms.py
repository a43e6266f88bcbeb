"""Forms of a person's data page."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.personal.models import SensitiveValue
from vinhdanh.platform.personal.selectors import ETHNICITY

KINDS = [*SensitiveValue.Kind.choices, (ETHNICITY, _("Dân tộc"))]


class Look(forms.Form):
    """To see one kind of value; the purpose is kept."""

    kind = forms.ChoiceField(label=_("Thông tin cần xem"), choices=KINDS)
    purpose = forms.CharField(
        label=_("Dùng vào việc gì"), min_length=3, max_length=200, help_text=_("Được ghi lại cùng tên đồng chí và thời điểm xem.")
    )


class Write(forms.Form):
    """To write one kind of value; an empty one removes it."""

    kind = forms.ChoiceField(label=_("Thông tin cần ghi"), choices=KINDS)
    value = forms.CharField(label=_("Nội dung"), max_length=200, required=False, help_text=_("Để trống là bỏ thông tin này."))


class Erase(forms.Form):
    """To erase; asks for the reason and for a deliberate word."""

    reason = forms.CharField(
        label=_("Lý do xoá"), min_length=3, max_length=200, help_text=_("Ví dụ số và ngày của đơn đề nghị; không ghi họ tên.")
    )
    sure = forms.BooleanField(label=_("Tôi hiểu rằng dữ liệu đã xoá không lấy lại được"))
