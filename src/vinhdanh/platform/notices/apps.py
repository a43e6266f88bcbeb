"""The app `notices` of the platform."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers `notices` under its short label."""

    name = "vinhdanh.platform.notices"
    label = "notices"
    verbose_name = "Thông báo"
    default_auto_field = "django.db.models.BigAutoField"
