"""The app `accounts` of the platform."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

WORDS = {
    "accounts.started": _("Lập tài khoản đầu tiên"),
    "accounts.invited": _("Mời người giữ vai trò"),
    "accounts.invitation_renewed": _("Cấp lại liên kết mời"),
    "accounts.invitation_withdrawn": _("Thu hồi liên kết mời"),
    "accounts.accepted": _("Nhận lời mời, mở tài khoản"),
    "accounts.password_link": _("Cấp liên kết đặt mật khẩu"),
    "accounts.password_reset": _("Đặt mật khẩu mới bằng liên kết"),
    "accounts.post_ended": _("Kết thúc chức danh, có lý do"),
    "accounts.acting_started": _("Bắt đầu làm thay đơn vị"),
    "accounts.acting_stopped": _("Thôi làm thay đơn vị"),
    "accounts.passkey_refused": _("Từ chối một khóa của máy: số đếm không tăng, có thể đã bị sao chép"),
    "accounts.sessions_ended": _("Đăng xuất các nơi khác"),
}


def _begin_steps(authenticator: object, **_told: object) -> None:
    """A second step has been turned on."""
    from vinhdanh.platform.accounts.services.authenticators import begin_steps  # noqa: PLC0415 - models are ready only then

    begin_steps(authenticator)


class AccountsConfig(AppConfig):
    """Registers `accounts` under its short label."""

    name = "vinhdanh.platform.accounts"
    label = "accounts"
    verbose_name = _("Tài khoản")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tells the registry what becomes of its rows when records merge."""
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415 - as above

        from vinhdanh.platform.accounts import merging, personal  # noqa: PLC0415 - models are ready only now
        from vinhdanh.platform.journal import words  # noqa: PLC0415 - as above
        from vinhdanh.platform.registry import Offer, register  # noqa: PLC0415 - as above
        from vinhdanh.platform.registry.merging import follow  # noqa: PLC0415 - as above

        authenticator_added.connect(_begin_steps, dispatch_uid="accounts.begin_steps")
        people = {"accounts.User": merging.account_follows, "accounts.Invitation": follow("accounts.Invitation", "person")}
        register(Offer("accounts", order=-95, on_merge_person=people, personal_data=personal.export, erase=personal.erase))
        words.register(WORDS)
