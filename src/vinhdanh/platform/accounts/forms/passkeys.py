"""Signing in and confirming by a passkey: what a browser sends may be anything, and a counter must grow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse

from vinhdanh.platform.accounts.services import authenticators

if TYPE_CHECKING:
    from allauth.mfa.models import Authenticator

NOT_USED = _("Chưa dùng được khóa này lần này. Đề nghị đồng chí thử lại, hoặc đăng nhập bằng mật khẩu.")
COPIED = _(
    "Khóa này bị từ chối vì có dấu hiệu đã bị sao chép hoặc gửi lại. Đề nghị đồng chí đăng nhập bằng mật khẩu, bỏ khóa này rồi thêm khóa mới."
)
UNREADABLE = (TypeError, ValueError, KeyError, AttributeError, IndexError)
"""What the library lets through where the answer of a browser is not in its shape."""


class Answer(forms.JSONField):
    """What a browser says for a passkey."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Refuses what is nested deeper than any answer."""
        try:
            return super().to_python(value)
        except RecursionError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Nothing: an answer is never shown again, each is good for one question."""
        del data
        return initial


class _Counted(forms.Form):
    """Checks the answer of a passkey, then its counter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = Answer(error_messages={"invalid": NOT_USED, "required": NOT_USED})

    def clean_credential(self) -> Authenticator:
        """The passkey that answered."""
        answer: Any = self.cleaned_data["credential"]
        try:
            found: Authenticator = super().clean_credential()  # type: ignore[misc]  # of the library's form
            counter = AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
        except (forms.ValidationError, *UNREADABLE):
            raise forms.ValidationError(NOT_USED) from None
        if not authenticators.take_counter(found, counter):
            raise forms.ValidationError(COPIED)
        return found


class SignInByPasskey(_Counted, LoginWebAuthnForm):  # type: ignore[misc]  # the library has no types
    """Without a password."""


class SecondStepByPasskey(_Counted, AuthenticateWebAuthnForm):  # type: ignore[misc]  # as above
    """After the password."""


class ConfirmByPasskey(_Counted, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # as above
    """Once more before something weighty."""
