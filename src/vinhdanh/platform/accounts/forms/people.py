"""Forms of users, roles and invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.accounts import rules, selectors
from vinhdanh.platform.accounts.services.invitations import InvitationData
from vinhdanh.platform.organisations.forms.fields import Day, OnceForm, Phone, Words
from vinhdanh.platform.organisations.models import Person, Role

if TYPE_CHECKING:
    from vinhdanh.platform.accounts.reader import Reader
    from vinhdanh.platform.organisations.models import Union


class InviteForm(OnceForm):
    """Somebody gets a role in a union; who has no account gets a link."""

    person: forms.ModelChoiceField[Person] = forms.ModelChoiceField(
        label=_("Người đã có trong danh sách của đơn vị"),
        queryset=None,
        required=False,
        empty_label=_("Người mới, ghi tên bên dưới"),
    )
    name = Words(label=_("Họ và tên (người mới)"), max_length=300, required=False)
    phone = Phone(label=_("Điện thoại (người mới)"), required=False)
    email = forms.EmailField(
        label=_("Thư điện tử (người mới)"),
        max_length=254,
        required=False,
        help_text=_("Có thể dùng để đăng nhập và nhận thông báo."),
    )
    role = forms.ChoiceField(label=_("Vai trò"))
    title = Words(label=_("Chức danh"), max_length=200, help_text=_("Như ghi trên văn bản; ví dụ: Chủ tịch công đoàn."))
    responsible = forms.BooleanField(label=_("Chịu trách nhiệm về danh sách của đơn vị, nhận thông báo"), required=False)
    valid_from = Day(label=_("Từ ngày (để trống: từ hôm nay)"), required=False)
    valid_to = Day(label=_("Đến ngày (để trống: chưa định)"), required=False)

    def __init__(self, reader: Reader, union: Union, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = selectors.people(reader, union)  # type: ignore[attr-defined]  # choices among rows
        roles = [(role.value, role.label) for role in Role if rules.may_invite(reader, union, role)]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]  # a field of choices

    def clean(self) -> dict[str, Any]:
        """A person of the list, or a new one; the days in order."""
        data = super().clean() or {}
        if data.get("person") is None and not data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Đề nghị đồng chí chọn một người, hoặc ghi họ và tên người mới."))
        start = data.get("valid_from") or timezone.localdate()
        if data.get("valid_to") and data["valid_to"] <= start:
            self.add_error("valid_to", _("Ngày kết thúc phải sau ngày bắt đầu."))
        return data

    def data_of(self) -> InvitationData:
        """What the service takes."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "once"}
        return InvitationData(**values)


class EndPostForm(forms.Form):
    """A post ends, with its reason."""

    day = Day(label=_("Thôi giữ từ ngày"), initial=timezone.localdate)
    reason = Words(label=_("Lý do"), max_length=500, help_text=_("Ghi vào nhật ký; ví dụ: chuyển công tác theo quyết định số …"))


class SearchForm(forms.Form):
    """Words to search unions by."""

    q = Words(label=_("Tên hoặc một phần tên đơn vị"), max_length=100, required=False)
