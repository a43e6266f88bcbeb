"""The app that holds base templates and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers `web`."""

    name = "vinhdanh.web"
    label = "web"
