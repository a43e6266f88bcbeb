"""Forms of unions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.organisations.forms.fields import Count, Day, OnceForm, Phone, RevisionForm, Words
from vinhdanh.platform.organisations.models import Level
from vinhdanh.platform.organisations.services.unions import UnionData

if TYPE_CHECKING:
    from collections.abc import Iterable

CODE = RegexValidator(
    r"\A[0-9A-Za-zĐđ][0-9A-Za-zĐđ._/-]*\Z",
    _("Mã chỉ gồm chữ không dấu, chữ số và các dấu . _ - /, không có khoảng trắng. Ví dụ: GD-01."),
)


class UnionForm(forms.Form):
    """What is told of a union."""

    name = Words(label=_("Tên đơn vị"), max_length=300, help_text=_("Viết đầy đủ như trên văn bản."))
    code = Words(
        label=_("Mã đơn vị"),
        max_length=40,
        validators=[CODE],
        help_text=_("Ngắn, không trùng với đơn vị nào khác. Ví dụ: GD-01."),
    )
    level = forms.ModelChoiceField(label=_("Cấp"), queryset=Level.objects.none(), empty_label=_("Chọn cấp"))
    short = Words(label=_("Tên viết tắt"), max_length=120, required=False)
    symbol = Words(label=_("Ký hiệu trong số văn bản"), max_length=40, required=False)
    place = Words(label=_("Địa bàn"), max_length=200, required=False)
    members = Count(label=_("Số đoàn viên"), required=False)
    women = Count(label=_("Trong đó: nữ"), required=False)
    minority = Count(label=_("Trong đó: dân tộc thiểu số"), required=False)
    workers = Count(label=_("Trong đó: công nhân trực tiếp"), required=False)
    phone = Phone(label=_("Số điện thoại"), required=False)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=254, required=False)
    valid_from = Day(label=_("Ngày thành lập"), required=False)

    def __init__(self, *args: Any, levels: Iterable[Level], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [level.pk for level in levels]
        field = self.fields["level"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Level.objects.filter(pk__in=chosen)

    def clean(self) -> dict[str, Any]:
        """A part cannot be larger than the whole."""
        cleaned = super().clean() or {}
        members = cleaned.get("members")
        for part in ("women", "minority", "workers"):
            if members is not None and (cleaned.get(part) or 0) > members:
                self.add_error(part, _("Số này lớn hơn tổng số đoàn viên (%(members)s).") % {"members": members})
        return cleaned

    def union(self) -> UnionData:
        """The cleaned values."""
        return UnionData(**{name: self.cleaned_data[name] for name in UnionForm.base_fields})


class NewUnionForm(OnceForm, UnionForm):
    """A new union."""


class EditUnionForm(RevisionForm, UnionForm):
    """A union as it is told now."""


class ContactsForm(RevisionForm):
    """How to reach a union."""

    phone = Phone(label=_("Số điện thoại"), required=False)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=254, required=False)
