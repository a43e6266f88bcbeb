"""The app `personal` of the platform."""

from django.apps import AppConfig


class PersonalConfig(AppConfig):
    """Registers `personal` under its short label."""

    name = "vinhdanh.platform.personal"
    label = "personal"
    verbose_name = "Dữ liệu cá nhân"
    default_auto_field = "django.db.models.BigAutoField"
