"""The app `accounts` of the platform."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers `accounts` under its short label."""

    name = "vinhdanh.platform.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
    default_auto_field = "django.db.models.BigAutoField"
