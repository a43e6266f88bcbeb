"""The app `design` of the platform."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Registers `design`; it has no models."""

    name = "vinhdanh.platform.design"
    label = "design"
