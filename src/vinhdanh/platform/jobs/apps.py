"""The app `jobs` of the platform."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Registers `jobs` under its short label, and finds the tasks of all apps."""

    name = "vinhdanh.platform.jobs"
    label = "jobs"
    verbose_name = "Đang xử lý"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Loads `jobs.py` of every app."""
        autodiscover_modules("jobs")
