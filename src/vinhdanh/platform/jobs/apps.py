"""The app `jobs` of the platform."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Registers `jobs` under its short label, and finds the tasks of all apps."""

    name = "vinhdanh.platform.jobs"
    label = "jobs"
    verbose_name = _("Đang xử lý")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Loads `jobs.py` of every app; tells the registry."""
        from vinhdanh.platform.jobs.selectors import to_look_at  # noqa: PLC0415  # as above
        from vinhdanh.platform.registry import Offer, register  # noqa: PLC0415  # models are ready only now
        from vinhdanh.platform.registry.merging import follow  # noqa: PLC0415  # as above

        autodiscover_modules("jobs")
        register(Offer("jobs", order=-60, waiting=to_look_at, on_merge_union={"jobs.Job": follow("jobs.Job", "union")}))
