"""The app `registry` of the platform."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Registers `registry` under its short label."""

    name = "vinhdanh.platform.registry"
    label = "registry"
