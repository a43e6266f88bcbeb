"""The app `journal` of the platform."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Registers `journal` under its short label."""

    name = "vinhdanh.platform.journal"
    label = "journal"
    verbose_name = "Nhật ký"
    default_auto_field = "django.db.models.BigAutoField"
