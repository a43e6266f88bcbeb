"""The app `accounts` of the platform."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers `accounts` under its short label."""

    name = "vinhdanh.platform.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tells the registry what becomes of its rows when records merge."""
        from vinhdanh.platform.accounts import merging  # noqa: PLC0415 - models are ready only now
        from vinhdanh.platform.registry import Offer, register  # noqa: PLC0415 - as above
        from vinhdanh.platform.registry.merging import follow  # noqa: PLC0415 - as above

        people = {"accounts.User": merging.account_follows, "accounts.Invitation": follow("accounts.Invitation", "person")}
        register(Offer("accounts", order=-95, on_merge_person=people))
