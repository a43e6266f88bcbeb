"""Forms of people and posts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh.engines.vietnamese import PartialDate, match_key, parse_date, short_date
from vinhdanh.platform.organisations.forms.fields import FIRST_DAY, Day, OnceForm, Phone, RevisionForm, Words
from vinhdanh.platform.organisations.forms.structure import ScopedForm, UnionField
from vinhdanh.platform.organisations.models import Role
from vinhdanh.platform.organisations.services.people import PersonData, PostData

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vinhdanh.platform.organisations.models import Person

SEXES = [("", _("Chưa ghi")), ("nam", _("Nam")), ("nữ", _("Nữ"))]


class Birth(Words):
    """A year, a month or a day of birth."""

    def clean(self, value: Any) -> Any:
        """The date as far as it is known, or None."""
        text = super().clean(value)
        if not text:
            return None
        try:
            birth = parse_date(text)
        except ValueError:
            birth = None
        if birth is None or not FIRST_DAY.year <= birth.year <= 2100:
            raise forms.ValidationError(_("Ghi năm sinh (1985), tháng/năm hoặc ngày/tháng/năm (05/3/1985)."))
        return birth


class PersonForm(forms.Form):
    """What is told of a person."""

    name = Words(label=_("Họ và tên"), max_length=300)
    given = Words(
        label=_("Tên để xếp thứ tự"),
        max_length=100,
        required=False,
        help_text=_("Chỉ ghi khi tên không phải là chữ cuối, ví dụ “Thu” trong “Y Thu Êban”."),
    )
    sex = forms.ChoiceField(label=_("Giới tính"), choices=SEXES, required=False)
    birth = Birth(label=_("Năm sinh hoặc ngày sinh"), max_length=30, required=False)
    phone = Phone(label=_("Số điện thoại"), required=False)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=254, required=False)

    def clean(self) -> dict[str, Any]:
        """The given name is a part of the name."""
        cleaned = super().clean() or {}
        given, name = cleaned.get("given"), cleaned.get("name")
        if given and name and f" {match_key(given)} " not in f" {match_key(name)} ":
            self.add_error("given", _("Phần này không có trong họ và tên."))
        return cleaned

    def person(self) -> PersonData:
        """The cleaned values."""
        new = self.cleaned_data
        birth: PartialDate | None = new["birth"]
        return PersonData(
            name=new["name"],
            given=new["given"],
            sex=new["sex"],
            birth_year=birth.year if birth else None,
            birth_month=birth.month if birth else None,
            birth_day=birth.day if birth else None,
            phone=new["phone"],
            email=new["email"],
        )


class NewPersonForm(OnceForm, PersonForm):
    """A new person."""


class EditPersonForm(RevisionForm, PersonForm):
    """A person as told now."""

    def show_theirs(self, theirs: dict[str, str], revision: int) -> None:
        """The parts of the birth date are one field."""
        day, month, year = (int(theirs.pop(name, "") or 0) or None for name in ("birth_day", "birth_month", "birth_year"))
        super().show_theirs(theirs | {"birth": short_date(PartialDate(year, month, day)) if year else ""}, revision)


def person_start(person: Person) -> dict[str, Any]:
    """What the form shows first."""
    parts = [f"{part:02d}" for part in (person.birth_day, person.birth_month) if part]
    birth = "/".join([*parts, str(person.birth_year)]) if person.birth_year else ""
    start = {name: getattr(person, name) for name in ("name", "given", "sex", "phone", "email", "revision")}
    return start | {"birth": birth}


class PostForm(forms.Form):
    """A post in a union."""

    title = Words(label=_("Chức vụ"), max_length=200, help_text=_("Như ghi trên văn bản, ví dụ: Chủ tịch CĐCS."))
    role = forms.ChoiceField(label=_("Được làm gì trong phần mềm"), choices=[], widget=forms.RadioSelect)
    responsible = forms.BooleanField(label=_("Chịu trách nhiệm về danh sách đề nghị của đơn vị"), required=False)
    valid_from = Day(label=_("Giữ chức vụ từ ngày"), required=False)
    valid_to = Day(label=_("Thôi giữ kể từ ngày"), required=False)

    def __init__(self, *args: Any, roles: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = set(roles)
        field = self.fields["role"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(value, label) for value, label in Role.choices if value in allowed]

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        cleaned = super().clean() or {}
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and end and end < start:
            self.add_error("valid_to", _("Ngày này trước ngày bắt đầu."))
        return cleaned

    def post(self) -> PostData:
        """The cleaned values; who answers for the union is set apart."""
        new = self.cleaned_data
        return PostData(title=new["title"], role=new["role"], valid_from=new["valid_from"], valid_to=new["valid_to"])


class NewPostForm(OnceForm, PostForm):
    """A new post."""


class EndPostForm(forms.Form):
    """When a post ends."""

    day = Day(label=_("Thôi giữ chức vụ kể từ ngày"))


class MovePersonForm(ScopedForm):
    """To which union a person passes, and when."""

    union = UnionField(label=_("Đơn vị mới"))
    day = Day(label=_("Kể từ ngày"))


class MergePersonForm(forms.Form):
    """On what ground two records are one person."""

    reason = Words(
        label=_("Căn cứ"), max_length=300, help_text=_("Vì sao đồng chí chắc đây là một người, ví dụ: cùng số quyết định.")
    )


class OwnContactsForm(RevisionForm):
    """How to reach a person."""

    phone = Phone(label=_("Số điện thoại"), required=False)
    email = forms.EmailField(label=_("Thư điện tử"), max_length=254, required=False)
