"""The library's other forms, with our words and limits."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, ReauthenticateForm, ResetPasswordForm, ResetPasswordKeyForm, SetPasswordForm
from allauth.core import context
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, get_totp_secret
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.accounts import sealing
from vinhdanh.platform.accounts.forms.passkeys import UNREADABLE, Answer

NOT_ADDED = _("Chưa thêm được khóa này. Đề nghị đồng chí thử lại.")
ANEW = _(
    "Mã QR trước không còn dùng được. Đề nghị đồng chí xóa mục vừa thêm trong ứng dụng, quét lại mã QR đang hiện rồi gõ mã mới."
)
PASSWORD_HELP = _("Từ 10 ký tự; nên là vài từ dễ nhớ ghép lại.")
LABELS: dict[str, Any] = {
    "oldpassword": _("Mật khẩu đang dùng"),
    "password": _("Mật khẩu"),
    "password1": _("Mật khẩu mới"),
    "password2": _("Gõ lại mật khẩu mới"),
    "email": _("Địa chỉ thư điện tử"),
    "code": _("Mã 6 chữ số"),
    "name": _("Tên của khóa"),
    "passwordless": _("Đăng nhập chỉ bằng khóa này, không cần mật khẩu"),
}
HELP: dict[str, Any] = {"password1": PASSWORD_HELP, "name": _("Để phân biệt, ví dụ: điện thoại của tôi."), "passwordless": ""}
LONGEST = {"email": 254, "code": 40, "name": 100}


class _Dressed(forms.Form):
    """Labels, hints and longest texts by the name of the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.CharField) and not isinstance(field, forms.JSONField):
                field.validators.append(MaxLengthValidator(LONGEST.get(name, 1000)))


class ChangePassword(_Dressed, ChangePasswordForm):  # type: ignore[misc]  # the library has no types
    """Another password."""


class SetPassword(_Dressed, SetPasswordForm):  # type: ignore[misc]  # as above
    """The first password of an account that has none."""


class Reauthenticate(_Dressed, ReauthenticateForm):  # type: ignore[misc]  # as above
    """The password once more."""


class ResetPassword(_Dressed, ResetPasswordForm):  # type: ignore[misc]  # as above
    """A link by mail."""


class ResetPasswordKey(_Dressed, ResetPasswordKeyForm):  # type: ignore[misc]  # as above
    """A new password by that link."""


class ActivateTotp(_Dressed, ActivateTOTPForm):  # type: ignore[misc]  # as above
    """The first code of the telephone. Until it is typed the new seed waits in the session, sealed as those in use are."""

    secret: str

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)  # the library takes what the session holds for the seed, or puts a new one there
        self.lost = False
        if self.is_bound:
            try:
                self.secret = sealing.unseal(self.secret)
            except ValueError:  # of before seeds were sealed, of another data key, or gone
                self.lost, self.secret = True, get_totp_secret(regenerate=True)
        context.request.session[SECRET_SESSION_KEY] = sealing.seal(self.secret)

    def clean_code(self) -> str:
        """No code is right for a seed that is lost; the page then shows another."""
        if self.lost:
            raise forms.ValidationError(ANEW)
        code: str = super().clean_code()
        return code


class AddPasskey(_Dressed, AddWebAuthnForm):  # type: ignore[misc]  # as above
    """A key of this machine."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = Answer(error_messages={"invalid": NOT_ADDED, "required": NOT_ADDED})

    def clean(self) -> dict[str, Any]:
        """What the library lets through where an answer is not in its shape is refused in words."""
        try:
            return super().clean() or {}
        except (forms.ValidationError, *UNREADABLE):
            raise forms.ValidationError(NOT_ADDED) from None


class EditPasskey(_Dressed, EditWebAuthnForm):  # type: ignore[misc]  # as above
    """Its name."""
