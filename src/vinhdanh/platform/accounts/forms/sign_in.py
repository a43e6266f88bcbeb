"""Forms of signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from django import forms
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.accounts.services import authenticators, failures


class SignInForm(LoginForm):  # type: ignore[misc]  # the library has no types
    """Sign in by name or e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        autofocus = {"autofocus": True}
        self.fields["login"] = forms.CharField(
            label=_("Tên đăng nhập hoặc thư điện tử"),
            max_length=254,
            widget=forms.TextInput(
                attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", **autofocus}
            ),
        )
        self.fields["password"] = forms.CharField(
            label=_("Mật khẩu"),
            max_length=1000,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )
        self.order_fields(["login", "password"])


class _CodeMixin(forms.Form):
    """The code of the second step: its failures are counted per account, in the database."""

    def clean_code(self) -> str:
        """Refuses after too many failures of this account."""
        account = f"2fa:{self.user.pk}"  # type: ignore[attr-defined]  # set by the library's form
        if failures.too_many(account):
            raise forms.ValidationError(_("Mã vừa sai nhiều lần nên tạm dừng ít phút. Đề nghị đồng chí chờ 5 phút rồi thử lại."))
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # of the library's form
        except forms.ValidationError:
            failures.count(account)
            raise forms.ValidationError(
                _("Mã chưa đúng. Đề nghị đồng chí xem lại giờ của điện thoại, hoặc dùng một mã dự phòng.")
            ) from None
        used = self.authenticator  # type: ignore[attr-defined]  # as above
        if used.type == Authenticator.Type.TOTP and not authenticators.take_step(used, code):
            failures.count(account)
            raise forms.ValidationError(_("Mã này đã dùng rồi. Đề nghị đồng chí chờ ứng dụng hiện mã mới (chưa đến một phút)."))
        failures.forget(account)
        return code


class SecondStepForm(_CodeMixin, AuthenticateForm):  # type: ignore[misc]  # the library has no types
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self)


class ConfirmCodeForm(_CodeMixin, ReauthenticateForm):  # type: ignore[misc]  # the library has no types
    """The code asked for again before something weighty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self)


def _dress_code(form: forms.Form) -> None:
    form.fields["code"] = forms.CharField(
        label=_("Mã xác nhận"),
        max_length=40,
        help_text=_("6 chữ số trên ứng dụng của điện thoại, hoặc một mã dự phòng."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )
