"""The app `files` of the platform."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Registers `files` under its short label."""

    name = "vinhdanh.platform.files"
    label = "files"
    verbose_name = "Tệp"
    default_auto_field = "django.db.models.BigAutoField"
