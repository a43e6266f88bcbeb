"""How allauth behaves here: nobody signs up by themselves, failures are counted per account, sentences are ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.accounts import sealing
from vinhdanh.platform.accounts.services import failures

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest, HttpResponse

    from vinhdanh.platform.accounts.models import User

SILENT = frozenset({"account/messages/logged_in.txt", "account/messages/logged_out.txt"})
"""What the page after it says by itself."""

WRONG = _(
    "Tên đăng nhập (hoặc thư điện tử) hoặc mật khẩu chưa đúng. Đề nghị đồng chí kiểm tra phím Caps Lock, bộ gõ tiếng Việt rồi gõ lại."
)
TOO_MANY = _("Tài khoản này vừa sai nhiều lần nên tạm dừng đăng nhập ít phút. Đề nghị đồng chí chờ 5 phút rồi thử lại.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts come from the first start or from an invitation, never from a sign-up form."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "invalid_password": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": _("Mật khẩu chưa đúng."),
        "enter_current_password": _("Đề nghị đồng chí nhập mật khẩu đang dùng."),
        "account_inactive": _("Tài khoản này đang tạm khóa."),
        "unknown_email": _("Không có tài khoản nào dùng địa chỉ thư này."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # the library's signature
        """Always closed."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuses where it failed too often; the library would count in the memory of one process."""
        if failures.stopped(request, failures.login_of(credentials)):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts a failure."""
        failures.count_sign_in(request, failures.login_of(credentials))

    def post_login(self, request: HttpRequest, user: User, **told: Any) -> HttpResponse:
        """The browser is known for this account from now on, so that who guesses from elsewhere does not keep its holder out."""
        response: HttpResponse = super().post_login(request, user, **told)
        failures.remember(request, response, user)
        return response

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Leaves out what the next page says by itself."""
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *args, **kwargs)


def knows_steps(user: User) -> None:
    """Asks once which second steps an account has and keeps it on this object: for a request that only looks, as nothing changes while it lasts."""
    user.known_steps = frozenset(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """The second step, in our words; its seeds are sealed."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Mã chưa đúng. Đề nghị đồng chí xem lại rồi gõ mã đang hiện."),
        "cannot_delete_authenticator": _("Chưa tắt được bước này."),
        "cannot_generate_recovery_codes": _("Bật xác thực hai bước trước, rồi làm mã dự phòng."),
    }

    def is_mfa_enabled(self, user: User, types: Collection[str] | None = None) -> bool:
        """Whether an account has a second step, of these kinds. The page that confirms who it is asks for each kind several times: it knows them by `knows_steps`."""
        if user.is_anonymous or user.known_steps is None:
            return bool(super().is_mfa_enabled(user, types=types))
        return bool(user.known_steps if types is None else user.known_steps.intersection(types))

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002  # the library's signature
        """A name for a new key, to be changed: "Khóa 2"."""
        there = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Khóa %(number)d") % {"number": there + 1}

    def encrypt(self, text: str) -> str:
        """A seed as it is stored."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The seed in what is stored."""
        return sealing.unseal(encrypted_text)
