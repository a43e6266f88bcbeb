"""The app `organisations` of the platform."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Registers `organisations` under its short label."""

    name = "vinhdanh.platform.organisations"
    label = "organisations"
    verbose_name = "Đơn vị"
    default_auto_field = "django.db.models.BigAutoField"
