"""The app that holds base templates and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers `web`."""

    name = "vinhdanh.web"
    label = "web"

    def ready(self) -> None:
        """Lets the guide be found."""
        from vinhdanh.platform.registry import Offer, register  # noqa: PLC0415 - models are ready only now
        from vinhdanh.web.guide.views import FINDER  # noqa: PLC0415 - as above

        register(Offer("web", order=100, finders=(FINDER,)))
