"""Forms of moving, renaming, merging, splitting and ending."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.organisations.forms.fields import Day, RevisionForm, Words
from vinhdanh.platform.organisations.forms.unions import CODE
from vinhdanh.platform.organisations.models import Level, Union
from vinhdanh.platform.organisations.selectors import unions as selectors
from vinhdanh.platform.organisations.services.unions import UnionData

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models.unions import UnionQuerySet

PARTS = 6


class UnionField(Words):
    """A union of the reader's scope by its code, or by its name when only one bears it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Ghi mã đơn vị, hoặc tên đầy đủ."))
        super().__init__(max_length=300, **kwargs)
        self.scope: UnionQuerySet | None = None

    def clean(self, value: Any) -> Any:
        """The union."""
        text = super().clean(value)
        if not text or self.scope is None:
            return None
        found = list(self.scope.filter(code=text)[:1])
        if not found:
            found = list(self.scope.filter(selectors.matching(text))[:20])
            exact = [union for union in found if union.name.casefold() == text.casefold()]
            found = exact or found
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(_("Không tìm thấy đơn vị này. Đồng chí kiểm tra lại mã hoặc tên."))
        codes = ", ".join(union.code for union in found[:5])
        raise forms.ValidationError(_("Có nhiều đơn vị phù hợp (mã %(codes)s). Đồng chí ghi mã.") % {"codes": codes})


class ScopedForm(forms.Form):
    """A form with fields that name unions of the reader's scope."""

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UnionField):
                field.scope = selectors.unions(reader)


class MoveForm(ScopedForm):
    """Under which other union."""

    parent = UnionField(label=_("Đơn vị cấp trên mới"))
    day = Day(label=_("Kể từ ngày"), required=False, help_text=_("Để trống là hôm nay. Ngày/tháng/năm, ví dụ 05/3/2020."))
    reason = Words(label=_("Quyết định hoặc lý do"), max_length=300, required=False)


class RenameForm(RevisionForm):
    """The new name, from when, by which decision."""

    name = Words(label=_("Tên mới"), max_length=300)
    day = Day(label=_("Kể từ ngày"))
    decision = Words(label=_("Quyết định"), max_length=300, required=False, help_text=_("Số, ngày, cơ quan ban hành."))


class MergeForm(ScopedForm):
    """Which unions end, from when, by which decision."""

    gone = forms.CharField(
        label=_("Các đơn vị sáp nhập vào đơn vị này"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một đơn vị: mã, hoặc tên đầy đủ."),
    )
    day = Day(label=_("Kể từ ngày"))
    decision = Words(label=_("Quyết định"), max_length=300, help_text=_("Số, ngày, cơ quan ban hành."))
    add_figures = forms.BooleanField(label=_("Cộng số đoàn viên của các đơn vị đó vào đơn vị này"), required=False, initial=True)

    def __init__(self, *args: Any, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, **kwargs)
        self.scope = selectors.unions(reader, ended=True)

    def clean_gone(self) -> list[Union]:
        """The unions, each line one."""
        field = UnionField(required=False)
        field.scope = self.scope
        found: dict[int, Union] = {}
        for line in self.cleaned_data["gone"].splitlines()[:50]:
            union = field.clean(line)
            if union is not None:
                found[union.pk] = union
        if not found:
            raise forms.ValidationError(_("Đồng chí ghi ít nhất một đơn vị."))
        return list(found.values())


class PartForm(forms.Form):
    """A new union that comes of a split; an empty line is none."""

    name = Words(label=_("Tên đơn vị mới"), max_length=300, required=False)
    code = Words(label=_("Mã"), max_length=40, required=False, validators=[CODE])

    def clean(self) -> dict[str, Any]:
        """Both or neither."""
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("name")) != bool(cleaned.get("code")):
            self.add_error("code" if cleaned.get("name") else "name", _("Đồng chí ghi cả tên và mã của đơn vị mới."))
        return cleaned


PartFormSet = forms.formset_factory(PartForm, extra=PARTS, max_num=PARTS, absolute_max=PARTS)


class SplitForm(forms.Form):
    """From when, by which decision, and whether the old one goes on."""

    day = Day(label=_("Kể từ ngày"))
    decision = Words(label=_("Quyết định"), max_length=300, help_text=_("Số, ngày, cơ quan ban hành."))
    goes_on = forms.BooleanField(
        label=_("Đơn vị cũ vẫn hoạt động bên cạnh các đơn vị mới"),
        required=False,
        help_text=_(
            "Nếu không: đơn vị trực thuộc và người của đơn vị cũ chuyển sang đơn vị mới thứ nhất, rồi đồng chí chuyển tiếp."
        ),
    )


def parts_of(formset: Any, level: Level) -> list[UnionData]:
    """The new unions that the lines tell."""
    filled: Iterable[dict[str, Any]] = (form.cleaned_data for form in formset if form.cleaned_data.get("name"))
    return [UnionData(name=values["name"], code=values["code"], level=level) for values in filled]


class EndForm(forms.Form):
    """From when and why a union is no more."""

    day = Day(label=_("Kể từ ngày"))
    reason = Words(label=_("Quyết định hoặc lý do"), max_length=300)


class ReasonForm(forms.Form):
    """Why."""

    reason = Words(label=_("Lý do"), max_length=300)


class LevelForm(RevisionForm):
    """The words and days of a level."""

    name = Words(label=_("Tên cấp"), max_length=200)
    short = Words(label=_("Tên viết tắt"), max_length=80, required=False)
    valid_from = Day(label=_("Có từ ngày"), required=False)
    valid_to = Day(label=_("Không còn kể từ ngày"), required=False)

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", _("Ngày này trước ngày bắt đầu."))
        return cleaned
