"""The step `campaigns`."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Registers `campaigns` under its short label."""

    name = "vinhdanh.steps.campaigns"
    label = "campaigns"
    verbose_name = "Kế hoạch"
    default_auto_field = "django.db.models.BigAutoField"
