"""The app `jobs` of the platform."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Registers `jobs` under its short label."""

    name = "vinhdanh.platform.jobs"
    label = "jobs"
    verbose_name = "Đang xử lý"
    default_auto_field = "django.db.models.BigAutoField"
