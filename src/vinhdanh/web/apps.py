"""The app that holds base templates and static files."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Registers `web`."""

    name = "vinhdanh.web"
    label = "web"

    def ready(self) -> None:
        """Lets the guide be found, and pages be kept by what their frame is made of."""
        from vinhdanh.platform.design.kept_pages import framed_by  # noqa: PLC0415 - models are ready only now
        from vinhdanh.platform.registry import Offer, register  # noqa: PLC0415 - as above
        from vinhdanh.web.context import frame  # noqa: PLC0415 - as above
        from vinhdanh.web.guide.views import FINDER  # noqa: PLC0415 - as above

        framed_by(frame)
        register(Offer("web", order=100, finders=(FINDER,)))
