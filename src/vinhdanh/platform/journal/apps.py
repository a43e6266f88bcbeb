"""The app `journal` of the platform."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JournalConfig(AppConfig):
    """Registers `journal` under its short label: what it tells stays as it was told, whoever is merged or erased."""

    name = "vinhdanh.platform.journal"
    label = "journal"
    verbose_name = _("Nhật ký")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tells what becomes of its rows when unions merge."""
        from vinhdanh.platform.registry import Offer, register  # noqa: PLC0415  # models are ready only now
        from vinhdanh.platform.registry.merging import stay  # noqa: PLC0415  # as above

        register(Offer("journal", order=-90, on_merge_union={"journal.Entry": stay}))
