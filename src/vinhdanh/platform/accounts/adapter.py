"""How allauth behaves here: nobody signs up by themselves, failures are counted per account, sentences are ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _

from vinhdanh.platform.accounts.services import failures

if TYPE_CHECKING:
    from django.http import HttpRequest

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

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002  # as above
        """Refuses an account that failed too often; the library would count in the memory of one process, and per address."""
        if failures.too_many(failures.login_of(credentials)):
            raise self.validation_error("too_many_login_attempts")

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002  # as above
        """Counts a failure of this account."""
        failures.count(failures.login_of(credentials))

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        """Leaves out what the next page says by itself."""
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *args, **kwargs)
