"""What somebody chooses to sign in with: at the first start, and with an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.accounts import selectors
from vinhdanh.platform.accounts.models import User

NAME = RegexValidator(
    r"\A[a-z0-9][a-z0-9._-]{2,59}\Z", _("Tên đăng nhập gồm 3 đến 60 chữ không dấu viết thường, chữ số, dấu chấm hoặc gạch.")
)


class CredentialsForm(forms.Form):
    """A name to sign in with, and a password. The name is written in plain small letters, so that every keyboard and database reads it alike."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        min_length=3,
        max_length=60,
        help_text=_("Chữ không dấu viết thường, chữ số, dấu chấm; ví dụ: hoa.nguyen."),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"),
        max_length=200,
        strip=False,
        help_text=_("Từ 10 ký tự; nên là vài từ dễ nhớ ghép lại. Không dùng tên hay ngày sinh."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Gõ lại mật khẩu"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_username(self) -> str:
        """Small letters; not taken."""
        name = str(self.cleaned_data["username"]).strip().lower()
        NAME(name)
        if selectors.name_taken(name):
            raise forms.ValidationError(_("Tên đăng nhập này đã có người dùng. Đề nghị đồng chí thêm số hoặc chọn tên khác."))
        return name

    def clean(self) -> dict[str, Any]:
        """The two passwords are alike, and good enough."""
        data = super().clean() or {}
        password = data.get("password")
        if password and "again" in data and data["again"] != password:
            self.add_error("again", _("Hai lần gõ mật khẩu chưa giống nhau."))
        if password:
            try:
                password_validation.validate_password(password, User(username=data.get("username", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class NewPasswordForm(CredentialsForm):
    """A new password for an account that is there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["username"]
