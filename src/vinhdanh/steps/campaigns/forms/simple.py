"""Small forms of the step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.design.fields import DayField
from vinhdanh.platform.organisations.models import Person, Union
from vinhdanh.steps.campaigns.codec import Unclear, parse
from vinhdanh.steps.campaigns.models import Campaign

if TYPE_CHECKING:
    from django.db.models import QuerySet


ENDINGS = ".docx,.odt,.pdf,.txt,.md"


class PlanForm(forms.Form):
    """A new campaign from its plan paper."""

    union = forms.ModelChoiceField(queryset=Union.objects.none(), label=_("Đợt của đơn vị"), empty_label=None)
    plan = forms.FileField(
        label=_("Tệp kế hoạch"),
        help_text=_("Word (.docx), OpenDocument, PDF có chữ, hoặc văn bản; không quá 32 MB"),
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )

    def __init__(self, unions: QuerySet[Union], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "union").queryset = unions


class TemplateForm(forms.Form):
    """A new campaign without a paper."""

    union = forms.ModelChoiceField(queryset=Union.objects.none(), label=_("Đợt của đơn vị"), empty_label=None)
    name = forms.CharField(label=_("Tên hội nghị"), max_length=500, help_text=_("In nguyên văn trên mọi văn bản"))
    year = forms.IntegerField(label=_("Năm"), min_value=1990, max_value=2200)

    def __init__(self, unions: QuerySet[Union], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "union").queryset = unions


class LastForm(forms.Form):
    """A new campaign from last time's."""

    last = forms.ModelChoiceField(queryset=Campaign.objects.none(), label=_("Theo đợt trước"), empty_label=None)
    year = forms.IntegerField(label=_("Năm"), min_value=1990, max_value=2200)

    def __init__(self, campaigns: QuerySet[Campaign], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "last").queryset = campaigns


class OwnForm(forms.Form):
    """A unit's own campaign, made from the one above."""

    name = forms.CharField(label=_("Tên hội nghị"), max_length=500, help_text=_("In nguyên văn trên mọi văn bản"))
    year = forms.IntegerField(label=_("Năm"), min_value=1990, max_value=2200)


class IssueForm(forms.Form):
    """Number, day and signer of the paper that is issued."""

    number = forms.CharField(label=_("Số, ký hiệu"), max_length=80, help_text=_("Theo sổ của văn phòng, ví dụ 05/KH-LĐLĐ"))
    day = DayField(label=_("Ngày ký"))
    signer = forms.CharField(label=_("Người ký"), max_length=200)


class TaskForm(forms.Form):
    """A task."""

    title = forms.CharField(label=_("Việc cần làm"), max_length=300)
    owner = forms.ModelChoiceField(
        queryset=Person.objects.none(), label=_("Người làm"), required=False, empty_label=_("Chưa giao")
    )
    due = DayField(label=_("Hạn"), required=False)
    detail = forms.CharField(label=_("Nói rõ thêm"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, people: QuerySet[Person], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice(self, "owner").queryset = people


class DoneForm(forms.Form):
    """A task is done, with proof."""

    words = forms.CharField(
        label=_("Kết quả"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Ví dụ: đã gửi công văn số 12/LĐLĐ"),
    )
    proof = forms.FileField(label=_("Tệp minh chứng"), required=False, max_length=255)


class ShareForm(forms.Form):
    """How places are shared out."""

    seats = forms.IntegerField(label=_("Số chỗ chia cho cơ sở"), min_value=1, max_value=1_000_000)
    by = forms.ChoiceField(
        label=_("Cách chia"),
        choices=(("members", _("Theo số đoàn viên")), ("equal", _("Chia đều"))),
        widget=forms.RadioSelect,
        initial="members",
    )


class TableFileForm(forms.Form):
    """An Excel file that comes back."""

    file = forms.FileField(label=_("Tệp Excel"), max_length=255, widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv"}))


class AcknowledgeForm(forms.Form):
    """Somebody says that the unit has the plan."""

    name = forms.CharField(label=_("Họ tên người xác nhận"), max_length=300)
    way = forms.ChoiceField(
        label=_("Bằng cách nào"),
        choices=(
            ("application", _("Trong phần mềm")),
            ("zalo", "Zalo"),
            ("phone", _("Điện thoại")),
            ("paper", _("Văn bản giấy")),
        ),
    )


class GuidanceForm(forms.Form):
    """A document of the guidance library."""

    title = forms.CharField(label=_("Tên văn bản"), max_length=500)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=80, required=False)
    body = forms.CharField(label=_("Nội dung chính"), required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}))
    step = forms.ChoiceField(label=_("Dùng ở bước"), required=False)
    valid_from = DayField(label=_("Có hiệu lực từ"), required=False)
    valid_to = DayField(label=_("Đến hết"), required=False)
    file = forms.FileField(label=_("Tệp"), required=False, max_length=255)

    def __init__(self, steps: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["step"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Mọi bước")), *steps]


def choice(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    """A field that chooses rows, typed."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    return field


def whole_or_none(text: str) -> int | None:
    """A number of places, None for an empty box.

    Raises:
        ValidationError: with what to type.
    """
    try:
        number = parse(int, text) if text.strip() else None
    except Unclear as e:
        raise ValidationError(str(e)) from e
    if number is not None and number > 1_000_000:
        raise ValidationError(_("Số này quá lớn."))
    return number
