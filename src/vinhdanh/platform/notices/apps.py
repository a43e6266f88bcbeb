"""The app `notices` of the platform."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Registers `notices` under its short label."""

    name = "vinhdanh.platform.notices"
    label = "notices"
    verbose_name = _("Thông báo")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tells the registry what waits, and what becomes of its rows when records merge: what was told by a union stays told by it."""
        from vinhdanh.platform.journal import words  # noqa: PLC0415 - models are ready only now
        from vinhdanh.platform.notices import personal  # noqa: PLC0415 - as above
        from vinhdanh.platform.notices.selectors import waiting  # noqa: PLC0415 - as above
        from vinhdanh.platform.registry import Offer, register  # noqa: PLC0415 - models are ready only now
        from vinhdanh.platform.registry.merging import follow  # noqa: PLC0415 - as above

        register(
            Offer(
                "notices",
                order=-50,
                waiting=waiting,
                on_merge_person={"notices.Delivery": follow("notices.Delivery", "person")},
                on_merge_union={"notices.Notice": follow("notices.Notice", "union")},
                personal_data=personal.export,
                erase=personal.erase,
            )
        )
        words.register({"notices.told": _("Báo cho các đơn vị"), "notices.noted": _("Ghi là đã nhắn")})
