"""The app `personal` of the platform."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PersonalConfig(AppConfig):
    """Registers `personal` under its short label, and what becomes of its rows when records merge."""

    name = "vinhdanh.platform.personal"
    label = "personal"
    verbose_name = _("Dữ liệu cá nhân")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tells the registry and the journal."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415  # models are ready only now

        from vinhdanh.platform.journal import words  # noqa: PLC0415  # as above
        from vinhdanh.platform.personal import services  # noqa: PLC0415  # as above
        from vinhdanh.platform.registry import Offer, register  # noqa: PLC0415  # as above
        from vinhdanh.platform.registry.merging import stay  # noqa: PLC0415  # as above

        people = {"personal.SensitiveValue": services.merge, "personal.Ethnicity": stay, "personal.PersonKey": stay}
        register(Offer("personal", order=-80, on_merge_person=people, on_merge_union={"personal.Access": stay}))
        words.register(
            {
                "personal.set": _("Ghi thông tin riêng của một người"),
                "personal.exported": _("Trích dữ liệu của một người"),
                "personal.erased": _("Xoá dữ liệu của một người"),
                "personal.erased_again": _("Xoá lại dữ liệu của một người sau khi phục hồi bản sao lưu cũ"),
            }
        )
